/* SPDX-License-Identifier: Apache-2.0
 *
 * Two commits → the tree of their merge, made in memory: what libgit2 writes while merging goes to
 * a pack in memory that stands before the disk. Renames are followed as git does by default;
 * merge drivers and attributes of the repository are not asked.
 */
#include "source/git.h"

#include <git2/sys/mempack.h>

#include "source/oid.h"

enum {
	CONFLICTS_NAMED = 5,
	MEMORY_PRIORITY = 999, /* before loose objects (1) and packs (2) */
};

static struct err *
write_to_memory(struct store *store, struct arena *arena)
{
	git_odb_backend *memory;

	if (store->merges)
		return NULL;
	if (git_mempack_new(&memory) != 0 ||
	    git_odb_add_backend(store->odb, memory, MEMORY_PRIORITY) != 0)
		return store_error(arena, "preparing a merge in memory");
	store->merges = true;
	return NULL;
}

static const git_index_entry *
side_of(const git_index_entry *a, const git_index_entry *b, const git_index_entry *c)
{
	return a ? a : b ? b : c;
}

static struct err *
name_conflicts(struct arena *arena, git_index *index)
{
	git_index_conflict_iterator *iterator;
	const git_index_entry *ancestor, *ours, *theirs;
	char *names = arena_print(arena, "%s", "");
	size_t count = 0;

	if (git_index_conflict_iterator_new(&iterator, index) != 0)
		return store_error(arena, "reading the conflicts of the merge");
	while (git_index_conflict_next(&ancestor, &ours, &theirs, iterator) == 0) {
		const git_index_entry *side = side_of(ours, theirs, ancestor);

		if (side && count++ < CONFLICTS_NAMED)
			names = arena_print(arena, "%s%s%s", names, count > 1 ? ", " : "",
					    side->path);
	}
	git_index_conflict_iterator_free(iterator);
	return err_help(err_new(arena, "the merge with the base has conflicts in %s%s", names,
				count > CONFLICTS_NAMED ? " and others" : ""),
			"merge the base branch into the change and solve them");
}

static struct err *
write_tree(struct store *store, struct arena *arena, git_index *index, struct oid *tree)
{
	git_oid id;

	if (git_index_has_conflicts(index))
		return name_conflicts(arena, index);
	if (git_index_write_tree_to(&id, index, store->repository) != 0)
		return store_error(arena, "writing the merged tree to memory");
	*tree = oid_make(id.id);
	return NULL;
}

static int
look_up_tree(struct store *store, const struct oid *commit, git_tree **out)
{
	git_oid id = store_oid(commit);
	git_commit *found;
	int failed = git_commit_lookup(&found, store->repository, &id);

	if (failed)
		return failed;
	failed = git_commit_tree(out, found);
	git_commit_free(found);
	return failed;
}

static void
set_renames(git_merge_options *options, bool renames)
{
	if (!renames)
		options->flags &= ~(unsigned)GIT_MERGE_FIND_RENAMES;
}

/* With one common ancestor. */
static int
merge_trees(struct store *store, const struct oid *const commits[3], bool renames,
	    git_index **index)
{
	git_merge_options options;
	git_tree *trees[3] = {NULL, NULL, NULL};
	int failed = git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);

	set_renames(&options, renames);
	for (size_t i = 0; !failed && i < 3; i++)
		failed = look_up_tree(store, commits[i], &trees[i]);
	if (!failed)
		failed = git_merge_trees(index, store->repository, trees[0], trees[1], trees[2],
					 &options);
	for (size_t i = 0; i < 3; i++)
		git_tree_free(trees[i]);
	return failed;
}

/* With all common ancestors that libgit2 finds. */
static int
merge_commits(struct store *store, const struct oid *ours, const struct oid *theirs, bool renames,
	      git_index **index)
{
	git_merge_options options;
	git_oid our_id = store_oid(ours), their_id = store_oid(theirs);
	git_commit *our_commit = NULL, *their_commit = NULL;
	int failed = git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);

	set_renames(&options, renames);
	if (!failed)
		failed = git_commit_lookup(&our_commit, store->repository, &our_id);
	if (!failed)
		failed = git_commit_lookup(&their_commit, store->repository, &their_id);
	if (!failed)
		failed = git_merge_commits(index, store->repository, our_commit, their_commit,
					   &options);
	git_commit_free(our_commit);
	git_commit_free(their_commit);
	return failed;
}

struct err *
store_merge(struct store *store, struct arena *arena, const struct oid *base,
	    const struct oid *ours, const struct oid *theirs, bool renames, struct oid *tree)
{
	const struct oid *const commits[3] = {base, ours, theirs};
	git_index *index = NULL;
	struct err *err;
	int failed;

	TRY(write_to_memory(store, arena));
	failed = base ? merge_trees(store, commits, renames, &index)
		      : merge_commits(store, ours, theirs, renames, &index);
	err = failed ? store_error(arena, "merging in memory")
		     : write_tree(store, arena, index, tree);
	git_index_free(index);
	return err;
}
