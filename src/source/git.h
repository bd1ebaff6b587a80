/* SPDX-License-Identifier: Apache-2.0
 *
 * The object store of a repository behind libgit2, which nobody includes but through this header.
 * It is started by the first store_enter, because that costs milliseconds which a plain check of
 * a working tree does not need. One lock: what stands between store_enter and store_leave is
 * alone with it, and entering twice is fine.
 *
 * Invariants: libgit2 never sees a configuration, an index or attributes of the repository (it is
 * given empty ones) and writes nothing to the disk.
 *
 *	TRY(store_enter(store, scratch));
 *	err = store_commit(store, scratch, &id, &commit);
 *	store_leave(store);
 */
#ifndef GOVLINT_SOURCE_GIT_H
#define GOVLINT_SOURCE_GIT_H

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <pthread.h>

#include "base/arena.h"
#include "base/map.h"
#include "source/listing.h"
#include "source/locate.h"

struct store {
	const struct location *location;
	const struct limits *limits;
	pthread_mutex_t lock;
	bool started;
	bool merges; /* writes go to memory since there was a merge */
	git_repository *repository;
	git_odb *odb;
	struct arena own;   /* of the store itself, used under the lock */
	struct map shallow; /* commits (as bytes) whose parents were not fetched */
	size_t users;
};

/* A blob in memory. */
struct blob {
	git_odb_object *object;
	struct str text;
};

/* A commit as far as walking needs it. */
struct store_commit {
	struct oid id;
	struct oid tree;
	struct oid *parents; /* those that exist here … */
	size_t parent_count;
	bool cut; /* … and there are more, which a shallow clone left out */
	int64_t time;
};

struct store *
store_new(struct arena *run, const struct location *location, const struct limits *limits);

/* One more user; the last store_release closes. */
struct store *
store_share(struct store *store);

void
store_release(struct store *store);

struct err *
store_enter(struct store *store, struct arena *arena) MUST_USE;

void
store_leave(struct store *store);

/* All that follow want the store to be entered. */

/* An error with libgit2's own words behind it. */
struct err *
store_error(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3))) MUST_USE;

/* An object that is not there: says which and what fetches it. */
struct err *
store_missing(struct store *store, struct arena *arena, const struct oid *id,
	      const char *what) MUST_USE;

git_oid
store_oid(const struct oid *id);

/* Whether the clone holds the object; an error where that cannot be told. */
struct err *
store_has(struct store *store, struct arena *arena, const git_oid *id, bool *found) MUST_USE;

/* An error, unless what libgit2 did not find is absent. */
struct err *
store_check_absence(struct store *store, struct arena *arena, const git_oid *id) MUST_USE;

bool
store_is_shallow(const struct store *store);

/* The commit that a revision (branch, tag, id, HEAD^1 …) names. */
struct err *
store_revision(struct store *store, struct arena *arena, const char *revision,
	       struct oid *out) MUST_USE;

struct err *
store_commit(struct store *store, struct arena *arena, const struct oid *id,
	     struct store_commit *out) MUST_USE;

/* As store_commit with people and message; *found false where the clone does not hold it. */
struct err *
store_describe(struct store *store, struct arena *arena, const struct oid *id, struct commit *out,
	       bool *found) MUST_USE;

/* The size of a blob without reading it; *found false where the clone does not hold it. */
struct err *
store_blob_size(struct store *store, struct arena *arena, const struct oid *id, uint64_t *size,
		bool *found) MUST_USE;

/* Read a blob of at most `limit` bytes; `path` is for messages. Give it back with blob_free. */
struct err *
store_blob(struct store *store, struct arena *arena, const struct oid *id, struct str path,
	   size_t limit, struct blob *out) MUST_USE;

void
blob_free(struct blob *blob);

/* As store_blob, copied into the arena. */
struct err *
store_text(struct store *store, struct arena *arena, const struct oid *id, struct str path,
	   size_t limit, struct str *out) MUST_USE;

/* The tree that merging two commits makes, kept in memory; `base` is what they come from, NULL:
 * to be found, with several of them merged first. A conflict is an error that names the files; a
 * file that one side moved and the other changed is one, unless `renames` are followed. */
struct err *
store_merge(struct store *store, struct arena *arena, const struct oid *base,
	    const struct oid *ours, const struct oid *theirs, bool renames,
	    struct oid *tree) MUST_USE;

#endif
