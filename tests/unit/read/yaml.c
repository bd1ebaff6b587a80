/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <math.h>
#include <stdio.h>

static struct err *
yaml_read(struct arena *arena, struct str text)
{
	struct value value;
	return read_yaml_text("a.yaml", text, &limits_default, arena, &value);
}

static struct value
yaml_value(struct str text)
{
	struct value value = {0};
	CHECK_OK(read_yaml_text("a.yaml", text, &limits_default, test_arena(), &value));
	return value;
}

static struct str
yaml_show(struct str text)
{
	struct value value = yaml_value(text);
	struct buf out;
	buf_init(&out, test_arena(), SIZE_MAX / 4);
	show_value(&out, &value, 0);
	return buf_str(&out);
}

#define YAML_SHOWS(text, want) CHECK_SLICE(yaml_show(STR(text)), want)

/* The place is part of what is checked: "line:column message". */
static struct str
yaml_refusal(struct arena *arena, struct str text)
{
	struct err *err = yaml_read(arena, text);
	if (!err)
		return STR("taken");
	const char *shown = arena_print(arena, "%u:%u %s", err->line, err->column, err->message);
	err_settle(err);
	return str_of(shown);
}

#define YAML_REFUSES(text, want) CHECK_SLICE(yaml_refusal(test_arena(), STR(text)), want)

TEST(read_yaml, types_scalars_by_the_core_schema)
{
	static const struct {
		const char *text;
		enum value_type type;
	} cases[] = {
		{"null", VALUE_NULL},     {"Null", VALUE_NULL},       {"NULL", VALUE_NULL},
		{"~", VALUE_NULL},        {"nUll", VALUE_STRING},     {"true", VALUE_BOOL},
		{"False", VALUE_BOOL},    {"TRUE", VALUE_BOOL},       {"tRUE", VALUE_STRING},
		{"yes", VALUE_STRING},    {"no", VALUE_STRING},       {"on", VALUE_STRING},
		{"off", VALUE_STRING},    {"y", VALUE_STRING},        {"0", VALUE_INT},
		{"-12", VALUE_INT},       {"+7", VALUE_INT},          {"007", VALUE_INT},
		{"0o17", VALUE_INT},      {"0xfF", VALUE_INT},        {"0o8", VALUE_STRING},
		{"0x", VALUE_STRING},     {"-0x1", VALUE_STRING},     {"0b1", VALUE_STRING},
		{"1_000", VALUE_STRING},  {"1,000", VALUE_STRING},    {"1.", VALUE_DOUBLE},
		{".5", VALUE_DOUBLE},     {"-.5e3", VALUE_DOUBLE},    {"1e3", VALUE_DOUBLE},
		{"1e", VALUE_STRING},     {".", VALUE_STRING},        {"+", VALUE_STRING},
		{"-.inf", VALUE_DOUBLE},  {".Inf", VALUE_DOUBLE},     {".nan", VALUE_DOUBLE},
		{"inf", VALUE_STRING},    {"NaN", VALUE_STRING},      {"+.nan", VALUE_STRING},
		{"1.2.3", VALUE_STRING},  {"12:30:45", VALUE_STRING}, {"2026-11-21", VALUE_STRING},
		{"0.1e+2", VALUE_DOUBLE}, {"'1'", VALUE_STRING},      {"\"true\"", VALUE_STRING},
		{"''", VALUE_STRING},     {"|\n  1", VALUE_STRING},   {"99.9%", VALUE_STRING},
		{"=", VALUE_STRING},      {"1e-2", VALUE_DOUBLE},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = test_arena();
		struct value value;
		CHECK_OK(
			read_yaml_text("a", str_of(cases[i].text), &limits_default, arena, &value));
		if (!CHECK_INT(value.type, cases[i].type))
			printf("  of: %s\n", cases[i].text);
	}
}

TEST(read_yaml, computes_numbers)
{
	CHECK_INT(yaml_value(STR("0o17")).integer, 15);
	CHECK_INT(yaml_value(STR("0xfF")).integer, 255);
	CHECK_INT(yaml_value(STR("007")).integer, 7);
	CHECK_INT(yaml_value(STR("+7")).integer, 7);
	CHECK_INT(yaml_value(STR("-0")).integer, 0);
	CHECK_INT(yaml_value(STR("9223372036854775807")).integer, INT64_MAX);
	CHECK_INT(yaml_value(STR("-9223372036854775808")).integer, INT64_MIN);
	CHECK_INT(yaml_value(STR("0x7fffffffffffffff")).integer, INT64_MAX);
	CHECK(yaml_value(STR("+.5")).real == 0.5);
	CHECK(yaml_value(STR("-012.50e1")).real == -125);
	CHECK(yaml_value(STR("-.inf")).real == -INFINITY);
	CHECK(isnan(yaml_value(STR(".NaN")).real));
}

