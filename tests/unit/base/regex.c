/* SPDX-License-Identifier: Apache-2.0 */
#include "base/regex.h"

#include <string.h>

#include "base/pool.h"
#include "harness/test.h"

static enum regex_result
match(const char *pattern, struct str text, enum regex_origin origin)
{
	struct arena *arena = test_arena();
	struct regex *regex = NULL;
	CHECK_OK(regex_compile(&regex, arena, str_of(pattern), origin));
	return regex ? regex_match(regex, arena, text, NULL) : REGEX_UNDECIDED;
}

TEST(base_regex, tells_match_from_no_match)
{
	CHECK_INT(match("^[A-Z]{3}-\\d+$", STR("SYS-001"), REGEX_POLICY), REGEX_MATCH);
	CHECK_INT(match("^[A-Z]{3}-\\d+$", STR("sys-001"), REGEX_POLICY), REGEX_NO_MATCH);
	CHECK_INT(match("", STR(""), REGEX_POLICY), REGEX_MATCH);
	CHECK_INT(match("a", (struct str){0}, REGEX_POLICY), REGEX_NO_MATCH);
	CHECK_INT(match("^.$", STR("é"), REGEX_POLICY), REGEX_MATCH);
	CHECK_INT(match("^..$", STR("é"), REGEX_BUILTIN), REGEX_MATCH);
	CHECK_INT(match("a.b", STR("a\0b"), REGEX_POLICY), REGEX_MATCH);
}

TEST(base_regex, the_end_is_the_very_end_in_a_policy)
{
	CHECK_INT(match("^ok$", STR("ok\n"), REGEX_POLICY), REGEX_NO_MATCH);
	CHECK_INT(match("^ok$", STR("ok\nbad"), REGEX_POLICY), REGEX_NO_MATCH);
	CHECK_INT(match("(?m)^ok$", STR("ok\nbad"), REGEX_POLICY), REGEX_MATCH);
}

TEST(base_regex, finds_the_span_from_an_offset)
{
	struct arena *arena = test_arena();
	struct regex *regex = NULL;
	struct span span = {0};
	CHECK_OK(regex_compile(&regex, arena, STR("\\d+"), REGEX_POLICY));
	CHECK_INT(regex_match(regex, arena, STR("ab12c345"), &span), REGEX_MATCH);
	CHECK_INT((int64_t)span.start, 2);
	CHECK_INT((int64_t)span.end, 4);
	CHECK_INT(regex_match_from(regex, arena, STR("ab12c345"), 4, &span), REGEX_MATCH);
	CHECK_INT((int64_t)span.start, 5);
	CHECK_INT((int64_t)span.end, 8);
	CHECK_INT(regex_match_from(regex, arena, STR("ab12c345"), 8, &span), REGEX_NO_MATCH);
	CHECK_INT(regex_match_from(regex, arena, STR("ab12c345"), 99, &span), REGEX_NO_MATCH);
}

TEST(base_regex, more_groups_than_anybody_asked_for_still_match)
{
	CHECK_INT(match("(a)(b)(c)(?P<x>d)", STR("abcd"), REGEX_POLICY), REGEX_MATCH);
}

TEST(base_regex, a_limit_is_no_answer)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 100 * 1000);
	memset(text, 'a', 100 * 1000);
	CHECK_INT(match("^(a|aa)+$", str_make(text, 40), REGEX_POLICY), REGEX_MATCH);
	text[5000] = 'b';
	CHECK_INT(match("^(a|aa)+$", str_make(text, 5001), REGEX_POLICY), REGEX_UNDECIDED);
	CHECK_INT(match("^(a|b|ab)*c", str_make(text, 100 * 1000), REGEX_POLICY), REGEX_UNDECIDED);
	CHECK_INT(match("^(a+)+$", str_make(text, 5001), REGEX_BUILTIN), REGEX_UNDECIDED);
}

TEST(base_regex, invalid_text_is_no_answer_for_a_policy)
{
	CHECK_INT(match("a",
			STR("\xff"
			    "a"),
			REGEX_POLICY),
		  REGEX_UNDECIDED);
	CHECK_INT(match("a",
			STR("\xff"
			    "a"),
			REGEX_BUILTIN),
		  REGEX_MATCH);
	struct arena *arena = test_arena();
	struct regex *regex = NULL;
	CHECK_OK(regex_compile(&regex, arena, STR("a"), REGEX_POLICY));
	CHECK_INT(regex_match_from(regex, arena,
				   STR("\xc3\xa9"
				       "a"),
				   1, NULL),
		  REGEX_UNDECIDED);
}

