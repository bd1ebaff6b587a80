/* SPDX-License-Identifier: Apache-2.0 */
#include "model/duty.h"

#include "harness/test.h"

TEST(model_duty, each_type_is_a_kind)
{
	CHECK_STR(duty_kind(DUTY_CONTROL), "control");
	CHECK_STR(duty_kind(DUTY_GATE), "gate");
	CHECK_STR(duty_kind(DUTY_REQUIREMENT), "requirement");
}

TEST(model_duty, tiers_owe_what_names_them_or_every_one)
{
	struct str tiers[] = {STR("high"), STR("critical")};
	struct duty duty = {.tiers = tiers, .tier_count = 2};
	CHECK(duty_is_owed(&duty, STR("critical")));
	CHECK(!duty_is_owed(&duty, STR("low")));
	CHECK(!duty_is_owed(&(struct duty){0}, STR("low")));
	CHECK(duty_is_owed(&(struct duty){.every_tier = true}, STR("low")));
}
