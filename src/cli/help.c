/* SPDX-License-Identifier: Apache-2.0
 *
 * Help, made from the tables of commands and options. In: nothing or a command. Out: text that
 * fits 100 columns.
 */
#include "base/arena.h"
#include "base/out.h"
#include "cli/command.h"

static void
put_heading(struct session *session, const char *text)
{
	const char *start = session->style.colour ? "\x1b[1m" : "";
	const char *end = session->style.colour ? "\x1b[0m" : "";

	out_print(session->output, "\n%s%s:%s\n", start, text, end);
}

static void
put_pair(struct session *session, const char *name, size_t column, const char *text)
{
	out_print(session->output, "  %-*s  %s\n", (int)column, name, text);
}

static const char *
option_usage(struct session *session, const struct option *option)
{
	if (option == &options[OPTION_help])
		return "-h, --help";
	return arena_print(session->run, "--%s%s%s", option->name, option->argument ? " " : "",
			   option->argument ? option->argument : "");
}

static size_t
widest_option(struct session *session, const struct command *command)
{
	size_t widest = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		size_t size = str_of(option_usage(session, &options[i])).size;

		if (option_fits(&options[i], command) && size > widest)
			widest = size;
	}
	return widest;
}

static void
put_options(struct session *session, const struct command *command)
{
	size_t column = widest_option(session, command);

	for (size_t group = 0; group < GROUP_COUNT; group++) {
		bool headed = false;

		for (size_t i = 0; i < OPTION_COUNT; i++) {
			const struct option *option = &options[i];

			if (option->group != group || !option_fits(option, command))
				continue;
			if (!headed)
				put_heading(session, option_groups[group]);
			headed = true;
			put_pair(session, option_usage(session, option), column, option->summary);
		}
	}
}

static void
put_exit_codes(struct session *session)
{
	put_heading(session, "Exit codes");
	put_pair(session, "0", 1, "pass: everything planned was judged and nothing open blocks");
	put_pair(session, "1", 1, "fail: findings block");
	put_pair(session, "2", 1, "cannot decide: something could not be read, loaded or judged");
	put_pair(session, "3", 1, "wrong usage");
}

void
help_overview(struct session *session)
{
	out_text(session->output,
		 "govlint " GOVLINT_VERSION ": policy as code for AI governance\n\n"
		 "usage: govlint [PATH] [OPTIONS]\n"
		 "       govlint COMMAND [WORDS] [OPTIONS]\n");
	put_heading(session, "Commands");
	for (size_t i = 0; commands[i]; i++)
		put_pair(session, commands[i]->name, 8, commands[i]->summary);
	put_options(session, &cmd_check);
	put_exit_codes(session);
	out_text(session->output, "\n`govlint help COMMAND` tells more about one command.\n");
}

void
help_command(struct session *session, const struct command *command)
{
	out_print(session->output, "govlint %s: %s\n\nusage: govlint %s %s%s[OPTIONS]\n\n%s\n",
		  command->name, command->summary, command->name, command->words,
		  command->words[0] ? " " : "", command->description);
	put_options(session, command);
	if (command == &cmd_check)
		put_exit_codes(session);
}
