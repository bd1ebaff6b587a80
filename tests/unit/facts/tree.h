/* SPDX-License-Identifier: Apache-2.0
 *
 * A tree in memory with everything that facts look at: files, links, commits, a plan. No part of it
 * stands for a part of the product: it is a repository like any other, held in tables.
 *
 *	struct tree *tree = tree_new(test_arena());
 *	tree_file(tree, "data/a.csv", "id\n1\n");
 *	CHECK_OK(tree_gather(tree));
 *	tree_fact(tree, "data/a.csv", "dataset", "rows");
 */
#ifndef GOVLINT_TESTS_UNIT_FACTS_TREE_H
#define GOVLINT_TESTS_UNIT_FACTS_TREE_H

#include "facts/facts.h"

struct tree_commit {
	const char *id;
	const char *path;
	const char *text; /* NULL: nothing stood there */
	bool executable;
};

struct tree {
	struct arena *arena;
	struct arena *scratch;
	struct repository repository;
	struct entries entries;
	struct entries trusted;
	const char *texts[64];
	size_t sizes[64];
	struct tree_commit commits[32];
	size_t commit_count;
	struct plan plan;
	struct index index;
	struct change change;
	struct limits limits;
	struct view view;
	size_t ignored;
	size_t piece;        /* bytes that one read gives at the most; 0: all */
	const char *failing; /* a path whose bytes end in an error */
};

struct tree *
tree_new(struct arena *arena);

struct entry *
tree_file(struct tree *tree, const char *path, const char *text);

struct entry *
tree_bytes(struct tree *tree, const char *path, const char *bytes, size_t size);

struct entry *
tree_link(struct tree *tree, const char *path, const char *target);

/* What stood at a path in a commit. */
void
tree_at(struct tree *tree, const char *commit, const char *path, const char *text);

/* The risk table of two dimensions: impact (high 5, low 1), oversight (none 4, full 1). */
void
tree_risk(struct tree *tree);

struct err *
tree_gather(struct tree *tree);

struct artifact *
tree_artifact(struct tree *tree, const char *kind, const char *id);

/* The value of a fact, or NULL after a failed check. */
const struct value *
tree_fact(struct tree *tree, const char *kind, const char *id, const char *fact);

/* The error of a fact that cannot be known. */
struct err *
tree_unknown(struct tree *tree, const char *kind, const char *id, const char *fact);

/* The first artifact that a relation leads to, by id; "" where it leads nowhere. */
const char *
tree_related(struct tree *tree, const char *kind, const char *id, const char *root);

/* A value on one line. */
const char *
tree_show(struct tree *tree, const struct value *value);

#endif
