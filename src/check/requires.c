/* SPDX-License-Identifier: Apache-2.0
 *
 * requires: fields are filled in. In: fields (facts of the artifact, or of the related one that `in`
 * names; with `in` alone it has to exist and, a card, to say something), given (those that say something as an empty list, too).
 * Finds: a field that is missing, empty, a placeholder or no value of its kind (a list, a date), and
 * a related artifact that does not exist.
 * Each field is one finding whose subject is its name. A field that is written but says nothing is
 * pointed at; a missing one points at the file it is missing from.
 */
#include "base/arena.h"
#include "check/internal.h"
#include "model/evidence.h"
#include "model/filled.h"

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

static const char *const binds[] = {"field", "state", "though", NULL};

/* What is not filled in. */
struct lack {
	const struct artifact *source;
	struct str field;
	const char *state;
	const char *though; /* ": <path> is there, but …", or "" */
	struct place place;
};

static void
report(struct item *item, const struct lack *lack)
{
	const struct binding bindings[] = {
		{.name = "field", .value = value_str(lack->field)},
		{.name = "state", .value = value_text(lack->state)},
		{.name = "though", .value = value_text(lack->though)},
	};

	trace_add(item->trace, TRACE_FINDS, "%.*s is %s%s", STR_ARG(lack->field), lack->state,
		  lack->though);
	check_report(item, &(struct found){
				   .source = lack->source,
				   .place = lack->place,
				   .subject = lack->field,
				   .bindings = bindings,
				   .binding_count = 3,
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

static bool
is_empty_list(const struct value *value)
{
	return value && ((value->type == VALUE_LIST && value->list.count == 0) ||
			 (value->type == VALUE_MAP && value->map.count == 0));
}

/* A stage is one of those that the packs name; a word of one's own is before and after none of them. */
static const char *
stage_state(const struct plan *plan, const struct fact_def *def, const struct value *value)
{
	if (def->type != FACT_STAGE || plan->stage_count == 0 ||
	    plan_rank(plan, FACT_STAGE, value_string(value)) != SIZE_MAX)
		return NULL;
	return "none of the stages";
}

static struct err *
judge_field(struct item *item, struct artifact *artifact, struct str name, bool may_be_empty)
{
	const struct value *value = NULL;
	struct ref ref = {0};
	const char *state;

	TRY(named(item, artifact->kind, name, &ref));
	TRY(item->view->fact(item->view, artifact, ref.fact, &value));
	if (ref.field.size > 0)
		value = value_path(value, ref.field);
	trace_found(item, name, ref.field.size > 0 ? NULL : &artifact->kind->facts[ref.fact], value,
		    artifact);
	if (may_be_empty && is_empty_list(value) &&
	    !(value->type == VALUE_MAP && artifact->kind->facts[ref.fact].type == FACT_LIST))
		return NULL;
	if (ref.field.size > 0)
		state = evidence_emptiness(value) == EMPTINESS_FILLED
				? NULL
				: evidence_emptiness_text(evidence_emptiness(value));
	else
		state = filled_state(&artifact->kind->facts[ref.fact], value);
	if (!state && ref.field.size == 0)
		state = stage_state(item->view->plan, &artifact->kind->facts[ref.fact], value);
	if (state)
		report(item, &(struct lack){.source = artifact,
					    .field = name,
					    .state = state,
					    .though = "",
					    .place = check_place(artifact, value)});
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

static const char *const needs[] = {"fields", "given", "in", NULL};

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

/* With `in` alone: it exists and, where its kind tells which of its fields are filled in, one is. */
static struct err *
judge_existence(struct item *item, struct artifact *artifact, struct str root)
{
	struct lack lack = {
		.source = item->artifact,
		.field = root,
		.state = evidence_emptiness_text(EMPTINESS_MISSING),
		.though = "",
	};
	const struct value *filled = NULL;

	if (artifact) {
		for (size_t i = 0; artifact->kind->facts[i].name; i++)
			if (artifact->kind->facts[i].fills)
				TRY(item->view->fact(item->view, artifact, i, &filled));
		if (!is_empty_list(filled))
			return NULL;
		lack.state = evidence_emptiness_text(EMPTINESS_EMPTY);
		lack.though = arena_print(item->view->run, ": %.*s is there, but says nothing",
					  STR_ARG(artifact->path));
	}
	report(item, &lack);
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	struct artifact *artifact = NULL;

	TRY(holder(item, &given[IN], &artifact));
	if (!artifact || (!given[FIELDS].given && !given[GIVEN].given))
		return judge_existence(item, artifact, given[IN].ref.text);
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
	.needs = needs,
};
