/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates as people and machines write them: RFC 3339 times (an offset is required), plain days,
 * year and month, and ISO 8601 durations. Proleptic Gregorian, no leap seconds (":60" is refused).
 *
 *	struct date date;
 *	if (!date_parse(STR("2026-03-01"), &date)) …
 *	date_add(date, period)            // calendar months, the end of the month clamped
 */
#ifndef GOVLINT_BASE_DATE_H
#define GOVLINT_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

enum date_form {
	DATE_MONTH, /* 2026-03 */
	DATE_DAY,   /* 2026-03-01 */
	DATE_TIME,  /* 2026-03-01T12:00:00Z, with an offset */
};

struct date {
	enum date_form form;
	int64_t seconds; /* since 1970-01-01T00:00:00Z; the first instant of a day or month */
	uint32_t nanoseconds;
};

struct period {
	int64_t months; /* years are twelve of them */
	int64_t days;   /* weeks are seven of them */
	int64_t seconds;
};

/* The whole text must be a date of one of the three forms. Years 0001 to 9999. */
bool
date_parse(struct str text, struct date *out);

/* Days since 1970-01-01, floored. */
int64_t
date_days(struct date date);

/* P1Y, P3M, P2W, P1DT2H30M, PT72H; no fractions, not negative, at least one part. */
bool
period_parse(struct str text, struct period *out);

/* Calendar addition: months first (day of month clamped), then days, then seconds. A month plus
 * days is a day, anything plus seconds a time. */
struct date
date_add(struct date date, struct period period);

/* -1, 0, 1 */
int
date_compare(struct date a, struct date b);

/* "2026-03-01T12:00:00Z" (times), "2026-03-01" (days), "2026-03" (months). */
char *
date_text(struct arena *arena, struct date date);

#endif
