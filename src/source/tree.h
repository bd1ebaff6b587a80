/* SPDX-License-Identifier: Apache-2.0
 *
 * Tree objects: flattened, looked into by path, compared. The store must be entered; paths are
 * relative to the tree given.
 *
 *	TRY(tree_list(store, run, scratch, &commit.tree, &listing));
 *	TRY(tree_find(store, scratch, &commit.tree, STR("data/a.csv"), &item, &found));
 */
#ifndef GOVLINT_SOURCE_TREE_H
#define GOVLINT_SOURCE_TREE_H

#include "source/listing.h"

struct store;

/* A path of which the two sides differ; a mode of 0 stands for "not there". */
struct delta {
	struct str path;
	uint32_t old_mode;
	uint32_t new_mode;
	struct oid old_id;
	struct oid new_id;
};

struct deltas {
	struct delta *items;
	size_t count;
	size_t capacity;
};

/* Everything beneath a tree; an unknown id (size 0) is an empty tree. The list itself goes to `items`,
 * paths and errors to `arena`. */
struct err *
tree_list(struct store *store, struct arena *arena, struct arena *items, const struct oid *tree,
	  struct listing *out) MUST_USE;

/* What stands at a path, a folder included; "" is the tree itself. */
struct err *
tree_find(struct store *store, struct arena *arena, const struct oid *tree, struct str path,
	  struct listed *out, bool *found) MUST_USE;

/* The differences of two trees by path; equal folders are not entered. */
struct err *
tree_compare(struct store *store, struct arena *arena, const struct oid *old_tree,
	     const struct oid *new_tree, struct deltas *out) MUST_USE;

/* The same of two listings. */
void
listing_compare(struct arena *arena, const struct listing *old_side, const struct listing *new_side,
		struct deltas *out);

#endif
