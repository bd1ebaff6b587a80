/* SPDX-License-Identifier: Apache-2.0
 *
 * ISO 8601 durations: read, and added to a date. Only whole, positive parts in their order, weeks
 * on their own (ISO 8601:2004 §4.4.3.2); a part is at most nine digits, so that no sum overflows.
 *
 * The one thing to know: months are calendar months and the day is clamped to the month's end
 * (31 January and P1M give 28 or 29 February), so adding P1M twice is not adding P2M.
 */
#include "base/date.h"
#include "base/date_civil.h"

enum {
	PERIOD_DIGITS = 9,
	PERIOD_DAY_SECONDS = 86400,
};

struct period_unit {
	char letter;
	bool in_time; /* stands after the T */
	int64_t months;
	int64_t days;
	int64_t seconds;
};

/* In the order in which they have to stand. */
static const struct period_unit period_units[] = {
	{.letter = 'Y', .months = 12},
	{.letter = 'M', .months = 1},
	{.letter = 'D', .days = 1},
	{.letter = 'H', .in_time = true, .seconds = 3600},
	{.letter = 'M', .in_time = true, .seconds = 60},
	{.letter = 'S', .in_time = true, .seconds = 1},
};

enum {
	PERIOD_UNITS = sizeof period_units / sizeof period_units[0]
};

/* One to nine digits off the front. */
static bool
period_number(struct str *rest, int64_t *out)
{
	size_t digits = 0;
	while (digits < rest->size && rest->data[digits] >= '0' && rest->data[digits] <= '9')
		digits++;
	if (digits == 0 || digits > PERIOD_DIGITS)
		return false;
	bool fits = str_to_int64(str_cut(*rest, 0, digits), out);
	*rest = str_cut(*rest, digits, rest->size);
	return fits;
}

/* The unit of `letter` at or after *from; moves *from behind it. */
static const struct period_unit *
period_unit(char letter, bool in_time, size_t *from)
{
	for (size_t i = *from; i < PERIOD_UNITS; i++) {
		if (period_units[i].letter == letter && period_units[i].in_time == in_time) {
			*from = i + 1;
			return &period_units[i];
		}
	}
	return NULL;
}

static bool
period_part(struct str *rest, bool in_time, size_t *from, struct period *period)
{
	int64_t count;
	if (!period_number(rest, &count) || rest->size == 0)
		return false;
	const struct period_unit *unit = period_unit(rest->data[0], in_time, from);
	if (!unit)
		return false;
	period->months += count * unit->months;
	period->days += count * unit->days;
	period->seconds += count * unit->seconds;
	*rest = str_cut(*rest, 1, rest->size);
	return true;
}

static bool
period_weeks(struct str rest, struct period *period)
{
	int64_t weeks;
	if (!period_number(&rest, &weeks) || !str_is(rest, "W"))
		return false;
	period->days = weeks * 7;
	return true;
}

bool
period_parse(struct str text, struct period *out)
{
	struct period period = {0};
	if (text.size < 2 || text.data[0] != 'P')
		return false;
	struct str rest = str_cut(text, 1, text.size);
	if (period_weeks(rest, &period)) {
		*out = period;
		return true;
	}
	size_t from = 0;
	bool in_time = false;
	while (rest.size) {
		if (rest.data[0] == 'T' && !in_time) {
			in_time = true;
			rest = str_cut(rest, 1, rest.size);
		}
		if (!period_part(&rest, in_time, &from, &period))
			return false;
	}
	*out = period;
	return true;
}

struct date
date_add(struct date date, struct period period)
{
	int64_t day_start = date_days(date) * PERIOD_DAY_SECONDS;
	int64_t within = date.seconds - day_start;
	struct civil civil = civil_of_days(date_days(date));
	int64_t months = civil.year * 12 + (civil.month - 1) + period.months;
	civil.year = date_floor(months, 12);
	civil.month = (int)(months - civil.year * 12) + 1;
	int last = civil_month_days(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	date.seconds =
		(civil_to_days(civil) + period.days) * PERIOD_DAY_SECONDS + within + period.seconds;
	if (period.days && date.form < DATE_DAY)
		date.form = DATE_DAY;
	if (period.seconds)
		date.form = DATE_TIME;
	return date;
}
