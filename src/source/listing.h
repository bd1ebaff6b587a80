/* SPDX-License-Identifier: Apache-2.0
 *
 * A tree of git as a flat list, whether it was read from the index or from tree objects: one
 * element per file, link and submodule, paths relative to the top of the repository, sorted by
 * path in byte order, unique, each checked by listing_name.
 *
 *	size_t first = listing_first(&listing, STR("data/"));
 *	while (first < listing.count && str_starts(listing.items[first].path, STR("data/")))
 */
#ifndef GOVLINT_SOURCE_LISTING_H
#define GOVLINT_SOURCE_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include "model/limits.h"
#include "model/repository.h"

enum {
	MODE_TYPE = 0170000,
	MODE_FILE = 0100000,
	MODE_LINK = 0120000,
	MODE_FOLDER = 0040000,
	MODE_SUBMODULE = 0160000,
	MODE_EXECUTABLE = 0000100,
};

/* What the index remembers of the file on disk when it was last the same. */
struct listed_stat {
	uint32_t size; /* modulo 2^32 */
	uint32_t mtime, mtime_nanoseconds;
	uint32_t ctime, ctime_nanoseconds;
};

struct listed {
	struct str path;
	uint32_t mode;
	struct oid id;
	struct listed_stat stat; /* of the index; zero otherwise */
	bool trust_index;        /* skip-worktree or assume-unchanged: the disk does not count */
	bool only_intended;      /* `git add --intent-to-add`: there is no blob yet */
	bool unmerged;           /* one of the sides of a conflict */
};

struct listing {
	struct listed *items;
	size_t count;
	size_t capacity;
	size_t path_bytes; /* of all */
};

/* Append, the list growing in `items`; an element that is not after the last one is damage, said with
 * `where`. */
struct err *
listing_add(struct listing *listing, struct arena *items, struct arena *arena, struct listed item,
	    const char *where, const struct limits *limits) MUST_USE;

/* The first element whose path is not before `path`. */
size_t
listing_first(const struct listing *listing, struct str path);

const struct listed *
listing_find(const struct listing *listing, struct str path);

/* Whether something lies beneath a folder. */
bool
listing_has_folder(const struct listing *listing, struct str folder);

/* Whether a name may stand in a tree: not empty, no '/', not ".", ".." or ".git" in any case. */
bool
listing_name(struct str name);

/* The part beneath `root`, as a listing of its own that shares the elements. */
struct listing
listing_part(const struct listing *listing, struct str root);

/* The entry that an element stands for, judged by its object; the path is cut to `root`. */
struct entry
listing_entry(const struct listed *item, struct str root);

#endif
