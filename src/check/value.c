/* SPDX-License-Identifier: Apache-2.0
 *
 * From a reference to its value. In: an item and a name that the loader resolved. Out: the fact's
 * value, a field inside it, and the artifact it was read from.
 *
 * The one thing to know: "there is no such artifact" is not an empty value. A related artifact as a
 * whole may be asked for (`is_set`); a field of one that does not exist is an error, so the item is
 * not verified. The exception is the tier of a system that nobody registered: unknown use is judged
 * like the most dangerous one.
 */
#include "base/arena.h"
#include "check/internal.h"

static const struct value there = {.type = VALUE_BOOL, .boolean = true};

static bool
is_system(const struct ref *ref)
{
	return str_is(str_cut(ref->text, 0, str_find_byte(ref->text, '.')), "system");
}

static struct artifact *
related(const struct item *item, const struct ref *ref)
{
	const struct artifact_list *list;

	if (is_system(ref))
		return item->system;
	list = &item->artifact->related[ref->relation];
	return list->count > 0 ? list->items[0] : NULL;
}

/* A field of an artifact that does not exist. */
static struct err *
value_of_nothing(struct item *item, const struct ref *ref, const struct value **out)
{
	const struct score *risk = item->view->plan->risk;
	struct arena *scratch = item->view->scratch;
	size_t dot = str_find_byte(ref->text, '.');
	struct value *highest;

	if (!is_system(ref) || !str_is(ref->text, "system.risk_tier"))
		return err_help(err_new(scratch, "'%.*s' cannot be read: there is no %.*s",
					STR_ARG(ref->text), STR_ARG(str_cut(ref->text, 0, dot))),
				"ask for it first: when: {%.*s: {is_set: true}}",
				STR_ARG(str_cut(ref->text, 0, dot)));
	if (!risk || risk->tier_count == 0)
		return err_new(scratch, "no selected pack defines risk tiers");
	highest = arena_alloc(scratch, sizeof *highest);
	*highest = value_str(risk->tiers[0].name);
	*out = highest;
	return NULL;
}

static struct err *
fact_value(struct item *item, struct artifact *artifact, const struct ref *ref,
	   const struct value **out)
{
	const struct value *value = NULL;

	TRY(item->view->fact(item->view, artifact, ref->fact, &value));
	*out = ref->field.size > 0 ? value_path(value, ref->field) : value;
	return NULL;
}

struct err *
check_value(struct item *item, const struct ref *ref, const struct value **out,
	    struct artifact **source)
{
	struct artifact *artifact = item->artifact;

	*out = NULL;
	if (source)
		*source = item->artifact;
	switch (ref->root) {
	case REF_SELF:
		break;
	case REF_RELATED:
		artifact = related(item, ref);
		if (ref->fact == REF_WHOLE) {
			*out = artifact ? &there : NULL;
			return NULL;
		}
		if (!artifact)
			return value_of_nothing(item, ref, out);
		if (source)
			*source = artifact;
		break;
	case REF_PARAM:
		*out = &item->planned->params[ref->param];
		return NULL;
	case REF_ELEMENT:
	case REF_BOUND:
		return err_new(item->view->scratch, "'%.*s' has a value only beside its element",
			       STR_ARG(ref->text));
	}
	return fact_value(item, artifact, ref, out);
}

const struct value *
check_operand(const struct item *item, const struct operand *operand)
{
	return operand->is_param ? &item->planned->params[operand->param] : &operand->constant;
}

struct err *
check_period(struct item *item, const struct operand *operand, const char *what, struct period *out)
{
	const struct value *value = check_operand(item, operand);

	if (value->type != VALUE_STRING || !period_parse(value->string, out))
		return err_new(item->view->scratch, "'%s' is no duration like P1Y", what);
	return NULL;
}

struct err *
check_integer(struct item *item, const struct operand *operand, const char *what, int64_t *out)
{
	const struct value *value = check_operand(item, operand);

	if (value->type != VALUE_INT)
		return err_new(item->view->scratch, "'%s' is %s, not an integer", what,
			       value_type_name(value->type));
	trace_operand(item, what, operand);
	*out = value->integer;
	return NULL;
}
