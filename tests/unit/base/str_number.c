/* SPDX-License-Identifier: Apache-2.0 */
#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "harness/test.h"

static bool
reads_int(struct str text, int64_t want)
{
	int64_t got = 0;
	return str_to_int64(text, &got) && got == want;
}

static bool
is_int(struct str text)
{
	int64_t got = 77;
	bool read = str_to_int64(text, &got);
	CHECK(read || got == 77);
	return read;
}

TEST(base_str_number, reads_every_int64)
{
	CHECK(reads_int(STR("0"), 0));
	CHECK(reads_int(STR("-0"), 0));
	CHECK(reads_int(STR("+7"), 7));
	CHECK(reads_int(STR("007"), 7));
	CHECK(reads_int(STR("9223372036854775807"), INT64_MAX));
	CHECK(reads_int(STR("-9223372036854775808"), INT64_MIN));
	CHECK(reads_int(STR("-9223372036854775807"), -INT64_MAX));
}

TEST(base_str_number, refuses_what_is_no_int64)
{
	CHECK(!is_int(STR("9223372036854775808")));
	CHECK(!is_int(STR("-9223372036854775809")));
	CHECK(!is_int(STR("99999999999999999999999999")));
	CHECK(!is_int(STR("")));
	CHECK(!is_int((struct str){0}));
	CHECK(!is_int(STR("-")));
	CHECK(!is_int(STR("+")));
	CHECK(!is_int(STR("+-1")));
	CHECK(!is_int(STR(" 1")));
	CHECK(!is_int(STR("1 ")));
	CHECK(!is_int(STR("1.0")));
	CHECK(!is_int(STR("0x1")));
	CHECK(!is_int(STR("1\0")));
	CHECK(!is_int(STR("1_000")));
}

static bool
is_double(struct str text)
{
	double got = 77;
	bool read = str_to_double(text, &got);
	CHECK(read ? isfinite(got) : got == 77);
	return read;
}

TEST(base_str_number, refuses_what_is_no_json_number)
{
	static const char *const bad[] = {
		"",    "-",    "+1",    ".5",  "5.",   "01",  "-01",   "00",  "1e",       "1e+",
		"1e-", "1.e5", "0x1p3", "1f",  "inf",  "nan", "-inf",  "NaN", "Infinity", " 1",
		"1 ",  "1,5",  "1e5.",  "--1", "1e5 ", "1_0", "1e1e1", "0b1", "1.2.3",    "e5",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (!CHECK(!is_double(str_of(bad[i]))))
			test_check_str(bad[i], NULL, "refused", __FILE__, __LINE__);
	}
	CHECK(!is_double((struct str){0}));
	CHECK(!is_double(STR("1\0")));
	CHECK(!is_double(STR("1e309")));
	CHECK(!is_double(STR("-1e999999999999999999999")));
}

/* Each line: a number, a tab, the bits of the nearest double or '-' where there is none. */
TEST(base_str_number, rounds_to_the_nearest_double)
{
	struct arena *arena = test_arena();
	struct str rest;
	struct str line;
	size_t count = 0;
	CHECK_OK(file_read_path(&rest, arena, GOVLINT_TESTS "/unit/base/number_vectors.txt",
				(size_t)1 << 30));
	while (str_line(&rest, &line)) {
		if (str_starts(line, STR("#")))
			continue;
		struct str number = {0};
		double got = 0;
		char bits[17] = "-";
		str_split(&line, '\t', &number);
		if (str_to_double(number, &got)) {
			uint64_t word;
			memcpy(&word, &got, sizeof word);
			snprintf(bits, sizeof bits, "%016" PRIx64, word);
		}
		if (!CHECK_SLICE(line, bits))
			test_check_slice(number, "", "the number", __FILE__, __LINE__);
		count++;
	}
	CHECK(count > 500);
}

TEST(base_str_number, writes_the_fewest_digits)
{
	char room[STR_DOUBLE];
	CHECK_SLICE(str_from_double(room, 0.1), "0.1");
	CHECK_SLICE(str_from_double(room, 0.1 + 0.2), "0.30000000000000004");
	CHECK_SLICE(str_from_double(room, 100000), "100000");
	CHECK_SLICE(str_from_double(room, -0.0), "-0");
	CHECK_SLICE(str_from_double(room, 1e23), "1e+23");
	CHECK_SLICE(str_from_double(room, 9007199254740993.0), "9007199254740992");
	CHECK_SLICE(str_from_double(room, DBL_MAX), "1.7976931348623157e+308");
	CHECK_SLICE(str_from_double(room, -DBL_MIN), "-2.2250738585072014e-308");
	uint64_t word = 1;
	for (int i = 0; i < 20000; i++) {
		double number, again = 0;
		word = word * 6364136223846793005u + 1442695040888963407u;
		memcpy(&number, &word, sizeof number);
		if (isfinite(number))
			CHECK(str_to_double(str_from_double(room, number), &again) &&
			      memcmp(&number, &again, sizeof number) == 0);
	}
}

TEST(base_str_number, ignores_the_locale)
{
	double got = 0;
	if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "fr_FR.UTF-8"))
		test_skip("no locale with a decimal comma");
	CHECK(str_to_double(STR("1.2345678901234567890123"), &got));
	CHECK(got == 1.2345678901234567890123);
	CHECK(!str_to_double(STR("1,5"), &got));
	char room[STR_DOUBLE];
	CHECK_SLICE(str_from_double(room, 1.5), "1.5");
	setlocale(LC_ALL, "C");
}

TEST(base_str_number, a_million_digits_are_no_trouble)
{
	struct arena *arena = test_arena();
	size_t size = 1000 * 1000;
	char *digits = arena_alloc(arena, size + 3);
	memset(digits, '3', size);
	digits[0] = '0';
	digits[1] = '.';
	double got = 0;
	CHECK(str_to_double(str_make(digits, size), &got));
	CHECK(got == 1.0 / 3.0);
	memset(digits, '9', size);
	CHECK(!str_to_double(str_make(digits, size), &got));
}
