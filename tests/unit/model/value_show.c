/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "harness/test.h"
#include "model/value.h"

static struct str
show(struct value value, size_t limit)
{
	return value_show(test_arena(), &value, limit);
}

TEST(model_value_show, scalars_read_as_they_are)
{
	CHECK_SLICE(show(value_null(), 100), "null");
	CHECK_SLICE(show(value_bool(true), 100), "true");
	CHECK_SLICE(show(value_int(INT64_MIN), 100), "-9223372036854775808");
	CHECK_SLICE(show(value_text("two words"), 100), "two words");
	CHECK_SLICE(show(value_text(""), 100), "");
	CHECK_SLICE(value_show(test_arena(), NULL, 100), "null");
	struct value written = value_double(0.97);
	written.literal = STR("0.970");
	CHECK_SLICE(show(written, 100), "0.970");
}

TEST(model_value_show, doubles_are_as_short_as_can_be)
{
	CHECK_SLICE(show(value_double(0.1), 100), "0.1");
	CHECK_SLICE(show(value_double(5), 100), "5");
	CHECK_SLICE(show(value_double(1.0 / 3), 100), "0.3333333333333333");
	CHECK_SLICE(show(value_double(0.1 + 0.2), 100), "0.30000000000000004");
	CHECK_SLICE(show(value_double(-0.0), 100), "-0");
	CHECK_SLICE(show(value_double(NAN), 100), "nan");
	CHECK_SLICE(show(value_double(-INFINITY), 100), "-inf");
	struct str text = show(value_double(1.7976931348623157e308), 100);
	CHECK(strtod(text.data, NULL) == 1.7976931348623157e308);
}

TEST(model_value_show, lists_and_maps_stand_on_one_line)
{
	struct arena *arena = test_arena();
	struct value list = value_list();
	CHECK_SLICE(show(list, 100), "[]");
	CHECK_SLICE(show(value_map(), 100), "{}");
	value_add(arena, &list, value_text("a\nb"));
	value_add(arena, &list, value_int(2));
	CHECK_SLICE(show(list, 100), "a b, 2");
	struct value map = value_map();
	value_set(arena, &map, "x", list);
	value_set(arena, &map, "y", value_map());
	CHECK_SLICE(show(map, 100), "{x: [a b, 2], y: {}}");
	CHECK_SLICE(show(value_str(STR("a\0\x1b\x7f\r\tb")), 100), "a     b");
}

TEST(model_value_show, what_is_too_long_is_cut_between_code_points)
{
	CHECK_SLICE(show(value_text("abcdef"), 6), "abcdef");
	CHECK_SLICE(show(value_text("abcdefg"), 6), "abc…");
	CHECK_SLICE(show(value_text("äöüä"), 7), "äö…");
	CHECK_SLICE(show(value_text("äöüä"), 6), "ä…");
	CHECK_SLICE(show(value_text("abcd"), 3), "…");
	CHECK_SLICE(show(value_text("abcd"), 2), "");
	CHECK_SLICE(show(value_text("abcd"), 0), "");
	CHECK_SLICE(show(value_text(""), 0), "");
	for (size_t limit = 0; limit < 40; limit++) {
		struct str text = show(value_text("a😀é€ bcd 😀😀 é € and so on"), limit);
		CHECK(text.size <= limit);
		CHECK(utf8_invalid(text) == SIZE_MAX);
	}
}

TEST(model_value_show, a_huge_value_costs_no_more_than_is_shown)
{
	struct arena *arena = test_arena();
	struct value list = value_list();
	for (int i = 0; i < 100000; i++)
		value_add(arena, &list, value_text("element"));
	size_t used = arena->used;
	CHECK_INT((int64_t)value_show(arena, &list, 80).size, 80);
	CHECK(arena->used - used < 4096);
	CHECK(value_show(arena, &list, SIZE_MAX).size == 100000 * 9 - 2);
}
