/* SPDX-License-Identifier: Apache-2.0 */
#include "model/value.h"

#include <math.h>
#include <string.h>

#include "harness/test.h"

static int
order(struct value a, struct value b)
{
	int forth = value_order(&a, &b);
	int back = value_order(&b, &a);
	CHECK_INT(back, forth == 2 ? 2 : -forth);
	CHECK(value_equal(&a, &b) == value_equal(&b, &a));
	return forth;
}

TEST(model_value, a_key_is_found_or_null)
{
	struct arena *arena = test_arena();
	struct value map = value_map();
	struct value *inner = value_set(arena, &map, "a", value_map());
	value_set(arena, inner, "b", value_int(7));
	value_set(arena, &map, "a.b", value_int(8));
	CHECK_INT(value_get(value_get(&map, STR("a")), STR("b"))->integer, 7);
	CHECK_INT(value_path(&map, STR("a.b"))->integer, 7);
	CHECK(value_get(&map, STR("c")) == NULL);
	CHECK(value_get(NULL, STR("a")) == NULL);
	CHECK(value_path(&map, STR("a.b.c")) == NULL);
	CHECK(value_path(&map, STR("a..b")) == NULL);
	CHECK(value_path(&map, STR("")) == NULL);
	CHECK(value_path(NULL, STR("a")) == NULL);
	struct value list = value_list();
	CHECK(value_get(&list, STR("a")) == NULL);
	CHECK(value_member(&map, STR("a")) == &map.map.members[0]);
}

TEST(model_value, a_string_is_the_text_of_strings_only)
{
	struct value text = value_text("x");
	struct value number = value_int(1);
	struct value null = value_null();
	CHECK_SLICE(value_string(&text), "x");
	CHECK_SLICE(value_string(&number), NULL);
	CHECK_SLICE(value_string(&null), NULL);
	CHECK_SLICE(value_string(NULL), NULL);
}

TEST(model_value, numbers_order_by_their_exact_values)
{
	CHECK_INT(order(value_int(1), value_double(1.0)), 0);
	CHECK_INT(order(value_int(1), value_double(1.5)), -1);
	CHECK_INT(order(value_int(-1), value_double(-1.5)), 1);
	CHECK_INT(order(value_int(-1), value_double(-0.5)), -1);
	CHECK_INT(order(value_int(0), value_double(-0.0)), 0);
	CHECK_INT(order(value_int(0), value_double(5e-324)), -1);
	CHECK_INT(order(value_int(9007199254740993), value_double(9007199254740992.0)), 1);
	CHECK_INT(order(value_int(9007199254740992), value_double(9007199254740992.0)), 0);
	CHECK_INT(order(value_int(INT64_MAX), value_double(9223372036854775808.0)), -1);
	CHECK_INT(order(value_int(INT64_MIN), value_double(-9223372036854775808.0)), 0);
	CHECK_INT(order(value_int(INT64_MIN), value_double(-9223372036854777856.0)), 1);
	CHECK_INT(order(value_int(INT64_MAX), value_double(INFINITY)), -1);
	CHECK_INT(order(value_int(INT64_MIN), value_double(-INFINITY)), 1);
	CHECK_INT(order(value_int(INT64_MAX), value_int(INT64_MAX - 1)), 1);
	CHECK_INT(order(value_double(0.1), value_double(0.2)), -1);
}

TEST(model_value, what_cannot_be_ordered_says_so)
{
	CHECK_INT(order(value_double(NAN), value_double(1)), 2);
	CHECK_INT(order(value_double(NAN), value_int(1)), 2);
	CHECK_INT(order(value_text("1"), value_int(1)), 2);
	CHECK_INT(order(value_bool(true), value_bool(false)), 2);
	CHECK_INT(order(value_null(), value_null()), 2);
	CHECK_INT(order(value_list(), value_list()), 2);
	struct value one = value_int(1);
	CHECK_INT(value_order(NULL, &one), 2);
	CHECK_INT(order(value_text("a"), value_text("b")), -1);
}

