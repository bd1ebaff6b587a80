/* SPDX-License-Identifier: Apache-2.0
 *
 * Path patterns with the semantics of gitignore(5), matched in polynomial time whatever the
 * pattern: '*' and '?' stop at '/', "**" between slashes spans folders, "[a-z]" and "[!a-z]" are
 * classes, '\' quotes. A pattern without an inner '/' matches at any depth; one with it is
 * anchored at the folder it was written for. A trailing '/' matches folders only.
 *
 *	struct glob glob;
 *	TRY(glob_parse(&glob, scratch, STR("data/?.csv")));
 *	glob_match(&glob, STR("data/a.csv"), false) → true
 */
#ifndef GOVLINT_BASE_GLOB_H
#define GOVLINT_BASE_GLOB_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct glob {
	struct str pattern; /* without leading '!' and '/', trailing '/' */
	bool negated;       /* written with a leading '!' */
	bool folders_only;
	bool anchored;
	bool folds;                /* ASCII case does not matter; set by whoever means it so */
	struct str literal_suffix; /* what a match must end with: a cheap first look */
};

/* Take a pattern; an error for an empty one, an unclosed class, a trailing '\', or one over 4,096
 * bytes. `pattern` must outlive the glob. */
struct err *
glob_parse(struct glob *glob, struct arena *arena, struct str pattern) MUST_USE;

/* Whether the path itself matches (`path` relative to the glob's folder, no leading '/'). */
bool
glob_match(const struct glob *glob, struct str path, bool is_folder);

/* Whether the path or one of the folders above it matches: how configuration globs are meant, so
 * that "third_party" and "third_party/" take in all beneath. */
bool
glob_covers(const struct glob *glob, struct str path);

/* The rules of one .gitignore file. */
struct ignore {
	struct str folder; /* where the file stands, "" for the top */
	struct glob *globs;
	size_t count;
};

/* Read the lines of a .gitignore; lines that git would not understand are skipped as git does. */
void
ignore_parse(struct ignore *ignore, struct arena *arena, struct str folder, struct str text);

/* 1 ignored, 0 re-included by '!', -1 this file does not say. The last matching line decides.
 * `path` is relative to the top. */
int
ignore_match(const struct ignore *ignore, struct str path, bool is_folder);

#endif
