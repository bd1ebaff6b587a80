/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of functions: names, what they take and give. What each does stands in convert.c,
 * moment.c and text.c.
 */
#include "expr/functions.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "expr/macro.h"
#include "model/value.h"

enum {
	REASON_BYTES = 256,
};

#define GLOBAL false, true
#define MEMBER true, false
#define EITHER true, true

/* A part of a moment, as UTC and in a time zone ("Europe/Berlin", "+02:00"). */
#define PART(name, run, what)                                                                      \
	{name, MEMBER, 1, {EXPR_TIMESTAMP}, EXPR_INT, run, what " of a moment, in UTC"},           \
	{                                                                                          \
		name, MEMBER, 2, {EXPR_TIMESTAMP, EXPR_STRING}, EXPR_INT, run,                     \
			what " in a time zone"                                                     \
	}

#define PART_OF_BOTH(name, run, what, whole)                                                       \
	PART(name, run, what),                                                                     \
	{                                                                                          \
		name, MEMBER, 1, {EXPR_DURATION}, EXPR_INT, run, whole                             \
	}

const struct function functions[] = {
	{"bool", GLOBAL, 1, {EXPR_BOOL}, EXPR_BOOL, convert_bool, "itself"},
	{"bool", GLOBAL, 1, {EXPR_STRING}, EXPR_BOOL, convert_bool, "true, t, 1; false, f, 0"},
	{"bytes", GLOBAL, 1, {EXPR_BYTES}, EXPR_BYTES, convert_bytes, "itself"},
	{"bytes", GLOBAL, 1, {EXPR_STRING}, EXPR_BYTES, convert_bytes, "the text as UTF-8"},
	{"contains",
	 MEMBER,
	 2,
	 {EXPR_STRING, EXPR_STRING},
	 EXPR_BOOL,
	 text_contains,
	 "whether the text holds another"},
	{"double", GLOBAL, 1, {EXPR_DOUBLE}, EXPR_DOUBLE, convert_double, "itself"},
	{"double", GLOBAL, 1, {EXPR_INT}, EXPR_DOUBLE, convert_double, "the nearest double"},
	{"double", GLOBAL, 1, {EXPR_UINT}, EXPR_DOUBLE, convert_double, "the nearest double"},
	{"double",
	 GLOBAL,
	 1,
	 {EXPR_STRING},
	 EXPR_DOUBLE,
	 convert_double,
	 "the number that is written"},
	{"duration", GLOBAL, 1, {EXPR_DURATION}, EXPR_DURATION, moment_duration, "itself"},
	{"duration",
	 GLOBAL,
	 1,
	 {EXPR_STRING},
	 EXPR_DURATION,
	 moment_duration,
	 "72h, 1.5h, 30m, 10s, 5ms"},
	{"dyn",
	 GLOBAL,
	 1,
	 {EXPR_DYN},
	 EXPR_DYN,
	 convert_itself,
	 "itself, its type not checked on loading"},
	{"endsWith",
	 MEMBER,
	 2,
	 {EXPR_STRING, EXPR_STRING},
	 EXPR_BOOL,
	 text_ends,
	 "whether the text ends with another"},
	PART("getDate", moment_date, "the day of the month, from 1,"),
	PART("getDayOfMonth", moment_day_of_month, "the day of the month, from 0,"),
	PART("getDayOfWeek", moment_day_of_week, "the day of the week, from Sunday as 0,"),
	PART("getDayOfYear", moment_day_of_year, "the day of the year, from 0,"),
	PART("getFullYear", moment_full_year, "the year"),
	PART_OF_BOTH("getHours", moment_hours, "the hour", "whole hours of a duration"),
	PART_OF_BOTH("getMilliseconds", moment_milliseconds, "the milliseconds of the second",
		     "the milliseconds of the last second of a duration"),
	PART_OF_BOTH("getMinutes", moment_minutes, "the minute", "whole minutes of a duration"),
	PART("getMonth", moment_month, "the month, from 0,"),
	PART_OF_BOTH("getSeconds", moment_seconds, "the second", "whole seconds of a duration"),
	{"int", GLOBAL, 1, {EXPR_INT}, EXPR_INT, convert_int, "itself"},
	{"int", GLOBAL, 1, {EXPR_UINT}, EXPR_INT, convert_int, "the same number"},
	{"int",
	 GLOBAL,
	 1,
	 {EXPR_DOUBLE},
	 EXPR_INT,
	 convert_int,
	 "without what is behind the point"},
	{"int", GLOBAL, 1, {EXPR_STRING}, EXPR_INT, convert_int, "the number that is written"},
	{"int", GLOBAL, 1, {EXPR_TIMESTAMP}, EXPR_INT, convert_int, "seconds since 1970"},
	{"matches",
	 EITHER,
	 2,
	 {EXPR_STRING, EXPR_STRING},
	 EXPR_BOOL,
	 text_matches,
	 "whether a regular expression (RE2) is found in the text"},
	{"size", EITHER, 1, {EXPR_STRING}, EXPR_INT, text_size, "code points"},
	{"size", EITHER, 1, {EXPR_BYTES}, EXPR_INT, text_size, "bytes"},
	{"size", EITHER, 1, {EXPR_LIST}, EXPR_INT, text_size, "elements"},
	{"size", EITHER, 1, {EXPR_MAP}, EXPR_INT, text_size, "keys"},
	{"startsWith",
	 MEMBER,
	 2,
	 {EXPR_STRING, EXPR_STRING},
	 EXPR_BOOL,
	 text_starts,
	 "whether the text starts with another"},
	{"string", GLOBAL, 1, {EXPR_STRING}, EXPR_STRING, convert_string, "itself"},
	{"string", GLOBAL, 1, {EXPR_BOOL}, EXPR_STRING, convert_string, "true or false"},
	{"string", GLOBAL, 1, {EXPR_INT}, EXPR_STRING, convert_string, "its digits"},
	{"string", GLOBAL, 1, {EXPR_UINT}, EXPR_STRING, convert_string, "its digits"},
	{"string",
	 GLOBAL,
	 1,
	 {EXPR_DOUBLE},
	 EXPR_STRING,
	 convert_string,
	 "the shortest that reads as it"},
	{"string",
	 GLOBAL,
	 1,
	 {EXPR_BYTES},
	 EXPR_STRING,
	 convert_string,
	 "the text that they are in UTF-8"},
	{"string",
	 GLOBAL,
	 1,
	 {EXPR_TIMESTAMP},
	 EXPR_STRING,
	 convert_string,
	 "2026-03-01T12:00:00Z"},
	{"string", GLOBAL, 1, {EXPR_DURATION}, EXPR_STRING, convert_string, "in seconds: 5400s"},
	{"timestamp", GLOBAL, 1, {EXPR_TIMESTAMP}, EXPR_TIMESTAMP, moment_timestamp, "itself"},
	{"timestamp", GLOBAL, 1, {EXPR_STRING}, EXPR_TIMESTAMP, moment_timestamp, "RFC 3339"},
	{"timestamp",
	 GLOBAL,
	 1,
	 {EXPR_INT},
	 EXPR_TIMESTAMP,
	 moment_timestamp,
	 "seconds since 1970"},
	{"type",
	 GLOBAL,
	 1,
	 {EXPR_DYN},
	 EXPR_TYPE,
	 convert_type,
	 "its type, to compare with int, string …"},
	{"uint", GLOBAL, 1, {EXPR_UINT}, EXPR_UINT, convert_uint, "itself"},
	{"uint", GLOBAL, 1, {EXPR_INT}, EXPR_UINT, convert_uint, "the same number"},
	{"uint",
	 GLOBAL,
	 1,
	 {EXPR_DOUBLE},
	 EXPR_UINT,
	 convert_uint,
	 "without what is behind the point"},
	{"uint", GLOBAL, 1, {EXPR_STRING}, EXPR_UINT, convert_uint, "the number that is written"},
	{0},
};