TEST(read_yaml, keeps_the_digits_of_integers_beyond_64_bits)
{
	struct value value = yaml_value(STR("9223372036854775808"));
	CHECK(value.type == VALUE_DOUBLE);
	CHECK(value.real == 9223372036854775808.0);
	CHECK_SLICE(value.literal, "9223372036854775808");
	CHECK(yaml_value(STR("0x8000000000000000")).real == 9223372036854775808.0);
	CHECK(yaml_value(STR("0xFFFFFFFFFFFFFFFFF")).type == VALUE_DOUBLE);
}

TEST(read_yaml, refuses_numbers_that_no_double_holds)
{
	YAML_REFUSES("a: 1e999", "1:4 the number is out of range");
	YAML_REFUSES("a: -1e400", "1:4 the number is out of range");
	CHECK(yaml_value(STR("1e-999")).real == 0);
}

TEST(read_yaml, gives_every_value_its_place)
{
	YAML_SHOWS("a: 1\n"
		   "list:\n"
		   "  - 'x'   # comment\n"
		   "  - {k: v, n: }\n"
		   "last: [1,\n"
		   "       2]\n",
		   "map @1:1-6:10\n"
		   "a @1:1: int @1:4-1:5 1\n"
		   "list @2:1: list @3:3-4:16\n"
		   "  - string @3:5-3:8 \"x\"\n"
		   "  - map @4:5-4:16\n"
		   "    k @4:6: string @4:9-4:10 v\n"
		   "    n @4:12: null @4:15-4:15\n"
		   "last @5:1: list @5:7-6:10\n"
		   "  - int @5:8-5:9 1\n"
		   "  - int @6:8-6:9 2\n");
}

TEST(read_yaml, counts_columns_in_code_points)
{
	YAML_SHOWS("\xc3\xa9\xf0\x9f\x98\x80: \"\xe2\x82\xac\" # x\nb: 1",
		   "map @1:1-2:5\n"
		   "\xc3\xa9\xf0\x9f\x98\x80 @1:1: string @1:5-1:8 \"\xe2\x82\xac\"\n"
		   "b @2:1: int @2:4-2:5 1\n");
	/* A tab is one column. */
	YAML_SHOWS("a:\t1", "map @1:1-1:5\na @1:1: int @1:4-1:5 1\n");
}

TEST(read_yaml, does_not_count_a_byte_order_mark)
{
	struct value value = yaml_value(STR("\xef\xbb\xbf"
					    "a: 1"));
	CHECK_INT(value.map.members[0].key_place.column, 1);
	CHECK_INT(value.map.members[0].value.place.column, 4);
	CHECK_SLICE(value.map.members[0].value.literal, "1");
}

TEST(read_yaml, keeps_lines_and_slices_right_with_every_line_end)
{
	struct value value = yaml_value(STR("a: x\r\nb: \xc3\xa9\rc: 'z'\nd: end"));
	CHECK_INT(value.map.members[2].value.place.line, 3);
	CHECK_SLICE(value.map.members[1].value.literal, "\xc3\xa9");
	CHECK_SLICE(value.map.members[2].value.literal, "'z'");
	CHECK_SLICE(value.map.members[3].value.literal, "end");
	CHECK_INT(value.map.members[3].value.place.line, 4);
}

TEST(read_yaml, keeps_literals_and_quotes)
{
	struct value value = yaml_value(STR("a: 'it''s'\nb: \"\\u00e9\"\nc: plain text \nd: |\n"
					    "  two\n  lines\n\ne: >-\n  folded\n  text\n"));
	const struct value_member *members = value.map.members;
	CHECK_SLICE(members[0].value.literal, "'it''s'");
	CHECK_SLICE(members[0].value.string, "it's");
	CHECK(members[0].value.quoted);
	CHECK_SLICE(members[1].value.literal, "\"\\u00e9\"");
	CHECK_SLICE(members[1].value.string, "\xc3\xa9");
	CHECK_SLICE(members[2].value.literal, "plain text");
	CHECK(!members[2].value.quoted);
	CHECK_SLICE(members[3].value.literal, "|\n  two\n  lines");
	CHECK_SLICE(members[3].value.string, "two\nlines\n");
	CHECK(!members[3].value.quoted);
	CHECK_INT(members[3].value.place.end_line, 6);
	CHECK_INT(members[3].value.place.end_column, 8);
	CHECK_SLICE(members[4].value.string, "folded text");
	CHECK_INT(members[4].value.place.end_line, 10);
}

