/* SPDX-License-Identifier: Apache-2.0
 *
 * A document that a record names. In: a path as it is written. Out: what it lacks: it is not there, or says
 * nothing.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "facts/links.h"

static const struct entry *
find(struct view *view, struct str written, struct str *lacks)
{
	struct str path = links_path(view->entries, view->scratch, written);
	const struct entry *entry = path.size > 0 ? entries_find(view->entries, path) : NULL;
	const struct entry *target = entry;

	if (path.size == 0)
		*lacks = STR("it leads out of the tree");
	else if (!entry)
		*lacks = links_is_folder(view->entries, path) ? STR("it is a folder")
							      : STR("there is no such file");
	else if (entry->type == ENTRY_LINK &&
		 links_follow(view->entries, entry, view->scratch, &target) != LINK_FILE)
		*lacks = STR("it is a link that leads to no file of the tree");
	return lacks->data ? NULL : target;
}

struct err *
facts_document(struct view *view, struct str path, struct str *lacks)
{
	const struct entry *entry;
	const char *why = NULL;

	*lacks = (struct str){0};
	entry = find(view, path, lacks);
	if (!entry)
		return NULL;
	TRY(facts_files.emptiness(view, entry, &why));
	if (why)
		*lacks = str_of(arena_print(view->run, "it %s", why));
	return NULL;
}
