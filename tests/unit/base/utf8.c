/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <string.h>

#include "harness/test.h"

static uint32_t
only(struct str text)
{
	size_t offset = 0;
	uint32_t point = utf8_next(text, &offset);
	CHECK_INT((int64_t)offset, (int64_t)text.size);
	return point;
}

TEST(base_utf8, every_code_point_goes_out_and_comes_back)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 8);
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		bool is_surrogate = point >= 0xd800 && point < 0xe000;
		buf_clear(&buf);
		utf8_put(&buf, point);
		struct str text = buf_str(&buf);
		if (only(text) != (is_surrogate ? 0xfffd : point) ||
		    utf8_invalid(text) != SIZE_MAX || utf8_count(text) != 1) {
			CHECK_INT(point, -1);
			break;
		}
	}
	buf_clear(&buf);
	utf8_put(&buf, 0x110000);
	CHECK_SLICE(buf_str(&buf), "\xef\xbf\xbd");
}

TEST(base_utf8, refuses_what_unicode_does_not_allow)
{
	static const char *const bad[] = {
		"\x80",
		"\xbf",
		"\xc0\x80",
		"\xc1\xbf",
		"\xc2",
		"\xc2\x41",
		"\xe0\x80\x80",
		"\xe0\x9f\xbf",
		"\xe2\x82",
		"\xed\xa0\x80",
		"\xed\xbf\xbf",
		"\xf0\x80\x80\x80",
		"\xf0\x8f\xbf\xbf",
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80",
		"\xf8\x88\x80\x80\x80",
		"\xfe",
		"\xff",
		"\xf0\x9f\x98",
		"\xe2\x28\xa1",
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		size_t offset = 0;
		CHECK_INT((int64_t)utf8_invalid(str_of(bad[i])), 0);
		CHECK_INT(utf8_next(str_of(bad[i]), &offset), 0xfffd);
		CHECK_INT((int64_t)offset, 1);
	}
	CHECK(utf8_invalid(STR("\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf")) == SIZE_MAX);
}

TEST(base_utf8, finds_the_first_bad_byte_wherever_it_stands)
{
	char text[64];
	for (size_t at = 0; at < sizeof text; at++) {
		memset(text, 'a', sizeof text);
		text[at] = '\xff';
		CHECK_INT((int64_t)utf8_invalid(str_make(text, sizeof text)), (int64_t)at);
		CHECK_INT((int64_t)utf8_count(str_make(text, sizeof text)), sizeof text);
	}
	CHECK(utf8_invalid((struct str){0}) == SIZE_MAX);
}

TEST(base_utf8, counts_code_points)
{
	CHECK_INT((int64_t)utf8_count(STR("")), 0);
	CHECK_INT((int64_t)utf8_count(STR("aé€😀")), 4);
	CHECK_INT((int64_t)utf8_count(STR("0123456789é0123456789")), 21);
	CHECK_INT((int64_t)utf8_count(STR("\xe2\x82")), 2);
}

TEST(base_utf8, knows_what_must_not_reach_a_terminal)
{
	static const uint32_t unsafe[] = {
		0,      0x07,    0x09,    0x0a,   0x1b,   0x1f,   0x7f,    0x80,    0x9f,    0x061c,
		0x200b, 0x200e,  0x200f,  0x2028, 0x2029, 0x202e, 0x2060,  0x2069,  0xfeff,  0xfff9,
		0xfffb, 0xe0001, 0xe007f, 0x00ad, 0x034f, 0x115f, 0x1160,  0x17b4,  0x180b,  0x180e,
		0x206a, 0x3164,  0xfe00,  0xfe0f, 0xffa0, 0xfff0, 0x1bca0, 0x1d173, 0xe0100,
	};
	static const uint32_t safe[] = {
		' ',    '~',    0xa0,   0xe9,   0x061b, 0x061d, 0x200a,  0x2010,
		0x2027, 0x202f, 0x205f, 0x2070, 0xfffc, 0xfffd, 0x1f600, 0xac,
		0xae,   0x350,  0x1161, 0x180a, 0x3163, 0xfe10,
	};
	for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++)
		CHECK(utf8_is_unsafe(unsafe[i]));
	for (size_t i = 0; i < sizeof safe / sizeof safe[0]; i++)
		CHECK(!utf8_is_unsafe(safe[i]));
}

