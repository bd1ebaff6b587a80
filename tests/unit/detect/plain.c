/* SPDX-License-Identifier: Apache-2.0 */
#include "detect/plain.h"

#include "base/arena.h"
#include "harness/test.h"

static struct str
plain(const char *text)
{
	struct buf room;

	buf_init(&room, test_arena(), SIZE_MAX);
	return plain_text(&room, str_of(text));
}

TEST(detect_plain, leaves_text_without_anything_else_alone)
{
	CHECK(!plain_is_other(STR("")));
	CHECK(!plain_is_other(STR("100 % & more \\ of \\u00 it &#; &x; %4 %zz")));
	CHECK(!plain_is_other(STR("Zoë, Łódź, 東京、 ann@bücher.de")));
	CHECK(!plain_is_other(STR("a—b – c, m–n")));
	CHECK(!plain_is_other(STR("%0a \\u000a &#10; %e4 &#x110000; &#99999999999;")));
	CHECK(!plain_is_other(str_make("\xc2\xe2\x80\xff", 4)));
}

TEST(detect_plain, writes_blanks_and_hyphens_as_ascii)
{
	CHECK_SLICE(plain("a\u00a0b\u202fc\u2009d\u3000e"), "a b c d e");
	CHECK_SLICE(plain("a\u2010b\u2011c\u2212d"), "a-b-c-d");
	CHECK_SLICE(plain("12–34—AB—c"), "12-34-AB-c");
	CHECK_SLICE(plain("１２＠Ａｚ"), "12@Az");
}

TEST(detect_plain, writes_what_looks_like_a_sign_as_that_sign)
{
	CHECK_SLICE(plain("a\ufe6bb\u2024c\ufe52d\uff0ee\uff20f"), "a@b.c.d.e@f");
	CHECK_SLICE(plain("1\u20432\ufe633\uff0d4\u22125\u27966\u02d77"), "1-2-3-4-5-6-7");
	CHECK_SLICE(plain("\ufe624 \ufe595\ufe5a \u20516\u2044\ua789\ufe33\ufe5f\ufe6a"),
		    "+4 (5) \u20516/:_#%");
	CHECK_SLICE(plain("corp\u3002com\uff612"), "corp.com.2");
	CHECK(!plain_is_other(STR("corp\u3002 Com\uff61")));
	CHECK(!plain_is_other(STR("\u4eac\u3002a \u3002a")));
}

TEST(detect_plain, reads_escapes_of_markdown)
{
	CHECK_SLICE(plain("a\\@b\\.c\\_d\\-e\\+f"), "a@b.c_d-e+f");
	CHECK(!plain_is_other(STR("a\\ @ \\w \\")));
	CHECK_INT(plain_origin(STR("a\\@b"), 2), 3);
}

TEST(detect_plain, leaves_out_what_is_not_seen)
{
	CHECK_SLICE(plain("a\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e"
			  "b"),
		    "ab");
	CHECK_SLICE(plain("\u200b"), "");
}

TEST(detect_plain, reads_escapes)
{
	CHECK_SLICE(plain("a%40b%2Bc%20d"), "a@b+c d");
	CHECK_SLICE(plain("a\\u0040b\\x40c\\u00a0d\\u2011e"), "a@b@c d-e");
	CHECK_SLICE(plain("a&#64;b&#x40;c&#X000040;d&commat;e&nbsp;f"), "a@b@c@d@e f");
	CHECK_SLICE(plain("%&#64%&#64;%2"), "%&#64%@%2");
	CHECK_SLICE(plain("\\u00e9 %C3%A9 &#233;%20"), "\\u00e9 %C3%A9 &#233; ");
}

TEST(detect_plain, knows_where_each_byte_came_from)
{
	struct str text = STR("é\u200bann%40b\u00a0c&#64;");

	CHECK_SLICE(plain(text.data), "éann@b c@");
	CHECK_INT(plain_origin(text, 0), 0);
	CHECK_INT(plain_origin(text, 2), 5);
	CHECK_INT(plain_origin(text, 5), 8);
	CHECK_INT(plain_origin(text, 6), 11);
	CHECK_INT(plain_origin(text, 7), 12);
	CHECK_INT(plain_origin(text, 9), 15);
	CHECK_INT(plain_origin(text, 10), text.size);
	CHECK_INT(plain_origin(text, 99), text.size);
}

TEST(detect_plain, is_never_longer)
{
	char bytes[8];
	uint64_t state = 1;

	for (int round = 0; round < 20000; round++) {
		static const char some[] = "%&\\#ux4;0\xc2\xa0\xe2\x80\x8b\xef\xbc\x91";
		struct str text;

		for (size_t i = 0; i < sizeof bytes; i++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			bytes[i] = some[(state >> 33) % (sizeof some - 1)];
		}
		text = str_make(bytes, sizeof bytes);
		if (plain_is_other(text)) {
			struct arena arena;
			struct buf room;

			arena_init(&arena, NULL);
			buf_init(&room, &arena, SIZE_MAX);
			CHECK(plain_text(&room, text).size < text.size);
			arena_free(&arena);
		}
	}
}
