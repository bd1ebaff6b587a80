/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines in, their part in the document out: the container and leaf rules of CommonMark 0.31, with
 * the tables of GitHub, as far as they decide what is a heading and what belongs together.
 *
 * The one thing to know: a line is first matched against the open quotes and list items, then the
 * rest of it may open more of them, and only what is left at depth 0 can be a heading of the
 * document. A line of plain text may continue a paragraph inside containers that it does not
 * match ("lazy"); such a paragraph cannot be underlined. Not handled: link definitions, which an
 * underline does not turn into a heading.
 */
#include "read/markdown_block.h"

#include <string.h>

#include "read/markdown_html.h"

enum {
	MARKDOWN_TAB = 4,
	MARKDOWN_CODE = 4,   /* columns of indentation that make code */
	MARKDOWN_LEVELS = 6, /* of headings */
	MARKDOWN_DIGITS = 9, /* of a list number */
};

/* What is left of a line: `column` counts tabs as wide as they are. */
struct markdown_rest {
	struct str text;
	size_t at;
	size_t column;
	size_t pending; /* columns of a tab that was only partly taken */
};

static bool
rest_is_blank_at(const struct markdown_rest *rest, size_t at)
{
	return at >= rest->text.size || rest->text.data[at] == ' ' || rest->text.data[at] == '\t';
}

static size_t
rest_width(const struct markdown_rest *rest, size_t at, size_t column)
{
	if (rest->text.data[at] == '\t')
		return MARKDOWN_TAB - column % MARKDOWN_TAB;
	return 1;
}

/* Columns of blanks ahead; *first is the offset of what follows them. */
static size_t
rest_indent(const struct markdown_rest *rest, size_t *first)
{
	size_t column = rest->column + rest->pending;
	size_t at = rest->at;
	while (at < rest->text.size && rest_is_blank_at(rest, at)) {
		column += rest_width(rest, at, column);
		at++;
	}
	*first = at;
	return column - rest->column;
}

/* Take so many columns of blanks. */
static void
rest_take(struct markdown_rest *rest, size_t columns)
{
	size_t taken = rest->pending < columns ? rest->pending : columns;
	rest->pending -= taken;
	rest->column += taken;
	while (taken < columns && rest->at < rest->text.size && rest_is_blank_at(rest, rest->at)) {
		size_t width = rest_width(rest, rest->at, rest->column);
		size_t part = width < columns - taken ? width : columns - taken;
		rest->pending = width - part;
		rest->column += part;
		taken += part;
		rest->at++;
	}
}

/* Take the indentation and one byte that is no blank. */
static void
rest_take_marker(struct markdown_rest *rest, size_t bytes)
{
	size_t first;
	rest_take(rest, rest_indent(rest, &first));
	rest->at += bytes;
	rest->column += bytes;
}

static struct str
rest_text(const struct markdown_rest *rest)
{
	size_t first;
	rest_indent(rest, &first);
	return str_cut(rest->text, first, rest->text.size);
}

static bool
rest_is_blank(const struct markdown_rest *rest)
{
	return rest_text(rest).size == 0;
}

static size_t
markdown_run_of(struct str text, char byte)
{
	size_t size = 0;
	while (size < text.size && text.data[size] == byte)
		size++;
	return size;
}

/* Three or more of one of * - _ and nothing but blanks between them. */
static bool
markdown_is_break(struct str text)
{
	size_t count = 0;
	if (text.size == 0 || !memchr("*-_", text.data[0], 3))
		return false;
	for (size_t at = 0; at < text.size; at++) {
		if (text.data[at] == text.data[0])
			count++;
		else if (text.data[at] != ' ' && text.data[at] != '\t')
			return false;
	}
	return count >= 3;
}

/* The level of an underline: 1 for '=', 2 for '-', 0 for none. */
static int
markdown_underline(struct str text)
{
	if (text.size == 0 || (text.data[0] != '=' && text.data[0] != '-'))
		return 0;
	size_t run = markdown_run_of(text, text.data[0]);
	if (str_trim(str_cut(text, run, text.size)).size > 0)
		return 0;
	return text.data[0] == '=' ? 1 : 2;
}