TEST(base_regex, matching_gives_back_what_it_took)
{
	struct arena *arena = test_arena();
	struct regex *regex = NULL;
	CHECK_OK(regex_compile(&regex, arena, STR("(a+)(b+)?c"), REGEX_POLICY));
	size_t used = arena->used;
	for (int i = 0; i < 1000; i++)
		CHECK_INT(regex_match(regex, arena, STR("aaabbbc"), NULL), REGEX_MATCH);
	CHECK_INT((int64_t)arena->used, (int64_t)used);
}

static struct err *
compile_in(struct arena *arena, const char *pattern, enum regex_origin origin)
{
	struct regex *regex = NULL;
	return regex_compile(&regex, arena, str_of(pattern), origin);
}

static struct err *
compile(const char *pattern, enum regex_origin origin)
{
	return compile_in(test_arena(), pattern, origin);
}

static bool
refuses(struct arena *arena, const char *pattern, const char *why)
{
	struct err *err = compile_in(arena, pattern, REGEX_POLICY);
	err_settle(err);
	return err && str_find(str_of(err_text(arena, err)), str_of(why)) != SIZE_MAX;
}

TEST(base_regex, what_pcre2_refuses_names_the_offset)
{
	CHECK_ERR(compile("ab(c", REGEX_POLICY), "pattern 'ab(c' at offset 4: missing closing");
	CHECK_ERR(compile("[", REGEX_POLICY), "offset 1");
	CHECK_ERR(compile("a**b", REGEX_POLICY), "offset");
	CHECK_ERR(compile("\xff", REGEX_POLICY), "UTF-8");
	CHECK_ERR(compile("[[:nope:]]", REGEX_POLICY), "POSIX");
	CHECK_ERR(compile("(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
			  "((("
			  "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
			  "((",
			  REGEX_POLICY),
		  "too deeply nested");
	CHECK_ERR(compile("((((a{1000}){1000}){1000}){1000})", REGEX_POLICY), "too large");
}

TEST(base_regex, a_policy_stays_within_the_subset)
{
	static const struct {
		const char *pattern;
		const char *why;
	} bad[] = {
		{"a(?=b)", "offset 1: look-around"},
		{"a(?!b)", "look-around"},
		{"(?<=a)b", "look-around"},
		{"(?<!a)b", "look-around"},
		{"(?*a)b", "look-around"},
		{"(?<*a)b", "look-around"},
		{"(*pla:a)", "verbs"},
		{"(a)\\1", "offset 3: back-references"},
		{"(a)\\g1", "back-references"},
		{"(a)\\g{-1}", "back-references"},
		{"(?<n>a)\\k<n>", "back-references"},
		{"(?P<n>a)(?P=n)", "back-references"},
		{"(?P<n>a)(?P>n)", "subroutine"},
		{"(?<n>a)(?&n)", "subroutine"},
		{"a(?R)?", "recursion"},
		{"(a)(?1)", "recursion"},
		{"(a)(?+1)", "recursion"},
		{"(a)(?-1)", "not allowed"},
		{"(a)(?(1)b|c)", "conditions"},
		{"a(?C1)b", "callouts"},
		{"a\\Cb", "this escape"},
		{"a\\Kb", "this escape"},
		{"\\Ga", "this escape"},
		{"\\X", "this escape"},
		{"\\R", "this escape"},
		{"a\\Z", "this escape"},
		{"\\N{U+41}", "this escape"},
		{"\\cA", "this escape"},
		{"\\o{101}", "this escape"},
		{"(?>a+)b", "atomic"},
		{"a++", "possessive"},
		{"a*+", "possessive"},
		{"a?+", "possessive"},
		{"a{2}+", "possessive"},
		{"a{2,}+", "possessive"},
		{"a{2,3}+b", "possessive"},
		{"(*UTF)a", "verbs"},
		{"a(*SKIP)b", "verbs"},
		{"(*LIMIT_MATCH=999999999)a", "verbs"},
		{"(?x)a # (?=b)", "this kind of group"},
		{"(?#comment)", "this kind of group"},
		{"(?|a|b)", "this kind of group"},
		{"(?'n'a)", "this kind of group"},
		{"(?^i)a", "this kind of group"},
		{"(?J)a", "this kind of group"},
		{"(?xx)a", "this kind of group"},
		{"(?ix)a", "this kind of group"},
		{"(?", "this kind of group"},
		{"[a](?=b)", "offset 3: look-around"},
		{"[]a](?=b)", "offset 4: look-around"},
		{"[^]a](?=b)", "offset 5: look-around"},
		{"[\\]](?=b)", "offset 4: look-around"},
		{"[[:alpha:]](?=b)", "offset 11: look-around"},
		{"[[:alpha](?=b)", "offset 9: look-around"},
		{"[\\Q]\\E](?=b)", "offset 7: look-around"},
		{"\\Qa\\E(?=b)", "offset 5: look-around"},
		{"\\\\(?=b)", "offset 2: look-around"},
		{"[(?=b)]\\1", "offset 7: back-references"},
		{"[[:<:]]a", "look-around"},
		{"a[[:>:]]", "look-around"},
		{"\\p{Xan}", "this property"},
		{"[\\P{Xwd}]", "this property"},
		{"\\p{L&}", "this property"},
		{"\\p{script=Greek}", "this property"},
		{"\\", "at offset"},
	};
	struct arena *arena = test_arena();
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (!CHECK(refuses(arena, bad[i].pattern, bad[i].why)))
			test_check_str(bad[i].pattern, NULL, "pattern", __FILE__, __LINE__);
	}
}

