/* SPDX-License-Identifier: Apache-2.0
 *
 * A type and a plan in, its words in their order out; and how two values of a type compare.
 */
#include "model/rank.h"

static struct ranked_words
tiers_of(const struct score *score)
{
	return (struct ranked_words){
		.noun = "tier",
		.plural = "tiers",
		.items = score ? score->names : NULL,
		.count = score ? score->tier_count : 0,
	};
}

struct ranked_words
plan_words(const struct plan *plan, enum fact_type type)
{
	switch (type) {
	case FACT_TIER:
		return tiers_of(plan->risk);
	case FACT_VENDOR_TIER:
		return tiers_of(plan->vendor);
	case FACT_SEVERITY:
		return (struct ranked_words){"severity", "severities", plan->incidents.names,
					     plan->incidents.severity_count};
	case FACT_STAGE:
		return (struct ranked_words){"stage", "stages", plan->stages, plan->stage_count};
	default:
		return (struct ranked_words){0};
	}
}

size_t
plan_rank(const struct plan *plan, enum fact_type type, struct str word)
{
	struct ranked_words words = plan_words(plan, type);

	for (size_t i = 0; i < words.count; i++)
		if (str_equal(words.items[i], word))
			return i;
	return SIZE_MAX;
}

static int
order_ranks(size_t a, size_t b)
{
	if (a == SIZE_MAX || b == SIZE_MAX)
		return 2;
	return a < b ? -1 : a > b;
}

static int
order_dates(const struct value *a, const struct value *b)
{
	struct date left, right;

	if (!date_parse(value_string(a), &left) || !date_parse(value_string(b), &right))
		return 2;
	return date_compare(left, right);
}

int
plan_order(const struct plan *plan, enum fact_type type, const struct value *a,
	   const struct value *b)
{
	if (fact_is_ranked(type))
		return order_ranks(plan_rank(plan, type, value_string(a)),
				   plan_rank(plan, type, value_string(b)));
	if (type == FACT_DATE ||
	    (type == FACT_ANY && a->type == VALUE_STRING && b->type == VALUE_STRING))
		return order_dates(a, b);
	return value_order(a, b);
}
