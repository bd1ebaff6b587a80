/* SPDX-License-Identifier: Apache-2.0
 *
 * linked: a reference leads to something. In: fact (a path, or a list of them), kind. Finds: each
 * reference that names neither a file of that kind in the judged tree nor, for records, an id. A path
 * that is absolute or climbs out of the tree leads nowhere, whatever stands there.
 */
#include "base/arena.h"
#include "check/internal.h"
#include "model/repository.h"

enum {
	FACT,
	KIND,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the path or id, or a list of them"},
	[KIND] = {"kind", ARG_KIND, true, "what it must lead to"},
	{0},
};

static const char *const binds[] = {"reference", "reason", NULL};

static bool
is_of_kind(const struct artifact_list *list, const struct kind *kind)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (list->items[i]->kind == kind)
			return true;
	return false;
}

/* Records have ids; what is a file by itself is found by its path. */
static bool
has_id(const struct index *index, const struct kind *kind, struct str id)
{
	if (!kind->expand)
		return false;
	for (size_t i = 0; i < index->count; i++)
		if (index->artifacts[i]->kind == kind && str_equal(index->artifacts[i]->id, id))
			return true;
	return false;
}

/* Why a reference does not lead to an artifact of the kind; NULL when it does. */
static const char *
broken(const struct item *item, const struct kind *kind, const struct value *reference)
{
	const struct view *view = item->view;
	struct str path = value_string(reference);
	const struct entry *entry = NULL;
	const char *why;

	if (reference->type != VALUE_STRING)
		return "is no path";
	if (has_id(view->index, kind, path))
		return NULL;
	why = check_path(item, path, &entry);
	if (!why && !is_of_kind(map_get(&view->index->by_path, entry->path), kind))
		why = "is of another kind";
	return why;
}

static void
judge_reference(struct item *item, const struct kind *kind, const struct artifact *source,
		const struct value *reference)
{
	const char *reason = broken(item, kind, reference);
	const struct binding bindings[] = {
		{.name = "reference", .value = *reference},
		{.name = "reason", .value = value_text(reason)},
	};

	if (item->trace)
		trace_add(item->trace, reason ? TRACE_FINDS : TRACE_HOLDS, "reference '%.*s' %s",
			  STR_ARG(value_show(item->view->scratch, reference, 200)),
			  reason ? reason : "leads there");
	if (reason)
		check_report(item,
			     &(struct found){
				     .source = source,
				     .place = check_place(source, reference),
				     .subject = value_show(item->view->scratch, reference, 200),
				     .bindings = bindings,
				     .binding_count = 2,
			     });
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *value = NULL;
	struct artifact *source = NULL;

	TRY(check_value(item, &given[FACT].ref, &value, &source));
	if (!value || value->type == VALUE_NULL)
		return err_help(err_new(item->view->scratch, "'%.*s' is not given",
					STR_ARG(given[FACT].ref.text)),
				"a rule that can do without it asks first: %.*s: {is_set: true}",
				STR_ARG(given[FACT].ref.text));
	if (value->type != VALUE_LIST) {
		judge_reference(item, given[KIND].kind, source, value);
		return NULL;
	}
	for (size_t i = 0; i < value->list.count; i++)
		judge_reference(item, given[KIND].kind, source, &value->list.items[i]);
	return NULL;
}

const struct check check_linked = {
	.name = "linked",
	.summary = "a reference leads to something",
	.args = args,
	.binds = binds,
	.judge = judge,
	.reads = READS_LINKS,
};
