/* SPDX-License-Identifier: Apache-2.0
 *
 * How artifacts relate. In: the sorted index. Out: for each model, dataset and card the systems that
 * claim it and the card that describes it. Everything is looked up in maps by folder or path, so
 * that ten thousand artifacts take milliseconds.
 *
 * The one thing to know: which card is a model's is decided by place, the nearest first: its folder,
 * the folders above (the root's cards describe only models in the root), at last the only card of a
 * system that claims the model.
 */
#include "base/arena.h"
#include "facts/gather.h"

/* How close a card's name is to a model: the smaller, the closer. */
enum fit {
	FIT_CARD,  /* model_card.yaml */
	FIT_SHORT, /* card.yaml, or any name that a registry claims */
	FIT_README,
	FIT_OTHER, /* named after something that is no model in its folder */
	FIT_COUNT,
};

/* The first card of each fit in one folder. */
struct folder_cards {
	struct artifact *first[FIT_COUNT];
};

struct relating {
	struct view *view;
	struct map cards;  /* folder → struct folder_cards */
	struct map named;  /* "folder/screener" → the card screener.model-card.md in it */
	struct map models; /* "folder/stem" and "folder/name" of every model */
	size_t card_of_model;
	size_t system_of_model;
	size_t system_of_card;
	size_t system_of_dataset;
	size_t card_of_dataset;
	size_t system_of_data_card;
	size_t system_of_vendor;
	size_t system_of_incident;
	struct map vendors; /* name in lower case → vendor */
	struct map systems; /* id in lower case → system */
};

static size_t
relation_number(const char *kind, const char *root)
{
	const struct relation *relation;

	for (size_t n = 0; (relation = facts_relation(facts_kind(str_of(kind)), n)); n++)
		if (str_is(str_of(root), relation->root))
			return n;
	return 0;
}

static bool
list_has(const struct artifact_list *list, const struct artifact *artifact)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == artifact)
			return true;
	return false;
}

static void
list_add(struct view *view, struct artifact_list *list, struct artifact *artifact)
{
	if (list_has(list, artifact))
		return;
	list->items = arena_grow(view->run, list->items, list->count, &list->capacity,
				 sizeof(struct artifact *));
	list->items[list->count++] = artifact;
}

static struct artifact *
artifact_at(const struct view *view, const char *kind, struct str path)
{
	const struct artifact_list *list = map_get(&view->index->by_path, path);

	for (size_t i = 0; list && i < list->count; i++)
		if (str_is(str_of(list->items[i]->kind->name), kind))
			return list->items[i];
	return NULL;
}

/* The file's name up to its first ending: "screener" of screener.v2.onnx would join too much, so up
 * to the last one. */
static struct str
stem(struct str path)
{
	struct str name = str_name(path);
	size_t dot = str_find_last(name, '.');

	return dot > 0 && dot < name.size ? str_cut(name, 0, dot) : name;
}

/* "screener" of screener.model-card.md; none for other names. */
static struct str
named_after(struct str path)
{
	struct str name = stem(path);
	struct str suffix = STR(".model-card");

	if (!str_ends_fold(name, suffix) || name.size == suffix.size)
		return (struct str){0};
	return str_cut(name, 0, name.size - suffix.size);
}

static struct str
in_folder_of(const struct relating *relating, struct str folder, struct str name)
{
	return str_join_path(relating->view->run, folder, name);
}

static enum fit
fit(struct str path)
{
	struct str name = stem(path);

	if (str_equal_fold(name, STR("model_card")) || str_equal_fold(name, STR("model-card")) ||
	    str_equal_fold(name, STR("modelcard")))
		return FIT_CARD;
	return str_equal_fold(name, STR("README")) ? FIT_README : FIT_SHORT;
}

static struct artifact *
best_card(const struct relating *relating, struct str folder, const struct artifact *model)
{
	const struct folder_cards *cards = map_get(&relating->cards, folder);
	struct artifact *named;

	if (!cards)
		return NULL;
	named = map_get(&relating->named, in_folder_of(relating, folder, str_name(model->path)));
	if (!named)
		named = map_get(&relating->named,
				in_folder_of(relating, folder, stem(model->path)));
	for (size_t i = 0; !named && i < FIT_COUNT; i++)
		named = cards->first[i];
	return named;
}

static struct artifact *
card_by_place(const struct relating *relating, const struct artifact *model)
{
	struct str folder = str_folder(model->path);
	struct artifact *card = best_card(relating, folder, model);

	while (!card && folder.size > 0) {
		folder = str_folder(folder);
		if (folder.size > 0)
			card = best_card(relating, folder, model);
	}
	return card;
}

