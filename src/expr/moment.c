/* SPDX-License-Identifier: Apache-2.0
 *
 * Timestamps from year 1 to 9999, to the nanosecond, and durations of 64 bits of nanoseconds, which is
 * 292 years; both are what the common implementations of the language hold.
 */
#include <inttypes.h>

#include "base/date.h"
#include "base/date_civil.h"
#include "expr/functions.h"
#include "expr/operate.h"
#include "expr/zone.h"

enum {
	DAY = 24 * 60 * 60,
};

#define SECOND INT64_C(1000000000)

/* ---- calendar ---- */

struct moment {
	struct civil civil;
	int64_t weekday; /* from Sunday as 0 */
	int64_t of_year; /* the day, from 0 */
	int64_t seconds; /* of the day */
};

static struct moment
moment_of(int64_t seconds)
{
	int64_t days = date_floor(seconds, DAY);
	struct civil civil = civil_of_days(days);

	return (struct moment){
		.civil = civil,
		.weekday = ((days + 4) % 7 + 7) % 7,
		.of_year = days - civil_to_days((struct civil){civil.year, 1, 1}),
		.seconds = seconds - days * DAY,
	};
}

static struct str
timestamp_text(struct arena *arena, const struct expr_value *value)
{
	struct moment moment = moment_of(value->integer);
	char *fraction = arena_print(arena, "%s", "");
	size_t size;

	if (value->nanoseconds != 0) {
		fraction = arena_print(arena, ".%09" PRId32, value->nanoseconds);
		for (size = 10; fraction[size - 1] == '0'; size--)
			fraction[size - 1] = '\0';
	}
	return str_of(arena_print(
		arena, "%04" PRId64 "-%02d-%02dT%02" PRId64 ":%02" PRId64 ":%02" PRId64 "%sZ",
		moment.civil.year, moment.civil.month, moment.civil.day, moment.seconds / 3600,
		moment.seconds / 60 % 60, moment.seconds % 60, fraction));
}

static struct str
duration_text(struct arena *arena, int64_t nanoseconds)
{
	uint64_t size = nanoseconds < 0 ? 0 - (uint64_t)nanoseconds : (uint64_t)nanoseconds;
	uint64_t rest = size % (uint64_t)SECOND;
	char *text = arena_print(arena, "%s%" PRIu64, nanoseconds < 0 ? "-" : "",
				 size / (uint64_t)SECOND);
	size_t end;

	if (rest > 0) {
		text = arena_print(arena, "%s.%09" PRIu64, text, rest);
		for (end = str_of(text).size; text[end - 1] == '0'; end--)
			text[end - 1] = '\0';
	}
	return str_of(arena_print(arena, "%ss", text));
}

struct str
expr_time_text(struct arena *arena, const struct expr_value *value)
{
	return value->type == EXPR_DURATION ? duration_text(arena, value->integer)
					    : timestamp_text(arena, value);
}

/* ---- making them ---- */

struct expr_value
moment_make(struct arena *scratch, int64_t seconds, int64_t nanoseconds)
{
	if (seconds < TIMESTAMP_LEAST || seconds > TIMESTAMP_MOST)
		return expr_failed(scratch, "the moment is not within the years 1 to 9999");
	return (struct expr_value){
		.type = EXPR_TIMESTAMP,
		.integer = seconds,
		.nanoseconds = (int32_t)nanoseconds,
	};
}

struct expr_value
moment_timestamp(struct call *call, const struct expr_value *values)
{
	struct date date;

	if (values->type == EXPR_INT)
		return moment_make(call->scratch, values->integer, 0);
	if (values->type != EXPR_STRING)
		return *values;
	if (!date_parse(values->text, &date) || date.form != DATE_TIME)
		return expr_failed(call->scratch,
				   "the text is no moment like 2026-03-01T12:00:00Z");
	return moment_make(call->scratch, date.seconds, date.nanoseconds);
}

struct unit {
	const char *name;
	int64_t nanoseconds;
};