/* The level of "## Title" and its text without the closing marks; 0 when it is none. */
static int
markdown_atx(struct str text, struct str *heading)
{
	size_t level = markdown_run_of(text, '#');
	if (level == 0 || level > MARKDOWN_LEVELS)
		return 0;
	if (level < text.size && text.data[level] != ' ' && text.data[level] != '\t')
		return 0;
	struct str title = str_trim(str_cut(text, level, text.size));
	size_t end = title.size;
	while (end > 0 && title.data[end - 1] == '#')
		end--;
	bool closed = end == 0 || title.data[end - 1] == ' ' || title.data[end - 1] == '\t';
	*heading = closed ? str_trim(str_cut(title, 0, end)) : title;
	return (int)level;
}

static bool
markdown_opens_fence(struct markdown_blocks *blocks, struct str text)
{
	if (text.size == 0 || (text.data[0] != '`' && text.data[0] != '~'))
		return false;
	size_t run = markdown_run_of(text, text.data[0]);
	bool info_has_tick = str_find_byte(str_cut(text, run, text.size), '`') != SIZE_MAX;
	if (run < 3 || (text.data[0] == '`' && info_has_tick))
		return false;
	blocks->fence = text.data[0];
	blocks->fence_size = run;
	return true;
}

static bool
markdown_closes_fence(const struct markdown_blocks *blocks, const struct markdown_rest *rest)
{
	size_t first;
	struct str text = rest_text(rest);
	size_t run = markdown_run_of(text, blocks->fence);
	return rest_indent(rest, &first) < MARKDOWN_CODE && run >= blocks->fence_size &&
	       str_trim(str_cut(text, run, text.size)).size == 0;
}

/* The size of a list marker at the start of `text`, or 0. A paragraph is only interrupted by one
 * that has text behind it and, if it is a number, is 1. */
static size_t
markdown_marker(struct str text, bool in_paragraph)
{
	size_t size = 0;
	if (text.size > 0 && memchr("-+*", text.data[0], 3)) {
		size = 1;
	} else {
		while (size < text.size && text.data[size] >= '0' && text.data[size] <= '9')
			size++;
		if (size == 0 || size > MARKDOWN_DIGITS || size == text.size ||
		    (text.data[size] != '.' && text.data[size] != ')'))
			return 0;
		bool one = size == 1 && text.data[0] == '1';
		if (in_paragraph && !one)
			return 0;
		size++;
	}
	if (size < text.size && text.data[size] != ' ' && text.data[size] != '\t')
		return 0;
	if (in_paragraph && str_trim(str_cut(text, size, text.size)).size == 0)
		return 0;
	return size;
}

/* The cells of a row of a table: what stands between bars that are not escaped. */
static size_t
markdown_cells(struct str text)
{
	size_t cells = 1;
	text = str_trim(text);
	if (text.size > 0 && text.data[0] == '|')
		text = str_cut(text, 1, text.size);
	for (size_t at = 0; at < text.size; at++) {
		if (text.data[at] == '\\')
			at++;
		else if (text.data[at] == '|' && at + 1 < text.size)
			cells++;
	}
	return cells;
}

/* "--- | :--:" below a row makes that the head of a table, if they have as many cells. */
static bool
markdown_is_table_rule(struct str text, size_t cells)
{
	bool dash = false;  /* the cell at hand has one … */
	bool ended = false; /* … and nothing may follow but blanks */
	struct str rule = str_trim(text);
	if (markdown_cells(rule) != cells)
		return false;
	for (size_t at = rule.size > 0 && rule.data[0] == '|' ? 1 : 0; at < rule.size; at++) {
		char byte = rule.data[at];
		bool colon_first = byte == ':' && !dash && at + 1 < rule.size &&
				   rule.data[at + 1] == '-' && !ended;
		if (byte == '|') {
			if (!dash)
				return false;
			dash = at + 1 == rule.size;
			ended = false;
		} else if (byte == '-' && !ended) {
			dash = true;
		} else if (byte == ':' && dash && !ended) {
			ended = true;
		} else if (byte == ' ' || byte == '\t') {
			ended = dash;
		} else if (!colon_first) {
			return false;
		}
	}
	return dash;
}

