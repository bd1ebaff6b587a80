/* SPDX-License-Identifier: Apache-2.0 */
#include "model/duty.h"

#include "harness/test.h"

TEST(model_duty, each_type_is_a_kind)
{
	CHECK_STR(duty_kind(DUTY_CONTROL), "control");
	CHECK_STR(duty_kind(DUTY_GATE), "gate");
	CHECK_STR(duty_kind(DUTY_REQUIREMENT), "requirement");
}
