/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of source/: from what the user named to repositories that can be read. libgit2 lives
 * behind it and nowhere else. Nothing in the repository's configuration runs, blocks or loops
 * anything; `GIT_*` variables, replace refs and grafts do not change what is judged.
 *
 *	struct source_request request = {.mode = SOURCE_WORKTREE, .path = ".", .marker = STR("govlint.yaml")};
 *	TRY(source_open(&request, run, &source));
 *	… source.judged->backend->list(source.judged, run, &entries) …
 *	source_close(&source);
 */
#ifndef GOVLINT_SOURCE_SOURCE_H
#define GOVLINT_SOURCE_SOURCE_H

#include "model/limits.h"
#include "model/repository.h"

enum source_mode {
	SOURCE_WORKTREE, /* tracked files, and untracked ones that no .gitignore in the tree ignores */
	SOURCE_STAGED, /* the blobs of the index; changed set = index against HEAD */
	SOURCE_REV,    /* one commit's tree */
	SOURCE_DIFF,   /* merge base..head; judged tree = head, or the merge made in memory */
};

struct source_request {
	enum source_mode mode;
	const char *path;       /* what the user named: a folder, or a file in it */
	const char *rev;        /* --rev REV, or --diff BASE[..HEAD] */
	const char *policy_ref; /* --policy-ref, or NULL */
	const char *hook_index; /* GIT_INDEX_FILE with --staged: what will be committed, or NULL */
	struct str marker;      /* the file whose folder is the root (in BASE with --diff) */
	const struct limits *limits;
	/* Called when it is known what has to stay readable, before the index, objects or files are
	 * read; NULL: nothing is given up. */
	struct err *(*confine)(const char *const *folders, size_t count, bool required,
			       struct arena *arena);
	bool confine_required;
	const char *beside; /* one more folder that stays readable, where there is one; or NULL */
};

struct source {
	struct repository *judged;
	struct repository *trusted; /* BASE or --policy-ref; the judged one in the other modes */
	struct str root;       /* the root relative to the top of the repository, "" = the top */
	struct str root_path;  /* the root as a path of this machine, for opening and messages */
	struct str narrow;     /* the part of the root that PATH names, "" = all of it */
	struct str git_folder; /* with a git repository, what must stay readable beside the … */
	struct str common_folder; /* … root: both are beneath it but in a linked worktree */
	bool is_git;
	bool marker_found;
	const char *const *notes; /* sentences worth telling ("submodule x is not entered") */
	size_t note_count;
};

struct err *
source_open(const struct source_request *request, struct arena *run, struct source *out) MUST_USE;

void
source_close(struct source *source);

/* What git calls the bytes of an entry, in hex: as the entry knows it, else by reading them. */
struct err *
source_blob(struct repository *repository, const struct entry *entry, struct arena *arena,
	    struct str *out) MUST_USE;

/* A repository of files in memory, for the examples inside rules. The judged tree is what the
 * history wrote, with `files` written over it. The commits of the history have the ids
 * "00…01", "00…02" and so on (40 digits), the base has "00…00"; entry_at also takes "head",
 * "base" and plain numbers. With a change, the history is what lies between base and head. */
struct memory_file {
	struct str path;
	struct str text;
};

struct memory_commit {
	struct person author;
	int64_t time;
	struct str message;
	const struct memory_file *files; /* what this commit writes */
	size_t count;
};

struct memory_request {
	const struct memory_file *files; /* the judged tree */
	size_t count;
	const struct memory_file *before; /* the base tree, when there is a change */
	size_t before_count;
	bool has_change;
	const struct memory_commit *history; /* oldest first */
	size_t history_count;
};

struct err *
source_memory(const struct memory_request *request, struct arena *run, struct source *out) MUST_USE;

#endif
