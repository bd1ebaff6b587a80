/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking names up in a plan: rules, roles. They compare as written.
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

const struct role *
plan_role(const struct plan *plan, struct str name)
{
	for (size_t i = 0; i < plan->role_count; i++) {
		if (str_equal(plan->roles[i].name, name))
			return &plan->roles[i];
	}
	return NULL;
}