/* Take what belongs to the open containers off the line; how many it matches. */
static size_t
markdown_match(struct markdown_blocks *blocks, struct markdown_rest *rest)
{
	size_t matched = 0;
	for (; matched < blocks->depth; matched++) {
		struct markdown_container *container = &blocks->containers[matched];
		size_t first;
		size_t indent = rest_indent(rest, &first);
		bool blank = first == rest->text.size;
		if (container->quote) {
			if (blank || indent >= MARKDOWN_CODE || rest->text.data[first] != '>')
				break;
			rest_take_marker(rest, 1);
			rest_take(rest, 1);
		} else if (indent >= container->width) {
			rest_take(rest, container->width);
			container->bare = container->bare && blank;
		} else if (!blank || container->bare) {
			break;
		}
	}
	return matched;
}

static void
markdown_leave(struct markdown_blocks *blocks, size_t depth, enum markdown_leaf leaf)
{
	blocks->depth = depth;
	blocks->leaf = leaf;
	blocks->run++;
}

static void
markdown_open_quote(struct markdown_blocks *blocks, struct markdown_rest *rest)
{
	rest_take_marker(rest, 1);
	rest_take(rest, 1);
	blocks->containers[blocks->depth++] = (struct markdown_container){.quote = true};
}

static void
markdown_open_item(struct markdown_blocks *blocks, struct markdown_rest *rest, size_t marker)
{
	size_t first;
	size_t indent = rest_indent(rest, &first);
	rest_take_marker(rest, marker);
	size_t blanks = rest_indent(rest, &first);
	bool bare = first == rest->text.size;
	/* Five blanks or more start code inside the item, one column behind the marker. */
	if (bare || blanks > MARKDOWN_CODE)
		blanks = 1;
	rest_take(rest, blanks);
	blocks->containers[blocks->depth++] = (struct markdown_container){
		.bare = bare,
		.width = indent + marker + blanks,
	};
}

/* "<h2>Title</h2>" inside "<div>": a heading like any other, unless a comment hides it. */
static bool
markdown_heading_in_html(struct markdown_blocks *blocks, struct str text, struct markdown_line *out)
{
	int level = 0;
	if (blocks->html >= 6 && blocks->depth == 0 && !blocks->hidden)
		level = markdown_html_heading(text, &out->heading);
	blocks->hidden = markdown_html_hides(text, blocks->hidden);
	if (level == 0)
		return false;
	out->kind = MARKDOWN_HEADING;
	out->level = level;
	markdown_leave(blocks, 0, MARKDOWN_NONE);
	return true;
}

/* Lines inside a fence or a block of HTML whose containers are all matched. True: done. */
static bool
markdown_continue_leaf(struct markdown_blocks *blocks, const struct markdown_rest *rest,
		       struct markdown_line *out)
{
	bool ends = false;
	if (blocks->leaf == MARKDOWN_FENCE) {
		ends = markdown_closes_fence(blocks, rest);
	} else if (blocks->leaf == MARKDOWN_HTML) {
		if (blocks->html >= 6 && rest_is_blank(rest))
			return false;
		if (markdown_heading_in_html(blocks, rest_text(rest), out))
			return true;
		ends = markdown_html_ends(blocks->html, rest_text(rest));
	} else {
		return false;
	}
	out->leaf = blocks->leaf;
	out->run = blocks->run;
	if (ends)
		markdown_leave(blocks, blocks->depth, MARKDOWN_NONE);
	return true;
}

