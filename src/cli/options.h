/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of options and what a command line says in its terms. All mistakes of a command line
 * come in one list; what could be understood is there all the same, so that a machine that asked
 * for a format gets its answer in it.
 */
#ifndef GOVLINT_CLI_OPTIONS_H
#define GOVLINT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct command;

enum option_group {
	GROUP_LOOK,
	GROUP_POLICY,
	GROUP_APPROVALS,
	GROUP_OUTPUT,
	GROUP_RUN,
	GROUP_HELP,
	GROUP_COUNT,
};

enum option_id {
#define OPTION(id, ...) OPTION_##id,
#include "cli/options.list"
#undef OPTION
	OPTION_COUNT,
};

struct option {
	const char *name;     /* without its dashes */
	const char *argument; /* what the help calls its value; NULL: it takes none */
	enum option_group group;
	bool repeatable;
	unsigned commands;  /* one bit per row of cli.list */
	const char *values; /* "a|b|c": nothing else is allowed; NULL: anything */
	const char *summary;
};

extern const struct option options[OPTION_COUNT];
extern const char *const option_groups[GROUP_COUNT];

/* The values of one option, in the order given. */
struct given {
	const char **values;
	size_t count;
};

struct arguments {
	const struct command *command;
	bool implied; /* the command's name was left out */
	const char **words;
	size_t word_count;
	struct given options[OPTION_COUNT];
};

/* Read the words behind the command's name. */
struct err *
options_parse(struct arguments *arguments, struct arena *run, const char *const *words,
	      size_t count) MUST_USE;

bool
option_given(const struct arguments *arguments, enum option_id id);

/* The value of an option, or NULL. */
const char *
option_value(const struct arguments *arguments, enum option_id id);

/* Whether a command takes the option. */
bool
option_fits(const struct option *option, const struct command *command);

#endif
