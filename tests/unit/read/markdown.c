/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <stdio.h>

static struct str
markdown_show(struct str text)
{
	struct arena *arena = test_arena();
	return show_input(arena, input_of(arena, "README.md", text), &limits_default);
}

#define MARKDOWN_SHOWS(text, want) CHECK_SLICE(markdown_show(STR(text)), want)

static struct value
markdown_value(struct str text)
{
	struct arena *arena = test_arena();
	struct document document = {0};
	CHECK_OK(read_document(input_of(arena, "a.md", text), &limits_default, arena, &document));
	return document.tree;
}

/* "1 Title@3|2 Next@7": level, heading, line of each section. */
static struct str
markdown_outline(struct str text)
{
	struct arena *arena = test_arena();
	struct value tree = markdown_value(text);
	const struct value *sections = value_get(&tree, STR("sections"));
	struct buf out;
	buf_init(&out, arena, 1 << 20);
	for (size_t i = 0; i < sections->list.count; i++) {
		const struct value *section = &sections->list.items[i];
		buf_print(&out, "%s%d ", i ? "|" : "",
			  (int)value_get(section, STR("level"))->integer);
		buf_add(&out, value_get(section, STR("heading"))->string);
		buf_print(&out, "@%d", (int)value_get(section, STR("line"))->integer);
	}
	return buf_str(&out);
}

#define MARKDOWN_OUTLINE(text, want) CHECK_SLICE(markdown_outline(STR(text)), want)

/* The text of section n. */
static struct str
markdown_text(struct str text, size_t n)
{
	struct value tree = markdown_value(text);
	const struct value *sections = value_get(&tree, STR("sections"));
	if (!CHECK(n < sections->list.count))
		return STR("");
	return value_string(value_get(&sections->list.items[n], STR("text")));
}

TEST(read_markdown, gives_front_matter_and_sections_with_places)
{
	MARKDOWN_SHOWS("---\nlicense: mit\ntags: [a]\n---\nIntro.\n\n# Uses\n\nGood "
		       "ones.\nMore.\n\n## No\n",
		       "map @1:1-0:0\n"
		       "front_matter @0:0: map @2:1-3:10\n"
		       "  license @2:1: string @2:10-2:13 mit\n"
		       "  tags @3:1: list @3:7-3:10\n"
		       "    - string @3:8-3:9 a\n"
		       "sections @0:0: list @1:1-0:0\n"
		       "  - map @5:1-0:0\n"
		       "    heading @0:0: string @5:1-0:0 \n"
		       "    level @0:0: int @5:1-0:0 0\n"
		       "    text @0:0: string @5:1-6:1 Intro.\n"
		       "    line @0:0: int @5:1-0:0 5\n"
		       "  - map @7:3-7:7\n"
		       "    heading @0:0: string @7:3-7:7 Uses\n"
		       "    level @0:0: int @7:3-7:7 1\n"
		       "    text @0:0: string @9:1-11:1 Good ones.\nMore.\n"
		       "    line @0:0: int @7:3-7:7 7\n"
		       "  - map @12:4-12:6\n"
		       "    heading @0:0: string @12:4-12:6 No\n"
		       "    level @0:0: int @12:4-12:6 2\n"
		       "    text @0:0: string @12:4-12:6 \n"
		       "    line @0:0: int @12:4-12:6 12\n");
}

TEST(read_markdown, knows_what_is_front_matter)
{
	struct value tree = markdown_value(STR(""));
	CHECK(value_get(&tree, STR("front_matter"))->type == VALUE_NULL);
	CHECK_INT((int64_t)value_get(&tree, STR("sections"))->list.count, 0);
	tree = markdown_value(STR("---\n---\n"));
	CHECK(value_get(&tree, STR("front_matter"))->type == VALUE_NULL);
	tree = markdown_value(STR("---\r\na: 1\r\n...\r\n# T\r\n"));
	CHECK_INT(value_path(&tree, STR("front_matter.a"))->integer, 1);
	MARKDOWN_OUTLINE("---  \na: 1\n---\t\n# T\n", "1 T@4");
	MARKDOWN_OUTLINE("\n---\na: 1\n---\n# T\n", "0 @1|2 a: 1@3|1 T@5");
	MARKDOWN_OUTLINE("---\n# T\n", "0 @1|1 T@2");
	MARKDOWN_OUTLINE("----\na: 1\n---\n", "0 @1|2 a: 1@2");
	CHECK_INT(value_path(&tree, STR("front_matter.a"))->place.line, 2);
}

TEST(read_markdown, says_where_front_matter_is_broken)
{
	struct arena *arena = test_arena();
	struct document document;
	struct input *input = input_of(arena, "a.md", STR("---\na: 1\na: 2\n---\n"));
	struct err *err = read_document(input, &limits_default, arena, &document);
	CHECK_INT(err->line, 3);
	CHECK_SLICE(err->excerpt, "a: 2");
	CHECK_ERR(err, "key 'a' is used twice, first in line 2");
	MARKDOWN_SHOWS("---\n- a\n---\n", "error 2:1 the front matter is no map of fields\n");
	MARKDOWN_SHOWS("---\na: x\xff\n---\n", "error 2:5 a byte is not valid UTF-8\n");
	MARKDOWN_SHOWS(
		"---\na: [1\n---\n",
		"error 2:4 what begins here is not closed: did not find expected ',' or ']' in "
		"line 3\n");
}

