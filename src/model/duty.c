/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties: the words for their types.
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
