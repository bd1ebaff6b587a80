/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments that begin with a word: which text is one, and which line it speaks of. Shown as
 * "line:column text >spoken", with a mark for one that is open (~) or doubtful (?).
 */
#include "base/arena.h"
#include "base/buf.h"
#include "harness/test.h"
#include "model/input.h"
#include "read/read.h"

static struct str
comments_in(const char *name, struct str text, size_t most)
{
	struct arena *arena = test_arena();
	struct comments comments;
	struct buf out;

	CHECK_OK(read_comments(input_of(arena, name, text), STR("say"), most, &limits_default,
			       arena, &comments));
	buf_init(&out, arena, 1 << 20);
	for (size_t i = 0; i < comments.count; i++) {
		const struct comment *comment = &comments.items[i];

		buf_print(&out, "%s%u:%u%s%s %.*s >%u", i > 0 ? "|" : "", comment->line,
			  comment->column, comment->open ? "~" : "", comment->doubtful ? "?" : "",
			  STR_ARG(comment->text), comment->speaks_of);
	}
	if (comments.more)
		buf_add(&out, STR("|more"));
	return buf_str(&out);
}

#define YAML(text, want)     CHECK_SLICE(comments_in("a.yaml", STR(text), 99), want)
#define MARKDOWN(text, want) CHECK_SLICE(comments_in("a.md", STR(text), 99), want)
#define PLAIN(text, want)    CHECK_SLICE(comments_in("a.txt", STR(text), 99), want)

TEST(read_comments, speak_of_their_line_or_of_the_next)
{
	YAML("a: 1 # say: x\n", "1:6 say: x >1");
	YAML("# say: x\na: 1\n", "1:1 say: x >2");
	YAML("a:\n    # say: x\n    # say: y\n    b: 1\n", "2:5 say: x >4|3:5 say: y >4");
	YAML("# say: x\n# other\na: 1\n", "1:1 say: x >2");
	YAML("# say: x\n\na: 1\n", "1:1 say: x >2");
	YAML("# say: x\na: 1 # say: y\n", "1:1 say: x >2|2:6 say: y >2");
	YAML("a: 1\n# say: x", "2:1 say: x >0");
	YAML("a: 1\n# say: x\n", "2:1 say: x >0");
}

TEST(read_comments, begin_with_the_word_in_any_case_and_a_colon)
{
	YAML("#say: x\n", "1:1 say: x >0");
	YAML("#  \tSay : x\n", "1:1 Say : x >0");
	YAML("# says: x\n", "");
	YAML("# say x\n", "");
	YAML("# say\n", "");
	YAML("# please say: x\n", "");
	YAML("## say: x\n", "");
	YAML("# sa", "");
	YAML("", "");
}

TEST(read_comments, are_what_yaml_has_outside_of_values)
{
	YAML("a: 'x # say: y'\n", "");
	YAML("a: \"x # say: y\" # say: z\n", "1:17 say: z >1");
	YAML("a: \"x\n  # say: y\n  z\" # say: w\n", "3:6 say: w >3");
	YAML("'a # say: x': 1 # say: y\n", "1:17 say: y >1");
	YAML("a: |\n  # say: x\n  text\n# say: y\nb: 1\n", "4:1 say: y >5");
	YAML("a: | # say: x\n  text\n", "1:6 say: x >1");
	YAML("a: >-\n  text\n  # say: x\n\n\n# say: y\nb: 1\n", "6:1 say: y >7");
	YAML("a: >+\n  text\n\n  # say: x\n", "");
	YAML("a: x#say\nb: 1\n", "");
	YAML("a: [1, # say: x\n  2]\n", "1:8 say: x >1");
	YAML("a: 1 # an older say # say: x\n", "");
	YAML("--- # say: x\na: 1\n--- # say: y\nb: 1\n", "1:5 say: x >1|3:5 say: y >3");
	YAML("\xc3\xa9: 1 # say: x\n", "1:6 say: x >1");
}

TEST(read_comments, are_doubtful_in_yaml_that_cannot_be_read)
{
	YAML("a: [1\n# say: x\nb: 1\n", "2:1? say: x >3");
	YAML("a: 1\na: 2 # say: x\n", "2:6? say: x >2");
	YAML("a: &b 1 # say: x\n", "1:9? say: x >1");
}

TEST(read_comments, are_html_in_markdown)
{
	MARKDOWN("text <!-- say: x -->\n", "1:6 say: x >1");
	MARKDOWN("<!-- say: x -->\ntext\n", "1:1 say: x >2");
	MARKDOWN("# Title <!-- say: x -->\n", "1:9 say: x >1");
	MARKDOWN("| a | <!--say: x--> |\n|---|---|\n| b <!-- say: y --> | c |\n",
		 "1:7 say: x >1|3:5 say: y >3");
	MARKDOWN("<!-- a --> <!-- say: x -->\ntext\n", "1:12 say: x >1");
	MARKDOWN("<div>\n<!-- say: x -->\n</div>\n", "2:1 say: x >3");
	MARKDOWN("# say: x\ntext\n", "");
	MARKDOWN("// say: x\ntext\n", "");
}