/* "1.5h": a number, and nanoseconds of its unit; false: none, or more than fits. */
static bool
take_amount(struct str *rest, int64_t *sum)
{
	static const struct unit units[] = {
		{"ns", 1},           {"us", 1000},  {"\302\265s", 1000}, {"\316\274s", 1000},
		{"ms", 1000 * 1000}, {"s", SECOND}, {"m", 60 * SECOND},  {"h", 3600 * SECOND},
	};
	int64_t whole = 0, part = 0, scale = 1;
	bool any = false, behind = false;
	size_t at = 0;

	for (; at < rest->size; at++) {
		char byte = rest->data[at];

		if (byte == '.' && !behind) {
			behind = true;
			continue;
		}
		if (byte < '0' || byte > '9')
			break;
		any = true;
		if (!behind && (__builtin_mul_overflow(whole, 10, &whole) ||
				__builtin_add_overflow(whole, byte - '0', &whole)))
			return false;
		if (behind && scale < INT64_C(1000000000000)) {
			part = part * 10 + (byte - '0');
			scale *= 10;
		}
	}
	*rest = str_cut(*rest, at, rest->size);
	for (size_t i = 0; any && i < sizeof units / sizeof *units; i++) {
		struct str name = str_of(units[i].name);
		int64_t amount;

		if (!str_starts(*rest, name) ||
		    (name.size == 1 && name.data[0] == 'm' && str_starts(*rest, STR("ms"))))
			continue;
		*rest = str_cut(*rest, name.size, rest->size);
		return !__builtin_mul_overflow(whole, units[i].nanoseconds, &amount) &&
		       !__builtin_add_overflow(*sum, amount, sum) &&
		       !__builtin_add_overflow(
			       *sum, (int64_t)((__int128)part * units[i].nanoseconds / scale), sum);
	}
	return false;
}

struct expr_value
moment_duration(struct call *call, const struct expr_value *values)
{
	struct str rest;
	bool negative;
	int64_t sum = 0;

	if (values->type != EXPR_STRING)
		return *values;
	rest = values->text;
	negative = str_starts(rest, STR("-"));
	if (negative || str_starts(rest, STR("+")))
		rest = str_cut(rest, 1, rest.size);
	if (rest.size == 0)
		return expr_failed(call->scratch, "the text is no duration like 72h or 1.5s");
	if (!str_is(rest, "0"))
		while (rest.size > 0)
			if (!take_amount(&rest, &sum))
				return expr_failed(call->scratch,
						   "the text is no duration like 72h or 1.5s, or "
						   "longer than 292 years");
	return (struct expr_value){.type = EXPR_DURATION, .integer = negative ? -sum : sum};
}

/* ---- parts ---- */

/* The calendar in the zone that was asked for; an error in *failed otherwise. */
static bool
moment_there(struct call *call, const struct expr_value *values, struct moment *out,
	     struct expr_value *failed)
{
	const struct zone *zone = call->zone;
	const char *reason = NULL;
	int64_t offset = 0;
	struct zone found;

	if (call->count > 1 && !zone) {
		reason = zone_find(call->scratch, values[1].text, &found);
		zone = &found;
	}
	if (zone && !reason)
		reason = zone_at(zone, values[0].integer, &offset);
	if (reason) {
		*failed = expr_failed(call->scratch, "%s", reason);
		return false;
	}
	*out = moment_of(values[0].integer + offset);
	return true;
}

#define PART_GETTER(name, expression)                                                              \
	struct expr_value name(struct call *call, const struct expr_value *values)                 \
	{                                                                                          \
		struct expr_value failed;                                                          \
		struct moment moment;                                                              \
                                                                                                   \
		if (!moment_there(call, values, &moment, &failed))                                 \
			return failed;                                                             \
		return make_int(expression);                                                       \
	}

#define PART_OR_DURATION(name, expression, duration)                                               \
	struct expr_value name(struct call *call, const struct expr_value *values)                 \
	{                                                                                          \
		struct expr_value failed;                                                          \
		struct moment moment;                                                              \
                                                                                                   \
		if (values[0].type == EXPR_DURATION)                                               \
			return make_int(duration);                                                 \
		if (!moment_there(call, values, &moment, &failed))                                 \
			return failed;                                                             \
		return make_int(expression);                                                       \
	}

PART_GETTER(moment_full_year, moment.civil.year)
PART_GETTER(moment_month, moment.civil.month - 1)
PART_GETTER(moment_date, moment.civil.day)
PART_GETTER(moment_day_of_month, moment.civil.day - 1)
PART_GETTER(moment_day_of_week, moment.weekday)
PART_GETTER(moment_day_of_year, moment.of_year)
PART_OR_DURATION(moment_hours, moment.seconds / 3600, values[0].integer / (3600 * SECOND))
PART_OR_DURATION(moment_minutes, moment.seconds / 60 % 60, values[0].integer / (60 * SECOND))
PART_OR_DURATION(moment_seconds, moment.seconds % 60, values[0].integer / SECOND)
PART_OR_DURATION(moment_milliseconds, values[0].nanoseconds / 1000000,
		 values[0].integer / 1000000 % 1000)
