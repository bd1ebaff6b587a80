/* SPDX-License-Identifier: Apache-2.0
 *
 * One commit's tree as a repository: `--rev`, the head of a pull request, the base that judges it,
 * a bare repository's HEAD. Every byte comes from objects; the disk is not looked at.
 */
#include "base/arena.h"
#include "source/git.h"
#include "source/oid.h"
#include "source/snapshot.h"
#include "source/tree.h"

static void
take_listing(const struct listing *listing, struct arena *run, struct entries *out)
{
	out->items = arena_array(run, listing->count + 1, sizeof *out->items);
	for (size_t i = 0; i < listing->count; i++) {
		out->items[i] = listing_entry(&listing->items[i], STR(""));
		out->items[i].from_blob = out->items[i].type != ENTRY_SUBMODULE;
	}
	out->count = listing->count;
}

/* The entries beneath the root. */
static struct err *
list_tree(struct snapshot *snapshot, struct arena *run, struct entries *out)
{
	struct listing listing;
	struct listed root;
	struct arena items;
	struct err *err;
	bool found;

	*out = (struct entries){0};
	TRY(tree_find(snapshot->store, run, &snapshot->tree, snapshot->root, &root, &found));
	if (!found || (root.mode & MODE_TYPE) != MODE_FOLDER)
		return NULL;
	arena_init(&items, run->exhausted);
	err = tree_list(snapshot->store, run, &items, &root.id, &listing);
	if (!err)
		take_listing(&listing, run, out);
	arena_free(&items);
	TRY(err);
	return snapshot_complete(snapshot, run, out->items, out->count);
}

struct err *
commit_list(struct repository *self, struct arena *run, struct entries *out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct err *err;

	TRY(store_enter(snapshot->store, run));
	err = list_tree(snapshot, run, out);
	store_leave(snapshot->store);
	return err;
}

struct err *
commit_open(struct repository *self, const struct entry *entry, struct arena *scratch,
	    struct input **out)
{
	*out = NULL;
	TRY(snapshot_refuse(entry, scratch));
	return snapshot_open_blob(snapshot_of(self), entry, scratch, out);
}

static struct err *
text_in_tree(struct snapshot *snapshot, struct str path, struct arena *arena, struct str *out)
{
	struct listed item;
	bool found;

	TRY(tree_find(snapshot->store, arena, &snapshot->tree, snapshot_path(snapshot, arena, path),
		      &item, &found));
	if (!found || (item.mode & MODE_TYPE) == MODE_FOLDER)
		return err_new(arena, "%.*s is no file of the tree", STR_ARG(path));
	return limits_named(store_text(snapshot->store, arena, &item.id, path,
				       snapshot->limits->record_bytes, out),
			    "record_bytes");
}

struct err *
commit_blame(struct repository *self, struct str path, uint32_t line, struct arena *arena,
	     struct blame_line *out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct str text;
	struct err *err;

	TRY(store_enter(snapshot->store, arena));
	err = text_in_tree(snapshot, path, arena, &text);
	store_leave(snapshot->store);
	TRY(err);
	return blame_line(snapshot, path, text, line, arena, out);
}

const struct repository_backend source_commit = {
	.name = "commit",
	.list = commit_list,
	.open = commit_open,
	.changed = change_find,
	.first_seen = history_first_seen,
	.last_changed = history_last_changed,
	.blame = commit_blame,
	.entry_at = history_entry_at,
	.close = snapshot_close,
};
