/* SPDX-License-Identifier: Apache-2.0
 *
 * What there is. In: the part of the request that names a place and a moment. Out: the judged and
 * the trusted tree as lists of entries, and the changed set by path. Of files it reads those that the
 * command line names.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "engine/corridor.h"
#include "model/input.h"

enum {
	NAMES = 3, /* of what is not entered, told in one note */
};

/* Every path of the changed set, old and new, for looking up. */
static void
note_folders(struct corridor *corridor, struct str path)
{
	struct str folder = str_folder(path);

	for (; folder.size > 0 && !map_has(&corridor->changed_folders, folder);
	     folder = str_folder(folder))
		map_put(&corridor->changed_folders, folder, corridor);
}

static void
index_change(struct corridor *corridor)
{
	const struct change *change = corridor->change;

	map_init(&corridor->changed_paths, corridor->run);
	map_init(&corridor->changed_folders, corridor->run);
	for (size_t i = 0; change && i < change->path_count; i++) {
		struct changed *changed = &change->paths[i];

		map_put(&corridor->changed_paths, changed->path, changed);
		note_folders(corridor, changed->path);
		if (changed->type == CHANGE_RENAMED) {
			map_put(&corridor->changed_paths, changed->old_path, changed);
			note_folders(corridor, changed->old_path);
		}
	}
}

/* What git holds by name alone is named here too: nothing in it is judged. */
static void
note_repositories(struct corridor *corridor)
{
	const struct entries *entries = &corridor->entries;
	struct buf names;
	size_t count = 0;

	buf_init(&names, corridor->run, SIZE_MAX);
	for (size_t i = 0; i < entries->count; i++) {
		if (entries->items[i].type != ENTRY_SUBMODULE)
			continue;
		if (count++ < NAMES)
			buf_print(&names, "%s%.*s", count > 1 ? ", " : "",
				  STR_ARG(entries->items[i].path));
	}
	if (count > NAMES)
		buf_print(&names, " and %zu more", count - NAMES);
	if (count > 0)
		corridor_note(corridor, "not entered, since git sees a repository of its own: %.*s",
			      STR_ARG(buf_str(&names)));
}

struct err *
corridor_open(struct corridor *corridor)
{
	struct source *source = &corridor->source;
	struct repository *judged, *trusted;
	struct arena *run = corridor->run;

	if (!source->judged)
		TRY(source_open(&corridor->request->source, run, source));
	judged = source->judged;
	trusted = source->trusted;
	corridor->result->run.source = judged->source;
	corridor->result->run.base = judged->base;
	corridor->result->run.head = judged->head;
	corridor->result->run.root = source->root_path;
	corridor->result->run.beneath = source->root;
	corridor->result->run.narrow = source->narrow;
	for (size_t i = 0; i < source->note_count; i++)
		corridor_note(corridor, "%s", source->notes[i]);
	TRY(judged->backend->list(judged, run, &corridor->entries));
	note_repositories(corridor);
	if (trusted == judged)
		corridor->trusted_entries = corridor->entries;
	else
		TRY(trusted->backend->list(trusted, run, &corridor->trusted_entries));
	TRY(judged->backend->changed(judged, run, &corridor->change));
	index_change(corridor);
	return NULL;
}

struct err *
corridor_read_named(struct corridor *corridor, struct repository *repository,
		    const struct entries *entries, const char *path, const char *help,
		    struct str *out)
{
	const struct entry *entry = entries_find(entries, str_of(path));
	struct input *input;
	struct err *err;

	if (!entry)
		return err_help(err_new(corridor->run,
					"there is no file %s in the tree that the %s", path,
					repository == corridor->source.trusted ? "policy comes from"
									       : "change leads to"),
				"%s", help);
	TRY(repository->backend->open(repository, entry, corridor->run, &input));
	err = limits_named(input_all(input, corridor->run, limits_of(corridor)->record_bytes, out),
			   "record_bytes");
	input_close(input);
	return err;
}
