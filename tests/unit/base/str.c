/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "harness/test.h"

static const struct str none = {0};

TEST(base_str, none_and_empty_are_told_apart)
{
	CHECK(str_of(NULL).data == NULL);
	CHECK(str_of("").data != NULL);
	CHECK(str_dup(test_arena(), none).data == NULL);
	CHECK(str_dup(test_arena(), STR("")).data != NULL);
	CHECK(str_equal(none, STR("")));
	CHECK(str_is(none, ""));
}

TEST(base_str, every_function_takes_none)
{
	struct arena *arena = test_arena();
	struct str rest = none;
	struct str part;
	CHECK_INT(str_compare(none, none), 0);
	CHECK(str_starts(none, none) && str_ends(none, none) && str_ends_fold(none, none));
	CHECK_INT((int64_t)str_find(none, none), 0);
	CHECK(str_find(none, STR("a")) == SIZE_MAX);
	CHECK(str_find_byte(none, 'a') == SIZE_MAX);
	CHECK(str_find_last(none, 'a') == SIZE_MAX);
	CHECK(str_cut(none, 1, 2).size == 0);
	CHECK(str_trim(none).size == 0);
	CHECK(!str_split(&rest, ',', &part));
	CHECK(!str_line(&rest, &part));
	CHECK(str_lower(arena, none).data == NULL);
	CHECK_STR(str_copy(arena, none), "");
	CHECK_SLICE(str_folder(none), "");
	CHECK(str_name(none).size == 0);
	CHECK_SLICE(str_join_path(arena, none, STR("a")), "a");
	CHECK_SLICE(str_join_path(arena, STR("a"), none), "a/");
}

TEST(base_str, compares_bytes_as_unsigned)
{
	CHECK_INT(str_compare(STR("a"), STR("b")), -1);
	CHECK_INT(str_compare(STR("\xff"), STR("a")), 1);
	CHECK_INT(str_compare(STR("ab"), STR("a")), 1);
	CHECK_INT(str_compare(STR("a\0b"), STR("a\0b")), 0);
	CHECK_INT(str_compare(STR(""), STR("a")), -1);
}

TEST(base_str, folds_ascii_letters_only)
{
	CHECK(str_equal_fold(STR("ReadMe"), STR("README")));
	CHECK(!str_equal_fold(STR("\xc3\xa9"), STR("\xc3\x89")));
	CHECK(!str_equal_fold(STR("@"), STR("`")));
	CHECK(!str_equal_fold(STR("["), STR("{")));
	CHECK(str_ends_fold(STR("a.CSV"), STR(".csv")));
	CHECK_SLICE(str_lower(test_arena(), STR("AbZ[\xc3\x89")), "abz[\xc3\x89");
}

TEST(base_str, finds_what_is_there)
{
	CHECK_INT((int64_t)str_find(STR("aab"), STR("ab")), 1);
	CHECK_INT((int64_t)str_find(STR("abc"), STR("c")), 2);
	CHECK_INT((int64_t)str_find(STR("abc"), STR("abc")), 0);
	CHECK(str_find(STR("ab"), STR("abc")) == SIZE_MAX);
	CHECK(str_find(STR("aaa"), STR("ab")) == SIZE_MAX);
	CHECK_INT((int64_t)str_find(STR("a\0b"), STR("\0b")), 1);
	CHECK_INT((int64_t)str_find_byte(STR("a\0b"), '\0'), 1);
	CHECK_INT((int64_t)str_find_last(STR("a/b/c"), '/'), 3);
}

TEST(base_str, cuts_are_clamped)
{
	CHECK_SLICE(str_cut(STR("abc"), 1, 2), "b");
	CHECK_SLICE(str_cut(STR("abc"), 1, SIZE_MAX), "bc");
	CHECK_SLICE(str_cut(STR("abc"), 5, 9), "");
	CHECK_SLICE(str_cut(STR("abc"), 2, 1), "");
}

TEST(base_str, trims_blanks_at_both_ends)
{
	CHECK_SLICE(str_trim(STR(" \t\r\n\v\fa b\n")), "a b");
	CHECK_SLICE(str_trim(STR(" \n ")), "");
	CHECK_SLICE(str_trim(STR("\xc2\xa0x")), "\xc2\xa0x");
}

TEST(base_str, splits_into_every_part)
{
	struct str rest = STR("a,,b,");
	struct str part;
	CHECK(str_split(&rest, ',', &part));
	CHECK_SLICE(part, "a");
	CHECK(str_split(&rest, ',', &part));
	CHECK_SLICE(part, "");
	CHECK(str_split(&rest, ',', &part));
	CHECK_SLICE(part, "b");
	CHECK(str_split(&rest, ',', &part));
	CHECK_SLICE(part, "");
	CHECK(!str_split(&rest, ',', &part));
	rest = STR("");
	CHECK(str_split(&rest, ',', &part));
	CHECK_SLICE(part, "");
	CHECK(!str_split(&rest, ',', &part));
}

TEST(base_str, lines_end_with_lf_or_crlf)
{
	struct str rest = STR("a\r\n\nb\rc\n\r");
	struct str line;
	CHECK(str_line(&rest, &line));
	CHECK_SLICE(line, "a");
	CHECK(str_line(&rest, &line));
	CHECK_SLICE(line, "");
	CHECK(str_line(&rest, &line));
	CHECK_SLICE(line, "b\rc");
	CHECK(str_line(&rest, &line));
	CHECK_SLICE(line, "\r");
	CHECK(!str_line(&rest, &line));
}

TEST(base_str, takes_paths_apart_and_joins_them)
{
	struct arena *arena = test_arena();
	CHECK_SLICE(str_folder(STR("a/b/c")), "a/b");
	CHECK_SLICE(str_name(STR("a/b/c")), "c");
	CHECK_SLICE(str_folder(STR("c")), "");
	CHECK_SLICE(str_name(STR("c")), "c");
	CHECK_SLICE(str_folder(STR("/c")), "");
	CHECK_SLICE(str_name(STR("a/")), "");
	CHECK_SLICE(str_join_path(arena, STR("a/b"), STR("c")), "a/b/c");
	CHECK_SLICE(str_join_path(arena, STR(""), STR("c")), "c");
}

TEST(base_str, a_slice_too_long_for_printf_is_cut_not_run_over)
{
	struct str text = {.data = "abc", .size = (size_t)1 << 33};
	int precision = -1;
	const char *data = NULL;
	struct {
		int precision;
		const char *data;
	} argument = {STR_ARG(text)};
	precision = argument.precision;
	data = argument.data;
	CHECK_INT(precision, 0x7fffffff);
	CHECK_STR(data, "abc");
}