/* Blocks that are whole, or start, with this line. True: it is one of them. */
static bool
markdown_open_leaf(struct markdown_blocks *blocks, struct str text, bool paragraph, size_t matched,
		   struct markdown_line *out)
{
	int level = markdown_atx(text, &out->heading);
	if (level > 0) {
		markdown_leave(blocks, matched, MARKDOWN_NONE);
		out->kind = matched == 0 ? MARKDOWN_HEADING : MARKDOWN_BODY;
		out->level = level;
		return true;
	}
	if (markdown_opens_fence(blocks, text)) {
		markdown_leave(blocks, matched, MARKDOWN_FENCE);
		return true;
	}
	level = matched == 0 ? markdown_html_heading(text, &out->heading) : 0;
	if (level > 0) {
		markdown_leave(blocks, matched, MARKDOWN_NONE);
		out->kind = MARKDOWN_HEADING;
		out->level = level;
		return true;
	}
	int html = markdown_html_starts(text, paragraph);
	if (html > 0) {
		markdown_leave(blocks, matched, MARKDOWN_HTML);
		blocks->html = html;
		blocks->hidden = markdown_html_hides(text, false);
		return true;
	}
	level = paragraph ? markdown_underline(text) : 0;
	if (level > 0) {
		out->kind = matched == 0 ? MARKDOWN_UNDERLINE : MARKDOWN_BODY;
		out->level = level;
		out->run = blocks->run;
		markdown_leave(blocks, matched, MARKDOWN_NONE);
		return true;
	}
	if (markdown_is_break(text)) {
		markdown_leave(blocks, matched, MARKDOWN_NONE);
		return true;
	}
	return false;
}

static void
markdown_text(struct markdown_blocks *blocks, struct str text, bool paragraph, bool lazy,
	      size_t matched)
{
	if (paragraph && markdown_is_table_rule(text, blocks->cells)) {
		blocks->leaf = MARKDOWN_TABLE;
		return;
	}
	blocks->cells = markdown_cells(text);
	bool table = blocks->leaf == MARKDOWN_TABLE && matched == blocks->depth;
	if (!paragraph && !lazy && !table)
		markdown_leave(blocks, matched, MARKDOWN_PARAGRAPH);
}

/* What the line is once its containers are known; opens more of them as they come. */
static void
markdown_open(struct markdown_blocks *blocks, struct markdown_rest *rest, size_t matched,
	      struct markdown_line *out)
{
	for (;;) {
		size_t first;
		bool open = blocks->leaf == MARKDOWN_PARAGRAPH;
		bool paragraph = open && matched == blocks->depth;
		bool lazy = open && !paragraph;
		struct str text = rest_text(rest);
		if (text.size == 0) {
			markdown_leave(blocks, matched, MARKDOWN_NONE);
			return;
		}
		if (rest_indent(rest, &first) >= MARKDOWN_CODE) {
			if (open)
				blocks->cells = markdown_cells(text);
			else
				markdown_leave(blocks, matched, MARKDOWN_NONE);
			return;
		}
		size_t marker = 0;
		if (text.data[0] != '>') {
			if (markdown_open_leaf(blocks, text, paragraph, matched, out))
				return;
			marker = markdown_marker(text, paragraph);
		}
		if ((marker == 0 && text.data[0] != '>') || matched == MARKDOWN_DEEPEST) {
			markdown_text(blocks, text, paragraph, lazy, matched);
			return;
		}
		markdown_leave(blocks, matched, MARKDOWN_NONE);
		if (marker > 0)
			markdown_open_item(blocks, rest, marker);
		else
			markdown_open_quote(blocks, rest);
		matched = blocks->depth;
	}
}

struct markdown_line
markdown_line(struct markdown_blocks *blocks, struct str line)
{
	struct markdown_rest rest = {.text = line};
	struct markdown_line out = {.kind = MARKDOWN_BODY};
	size_t matched = markdown_match(blocks, &rest);
	if (matched == blocks->depth && markdown_continue_leaf(blocks, &rest, &out))
		return out;
	markdown_open(blocks, &rest, matched, &out);
	out.leaf = blocks->leaf;
	if (out.kind != MARKDOWN_UNDERLINE)
		out.run = blocks->run;
	if (blocks->leaf == MARKDOWN_HTML && markdown_html_ends(blocks->html, rest_text(&rest)))
		markdown_leave(blocks, blocks->depth, MARKDOWN_NONE);
	return out;
}
