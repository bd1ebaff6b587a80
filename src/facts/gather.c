/* SPDX-License-Identifier: Apache-2.0
 *
 * What there is to judge. In: the entries of the tree, the plan's additions and ignores. Out: the
 * index of artifacts, sorted by kind, path and place, with its relations. Files are told by their
 * paths; a registry is read here, because its entries are artifacts and claim others.
 *
 * The one thing to know: only `ignore` takes away, and what it takes away is counted. A governed
 * path whose bytes are not here is an artifact all the same: its facts say that they are unknown.
 */
#include "facts/gather.h"

#include <stdlib.h>

#include "base/arena.h"
#include "facts/content.h"
#include "facts/data_card.h"
#include "facts/links.h"
#include "facts/model_card.h"

/* A README as it is reached: whether it is a card is known when all else is gathered. */
struct readme {
	const struct entry *entry;
	struct str path;
};

struct gathering {
	struct view *view;
	struct recogniser *recogniser;
	struct readme *readmes;
	size_t readme_count;
	size_t readme_capacity;
	size_t ignored;
	size_t behind_links;
	struct err *errors;
};

static size_t
fact_count(const struct kind *kind)
{
	size_t count = 0;

	while (kind->facts[count].name)
		count++;
	return count;
}

static size_t
relation_count(const struct kind *kind)
{
	size_t count = 0;

	while (facts_relation(kind, count))
		count++;
	return count;
}

static void
index_path(struct view *view, struct artifact *artifact)
{
	struct map *by_path = &view->index->by_path;
	struct artifact_list *list = map_get(by_path, artifact->path);

	if (!list) {
		list = arena_alloc(view->run, sizeof *list);
		map_put(by_path, artifact->path, list);
	}
	list->items = arena_grow(view->run, list->items, list->count, &list->capacity,
				 sizeof(struct artifact *));
	list->items[list->count++] = artifact;
}

struct artifact *
facts_add(struct view *view, const struct kind *kind, const struct entry *entry,
	  const struct value *record)
{
	struct artifact *artifact = arena_alloc(view->run, sizeof *artifact);
	struct index *index = view->index;

	artifact->kind = kind;
	artifact->path = entry ? entry->path : STR(".");
	artifact->id = artifact->path;
	artifact->entry = entry;
	artifact->record = record;
	if (record)
		artifact->place = record->place;
	pthread_mutex_init(&artifact->lock, NULL);
	artifact->facts = arena_array(view->run, fact_count(kind), sizeof(struct fact));
	artifact->related =
		arena_array(view->run, relation_count(kind), sizeof(struct artifact_list));
	index->artifacts = arena_grow(view->run, index->artifacts, index->count, &index->capacity,
				      sizeof(struct artifact *));
	index->artifacts[index->count++] = artifact;
	index_path(view, artifact);
	return artifact;
}

bool
gather_has(const struct view *view, const struct kind *kind, struct str path)
{
	const struct artifact_list *list = map_get(&view->index->by_path, path);

	for (size_t i = 0; list && i < list->count; i++)
		if (list->items[i]->kind == kind)
			return true;
	return false;
}

void
gather_add(struct view *view, const struct kind *kind, const struct entry *entry)
{
	if (!gather_has(view, kind, entry->path))
		facts_add(view, kind, entry, NULL);
}

/* A README under data/ is a data card only if it has front matter. */
static struct err *
add_entry(struct gathering *gathering, const struct kind *kind, const struct entry *entry)
{
	struct view *view = gathering->view;
	bool is_card = true;

	if (kind->expand && !gather_has(view, kind, entry->path)) {
		gathering->errors = err_join(gathering->errors, kind->expand(view, entry));
		return NULL;
	}
	if (str_is(STR("data_card"), kind->name))
		TRY(data_card_is_one(view, entry, &is_card));
	if (is_card)
		gather_add(view, kind, entry);
	if (str_is(STR("model"), kind->name))
		map_put(&gathering->recogniser->model_folders, str_folder(entry->path),
			gathering->recogniser);
	if (str_is(STR("model_card"), kind->name) && model_card_is_of_folder(entry->path))
		map_put(&gathering->recogniser->card_folders, str_folder(entry->path),
			gathering->recogniser);
	return NULL;
}

static struct err *
add_kinds(struct gathering *gathering, unsigned kinds, const struct entry *entry)
{
	const struct view *view = gathering->view;

	for (unsigned n = 0; facts_kinds[n]; n++)
		if (kinds >> n & 1)
			TRY(add_entry(gathering, facts_kinds[n], entry));
	if (view->index->count > view->limits->artifacts)
		return limits_met(
			err_new(view->run,
				"the tree holds more to judge than artifacts (%zu) allows",
				view->limits->artifacts),
			"artifacts");
	return NULL;
}

