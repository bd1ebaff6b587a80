/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <stdio.h>

static struct str
json_show(struct str text)
{
	struct arena *arena = test_arena();
	struct value value;
	struct buf out;
	buf_init(&out, arena, SIZE_MAX / 4);
	struct err *err = read_json_text("a.json", text, &limits_default, arena, &value);
	if (err)
		show_error(&out, err);
	else
		show_value(&out, &value, 0);
	return buf_str(&out);
}

#define JSON_SHOWS(text, want) CHECK_SLICE(json_show(STR(text)), want)

static struct err *
json_read(struct arena *arena, struct str text)
{
	struct value value;
	return read_json_text("a.json", text, &limits_default, arena, &value);
}

TEST(read_json, reads_each_type_with_its_place)
{
	JSON_SHOWS("null", "null @1:1-1:5\n");
	JSON_SHOWS(" true ", "bool @1:2-1:6 true\n");
	JSON_SHOWS("\n\nfalse", "bool @3:1-3:6 false\n");
	JSON_SHOWS("-12", "int @1:1-1:4 -12\n");
	JSON_SHOWS("1.5e1", "number @1:1-1:6 15\n");
	JSON_SHOWS("\"a\"", "string @1:1-1:4 \"a\"\n");
	JSON_SHOWS("[]", "list @1:1-1:3\n");
	JSON_SHOWS("{\"a\": [1,\n 2]}", "map @1:1-2:5\n"
					"a @1:2: list @1:7-2:4\n"
					"  - int @1:8-1:9 1\n"
					"  - int @2:2-2:3 2\n");
}

TEST(read_json, counts_columns_in_code_points)
{
	JSON_SHOWS("[\"\xc3\xa9\xf0\x9f\x98\x80\", 1]",
		   "list @1:1-1:10\n"
		   "- string @1:2-1:6 \"\xc3\xa9\xf0\x9f\x98\x80\"\n"
		   "- int @1:8-1:9 1\n");
	JSON_SHOWS("[1,\r2,\r\n3]", "list @1:1-3:3\n- int @1:2-1:3 1\n- int @2:1-2:2 2\n"
				    "- int @3:1-3:2 3\n");
}

TEST(read_json, does_not_count_a_byte_order_mark)
{
	JSON_SHOWS("\xef\xbb\xbf{}", "map @1:1-1:3\n");
}

TEST(read_json, keeps_the_literal_of_every_scalar)
{
	struct arena *arena = test_arena();
	struct value value;
	CHECK_OK(read_json_text("a", STR("[1.50, \"a\\u0041\", 12345678901234567890, 1e2, null]"),
				&limits_default, arena, &value));
	CHECK_SLICE(value.list.items[0].literal, "1.50");
	CHECK_SLICE(value.list.items[1].literal, "\"a\\u0041\"");
	CHECK_SLICE(value.list.items[1].string, "aA");
	CHECK_SLICE(value.list.items[2].literal, "12345678901234567890");
	CHECK(value.list.items[2].type == VALUE_DOUBLE);
	CHECK(value.list.items[3].type == VALUE_DOUBLE);
	CHECK_SLICE(value.list.items[4].literal, "null");
	CHECK(!value.literal.data);
}

TEST(read_json, takes_integers_up_to_64_bits_and_no_further)
{
	JSON_SHOWS("9223372036854775807", "int @1:1-1:20 9223372036854775807\n");
	JSON_SHOWS("-9223372036854775808", "int @1:1-1:21 -9223372036854775808\n");
	JSON_SHOWS("9223372036854775808", "number @1:1-1:20 9.2233720368547758e+18\n");
	JSON_SHOWS("-0", "int @1:1-1:3 0\n");
	JSON_SHOWS("-0.0", "number @1:1-1:5 -0\n");
	JSON_SHOWS("1e999", "error 1:1 the number is out of range\n");
	JSON_SHOWS("1e-999", "number @1:1-1:7 0\n");
}

