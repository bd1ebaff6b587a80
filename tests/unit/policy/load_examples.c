/* SPDX-License-Identifier: Apache-2.0
 *
 * Examples of rules: every slip that would let one show nothing is a problem, at its place.
 */
#include "base/arena.h"
#include "unit/policy/loading.h"

#define RULE                                                                                       \
	"rule: dataset/some-problem\n"                                                             \
	"title: t\n"                                                                               \
	"severity: error\n"                                                                        \
	"kind: dataset\n"                                                                          \
	"params: {tolerate: {type: int, default: 0, max: 5, stricter: lower}}\n"                   \
	"check: {absent: {fact: pii, tolerate: $tolerate}}\n"                                      \
	"message: m\n"                                                                             \
	"why: w\n"                                                                                 \
	"fix: f\n"                                                                                 \
	"examples:\n"                                                                              \
	"  - {name: a, files: {data/a.csv: x}, finds: [data/a.csv]}\n"                             \
	"  - {name: b, files: {data/a.csv: x}, finds: []}\n"

/* What is wrong with further examples, a line each: "line:column-end: message [help]". */
static const char *
slips_of(struct arena *arena, const char *examples)
{
	struct str text = str_of(rule_problems(RULE_PATH, arena_print(arena, RULE "%s", examples)));
	struct str head = STR(RULE_PATH ":");
	struct buf out;
	struct str line;

	buf_init(&out, arena, 1 << 16);
	while (str_line(&text, &line)) {
		CHECK(str_starts(line, head));
		buf_print(&out, "%.*s\n", STR_ARG(str_cut(line, head.size, line.size)));
	}
	return str_copy(arena, buf_str(&out));
}

/* The same of one, without the line, which is always the 13th. */
static const char *
slips(const char *example)
{
	struct arena *arena = test_arena();
	struct str text =
		str_of(slips_of(arena, arena_print(arena, "  - {name: c, %s}\n", example)));
	struct buf out;
	struct str line;

	buf_init(&out, arena, 1 << 16);
	while (str_line(&text, &line)) {
		CHECK(str_starts(line, STR("13:")));
		buf_print(&out, "%.*s\n", STR_ARG(str_cut(line, 3, line.size)));
	}
	return str_copy(arena, buf_str(&out));
}

TEST(policy_load_examples, takes_every_key)
{
	CHECK_STR(slips("before: {data/a.csv: x}, files: {data/b.csv: y}, history: [{author: Ann "
			"Bell <ann@example.org>, date: 2026-01-01, message: m, files: {data/b.csv: "
			"y}}], config: {govlint: 1, roles: {CISO: [{github: ann}]}}, reviews: [], "
			"now: 2026-11-21T12:00:00+01:00, params: {tolerate: 1}, finds: "
			"[data/b.csv:1:3, \"data/b.csv:2\", data/b.csv], undecided: []"),
		  "");
	CHECK_STR(slips("fixture: repos/clean, finds: []"), "");
	CHECK_STR(slips("files: {}, config: 'govlint: 1', reviews: '[]', undecided: [a]"), "");
}

TEST(policy_load_examples, wants_something_to_judge_and_something_to_find)
{
	CHECK_STR(slips("finds: []"), "5-25: an example has files, a fixture or a history to judge "
				      "[files: {path: text}]\n");
	CHECK_STR(slips("before: {a: x}, finds: []"),
		  "5-41: an example has files, a fixture or a history to judge [files: {path: "
		  "text}]\n");
	CHECK_STR(slips("files: {}"), "5-25: an example says what it finds [finds: [] says that "
				      "nothing is found]\n");
	CHECK_STR(slips("files: {}, fixture: a, finds: []"),
		  "26-33: an example has 'files' or a 'fixture', not both\n");
}

/* One example of each word, made by putting it between two texts; each has to be refused with the
 * words that belong to it. */
static void
check_each(const char *before, const char *after, const char *const (*words)[2], size_t count)
{
	struct arena *arena = test_arena();
	struct buf examples;
	struct str problems, line;
	size_t i = 0;

	buf_init(&examples, arena, 1 << 16);
	for (size_t n = 0; n < count; n++)
		buf_print(&examples, "  - {name: c, %s%s%s}\n", before, words[n][0], after);
	problems = str_of(slips_of(arena, str_copy(arena, buf_str(&examples))));
	for (; str_line(&problems, &line) && i < count; i++) {
		CHECK(str_starts(line, str_of(arena_print(arena, "%zu:", 13 + i))));
		if (str_find(line, str_of(words[i][1])) == SIZE_MAX)
			CHECK_STR(str_copy(arena, line), words[i][1]);
	}
	CHECK_INT((int64_t)i, (int64_t)count);
}

TEST(policy_load_examples, names_the_key_that_was_meant)
{
	static const char *const keys[][2] = {
		{"filesx", "'files'?"},     {"beforex", "'before'?"},
		{"historyx", "'history'?"}, {"configx", "'config'?"},
		{"reviewsx", "'reviews'?"}, {"nowx", "'now'?"},
		{"paramsx", "'params'?"},   {"fixturex", "'fixture'?"},
		{"findsx", "'finds'?"},     {"undecidedx", "'undecided'?"},
	};

	check_each("", ": a", keys, sizeof keys / sizeof *keys);
	CHECK_STR(slips("fils: {a: x}, finds: []"),
		  "15-19: unknown key 'fils' in an example [did you mean 'files'?]\n");
}