static bool
equal(struct value a, struct value b)
{
	bool same = value_equal(&a, &b);
	CHECK(value_equal(&b, &a) == same);
	return same;
}

TEST(model_value, types_equal_only_their_own)
{
	CHECK(equal(value_null(), value_null()));
	CHECK(equal(value_bool(true), value_bool(true)));
	CHECK(!equal(value_bool(true), value_int(1)));
	CHECK(!equal(value_bool(false), value_null()));
	CHECK(!equal(value_text("1"), value_int(1)));
	CHECK(!equal(value_text(""), value_null()));
	CHECK(equal(value_text("a"), value_text("a")));
	CHECK(!equal(value_text("a"), value_text("A")));
	CHECK(!equal(value_double(NAN), value_double(NAN)));
	CHECK(equal(value_int(2), value_double(2.0)));
	CHECK(!equal(value_list(), value_map()));
	CHECK(!value_equal(NULL, NULL));
}

TEST(model_value, lists_keep_their_order_and_maps_do_not_matter)
{
	struct arena *arena = test_arena();
	struct value a = value_map();
	struct value b = value_map();
	value_set(arena, &a, "x", value_int(1));
	value_set(arena, &a, "y", value_int(2));
	value_set(arena, &b, "y", value_int(2));
	value_set(arena, &b, "x", value_double(1));
	CHECK(equal(a, b));
	value_set(arena, &b, "z", value_null());
	CHECK(!equal(a, b));
	value_set(arena, &a, "w", value_null());
	CHECK(!equal(a, b));
	struct value list = value_list();
	struct value other = value_list();
	value_add(arena, &list, a);
	value_add(arena, &list, value_int(1));
	value_add(arena, &other, value_int(1));
	CHECK(!equal(list, other));
	value_add(arena, &other, a);
	CHECK(!equal(list, other));
	CHECK(equal(list, list));
}

TEST(model_value, a_copy_outlives_its_document)
{
	struct arena *run = test_arena();
	struct arena *scratch = test_arena();
	struct value map = value_map();
	struct value *list =
		value_set_str(scratch, &map, str_dup(scratch, STR("key")), value_list());
	struct value text = value_str(str_dup(scratch, STR("text")));
	text.literal = str_dup(scratch, STR("\"text\""));
	text.quoted = true;
	text.place.line = 3;
	map.map.members[0].key_place.column = 5;
	value_add(scratch, list, text);
	value_add(scratch, list, value_double(0.5));
	value_add(scratch, list, value_list());
	struct value copy = value_copy(run, &map);
	CHECK(value_equal(&map, &copy));
	arena_free(scratch);
	const struct value *item = &value_get(&copy, STR("key"))->list.items[0];
	CHECK_SLICE(item->string, "text");
	CHECK_SLICE(item->literal, "\"text\"");
	CHECK(item->quoted);
	CHECK_INT(item->place.line, 3);
	CHECK_INT(copy.map.members[0].key_place.column, 5);
	value_set(run, &copy, "more", value_null());
	CHECK_INT((int64_t)copy.map.count, 2);
}

TEST(model_value, types_have_names)
{
	CHECK_STR(value_type_name(VALUE_NULL), "null");
	CHECK_STR(value_type_name(VALUE_DOUBLE), "number");
	CHECK_STR(value_type_name(VALUE_MAP), "map");
	CHECK_STR(value_type_name((enum value_type)99), "unknown");
}

TEST(model_value, takes_as_many_as_were_reserved_and_more)
{
	struct value list = value_list();
	struct value map = value_map();

	value_reserve(test_arena(), &list, 2);
	value_reserve(test_arena(), &map, 0);
	CHECK_INT(list.list.capacity, 2);
	for (int i = 0; i < 5; i++)
		value_add(test_arena(), &list, value_int(i));
	value_set(test_arena(), &map, "a", value_int(7));
	CHECK_INT(list.list.count, 5);
	CHECK_INT(list.list.items[4].integer, 4);
	CHECK_INT(value_get(&map, STR("a"))->integer, 7);
}