const struct function *
function_find(struct str name)
{
	for (const struct function *row = functions; row->name; row++)
		if (str_is(name, row->name))
			return row;
	return NULL;
}

/* "google.protobuf.Timestamp" is a timestamp to who writes a rule. */
static const char *
type_word(enum expr_type type)
{
	switch (type) {
	case EXPR_TIMESTAMP:
		return "timestamp";
	case EXPR_DURATION:
		return "duration";
	case EXPR_DYN:
		return "any";
	default:
		return expr_type_name(type);
	}
}

/* "text.contains(string)" as people write it: the first type before the dot or among the others. */
static const char *
form(struct arena *run, const struct function *row, bool is_member)
{
	const char *first = type_word(row->takes[0]);
	const char *second = row->count > 1 ? type_word(row->takes[1]) : "";

	if (is_member)
		return arena_print(run, "%s.%s(%s)", first, row->name, second);
	return arena_print(run, "%s(%s%s%s)", row->name, first, row->count > 1 ? ", " : "", second);
}

static void
add_row(struct arena *run, struct value *list, const char *name, const char *call,
	const char *gives, const char *summary)
{
	struct value *row = value_add(run, list, value_map());

	value_set(run, row, "function", value_text(name));
	value_set(run, row, "call", value_text(call));
	value_set(run, row, "gives", value_text(gives));
	value_set(run, row, "summary", value_text(summary));
}

struct value
expr_functions(struct arena *run)
{
	static const char *const gives[] = {
		[LOOP_ALL] = "bool", [LOOP_EXISTS] = "bool", [LOOP_EXISTS_ONE] = "bool",
		[LOOP_MAP] = "list", [LOOP_FILTER] = "list",
	};
	struct value list = value_list();

	for (const struct macro *macro = macros; macro->name; macro++)
		add_row(run, &list, macro->name, macro->form, gives[macro->loop], macro->summary);
	for (const struct function *row = functions; row->name; row++) {
		if (row->is_member)
			add_row(run, &list, row->name, form(run, row, true), type_word(row->gives),
				row->summary);
		if (row->is_global)
			add_row(run, &list, row->name, form(run, row, false), type_word(row->gives),
				row->summary);
	}
	return list;
}

struct expr_value
expr_failed(struct arena *scratch, const char *format, ...)
{
	char reason[REASON_BYTES];
	va_list values;

	va_start(values, format);
	vsnprintf(reason, sizeof reason, format, values);
	va_end(values);
	return (struct expr_value){
		.type = EXPR_ERROR,
		.reason = arena_print(scratch, "%s", reason),
	};
}
