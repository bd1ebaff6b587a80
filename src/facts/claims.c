/* SPDX-License-Identifier: Apache-2.0
 *
 * What registry entries claim. In: the lists `models`, `model_cards` and `datasets` of each system.
 * Out: artifacts that no glob would have found (weights without an ending, a card in docs/, a folder
 * of texts). An item is a path, or a map with a `path`; one that leads to no file claims nothing
 * here, which the check `linked` finds.
 */
#include "base/arena.h"
#include "facts/gather.h"
#include "facts/links.h"

const struct gather_claim gather_claims_table[] = {
	{"models", "model"},
	{"model_cards", "model_card"},
	{"datasets", "dataset"},
	{0},
};

static void
use_folder(struct view *view, struct str folder, gather_use *use, void *context)
{
	for (size_t i = 0; i < view->entries->count; i++) {
		const struct entry *entry = &view->entries->items[i];

		if (entry->path.size > folder.size && entry->path.data[folder.size] == '/' &&
		    str_starts(entry->path, folder))
			use(view, entry, true, context);
	}
}

/* The entry that a claim means: what a link leads to, if it is in the tree. */
static const struct entry *
judged(struct view *view, const struct entry *entry)
{
	const struct entry *target = NULL;

	if (entry->type == ENTRY_LINK)
		links_follow(view->entries, entry, view->scratch, &target);
	return target ? target : entry;
}

static void
use_item(struct view *view, const struct value *item, gather_use *use, void *context)
{
	struct str written =
		value_string(item->type == VALUE_MAP ? value_get(item, STR("path")) : item);
	const struct entry *entry;
	struct str path;

	if (written.size > view->limits->path_bytes)
		return;
	path = links_path(view->entries, view->scratch, written);
	if (path.size == 0)
		return;
	entry = entries_find(view->entries, path);
	if (entry)
		use(view, judged(view, entry), false, context);
	else
		use_folder(view, path, use, context);
}

void
gather_claimed(struct view *view, const struct artifact *system, const char *field, gather_use *use,
	       void *context)
{
	const struct value *list = value_get(system->record, str_of(field));

	if (!list)
		return;
	if (list->type != VALUE_LIST) {
		use_item(view, list, use, context);
		return;
	}
	for (size_t i = 0; i < list->list.count; i++)
		use_item(view, &list->list.items[i], use, context);
}

struct claim {
	const struct kind *kind;
	size_t *ignored;
};

/* In a folder that is claimed as a dataset everything is data that is nothing else by its name. */
static bool
is_data(const struct view *view, const struct claim *claim, const struct entry *entry)
{
	if (!str_is(STR("dataset"), claim->kind->name) ||
	    map_get(&view->index->by_path, entry->path))
		return false;
	return !recognise_is_about_data(entry->path);
}

static void
add_claimed(struct view *view, const struct entry *entry, bool in_folder, void *context)
{
	const struct claim *claim = context;

	if (gather_has(view, claim->kind, entry->path) ||
	    (in_folder && !is_data(view, claim, entry)))
		return;
	if (!recognise_ignored(view->plan, entry->path))
		gather_add(view, claim->kind, entry);
	else if (recognise(view->index->recogniser, entry->path, false) == 0)
		(*claim->ignored)++;
}

void
gather_claims(struct view *view, size_t *ignored)
{
	const struct kind *kind = facts_kind(STR("system"));
	size_t count = view->index->count; /* what is added here claims nothing */

	for (size_t i = 0; i < count; i++) {
		const struct artifact *system = view->index->artifacts[i];

		if (system->kind != kind)
			continue;
		for (const struct gather_claim *row = gather_claims_table; row->field; row++) {
			struct claim claim = {
				.kind = facts_kind(str_of(row->kind)),
				.ignored = ignored,
			};

			gather_claimed(view, system, row->field, add_claimed, &claim);
		}
	}
}

const struct fact_def gather_link_fields[] = {
	{.name = "reference",
	 .type = FACT_STRING,
	 .summary = "the path as written",
	 .subject = true},
	{.name = "field", .type = FACT_STRING, .summary = "the list it stands in"},
	{.name = "line", .type = FACT_INT, .summary = "where it stands"},
	{.name = "column", .type = FACT_INT, .summary = "where it stands"},
	{0},
};

static void
note_use(struct view *view, const struct entry *entry, bool in_folder, void *context)
{
	(void)view;
	(void)entry;
	(void)in_folder;
	*(bool *)context = true;
}

static void
add_broken(struct view *view, const char *field, const struct value *item, struct value *list)
{
	const struct value *path = item->type == VALUE_MAP ? value_get(item, STR("path")) : item;
	struct value *element;
	bool leads = false;

	use_item(view, item, note_use, &leads);
	if (leads)
		return;
	element = value_add(view->scratch, list, value_map());
	element->place = item->place;
	value_set(view->scratch, element, "reference",
		  path && path->type == VALUE_STRING ? *path : value_text("what is no path"));
	value_set(view->scratch, element, "field", value_text(field));
	value_set(view->scratch, element, "line", value_int(item->place.line));
	value_set(view->scratch, element, "column", value_int(item->place.column));
}

struct value
gather_broken_links(struct view *view, const struct artifact *system)
{
	struct value list = value_list();

	for (const struct gather_claim *row = gather_claims_table; row->field; row++) {
		const struct value *links = value_get(system->record, str_of(row->field));

		if (!links || links->type == VALUE_NULL)
			continue;
		if (links->type != VALUE_LIST)
			add_broken(view, row->field, links, &list);
		for (size_t i = 0; links->type == VALUE_LIST && i < links->list.count; i++)
			add_broken(view, row->field, &links->list.items[i], &list);
	}
	return list;
}