TEST(read_json, keeps_a_nul_in_a_string)
{
	struct arena *arena = test_arena();
	struct value value;
	CHECK_OK(read_json_text("a", STR("\"x\\u0000y\""), &limits_default, arena, &value));
	CHECK_INT((int64_t)value.string.size, 3);
	CHECK(memcmp(value.string.data, "x\0y", 3) == 0);
}

TEST(read_json, unescapes)
{
	JSON_SHOWS("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "string @1:1-1:19 \"\"\\/\b\f\n\r\t\"\n");
	JSON_SHOWS("\"\\ud83d\\ude00\"", "string @1:1-1:15 \"\xf0\x9f\x98\x80\"\n");
	JSON_SHOWS("\"\\u20ac\\u00e9\"", "string @1:1-1:15 \"\xe2\x82\xac\xc3\xa9\"\n");
}

TEST(read_json, refuses_lone_surrogates)
{
	CHECK_ERR(json_read(test_arena(), STR("\"\\ud800\"")), "surrogate");
	CHECK_ERR(json_read(test_arena(), STR("\"\\udc00\\ud800\"")), "surrogate");
	CHECK_ERR(json_read(test_arena(), STR("\"\\ud800\\u0041\"")), "surrogate");
	CHECK_ERR(json_read(test_arena(), STR("\"\\ud800abcdefghijk\"")), "surrogate");
}

TEST(read_json, refuses_a_key_used_twice_and_names_both_places)
{
	struct arena *arena = test_arena();
	struct err *err = json_read(arena, STR("{\"a\": 1,\n \"a\": 2}"));
	CHECK_INT(err->line, 2);
	CHECK_INT(err->column, 2);
	CHECK_STR(err->help, "remove or rename one of the two (line 1, column 2 and here)");
	CHECK_SLICE(err->excerpt, " \"a\": 2}");
	CHECK_ERR(err, "key 'a' is used twice, first in line 1");
	/* The same key written in another way. */
	CHECK_ERR(json_read(arena, STR("{\"a\": 1, \"\\u0061\": 2}")), "used twice");
	CHECK_OK(json_read(arena, STR("{\"a\": {\"a\": 1}, \"A\": 2}")));
}

TEST(read_json, finds_a_duplicate_among_many_keys)
{
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 1 << 20);
	buf_byte(&text, '{');
	for (int i = 0; i < 2000; i++)
		buf_print(&text, "\"k%d\":%d,", i, i);
	struct str most = str_dup(arena, buf_str(&text));
	buf_add(&text, STR("\"k1777\":0}"));
	CHECK_ERR(json_read(arena, buf_str(&text)), "key 'k1777' is used twice");
	buf_clear(&text);
	buf_add(&text, most);
	buf_add(&text, STR("\"k2000\":0}"));
	CHECK_OK(json_read(arena, buf_str(&text)));
}

TEST(read_json, refuses_what_is_empty)
{
	CHECK_ERR(json_read(test_arena(), STR("")), "empty");
	CHECK_ERR(json_read(test_arena(), STR(" \n\t")), "empty");
	CHECK_ERR(json_read(test_arena(), STR("\xef\xbb\xbf")), "empty");
}

TEST(read_json, refuses_text_that_is_no_utf8)
{
	struct err *err = json_read(test_arena(), STR("[\"ab\",\n \"x\xff\"]"));
	CHECK_INT(err->line, 2);
	CHECK_INT(err->column, 4);
	CHECK_ERR(err, "not valid UTF-8");
	CHECK_ERR(json_read(test_arena(), STR("[\"\xed\xa0\x80\"]")), "not valid UTF-8");
	CHECK_ERR(json_read(test_arena(), STR("[\"\xc0\xaf\"]")), "not valid UTF-8");
	CHECK_ERR(json_read(test_arena(), STR("\xff\xfe[\0]\0")), "UTF-16");
}

TEST(read_json, says_where_and_shows_the_line)
{
	struct err *err = json_read(test_arena(), STR("{\n  \"a\": 1\n  \"b\": 2\n}"));
	CHECK_STR(err->path, "a.json");
	CHECK_INT(err->line, 3);
	CHECK_INT(err->column, 3);
	CHECK_SLICE(err->excerpt, "  \"b\": 2");
	CHECK_ERR(err, "',' or '}' is missing");
}