TEST(base_regex, the_subset_is_not_narrower_than_it_says)
{
	static const char *const good[] = {
		"a|b",
		"a*?b+?c??d{2}?e{2,}f{2,3}",
		"(?i)a(?-i)b(?s:.)(?im-s:c)",
		"(?:a)(?P<n>b)(?<m>c)",
		"\\A\\bword\\b\\B\\z",
		"\\d\\D\\s\\S\\w\\W\\pL\\p{Greek}\\PN",
		"\\x41\\x{1F600}\\a\\f\\t\\n\\r\\0",
		"[]a]",
		"[^]a]",
		"[a\\]\\d[:alpha:]^-]",
		"\\Q(?=a)\\E",
		"\\Q(?=a)",
		"[(?=)*+]",
		"\\(\\?=\\)\\*\\+",
		"a{,3}",
		"{}",
		"a{x}+",
		"(?U)a*",
		"[[:^alpha:]]",
		"[\\Qa-z\\E]",
		"(a)?b",
		"((((((((((a))))))))))",
		"é+[ä-ü]",
	};
	struct arena *arena = test_arena();
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (!CHECK_OK(compile_in(arena, good[i], REGEX_POLICY)))
			test_check_str(good[i], NULL, "pattern", __FILE__, __LINE__);
	}
}

TEST(base_regex, our_own_patterns_may_hold_more)
{
	CHECK_INT(match("(?<![0-9])\\d{3}(?![0-9])", STR("a123b"), REGEX_BUILTIN), REGEX_MATCH);
	CHECK_INT(match("(a+)\\1$", STR("aaa"), REGEX_BUILTIN), REGEX_MATCH);
	CHECK_ERR(compile("\\C", REGEX_BUILTIN), "offset");
}

struct shared {
	const struct regex *regex;
	struct arena *arenas[4];
	enum regex_result results[400];
};

static void
match_one(void *context, size_t worker, size_t index)
{
	struct shared *shared = context;
	shared->results[index] = regex_match(shared->regex, shared->arenas[worker],
					     index % 2 ? STR("xxabbbc") : STR("xxabbb"), NULL);
}

TEST(base_regex, threads_share_a_pattern)
{
	struct shared shared = {0};
	struct regex *regex = NULL;
	CHECK_OK(regex_compile(&regex, test_arena(), STR("(a|b)+c"), REGEX_POLICY));
	shared.regex = regex;
	for (size_t i = 0; i < 4; i++)
		shared.arenas[i] = test_arena();
	pool_run(4, 400, match_one, &shared);
	for (size_t i = 0; i < 400; i++)
		CHECK_INT(shared.results[i], i % 2 ? REGEX_MATCH : REGEX_NO_MATCH);
}