/* The only entry of `model_cards` of a system that claims the model. */
static void
count_card(struct view *view, const struct entry *entry, bool in_folder, void *context)
{
	struct artifact *card = artifact_at(view, "model_card", entry->path);
	struct artifact_list *cards = context;

	(void)in_folder;
	if (card)
		list_add(view, cards, card);
}

static struct artifact *
card_by_system(const struct relating *relating, const struct artifact *model)
{
	const struct artifact_list *systems = &model->related[relating->system_of_model];

	for (size_t i = 0; i < systems->count; i++) {
		struct artifact_list cards = {0};

		gather_claimed(relating->view, systems->items[i], "model_cards", count_card,
			       &cards);
		if (cards.count == 1)
			return cards.items[0];
	}
	return NULL;
}

/* A card speaks for the systems of the model it describes, too. */
static void
relate_model(struct relating *relating, struct artifact *model)
{
	const struct artifact_list *systems = &model->related[relating->system_of_model];
	struct artifact *card = card_by_place(relating, model);

	if (!card)
		card = card_by_system(relating, model);
	if (!card)
		return;
	list_add(relating->view, &model->related[relating->card_of_model], card);
	for (size_t i = 0; i < systems->count; i++)
		list_add(relating->view, &card->related[relating->system_of_card],
			 systems->items[i]);
}

static bool
is_under_data(struct str path)
{
	return str_starts(path, STR("data/")) || str_starts(path, STR("datasets/")) ||
	       str_starts(path, STR("dataset/"));
}

static struct artifact *
card_beside(const struct relating *relating, const struct artifact *dataset)
{
	static const char *const endings[] = {".card.yaml", ".card.yml", ".card.json", NULL};

	for (const char *const *ending = endings; *ending; ending++) {
		struct str path = str_of(arena_print(relating->view->run, "%.*s%s",
						     STR_ARG(dataset->path), *ending));
		struct artifact *card = artifact_at(relating->view, "data_card", path);

		if (card)
			return card;
	}
	return NULL;
}

static void
relate_dataset(struct relating *relating, struct artifact *dataset)
{
	static const char *const readmes[] = {"README.md", "readme.md", "Readme.md", NULL};
	struct artifact *card = card_beside(relating, dataset);

	for (const char *const *name = readmes; !card && *name && is_under_data(dataset->path);
	     name++)
		card = artifact_at(relating->view, "data_card",
				   str_join_path(relating->view->run, str_folder(dataset->path),
						 str_of(*name)));
	if (!card)
		return;
	list_add(relating->view, &dataset->related[relating->card_of_dataset], card);
	for (size_t i = 0; i < dataset->related[relating->system_of_dataset].count; i++)
		list_add(relating->view, &card->related[relating->system_of_data_card],
			 dataset->related[relating->system_of_dataset].items[i]);
}

/* ---- Records that name each other ---------------------------------------------------------------- */

static void
note_vendor(struct relating *relating, struct artifact *vendor)
{
	map_put(&relating->vendors, str_lower(relating->view->run, vendor->id), vendor);
}

static void
note_system(struct relating *relating, struct artifact *system)
{
	map_put(&relating->systems, str_lower(relating->view->run, system->id), system);
}

/* An entry is a name, or a map with one. */
static struct str
vendor_name(const struct value *entry)
{
	return value_string(entry->type == VALUE_MAP ? value_get(entry, STR("name")) : entry);
}

bool
facts_vendor_named(const struct view *view, const struct value *entry)
{
	struct str name = vendor_name(entry);

	for (size_t i = 0; i < view->index->count; i++)
		if (str_is(STR("vendor"), view->index->artifacts[i]->kind->name) &&
		    str_equal_fold(view->index->artifacts[i]->id, name))
			return true;
	return false;
}

static void
relate_vendor(struct relating *relating, struct artifact *system, const struct value *entry)
{
	struct artifact *vendor =
		map_get(&relating->vendors, str_lower(relating->view->run, vendor_name(entry)));

	if (vendor)
		list_add(relating->view, &vendor->related[relating->system_of_vendor], system);
}

