/* SPDX-License-Identifier: Apache-2.0
 *
 * Which of two values of a parameter asks for more. In: a parameter and two values that it accepts.
 * Out: the stricter one, what both ask for together, or that it cannot be told. Durations are laid
 * against one fixed day, because a month has no length of its own.
 */
#include "base/arena.h"
#include "base/date.h"
#include "policy/load.h"

/* Durations have no length of their own: they are laid against one fixed day. */
static int
order_durations(struct str a, struct str b)
{
	struct date start = {.form = DATE_DAY, .seconds = 978307200}; /* 2001-01-01 */
	struct period left, right;

	if (!period_parse(a, &left) || !period_parse(b, &right))
		return 2;
	return date_compare(date_add(start, left), date_add(start, right));
}

static int
order_dates(struct str a, struct str b)
{
	struct date left, right;

	if (!date_parse(a, &left) || !date_parse(b, &right))
		return 2;
	return date_compare(left, right);
}

int
param_order(enum param_type type, const struct value *a, const struct value *b)
{
	if (type == PARAM_DURATION)
		return order_durations(value_string(a), value_string(b));
	if (type == PARAM_DATE)
		return order_dates(value_string(a), value_string(b));
	return value_order(a, b);
}

bool
param_lists(const struct value *list, const struct value *value)
{
	for (size_t i = 0; list && list->type == VALUE_LIST && i < list->list.count; i++)
		if (value_equal(&list->list.items[i], value))
			return true;
	return false;
}

/* What both lists have, or what either has, in the order of the first. */
static struct value
merge_lists(struct arena *run, const struct value *a, const struct value *b, bool both)
{
	struct value merged = value_list();

	for (size_t i = 0; i < a->list.count; i++)
		if (!both || param_lists(b, &a->list.items[i]))
			value_add(run, &merged, a->list.items[i]);
	for (size_t i = 0; !both && i < b->list.count; i++)
		if (!param_lists(a, &b->list.items[i]))
			value_add(run, &merged, b->list.items[i]);
	merged.place = a->place;
	return merged;
}

static bool
contains(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < b->list.count; i++)
		if (!param_lists(a, &b->list.items[i]))
			return false;
	return true;
}

static int
stricter_lists(struct arena *run, const struct param *param, const struct value *a,
	       const struct value *b, struct value *merged)
{
	bool superset = param->stricter == STRICTER_SUPERSET;
	bool a_has_b = contains(a, b);
	bool b_has_a = contains(b, a);

	if (a_has_b && b_has_a)
		return 0;
	if (a_has_b)
		return superset ? -1 : 1;
	if (b_has_a)
		return superset ? 1 : -1;
	*merged = merge_lists(run, a, b, !superset);
	return 2;
}

/* Maps have no union when a name means two things. */
static int
stricter_maps(const struct param *param, const struct value *a, const struct value *b)
{
	const struct value *small = a->map.count <= b->map.count ? a : b;
	const struct value *large = small == a ? b : a;

	for (size_t i = 0; i < small->map.count; i++) {
		const struct value *other = value_get(large, small->map.members[i].key);

		if (!other || !value_equal(other, &small->map.members[i].value))
			return 3;
	}
	if (small->map.count == large->map.count)
		return 0;
	return (large == a) == (param->stricter == STRICTER_SUPERSET) ? -1 : 1;
}

static size_t
rank(const struct value *order, const struct value *value)
{
	size_t i;

	for (i = 0; i < order->list.count; i++)
		if (value_equal(&order->list.items[i], value))
			break;
	return i;
}

int
param_stricter(struct arena *run, const struct param *param, const struct value *a,
	       const struct value *b, struct value *merged)
{
	int order;

	if (value_equal(a, b))
		return 0;
	switch (param->stricter) {
	case STRICTER_NONE:
		return 3;
	case STRICTER_LOWER:
	case STRICTER_HIGHER:
		order = param_order(param->type, a, b);
		if (order == 0 || order == 2)
			return order == 0 ? 0 : 3;
		return (order < 0) == (param->stricter == STRICTER_LOWER) ? -1 : 1;
	case STRICTER_SUBSET:
	case STRICTER_SUPERSET:
		return param->type == PARAM_LIST ? stricter_lists(run, param, a, b, merged)
						 : stricter_maps(param, a, b);
	case STRICTER_ORDER:
		return rank(param->order, a) > rank(param->order, b) ? -1 : 1;
	}
	return 3;
}