TEST(policy_load_examples, refuses_odd_paths)
{
	static const char *const odd[][2] = {
		{"/data/a.csv", "begins with '/'"},
		{"../a.csv", "has a part that is '.' or '..'"},
		{"a/../b", "has a part that is '.' or '..'"},
		{"./a.csv", "has a part that is '.' or '..'"},
		{"a//b", "has nothing between or behind its '/'"},
		{"data/", "has nothing between or behind its '/'"},
		{".git/config", "leads into .git"},
		{"a/.GIT/x", "leads into .git"},
		{"''", "is empty"},
		{"\"a\\0b\"", "holds a NUL"},
	};
	size_t count = sizeof odd / sizeof *odd;

	check_each("files: {", ": x}, finds: []", odd, count);
	check_each("files: {}, before: {", ": x}, finds: []", odd, count);
	check_each("history: [{author: a <a>, date: 2026-01-01, files: {", ": x}}], finds: []", odd,
		   count);
	CHECK_STR(slips("files: {data/a: x, data: y}, finds: []"),
		  "34-38: 'data' cannot be a file beside 'data/a'\n");
	CHECK_STR(slips("fixture: ../secrets, finds: []"),
		  "24-34: '../secrets' is no folder of fixtures/: it has a part that is '.' or "
		  "'..' [a folder of fixtures/, like repos/clean]\n");
}

TEST(policy_load_examples, refuses_what_is_no_place)
{
	static const char *const bad[][2] = {
		{"a:0", "'a:0' in"},
		{"a:1:0", "'a:1:0' in"},
		{"a:x", "'a:x' in"},
		{"a:1:2:3", "'a:1:2:3' in"},
		{"a:", "'a:' in"},
		{"a:1:", "'a:1:' in"},
		{":1", "':1' in"},
		{"/a:1", "'/a:1' in"},
		{"a:01", "'a:01' in"},
		{"a:-1", "'a:-1' in"},
		{"a:+1", "'a:+1' in"},
		{"a:1 ", "'a:1 ' in"},
		{"a b:c", "'a b:c' in"},
		{"..:1", "'..:1' in"},
		{"a:4294967296", "'a:4294967296' in"},
	};

	check_each("files: {}, finds: [\"", "\"]", bad, sizeof bad / sizeof *bad);
	check_each("files: {}, undecided: [\"", "\"]", bad, sizeof bad / sizeof *bad);
	CHECK_STR(slips("files: {}, finds: [a, 'a:1', 'a:1:2', a b/c.csv:10:3, 'a:4294967295']"),
		  "");
	CHECK_STR(slips("files: {}, finds: ['a:0']"),
		  "34-39: 'a:0' in 'finds' is no place in a file [path, path:line or "
		  "path:line:column]\n");
}

TEST(policy_load_examples, refuses_what_is_no_time_or_author)
{
	CHECK_STR(slips("files: {}, finds: [], now: 2026-02-30"),
		  "42-52: 'now' is no time: '2026-02-30' [2026-11-21T12:00:00Z]\n");
	CHECK_STR(slips("files: {}, finds: [], now: 2026-11"),
		  "42-49: 'now' is no time: '2026-11' [2026-11-21T12:00:00Z]\n");
	CHECK_STR(slips("files: {}, finds: [], now: 2026-11-21T12:00:00"),
		  "42-61: 'now' is no time: '2026-11-21T12:00:00' [2026-11-21T12:00:00Z]\n");
	CHECK_STR(slips("history: [{author: Ann, date: 2026-01-01}], finds: []"),
		  "34-37: 'author' is a name and an address, not 'Ann' [Ann Bell "
		  "<ann@example.org>]\n");
	CHECK_STR(slips("history: [{author: Ann <>, date: 2026-01-01}], finds: []"),
		  "34-40: 'author' is a name and an address, not 'Ann <>' [Ann Bell "
		  "<ann@example.org>]\n");
}

TEST(policy_load_examples, checks_parameters_and_configuration)
{
	CHECK_STR(slips("files: {}, finds: [], params: {tolerat: 1}"),
		  "46-53: rule 'dataset/some-problem' has no parameter 'tolerat' [did you mean "
		  "'tolerate'?]\n");
	CHECK_STR(slips("files: {}, finds: [], params: {tolerate: one}"),
		  "56-59: 'tolerate' takes an integer, not 'one'\n");
	CHECK_STR(slips("files: {}, finds: [], params: {tolerate: 6}"),
		  "56-57: 'tolerate' is at most 5\n");
	CHECK_STR(slips("files: {}, finds: [], params: {severity: note}"),
		  "46-54: 'severity' is no parameter; what an example finds does not depend on "
		  "it\n");
	CHECK_STR(slips("files: {}, finds: [], params: [a]"),
		  "45-48: 'params' takes a map, not a list\n");
	CHECK_STR(slips("files: {}, finds: [], config: {govlint: 1, polices: []}"),
		  "58-65: unknown key 'polices' in govlint.yaml [did you mean 'policies'?]\n");
	CHECK_STR(slips("files: {}, finds: [], config: {govlint: 1, roles: {CISO: [{name: a}]}}"),
		  "73-82: a holder needs github, email or ssh_key: nobody could be recognised by "
		  "less [github: LOGIN]\n");
}
