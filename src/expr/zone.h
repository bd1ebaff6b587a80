/* SPDX-License-Identifier: Apache-2.0
 *
 * How far a time zone is from UTC at a moment: "+02:00", "-09:30", "UTC", and the names of the zone
 * database that the system has.
 *
 *	const char *why = zone_offset(scratch, STR("Europe/Berlin"), seconds, &offset);
 */
#ifndef GOVLINT_EXPR_ZONE_H
#define GOVLINT_EXPR_ZONE_H

#include <stdint.h>

#include "base/str.h"

struct arena;

/* NULL, or why it is not known. */
const char *
zone_offset(struct arena *scratch, struct str zone, int64_t seconds, int64_t *offset);

#endif
