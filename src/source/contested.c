/* SPDX-License-Identifier: Apache-2.0
 *
 * Three trees → whether merging them stays within the budgets. Sizes are asked without reading a
 * blob; lines are counted in files that both sides changed, one blob at a time. The store must be
 * entered.
 */
#include "source/contested.h"

#include "source/git.h"
#include "source/oid.h"
#include "source/tree.h"

struct weighing {
	struct store *store;
	struct arena *arena;
	uint64_t bytes; /* of all versions of the files that both sides changed … */
	uint64_t lines;
	uint64_t moved; /* bytes of the files that came or went … */
	uint64_t moved_lines;
};

static bool
is_blob(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE || (mode & MODE_TYPE) == MODE_LINK;
}

/* ---- what both sides changed ---- */

static struct err *
weigh_blob(struct weighing *weighing, const struct oid *id, struct str path, uint64_t *bytes,
	   uint64_t *lines)
{
	size_t limit = weighing->store->limits->file_bytes;
	struct blob blob;

	TRY(limits_named(store_blob(weighing->store, weighing->arena, id, path, limit, &blob),
			 "file_bytes"));
	*bytes += blob.text.size;
	for (size_t i = 0; i < blob.text.size; i++)
		*lines += blob.text.data[i] == '\n';
	blob_free(&blob);
	return NULL;
}

/* The versions of one file, which libgit2 holds, and those of all files before it, which take time. */
static struct err *
weigh_file(struct weighing *weighing, struct str path, const struct oid *const ids[3])
{
	const struct limits *limits = weighing->store->limits;

	for (size_t i = 0; i < 3; i++)
		if (ids[i])
			TRY(weigh_blob(weighing, ids[i], path, &weighing->bytes, &weighing->lines));
	if (weighing->bytes > limits->file_bytes)
		return limits_met(err_new(weighing->arena,
					  "merging what both sides changed, %.*s among it, takes "
					  "more than file_bytes (%zu) allows",
					  STR_ARG(path), limits->file_bytes),
				  "file_bytes");
	if (weighing->lines > limits->merge_lines)
		return limits_met(err_new(weighing->arena,
					  "merging what both sides changed, %.*s among it, takes "
					  "more lines than merge_lines (%zu) allows",
					  STR_ARG(path), limits->merge_lines),
				  "merge_lines");
	return NULL;
}

static struct err *
weigh_both(struct weighing *weighing, const struct delta *ours, const struct delta *theirs)
{
	const struct oid *ids[3] = {&ours->new_id, &theirs->new_id, NULL};

	if (!is_blob(ours->new_mode) || !is_blob(theirs->new_mode) ||
	    oid_equal(&ours->new_id, &theirs->new_id))
		return NULL;
	if (is_blob(ours->old_mode))
		ids[2] = &ours->old_id;
	return weigh_file(weighing, ours->path, ids);
}

/* A file that one side changed and the other took away, which it may have moved: libgit2 would merge
 * what it finds there. One that is too large by itself is one too many. */
static struct err *
weigh_taken_away(struct weighing *weighing, const struct delta *changed)
{
	const struct oid *const ids[2] = {&changed->new_id, &changed->old_id};
	uint64_t size, bytes = 0;
	bool found;

	for (size_t i = 0; i < 2; i++) {
		TRY(store_blob_size(weighing->store, weighing->arena, ids[i], &size, &found));
		weighing->moved += size;
		if (weighing->moved <= weighing->store->limits->rename_bytes)
			TRY(weigh_blob(weighing, ids[i], changed->path, &bytes,
				       &weighing->moved_lines));
	}
	return NULL;
}

static bool
is_change(const struct delta *delta)
{
	return is_blob(delta->old_mode) && is_blob(delta->new_mode);
}

static struct err *
weigh_pair(struct weighing *weighing, const struct delta *ours, const struct delta *theirs)
{
	if (ours->new_mode == 0 && is_change(theirs))
		return weigh_taken_away(weighing, theirs);
	if (theirs->new_mode == 0 && is_change(ours))
		return weigh_taken_away(weighing, ours);
	return weigh_both(weighing, ours, theirs);
}

/* Both lists are in the order of paths. */
static struct err *
weigh_contested(struct weighing *weighing, const struct deltas *ours, const struct deltas *theirs)
{
	size_t a = 0, b = 0;

	while (a < ours->count && b < theirs->count) {
		int order = str_compare(ours->items[a].path, theirs->items[b].path);

		if (order == 0)
			TRY(weigh_pair(weighing, &ours->items[a], &theirs->items[b]));
		a += order <= 0;
		b += order >= 0;
	}
	return NULL;
}

/* ---- what came and went ---- */

static struct err *
weigh_moved(struct weighing *weighing, const struct deltas *deltas)
{
	for (size_t i = 0; i < deltas->count; i++) {
		const struct delta *delta = &deltas->items[i];
		bool came = delta->old_mode == 0;
		uint64_t size = 0;
		bool found;

		if (!(came ? is_blob(delta->new_mode)
			   : delta->new_mode == 0 && is_blob(delta->old_mode)))
			continue;
		TRY(store_blob_size(weighing->store, weighing->arena,
				    came ? &delta->new_id : &delta->old_id, &size, &found));
		weighing->moved += size;
	}
	return NULL;
}

struct err *
contested_weigh(struct store *store, struct arena *arena, const struct oid *base,
		const struct oid *ours, const struct oid *theirs, bool *renames)
{
	struct weighing weighing = {.store = store, .arena = arena};
	struct deltas our_deltas, their_deltas;

	TRY(tree_compare(store, arena, base ? base : theirs, ours, &our_deltas));
	TRY(tree_compare(store, arena, base ? base : ours, theirs, &their_deltas));
	TRY(weigh_contested(&weighing, &our_deltas, &their_deltas));
	TRY(weigh_moved(&weighing, &our_deltas));
	TRY(weigh_moved(&weighing, &their_deltas));
	*renames = weighing.moved <= store->limits->rename_bytes &&
		   weighing.moved_lines <= store->limits->merge_lines;
	return NULL;
}
