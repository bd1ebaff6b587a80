/* SPDX-License-Identifier: Apache-2.0 */
#include "base/glob.h"

#include <string.h>
#include <time.h>

#include "base/file.h"
#include "harness/test.h"

static bool
matches(const char *pattern, const char *path, bool is_folder)
{
	struct glob glob;
	CHECK_OK(glob_parse(&glob, test_arena(), str_of(pattern)));
	return glob_match(&glob, str_of(path), is_folder);
}

TEST(base_glob, a_name_matches_at_any_depth)
{
	CHECK(matches("a.csv", "a.csv", false));
	CHECK(matches("a.csv", "x/y/a.csv", false));
	CHECK(!matches("a.csv", "ba.csv", false));
	CHECK(!matches("a.csv", "a.csv/x", false));
	CHECK(matches("*.csv", "x/.csv", false));
}

static bool
matches_folded(const char *pattern, const char *path)
{
	struct glob glob;
	CHECK_OK(glob_parse(&glob, test_arena(), str_of(pattern)));
	glob.folds = true;
	return glob_covers(&glob, str_of(path));
}

TEST(base_glob, case_folds_where_it_is_meant_to)
{
	CHECK(matches_folded("models/**", "Models/evil.onnx"));
	CHECK(matches_folded("Models/**/*.ONNX", "mODELS/a/b.onnx"));
	CHECK(matches_folded("data[a-z]/x", "dataB/X"));
	CHECK(matches_folded("data[A-Z]/x", "datab/X"));
	CHECK(matches_folded("*/G\\[x", "a/g[X"));
	CHECK(matches_folded("governance", "Governance/registry.yaml"));
	CHECK(!matches_folded("models/**", "Model/a"));
	CHECK(!matches("models/**", "Models/a", false));
	/* What stands 32 apart and is no letter stays apart. */
	CHECK(!matches_folded("a@", "a`") && !matches_folded("a\\[", "a{"));
}

TEST(base_glob, a_slash_anchors)
{
	CHECK(matches("/a", "a", false));
	CHECK(!matches("/a", "x/a", false));
	CHECK(matches("x/a", "x/a", false));
	CHECK(!matches("x/a", "y/x/a", false));
}

TEST(base_glob, stars_and_marks_stop_at_slashes)
{
	CHECK(!matches("data/*.csv", "data/x/a.csv", false));
	CHECK(!matches("data?a", "data/a", false));
	CHECK(!matches("data[/]a", "data/a", false));
	CHECK(!matches("data[!x]a", "data/a", false));
	CHECK(matches("data/*", "data/a", false));
}

TEST(base_glob, two_stars_span_folders)
{
	CHECK(matches("**/a", "a", false));
	CHECK(matches("**/a", "x/y/a", false));
	CHECK(matches("a/**", "a/b/c", false));
	CHECK(!matches("a/**", "a", true));
	CHECK(matches("a/**/b", "a/b", false));
	CHECK(matches("a/**/b", "a/x/y/b", false));
	CHECK(!matches("a/**/b", "a/xb", false));
	CHECK(matches("**/x/**/y/**", "a/x/y/z", false));
	CHECK(matches("models/**/card.yaml", "models/card.yaml", false));
	CHECK(matches("a/**/*", "a/b", false));
	CHECK(matches("**", "a/b", false));
}

TEST(base_glob, a_slash_at_the_end_asks_for_a_folder)
{
	CHECK(matches("out/", "out", true));
	CHECK(matches("out/", "x/out", true));
	CHECK(!matches("out/", "out", false));
}

TEST(base_glob, classes_take_ranges_names_and_quotes)
{
	CHECK(matches("[a-c]", "b", false));
	CHECK(matches("[!a-c]", "d", false));
	CHECK(matches("[^a-c]", "d", false));
	CHECK(!matches("[!a-c]", "b", false));
	CHECK(matches("[]a]", "]", false));
	CHECK(!matches("[!]a]", "]", false));
	CHECK(matches("[a-]", "-", false));
	CHECK(matches("[\\]]", "]", false));
	CHECK(matches("[[:alpha:][:digit:]]", "7", false));
	CHECK(!matches("[[:upper:]]", "a", false));
	CHECK(matches("[[:punct:]]", "_", false));
	CHECK(matches("[[:a]", "[", false));
	CHECK(matches("[[:a]", ":", false));
}