/* A path as it is reached: by the links that lead to it, the last one first. */
struct reached {
	struct str path;
	const struct entry *link;
	const struct reached *from;
	size_t depth;
};

/* More paths than this behind links to folders, or more links in a row, are made up, not kept. */
#define BEHIND_LINKS_MAX ((size_t)1000000)
#define DEPTH_MAX        ((size_t)40)

static struct err *
gather_path(struct gathering *gathering, const struct entry *entry, const struct reached *reached);

static bool
is_on_the_way(const struct reached *reached, const struct entry *link)
{
	for (; reached; reached = reached->from)
		if (reached->link == link)
			return true;
	return false;
}

/* What stands in the folder that a link leads to stands beneath the link, too. */
static struct err *
gather_beneath(struct gathering *gathering, const struct entry *link, struct str folder,
	       const struct reached *from)
{
	const struct entries *entries = gathering->view->entries;
	struct arena *scratch = gathering->view->scratch;

	for (size_t i = links_first_beneath(entries, folder);
	     i < entries->count && links_is_beneath(entries->items[i].path, folder); i++) {
		const struct entry *entry = &entries->items[i];
		size_t skip = folder.size == 0 ? 0 : folder.size + 1;
		struct arena_mark mark = arena_mark(scratch);
		struct reached reached = {.link = link, .from = from, .depth = from->depth + 1};

		if (gathering->behind_links++ == BEHIND_LINKS_MAX || reached.depth > DEPTH_MAX)
			return err_help(err_new(scratch,
						"%.*s: links to folders lead to too many paths",
						STR_ARG(link->path)),
					"remove links that lead to folders with such links");
		reached.path = str_join_path(scratch, from->path,
					     str_cut(entry->path, skip, entry->path.size));
		TRY(gather_path(gathering, entry, &reached));
		if (err_lost(scratch) == 0)
			arena_rewind(scratch, mark);
	}
	return NULL;
}

static bool
is_there(const struct entries *entries, struct arena *scratch, struct str path)
{
	return entries_find(entries, path) ||
	       entries_find(entries, str_of(arena_print(scratch, "%.*s.dvc", STR_ARG(path))));
}

/* Named like the card of a file that is not there: nobody would read it as a card. */
static bool
describes_nothing(const struct view *view, const struct entry *judged, struct str path)
{
	struct str described = facts_described(path);
	struct str beside = facts_described(judged->path);

	return described.data && !is_there(view->entries, view->scratch, described) &&
	       !(beside.data && is_there(view->entries, view->scratch, beside));
}

static unsigned
bit(const char *kind)
{
	return 1u << recognise_number(facts_kind(str_of(kind)));
}

/* Names do not make data anything else: what describes nothing, says nothing that a model card says,
 * or is git's own, or a notice, and holds more than patterns and words. */
static struct err *
add_as_data(struct gathering *gathering, const struct entry *judged, struct str path,
	    unsigned *kinds)
{
	struct view *view = gathering->view;
	bool is_card = (*kinds & bit("model_card")) && !recognise_is_readme(path) &&
		       !(recognise_by_team(view->plan, path) & bit("model_card"));
	bool is_words = recognise_is_of_git(path) || recognise_is_of_people(path);
	bool more = true;
	unsigned data = 0;

	if (describes_nothing(view, judged, path) || is_card || is_words)
		data = recognise_as_data(gathering->recogniser, path);
	if (data == 0 || (is_card && model_card_says_no_more(view, judged)))
		return NULL;
	if (is_words)
		TRY(content_is_more_than_patterns(view, judged, &more));
	*kinds |= more ? data : 0;
	return NULL;
}

static struct err *
add_path(struct gathering *gathering, const struct entry *judged, struct str path, bool is_folder)
{
	struct view *view = gathering->view;
	struct str pointed = recognise_pointer(path);
	unsigned kinds = recognise(gathering->recogniser, path, is_folder);

	if (pointed.data)
		kinds |= recognise(gathering->recogniser, pointed, true);
	if (!recognise_ignored(view->plan, path))
		TRY(add_as_data(gathering, judged, path, &kinds));
	if (recognise_is_readme(path)) {
		gathering->readmes =
			arena_grow(view->run, gathering->readmes, gathering->readme_count,
				   &gathering->readme_capacity, sizeof *gathering->readmes);
		gathering->readmes[gathering->readme_count++] =
			(struct readme){.entry = judged, .path = str_dup(view->run, path)};
		if (!recognise_ignored(view->plan, path))
			kinds &= ~bit("model_card");
	}
	if (kinds != 0 && recognise_ignored(gathering->view->plan, path))
		gathering->ignored++;
	else if (kinds != 0)
		TRY(add_kinds(gathering, kinds, judged));
	return NULL;
}

