/* SPDX-License-Identifier: Apache-2.0
 *
 * Steps back in history for one path.
 *
 * The one thing to know: a parent with the same bytes explains a commit (git's own
 * simplification), so side branches that never touched the file are not walked. Modes do not
 * count. What is judged may be in no commit (working tree, index, a merge in memory): the trail
 * then begins at the parent it resembles.
 */
#include "source/trail.h"

#include "source/change.h"
#include "source/oid.h"
#include "source/tree.h"

/* The path in one commit. */
static struct err *
stop_at(struct store *store, struct arena *arena, const struct store_commit *commit,
	struct str path, struct trail_stop *out)
{
	struct listed item;
	bool found;

	*out = (struct trail_stop){.commit = commit->id, .path = path};
	TRY(tree_find(store, arena, &commit->tree, path, &item, &found));
	if (found)
		out->blob = item.id;
	return NULL;
}

static struct err *
stop_in(struct store *store, struct arena *arena, const struct oid *id, struct str path,
	struct trail_stop *out)
{
	struct store_commit commit;

	*out = (struct trail_stop){0};
	if (id->size == 0)
		return NULL;
	TRY(store_commit(store, arena, id, &commit));
	return stop_at(store, arena, &commit, path, out);
}

struct err *
trail_start(struct trail *out, struct snapshot *snapshot, struct arena *arena, struct str path,
	    bool *found)
{
	struct trail_stop head, other;
	struct listed judged;
	bool known;

	*out = (struct trail){.store = snapshot->store, .arena = arena};
	TRY(stop_in(out->store, arena, &snapshot->commit, path, &head));
	TRY(stop_in(out->store, arena, &snapshot->other, path, &other));
	TRY(tree_find(out->store, arena, &snapshot->tree, path, &judged, &known));
	out->at = head;
	out->also = other;
	if (head.blob.size == 0 ||
	    (known && !oid_equal(&judged.id, &head.blob) && oid_equal(&judged.id, &other.blob))) {
		out->at = other;
		out->also = head;
	}
	*found = out->at.blob.size > 0;
	return NULL;
}

struct err *
trail_look(struct trail *trail, struct trail_parents *out)
{
	struct arena *arena = trail->arena;
	struct store_commit commit;

	*out = (struct trail_parents){0};
	TRY(store_commit(trail->store, arena, &trail->at.commit, &commit));
	out->cut = commit.cut;
	out->all = arena_array(arena, commit.parent_count + 1, sizeof *out->all);
	if (commit.parent_count > 0)
		out->first = commit.parents[0];
	for (size_t i = 0; i < commit.parent_count; i++) {
		struct trail_stop stop;

		TRY(stop_in(trail->store, arena, &commit.parents[i], trail->at.path, &stop));
		if (stop.blob.size == 0)
			continue;
		out->all[out->count++] = stop;
		if (oid_equal(&stop.blob, &trail->at.blob)) {
			out->same = out->same.blob.size > 0 ? out->same : stop;
			return NULL;
		}
		out->other = out->other.blob.size > 0 ? out->other : stop;
	}
	return NULL;
}

struct err *
trail_former(struct trail *trail, const struct trail_parents *parents, struct trail_stop *out)
{
	struct store_commit before, after;
	struct changed *changed;
	struct deltas deltas;
	size_t count;

	*out = (struct trail_stop){0};
	if (parents->first.size == 0)
		return NULL;
	TRY(store_commit(trail->store, trail->arena, &parents->first, &before));
	TRY(store_commit(trail->store, trail->arena, &trail->at.commit, &after));
	TRY(tree_compare(trail->store, trail->arena, &before.tree, &after.tree, &deltas));
	TRY(change_paths(trail->store, &deltas, trail->arena, &changed, &count));
	for (size_t i = 0; i < count; i++)
		if (changed[i].type == CHANGE_RENAMED && str_equal(changed[i].path, trail->at.path))
			*out = (struct trail_stop){
				.commit = before.id,
				.blob = changed[i].old_blob,
				.path = changed[i].old_path,
			};
	return NULL;
}

struct err *
trail_cut(const struct trail *trail)
{
	return err_help(err_new(trail->arena, "the history of %.*s ends at a shallow commit",
				STR_ARG(trail->at.path)),
			"fetch all of it: fetch-depth: 0 in actions/checkout, or git fetch "
			"--unshallow");
}
