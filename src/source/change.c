/* SPDX-License-Identifier: Apache-2.0
 *
 * What a pull request or the index changes: the two trees (or a tree and the index) are compared
 * beneath the root, renames found, and the commits between described. Done once per repository
 * and kept.
 *
 * The one thing to know: both sides are cut to the root first, so a file that moves into the root
 * is added and one that leaves it is deleted.
 */
#include "source/change.h"

#include "source/ancestry.h"
#include "source/index_file.h"
#include "source/oid.h"
#include "source/rename.h"
#include "source/snapshot.h"
#include "source/tree.h"

/* ---- texts for finding renames ---- */

static struct err *
text_of_blob(void *context, struct arena *arena, const struct oid *id, struct str path,
	     size_t limit, struct str *out, bool *found)
{
	struct store *store = context;
	uint64_t size;

	TRY(store_blob_size(store, arena, id, &size, found));
	if (!*found || size > limit) {
		*found = false;
		return NULL;
	}
	return store_text(store, arena, id, path, limit, out);
}

struct err *
change_paths(struct store *store, const struct deltas *deltas, struct arena *run,
	     struct changed **out, size_t *count)
{
	struct rename_texts texts = {.text = text_of_blob, .context = store};

	return rename_changes(deltas, &texts, run, out, count);
}

/* ---- the two sides ---- */

/* The folder of the root within a tree; size 0 where it is not there (or no folder). */
static struct err *
root_of(struct snapshot *snapshot, struct arena *run, const struct oid *tree, struct oid *out)
{
	struct listed item;
	bool found = false;

	*out = (struct oid){0};
	if (tree->size > 0)
		TRY(tree_find(snapshot->store, run, tree, snapshot->root, &item, &found));
	if (found && (item.mode & MODE_TYPE) == MODE_FOLDER)
		*out = item.id;
	return NULL;
}

/* The index's files beneath the root, by paths of the root. */
static struct err *
staged_side(struct snapshot *snapshot, struct arena *run, struct listing *out)
{
	struct listing part = listing_part(&snapshot->index->listing, snapshot->root);
	size_t skip = snapshot->root.size == 0 ? 0 : snapshot->root.size + 1;

	*out = (struct listing){0};
	for (size_t i = 0; i < part.count; i++) {
		struct listed item = part.items[i];

		if (item.only_intended)
			continue;
		item.path = str_cut(item.path, skip, item.path.size);
		TRY(listing_add(out, run, run, item, "the index", snapshot->limits));
	}
	return NULL;
}

static struct err *
compare_roots(struct snapshot *snapshot, struct arena *run, const struct oid *old_tree,
	      const struct oid *new_tree, struct deltas *out)
{
	struct oid old_root, new_root;

	TRY(root_of(snapshot, run, old_tree, &old_root));
	TRY(root_of(snapshot, run, new_tree, &new_root));
	return tree_compare(snapshot->store, run, &old_root, &new_root, out);
}

static bool
has_path(const struct deltas *deltas, struct str path)
{
	size_t low = 0, high = deltas->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(deltas->items[middle].path, path);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static int
by_path(const void *a, const void *b)
{
	return str_compare(((const struct delta *)a)->path, ((const struct delta *)b)->path);
}

/* What merging changes in the base beside what the change says: a file that the base has moved is
 * edited where it is now. */
static struct err *
add_moved(struct snapshot *snapshot, struct arena *run, struct deltas *out)
{
	size_t count = out->count;
	struct store_commit base;
	struct deltas merged;

	TRY(store_commit(snapshot->store, run, &snapshot->base, &base));
	TRY(compare_roots(snapshot, run, &base.tree, &snapshot->tree, &merged));
	for (size_t i = 0; i < merged.count; i++) {
		if (has_path(&(struct deltas){.items = out->items, .count = count},
			     merged.items[i].path))
			continue;
		out->items =
			arena_grow(run, out->items, out->count, &out->capacity, sizeof *out->items);
		out->items[out->count++] = merged.items[i];
	}
	if (out->count > count)
		qsort(out->items, out->count, sizeof *out->items, by_path);
	return NULL;
}

static struct err *
find_deltas(struct snapshot *snapshot, struct arena *run, struct deltas *out)
{
	struct oid old_tree;
	struct listing old_side, new_side;

	if (!snapshot->index) {
		TRY(compare_roots(snapshot, run, &snapshot->old_tree, &snapshot->new_tree, out));
		return snapshot->repository.backend == &source_merge ? add_moved(snapshot, run, out)
								     : NULL;
	}
	TRY(root_of(snapshot, run, &snapshot->old_tree, &old_tree));
	TRY(tree_list(snapshot->store, run, run, &old_tree, &old_side));
	TRY(staged_side(snapshot, run, &new_side));
	listing_compare(run, &old_side, &new_side, out);
	return NULL;
}

/* ---- the commits ---- */

static struct err *
describe_commits(struct snapshot *snapshot, struct arena *run, struct change *change)
{
	const struct limits *limits = snapshot->limits;
	struct store *store = snapshot->store;
	struct ancestry ancestry;
	size_t bytes = 0;
	bool found;

	TRY(ancestry_relate(store, run, &snapshot->base, &snapshot->commit, &ancestry));
	change->truncated = ancestry.truncated;
	change->commits = arena_array(run, ancestry.count + 1, sizeof *change->commits);
	for (size_t i = 0; i < ancestry.count; i++) {
		struct commit *commit = &change->commits[change->commit_count++];

		TRY(store_describe(store, run, &ancestry.commits[i], commit, &found));
		if (!found)
			return store_missing(store, run, &ancestry.commits[i], "reading a commit");
		bytes += commit->message.size;
		if (bytes > limits->messages_bytes)
			return limits_met(err_new(run,
						  "the messages of the change's commits are longer "
						  "than messages_bytes (%zu) allows",
						  limits->messages_bytes),
					  "messages_bytes");
	}
	return NULL;
}

static struct err *
find(struct snapshot *snapshot, struct arena *run, struct change *change)
{
	struct deltas deltas;

	TRY(find_deltas(snapshot, run, &deltas));
	TRY(change_paths(snapshot->store, &deltas, run, &change->paths, &change->path_count));
	if (snapshot->merge_base.size == 0) {
		change->base = snapshot->repository.base;
		return NULL;
	}
	change->base = oid_hex(run, &snapshot->merge_base);
	change->head = oid_hex(run, &snapshot->commit);
	return describe_commits(snapshot, run, change);
}

struct err *
change_find(struct repository *self, struct arena *run, const struct change **out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct change *change;
	struct err *err;

	*out = snapshot->change;
	if (!snapshot->has_change || snapshot->change)
		return NULL;
	change = arena_alloc(run, sizeof *change);
	TRY(store_enter(snapshot->store, run));
	err = find(snapshot, run, change);
	store_leave(snapshot->store);
	if (err)
		return err_wrap(run, err, "finding what changed");
	snapshot->change = change;
	*out = change;
	return NULL;
}
