/* SPDX-License-Identifier: Apache-2.0
 *
 * A document that a record names. In: a path as it is written. Out: what it lacks: it is not there, or says
 * nothing.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "facts/links.h"

static const struct entry *
find(struct view *view, struct str path, struct str *lacks)
{
	const struct entry *entry = path.size > 0 ? entries_find(view->entries, path) : NULL;

	if (path.size == 0)
		*lacks = STR("it leads out of the tree");
	else if (!entry)
		*lacks = links_is_folder(view->entries, path) ? STR("it is a folder")
							      : STR("there is no such file");
	else if (entry->type == ENTRY_LINK)
		*lacks = STR("it is a link, not the document itself");
	return lacks->data ? NULL : entry;
}

struct err *
facts_document(struct view *view, struct str written, struct str *path, struct str *lacks)
{
	const struct entry *entry;
	const char *why = NULL;

	*lacks = (struct str){0};
	*path = links_path(view->entries, view->run, written);
	entry = find(view, *path, lacks);
	if (!entry)
		return NULL;
	TRY(facts_files.emptiness(view, entry, &why));
	if (why)
		*lacks = str_of(arena_print(view->run, "it %s", why));
	return NULL;
}
