/* SPDX-License-Identifier: Apache-2.0
 *
 * requires: fields are filled in. In: fields (facts of the artifact, or of the related one that `in`
 * names; with `in` alone it need only exist), given (those that say something as an empty list, too).
 * Finds: a field that is missing, empty, a placeholder or no value of its kind (a list, a date), and
 * a related artifact that does not exist.
 * Each field is one finding whose subject is its name. A field that is written but says nothing is
 * pointed at; a missing one points at the file it is missing from.
 */
#include "base/arena.h"
#include "base/date.h"
#include "check/internal.h"
#include "model/evidence.h"

enum {
	FIELDS,
	GIVEN,
	IN,
};

static const struct arg_def args[] = {
	[FIELDS] = {"fields", ARG_NAMES, false, "the facts that must be filled in"},
	[GIVEN] = {"given", ARG_NAMES, false, "those that must be there, be it as an empty list"},
	[IN] = {"in", ARG_ROOT, false, "the related artifact that holds them"},
	{0},
};

static const char *const binds[] = {"field", "state", NULL};

static void
report(struct item *item, const struct artifact *source, struct str field, const char *state,
       struct place place)
{
	const struct binding bindings[] = {
		{.name = "field", .value = value_str(field)},
		{.name = "state", .value = value_text(state)},
	};

	check_report(item, &(struct found){
				   .source = source,
				   .place = place,
				   .subject = field,
				   .bindings = bindings,
				   .binding_count = 2,
			   });
}

/* A fact's name, with a path inside it after the first dot, as a reference. */
static struct err *
named(struct item *item, const struct kind *kind, struct str name, struct ref *out)
{
	size_t dot = str_find_byte(name, '.');
	struct str fact = str_cut(name, 0, dot);

	for (size_t i = 0; kind->facts[i].name; i++)
		if (str_is(fact, kind->facts[i].name)) {
			*out = (struct ref){
				.text = name,
				.root = REF_SELF,
				.fact = i,
				.field = dot < name.size ? str_cut(name, dot + 1, name.size)
							 : (struct str){0},
			};
			return NULL;
		}
	return err_new(item->view->scratch, "'%.*s' is no fact of a %s", STR_ARG(name), kind->name);
}

/* How a value that says something still is none of its kind; NULL when it is one. */
static const char *
mistyped(enum fact_type type, const struct value *value)
{
	struct date date;
	bool holds_more = value->type == VALUE_LIST || value->type == VALUE_MAP;

	switch (type) {
	case FACT_LIST:
		return value->type == VALUE_LIST ? NULL : "not a list";
	case FACT_MAP:
		return value->type == VALUE_MAP ? NULL : "not a map";
	case FACT_DATE:
		return date_parse(value_string(value), &date) ? NULL : "not a date";
	case FACT_STRING:
	case FACT_TIER:
	case FACT_STAGE:
		return holds_more ? "not a text" : NULL;
	case FACT_BOOL:
	case FACT_INT:
	case FACT_NUMBER:
	case FACT_ANY:
		break;
	}
	return NULL;
}

static bool
is_empty_list(const struct value *value)
{
	return value && ((value->type == VALUE_LIST && value->list.count == 0) ||
			 (value->type == VALUE_MAP && value->map.count == 0));
}

static struct err *
judge_field(struct item *item, struct artifact *artifact, struct str name, bool may_be_empty)
{
	const struct value *value = NULL;
	struct ref ref = {0};
	enum emptiness emptiness;
	const char *state;

	TRY(named(item, artifact->kind, name, &ref));
	TRY(item->view->fact(item->view, artifact, ref.fact, &value));
	if (ref.field.size > 0)
		value = value_path(value, ref.field);
	emptiness = evidence_emptiness(value);
	if (may_be_empty && is_empty_list(value))
		return NULL;
	state = evidence_emptiness_text(emptiness);
	if (emptiness == EMPTINESS_FILLED)
		state = ref.field.size > 0 ? NULL
					   : mistyped(artifact->kind->facts[ref.fact].type, value);
	if (state)
		report(item, artifact, name, state, check_place(artifact, value));
	return NULL;
}

/* The artifact that holds the fields, or NULL where there is none. */
static struct err *
holder(struct item *item, const struct arg *in, struct artifact **out)
{
	const struct value *whole = NULL;

	*out = item->artifact;
	if (!in->given)
		return NULL;
	TRY(check_value(item, &in->ref, &whole, NULL));
	if (!whole)
		*out = NULL;
	else if (str_is(in->ref.text, "system"))
		*out = item->system;
	else
		*out = item->artifact->related[in->ref.relation].items[0];
	return NULL;
}

static const char *
refuse(const struct arg *given)
{
	return given[FIELDS].given || given[GIVEN].given || given[IN].given
		       ? NULL
		       : "needs fields, given or in";
}

static struct err *
judge_fields(struct item *item, struct artifact *artifact, const struct arg *names,
	     bool may_be_empty)
{
	const struct value *list = check_operand(item, &names->operand);

	if (!names->given)
		return NULL;
	if (list->type != VALUE_LIST)
		return err_new(item->view->scratch, "the fields of 'requires' are %s, not a list",
			       value_type_name(list->type));
	for (size_t i = 0; i < list->list.count; i++)
		TRY(judge_field(item, artifact, value_string(&list->list.items[i]), may_be_empty));
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	struct artifact *artifact = NULL;

	TRY(holder(item, &given[IN], &artifact));
	if (!artifact) {
		report(item, item->artifact, given[IN].ref.text,
		       evidence_emptiness_text(EMPTINESS_MISSING), (struct place){0});
		return NULL;
	}
	TRY(judge_fields(item, artifact, &given[FIELDS], false));
	TRY(judge_fields(item, artifact, &given[GIVEN], true));
	return NULL;
}

const struct check check_requires = {
	.name = "requires",
	.summary = "fields are filled in",
	.args = args,
	.binds = binds,
	.judge = judge,
	.refuse = refuse,
};
