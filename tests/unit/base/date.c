/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <inttypes.h>

#include "base/file.h"
#include "harness/test.h"

static bool
parses(const char *text)
{
	struct date date = {.seconds = 77};
	bool parsed = date_parse(str_of(text), &date);
	CHECK(parsed || date.seconds == 77);
	return parsed;
}

TEST(base_date, takes_the_three_forms_and_their_limits)
{
	static const char *const good[] = {
		"0001-01",
		"9999-12",
		"2024-02-29",
		"2000-02-29",
		"1600-02-29",
		"9999-12-31",
		"2026-03-01T00:00:00Z",
		"2026-03-01t00:00:00z",
		"2026-03-01T23:59:59.999999999999-00:00",
		"2026-03-01T12:00:00+23:59",
		"9999-12-31T23:59:59Z",
		"0001-01-01T00:00:00Z",
	};
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (!CHECK(parses(good[i])))
			test_check_str("", good[i], "parsed", __FILE__, __LINE__);
	}
}

TEST(base_date, refuses_everything_else)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-3",
		"2026-003",
		"2026-00",
		"2026-13",
		"0000-01",
		"10000-01",
		"2026-03-",
		"2026-03-1",
		"2026-03-00",
		"2026-02-29",
		"1900-02-29",
		"2100-02-29",
		"2026-04-31",
		"2026-03-32",
		"2026-03-01 ",
		" 2026-03-01",
		"2026/03/01",
		"01.03.2026",
		"20260301",
		"2026-W10",
		"2026-060",
		"+2026-03-01",
		"-2026-03-01",
		"2026-03-01T",
		"2026-03-01Z",
		"2026-03-01T12",
		"2026-03-01T12:00Z",
		"2026-03-01T12:00:00",
		"2026-03-01 12:00:00Z",
		"2026-03-01T12:00:60Z",
		"2026-12-31T23:59:60Z",
		"2026-03-01T24:00:00Z",
		"2026-03-01T12:60:00Z",
		"2026-03-01T12:00:00.Z",
		"2026-03-01T12:00:00,5Z",
		"2026-03-01T12:00:00+24:00",
		"2026-03-01T12:00:00+01:60",
		"2026-03-01T12:00:00+0100",
		"2026-03-01T12:00:00+01",
		"2026-03-01T12:00:00+01:00Z",
		"2026-03-01T12:00:00Zx",
		"2026-03-01T12:00:00 Z",
		"2026-03-01T12:00:00UTC",
		"2026-03-01T1:00:00Z",
		"0001-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-00:01",
		"2026-03T12:00:00Z",
		"\xef\xbc\x92"
		"026-03-01",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (!CHECK(!parses(bad[i])))
			test_check_str(bad[i], NULL, "refused", __FILE__, __LINE__);
	}
	struct date date;
	CHECK(!date_parse((struct str){0}, &date));
	CHECK(!date_parse(STR("2026-03-01\0"), &date));
}

static const char *
form_name(enum date_form form)
{
	return form == DATE_MONTH ? "month" : form == DATE_DAY ? "day" : "time";
}

static void
check_parse(struct arena *arena, struct str text, struct str want)
{
	struct date date;
	if (CHECK(date_parse(text, &date)))
		CHECK_STR(arena_print(arena, "%s\t%" PRId64 "\t%" PRIu32, form_name(date.form),
				      date.seconds, date.nanoseconds),
			  str_copy(arena, want));
}

static void
check_add(struct arena *arena, struct str text, struct str line)
{
	struct date date;
	struct period period;
	struct str written = {0};
	str_split(&line, '\t', &written);
	if (CHECK(date_parse(text, &date)) && CHECK(period_parse(written, &period)))
		CHECK_SLICE(line, date_text(arena, date_add(date, period)));
}

/* Lines that Python's datetime and calendar computed. */
TEST(base_date, agrees_with_recorded_vectors)
{
	struct arena *arena = test_arena();
	struct str rest;
	struct str line;
	size_t count = 0;
	CHECK_OK(file_read_path(&rest, arena, GOVLINT_TESTS "/unit/base/date_vectors.txt",
				(size_t)1 << 30));
	while (str_line(&rest, &line)) {
		struct str what = {0};
		struct str text = {0};
		if (str_starts(line, STR("#")))
			continue;
		str_split(&line, '\t', &what);
		str_split(&line, '\t', &text);
		if (str_is(what, "parse"))
			check_parse(arena, text, line);
		else
			check_add(arena, text, line);
		count++;
	}
	CHECK(count > 400);
}

TEST(base_date, every_day_follows_the_day_before)
{
	struct arena *arena = test_arena();
	struct date date;
	CHECK(date_parse(STR("0001-01-01"), &date));
	int64_t first = date_days(date);
	for (int64_t day = 0; day < 3652059; day += 97) {
		struct date again;
		struct arena_mark mark = arena_mark(arena);
		date.seconds = (first + day) * 86400;
		if (!CHECK(date_parse(str_of(date_text(arena, date)), &again)) ||
		    !CHECK_INT(again.seconds, date.seconds))
			break;
		arena_rewind(arena, mark);
	}
	CHECK(date_parse(STR("9999-12-31"), &date));
	CHECK_INT(date_days(date) - first, 3652058);
}

