/* SPDX-License-Identifier: Apache-2.0
 *
 * What the backends share: paths beneath the root, bytes and sizes from objects, closing.
 */
#include "source/snapshot.h"

#include <string.h>
#include <unistd.h>

#include "model/input.h"
#include "source/git.h"

struct blob_input {
	struct input input; /* first */
	struct store *store;
	struct blob blob;
	size_t at;
};

struct str
snapshot_path(const struct snapshot *snapshot, struct arena *arena, struct str path)
{
	if (str_starts(path, STR("/")))
		return str_cut(path, 1, path.size);
	return path.size == 0 ? snapshot->root : str_join_path(arena, snapshot->root, path);
}

/* ---- bytes ---- */

static struct err *
blob_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct blob_input *input = (struct blob_input *)self;
	struct str rest = str_cut(input->blob.text, input->at, input->blob.text.size);

	*got = rest.size < size ? rest.size : size;
	if (*got > 0)
		memcpy(buffer, rest.data, *got);
	input->at += *got;
	return NULL;
}

static void
blob_close(struct input *self)
{
	struct blob_input *input = (struct blob_input *)self;

	pthread_mutex_lock(&input->store->lock);
	blob_free(&input->blob);
	pthread_mutex_unlock(&input->store->lock);
}

struct err *
snapshot_refuse(const struct entry *entry, struct arena *scratch)
{
	if (entry->obstacle)
		return err_new(scratch, "reading %.*s: %s", STR_ARG(entry->path), entry->obstacle);
	if (entry->type == ENTRY_LINK)
		return err_new(scratch, "reading %.*s: a link is not followed",
			       STR_ARG(entry->path));
	if (entry->type == ENTRY_SUBMODULE)
		return err_new(scratch, "reading %.*s: a submodule is not entered",
			       STR_ARG(entry->path));
	if (entry->type != ENTRY_FILE)
		return err_new(scratch, "reading %.*s: not a regular file", STR_ARG(entry->path));
	return NULL;
}

struct err *
snapshot_open_blob(struct snapshot *snapshot, const struct entry *entry, struct arena *scratch,
		   struct input **out)
{
	struct blob_input *input = arena_alloc(scratch, sizeof *input);
	struct store *store = snapshot->store;
	struct err *err;

	*out = NULL;
	TRY(store_enter(store, scratch));
	err = limits_named(store_blob(store, scratch, &entry->blob, entry->path,
				      snapshot->limits->file_bytes, &input->blob),
			   "file_bytes");
	store_leave(store);
	TRY(err);
	input->store = store;
	input->input = (struct input){
		.read = blob_read,
		.close = blob_close,
		.arena = scratch,
		.name = str_copy(scratch, entry->path),
		.size = input->blob.text.size,
	};
	*out = &input->input;
	return NULL;
}

/* ---- what a listing does not tell ---- */

static struct err *
complete_one(struct snapshot *snapshot, struct arena *run, struct entry *entry)
{
	struct store *store = snapshot->store;
	bool found;

	if (entry->type == ENTRY_FILE && !snapshot->sizes)
		return NULL;
	TRY(store_blob_size(store, run, &entry->blob, &entry->size, &found));
	if (!found) {
		entry->obstacle = arena_print(run, "its object is not in this clone%s",
					      store->location->settings.is_partial
						      ? " (a partial one: clone without --filter)"
						      : "");
		return NULL;
	}
	if (entry->type != ENTRY_LINK)
		return NULL;
	if (entry->size > snapshot->limits->path_bytes) {
		entry->obstacle = "the link's target is longer than a path may be";
		return NULL;
	}
	return limits_named(store_text(store, run, &entry->blob, entry->path,
				       snapshot->limits->path_bytes, &entry->target),
			    "path_bytes");
}

static bool
is_incomplete(const struct entry *entry)
{
	return entry->from_blob && !entry->obstacle &&
	       (entry->type == ENTRY_FILE || entry->type == ENTRY_LINK);
}

struct err *
snapshot_complete(struct snapshot *snapshot, struct arena *run, struct entry *entries, size_t count)
{
	struct err *err = NULL;
	size_t first = 0;

	while (first < count && !is_incomplete(&entries[first]))
		first++;
	if (first == count) /* the usual case of a working tree: libgit2 is not needed */
		return NULL;
	TRY(store_enter(snapshot->store, run));
	for (size_t i = first; !err && i < count; i++)
		if (is_incomplete(&entries[i]))
			err = complete_one(snapshot, run, &entries[i]);
	store_leave(snapshot->store);
	return err;
}

void
snapshot_close(struct repository *self)
{
	struct snapshot *snapshot = snapshot_of(self);

	if (snapshot->folder >= 0)
		close(snapshot->folder);
	snapshot->folder = -1;
	store_release(snapshot->store);
	snapshot->store = NULL;
}
