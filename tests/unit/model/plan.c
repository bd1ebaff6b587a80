/* SPDX-License-Identifier: Apache-2.0 */
#include "model/plan.h"

#include "harness/test.h"

TEST(model_plan, tiers_rank_from_the_lowest)
{
	struct score_tier tiers[] = {
		{.name = STR("critical"), .from = 17},
		{.name = STR("high"), .from = 12},
		{.name = STR("low"), .from = 0},
	};
	struct score score = {.tiers = tiers, .tier_count = 3};
	struct plan plan = {.risk = &score};
	CHECK_INT((int64_t)plan_tier_rank(&plan, STR("low")), 0);
	CHECK_INT((int64_t)plan_tier_rank(&plan, STR("critical")), 2);
	CHECK(plan_tier_rank(&plan, STR("High")) == SIZE_MAX);
	CHECK(plan_tier_rank(&plan, STR("")) == SIZE_MAX);
	plan.risk = NULL;
	CHECK(plan_tier_rank(&plan, STR("low")) == SIZE_MAX);
}

TEST(model_plan, stages_rank_in_their_order)
{
	struct str stages[] = {STR("conception"), STR("production")};
	struct plan plan = {.stages = stages, .stage_count = 2};
	CHECK_INT((int64_t)plan_stage_rank(&plan, STR("conception")), 0);
	CHECK_INT((int64_t)plan_stage_rank(&plan, STR("production")), 1);
	CHECK(plan_stage_rank(&plan, STR("prod")) == SIZE_MAX);
}

TEST(model_plan, roles_are_found_by_name)
{
	struct role roles[] = {{.name = STR("CISO")}, {.name = STR("Legal")}};
	struct plan plan = {.roles = roles, .role_count = 2};
	CHECK(plan_role(&plan, STR("Legal")) == &roles[1]);
	CHECK(plan_role(&plan, STR("legal")) == NULL);
	CHECK(plan_role(&(struct plan){0}, STR("Legal")) == NULL);
}

TEST(model_plan, rules_are_found_by_id)
{
	struct rule pii = {.id = STR("dataset/plain-pii")};
	struct rule card = {.id = STR("model/card")};
	struct planned_rule rules[] = {{.rule = &pii}, {.rule = &card}};
	struct plan plan = {.rules = rules, .rule_count = 2};
	CHECK(plan_rule(&plan, STR("model/card")) == &rules[1]);
	CHECK(plan_rule(&plan, STR("model/car")) == NULL);
	CHECK(plan_rule(&(struct plan){0}, STR("model/card")) == NULL);
}