TEST(base_glob, a_quote_takes_the_meaning_away)
{
	CHECK(matches("\\*", "*", false));
	CHECK(!matches("\\*", "a", false));
	CHECK(matches("\\!a", "!a", false));
	CHECK(matches("a\\ ", "a ", false));
	CHECK(matches("\\a", "a", false));
}

TEST(base_glob, bytes_are_compared)
{
	CHECK(matches("\xc3\xa9*", "\xc3\xa9t\xc3\xa9", false));
	CHECK(!matches("A", "a", false));
	CHECK(matches("??", "\xc3\xa9", false));
}

TEST(base_glob, parsing_tells_the_parts)
{
	struct arena *arena = test_arena();
	struct glob glob;
	CHECK_OK(glob_parse(&glob, arena, STR("!/a/*.csv/")));
	CHECK(glob.negated && glob.anchored && glob.folders_only);
	CHECK_SLICE(glob.pattern, "a/*.csv");
	CHECK_SLICE(glob.literal_suffix, ".csv");
	CHECK_OK(glob_parse(&glob, arena, STR("**/a")));
	CHECK_SLICE(glob.literal_suffix, "a");
	CHECK_OK(glob_parse(&glob, arena, STR("a[b]c\\*d")));
	CHECK_SLICE(glob.literal_suffix, "*d");
	CHECK(!glob.negated && !glob.anchored && !glob.folders_only);
}

TEST(base_glob, refuses_what_can_never_match)
{
	struct arena *arena = test_arena();
	struct glob glob;
	char large[4098];
	memset(large, 'a', sizeof large);
	CHECK_ERR(glob_parse(&glob, arena, STR("")), "empty");
	CHECK_ERR(glob_parse(&glob, arena, (struct str){0}), "empty");
	CHECK_ERR(glob_parse(&glob, arena, STR("/")), "empty");
	CHECK_ERR(glob_parse(&glob, arena, STR("!")), "empty");
	CHECK_ERR(glob_parse(&glob, arena, STR("a[b")), "without its ']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("[]")), "without its ']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("[!")), "without its ']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("[a\\")), "without its ']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("[[:alpha:]")), "without its ']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("[[:nope:]]")), "']'");
	CHECK_ERR(glob_parse(&glob, arena, STR("a\\")), "'\\' quote");
	CHECK_ERR(glob_parse(&glob, arena, STR("a\0b")), "NUL");
	CHECK_ERR(glob_parse(&glob, arena, str_make(large, 4097)), "longer than 4096");
	CHECK_OK(glob_parse(&glob, arena, str_make(large, 4096)));
}

TEST(base_glob, covers_all_beneath_a_folder)
{
	struct arena *arena = test_arena();
	struct glob glob;
	CHECK_OK(glob_parse(&glob, arena, STR("third_party")));
	CHECK(glob_covers(&glob, STR("third_party/a/b.c")));
	CHECK(glob_covers(&glob, STR("x/third_party/b.c")));
	CHECK(glob_covers(&glob, STR("third_party")));
	CHECK(!glob_covers(&glob, STR("third_party2/b.c")));
	CHECK_OK(glob_parse(&glob, arena, STR("third_party/")));
	CHECK(glob_covers(&glob, STR("third_party/a/b.c")));
	CHECK(!glob_covers(&glob, STR("third_party")));
	CHECK(!glob_covers(&glob, STR("")));
}

static int
said(struct str lines, const char *path, bool is_folder)
{
	struct ignore ignore;
	ignore_parse(&ignore, test_arena(), STR(""), lines);
	return ignore_match(&ignore, str_of(path), is_folder);
}

TEST(base_glob, the_last_line_that_matches_decides)
{
	struct str lines = STR("# data\n*.csv\n!keep.csv\n\n/only\r\nb/\n\\#x\ntrail  \nq\\ \n");
	CHECK_INT(said(lines, "a.csv", false), 1);
	CHECK_INT(said(lines, "d/keep.csv", false), 0);
	CHECK_INT(said(lines, "a.txt", false), -1);
	CHECK_INT(said(lines, "only", false), 1);
	CHECK_INT(said(lines, "d/only", false), -1);
	CHECK_INT(said(lines, "b", true), 1);
	CHECK_INT(said(lines, "b", false), -1);
	CHECK_INT(said(lines, "#x", false), 1);
	CHECK_INT(said(lines, "# data", false), -1);
	CHECK_INT(said(lines, "trail", false), 1);
	CHECK_INT(said(lines, "q ", false), 1);
	CHECK_INT(said(lines, "q", false), -1);
}