TEST(read_yaml, reads_plain_text_over_several_lines)
{
	struct value value = yaml_value(STR("a: one\n   two\n\n   three\nb: 1"));
	CHECK_SLICE(value.map.members[0].value.string, "one two\nthree");
	CHECK_SLICE(value.map.members[0].value.literal, "one\n   two\n\n   three");
	CHECK_INT(value.map.members[0].value.place.end_line, 4);
}

TEST(read_yaml, takes_keys_as_they_are_written)
{
	YAML_SHOWS("1: a\ntrue: b\n~: c\n\"\": d\n? e\n: f\n'<<': g",
		   "map @1:1-7:8\n"
		   "1 @1:1: string @1:4-1:5 a\n"
		   "true @2:1: string @2:7-2:8 b\n"
		   "~ @3:1: string @3:4-3:5 c\n"
		   " @4:1: string @4:5-4:6 d\n"
		   "e @5:3: string @6:3-6:4 f\n"
		   "<< @7:1: string @7:7-7:8 g\n");
}

TEST(read_yaml, reads_an_empty_text_as_null)
{
	YAML_SHOWS("", "null @1:1-0:0\n");
	YAML_SHOWS("# only a comment\n", "null @1:1-0:0\n");
	YAML_SHOWS("---\n", "null @2:1-2:1\n");
}

TEST(read_yaml, refuses_duplicate_keys_with_both_places)
{
	struct arena *arena = test_arena();
	struct err *err = yaml_read(arena, STR("a: 1\nb: 2\na: 3\n"));
	CHECK_INT(err->line, 3);
	CHECK_INT(err->column, 1);
	CHECK_INT(err->end_column, 2);
	CHECK_SLICE(err->excerpt, "a: 3");
	CHECK_STR(err->help, "remove or rename one of the two (line 1, column 1 and here)");
	CHECK_ERR(err, "key 'a' is used twice, first in line 1");
	YAML_REFUSES("{x: 1, 'x': 2}", "1:8 key 'x' is used twice, first in line 1");
	YAML_REFUSES("l:\n- a: 1\n  \"\\x61\": 2", "3:3 key 'a' is used twice, first in line 2");
}

TEST(read_yaml, refuses_what_acts_from_afar)
{
	YAML_REFUSES("a: &x 1\nb: 2", "1:4 anchors (&name) are not supported");
	YAML_REFUSES("a: &x [1]\n", "1:4 anchors (&name) are not supported");
	YAML_REFUSES("&x a: 1", "1:1 anchors (&name) are not supported");
	YAML_REFUSES("a: *x", "1:4 aliases (*name) are not supported");
	YAML_REFUSES("*x : 1", "1:1 aliases (*name) are not supported");
	YAML_REFUSES("a: 1\n<<: {b: 2}", "2:1 merge keys (<<) are not supported");
	YAML_REFUSES("a: !!str 1", "1:4 tags (!name, !!str) are not supported");
	YAML_REFUSES("a: !x {b: 1}", "1:4 tags (!name, !!str) are not supported");
	YAML_REFUSES("- ! a", "1:3 tags (!name, !!str) are not supported");
	YAML_REFUSES("!!python/object:os.system {a: 1}",
		     "1:1 tags (!name, !!str) are not supported");
	YAML_REFUSES("%TAG ! tag:x,2026:\n---\na: 1", "1:1 %TAG directives are not supported");
	YAML_REFUSES("%YAML 1.1\n---\na: 1",
		     "1:1 the %YAML directive asks for another version than 1.2");
	CHECK_OK(yaml_read(test_arena(), STR("%YAML 1.2\n---\na: 1")));
}

TEST(read_yaml, refuses_keys_that_are_no_text)
{
	YAML_REFUSES("[a]: 1", "1:1 a key is no text");
	YAML_REFUSES("{a: b}: 1", "1:1 a key is no text");
	YAML_REFUSES("? - a\n: 1", "1:3 a key is no text");
	YAML_REFUSES("? \n: 1", "1:2 a key is missing before ':'");
	YAML_REFUSES("{ ?a: 1}", "1:4 '?' stands right before a key");
	YAML_REFUSES("[?a]", "1:3 '?' stands right before a key");
	YAML_REFUSES("{? : 1}", "1:4 a key is missing before ':'");
}

