/* SPDX-License-Identifier: Apache-2.0
 *
 * Text of strangers cannot move a cursor, turn a line around or give a CI runner a command.
 */
#include "base/utf8.h"
#include "made.h"

static const char *
safe(struct str text)
{
	struct arena *run = test_arena();
	struct out out;

	out_to_memory(&out, run);
	report_safe(&out, text);
	return str_copy(run, out_str(&out));
}

TEST(report_safe, leaves_plain_text_and_letters_of_all_scripts)
{
	CHECK_STR(safe(STR("data/a b.csv")), "data/a b.csv");
	CHECK_STR(safe(STR("Zażółć 数据 ✓")), "Zażółć 数据 ✓");
	CHECK_STR(safe(STR("")), "");
	CHECK_STR(safe(STR("C::D, a:b")), "C::D, a:b");
	CHECK_STR(safe(STR("# title")), "# title");
}

TEST(report_safe, escapes_controls_and_line_ends)
{
	CHECK_STR(safe(STR("a\x1b[31mb")), "a\\x1b[31mb");
	CHECK_STR(safe(str_make("a\0b", 3)), "a\\x00b");
	CHECK_STR(safe(STR("a\nb\rc\td\x7f")), "a\\nb\\rc\\td\\x7f");
	CHECK_STR(safe(STR("\xc2\x9b"
			   "31m")),
		  "\\u{9b}31m");
}

TEST(report_safe, escapes_bidi_invisible_and_line_separators)
{
	CHECK_STR(safe(STR("a\u202e\u2066b")), "a\\u{202e}\\u{2066}b");
	CHECK_STR(safe(STR("\u200b\u2028\ufeff")), "\\u{200b}\\u{2028}\\u{feff}");
	CHECK_STR(safe(STR("\U000e0041")), "\\u{e0041}");
}

TEST(report_safe, shows_bytes_that_are_no_utf8)
{
	CHECK_STR(safe(STR("a\xff\xfe")), "a\\xff\\xfe");
	CHECK_STR(safe(STR("\xc0\x80")), "\\xc0\\x80");
	CHECK_STR(safe(STR("\xed\xa0\x80")), "\\xed\\xa0\\x80");
	CHECK_STR(safe(STR("\xf0\x9f")), "\\xf0\\x9f");
	CHECK_STR(safe(STR("\ufffd")), "\ufffd");
}

TEST(report_safe, breaks_commands_of_ci_runners)
{
	CHECK_STR(safe(STR("::error::x")), "\\x3a:error::x");
	CHECK_STR(safe(STR("  ::error::x")), "  \\x3a:error::x");
	CHECK_STR(safe(STR("a##[error]x")), "a##\\x5berror]x");
	CHECK_STR(safe(STR("####[group]")), "####\\x5bgroup]");
	CHECK_STR(safe(STR("##vso[task.setvariable]")), "##vso\\x5btask.setvariable]");
	CHECK_STR(safe(STR("##[##VSO[####teamcity[")), "##\\x5b##VSO\\x5b####teamcity\\x5b");
	CHECK_STR(safe(STR("##v\u00adso[")), "##v\\u{ad}so[");
	CHECK_STR(safe(STR("#[x] #x[ ##1[ ##a-b[ ##x#y[")), "#[x] #x[ ##1[ ##a-b[ ##x#y[");
}

/* Every text of up to two bytes, and the look of it: no byte below 0x20, no C1, valid UTF-8. */
TEST(report_safe, holds_for_all_pairs_of_bytes)
{
	struct arena *run = test_arena();

	for (int first = 0; first < 256; first++) {
		for (int second = 0; second < 256; second++) {
			char text[2] = {(char)first, (char)second};
			struct arena_mark mark = arena_mark(run);
			struct str shown;
			struct out out;

			out_to_memory(&out, run);
			report_safe(&out, str_make(text, 2));
			shown = out_str(&out);
			for (size_t offset = 0; offset < shown.size;) {
				if (utf8_is_unsafe(utf8_next(shown, &offset)))
					CHECK(!"unsafe");
			}
			if (utf8_invalid(shown) != SIZE_MAX)
				CHECK(!"invalid");
			arena_rewind(run, mark);
		}
	}
}