/* The path says what an entry is. Its bytes are judged where they are: there, or at what a link in
 * the tree leads to. */
static struct err *
gather_path(struct gathering *gathering, const struct entry *entry, const struct reached *reached)
{
	struct view *view = gathering->view;
	struct str end;

	if (entry->type != ENTRY_LINK)
		return add_path(gathering, entry, reached->path, entry->type == ENTRY_SUBMODULE);
	switch (links_resolve(view->entries, entry, view->scratch, &end)) {
	case LINK_FILE:
		return add_path(gathering, entries_find(view->entries, end), reached->path, false);
	case LINK_FOLDER:
		if (is_on_the_way(reached, entry))
			return NULL;
		return gather_beneath(gathering, entry, end, reached);
	case LINK_OUT:
	case LINK_LOST:
		break;
	}
	return add_path(gathering, entry, reached->path, true);
}

static struct err *
gather_entry(struct gathering *gathering, const struct entry *entry)
{
	struct arena_mark mark = arena_mark(gathering->view->scratch);

	TRY(gather_path(gathering, entry, &(struct reached){.path = entry->path}));
	if (err_lost(gathering->view->scratch) == 0)
		arena_rewind(gathering->view->scratch, mark);
	return NULL;
}

static struct err *
gather_entries(struct gathering *gathering)
{
	const struct entries *entries = gathering->view->entries;

	for (size_t i = 0; i < entries->count; i++)
		TRY(gather_entry(gathering, &entries->items[i]));
	return NULL;
}

/* Whether a README that stands where a card may is one: the team says so; it stands beside a model, or
 * has fields of a card, and no model_card.* is there. In doubt it is. */
static bool
is_card(const struct gathering *gathering, const struct readme *readme)
{
	const struct recogniser *recogniser = gathering->recogniser;
	struct view *view = gathering->view;
	struct str folder = str_folder(readme->path);

	if (!facts_recognises(view, facts_kind(STR("model_card")), readme->path))
		return false;
	if (recognise_by_team(view->plan, readme->path) & bit("model_card"))
		return true;
	if (map_has(&recogniser->card_folders, folder))
		return false;
	return map_has(&recogniser->model_folders, folder) ||
	       model_card_says_something(view, readme->entry);
}

/* Only now is it known which folders hold a model, and which README is its card. */
static void
gather_readmes(struct gathering *gathering)
{
	const struct kind *card = facts_kind(STR("model_card"));

	for (size_t i = 0; i < gathering->readme_count; i++)
		if (is_card(gathering, &gathering->readmes[i]))
			gather_add(gathering->view, card, gathering->readmes[i].entry);
}

static int
compare(const void *a, const void *b)
{
	const struct artifact *left = *(struct artifact *const *)a;
	const struct artifact *right = *(struct artifact *const *)b;
	unsigned left_kind = recognise_number(left->kind);
	unsigned right_kind = recognise_number(right->kind);
	int order = (left_kind > right_kind) - (left_kind < right_kind);

	if (order == 0)
		order = str_compare(left->path, right->path);
	if (order == 0)
		order = (left->place.line > right->place.line) -
			(left->place.line < right->place.line);
	if (order == 0)
		order = (left->place.column > right->place.column) -
			(left->place.column < right->place.column);
	return order;
}

static void
sort(struct index *index)
{
	if (index->count > 0)
		qsort(index->artifacts, index->count, sizeof(struct artifact *), compare);
	for (size_t i = 0; i < index->count; i++)
		index->artifacts[i]->index = i;
}

/* The selected packs that are files of the tree. */
static void
gather_packs(struct view *view)
{
	const struct plan *plan = view->judged_plan;

	for (size_t i = 0; plan && i < plan->pack_count; i++) {
		const struct entry *entry = entries_find(view->entries, plan->packs[i].from);

		if (entry && entry->type == ENTRY_FILE)
			gather_add(view, facts_kind(STR("policy")), entry);
	}
}

static struct err *
gather(struct gathering *gathering)
{
	struct view *view = gathering->view;

	TRY(recogniser_init(gathering->recogniser, view->run, view->plan));
	view->index->recogniser = gathering->recogniser;
	TRY(gather_entries(gathering));
	gather_readmes(gathering);
	gather_claims(view, &gathering->ignored);
	if (view->change)
		facts_add(view, facts_kind(STR("change")), NULL, NULL);
	gather_packs(view);
	sort(view->index);
	gather_link(view);
	return NULL;
}

struct err *
facts_gather(struct view *view, size_t *ignored)
{
	struct gathering gathering = {
		.view = view,
		.recogniser = arena_alloc(view->run, sizeof(struct recogniser)),
	};
	struct err *err = gather(&gathering);

	*ignored = gathering.ignored;
	return err_join(gathering.errors, err);
}