TEST(base_date, days_are_floored)
{
	struct date date;
	CHECK(date_parse(STR("1969-12-31T23:59:59Z"), &date));
	CHECK_INT(date_days(date), -1);
	CHECK(date_parse(STR("1970-01-01"), &date));
	CHECK_INT(date_days(date), 0);
}

TEST(base_date, compares_instants_to_the_nanosecond)
{
	struct date a;
	struct date b;
	CHECK(date_parse(STR("2026-03-01T13:00:00+01:00"), &a));
	CHECK(date_parse(STR("2026-03-01T12:00:00Z"), &b));
	CHECK_INT(date_compare(a, b), 0);
	CHECK(date_parse(STR("2026-03-01T12:00:00.000000001Z"), &b));
	CHECK_INT(date_compare(a, b), -1);
	CHECK_INT(date_compare(b, a), 1);
	CHECK(date_parse(STR("2026-03"), &b));
	CHECK_INT(date_compare(a, b), 1);
}

static bool
is_period(const char *text)
{
	struct period period;
	return period_parse(str_of(text), &period);
}

TEST(base_date, reads_periods)
{
	struct period period;
	CHECK(period_parse(STR("P1Y2M3DT4H5M6S"), &period));
	CHECK_INT(period.months, 14);
	CHECK_INT(period.days, 3);
	CHECK_INT(period.seconds, 4 * 3600 + 5 * 60 + 6);
	CHECK(period_parse(STR("P2W"), &period));
	CHECK_INT(period.days, 14);
	CHECK(period_parse(STR("PT72H"), &period));
	CHECK_INT(period.seconds, 72 * 3600);
	CHECK(is_period("PT15M") && is_period("P0D") && is_period("P1DT2H30M"));
	CHECK(is_period("P999999999Y999999999M999999999DT999999999H"));
}

TEST(base_date, refuses_what_is_no_period)
{
	static const char *const bad[] = {
		"",      "P",     "PT",   "P1",   "1D",           "P1DT",     "P1H",   "PT1D",
		"P1D1Y", "P1Y1Y", "P-1D", "-P1D", "+P1D",         "P1.5D",    "P0,5D", "P1W1D",
		"P1Y1W", "p1d",   "P1d",  " P1D", "P1D ",         "PT1S1M",   "PTT1H", "P1DT1HT1M",
		"P1S",   "PT1Y",  "P1D2", "PD",   "P1000000000D", "3 months", "P1M2Y",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (!CHECK(!is_period(bad[i])))
			test_check_str(bad[i], NULL, "refused", __FILE__, __LINE__);
	}
}

static const char *
added(const char *text, const char *written)
{
	struct date date = {0};
	struct period period = {0};
	CHECK(date_parse(str_of(text), &date));
	CHECK(period_parse(str_of(written), &period));
	return date_text(test_arena(), date_add(date, period));
}

TEST(base_date, clamps_to_the_end_of_the_month)
{
	CHECK_STR(added("2026-01-31", "P1M"), "2026-02-28");
	CHECK_STR(added("2024-01-31", "P1M"), "2024-02-29");
	CHECK_STR(added("2024-02-29", "P1Y"), "2025-02-28");
	CHECK_STR(added("2023-11-30", "P3M"), "2024-02-29");
	CHECK_STR(added("2026-08-31", "P6M"), "2027-02-28");
	CHECK_STR(added("2026-12-31", "P2M"), "2027-02-28");
	CHECK_STR(added("2026-02-28", "P1M"), "2026-03-28");
	CHECK_STR(added("1999-12-31", "P1D"), "2000-01-01");
}

TEST(base_date, the_form_grows_as_fine_as_the_period)
{
	CHECK_STR(added("2026-03", "P1M"), "2026-04");
	CHECK_STR(added("2026-03", "P1D"), "2026-03-02");
	CHECK_STR(added("2026-03-01", "PT72H"), "2026-03-04T00:00:00Z");
	CHECK_STR(added("2026-03-01T12:00:00Z", "P1M"), "2026-04-01T12:00:00Z");
	CHECK_STR(added("2026-03-31T23:59:59-01:00", "P1M"), "2026-05-01T00:59:59Z");
}

TEST(base_date, the_largest_period_does_not_overflow)
{
	struct date date = {0};
	struct period period = {0};
	CHECK(date_parse(STR("9999-12-31T23:59:59Z"), &date));
	CHECK(period_parse(STR("P999999999Y999999999M999999999DT999999999H999999999M999999999S"),
			   &period));
	CHECK(date_compare(date_add(date, period), date) > 0);
	CHECK(str_of(date_text(test_arena(), date_add(date, period))).size > 20);
}
