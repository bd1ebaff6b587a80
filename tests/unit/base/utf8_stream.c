/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8_stream against the Encoding Standard: where U+FFFD stands for several bytes and where not.
 */
#include "base/utf8_stream.h"
#include "base/utf8.h"
#include "harness/test.h"

/* What the bytes decode to, as UTF-8 again. */
static struct str
decoded(struct str text)
{
	struct utf8_stream stream = {0};
	uint32_t points[2];
	struct buf out;

	buf_init(&out, test_arena(), SIZE_MAX);
	for (size_t i = 0; i < text.size; i++) {
		size_t count = utf8_stream_add(&stream, (unsigned char)text.data[i], points);

		for (size_t p = 0; p < count; p++)
			utf8_put(&out, points[p]);
	}
	if (utf8_stream_end(&stream))
		utf8_put(&out, 0xfffd);
	return buf_str(&out);
}

TEST(base_utf8_stream, gives_back_what_is_valid)
{
	CHECK_SLICE(
		decoded(STR(
			"a\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"
			"z")),
		"a\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbfz");
}

TEST(base_utf8_stream, replaces_a_cut_character_once)
{
	CHECK_SLICE(decoded(STR("\xe2\x82")), "\xef\xbf\xbd");
	CHECK_SLICE(decoded(STR("\xf0\x9f\x98x")), "\xef\xbf\xbdx");
	CHECK_SLICE(decoded(STR("\xe2\x82\xe2\x82\xac")), "\xef\xbf\xbd\xe2\x82\xac");
}

TEST(base_utf8_stream, replaces_each_byte_that_begins_nothing)
{
	CHECK_SLICE(decoded(STR("\x80\xbf")), "\xef\xbf\xbd\xef\xbf\xbd");
	CHECK_SLICE(decoded(STR("\xc0\xaf")), "\xef\xbf\xbd\xef\xbf\xbd");
	CHECK_SLICE(decoded(STR("\xff\xfe")), "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(base_utf8_stream, takes_no_surrogate_and_no_overlong_form)
{
	CHECK_SLICE(decoded(STR("\xed\xa0\x80")), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	CHECK_SLICE(decoded(STR("\xe0\x80\x80")), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	CHECK_SLICE(decoded(STR("\xf4\x90\x80\x80")),
		    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}