TEST(read_yaml, refuses_a_second_document)
{
	YAML_REFUSES("a: 1\n---\nb: 2\n", "2:1 a second document starts here");
	YAML_REFUSES("a: 1\n---\n", "2:1 a second document starts here");
	CHECK_OK(yaml_read(test_arena(), STR("---\na: 1\n...\n")));
	CHECK_OK(yaml_read(test_arena(), STR("---\na: 1\n...\n# end\n")));
}

TEST(read_yaml, reads_several_documents_when_asked)
{
	struct arena *arena = test_arena();
	struct value value;
	CHECK_OK(read_yaml_all("a", STR("a: 1\n---\nb: 2\n---\n"), &limits_default, arena, &value));
	CHECK_INT((int64_t)value.list.count, 3);
	CHECK_SLICE(value.list.items[1].map.members[0].key, "b");
	CHECK_INT(value.list.items[1].map.members[0].key_place.line, 3);
	CHECK(value.list.items[2].type == VALUE_NULL);
	CHECK_OK(read_yaml_all("a", STR(""), &limits_default, arena, &value));
	CHECK_INT((int64_t)value.list.count, 0);
	CHECK_ERR(read_yaml_all("a", STR("a: 1\n---\nb: *x\n"), &limits_default, arena, &value),
		  "aliases");
}

TEST(read_yaml, refuses_line_breaks_that_editors_do_not_show)
{
	YAML_REFUSES("a: 1 # x\xe2\x80\xa8"
		     "b: 2",
		     "1:9 a line break that editors do not show (U+0085, U+2028 or U+2029)");
	YAML_REFUSES("a: 1\nb: \xc2\x85",
		     "2:4 a line break that editors do not show (U+0085, U+2028 or U+2029)");
	CHECK_SLICE(yaml_value(STR("\"\\L\"")).string, "\xe2\x80\xa8");
}

TEST(read_yaml, refuses_text_that_is_no_utf8)
{
	YAML_REFUSES("a: 1\nb: \xff", "2:4 a byte is not valid UTF-8");
	YAML_REFUSES("a: \xed\xa0\x80", "1:4 a byte is not valid UTF-8");
	YAML_REFUSES("\xff\xfe"
		     "a\0:\0",
		     "1:1 the text is UTF-16, not UTF-8");
	YAML_REFUSES("a: \x01", "1:4 control characters are not allowed");
	YAML_REFUSES("a: b\0c", "1:5 control characters are not allowed");
}

TEST(read_yaml, explains_syntax)
{
	struct err *err = yaml_read(test_arena(), STR("a: 1\n\tb: 2\n"));
	CHECK_INT(err->line, 2);
	CHECK_SLICE(err->excerpt, "\tb: 2");
	CHECK(err->help && str_find(str_of(err->help), STR("not tabs")) != SIZE_MAX);
	CHECK_ERR(err, "found a tab character that violates indentation");
	err = yaml_read(test_arena(), STR("message: a: b\n"));
	CHECK_INT(err->line, 1);
	CHECK_INT(err->column, 11);
	CHECK(err->help && str_find(str_of(err->help), STR("quote")) != SIZE_MAX);
	CHECK_ERR(err, "mapping values are not allowed");
	CHECK_ERR(yaml_read(test_arena(), STR("a: [1, 2")), "did not find expected ',' or ']'");
	CHECK_ERR(yaml_read(test_arena(), STR("a: 'x")), "found unexpected end of stream");
	CHECK_ERR(yaml_read(test_arena(), STR("a: 1\n  b: 2")), "mapping values");
	CHECK_ERR(yaml_read(test_arena(), STR("a: \"\\q\"")), "unknown escape");
}

