/* SPDX-License-Identifier: Apache-2.0
 *
 * Evidence items. In: what a pack asks for, and the map `evidence` of a registry entry. Out: whether it
 * is proven: the document is there, says something, is dated, not in the future, and no older than the
 * pack allows; a test says `result: pass`, too; an approval is never a document.
 */
#include "model/evidence.h"
#include <stdarg.h>

#include "base/arena.h"
#include "base/date.h"
#include "facts/facts.h"
#include "weigh/internal.h"

/* Every entry under which an id is proven: its own, and those that name it in `also`. */
struct entries_of_id {
	const struct value_member **items;
	size_t count;
	size_t capacity;
};

static void
note(struct weighing *weighing, struct str id, const struct value_member *member)
{
	struct entries_of_id *entries = map_get(&weighing->evidence, id);

	if (!entries) {
		entries = arena_alloc(weighing->view->scratch, sizeof *entries);
		map_put(&weighing->evidence, id, entries);
	}
	entries->items = arena_grow(weighing->view->scratch, entries->items, entries->count,
				    &entries->capacity, sizeof *entries->items);
	entries->items[entries->count++] = member;
}

void
evidence_note(struct weighing *weighing)
{
	const struct value *map = value_get(weighing->system->record, STR("evidence"));

	map_init(&weighing->evidence, weighing->view->scratch);
	for (size_t i = 0; map && map->type == VALUE_MAP && i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		const struct value *also = value_get(&member->value, STR("also"));

		note(weighing, member->key, member);
		for (size_t n = 0; also && also->type == VALUE_LIST && n < also->list.count; n++)
			if (also->list.items[n].type == VALUE_STRING)
				note(weighing, also->list.items[n].string, member);
	}
}

static struct weighed_item
state(const struct evidence_item *item, enum status status, const char *reason)
{
	return (struct weighed_item){.item = item, .status = status, .reason = str_of(reason)};
}

