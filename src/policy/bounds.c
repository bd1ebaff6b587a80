/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions that nothing can meet. In: two conditions on one thing, with the values of their
 * parameters. Out: whether both can hold. A rule whose `when` never holds judges nothing and looks like
 * one that finds nothing. What has no order is not compared.
 */
#include "policy/plan.h"

/* Whether a value meets a bound; what cannot be told does. */
static bool
meets(const struct plan *plan, enum fact_type type, const struct value *value,
      enum operation operation, const struct value *bound)
{
	int compared;

	if (operation == OPERATION_EQUALS)
		return value_equal(value, bound) || plan_order(plan, type, value, bound) == 0;
	if (operation == OPERATION_ONE_OF) {
		for (size_t i = 0; bound->type == VALUE_LIST && i < bound->list.count; i++)
			if (meets(plan, type, value, OPERATION_EQUALS, &bound->list.items[i]))
				return true;
		return bound->type != VALUE_LIST;
	}
	compared = plan_order(plan, type, value, bound);
	switch (operation) {
	case OPERATION_AT_LEAST:
		return compared >= 0;
	case OPERATION_AT_MOST:
		return compared <= 0 || compared == 2;
	case OPERATION_ABOVE:
		return compared > 0;
	case OPERATION_BELOW:
		return compared < 0 || compared == 2;
	default:
		return true;
	}
}

static bool
is_lower(enum operation operation)
{
	return operation == OPERATION_AT_LEAST || operation == OPERATION_ABOVE;
}

static bool
is_upper(enum operation operation)
{
	return operation == OPERATION_AT_MOST || operation == OPERATION_BELOW;
}

bool
bounds_agree(const struct plan *plan, enum fact_type type, const struct bound *a,
	     const struct bound *b)
{
	if (a->operation == OPERATION_ONE_OF && a->value->type == VALUE_LIST) {
		for (size_t i = 0; i < a->value->list.count; i++)
			if (meets(plan, type, &a->value->list.items[i], b->operation, b->value))
				return true;
		return false;
	}
	if (b->operation == OPERATION_ONE_OF && a->operation != OPERATION_EQUALS)
		return bounds_agree(plan, type, b, a);
	if (a->operation == OPERATION_EQUALS)
		return meets(plan, type, a->value, b->operation, b->value);
	if (b->operation == OPERATION_EQUALS)
		return bounds_agree(plan, type, b, a);
	if (is_lower(a->operation) && is_upper(b->operation))
		return meets(plan, type, a->value, b->operation, b->value) &&
		       meets(plan, type, b->value, a->operation, a->value);
	if (is_upper(a->operation) && is_lower(b->operation))
		return bounds_agree(plan, type, b, a);
	return true;
}