TEST(read_json, never_quotes_a_document)
{
	static const char *const texts[] = {
		"{\"ann@corp.com\": 1, \"ann@corp.com\": 2}",
		"{\"a\": ann@corp.com}",
		"[\"ann@corp.com\" \"ann@corp.com\"]",
		"[\"ann@corp.com",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = test_arena();
		struct document document;
		struct input *input = input_of(arena, "data/a.json", str_of(texts[i]));
		struct err *err = read_document(input, &limits_default, arena, &document);
		CHECK(err != NULL);
		CHECK(str_find(str_of(err->message), STR("corp")) == SIZE_MAX);
		CHECK(err->excerpt.size == 0);
		CHECK_ERR(err, "");
	}
}

TEST(read_json, stops_at_the_budgets)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	struct value value;
	limits.tree_depth = 3;
	limits.tree_nodes = 6;
	CHECK_OK(read_json_text("a", STR("[[[1]]]"), &limits, arena, &value));
	CHECK_ERR(read_json_text("a", STR("[[[[1]]]]"), &limits, arena, &value), "tree_depth (3)");
	CHECK_ERR(read_json_text("a", STR("[1,2,3,4,5,6]"), &limits, arena, &value),
		  "tree_nodes (6)");
	limits.record_bytes = 3;
	CHECK_ERR(read_json_text("a", STR("[1,2]"), &limits, arena, &value), "record_bytes (3)");
}

TEST(read_json, takes_a_hundred_thousand_brackets_in_no_time)
{
	struct arena *arena = test_arena();
	char *brackets = arena_alloc(arena, 100000);
	memset(brackets, '[', 100000);
	CHECK_ERR(json_read(arena, str_make(brackets, 100000)), "tree_depth (64)");
}

