/* SPDX-License-Identifier: Apache-2.0
 *
 * The index as a repository: what `git commit` would record now. Names and ids come from the index
 * file, bytes from objects. An index with conflicts cannot be committed and is not judged.
 */
#include "base/arena.h"
#include "source/git.h"
#include "source/index_file.h"
#include "source/snapshot.h"

static struct err *
index_list(struct repository *self, struct arena *run, struct entries *out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct listing part = listing_part(&snapshot->index->listing, snapshot->root);

	*out = (struct entries){.items = arena_array(run, part.count + 1, sizeof *out->items)};
	for (size_t i = 0; i < part.count; i++) {
		struct entry *entry = &out->items[out->count];

		if (part.items[i].only_intended)
			continue;
		*entry = listing_entry(&part.items[i], snapshot->root);
		entry->from_blob = entry->type != ENTRY_SUBMODULE;
		out->count++;
	}
	return snapshot_complete(snapshot, run, out->items, out->count);
}

static struct err *
text_in_index(struct snapshot *snapshot, struct str path, struct arena *arena, struct str *out)
{
	const struct listed *item =
		listing_find(&snapshot->index->listing, snapshot_path(snapshot, arena, path));

	if (!item)
		return err_new(arena, "%.*s is not in the index", STR_ARG(path));
	return limits_named(store_text(snapshot->store, arena, &item->id, path,
				       snapshot->limits->record_bytes, out),
			    "record_bytes");
}

static struct err *
index_blame(struct repository *self, struct str path, uint32_t line, struct arena *arena,
	    struct blame_line *out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct str text;
	struct err *err;

	TRY(store_enter(snapshot->store, arena));
	err = text_in_index(snapshot, path, arena, &text);
	store_leave(snapshot->store);
	TRY(err);
	return blame_line(snapshot, path, text, line, arena, out);
}

const struct repository_backend source_index = {
	.name = "index",
	.list = index_list,
	.open = commit_open,
	.changed = change_find,
	.first_seen = history_first_seen,
	.last_changed = history_last_changed,
	.blame = index_blame,
	.entry_at = history_entry_at,
	.close = snapshot_close,
};
