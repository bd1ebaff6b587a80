/* SPDX-License-Identifier: Apache-2.0
 *
 * From words to a command. In: the command line. Out: the exit code of the command it names.
 *
 * What the first word means: a command's name runs that command; an option or an existing path
 * means `check`; so does what looks like a path (it holds '/' or '.'), which then is a missing one;
 * anything else is a command that does not exist. A file named like a command is `./name`.
 */
#include "cli/cli.h"

#include "base/arena.h"
#include "base/out.h"
#include "base/suggest.h"
#include "cli/files.h"
#include "cli/outputs.h"

const struct command *const commands[] = {
#define ROW(name) &cmd_##name,
#include "cli/cli.list"
#undef ROW
	NULL,
};

const struct command *
command_named(struct str name)
{
	for (size_t i = 0; commands[i]; i++)
		if (str_is(name, commands[i]->name))
			return commands[i];
	return NULL;
}

static bool
looks_like_path(const char *word)
{
	struct str text = str_of(word);

	return str_find_byte(text, '/') < text.size || str_find_byte(text, '.') < text.size ||
	       path_exists(word);
}

static struct err *
unknown_command(struct arena *run, const char *word)
{
	struct suggest suggest;

	suggest_init(&suggest, str_of(word));
	for (size_t i = 0; commands[i]; i++)
		suggest_name(&suggest, str_of(commands[i]->name));
	return suggest_help(err_new(run, "unknown command '%s', and there is no such path", word),
			    suggest_best(&suggest), "`govlint help` shows the commands");
}

/* A result for the sinks of one kind that go to standard output, or the others. */
static void
tell_sinks(struct session *session, struct sinks sinks, bool lines, const struct result *result)
{
	const struct report *concise = report_named(STR("concise"));
	struct sinks chosen = {arena_array(session->run, sinks.count, sizeof *sinks.items), 0};

	for (size_t i = 0; i < sinks.count; i++)
		if ((!sinks.items[i].path && sinks.items[i].report == concise) == lines)
			chosen.items[chosen.count++] = sinks.items[i];
	err_settle(sinks_write(session, &chosen, result));
}

/* Tell the errors on the error output and in every machine format that was asked for. Lines for
 * people say the verdict alone: what led to it stands on the error output in the same words. */
static void
tell(struct session *session, struct err *errors)
{
	struct sinks sinks;
	struct result result;

	report_error(errors, &session->error_style, session->error);
	result_of_errors(session, errors, &result);
	if (session->arguments->command != &cmd_check ||
	    !option_given(session->arguments, OPTION_format))
		return;
	err_settle(sinks_parse(session, &sinks));
	for (size_t i = 0; i < sinks.count; i++)
		if (!sinks.items[i].path && sinks.items[i].report == report_named(STR("text")))
			sinks.items[i--] = sinks.items[--sinks.count];
	err_settle(sinks_open(session, &sinks));
	tell_sinks(session, sinks, false, &result);
	result.errors = NULL;
	tell_sinks(session, sinks, true, &result);
}

int
usage_error(struct session *session, struct err *errors)
{
	tell(session, errors);
	return EXIT_USAGE;
}

int
cannot_do(struct session *session, struct err *errors)
{
	tell(session, errors);
	return EXIT_UNDECIDED;
}

static int
run_command(struct session *session, struct err *errors)
{
	const struct arguments *arguments = session->arguments;

	if (errors)
		return usage_error(session, errors);
	if (option_given(arguments, OPTION_version)) {
		out_text(session->output, "govlint " GOVLINT_VERSION "\n");
		return EXIT_PASS;
	}
	if (option_given(arguments, OPTION_help)) {
		if (arguments->implied)
			help_overview(session);
		else
			help_command(session, arguments->command);
		return EXIT_PASS;
	}
	return arguments->command->run(session);
}

int
cli_run(const struct cli_environment *environment, struct arena *run)
{
	const char *const *words = environment->arguments;
	size_t count = environment->argument_count;
	struct arguments arguments = {.command = &cmd_check, .implied = true};
	struct session session = {.environment = environment,
				  .arguments = &arguments,
				  .run = run,
				  .output = environment->output,
				  .error = environment->error};
	const struct command *command = count > 0 ? command_named(str_of(words[0])) : NULL;
	struct err *errors = NULL;

	if (command) {
		arguments.command = command;
		arguments.implied = false;
		words++;
		count--;
	} else if (count > 0 && words[0][0] != '-' && !looks_like_path(words[0])) {
		errors = unknown_command(run, words[0]);
		words++;
		count--;
	}
	errors = err_join(errors, options_parse(&arguments, run, words, count));
	errors = err_join(errors, choose_limits(&session));
	style_decide(&session);
	return run_command(&session, errors);
}
