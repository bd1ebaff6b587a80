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

/* request.c: options → what the engine is asked. First what can be wrong in the words themselves
 * (usage), then the files that the words name. */
struct err *
request_check(struct session *session, struct engine_request *request) MUST_USE;

struct err *
request_read(struct session *session, struct engine_request *request) MUST_USE;

/* outputs.c: one run, many reports. */
struct sink {
	const struct report *report;
	const char *path; /* NULL: the output */
	int fd;
};

struct sinks {
	struct sink *items;
	size_t count;
};

/* Understand --format; mistakes are in the list, what was understood is in `sinks`. */
struct err *
sinks_parse(struct session *session, struct sinks *sinks) MUST_USE;

/* Open the files, before anything is judged. */
struct err *
sinks_open(struct session *session, struct sinks *sinks) MUST_USE;

struct err *
sinks_write(struct session *session, struct sinks *sinks, const struct result *result) MUST_USE;

/* A result that holds nothing but errors. */
void
result_of_errors(struct session *session, struct err *errors, struct result *out);

/* files.c: files and folders that the command line names. */
struct err *
files_below(struct session *session, const char *path, struct memory_text **texts, size_t *count,
	    size_t *capacity) MUST_USE;

bool
path_exists(const char *path);

bool
path_is_folder(const char *path);

/* inside.c: where a file that the command line names stands. */
enum whereabouts {
	WHERE_OUTSIDE, /* the runner's: read as it is */
	WHERE_INSIDE,  /* in the root: read from the tree that the policy comes from */
	WHERE_ABOVE,   /* in the repository, but not in the root */
};

enum whereabouts
whereabouts(struct arena *run, const char *start, const char *file, const char **inside);

/* The root as far as it can be told without opening the repository; NULL: no repository. */
const char *
root_above(struct arena *run, const char *start);

/* table.c: a list of maps as aligned columns; `columns` ends with NULL. */
void
table_print(struct session *session, const char *const *columns, const struct value *rows);

/* known.c: the rules and packs that can be named: those built in, and the team's own on disk. */
struct known_rule {
	const char *path;
	struct str text; /* with its examples */
	struct rule rule;
};

struct known_rules {
	struct known_rule *items;
	size_t count;
	size_t capacity;
};

struct err *
known_rules(struct session *session, struct known_rules *out) MUST_USE;

/* The files of rules with their examples, not loaded. */
struct err *
known_rule_texts(struct session *session, struct memory_text **texts, size_t *count,
		 size_t *capacity) MUST_USE;

/* The names of the packs that are built in, as a list of strings. */
struct value
known_packs(struct session *session);

/* What one pack asks, by itself. */
struct err *
known_pack(struct session *session, const char *name, struct plan *out) MUST_USE;

/* page.c: parts of a page of `explain`. */
void
page_title(struct session *session, struct str name, const char *what, struct str title);

void
page_heading(struct session *session, const char *heading);

/* A text, each line indented. */
void
page_text(struct session *session, struct str text);

/* explain_rule.c */
void
explain_rule(struct session *session, const struct known_rule *known);

/* "did you mean" as the help of an error, or what may be written instead. */
struct err *
suggest_help(struct err *err, struct str best, const char *otherwise) MUST_USE;

#endif