TEST(base_glob, reads_lines_as_git_does)
{
	CHECK_INT(said(STR("\xef\xbb\xbf"
			   "a\n"),
		       "a", false),
		  1);
	CHECK_INT(said(STR("a\r"), "a", false), 1);
	CHECK_INT(said(STR("a\r\r\n"), "a", false), -1);
	CHECK_INT(said(STR("a\t\n"), "a", false), -1);
	CHECK_INT(said(STR("a\0b\n"), "a", false), 1);
	CHECK_INT(said(STR("[\nb\n"), "b", false), 1);
	CHECK_INT(said(STR("   \nb"), "   ", false), -1);
	CHECK_INT(said(STR(""), "a", false), -1);
}

TEST(base_glob, an_ignore_file_speaks_of_its_folder)
{
	struct ignore ignore;
	ignore_parse(&ignore, test_arena(), STR("a/b"), STR("/x\ny\nz/w\n"));
	CHECK_INT(ignore_match(&ignore, STR("a/b/x"), false), 1);
	CHECK_INT(ignore_match(&ignore, STR("x"), false), -1);
	CHECK_INT(ignore_match(&ignore, STR("a/b/c/x"), false), -1);
	CHECK_INT(ignore_match(&ignore, STR("a/b/c/y"), false), 1);
	CHECK_INT(ignore_match(&ignore, STR("a/bc/y"), false), -1);
	CHECK_INT(ignore_match(&ignore, STR("a/b"), true), -1);
	CHECK_INT(ignore_match(&ignore, STR("a/b/z/w"), false), 1);
}

/* What git says of a path is what it says of the first of its folders that is ignored. */
static char
verdict_of(const struct ignore *ignore, struct str path)
{
	bool is_folder = str_ends(path, STR("/"));
	if (is_folder)
		path.size--;
	for (size_t i = 0; i < path.size; i++) {
		if (path.data[i] == '/' && ignore_match(ignore, str_cut(path, 0, i), true) == 1)
			return '1';
	}
	int word = ignore_match(ignore, path, is_folder);
	return word < 0 ? '-' : word ? '1' : '0';
}

TEST(base_glob, agrees_with_what_git_said)
{
	struct arena *arena = test_arena();
	struct str rest;
	struct str line;
	size_t count = 0;
	CHECK_OK(
		file_read_path(&rest, arena, GOVLINT_TESTS "/unit/base/glob_vectors.txt", 1 << 30));
	while (str_line(&rest, &line)) {
		struct str want = {0};
		struct str path = {0};
		struct ignore ignore;
		if (str_starts(line, STR("# ")))
			continue;
		str_split(&line, '\t', &want);
		str_split(&line, '\t', &path);
		ignore_parse(&ignore, arena, STR(""), line);
		char got[2] = {verdict_of(&ignore, path), '\0'};
		if (!CHECK_SLICE(want, got)) {
			test_check_slice(path, "", "the path", __FILE__, __LINE__);
			test_check_slice(line, "", "the pattern", __FILE__, __LINE__);
		}
		count++;
	}
	CHECK(count > 3000);
}

/* git's own matcher takes longer than the universe for any of these. */
TEST(base_glob, hostile_patterns_cost_little)
{
	struct arena *arena = test_arena();
	char name[4096];
	char stars[4096];
	char folders[4096];
	for (size_t i = 0; i < sizeof name; i++) {
		name[i] = 'a';
		stars[i] = i % 2 ? 'a' : '*';
		folders[i] = "**/a/"[i % 5];
	}
	struct glob glob;
	clock_t start = clock();
	CHECK_OK(glob_parse(&glob, arena, str_make(stars, 261)));
	CHECK_OK(glob_parse(&glob, arena, str_of(arena_print(arena, "%.*sb[^b]", 260, stars))));
	for (int i = 0; i < 100; i++)
		CHECK(!glob_match(&glob, str_make(name, 255), false));
	CHECK_OK(glob_parse(&glob, arena, str_of(arena_print(arena, "%.*sb[^b]", 4000, stars))));
	CHECK(!glob_match(&glob, str_make(name, 4096), false));
	for (size_t i = 1; i < sizeof name; i += 2)
		name[i] = '/';
	CHECK_OK(glob_parse(&glob, arena, str_of(arena_print(arena, "%.*sb[^b]", 4000, folders))));
	CHECK(!glob_match(&glob, str_make(name, 4096), false));
	/* Seconds would already be ten thousand times too long. */
	CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}
