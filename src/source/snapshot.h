/* SPDX-License-Identifier: Apache-2.0
 *
 * What the backends on git (and the plain folder) have in common: one tree, seen from one root,
 * with one history. `struct repository` is the first member, so the vtable's self is a snapshot.
 */
#ifndef GOVLINT_SOURCE_SNAPSHOT_H
#define GOVLINT_SOURCE_SNAPSHOT_H

#include "base/err.h"
#include "model/repository.h"

struct arena;
struct index_file;
struct input;
struct limits;
struct location;
struct store;

struct snapshot {
	struct repository repository; /* first */
	const struct location *location;
	const struct limits *limits;
	struct store *store; /* NULL: a plain folder */
	struct str root;     /* relative to the top, "" = the top */
	bool sizes;          /* whether list tells the sizes of blobs: where data is judged */

	struct oid tree;   /* commit, merge: what is listed */
	struct oid commit; /* where history begins; size 0 = there is none */
	struct oid other;  /* merge: the other parent, the base */

	/* The changed set: from a tree of the past to the tree or index of now. */
	bool has_change;
	struct oid old_tree;
	struct oid new_tree;
	struct oid merge_base;       /* size 0: staged */
	struct oid base;             /* the commit that was named as base */
	const struct change *change; /* once it was asked for */

	int folder; /* worktree: of the root */
	const struct index_file *index;
};

/* The backends. `close` of each gives back what the snapshot holds. */
extern const struct repository_backend source_worktree;
extern const struct repository_backend source_index;
extern const struct repository_backend source_commit;
extern const struct repository_backend source_merge;

static inline struct snapshot *
snapshot_of(struct repository *self)
{
	return (struct snapshot *)self;
}

/* A path of the root as one of the repository. */
struct str
snapshot_path(const struct snapshot *snapshot, struct arena *arena, struct str path);

/* The bytes of an object as an input. Takes the lock itself. */
struct err *
snapshot_open_blob(struct snapshot *snapshot, const struct entry *entry, struct arena *scratch,
		   struct input **out) MUST_USE;

/* An error for what has no bytes of its own (links, submodules, obstacles), else NULL. */
struct err *
snapshot_refuse(const struct entry *entry, struct arena *scratch) MUST_USE;

/* Sizes of blobs and targets of links for entries judged by their objects. */
struct err *
snapshot_complete(struct snapshot *snapshot, struct arena *run, struct entry *entries,
		  size_t count) MUST_USE;

void
snapshot_close(struct repository *self);

/* commit.c: for all that are read from objects alone */
struct err *
commit_list(struct repository *self, struct arena *run, struct entries *out) MUST_USE;

struct err *
commit_open(struct repository *self, const struct entry *entry, struct arena *scratch,
	    struct input **out) MUST_USE;

struct err *
commit_blame(struct repository *self, struct str path, uint32_t line, struct arena *arena,
	     struct blame_line *out) MUST_USE;

/* change.c */
struct err *
change_find(struct repository *self, struct arena *run, const struct change **out) MUST_USE;

/* history.c */
struct err *
history_first_seen(struct repository *self, struct str path, struct arena *arena,
		   struct commit **out) MUST_USE;

struct err *
history_last_changed(struct repository *self, struct str path, struct arena *arena,
		     struct commit **out) MUST_USE;

struct err *
history_entry_at(struct repository *self, struct str commit, struct str path, struct arena *arena,
		 struct entry *out, bool *found, bool *known) MUST_USE;

/* blame.c; `text` is what is judged at the path. */
struct err *
blame_line(struct snapshot *snapshot, struct str path, struct str text, uint32_t line,
	   struct arena *arena, struct blame_line *out) MUST_USE;

#endif
