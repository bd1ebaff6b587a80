/* SPDX-License-Identifier: Apache-2.0
 *
 * Help as a command. In: nothing or a command's name. Out: the overview or that command's page.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "cli/command.h"

static int
run_help(struct session *session)
{
	const struct arguments *arguments = session->arguments;
	const struct command *command;
	struct suggest suggest;

	if (arguments->word_count == 0) {
		help_overview(session);
		return EXIT_PASS;
	}
	command = command_named(str_of(arguments->words[0]));
	if (command) {
		help_command(session, command);
		return EXIT_PASS;
	}
	suggest_init(&suggest, str_of(arguments->words[0]));
	for (size_t i = 0; commands[i]; i++)
		suggest_name(&suggest, str_of(commands[i]->name));
	return usage_error(
		session,
		suggest_help(err_new(session->run, "unknown command '%s'", arguments->words[0]),
			     suggest_best(&suggest), "`govlint help` shows the commands"));
}

const struct command cmd_help = {
	.name = "help",
	.words = "[COMMAND]",
	.summary = "this help, or that of one command",
	.description = "Shows the commands and the options of `check`, or what one COMMAND takes.",
	.words_most = 1,
	.run = run_help,
};