TEST(read_comments, are_none_in_code)
{
	MARKDOWN("`<!-- say: x -->`\n", "");
	MARKDOWN("`` ` <!-- say: x --> `` <!-- say: y -->\n", "1:25 say: y >1");
	MARKDOWN("` <!-- say: x -->\n", "1:3 say: x >1");
	MARKDOWN("```\n<!-- say: x -->\n```\n<!-- say: y -->\nz\n", "4:1 say: y >5");
	MARKDOWN("text\n\n    <!-- say: x -->\n", "");
	MARKDOWN("\\<!-- say: x -->\n", "");
	MARKDOWN("\\`<!-- say: x -->`\n", "1:3 say: x >1");
}

TEST(read_comments, are_open_where_they_leave_their_line)
{
	MARKDOWN("<!-- say: x\n-->\ntext\n", "1:1~ say: x >1");
	MARKDOWN("<!--\nsay: x\n-->\ntext\n", "2:1~ say: x >2");
	MARKDOWN("<!--\nfirst\nsay: x\n-->\ntext\n", "");
	MARKDOWN("<!-- first\n<!-- say: x -->\ntext\n", "");
	MARKDOWN("<!-- first\n--> <!-- say: x -->\ntext\n", "2:5 say: x >2");
}

TEST(read_comments, are_yaml_in_front_matter)
{
	MARKDOWN("---\n# say: x\na: 1 # say: y\nb: 'z # say: z'\n---\n<!-- say: w -->\ntext\n",
		 "2:1 say: x >3|3:6 say: y >3|6:1 say: w >7");
	MARKDOWN("---\na: [ # say: x\n---\ntext <!-- say: y -->\n", "2:6? say: x >2|4:6 say: y >4");
	MARKDOWN("---\na: 1\n\n# say: x\n", "");
}

TEST(read_comments, are_lines_of_their_own_in_text)
{
	PLAIN("# say: x\nb\n// say: y\r\nc\r\n\t#say: z\rd",
	      "1:1 say: x >2|3:1 say: y >4|5:2 say: z >6");
	PLAIN("b # say: x\nhttp://say: y\n/ say: z\n<!-- say: w -->\n", "");
	CHECK_SLICE(comments_in("a.TXT", STR("# say: x\nb"), 99), "1:1 say: x >2");
}

TEST(read_comments, are_none_in_formats_without)
{
	static const char *const names[] = {"a.csv",   "a.tsv", "a.json",
					    "a.jsonl", "a",     "a.parquet"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		CHECK_SLICE(comments_in(names[i], STR("# say: x\n// say: y\n<!-- say: z -->\n"), 9),
			    "");
	PLAIN("PK\x03\x04# say: x\n# say: y\nb\n", "");
	PLAIN("version https://git-lfs.github.com/spec/v1\n# say: x\nb\n", "");
	PLAIN("# say: x\n\0b\n", "");
}

TEST(read_comments, are_found_in_every_encoding)
{
	PLAIN("\xef\xbb\xbf# say: x\nb\n", "1:1 say: x >2");
	PLAIN("\xff\xfe#\0 \0s\0a\0y\0:\0 \0x\0\n\0b\0", "1:1 say: x >2");
	PLAIN("\xfe\xff\0#\0 \0s\0a\0y\0:\0 \0x\0\n\0b", "1:1 say: x >2");
	PLAIN("\xe9\n# say: \xe9\nb\n", "2:1 say: \xc3\xa9 >3");
}

TEST(read_comments, are_counted_no_further_than_asked)
{
	CHECK_SLICE(comments_in("a.txt", STR("# say: 1\n# say: 2\n# say: 3\nb\n"), 2),
		    "1:1 say: 1 >3|2:1 say: 2 >3|more");
}

TEST(read_comments, are_linear_on_pathological_lines)
{
	static const struct {
		const char *name, *piece;
	} rows[] = {
		{"a.md", "`` ` <!--"}, {"a.md", "<!-- say: -->"}, {"a.md", "` `` ``` ````"},
		{"a.txt", "# say: "},  {"a.yaml", " # say: "},    {"a.yaml", "' # say: ' "},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct arena *arena = test_arena();
		size_t size = str_of(rows[i].piece).size, count = (1 << 20) / size;
		char *text = arena_alloc(arena, count * size + 1);

		for (size_t n = 0; n < count; n++)
			memcpy(text + n * size, rows[i].piece, size);
		comments_in(rows[i].name, str_make(text, count * size), 1000);
	}
	CHECK(true);
}
