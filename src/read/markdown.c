/* SPDX-License-Identifier: Apache-2.0
 *
 * A Markdown file in, a tree out:
 *
 *	front_matter: the YAML between "---" in the first line and "---" or "...", or null
 *	sections: one map for each heading, in order: heading, level, text, line
 *
 * `text` is what stands below that heading up to the next one, without HTML comments and without
 * blank lines around it; text above the first heading is a section of level 0 without a name.
 *
 * The one thing to know: one block reader of our own (markdown_block.c), in every build, so that a
 * card reads the same with and without optional libraries. A comment that is never closed hides
 * the rest of the file from readers, so it hides it here: what is not shown is not there. Front
 * matter is YAML and must be UTF-8; other bytes of the page are taken as Windows-1252.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/markdown.h"
#include "read/markdown_block.h"
#include "read/markdown_html.h"
#include "read/read.h"
#include "read/yaml.h"

/* The section being read. */
struct markdown_section {
	struct value heading;
	int level;
	struct place place;
};

struct markdown {
	struct tree tree;
	struct value *sections;
	struct markdown_blocks blocks;
	struct markdown_section section;
	struct buf body; /* of the section */
	size_t run;      /* the lines at hand belong together … */
	size_t run_at;   /* … and start here in the body */
	enum markdown_leaf run_leaf;
	uint32_t run_line;
	uint32_t body_line; /* first line that is not blank, 0: none */
	uint32_t body_end;
};

/* Take comments out of the run that ends. */
static void
markdown_end_run(struct markdown *markdown)
{
	enum markdown_leaf leaf = markdown->run_leaf;
	if (leaf != MARKDOWN_PARAGRAPH && leaf != MARKDOWN_TABLE && leaf != MARKDOWN_HTML)
		return;
	struct buf *body = &markdown->body;
	char *start = body->data + markdown->run_at;
	body->size = markdown->run_at +
		     markdown_strip(start, body->size - markdown->run_at, leaf == MARKDOWN_HTML);
	markdown->run_leaf = MARKDOWN_NONE;
	/* Nothing but comments yet: the text starts below them. */
	if (str_trim(buf_str(body)).size == 0) {
		buf_clear(body);
		markdown->body_line = 0;
	}
}

static struct value
markdown_text_value(struct markdown *markdown)
{
	struct str body = buf_str(&markdown->body);
	struct str text = str_trim(body);
	/* Four blanks before the first line are what makes it code. */
	while (text.size && text.data - body.data >= 4 &&
	       str_starts(str_make(text.data - 4, 4), STR("    ")))
		text = str_make(text.data - 4, text.size + 4);
	struct value value = value_str(text.size ? str_dup(markdown->tree.arena, text) : STR(""));
	value.place = markdown->section.place;
	if (markdown->body_line > 0 && text.size > 0)
		value.place = (struct place){
			.line = markdown->body_line,
			.column = 1,
			.end_line = markdown->body_end + 1,
			.end_column = 1,
		};
	return value;
}

static struct err *
markdown_end_section(struct markdown *markdown)
{
	struct arena *arena = markdown->tree.arena;
	markdown_end_run(markdown);
	struct value text = markdown_text_value(markdown);
	const struct markdown_section *section = &markdown->section;
	if (section->level == 0 && text.string.size == 0)
		return NULL;
	TRY(tree_count(&markdown->tree, 1, section->place));
	struct value map = value_map();
	struct value line = value_int(section->place.line);
	struct value level = value_int(section->level);
	map.place = line.place = level.place = section->place;
	value_set(arena, &map, "heading", section->heading);
	value_set(arena, &map, "level", level);
	value_set(arena, &map, "text", text);
	value_set(arena, &map, "line", line);
	value_add(arena, markdown->sections, map);
	return NULL;
}

