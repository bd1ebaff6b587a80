/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking names up in a plan: rules, tiers, stages, roles. Names compare as written; a rank counts from
 * the lowest, and what the plan does not know has none.
 */
#include "model/plan.h"

const struct planned_rule *
plan_rule(const struct plan *plan, struct str id)
{
	for (size_t i = 0; i < plan->rule_count; i++) {
		if (str_equal(plan->rules[i].rule->id, id))
			return &plan->rules[i];
	}
	return NULL;
}

size_t
plan_tier_rank(const struct plan *plan, struct str tier)
{
	if (!plan->risk)
		return SIZE_MAX;
	for (size_t i = 0; i < plan->risk->tier_count; i++) {
		if (str_equal(plan->risk->tiers[i].name, tier))
			return plan->risk->tier_count - 1 - i;
	}
	return SIZE_MAX;
}

size_t
plan_stage_rank(const struct plan *plan, struct str stage)
{
	for (size_t i = 0; i < plan->stage_count; i++) {
		if (str_equal(plan->stages[i], stage))
			return i;
	}
	return SIZE_MAX;
}

const struct role *
plan_role(const struct plan *plan, struct str name)
{
	for (size_t i = 0; i < plan->role_count; i++) {
		if (str_equal(plan->roles[i].name, name))
			return &plan->roles[i];
	}
	return NULL;
}
