/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/bytes.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

static struct str
text_show_limited(struct str text, size_t line_bytes)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	limits.line_bytes = line_bytes;
	return show_input(arena, input_of(arena, "data/a.txt", text), &limits);
}

static struct str
text_show(struct str text)
{
	return text_show_limited(text, limits_default.line_bytes);
}

#define TEXT_SHOWS(text, want) CHECK_SLICE(text_show(STR(text)), want)

TEST(read_text, gives_lines_without_their_ends)
{
	TEXT_SHOWS("one\ntwo\r\nthree\rfour", "@1:1 one\n@2:1 two\n@3:1 three\n@4:1 four\n");
	TEXT_SHOWS("a\n\nb\n", "@1:1 a\n@2:1 \n@3:1 b\n");
	TEXT_SHOWS("", "");
	TEXT_SHOWS("\n", "@1:1 \n");
	TEXT_SHOWS("\r", "@1:1 \n");
	TEXT_SHOWS("\r\n", "@1:1 \n");
	TEXT_SHOWS("\n\r", "@1:1 \n@2:1 \n");
	TEXT_SHOWS("\xef\xbb\xbfx", "@1:1 x\n");
}

TEST(read_text, takes_bytes_that_are_no_utf8_as_windows_1252)
{
	TEXT_SHOWS("na\xefve \x93quoted\x94\n",
		   "@1:1 na\xc3\xafve \xe2\x80\x9cquoted\xe2\x80\x9d\n");
	TEXT_SHOWS("\xc3\xa9 ok\n", "@1:1 \xc3\xa9 ok\n");
}

TEST(read_text, reads_utf16)
{
	TEXT_SHOWS("\xff\xfeh\0\xe9\0\n\0x\0", "@1:1 h\xc3\xa9\n@2:1 x\n");
	TEXT_SHOWS("\xfe\xff\0h\0\xe9\0\n\0x", "@1:1 h\xc3\xa9\n@2:1 x\n");
	TEXT_SHOWS("h\0e\0l\0l\0o\0\n\0", "@1:1 hello\n");
	TEXT_SHOWS("\xff\xfe\x3d\xd8\x00\xde", "@1:1 \xf0\x9f\x98\x80\n");
}

TEST(read_text, refuses_damaged_or_doubtful_utf16)
{
	TEXT_SHOWS("\xff\xfe\x3d\xd8x\0", "error 0:0 the UTF-16 text is damaged\n");
	TEXT_SHOWS("\xff\xfex\0y", "error 0:0 the UTF-16 text is damaged\n");
	/* Zeros that make ASCII look like UTF-16 cannot hide it. */
	TEXT_SHOWS("a\0b\0c\0d\0ann@corp.com", "error 0:0 the bytes are UTF-16 in part only\n");
}

TEST(read_text, refuses_what_is_no_text)
{
	TEXT_SHOWS("abcdef\0ghijkl", "error 0:0 the bytes are no text (nor a format known here)\n");
	TEXT_SHOWS("\x8f\x01\x90\xff\xfe\x03\x9a",
		   "error 0:0 the bytes are no text (nor a format known here)\n");
	struct arena *arena = test_arena();
	char *long_text = arena_alloc(arena, 100000);
	memset(long_text, 'x', 100000);
	long_text[99999] = '\0';
	long_text[90000] = '\n';
	struct str shown = text_show(str_make(long_text, 100000));
	CHECK(str_ends(shown, STR("error 2:0 the line holds NUL bytes: it is no text\n")));
}

TEST(read_text, cuts_long_lines_behind_blanks)
{
	CHECK_SLICE(text_show_limited(STR("one two three  four\nx\n"), 10),
		    "@1:1 one two \n@1:9+ three  \n@1:16+ four\n@2:1 x\n");
	CHECK_SLICE(text_show_limited(STR("abcdefghijklmnop\n"), 8),
		    "@1:1 abcdefgh\n@1:9+ ijklmnop\n");
	CHECK_SLICE(text_show_limited(STR("abcdefgh\n"), 8), "@1:1 abcdefgh\n");
	CHECK_SLICE(text_show_limited(STR("abcdefgh"), 8), "@1:1 abcdefgh\n");
	CHECK_SLICE(text_show_limited(STR("abcdefgh\r\nx"), 8), "@1:1 abcdefgh\n@2:1 x\n");
}

