/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties: the words for their types, whose they are.
 */
#include "model/duty.h"

const char *
duty_kind(enum duty_type type)
{
	static const char *const kinds[DUTY_TYPES] = {
		[DUTY_CONTROL] = "control",
		[DUTY_GATE] = "gate",
		[DUTY_REQUIREMENT] = "requirement",
	};

	return kinds[type];
}

bool
duty_is_owed(const struct duty *duty, struct str tier)
{
	for (size_t i = 0; i < duty->tier_count; i++)
		if (str_equal(duty->tiers[i], tier))
			return true;
	return duty->every_tier;
}