static void
markdown_start_section(struct markdown *markdown, int level, struct str heading, struct place place)
{
	char *copy = arena_copy(markdown->tree.arena, heading.data, heading.size);
	size_t size = markdown_strip(copy, heading.size, false);
	markdown->section = (struct markdown_section){
		.heading = value_str(str_trim(str_make(copy, size))),
		.level = level,
		.place = place,
	};
	markdown->section.heading.place = place;
	buf_clear(&markdown->body);
	markdown->run_at = 0;
	markdown->run_leaf = MARKDOWN_NONE;
	markdown->body_line = 0;
}

static struct place
markdown_place(struct str line, struct str part, uint32_t number)
{
	size_t at = part.size ? (size_t)(part.data - line.data) : 0;
	uint32_t column = bytes_add(1, utf8_count(str_cut(line, 0, at)));
	return (struct place){
		.line = number,
		.column = column,
		.end_line = number,
		.end_column = bytes_add(column, utf8_count(part)),
	};
}

/* The lines of the paragraph at hand, as one. */
static struct str
markdown_underlined(const struct markdown *markdown)
{
	struct str lines = str_cut(buf_str(&markdown->body), markdown->run_at, SIZE_MAX);
	struct str rest = lines.size ? lines : (struct str){0};
	struct str line;
	struct buf heading;
	buf_init(&heading, markdown->tree.arena, lines.size);
	while (str_line(&rest, &line)) {
		if (heading.size > 0 && str_trim(line).size > 0)
			buf_byte(&heading, ' ');
		buf_add(&heading, str_trim(line));
	}
	return buf_str(&heading);
}

static struct err *
markdown_heading(struct markdown *markdown, const struct markdown_line *line, struct str text,
		 uint32_t number)
{
	if (line->kind == MARKDOWN_HEADING) {
		TRY(markdown_end_section(markdown));
		markdown_start_section(markdown, line->level, line->heading,
				       markdown_place(text, line->heading, number));
		return NULL;
	}
	struct str heading = markdown_underlined(markdown);
	struct place place = {
		.line = markdown->run_line,
		.column = 1,
		.end_line = number,
		.end_column = bytes_add(1, utf8_count(text)),
	};
	markdown->body.size = markdown->run_at;
	markdown->run_leaf = MARKDOWN_NONE;
	if (markdown->body_line >= markdown->run_line)
		markdown->body_line = 0;
	TRY(markdown_end_section(markdown));
	markdown_start_section(markdown, line->level, heading, place);
	return NULL;
}

static void
markdown_body(struct markdown *markdown, const struct markdown_line *line, struct str text,
	      uint32_t number)
{
	if (line->run != markdown->run) {
		markdown_end_run(markdown);
		markdown->run_at = markdown->body.size;
		markdown->run_line = number;
	}
	markdown->run = line->run;
	markdown->run_leaf = line->leaf;
	buf_add(&markdown->body, text);
	buf_byte(&markdown->body, '\n');
	if (str_trim(text).size == 0)
		return;
	markdown->body_end = number;
	if (markdown->body_line == 0)
		markdown->body_line = number;
}

static struct err *
markdown_sections(struct markdown *markdown, struct str text)
{
	uint32_t number = markdown->tree.lines_before;
	markdown->section.place = (struct place){.line = bytes_add(number, 1), .column = 1};
	markdown->section.heading = value_str(STR(""));
	markdown->section.heading.place = markdown->section.place;
	for (size_t at = 0; at < text.size;) {
		size_t end = bytes_line_end(text, at);
		end = end == SIZE_MAX ? text.size : end;
		struct str line = str_cut(text, at, end);
		struct markdown_line found = markdown_line(&markdown->blocks, line);
		number = bytes_add(number, 1);
		if (found.kind == MARKDOWN_BODY)
			markdown_body(markdown, &found, line, number);
		else
			TRY(markdown_heading(markdown, &found, line, number));
		bool paired =
			end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n';
		at = end + 1 + paired;
	}
	return markdown_end_section(markdown);
}

static bool
markdown_is_fence(struct str line, const char *fence)
{
	return str_starts(line, str_of(fence)) && str_trim(line).size == 3;
}

