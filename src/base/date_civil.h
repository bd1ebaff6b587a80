/* SPDX-License-Identifier: Apache-2.0
 *
 * The civil calendar (proleptic Gregorian) as days: what date.c computes, date_period.c adds to, and
 * whoever needs the parts of a day beside the two reads.
 *
 *	civil_to_days((struct civil){2026, 3, 1})   → 20513
 */
#ifndef GOVLINT_BASE_DATE_CIVIL_H
#define GOVLINT_BASE_DATE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
	int64_t year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

bool
civil_is_leap(int64_t year);

int
civil_month_days(int64_t year, int month);

/* Days since 1970-01-01. */
int64_t
civil_to_days(struct civil civil);

struct civil
civil_of_days(int64_t days);

/* The quotient rounded towards minus infinity; `by` is positive. */
int64_t
date_floor(int64_t value, int64_t by);

#endif