TEST(read_text, never_cuts_a_character)
{
	CHECK_SLICE(text_show_limited(STR("abcdefg\xf0\x9f\x98\x80hijk\n"), 8),
		    "@1:1 abcdefg\n@1:8+ \xf0\x9f\x98\x80hijk\n");
	CHECK_SLICE(text_show_limited(STR("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"), 5),
		    "@1:1 \xc3\xa9\xc3\xa9\n@1:3+ \xc3\xa9\xc3\xa9\n@1:5+ \xc3\xa9\n");
}

TEST(read_text, does_not_depend_on_how_the_input_comes)
{
	static const struct str texts[] = {
		STR("one\r\ntwo\rthree\n\r\nna\xefve \xf0\x9f\x98\x80 end"),
		STR("aaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbb\r\n\r\r\n\xf0\x9f\x98\x80\xf0\x9f\x98\x80"),
		STR("\xff\xfeh\0\xe9\0\r\0\n\0x\0"),
		STR("\xff\xfe\x3d\xd8x\0"),
	};
	struct limits limits = limits_default;
	limits.line_bytes = 9;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = test_arena();
		struct str whole = text_show_limited(texts[i], 9);
		for (size_t piece = 1; piece < 9; piece++) {
			struct input *input = pieces_of(arena, "data/a.txt", texts[i], piece);
			CHECK(str_equal(show_input(arena, input, &limits), whole));
		}
	}
}

TEST(read_text, is_linear_where_only_carriage_returns_end_lines)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 4 << 20);
	memset(text, '\r', 4 << 20);
	struct document document;
	struct text_line line = {0};
	struct input *input = input_of(arena, "a.txt", str_make(text, 4 << 20));
	CHECK_OK(read_document(input, &limits_default, arena, &document));
	do {
		if (!CHECK_OK(document.text->next(document.text, &line)))
			break;
	} while (!line.end && line.line < (4 << 20));
	CHECK_INT(line.line, 4 << 20);
}

TEST(read_bytes, looks_at_every_byte)
{
	char text[40];
	for (size_t size = 0; size < sizeof text; size++) {
		memset(text, 'a', sizeof text);
		CHECK_INT(bytes_look(str_make(text, size)), BYTES_PLAIN);
		for (size_t at = 0; at < size; at++) {
			text[at] = (char)0x80;
			CHECK_INT(bytes_look(str_make(text, size)), BYTES_HIGH);
			text[at] = 1;
			CHECK_INT(bytes_look(str_make(text, size)), BYTES_PLAIN);
			text[at] = 0;
			CHECK_INT(bytes_look(str_make(text, size)), BYTES_NUL);
			text[at] = 'a';
		}
	}
}

TEST(read_bytes, finds_line_ends)
{
	char text[40];
	for (size_t at = 0; at < sizeof text; at++) {
		memset(text, 0x0b, sizeof text);
		CHECK(bytes_line_end(str_make(text, sizeof text), 0) == SIZE_MAX);
		text[at] = at % 2 ? '\n' : '\r';
		CHECK(bytes_line_end(str_make(text, sizeof text), 0) == at);
		CHECK(bytes_line_end(str_make(text, sizeof text), at) == at);
		CHECK(bytes_line_end(str_make(text, sizeof text), at + 1) == SIZE_MAX);
	}
}

TEST(read_bytes, makes_utf8_of_anything)
{
	char out[3 * 256];
	char all[256];
	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	size_t size = bytes_to_utf8(str_make(all, sizeof all), out);
	CHECK(size <= sizeof out);
	CHECK_INT((int64_t)size, 128 + 15 * 2 + 17 * 3 + 96 * 2);
	CHECK(bytes_to_utf8(STR("\xc3\xa9"), out) == 2);
}

TEST(read_bytes, fits_without_cutting_characters)
{
	CHECK_INT((int64_t)bytes_fit(STR("abc"), 5), 3);
	CHECK_INT((int64_t)bytes_fit(STR("abc"), 2), 2);
	CHECK_INT((int64_t)bytes_fit(STR("a\xc3\xa9z"), 2), 1);
	CHECK_INT((int64_t)bytes_fit(STR("a\xf0\x9f\x98\x80z"), 4), 1);
	CHECK_INT((int64_t)bytes_fit(STR("a\xf0\x9f\x98\x80z"), 5), 5);
	/* Continuation bytes of nothing are single bytes. */
	CHECK_INT((int64_t)bytes_fit(STR("aaaa\x80\x80\x80\x80"), 6), 6);
}
