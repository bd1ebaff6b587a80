/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "harness/test.h"

TEST(base_buf, collects_pieces)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 100);
	CHECK_SLICE(buf_str(&buf), "");
	buf_add(&buf, STR("a"));
	buf_add(&buf, (struct str){0});
	buf_byte(&buf, '\n');
	buf_print(&buf, "%d-%s", 12, "x");
	CHECK_SLICE(buf_str(&buf), "a\n12-x");
	CHECK(!buf.full);
}

TEST(base_buf, takes_up_to_its_limit_and_no_more)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 5);
	buf_add(&buf, STR("abcd"));
	buf_byte(&buf, 'e');
	CHECK(!buf.full);
	buf_add(&buf, STR(""));
	CHECK(!buf.full);
	buf_byte(&buf, 'f');
	CHECK(buf.full);
	CHECK_SLICE(buf_str(&buf), "abcde");
}

TEST(base_buf, is_sticky_once_full)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 4);
	buf_add(&buf, STR("abc"));
	buf_add(&buf, STR("de"));
	CHECK(buf.full);
	buf_byte(&buf, 'f');
	buf_print(&buf, "g");
	CHECK_SLICE(buf_str(&buf), "abc");
	buf_clear(&buf);
	CHECK(!buf.full);
	buf_add(&buf, STR("wxyz"));
	CHECK_SLICE(buf_str(&buf), "wxyz");
}

TEST(base_buf, print_fits_exactly_or_not_at_all)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 3);
	buf_print(&buf, "%s", "abc");
	CHECK(!buf.full);
	CHECK_SLICE(buf_str(&buf), "abc");
	buf_clear(&buf);
	buf_print(&buf, "%s", "abcd");
	CHECK(buf.full);
	CHECK_SLICE(buf_str(&buf), "");
}

TEST(base_buf, a_limit_of_nothing_takes_nothing)
{
	struct buf buf;
	buf_init(&buf, test_arena(), 0);
	buf_print(&buf, "%s", "");
	CHECK(!buf.full);
	buf_byte(&buf, 'a');
	CHECK(buf.full);
}

TEST(base_buf, grows_without_losing_anything)
{
	struct buf buf;
	buf_init(&buf, test_arena(), SIZE_MAX);
	for (int i = 0; i < 20000; i++)
		buf_print(&buf, "%d,", i % 10);
	struct str text = buf_str(&buf);
	CHECK_INT((int64_t)text.size, 40000);
	CHECK(str_ends(text, STR("8,9,")));
	CHECK(str_starts(text, STR("0,1,")));
}