/* libyaml stops some lines below a quote or bracket that is never closed. */
TEST(read_yaml, points_at_what_is_not_closed)
{
	YAML_REFUSES("a: \"x\nb: y\nc: \"z\"\n",
		     "1:4 the quote that begins here is not closed in its line: did not find "
		     "expected key in line 3");
	YAML_REFUSES("a: 'it''s\nb: y\n",
		     "1:4 the quote that begins here is not closed in its line: found unexpected "
		     "end of stream in line 3");
	YAML_REFUSES("# it's \"odd\na: |\n  \"quoted\n\nb: it's\nc: [\"x\", 'y]\nd: 'z'\n",
		     "6:10 the quote that begins here is not closed in its line: did not find "
		     "expected ',' or ']' in line 7");
	YAML_REFUSES("a: \"x\nb:\n  c: \"y\"\n  d: z\n",
		     "1:4 the quote that begins here is not closed in its line: did not find "
		     "expected key in line 3");
	YAML_REFUSES("a: [1\nb: 2\nc: 3\n",
		     "1:4 what begins here is not closed: did not find expected ',' or ']' in line "
		     "2");
	YAML_REFUSES("a: {b\n  c:\n- d\n",
		     "1:4 what begins here is not closed: did not find expected ',' or '}' in line "
		     "2");
	YAML_REFUSES("a: [\n  - b\n",
		     "1:4 what begins here is not closed: did not find expected node content in "
		     "line 2");
	YAML_REFUSES("a: [1\nb: |\n  x\n ",
		     "1:4 what begins here is not closed: did not find expected ',' or ']' in line "
		     "2");
	/* What is closed, or stands in one line, is not blamed. */
	YAML_REFUSES("a: \"x\n  y\"\nb: [1, 2]\n c: 3\n",
		     "4:2 did not find expected key while parsing a block mapping");
	YAML_REFUSES("a: [b: c: d]\n",
		     "1:9 did not find expected ',' or ']' while parsing a flow sequence");
}

/* Looking for what is open takes no longer than reading. */
TEST(read_yaml, explains_a_long_line_in_no_time)
{
	static const char *const pieces[] = {"\"\" ", "' ", "[ ", "   | ", "x # ", "\"\\\" "};

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct arena *arena = test_arena();
		struct buf text;
		struct value value;

		buf_init(&text, arena, 1 << 20);
		buf_add(&text, STR("a: {b\n"));
		while (text.size + 10 < 900 * 1000)
			buf_add(&text, str_of(pieces[i]));
		CHECK_ERR(read_yaml_text("x.yaml", buf_str(&text), &limits_default, arena, &value),
			  "");
	}
}

TEST(read_yaml, stops_at_the_budgets)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	struct value value;
	limits.tree_depth = 3;
	limits.tree_nodes = 5;
	CHECK_OK(read_yaml_text("a", STR("[[1]]"), &limits, arena, &value));
	CHECK_ERR(read_yaml_text("a", STR("[[[1]]]"), &limits, arena, &value), "tree_depth (3)");
	CHECK_ERR(read_yaml_text("a", STR("a:\n b:\n  c: {d: 1}"), &limits, arena, &value),
		  "tree_depth (3)");
	CHECK_ERR(read_yaml_text("a", STR("[1,2,3,4,5]"), &limits, arena, &value),
		  "tree_nodes (5)");
	limits.record_bytes = 3;
	CHECK_ERR(read_yaml_text("a", STR("a: 1"), &limits, arena, &value), "record_bytes (3)");
}

/* libyaml 0.2.5 alone takes more than 20 seconds for this. */
TEST(read_yaml, takes_a_hundred_thousand_brackets_in_no_time)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 500000);
	memset(text, '[', 100000);
	CHECK_ERR(yaml_read(arena, str_make(text, 100000)), "tree_depth (64)");
	for (size_t i = 0; i + 4 <= 400000; i += 4)
		memcpy(text + i, "{a: ", 4);
	CHECK_ERR(yaml_read(arena, str_make(text, 400000)), "tree_depth (64)");
	for (size_t i = 0; i + 2 <= 200000; i += 2)
		memcpy(text + i, "- ", 2);
	CHECK_ERR(yaml_read(arena, str_make(text, 200000)), "tree_depth (64)");
}

TEST(read_yaml, never_quotes_a_document)
{
	static const char *const texts[] = {
		"ann@corp.com: 1\nann@corp.com: 2\n",
		"a: ann@corp.com: x\n",
		"a: *ann@corp.com\n",
		"- !ann@corp.com x\n",
		"%ann@corp.com\n---\n",
		"a: [ann@corp.com\n",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = test_arena();
		struct document document;
		struct input *input = input_of(arena, "data/a.yaml", str_of(texts[i]));
		struct err *err = read_document(input, &limits_default, arena, &document);
		CHECK(err != NULL);
		CHECK(str_find(str_of(err->message), STR("corp")) == SIZE_MAX);
		CHECK(err->excerpt.size == 0);
		CHECK_ERR(err, "");
	}
}

TEST(read_yaml, does_not_show_an_excerpt_that_is_too_long)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 5000);
	memset(text, 'x', 5000);
	memcpy(text, "a: [", 4);
	struct err *err = yaml_read(arena, str_make(text, 5000));
	CHECK(err->excerpt.size == 0);
	CHECK_ERR(err, "did not find expected");
}