TEST(read_markdown, finds_headings)
{
	MARKDOWN_OUTLINE("# One\n## Two ##\n### Three #\n###### Six\n",
			 "1 One@1|2 Two@2|3 Three@3|6 Six@4");
	MARKDOWN_OUTLINE("####### Seven\n#No\n#\t5 bolt\n   # Indented\n    # Code\n",
			 "0 @1|1 5 bolt@3|1 Indented@4");
	MARKDOWN_OUTLINE("# A#\n# B \\#\n## #\n#\n", "1 A#@1|1 B \\#@2|2 @3|1 @4");
	MARKDOWN_OUTLINE("One\n===\nTwo\nlines\n---\n", "1 One@1|2 Two lines@3");
	MARKDOWN_OUTLINE("a\n\n===\n\n---\n\n- b\n---\n> c\n---\n", "0 @1");
	MARKDOWN_OUTLINE("text\n# Head\nmore\n", "0 @1|1 Head@2");
	MARKDOWN_OUTLINE("# T\r\ntext\r\n\r\n## U\rv\r", "1 T@1|2 U@4");
}

TEST(read_markdown, finds_no_headings_inside_other_blocks)
{
	MARKDOWN_OUTLINE("```\n# no\n```\n# yes\n", "0 @1|1 yes@4");
	MARKDOWN_OUTLINE("~~~ sh\n# no\n```\n# no\n~~~~\n# yes\n", "0 @1|1 yes@6");
	MARKDOWN_OUTLINE("````\n```\n# no\n````\n# yes\n", "0 @1|1 yes@5");
	MARKDOWN_OUTLINE("``` a`b\n# yes\n", "0 @1|1 yes@2");
	MARKDOWN_OUTLINE("```\n# no, never closed\n", "0 @1");
	MARKDOWN_OUTLINE("> # no\n# yes\n", "0 @1|1 yes@2");
	MARKDOWN_OUTLINE("- # no\n  # no\n\n  # no\n# yes\n", "0 @1|1 yes@5");
	MARKDOWN_OUTLINE("- ```\n  # no\n  ```\n# yes\n", "0 @1|1 yes@4");
	MARKDOWN_OUTLINE("1. a\n\n   # no\n  # yes\n", "0 @1|1 yes@4");
	MARKDOWN_OUTLINE("- a\n\tno\n\t# no\n", "0 @1");
	MARKDOWN_OUTLINE("<div>\n# no\n\n# yes\n</div>\n", "0 @1|1 yes@4");
	MARKDOWN_OUTLINE("<pre>\n\n# no\n</pre>\n# yes\n", "0 @1|1 yes@5");
	MARKDOWN_OUTLINE("<a href=\"x\">\n# no\n\n# yes\n", "0 @1|1 yes@4");
	MARKDOWN_OUTLINE("<a b>c\n# yes\n", "0 @1|1 yes@2");
	MARKDOWN_OUTLINE("a | b\n--- | ---\nc\n---\n", "0 @1");
}

TEST(read_markdown, takes_a_line_of_html_that_is_a_heading_for_one)
{
	MARKDOWN_OUTLINE("<h2>Limits</h2>\n\nNone at night.\n", "2 Limits@1");
	MARKDOWN_OUTLINE("<H1 align=\"center\">A b</H1>\ntext\n<h3>C</h3>\n", "1 A b@1|3 C@3");
	MARKDOWN_OUTLINE("<div align=\"center\">\n  <h1>Title</h1>\n</div>\n", "0 @1|1 Title@2");
	MARKDOWN_OUTLINE("<!--\n<h2>no</h2>\n-->\n# yes\n", "1 yes@4");
	MARKDOWN_OUTLINE("<div>\n<!--\n<h2>no</h2>\n-->\n\n# yes\n", "0 @1|1 yes@6");
	MARKDOWN_OUTLINE("```\n<h2>no</h2>\n```\n", "0 @1");
	MARKDOWN_OUTLINE("> <h2>no</h2>\n", "0 @1");
	MARKDOWN_OUTLINE("<h2>no\n<h7>no</h7>\n<header>no</header>\n", "0 @1");
}

TEST(read_markdown, takes_lazy_lines_for_no_heading)
{
	MARKDOWN_OUTLINE("> a\nb\n---\n", "0 @1");
	MARKDOWN_OUTLINE("> ```\nb\n---\n", "0 @1|2 b@2");
	MARKDOWN_OUTLINE("- a\n\nb\n---\n", "0 @1|2 b@3");
	MARKDOWN_OUTLINE("-\n\n  a\n---\n", "0 @1|2 a@3");
}

