/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <stdio.h>

static struct str
jsonl_show(struct str text)
{
	struct arena *arena = test_arena();
	return show_input(arena, input_of(arena, "data/a.jsonl", text), &limits_default);
}

#define JSONL_SHOWS(text, want) CHECK_SLICE(jsonl_show(STR(text)), want)

TEST(read_jsonl, flattens_values_into_cells)
{
	JSONL_SHOWS(
		"{\"a\": 1, \"user\": {\"mail\": \"x\", \"tags\": [\"p\", \"q\"]}, \"z\": null}\n",
		"@1:7 a 1 int\n"
		"@1:27 user.mail \"x\"\n"
		"@1:41 user.tags[] \"p\"\n"
		"@1:46 user.tags[] \"q\"\n"
		"@1:58 z  null\n"
		"end of 1\n");
	JSONL_SHOWS("[{\"a\": true}, [1.5]]\n42\n\"s\"\n", "@1:8 value[].a true bool\n"
							   "@1:16 value[][] 1.5 number\n"
							   "end of 1\n"
							   "@2:1 value 42 int\n"
							   "end of 2\n"
							   "@3:1 value \"s\"\n"
							   "end of 3\n");
	JSONL_SHOWS("{\"l\":[{\"a\":1,\"b\":[2]},{\"b\":[3,{\"c\":4}],\"a\":5}],\"m\":6}",
		    "@1:12 l[].a 1 int\n"
		    "@1:19 l[].b[] 2 int\n"
		    "@1:29 l[].b[] 3 int\n"
		    "@1:36 l[].b[].c 4 int\n"
		    "@1:44 l[].a 5 int\n"
		    "@1:52 m 6 int\n"
		    "end of 1\n");
	JSONL_SHOWS("{}\n[]\n{\"a\": {}, \"b\": []}\n", "end of 1\nend of 2\nend of 3\n");
}

TEST(read_jsonl, skips_blank_lines_and_counts_them)
{
	JSONL_SHOWS("\n {\"a\":1}\r\n\t\n\n{\"a\":2}",
		    "@2:7 a 1 int\nend of 2\n@5:6 a 2 int\nend of 5\n");
	JSONL_SHOWS("", "");
	JSONL_SHOWS("\n\n", "");
}

TEST(read_jsonl, counts_columns_in_code_points)
{
	JSONL_SHOWS("{\"\xc3\xa9\":\"\xf0\x9f\x98\x80\",\"b\":1}",
		    "@1:6 \xc3\xa9 \"\xf0\x9f\x98\x80\"\n"
		    "@1:14 b 1 int\n"
		    "end of 1\n");
}

TEST(read_jsonl, unescapes_names_and_texts)
{
	JSONL_SHOWS("{\"a\\u0062\":\"x\\ty\",\"c\":\"\\u20ac\"}",
		    "@1:12 ab \"x\ty\"\n@1:23 c \"\xe2\x82\xac\"\nend of 1\n");
}

TEST(read_jsonl, keeps_both_values_of_a_key_used_twice)
{
	JSONL_SHOWS("{\"a\":1,\"a\":2}", "@1:6 a 1 int\n@1:12 a 2 int\nend of 1\n");
}

TEST(read_jsonl, keeps_numbers_as_they_are_written)
{
	JSONL_SHOWS("{\"a\":123456789012345678901234567890,\"b\":1e999,\"c\":-0.50}",
		    "@1:6 a 123456789012345678901234567890 number\n"
		    "@1:41 b 1e999 number\n"
		    "@1:51 c -0.50 number\n"
		    "end of 1\n");
}

TEST(read_jsonl, stops_at_a_broken_line_and_never_quotes_it)
{
	JSONL_SHOWS("{\"a\":1}\n{\"ann@corp.com\": secret}\n{\"a\":2}\n",
		    "@1:6 a 1 int\nend of 1\nerror 2:18 this is no JSON value\n");
	JSONL_SHOWS("{\"a\":1}\n{\"a\":2} {\"a\":3}\n",
		    "@1:6 a 1 int\nend of 1\nerror 2:9 something follows the value\n");
	JSONL_SHOWS("{\"a\":1}\n{\"a\":\n", "@1:6 a 1 int\nend of 1\n"
					    "error 2:6 the text ends where a value should stand\n");
	JSONL_SHOWS("{\"a\":1}\n{\"a\":\"x\xff\"}\n",
		    "@1:6 a 1 int\nend of 1\nerror 2:8 a byte is not valid UTF-8\n");
	JSONL_SHOWS("{\"a\":1}\n{\"a\":NaN}\n",
		    "@1:6 a 1 int\nend of 1\nerror 2:6 this is no JSON value\n");
	JSONL_SHOWS("{\"a\":1}\n{\"a\":\"\\ud800\"}\n",
		    "@1:6 a 1 int\nend of 1\nerror 2:9 a surrogate stands alone\n");
}

