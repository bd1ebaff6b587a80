/* SPDX-License-Identifier: Apache-2.0
 *
 * `when` and `where`. In: conditions on the artifact, or on one element of a list, or an expression.
 * Out: whether all hold, or an error. Conditions are asked in the order they are written: an earlier `is_set` guards
 * a later comparison. An error is never "does not hold".
 */
#include "check/internal.h"

static struct err *
condition_value(struct item *item, const struct condition *condition, const struct value *element,
		const struct value **out, struct artifact **source)
{
	const struct ref *ref = &condition->ref;

	if (ref->root != REF_ELEMENT)
		return check_value(item, ref, out, source);
	if (!element)
		return err_new(item->view->scratch,
			       "'%.*s' speaks of an element where there is none",
			       STR_ARG(ref->text));
	*out = ref->field.size > 0 ? value_path(element, ref->field) : element;
	return NULL;
}

static struct err *
holds(struct item *item, const struct condition *condition, const struct value *element, bool *out)
{
	struct comparison comparison = {
		.name = condition->ref.text,
		.type = condition->ref.type,
		.operation = condition->operation,
		.operand = check_operand(item, &condition->operand),
		.regex = condition->regex,
	};

	struct artifact *source = NULL;
	struct err *err = condition_value(item, condition, element, &comparison.value, &source);

	if (!err)
		err = check_operation(item, &comparison, out);
	trace_condition(item, condition, &comparison, source,
			err    ? TRACE_UNKNOWN
			: *out ? TRACE_HOLDS
			       : TRACE_FAILS,
			err);
	return err;
}

struct err *
check_predicate(struct item *item, const struct predicate *predicate, const struct value *element,
		bool *out)
{
	*out = false;
	for (size_t i = 0; i < predicate->count; i++) {
		bool one = false;

		TRY(holds(item, &predicate->conditions[i], element, &one));
		coverage_saw(item->view->coverage, &predicate->conditions[i], one);
		if (!one) {
			trace_unasked_conditions(item, predicate, i + 1);
			return NULL;
		}
	}
	*out = true;
	if (!predicate->expr)
		return NULL;
	TRY(check_expression(item, predicate->expr, element, out));
	coverage_saw(item->view->coverage, predicate->expr, *out);
	return NULL;
}