/* JSONTestSuite (Nicolas Seriot, MIT): what must be refused; a choice of each idea in it. */
TEST(read_json, refuses_what_is_no_json)
{
	static const struct str texts[] = {
		STR("[1 true]"),
		STR("[\"\": 1]"),
		STR("[\"\"],"),
		STR("[,1]"),
		STR("[1,,2]"),
		STR("[\"x\"]]"),
		STR("[\"\",]"),
		STR("[\"x\""),
		STR("[x"),
		STR("[3[ 4]]"),
		STR("[1,]"),
		STR("[1,,]"),
		STR("[\"a\x0b\"\\f]"),
		STR("[*]"),
		STR("[1\n,1\n,1"),
		STR("[{}"),
		STR("[fals]"),
		STR("[nul]"),
		STR("[tru]"),
		STR("123\0"),
		STR("[++1234]"),
		STR("[+1]"),
		STR("[+Inf]"),
		STR("[-01]"),
		STR("[-1.0.]"),
		STR("[-2.]"),
		STR("[-NaN]"),
		STR("[.-1]"),
		STR("[.2e-3]"),
		STR("[0.1.2]"),
		STR("[0.3e+]"),
		STR("[0.e1]"),
		STR("[0E]"),
		STR("[1.0e-]"),
		STR("[1 000.0]"),
		STR("[1eE2]"),
		STR("[2.e3]"),
		STR("[9.e+]"),
		STR("[Inf]"),
		STR("[NaN]"),
		STR("[\xef\xbc\x91]"),
		STR("[1+2]"),
		STR("[0x1]"),
		STR("[-Infinity]"),
		STR("[-foo]"),
		STR("[- 1]"),
		STR("[-012]"),
		STR("[-.123]"),
		STR("[1.]"),
		STR("[.123]"),
		STR("[012]"),
		STR("[\"x\", truth]"),
		STR("{[: \"x\"}\n"),
		STR("{\"x\", null}"),
		STR("{\"x\"::\"b\"}"),
		STR("{\"a\":\"a\" 123}"),
		STR("{key: 'value'}"),
		STR("{\"a\" b}"),
		STR("{:\"b\"}"),
		STR("{\"a\" \"b\"}"),
		STR("{\"a\":"),
		STR("{\"a\""),
		STR("{1:1}"),
		STR("{\"id\":0,,,,,}"),
		STR("{'a':0}"),
		STR("{\"id\":0,}"),
		STR("{\"a\":\"b\"}/**/"),
		STR("{\"a\":\"b\"}#"),
		STR("{\"a\":\"b\",,\"c\":\"d\"}"),
		STR("{a: \"b\"}"),
		STR("{\"a\":\"a"),
		STR("{ \"foo\" : \"bar\", \"a\" }"),
		STR("[\"\\uD800\\\"]"),
		STR("[\"\\uD800\\u\"]"),
		STR("[\"\\uD800\\u1x\"]"),
		STR("[\xc3\xa9]"),
		STR("[\"\\\0\"]"),
		STR("[\"\\\\\\\"]"),
		STR("[\"\\x00\"]"),
		STR("[\"\\\t\"]"),
		STR("[\"\\\xf0\x9f\x8c\x80\"]"),
		STR("[\"\\\"]"),
		STR("[\"\\u00A\"]"),
		STR("[\"\\a\"]"),
		STR("[\"\\uqqqq\"]"),
		STR("[\"\\u00\"]"),
		STR("\""),
		STR("['single quote']"),
		STR("abc"),
		STR("[\"new\nline\"]"),
		STR("[\"\t\"]"),
		STR("\"\\UA66D\""),
		STR("\"x\"#"),
		STR("[\xe2\x81\xa0]"),
		STR("\xef\xbb\xbf\xef\xbb\xbf{}"),
		STR("<.>"),
		STR("[True]"),
		STR("1]"),
		STR("{\"x\": true,"),
		STR("[][]"),
		STR("]"),
		STR("{}}"),
		STR("2@"),
		STR("{\"\":{\"\":"),
		STR("{\"a\":/*comment*/\"b\"}"),
		STR("{\"a\": true} \"x\""),
		STR("['"),
		STR("[,"),
		STR("{]"),
		STR("[1}"),
		STR("\xc3\xa5"),
		STR("[\"a"),
		STR("[\x0c]"),
		STR("[1],[2]"),
		STR("[\0]"),
		STR("[1]\0"),
		STR("\xc2\xa0[]"),
		STR("//[]"),
	};
	struct arena *arena = test_arena();
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct err *err = json_read(arena, texts[i]);
		if (!CHECK(err != NULL))
			printf("  taken: %s\n", texts[i].data);
		err_settle(err);
	}
}

TEST(read_json, takes_what_is_json)
{
	static const struct str texts[] = {
		STR("[[]   ]"),
		STR("[\"\"]"),
		STR("[null, 1, \"1\", {}]"),
		STR("[1\n]"),
		STR(" [1]"),
		STR("[1,null,null,null,2]"),
		STR("[2] "),
		STR("[123e65]"),
		STR("[0e+1]"),
		STR("[0e1]"),
		STR("[ 4]"),
		STR("[-0.0000000000000000000000000000000000000000000000000000000000000000001]\n"),
		STR("[20e1]"),
		STR("[-0]"),
		STR("[1E22]"),
		STR("[1E-2]"),
		STR("[123.456e78]"),
		STR("{\"\":0}"),
		STR("{\"foo\\u0000bar\": 42}"),
		STR("{\n\"a\": \"b\"\n}"),
		STR("[\"\\u0060\\u012a\\u12AB\"]"),
		STR("[\"\\uD801\\udc37\"]"),
		STR("[\"\\\\u0000\"]"),
		STR("[\"\\uFFFF\"]"),
		STR("[\"\xf4\x8f\xbf\xbf\"]"),
		STR("[\"\xe2\x80\xa8\xe2\x80\xa9\x7f\"]"),
		STR("[\"\\u0061\\u30af\\u30EA\\u30b9\"]"),
		STR("\" \""),
		STR("42"),
		STR("\"asd\""),
		STR("[true]\n"),
		STR("\t\r\n [] \r"),
	};
	struct arena *arena = test_arena();
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CHECK_OK(json_read(arena, texts[i]));
}
