/* SPDX-License-Identifier: Apache-2.0
 *
 * Running the program once, as the plan says, and taking what it says.
 *
 *	struct run run = run_program(&runner);
 *	if (run.code >= RUN_KILLED)
 *		printf("%s", run.said[1]);
 *	run_free(&run);
 */
#ifndef GOVLINT_HARNESS_TORTURE_RUN_H
#define GOVLINT_HARNESS_TORTURE_RUN_H

#include <stdbool.h>
#include <stddef.h>

enum {
	RUN_KILLED = 128, /* and the number of the signal, instead of an exit code … */
	RUN_HUNG = 1000,  /* … or this */
	RUN_STREAMS = 2,
};

struct runner {
	const char *program;
	const char *faults; /* the library to preload */
	char **words;
	char *plan_path;
	struct torture_plan *plan;
	int seconds; /* a run that takes longer hangs */
};

/* What a run came to, and its outputs, each with a NUL behind it. */
struct run {
	int code;
	char *said[RUN_STREAMS];
	size_t size[RUN_STREAMS];
};

/* With SIGCHLD blocked. The plan's counts are of this run then. */
struct run
run_program(const struct runner *runner);

void
run_free(struct run *run);

/* Whether the two said the same on standard output (0) or error (1). */
bool
run_says_same(const struct run *left, const struct run *right, int stream);

#endif
