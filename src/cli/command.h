/* SPDX-License-Identifier: Apache-2.0
 *
 * What a command is, and what the commands share: the session, requests to the engine, reports.
 */
#ifndef GOVLINT_CLI_COMMAND_H
#define GOVLINT_CLI_COMMAND_H

#include "cli/cli.h"
#include "cli/options.h"
#include "engine/engine.h"
#include "report/report.h"

enum exit_code {
	EXIT_PASS = 0,
	EXIT_FAIL = 1,
	EXIT_UNDECIDED = 2,
	EXIT_USAGE = 3,
};

struct session {
	const struct cli_environment *environment;
	const struct arguments *arguments;
	struct limits limits; /* as --limit changes them */
	struct arena *run;
	struct out *output;
	struct out *error;
	struct report_style style;       /* of the output */
	struct report_style error_style; /* of the error output */
};

struct command {
	const char *name;
	const char *words; /* what follows the name: "[PATH]" */
	const char *summary;
	const char *description;
	size_t words_least;
	size_t words_most;
	int (*run)(struct session *session);
};

enum command_id {
#define ROW(name) COMMAND_##name,
#include "cli/cli.list"
#undef ROW
	COMMAND_COUNT,
};

#define ROW(name) extern const struct command cmd_##name;
#include "cli/cli.list"
#undef ROW

/* All commands in the order of the list, ended by NULL. */
extern const struct command *const commands[];

const struct command *
command_named(struct str name);

/* Say what is wrong on the error output, and in every format that was asked for; returns 3. */
int
usage_error(struct session *session, struct err *errors);

/* The same for what kept a command from doing its work; returns 2. */
int
cannot_do(struct session *session, struct err *errors);

/* style.c: how the output may look. */
void
style_decide(struct session *session);

/* help.c */
void
help_overview(struct session *session);

void
help_command(struct session *session, const struct command *command);

/* limits.c: --limit; all mistakes in one list. */
struct err *
choose_limits(struct session *session) MUST_USE;

/* request.c: options → what the engine is asked. First what can be wrong in the words themselves
 * (usage), then the files that the words name. */
struct err *
request_check(struct session *session, struct engine_request *request) MUST_USE;

struct err *
request_read(struct session *session, struct engine_request *request) MUST_USE;

/* "did you mean" as the help of an error, or what may be written instead. */
struct err *
suggest_help(struct err *err, struct str best, const char *otherwise) MUST_USE;

#endif
