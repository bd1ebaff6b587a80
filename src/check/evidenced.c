/* SPDX-License-Identifier: Apache-2.0
 *
 * evidenced: what a system says it did can be looked at. In: items (names under the system's `evidence`, or
 * in the `also` of another entry), max_age. Finds: an item that is not there; whose path leads to no file,
 * or to one that says nothing; that has no date, or one in the future, or one that is too old; whose
 * result is anything but pass. What cannot be read is not verified.
 */
#include "base/arena.h"
#include "check/internal.h"

enum {
	ITEMS,
	MAX_AGE,
};

static const struct arg_def args[] = {
	[ITEMS] = {"items", ARG_STRINGS, true, "names under 'evidence'"},
	[MAX_AGE] = {"max_age", ARG_PERIOD, false, "how old each may be (P1Y, P90D)"},
	{0},
};

static const char *const binds[] = {"item", "reason", NULL};

static const char *const asks[] = {"evidence", NULL};

/* One item, as far as it was found. */
struct evidence {
	struct str name;
	const struct value *entry; /* a map with path and date, or NULL */
	const struct value *at;    /* what is wrong */
	const char *reason;        /* NULL: nothing */
};

static bool
lists(const struct value *list, struct str name)
{
	for (size_t i = 0; list && list->type == VALUE_LIST && i < list->list.count; i++)
		if (str_equal(value_string(&list->list.items[i]), name))
			return true;
	return list && list->type == VALUE_STRING && str_equal(list->string, name);
}

static const struct value *
entry_of(const struct value *evidence, struct str name)
{
	const struct value *entry = value_get(evidence, name);

	for (size_t i = 0; !entry && evidence->type == VALUE_MAP && i < evidence->map.count; i++)
		if (lists(value_get(&evidence->map.members[i].value, STR("also")), name))
			entry = &evidence->map.members[i].value;
	return entry;
}

static void
judge_result(struct evidence *evidence)
{
	const struct value *result = value_get(evidence->entry, STR("result"));

	if (!result || evidence->reason || str_is(value_string(result), "pass"))
		return;
	evidence->at = result;
	evidence->reason = "did not pass";
}

static struct err *
judge_date(struct item *item, const struct arg *max_age, struct evidence *evidence)
{
	const struct value *value = value_get(evidence->entry, STR("date"));
	struct date now = item->view->plan->now;
	struct period period;
	struct date date;

	if (evidence->reason)
		return NULL;
	evidence->at = value ? value : evidence->entry;
	if (!value || value->type == VALUE_NULL)
		evidence->reason = "has no date";
	else if (!date_parse(value_string(value), &date))
		evidence->reason = "has a date that is none (YYYY-MM-DD)";
	else if (date_days(date) > date_days(now))
		evidence->reason = "is dated in the future";
	if (evidence->reason || !max_age->given)
		return NULL;
	TRY(check_period(item, &max_age->operand, "max_age", &period));
	if (date_days(date_add(date, period)) < date_days(now))
		evidence->reason =
			arena_print(item->view->scratch, "is older than %.*s",
				    STR_ARG(value_string(check_operand(item, &max_age->operand))));
	return NULL;
}

static struct err *
judge_path(struct item *item, struct evidence *evidence)
{
	const struct value *path = value_get(evidence->entry, STR("path"));
	struct view *view = item->view;
	const struct entry *entry = NULL;
	const char *why = NULL;

	evidence->at = path ? path : evidence->entry;
	if (!path || path->type != VALUE_STRING) {
		evidence->reason = "names no path";
		return NULL;
	}
	why = check_path(item, path->string, &entry);
	if (!why)
		TRY(view->files->emptiness(view, entry, &why));
	if (!why)
		return NULL;
	evidence->reason = arena_print(view->scratch, "rests on %.*s, which %s",
				       STR_ARG(value_show(view->scratch, path, 200)), why);
	return NULL;
}

static struct err *
judge_item(struct item *item, const struct arg *given, const struct value *all,
	   struct artifact *source, struct str name)
{
	struct evidence evidence = {.name = name, .entry = entry_of(all, name)};

	if (!evidence.entry || evidence.entry->type == VALUE_NULL) {
		evidence.reason = "is missing";
		evidence.at = all;
	} else if (evidence.entry->type != VALUE_MAP) {
		evidence.reason = "is written {path: …, date: …}";
		evidence.at = evidence.entry;
	} else {
		TRY(judge_path(item, &evidence));
		TRY(judge_date(item, &given[MAX_AGE], &evidence));
		judge_result(&evidence);
	}
	if (evidence.reason) {
		const struct binding bindings[] = {
			{.name = "item", .value = value_str(name)},
			{.name = "reason", .value = value_text(evidence.reason)},
		};

		check_report(item, &(struct found){
					   .source = source,
					   .place = check_place(source, evidence.at),
					   .subject = name,
					   .bindings = bindings,
					   .binding_count = 2,
				   });
	}
	return NULL;
}

/* Without any evidence, none of the items is there. */
static struct err *
evidence_of(struct item *item, const struct value **out)
{
	static const struct value none = {.type = VALUE_MAP};
	const struct fact_def *facts = item->artifact->kind->facts;

	for (size_t i = 0; facts[i].name; i++)
		if (str_is(str_of(asks[0]), facts[i].name))
			TRY(item->view->fact(item->view, item->artifact, i, out));
	if (!*out || (*out)->type == VALUE_NULL)
		*out = &none;
	if ((*out)->type != VALUE_MAP)
		return err_new(item->view->scratch, "'evidence' is %s, not a map",
			       value_type_name((*out)->type));
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *names = check_operand(item, &given[ITEMS].operand);
	const struct value *all = NULL;

	TRY(evidence_of(item, &all));
	if (names->type != VALUE_LIST)
		return err_new(item->view->scratch, "'items' is %s, not a list",
			       value_type_name(names->type));
	for (size_t i = 0; i < names->list.count; i++)
		TRY(judge_item(item, given, all, item->artifact,
			       value_string(&names->list.items[i])));
	return NULL;
}

const struct check check_evidenced = {
	.name = "evidenced",
	.summary = "evidence is there, says something and is not too old",
	.kind = "system",
	.asks = asks,
	.args = args,
	.binds = binds,
	.judge = judge,
	.reads = READS_FILES,
};
