/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rank.h"

#include "harness/test.h"

TEST(model_plan, tiers_rank_from_the_lowest)
{
	struct str names[] = {STR("low"), STR("high"), STR("critical")};
	struct score score = {.names = names, .tier_count = 3};
	struct plan plan = {.risk = &score};
	CHECK_INT((int64_t)plan_rank(&plan, FACT_TIER, STR("low")), 0);
	CHECK_INT((int64_t)plan_rank(&plan, FACT_TIER, STR("critical")), 2);
	CHECK(plan_rank(&plan, FACT_TIER, STR("High")) == SIZE_MAX);
	CHECK(plan_rank(&plan, FACT_TIER, STR("")) == SIZE_MAX);
	plan.risk = NULL;
	CHECK(plan_rank(&plan, FACT_TIER, STR("low")) == SIZE_MAX);
}

TEST(model_plan, tiers_of_vendors_are_those_of_their_score)
{
	struct str risk_names[] = {STR("low"), STR("critical")};
	struct str vendor_names[] = {STR("fine"), STR("low")};
	struct score risk = {.names = risk_names, .tier_count = 2};
	struct score vendor = {.names = vendor_names, .tier_count = 2};
	struct plan plan = {.risk = &risk, .vendor = &vendor};
	CHECK_INT((int64_t)plan_rank(&plan, FACT_TIER, STR("low")), 0);
	CHECK_INT((int64_t)plan_rank(&plan, FACT_VENDOR_TIER, STR("low")), 1);
	CHECK(plan_rank(&plan, FACT_VENDOR_TIER, STR("critical")) == SIZE_MAX);
	CHECK(plan_rank(&plan, FACT_STRING, STR("low")) == SIZE_MAX);
	CHECK(plan_words(&plan, FACT_STRING).noun == NULL);
}

TEST(model_plan, stages_rank_in_their_order)
{
	struct str stages[] = {STR("conception"), STR("production")};
	struct plan plan = {.stages = stages, .stage_count = 2};
	CHECK_INT((int64_t)plan_rank(&plan, FACT_STAGE, STR("conception")), 0);
	CHECK_INT((int64_t)plan_rank(&plan, FACT_STAGE, STR("production")), 1);
	CHECK(plan_rank(&plan, FACT_STAGE, STR("prod")) == SIZE_MAX);
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