static struct weighed_item
because(struct weighing *weighing, const struct evidence_item *item, enum status status,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

static struct weighed_item
because(struct weighing *weighing, const struct evidence_item *item, enum status status,
	const char *format, ...)
{
	va_list values;
	char *reason;

	va_start(values, format);
	reason = arena_vprint(weighing->view->run, format, values);
	va_end(values);
	return state(item, status, reason);
}

static const struct document_state *
look_at(struct weighing *weighing, struct str path)
{
	struct document_state *document = map_get(&weighing->documents, path);
	struct view *view = weighing->view;
	struct err *err;

	if (document)
		return document;
	document = arena_alloc(view->run, sizeof *document);
	err = facts_document(view, path, &document->path, &document->lacks);
	if (err) {
		document->unknown = err_move(view->run, err);
		err_settle(document->unknown);
		if (!weighing->failed && err_is_machines(document->unknown))
			weighing->failed = document->unknown;
	}
	map_put(&weighing->documents, str_dup(view->run, path), document);
	return document;
}

/* Whether the day is right: said, past, and not too long ago. */
static struct weighed_item
weigh_date(struct weighing *weighing, const struct evidence_item *item, const struct value *entry)
{
	const struct value *written = value_get(entry, STR("date"));
	struct date now = weighing->view->plan->now, date;

	if (!written || !date_parse(value_string(written), &date) || date.form == DATE_MONTH)
		return state(item, STATUS_NOT_EVIDENCED,
			     written ? "its 'date' is no day (YYYY-MM-DD)" : "it has no 'date'");
	if (date_days(date) > date_days(now))
		return because(weighing, item, STATUS_NOT_EVIDENCED,
			       "its date, %.*s, lies in the future", STR_ARG(written->string));
	if (item->has_max_age && date_days(date_add(date, item->max_age)) < date_days(now))
		return because(weighing, item, STATUS_EXPIRED,
			       "it is of %.*s, older than is allowed", STR_ARG(written->string));
	return state(item, STATUS_MET, NULL);
}

/* A registry and a configuration say what is; they do not show it. */
static bool
is_claim_itself(const struct weighing *weighing, struct str path)
{
	return path.size > 0 && (str_equal(path, weighing->system->path) ||
				 str_equal(path, weighing->view->plan->config_path));
}

static struct weighed_item
weigh_document(struct weighing *weighing, const struct evidence_item *item,
	       const struct value *entry)
{
	const struct value *path = value_get(entry, STR("path"));
	const struct document_state *document;

	if (!path || path->type != VALUE_STRING || evidence_emptiness(path) != EMPTINESS_FILLED)
		return state(item, STATUS_NOT_EVIDENCED, "its entry has no 'path'");
	document = look_at(weighing, path->string);
	weigh_reads(weighing, document->path);
	if (is_claim_itself(weighing, document->path))
		return state(item, STATUS_NOT_EVIDENCED,
			     "its path is the file that claims it, which proves nothing");
	if (document->unknown)
		return because(weighing, item, STATUS_NOT_VERIFIED, "%.*s: %s",
			       STR_ARG(path->string), document->unknown->message);
	if (document->lacks.data)
		return because(weighing, item, STATUS_NOT_EVIDENCED, "%.*s: %.*s",
			       STR_ARG(path->string), STR_ARG(document->lacks));
	return weigh_date(weighing, item, entry);
}

static struct weighed_item
weigh_result(const struct evidence_item *item, const struct value *entry)
{
	const struct value *result = value_get(entry, STR("result"));

	if (!result)
		return state(item, STATUS_NOT_EVIDENCED, "its entry has no 'result'");
	if (!str_is(value_string(result), "pass"))
		return state(item, STATUS_NOT_MET, "its 'result' is not pass");
	return state(item, STATUS_MET, NULL);
}

/* Set aside under its own name, with a reason, where the pack says that it can be. */
static struct weighed_item
weigh_excuse(struct weighing *weighing, const struct evidence_item *item,
	     const struct value_member *member)
{
	const struct value *entry = &member->value;
	bool may = item->excuse == EXCUSE_ALLOWED;
	struct err *err = NULL;

	if (item->excuse == EXCUSE_WHEN)
		err = weigh_holds(weighing, &item->excuse_when, &may);
	if (err) {
		err_settle(err);
		return because(weighing, item, STATUS_NOT_VERIFIED,
			       "whether it applies cannot be told: %s", err->message);
	}
	if (value_get(entry, STR("not_applicable"))->type != VALUE_BOOL)
		return state(item, STATUS_NOT_EVIDENCED,
			     "its 'not_applicable' is neither true nor false");
	if (!may || !str_equal(member->key, item->id))
		return state(item, STATUS_NOT_EVIDENCED,
			     "it is said not to apply, which the pack does not allow here");
	if (evidence_emptiness(value_get(entry, STR("reason"))) != EMPTINESS_FILLED)
		return state(item, STATUS_NOT_EVIDENCED,
			     "it is said not to apply, without a reason");
	return state(item, STATUS_NOT_APPLICABLE, NULL);
}

static void
weigh_entry(struct weighing *weighing, const struct evidence_item *item,
	    const struct value_member *member, struct weighed_item *out)
{
	const struct value *entry = &member->value;
	const struct value *excused = value_get(entry, STR("not_applicable"));

	if (entry->type != VALUE_MAP)
		*out = state(item, STATUS_NOT_EVIDENCED, "its entry is no map: {path: …, date: …}");
	else if (excused && !(excused->type == VALUE_BOOL && !excused->boolean))
		*out = weigh_excuse(weighing, item, member);
	else
		*out = weigh_document(weighing, item, entry);
	if (out->status == STATUS_MET && item->type == ITEM_TEST)
		*out = weigh_result(item, entry);
	out->place = member->key_place;
	out->path = str_dup(weighing->view->run, value_string(value_get(entry, STR("path"))));
}

/* Several entries can prove an item: one that does is enough, but for one that says no; else the worst
 * counts, by the order of statuses. All are looked at: a change to any of them can change what counts. */
static bool
is_better(const struct weighed_item *one, const struct weighed_item *so_far)
{
	if (one->status == STATUS_NOT_MET || so_far->status == STATUS_NOT_MET)
		return one->status == STATUS_NOT_MET;
	if (so_far->status >= STATUS_NOT_APPLICABLE)
		return one->status > so_far->status;
	return one->status >= STATUS_NOT_APPLICABLE || one->status < so_far->status;
}

void
evidence_weigh(struct weighing *weighing, const struct evidence_item *item,
	       struct weighed_item *out)
{
	bool any = false;

	if (item->type == ITEM_APPROVAL) {
		*out = because(weighing, item, STATUS_NOT_EVIDENCED,
			       "an approval by a holder of %.*s that can be verified is missing",
			       STR_ARG(item->role));
		return;
	}
	*out = state(item, STATUS_NOT_EVIDENCED, "'evidence' of the system has no such entry");
	for (size_t i = 0; i < item->accept_count; i++) {
		const struct entries_of_id *entries =
			map_get(&weighing->evidence, item->accepts[i]);

		for (size_t n = 0; entries && n < entries->count; n++) {
			struct weighed_item one;

			weigh_entry(weighing, item, entries->items[n], &one);
			if (!any || is_better(&one, out))
				*out = one;
			any = true;
		}
	}
}
