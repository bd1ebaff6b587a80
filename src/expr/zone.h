/* SPDX-License-Identifier: Apache-2.0
 *
 * How far a time zone is from UTC at a moment: "+02:00", "-09:30", "UTC", and the names of the zone
 * database that the system has.
 *
 *	const char *why = zone_find(run, STR("Europe/Berlin"), &zone);
 *	why = zone_at(&zone, seconds, &offset);
 */
#ifndef GOVLINT_EXPR_ZONE_H
#define GOVLINT_EXPR_ZONE_H

#include <stdint.h>

#include "base/str.h"

struct arena;

struct zone {
	int64_t offset;  /* of one that is always the same … */
	struct str file; /* … or the table of one that is not */
};

/* NULL, or why there is none of that name. */
const char *
zone_find(struct arena *arena, struct str name, struct zone *out);

/* NULL, or why it is not known. */
const char *
zone_at(const struct zone *zone, int64_t seconds, int64_t *offset);

#endif