/* Split "---" … "---" off. Without a closing line there is no front matter: the first line is a
 * rule across the page. */
bool
markdown_split(struct str text, struct str *front, struct str *body, uint32_t *lines)
{
	size_t start = SIZE_MAX;
	*lines = 0;
	for (size_t at = 0; at < text.size;) {
		size_t end = bytes_line_end(text, at);
		end = end == SIZE_MAX ? text.size : end;
		struct str line = str_cut(text, at, end);
		bool paired =
			end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n';
		size_t next = end + 1 + paired;
		*lines = bytes_add(*lines, 1);
		if (start == SIZE_MAX && !markdown_is_fence(line, "---"))
			return false;
		if (start != SIZE_MAX &&
		    (markdown_is_fence(line, "---") || markdown_is_fence(line, "..."))) {
			*front = str_cut(text, start, at);
			*body = str_cut(text, next, text.size);
			return true;
		}
		start = start == SIZE_MAX ? next : start;
		at = next;
	}
	return false;
}

static struct err *
markdown_front_matter(struct markdown *markdown, struct str text, struct value *out)
{
	struct tree *tree = &markdown->tree;
	tree->lines_before = 1;
	TRY(tree_take(tree, text));
	TRY(yaml_read_one(tree, out));
	if (out->type == VALUE_MAP || out->type == VALUE_NULL)
		return NULL;
	return err_help(tree_error(tree, out->place, "the front matter is no map of fields"),
			"write 'name: value' in each line");
}

static struct str
markdown_valid(struct str text, struct arena *arena)
{
	if (utf8_invalid(text) == SIZE_MAX)
		return text;
	char *valid = arena_array(arena, text.size, BYTES_GROWTH);
	return str_make(valid, bytes_to_utf8(text, valid));
}

static struct err *
markdown_read(struct markdown *markdown, struct str text, struct value *out)
{
	struct tree *tree = &markdown->tree;
	struct str front = {0};
	uint32_t lines = 0;
	if (bytes_look(text) == BYTES_NUL)
		return err_at(err_new(tree->arena, "the file holds NUL bytes: it is no text"),
			      tree->path, 0, 0);
	struct value front_matter = value_null();
	struct str body = text;
	bool has_front_matter = markdown_split(text, &front, &body, &lines);
	if (has_front_matter)
		TRY(markdown_front_matter(markdown, front, &front_matter));
	tree->lines_before = has_front_matter ? lines : 0;
	*out = value_map();
	out->place = (struct place){.line = 1, .column = 1};
	if (!has_front_matter)
		front_matter.place = out->place;
	value_set(tree->arena, out, "front_matter", front_matter);
	markdown->sections = value_set(tree->arena, out, "sections", value_list());
	markdown->sections->place = out->place;
	body = markdown_valid(body, tree->arena);
	tree->text = body;
	buf_init(&markdown->body, tree->arena, body.size + 1);
	TRY(markdown_sections(markdown, body));
	if (markdown->body.full)
		return tree_error(tree, out->place, "a section is longer than its file");
	return NULL;
}

static struct err *
markdown_open_document(struct input *input, const struct limits *limits, struct arena *arena,
		       struct document *out)
{
	struct markdown *markdown = arena_alloc(arena, sizeof *markdown);
	struct str text = {0};
	markdown->tree = (struct tree){
		.path = input->name,
		.limits = limits,
		.arena = arena,
		.show = true,
	};
	TRY(limits_named(input_all(input, arena, limits->record_bytes, &text), "record_bytes"));
	*out = (struct document){.shape = SHAPE_TREE, .format = "markdown"};
	return markdown_read(markdown, text, &out->tree);
}

static const char *const markdown_endings[] = {".md", ".markdown", ".mdx", NULL};

const struct format read_markdown = {
	.name = "markdown",
	.summary = "Markdown: front matter and sections",
	.endings = markdown_endings,
	.shape = SHAPE_TREE,
	.comments = COMMENTS_OF_MARKUP,
	.read = markdown_open_document,
};
