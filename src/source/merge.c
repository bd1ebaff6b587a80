/* SPDX-License-Identifier: Apache-2.0
 *
 * What the base branch would hold after the merge, as a repository: the tree that merging head
 * into base makes, kept in memory. The tree is read as a commit's is; history begins at head, and
 * for what only the base has, at the base.
 */
#include "source/merge.h"

#include "source/contested.h"
#include "source/git.h"

/* libgit2 asks the history for several merge bases itself, which a shallow clone does not let it. */
struct err *
merge_tree(struct snapshot *snapshot, struct arena *run, const struct ancestry *ancestry,
	   bool *renames)
{
	struct store *store = snapshot->store;
	bool recursive = ancestry->merge_bases > 1 && !store_is_shallow(store);
	struct store_commit base;

	TRY(store_commit(store, run, &snapshot->base, &base));
	TRY(contested_weigh(store, run, recursive ? NULL : &snapshot->old_tree, &base.tree,
			    &snapshot->tree, renames));
	return store_merge(store, run, recursive ? NULL : &ancestry->merge_base, &snapshot->base,
			   &snapshot->commit, *renames, &snapshot->tree);
}

const struct repository_backend source_merge = {
	.name = "merge",
	.list = commit_list,
	.open = commit_open,
	.changed = change_find,
	.first_seen = history_first_seen,
	.last_changed = history_last_changed,
	.blame = commit_blame,
	.entry_at = history_entry_at,
	.close = snapshot_close,
};
