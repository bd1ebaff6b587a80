/* SPDX-License-Identifier: Apache-2.0
 *
 * Files and folders that the command line names, and where they stand.
 */
#ifndef GOVLINT_CLI_FILES_H
#define GOVLINT_CLI_FILES_H

#include "cli/command.h"

/* Rule files at or below a path, in byte order. */
struct err *
files_below(struct session *session, const char *path, struct memory_text **texts, size_t *count,
	    size_t *capacity) MUST_USE;

bool
path_exists(const char *path);

bool
path_is_folder(const char *path);

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

#endif