TEST(read_markdown, gives_each_section_its_own_text)
{
	struct str text = STR("# A\n\n  one\n\n```\n# two\n```\n\n## B\nthree\n# C\n");
	CHECK_SLICE(markdown_text(text, 0), "one\n\n```\n# two\n```");
	CHECK_SLICE(markdown_text(text, 1), "three");
	CHECK_SLICE(markdown_text(text, 2), "");
	CHECK_SLICE(markdown_text(STR("# A\nb\nc\nHead\n====\nd\n"), 0), "");
	CHECK_SLICE(markdown_text(STR("# A\nb\n\nHead\n====\nd\n"), 0), "b");
}

TEST(read_markdown, leaves_comments_out)
{
	CHECK_SLICE(markdown_text(STR("# A\n<!-- hidden -->\nseen\n"), 0), "seen");
	CHECK_SLICE(markdown_text(STR("# A\n<!-- hidden\n\n# not a heading\n-->\nseen\n"), 0),
		    "seen");
	CHECK_SLICE(markdown_text(STR("# A\nx <!-- a\nb --> y\n"), 0), "x  y");
	CHECK_SLICE(markdown_text(STR("# A\n`<!-- code -->` x\n"), 0), "`<!-- code -->` x");
	CHECK_SLICE(markdown_text(STR("# A\n``a ` <!-- b -->``\n"), 0), "``a ` <!-- b -->``");
	CHECK_SLICE(markdown_text(STR("# A\n```\n<!-- code -->\n```\n"), 0),
		    "```\n<!-- code -->\n```");
	CHECK_SLICE(markdown_text(STR("# A\nx <!-- never closed\n\ny\n"), 0),
		    "x <!-- never closed\n\ny");
	CHECK_SLICE(markdown_text(STR("# A\n<!-- never closed\n\n# B\ny\n"), 0), "");
	CHECK_SLICE(markdown_text(STR("# A\n<div>\n<!-- x -->\ny</div>\n"), 0), "<div>\n\ny</div>");
	CHECK_SLICE(markdown_text(STR("# A\n- b <!-- c\n  d -->e\n"), 0), "- b e");
	CHECK_SLICE(markdown_text(STR("# A\n<!-->seen\n"), 0), "seen");
	CHECK_SLICE(markdown_text(STR("# A\n\\<!-- x -->\n"), 0), "\\<!-- x -->");
	MARKDOWN_OUTLINE("# A <!-- x -->\n## B\n", "1 A@1|2 B@2");
	MARKDOWN_OUTLINE("<!--\n# no\n-->\n# yes\n", "1 yes@4");
	MARKDOWN_OUTLINE("A <!-- x -->\n===\n", "1 A@1");
}

TEST(read_markdown, places_a_text_below_the_comments_above_it)
{
	struct value tree = markdown_value(STR("# A\n\n<!-- x\n-->\n\nseen\n"));
	const struct value *section = &value_get(&tree, STR("sections"))->list.items[0];
	CHECK_INT(value_get(section, STR("text"))->place.line, 6);
	CHECK_SLICE(value_get(section, STR("text"))->string, "seen");
}

TEST(read_markdown, takes_bytes_of_the_page_as_windows_1252)
{
	CHECK_SLICE(markdown_text(STR("# Pr\xe9s\ncaf\xe9 \xc3\xa9\n"), 0), "caf\xc3\xa9 \xc3\xa9");
	MARKDOWN_SHOWS("# Heading\n\0b",
		       "error 0:0 the bytes are no text (nor a format known here)\n");
}

TEST(read_markdown, does_not_depend_on_how_the_input_comes)
{
	struct arena *arena = test_arena();
	struct str text = STR("---\r\na: \xc3\xa9\r\n---\r\n# T\r\nx <!-- \r\n --> y\r\n> q\r\n");
	struct str whole = markdown_show(text);
	for (size_t piece = 1; piece < 9; piece++) {
		struct input *input = pieces_of(arena, "README.md", text, piece);
		CHECK(str_equal(show_input(arena, input, &limits_default), whole));
	}
}

/* Each of these is quadratic in a reader that looks again and again for what is not there. */
TEST(read_markdown, is_linear_on_pathological_pages)
{
	static const char *const parts[] = {
		"<!--",      "`a``b```",     "> ",  "- ",  "* a\n", "a **",     "<a ",
		"<!---->\n", "<!-- -->\n\n", "\\`", "#\n", "|-|",   "<!--\n\n", "\t"};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct arena *arena = test_arena();
		struct buf text;
		struct document document = {0};
		buf_init(&text, arena, 1 << 20);
		buf_add(&text, STR("# T\nx"));
		while (text.size < 1 << 18)
			buf_add(&text, str_of(parts[i]));
		struct input *input = input_of(arena, "a.md", buf_str(&text));
		CHECK_OK(read_document(input, &limits_default, arena, &document));
	}
}
