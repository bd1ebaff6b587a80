/* SPDX-License-Identifier: Apache-2.0
 *
 * Carets stand under what is meant, whatever the line holds.
 */
#include "made.h"
#include "report/internal.h"

static const char *
framed(struct str line, struct place place, const struct report_style *style)
{
	struct arena *run = test_arena();
	struct out out;

	out_to_memory(&out, run);
	frame(&out, style, line, &place, count_digits(place.line));
	return str_copy(run, out_str(&out));
}

TEST(report_frame, expands_tabs)
{
	struct place place = {.line = 3, .column = 2, .end_line = 3, .end_column = 5};

	CHECK_STR(framed(STR("\tkey: 1"), place, &plain), "  |\n3 |     key: 1\n  |     ^^^\n");
}

TEST(report_frame, counts_wide_and_combining_characters_by_cells)
{
	struct place place = {.line = 1, .column = 3, .end_line = 1, .end_column = 4};

	CHECK_STR(framed(STR("数据x"), place, &plain), "  |\n1 | 数据x\n  |     ^\n");
	CHECK_STR(framed(STR("e\u0301x"), place, &plain), "  |\n1 | e\u0301x\n  |  ^\n");
}

TEST(report_frame, marks_escapes_by_their_length)
{
	struct place place = {.line = 1, .column = 2, .end_line = 1, .end_column = 3};

	CHECK_STR(framed(STR("a\x1b"), place, &plain), "  |\n1 | a\\x1b\n  |  ^^^^\n");
}

TEST(report_frame, marks_one_cell_at_the_end_and_of_an_empty_line)
{
	CHECK_STR(framed(STR("ab"), (struct place){.line = 1, .column = 3}, &plain),
		  "  |\n1 | ab\n  |   ^\n");
	CHECK_STR(framed(STR(""), (struct place){.line = 1, .column = 1}, &plain),
		  "  |\n1 |\n  | ^\n");
	CHECK_STR(framed(STR("ab"), (struct place){.line = 1, .column = 900}, &plain),
		  "  |\n1 | ab\n  |   ^\n");
}

TEST(report_frame, shows_no_marks_without_a_column_and_nothing_without_a_line)
{
	CHECK_STR(framed(STR("ab"), (struct place){.line = 1}, &plain), "  |\n1 | ab\n");
	CHECK_STR(framed(STR("ab"), (struct place){0}, &plain), "");
	CHECK_STR(framed((struct str){0}, (struct place){.line = 1, .column = 1}, &plain), "");
}

TEST(report_frame, marks_to_the_end_of_the_line_what_goes_on)
{
	struct place place = {.line = 1, .column = 2, .end_line = 4, .end_column = 1};

	CHECK_STR(framed(STR("abcd"), place, &plain), "  |\n1 | abcd\n  |  ^^^\n");
}

TEST(report_frame, cuts_long_lines_around_the_place)
{
	struct arena *run = test_arena();
	char *line = arena_alloc(run, 1000);
	struct place place = {.line = 1, .column = 501, .end_line = 1, .end_column = 504};
	const char *shown;
	struct str rest, part;

	memset(line, '.', 1000);
	memcpy(line + 500, "xyz", 3);
	shown = framed(str_make(line, 1000), place, &plain);
	rest = str_of(shown);
	CHECK(str_line(&rest, &part));
	CHECK(str_line(&rest, &part));
	CHECK(part.size < 160);
	CHECK(str_find(part, STR("xyz")) < part.size);
	{
		size_t at = str_find(part, STR("xyz"));

		CHECK(str_line(&rest, &part));
		CHECK_INT((int64_t)str_find(part, STR("^^^")), (int64_t)at);
		CHECK_INT((int64_t)part.size, (int64_t)at + 3);
	}
}

TEST(report_frame, is_ascii_where_the_terminal_is)
{
	struct report_style ascii = {.width = 80};
	struct place place = {.line = 1, .column = 2, .end_line = 1, .end_column = 3};

	CHECK_STR(framed(STR("éx"), place, &ascii), "  |\n1 | \\u{e9}x\n  |       ^\n");
}
