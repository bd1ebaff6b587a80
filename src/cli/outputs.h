/* SPDX-License-Identifier: Apache-2.0
 *
 * One run, many reports: where each of them goes.
 */
#ifndef GOVLINT_CLI_OUTPUTS_H
#define GOVLINT_CLI_OUTPUTS_H

#include "cli/command.h"

/* One run, many reports. */
struct sink {
	const struct report *report;
	const char *path; /* NULL: the output */
	bool keeps;       /* what stands there stays until all of it is replaced: … */
	struct str kept;  /* … this, where that fails */
	int fd;
};

struct sinks {
	struct sink *items;
	size_t count;
};

/* Understand --format; mistakes are in the list, what was understood is in `sinks`. */
struct err *
sinks_parse(struct session *session, struct sinks *sinks) MUST_USE;

/* Add the file of --write-baseline, where it is asked for. */
struct err *
sinks_add_baseline(struct session *session, struct sinks *sinks) MUST_USE;

/* Open the files, before anything is judged. */
struct err *
sinks_open(struct session *session, struct sinks *sinks) MUST_USE;

struct err *
sinks_write(struct session *session, struct sinks *sinks, const struct result *result) MUST_USE;

/* stats.c: what --stats tells, on the error output; nothing where nobody asked. */
void
stats_print(struct session *session, const struct result *result);

/* A result that holds nothing but errors. */
void
result_of_errors(struct session *session, struct err *errors, struct result *out);

#endif
