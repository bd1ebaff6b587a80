/* SPDX-License-Identifier: Apache-2.0
 *
 * A repository as the rest of govlint sees it: a list of entries whose bytes can be had, what
 * changed, and who did it when. Backends live in source/; the memory backend serves the examples
 * inside rules. Paths are relative to the root, with '/', as bytes; entries are sorted by path in
 * byte order and unique.
 *
 *	struct entries entries;
 *	TRY(repository->backend->list(repository, run, &entries));
 *	TRY(repository->backend->open(repository, &entries.items[0], scratch, &input));
 */
#ifndef GOVLINT_MODEL_REPOSITORY_H
#define GOVLINT_MODEL_REPOSITORY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct input;

enum entry_type {
	ENTRY_FILE,
	ENTRY_LINK, /* `target` is what it says; inside the tree it leads to another entry */
	ENTRY_SUBMODULE,
	ENTRY_OTHER, /* a FIFO, device, socket or folder where a file is tracked */
};

struct oid {
	unsigned char size; /* 0 = not known, 20 or 32 */
	unsigned char bytes[32];
};

struct entry {
	struct str path;
	enum entry_type type;
	bool executable;
	bool tracked;
	bool from_blob; /* the bytes come from an object, not from the disk */
	uint64_t size;
	struct oid blob;      /* of the bytes that are judged, when known without reading them */
	struct str target;    /* of a link */
	const char *obstacle; /* why the bytes cannot be had; NULL = they can */
};

struct entries {
	struct entry *items;
	size_t count;
};

enum change_type {
	CHANGE_ADDED,
	CHANGE_MODIFIED,
	CHANGE_DELETED,
	CHANGE_RENAMED, /* the old path is gone, `path` is new; the bytes may differ, too */
};

struct changed {
	enum change_type type;
	struct str path;
	struct str old_path; /* of a rename; else the path */
	struct oid old_blob;
	struct oid new_blob;
};

struct person {
	struct str name;
	struct str email;
};

struct commit {
	struct str id; /* hex */
	struct person author;
	struct person committer;
	int64_t author_time; /* seconds since 1970 */
	int64_t commit_time;
	struct str message;
	size_t parents;
};

/* What a pull request or the index changes. */
struct change {
	struct str base; /* hex of the merge base, or none */
	struct str head;
	struct changed *paths; /* sorted by path; a rename sorts by its new path */
	size_t path_count;
	struct commit *commits; /* base..head, newest first; none for --staged */
	size_t commit_count;
	bool truncated; /* a shallow clone lacks commits that may belong to these */
};

struct blame_line {
	struct str commit; /* hex of the commit that last touched the line */
	struct person author;
	int64_t time;
};

struct repository {
	const struct repository_backend *backend;
	const char *source; /* "worktree", "staged", "rev", "diff" */
	struct str base;    /* hex, or none */
	struct str head;
	struct str root; /* beneath the repository's top; "" = the top itself */
};

struct repository_backend {
	const char *name;

	/* All entries of the tree that is judged. */
	struct err *(*list)(struct repository *self, struct arena *run, struct entries *out);

	/* The bytes of an entry. Thread-safe: may be called for several entries at once. */
	struct err *(*open)(struct repository *self, const struct entry *entry,
			    struct arena *scratch, struct input **out);

	/* The changed set; *out is NULL where the source has none (working tree, --rev). */
	struct err *(*changed)(struct repository *self, struct arena *run,
			       const struct change **out);

	/* The commit that first held the path, following renames; *out NULL when it is in none. */
	struct err *(*first_seen)(struct repository *self, struct str path, struct arena *arena,
				  struct commit **out);

	/* The commit that last changed the path; *out NULL when it is in none. */
	struct err *(*last_changed)(struct repository *self, struct str path, struct arena *arena,
				    struct commit **out);

	/* Who last touched a line (1-based). */
	struct err *(*blame)(struct repository *self, struct str path, uint32_t line,
			     struct arena *arena, struct blame_line *out);

	/* What stood at a path in another commit (hex), a path from the top with '/' in front; *found false: nothing did, or the commit is
	 * not in the clone (then *known is false). */
	struct err *(*entry_at)(struct repository *self, struct str commit, struct str path,
				struct arena *arena, struct entry *out, bool *found, bool *known);

	void (*close)(struct repository *self);
};

/* The entry of a path, or NULL. */
const struct entry *
entries_find(const struct entries *entries, struct str path);

#endif
