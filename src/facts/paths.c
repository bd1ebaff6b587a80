/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change touches. In: the changed set. Out: its paths, and whether a path was the same in
 * another commit: same kind of entry, mode and bytes, or absent in both.
 */
#include "facts/paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

const char *
paths_type(enum change_type type)
{
	switch (type) {
	case CHANGE_ADDED:
		return "added";
	case CHANGE_MODIFIED:
		return "modified";
	case CHANGE_DELETED:
		return "deleted";
	case CHANGE_RENAMED:
		return "renamed";
	}
	return "modified";
}

static int
compare(const void *a, const void *b)
{
	const struct change_path *left = a;
	const struct change_path *right = b;
	int order = str_compare(left->path, right->path);

	/* What stands there now goes before what was taken away. */
	if (order == 0)
		order = (left->type == CHANGE_DELETED) - (right->type == CHANGE_DELETED);
	return order;
}

void
paths_list(struct view *view, struct change_paths *out)
{
	const struct change *change = view->change;
	size_t count = 0;

	out->items = arena_array(view->scratch, 2 * change->path_count, sizeof *out->items);
	for (size_t i = 0; i < change->path_count; i++) {
		const struct changed *changed = &change->paths[i];

		out->items[count++] = (struct change_path){
			.path = changed->path,
			.type = changed->type,
			.old_path = changed->old_path.data ? changed->old_path : changed->path,
		};
		if (changed->type == CHANGE_RENAMED)
			out->items[count++] = (struct change_path){
				.path = changed->old_path,
				.type = CHANGE_DELETED,
				.old_path = changed->old_path,
			};
	}
	if (count > 0)
		qsort(out->items, count, sizeof *out->items, compare);
	out->count = 0;
	for (size_t i = 0; i < count; i++)
		if (out->count == 0 ||
		    !str_equal(out->items[out->count - 1].path, out->items[i].path))
			out->items[out->count++] = out->items[i];
}

static bool
same_entry(const struct entry *a, const struct entry *b)
{
	return a->type == b->type && a->executable == b->executable && a->blob.size > 0 &&
	       a->blob.size == b->blob.size &&
	       memcmp(a->blob.bytes, b->blob.bytes, a->blob.size) == 0;
}

static struct err *
ask_head(struct view *view, struct change_path *path)
{
	struct repository *repository = view->repository;
	bool known = true;

	if (path->asked)
		return NULL;
	TRY(repository->backend->entry_at(repository, view->change->head, path->path, view->scratch,
					  &path->head, &path->there, &known));
	if (!known)
		return err_new(view->scratch,
			       "the head of the change, commit %.*s, is not in the "
			       "clone",
			       STR_ARG(str_cut(view->change->head, 0, 12)));
	path->asked = true;
	return NULL;
}

struct err *
paths_same_at(struct view *view, struct change_path *path, struct str commit, bool *same,
	      bool *known)
{
	struct repository *repository = view->repository;
	struct entry entry = {0};
	bool there = false;

	*known = true;
	*same = str_equal_fold(commit, view->change->head);
	if (*same)
		return NULL;
	TRY(ask_head(view, path));
	TRY(repository->backend->entry_at(repository, commit, path->path, view->scratch, &entry,
					  &there, known));
	*same = *known && there == path->there && (!there || same_entry(&entry, &path->head));
	/* What the merge alone puts there was seen by nobody who looked at the change. */
	if (*same && !there && entries_find(view->entries, path->path))
		*same = false;
	return NULL;
}
