/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates: text goes in, seconds since 1970 come out, and back. The civil calendar is computed with
 * the algorithms of Howard Hinnant ("chrono-compatible low-level date algorithms"), which count
 * years from March, so that the leap day is a year's last. Periods are in date_period.c.
 *
 * The one thing to know: strict. The whole text is the date, two digits are two digits, RFC 3339
 * alone decides what a time is ("T", "Z" in either case, an offset is required), and an instant
 * whose year in UTC is not 1 to 9999 is refused. A fraction is kept to the nanosecond.
 */
#include "base/date.h"

#include "base/arena.h"
#include "base/date_civil.h"

enum {
	DATE_DAY_SECONDS = 86400,
	DATE_SECOND_DIGITS = 9, /* of a fraction that are kept */
};

/* 0000-03-01 to 1970-01-01 */
static const int64_t date_epoch_days = 719468;
static const int64_t date_era_days = 146097; /* 400 years */

bool
civil_is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
civil_month_days(int64_t year, int month)
{
	static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && civil_is_leap(year) ? 29 : days[month - 1];
}

int64_t
date_floor(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

int64_t
civil_to_days(struct civil civil)
{
	int64_t year = civil.year - (civil.month <= 2);
	int64_t era = date_floor(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t month = (civil.month + 9) % 12; /* March is 0 */
	int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * date_era_days + day_of_era - date_epoch_days;
}

struct civil
civil_of_days(int64_t days)
{
	days += date_epoch_days;
	int64_t era = date_floor(days, date_era_days);
	int64_t day_of_era = days - era * date_era_days;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			       day_of_era / (date_era_days - 1)) /
			      365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct civil civil = {
		.year = year_of_era + era * 400,
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
	civil.year += civil.month <= 2;
	return civil;
}

/* Exactly `digits` digits off the front of `rest`, a number from `least` to `most`. */
static bool
date_number(struct str *rest, size_t digits, int least, int most, int *out)
{
	int value = 0;
	if (rest->size < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		int digit = rest->data[i] - '0';
		if (digit < 0 || digit > 9)
			return false;
		value = value * 10 + digit;
	}
	*rest = str_cut(*rest, digits, rest->size);
	*out = value;
	return value >= least && value <= most;
}

static bool
date_byte(struct str *rest, char byte)
{
	if (rest->size == 0 || rest->data[0] != byte)
		return false;
	*rest = str_cut(*rest, 1, rest->size);
	return true;
}

/* time-secfrac = "." 1*DIGIT, which may be left out */
static bool
date_fraction(struct str *rest, uint32_t *nanoseconds)
{
	*nanoseconds = 0;
	if (!date_byte(rest, '.'))
		return true;
	int kept = 0;
	int digit;
	if (!date_number(rest, 1, 0, 9, &digit))
		return false;
	do {
		if (kept < DATE_SECOND_DIGITS) {
			*nanoseconds = *nanoseconds * 10 + (uint32_t)digit;
			kept++;
		}
	} while (rest->size && rest->data[0] >= '0' && rest->data[0] <= '9' &&
		 date_number(rest, 1, 0, 9, &digit));
	for (; kept < DATE_SECOND_DIGITS; kept++)
		*nanoseconds *= 10;
	return true;
}

/* time-offset = "Z" / (("+" / "-") time-hour ":" time-minute), in seconds */
static bool
date_offset(struct str *rest, int *seconds)
{
	int hour;
	int minute;
	*seconds = 0;
	if (date_byte(rest, 'Z') || date_byte(rest, 'z'))
		return true;
	bool behind = date_byte(rest, '-');
	if (!behind && !date_byte(rest, '+'))
		return false;
	if (!date_number(rest, 2, 0, 23, &hour) || !date_byte(rest, ':') ||
	    !date_number(rest, 2, 0, 59, &minute))
		return false;
	*seconds = (behind ? -1 : 1) * (hour * 3600 + minute * 60);
	return true;
}

static bool
date_parse_time(struct str rest, struct date *date)
{
	int hour;
	int minute;
	int second;
	int offset;
	if (!date_byte(&rest, 'T') && !date_byte(&rest, 't'))
		return false;
	if (!date_number(&rest, 2, 0, 23, &hour) || !date_byte(&rest, ':') ||
	    !date_number(&rest, 2, 0, 59, &minute) || !date_byte(&rest, ':') ||
	    !date_number(&rest, 2, 0, 59, &second) || !date_fraction(&rest, &date->nanoseconds) ||
	    !date_offset(&rest, &offset))
		return false;
	date->form = DATE_TIME;
	date->seconds += hour * 3600 + minute * 60 + second - offset;
	int64_t year = civil_of_days(date_days(*date)).year;
	return rest.size == 0 && year >= 1 && year <= 9999;
}

bool
date_parse(struct str text, struct date *out)
{
	int year;
	struct civil civil = {.day = 1};
	if (!date_number(&text, 4, 1, 9999, &year) || !date_byte(&text, '-') ||
	    !date_number(&text, 2, 1, 12, &civil.month))
		return false;
	civil.year = year;
	struct date date = {.form = DATE_MONTH};
	if (text.size) {
		date.form = DATE_DAY;
		if (!date_byte(&text, '-') ||
		    !date_number(&text, 2, 1, civil_month_days(year, civil.month), &civil.day))
			return false;
	}
	date.seconds = civil_to_days(civil) * DATE_DAY_SECONDS;
	if (text.size && !date_parse_time(text, &date))
		return false;
	*out = date;
	return true;
}

int64_t
date_days(struct date date)
{
	return date_floor(date.seconds, DATE_DAY_SECONDS);
}

int
date_compare(struct date a, struct date b)
{
	if (a.seconds != b.seconds)
		return a.seconds < b.seconds ? -1 : 1;
	return (a.nanoseconds > b.nanoseconds) - (a.nanoseconds < b.nanoseconds);
}

char *
date_text(struct arena *arena, struct date date)
{
	struct civil civil = civil_of_days(date_days(date));
	int second = (int)(date.seconds - date_days(date) * DATE_DAY_SECONDS);
	long long year = (long long)civil.year;
	if (date.form == DATE_MONTH)
		return arena_print(arena, "%04lld-%02d", year, civil.month);
	if (date.form == DATE_DAY)
		return arena_print(arena, "%04lld-%02d-%02d", year, civil.month, civil.day);
	return arena_print(arena, "%04lld-%02d-%02dT%02d:%02d:%02dZ", year, civil.month, civil.day,
			   second / 3600, second / 60 % 60, second % 60);
}
