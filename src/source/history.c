/* SPDX-License-Identifier: Apache-2.0
 *
 * When a path came and last changed, and what stood at it in another commit.
 *
 * The one thing to know: a shallow clone is never an answer. Where the trail ends because the clone
 * does, the result is an error that says how to fetch the rest.
 */
#include "source/git.h"
#include "source/oid.h"
#include "source/snapshot.h"
#include "source/trail.h"
#include "source/tree.h"

/* A walk back to the commit that decides; `to_first` goes on behind changes and renames. */
static struct err *
walk_back(struct trail *trail, bool to_first)
{
	for (;;) {
		struct arena_mark mark = arena_mark(trail->arena);
		struct trail_parents parents;
		struct trail_stop next;

		TRY(trail_look(trail, &parents));
		next = parents.same;
		if (next.blob.size == 0 && parents.cut)
			return trail_cut(trail);
		if (next.blob.size == 0 && to_first)
			next = parents.other;
		if (next.blob.size == 0 && to_first)
			TRY(trail_former(trail, &parents, &next));
		if (next.blob.size == 0)
			return NULL;
		if (next.path.data == trail->at.path.data)
			arena_rewind(trail->arena, mark);
		trail->at = next;
	}
}

static struct err *
find_commit(struct snapshot *snapshot, struct str path, bool to_first, struct arena *scratch,
	    struct oid *out)
{
	struct trail trail;
	bool found;

	*out = (struct oid){0};
	TRY(trail_start(&trail, snapshot, scratch, path, &found));
	if (!found)
		return NULL;
	TRY(walk_back(&trail, to_first));
	*out = trail.at.commit;
	return NULL;
}

/* The walk has an arena of its own: it looks at many commits to tell one. */
static struct err *
tell(struct repository *self, struct str path, bool to_first, struct arena *arena,
     struct commit **out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct arena scratch;
	struct oid id;
	struct err *err;
	bool found = false;

	*out = NULL;
	if (!snapshot->store || snapshot->commit.size == 0)
		return NULL;
	TRY(store_enter(snapshot->store, arena));
	arena_init(&scratch, arena->exhausted);
	err = find_commit(snapshot, snapshot_path(snapshot, &scratch, path), to_first, &scratch,
			  &id);
	if (err)
		err = err_move(arena, err);
	else if (id.size > 0)
		err = store_describe(snapshot->store, arena, &id,
				     *out = arena_alloc(arena, sizeof **out), &found);
	arena_free(&scratch);
	store_leave(snapshot->store);
	return err;
}

struct err *
history_first_seen(struct repository *self, struct str path, struct arena *arena,
		   struct commit **out)
{
	return tell(self, path, true, arena, out);
}

struct err *
history_last_changed(struct repository *self, struct str path, struct arena *arena,
		     struct commit **out)
{
	return tell(self, path, false, arena, out);
}

static struct err *
look_at(struct snapshot *snapshot, const struct oid *id, struct str path, struct arena *arena,
	struct entry *out, bool *found, bool *known)
{
	struct store *store = snapshot->store;
	struct store_commit commit;
	struct listed item;
	struct commit described;

	TRY(store_describe(store, arena, id, &described, known));
	if (!*known)
		return NULL;
	TRY(store_commit(store, arena, id, &commit));
	TRY(tree_find(store, arena, &commit.tree, snapshot_path(snapshot, arena, path), &item,
		      found));
	if (!*found)
		return NULL;
	*out = listing_entry(&item, STR(""));
	out->path = path;
	if ((item.mode & MODE_TYPE) == MODE_FOLDER) {
		out->type = ENTRY_OTHER;
		out->obstacle = "a folder";
		return NULL;
	}
	return snapshot_complete(snapshot, arena, out, 1);
}

struct err *
history_entry_at(struct repository *self, struct str commit, struct str path, struct arena *arena,
		 struct entry *out, bool *found, bool *known)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct oid id;
	struct err *err;

	*found = false;
	*known = false;
	if (!snapshot->store || !oid_parse(commit, &id))
		return NULL;
	TRY(store_enter(snapshot->store, arena));
	err = look_at(snapshot, &id, path, arena, out, found, known);
	store_leave(snapshot->store);
	return err;
}
