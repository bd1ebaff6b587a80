/* SPDX-License-Identifier: Apache-2.0
 *
 * What lies on the disk beneath the root: every file, link and special file that git tracks or
 * that no .gitignore inside the tree ignores; without git, all. Git skips what is called `.git`;
 * repositories and submodules inside are told and not entered, links are told and not followed.
 *
 *	struct walk walk = {.arena = run, .limits = limits, .take = take, .context = list, …};
 *	TRY(walk_disk(&walk, top, root, folder));
 */
#ifndef GOVLINT_SOURCE_WALK_H
#define GOVLINT_SOURCE_WALK_H

#include "base/arena.h"
#include "source/listing.h"
#include "source/rules.h"

enum walk_type {
	WALK_FILE,
	WALK_LINK,
	WALK_REPOSITORY, /* a submodule or another repository */
	WALK_OTHER,
};

struct walk_found {
	enum walk_type type;
	struct str path;   /* relative to the top */
	const char *name;  /* its last part … */
	int folder;        /* … in this folder */
	size_t tracked;    /* the element of `tracked`, or SIZE_MAX */
	struct str filter; /* of a file: the git filter it goes through, or none */
};

struct walk {
	struct arena *arena;
	const struct limits *limits;
	const struct listing *tracked; /* beneath the root, paths relative to the top */
	struct err *(*take)(struct walk *walk, const struct walk_found *found);
	/* The text of a tracked .gitignore or .gitattributes that is not on the disk. */
	struct err *(*absent)(struct walk *walk, const struct listed *item, struct str *text);
	void *context;
	bool plain; /* no git: a .gitignore would hide what nobody is known to track */

	/* Of the walk itself. */
	struct arena names;
	struct rules rules;
	size_t cursor; /* where the next tracked path is expected */
	size_t found;
	size_t path_bytes; /* of all that was found */
};

/* Walk the folder `folder` (a descriptor of `top`/`root`, not closed). */
struct err *
walk_disk(struct walk *walk, struct str top, struct str root, int folder) MUST_USE;

#endif
