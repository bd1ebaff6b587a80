/* SPDX-License-Identifier: Apache-2.0
 *
 * From the path that the user named to the working tree and git folder it belongs to, by looking
 * at the disk alone. Environment, `core.worktree` and links inside a repository lead nowhere.
 *
 *	struct location location;
 *	TRY(locate(&location, run, "data"));
 */
#ifndef GOVLINT_SOURCE_LOCATE_H
#define GOVLINT_SOURCE_LOCATE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "source/settings.h"

struct arena;

struct location {
	struct str start;   /* the deepest part of the path that is on disk, absolute, no links */
	struct str missing; /* what of the path lies below it and is not on disk, or "" */
	bool is_file;       /* `start` is a regular file */
	bool is_git;
	bool is_bare;
	struct str top;        /* of the working tree (bare: the git folder; no git: the folder) */
	struct str inside;     /* the path relative to `top`, "" = all of it */
	struct str git_folder; /* HEAD and index are here … */
	struct str common_folder; /* … objects, refs and config here: another one if linked */
	struct settings settings;
};

struct err *
locate(struct location *out, struct arena *run, const char *path) MUST_USE;

/* "a/b" relative to a folder that is above it or the same; "" for the same. */
struct str
locate_below(struct str folder, struct str path);

#endif
