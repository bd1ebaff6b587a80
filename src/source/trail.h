/* SPDX-License-Identifier: Apache-2.0
 *
 * A file's way back through history: from a commit to a parent that holds it, under its former
 * name where it was renamed. The store must be entered.
 *
 *	TRY(trail_start(&trail, snapshot, arena, path, &found));
 *	TRY(trail_look(&trail, &parents));
 *	trail.at = parents.same;
 */
#ifndef GOVLINT_SOURCE_TRAIL_H
#define GOVLINT_SOURCE_TRAIL_H

#include "source/git.h"
#include "source/snapshot.h"

/* The file in one commit. */
struct trail_stop {
	struct oid commit;
	struct oid blob; /* size 0: no such stop */
	struct str path;
};

struct trail {
	struct store *store;
	struct arena *arena;
	struct trail_stop at;
	struct trail_stop also; /* of a merge: the other side, where it holds the path, too */
};

/* What the parents of a stop hold at its path. */
struct trail_parents {
	struct trail_stop same;  /* the first with the same bytes */
	struct trail_stop other; /* the first with other bytes */
	struct trail_stop *all;  /* every parent that holds the path */
	size_t count;
	struct oid first; /* the first parent, whether it holds it or not */
	bool cut;         /* some parent is not in the clone */
};

/* The newest commit of the snapshot's history that holds the path; *found false: none does. */
struct err *
trail_start(struct trail *out, struct snapshot *snapshot, struct arena *arena, struct str path,
	    bool *found) MUST_USE;

struct err *
trail_look(struct trail *trail, struct trail_parents *out) MUST_USE;

/* Where no parent holds the path: its former name in the first one; blob of size 0: none. */
struct err *
trail_former(struct trail *trail, const struct trail_parents *parents,
	     struct trail_stop *out) MUST_USE;

/* The error of a trail that ends where the clone does. */
struct err *
trail_cut(const struct trail *trail) MUST_USE;

#endif