/* However the names are cased: a vendor that is not found would be nobody's. */
static void
relate_vendors(struct relating *relating, struct artifact *system)
{
	const struct value *vendors = value_get(system->record, STR("vendors"));

	if (vendors && vendors->type != VALUE_LIST)
		relate_vendor(relating, system, vendors);
	for (size_t i = 0; vendors && vendors->type == VALUE_LIST && i < vendors->list.count; i++)
		relate_vendor(relating, system, &vendors->list.items[i]);
}

/* An incident of a system that nobody knows may be any one's. */
static void
relate_incident(struct relating *relating, struct artifact *incident)
{
	struct artifact_list *list = &incident->related[relating->system_of_incident];
	const struct value *id = value_get(incident->record, STR("system_id"));
	struct artifact *system =
		map_get(&relating->systems, str_lower(relating->view->run, value_string(id)));

	if (system)
		list_add(relating->view, list, system);
	for (size_t i = 0; !system && i < relating->systems.count; i++)
		list_add(relating->view, list, relating->systems.entries[i].value);
}

/* ---- All ------------------------------------------------------------------------------------------ */

struct claiming {
	const struct relating *relating;
	const char *kind;
	struct artifact *system;
};

static void
claim(struct view *view, const struct entry *entry, bool in_folder, void *context)
{
	const struct claiming *claiming = context;
	const struct relating *relating = claiming->relating;
	struct artifact *artifact = artifact_at(view, claiming->kind, entry->path);
	size_t number;

	(void)in_folder;
	if (!artifact)
		return;
	if (str_is(STR("model"), claiming->kind))
		number = relating->system_of_model;
	else if (str_is(STR("dataset"), claiming->kind))
		number = relating->system_of_dataset;
	else
		number = relating->system_of_card;
	list_add(view, &artifact->related[number], claiming->system);
}

static void
relate_system(struct relating *relating, struct artifact *system)
{
	for (const struct gather_claim *row = gather_claims_table; row->field; row++) {
		struct claiming claiming = {
			.relating = relating,
			.kind = row->kind,
			.system = system,
		};

		gather_claimed(relating->view, system, row->field, claim, &claiming);
	}
}

static void
note_model(struct relating *relating, struct artifact *model)
{
	struct map *models = &relating->models;
	struct str folder = str_folder(model->path);

	map_put(models, in_folder_of(relating, folder, stem(model->path)), model);
	map_put(models, in_folder_of(relating, folder, str_name(model->path)), model);
}

static void
note_card(struct relating *relating, struct artifact *card)
{
	struct str folder = str_folder(card->path);
	struct str after = named_after(card->path);
	struct folder_cards *cards = map_get(&relating->cards, folder);
	enum fit how = after.data ? FIT_OTHER : fit(card->path);

	if (!cards) {
		cards = arena_alloc(relating->view->run, sizeof *cards);
		map_put(&relating->cards, folder, cards);
	}
	if (after.data) {
		struct str key = in_folder_of(relating, folder, after);

		if (!map_has(&relating->named, key))
			map_put(&relating->named, key, card);
		/* The card of another model here is nobody else's. */
		if (map_has(&relating->models, key))
			return;
	}
	if (!cards->first[how])
		cards->first[how] = card;
}

static void
each(struct relating *relating, const char *kind,
     void (*relate)(struct relating *relating, struct artifact *artifact))
{
	struct index *index = relating->view->index;

	for (size_t i = 0; i < index->count; i++)
		if (str_is(str_of(kind), index->artifacts[i]->kind->name))
			relate(relating, index->artifacts[i]);
}

void
gather_link(struct view *view)
{
	struct relating relating = {
		.view = view,
		.card_of_model = relation_number("model", "card"),
		.system_of_model = relation_number("model", "system"),
		.system_of_card = relation_number("model_card", "system"),
		.system_of_dataset = relation_number("dataset", "system"),
		.card_of_dataset = relation_number("dataset", "card"),
		.system_of_data_card = relation_number("data_card", "system"),
		.system_of_vendor = relation_number("vendor", "system"),
		.system_of_incident = relation_number("incident", "system"),
	};

	map_init(&relating.cards, view->run);
	map_init(&relating.named, view->run);
	map_init(&relating.models, view->run);
	map_init(&relating.vendors, view->run);
	map_init(&relating.systems, view->run);
	each(&relating, "model", note_model);
	each(&relating, "model_card", note_card);
	each(&relating, "system", relate_system);
	each(&relating, "model", relate_model);
	each(&relating, "dataset", relate_dataset);
	each(&relating, "vendor", note_vendor);
	each(&relating, "system", note_system);
	each(&relating, "system", relate_vendors);
	each(&relating, "incident", relate_incident);
}
