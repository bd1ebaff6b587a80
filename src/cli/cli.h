/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of cli/: from the words of a command line to an exit code. What the machine is like
 * (time, terminal, variables) comes in as plain data; text goes to the two outputs. Nothing here
 * reads the clock or the environment, and nothing exits.
 *
 *	struct cli_environment environment = {.arguments = argv + 1, .argument_count = argc - 1, …};
 *	int code = cli_run(&environment, &run);
 */
#ifndef GOVLINT_CLI_CLI_H
#define GOVLINT_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

struct arena;
struct err;
struct exhausted;
struct out;

struct cli_environment {
	const char *const *arguments; /* without the program's name */
	size_t argument_count;
	struct date now;
	bool has_now; /* false: --now is required */

	/* The values of the variables of these names; NULL = not set. */
	const char *no_color;
	const char *force_color;
	const char *clicolor_force;
	const char *github_actions;
	const char *gitlab_ci;
	const char *term;

	bool output_is_terminal;
	bool error_is_terminal;
	bool utf8;         /* the terminal shows UTF-8 */
	int width;         /* of the terminal in cells; 0 = not known */
	size_t processors; /* how many there are */
	size_t jobs_most;  /* how many threads may be started; 0 = as many as asked for */

	const char *index_file; /* GIT_INDEX_FILE: git's hooks are told by it what is committed */

	/* Seconds since some moment, never going back; NULL: a run may take any time. */
	int64_t (*clock)(void);

	/* The same in nanoseconds, for --stats; NULL: no times. */
	int64_t (*stopwatch)(void);

	/* Gives up what is not needed any more (base/sandbox.h); NULL: nothing is given up. */
	struct err *(*confine)(const char *const *folders, size_t count, bool required,
			       struct arena *arena);

	const struct exhausted *exhausted;
	struct out *output;
	struct out *error;
};

/* Run one command. 0 pass, 1 fail, 2 undecided, 3 wrong usage. The outputs are not closed: where
 * one cannot be, the caller makes it a 2. */
int
cli_run(const struct cli_environment *environment, struct arena *run);

#endif