TEST(read_jsonl, gives_the_names_in_the_order_of_first_sight)
{
	struct arena *arena = test_arena();
	struct document document;
	struct record record;
	struct input *input =
		input_of(arena, "a.jsonl", STR("{\"b\":1,\"a\":2}\n{\"a\":3,\"c\":4,\"b\":5}\n"));
	CHECK_OK(read_document(input, &limits_default, arena, &document));
	struct records *records = document.records;
	CHECK(records->named);
	CHECK_OK(records->next(records, &record));
	CHECK_INT((int64_t)records->field_count, 2);
	CHECK_OK(records->next(records, &record));
	CHECK_INT((int64_t)records->field_count, 3);
	CHECK_SLICE(records->fields[0], "b");
	CHECK_SLICE(records->fields[2], "c");
	CHECK_INT((int64_t)record.cells[2].field, 0);
	CHECK_OK(records->next(records, &record));
	CHECK(record.end);
	CHECK_OK(records->next(records, &record));
	CHECK(record.end);
}

static struct str
jsonl_show_limited(struct str text, const struct limits *limits)
{
	struct arena *arena = test_arena();
	return show_input(arena, input_of(arena, "a.jsonl", text), limits);
}

TEST(read_jsonl, stops_at_the_budgets)
{
	struct limits limits = limits_default;
	limits.line_bytes = 8;
	CHECK_SLICE(jsonl_show_limited(STR("{\"a\":1}\n{\"a\":22}\n{\"a\":333}\n"), &limits),
		    "@1:6 a 1 int\nend of 1\n@2:6 a 22 int\nend of 2\n"
		    "error 3:0 the line is longer than line_bytes (8) allows (--limit line_bytes=N "
		    "raises it)\n");
	limits = limits_default;
	limits.fields = 2;
	CHECK_SLICE(jsonl_show_limited(STR("{\"a\":1,\"b\":2}\n{\"c\":3}\n"), &limits),
		    "@1:6 a 1 int\n@1:12 b 2 int\nend of 1\n"
		    "error 2:0 more fields than fields (2) allows (--limit fields=N raises it)\n");
	limits = limits_default;
	limits.tree_depth = 2;
	CHECK_SLICE(jsonl_show_limited(STR("[[1]]\n[[[1]]]\n"), &limits),
		    "@1:3 value[][] 1 int\nend of 1\n"
		    "error 2:0 nested deeper than tree_depth (2) allows (--limit tree_depth=N "
		    "raises it)\n");
}

TEST(read_jsonl, refuses_names_that_are_too_long)
{
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 1 << 20);
	buf_print(&text, "{\"%*s\":1}\n", 2000, "x");
	CHECK_SLICE(jsonl_show(buf_str(&text)),
		    "error 1:0 the name of a field is longer than 1024 bytes\n");
}

TEST(read_jsonl, does_not_depend_on_how_the_input_comes)
{
	static const struct str texts[] = {
		STR("{\"a\":1}\r\n\r\n{\"b\":[\"\\u00e9\",{\"c\":\"\xf0\x9f\x98\x80\"}]}"),
		STR("{\"a\":1}\n{\"a\":\n"),
		STR("\xff\xfe{\0\"\0a\0\"\0:\0"
		    "1\0}\0\n\0"),
		STR("\n\n\n1\n2\n[3]"),
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = test_arena();
		struct str whole = jsonl_show(texts[i]);
		for (size_t piece = 1; piece < 9; piece++) {
			struct input *input = pieces_of(arena, "data/a.jsonl", texts[i], piece);
			CHECK(str_equal(show_input(arena, input, &limits_default), whole));
		}
	}
}

TEST(read_jsonl, holds_little_whatever_the_size)
{
	struct arena *arena = test_arena();
	struct arena *reading = test_arena();
	struct buf text;
	struct document document;
	struct record record;
	size_t rows = 0;
	buf_init(&text, arena, 32 << 20);
	for (int i = 0; i < 200000; i++)
		buf_print(&text, "{\"id\":%d,\"user\":{\"mail\":\"m\\u0040x\"},\"l\":[1,2,3]}\n",
			  i);
	struct input *input = input_of(arena, "a.jsonl", buf_str(&text));
	CHECK_OK(read_document(input, &limits_default, reading, &document));
	for (;;) {
		if (!CHECK_OK(document.records->next(document.records, &record)) || record.end)
			break;
		rows++;
	}
	CHECK_INT((int64_t)rows, 200000);
	CHECK(reading->held < 4 << 20);
}

/* One long name above very many values: each may not cost the length of the name. */
TEST(read_jsonl, is_linear_in_a_list_below_a_long_name)
{
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 2 << 20);
	buf_print(&text, "{\"%*s\":[1", 1000, "x");
	for (int i = 0; i < 500000; i++)
		buf_add(&text, STR(",1"));
	buf_add(&text, STR("]}"));
	struct document document;
	struct record record;
	struct input *input = input_of(arena, "a.jsonl", buf_str(&text));
	CHECK_OK(read_document(input, &limits_default, arena, &document));
	CHECK_OK(document.records->next(document.records, &record));
	CHECK_INT((int64_t)record.count, 500001);
}