TEST(base_utf8, knows_how_wide_a_code_point_is)
{
	CHECK_INT(utf8_width('a'), 1);
	CHECK_INT(utf8_width(0xe9), 1);
	CHECK_INT(utf8_width(0xa0), 1);
	CHECK_INT(utf8_width(0xad), 1);
	CHECK_INT(utf8_width(0), 0);
	CHECK_INT(utf8_width(0x0301), 0);
	CHECK_INT(utf8_width(0x20dd), 0);
	CHECK_INT(utf8_width(0x200d), 0);
	CHECK_INT(utf8_width(0xfe0f), 0);
	CHECK_INT(utf8_width(0x1161), 0);
	CHECK_INT(utf8_width(0x1100), 2);
	CHECK_INT(utf8_width(0x3042), 2);
	CHECK_INT(utf8_width(0x4e2d), 2);
	CHECK_INT(utf8_width(0xac00), 2);
	CHECK_INT(utf8_width(0xff21), 2);
	CHECK_INT(utf8_width(0xff71), 1);
	CHECK_INT(utf8_width(0x1f600), 2);
	CHECK_INT(utf8_width(0x20000), 2);
	CHECK_INT(utf8_width(0xe000), 1);
	CHECK_INT(utf8_width(0x10ffff), 1);
}

static enum encoding
guess(struct str head, size_t want_bom)
{
	size_t bom = 99;
	enum encoding encoding = encoding_guess(head, &bom);
	CHECK_INT((int64_t)bom, (int64_t)want_bom);
	return encoding;
}

TEST(base_utf8, guesses_the_encoding_of_a_file)
{
	CHECK_INT(guess(STR("\xef\xbb\xbf"
			    "a"),
			3),
		  ENCODING_UTF8);
	CHECK_INT(guess(STR("\xff\xfe"
			    "a\0"),
			2),
		  ENCODING_UTF16LE);
	CHECK_INT(guess(STR("\xfe\xff\0a"), 2), ENCODING_UTF16BE);
	CHECK_INT(guess(STR("i\0d\0,\0n\0"), 0), ENCODING_UTF16LE);
	CHECK_INT(guess(STR("\0i\0d\0,\0n"), 0), ENCODING_UTF16BE);
	CHECK_INT(guess(STR(""), 0), ENCODING_UTF8);
	CHECK_INT(guess((struct str){0}, 0), ENCODING_UTF8);
	CHECK_INT(guess(STR("a"), 0), ENCODING_UTF8);
	CHECK_INT(guess(STR("plain text"), 0), ENCODING_UTF8);
	CHECK_INT(guess(STR("\0\0\0\0\0\0\0\0"), 0), ENCODING_UTF8);
	CHECK_INT(guess(STR("PK\3\4\0\0\0\0\x08\0\0\0"), 0), ENCODING_UTF8);
	CHECK_INT(guess(STR("\xef\xbb"), 0), ENCODING_UTF8);
}

/* Convert in pieces of every size: the outcome must not depend on them. */
static void
converts(struct str bytes, bool big_endian, const char *want, bool damaged)
{
	for (size_t piece = 1; piece <= bytes.size + 1; piece++) {
		struct utf16 state = {.big_endian = big_endian};
		struct buf out;
		buf_init(&out, test_arena(), 1000);
		for (size_t at = 0; at < bytes.size; at += piece)
			utf16_convert(&state, str_cut(bytes, at, at + piece), false, &out);
		utf16_convert(&state, STR(""), true, &out);
		CHECK_SLICE(buf_str(&out), want);
		CHECK(state.damaged == damaged);
	}
}

TEST(base_utf8, converts_utf16_in_pieces)
{
	converts(STR("a\0\xe9\0\xac\x20\x3d\xd8\x00\xde"), false, "aé€😀", false);
	converts(STR("\0a\0\xe9\x20\xac\xd8\x3d\xde\x00"), true, "aé€😀", false);
	converts(STR(""), false, "", false);
}

TEST(base_utf8, says_when_utf16_is_damaged)
{
	converts(STR("a\0b"), false, "a\xef\xbf\xbd", true);
	converts(STR("\x3d\xd8"
		     "a\0"),
		 false,
		 "\xef\xbf\xbd"
		 "a",
		 true);
	converts(STR("\x00\xde"
		     "a\0"),
		 false,
		 "\xef\xbf\xbd"
		 "a",
		 true);
	converts(STR("\x3d\xd8"), false, "\xef\xbf\xbd", true);
	converts(STR("\x3d\xd8\x3d\xd8\x00\xde"), false, "\xef\xbf\xbd😀", true);
	converts(STR("\x3d\xd8"
		     "a"),
		 false, "\xef\xbf\xbd\xef\xbf\xbd", true);
}
