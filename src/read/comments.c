/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write into a file for those who read its source: its comments that begin with one word.
 * In: an input and the word. Out: each such comment with the line it stands in and the line it speaks
 * of; nothing where the format has no comments.
 *
 * The one thing to know: what stands in a value is data, whatever it looks like. In YAML a comment is
 * what lies outside of every key and scalar that the reader of YAML found; where that reader fails,
 * nobody knows, and each is `doubtful`. In Markdown it is an HTML comment outside of code, and in the
 * front matter one of YAML; in plain text a line that starts with # or //.
 */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/decode.h"
#include "read/markdown.h"
#include "read/markdown_block.h"
#include "read/read.h"
#include "read/recognise.h"

/* Where a key or a scalar stands; of a text in a block (| and >) the first line is a header. */
struct extent {
	struct place place;
	bool block;
};

struct extents {
	struct extent *items;
	size_t count;
	size_t capacity;
	size_t at; /* the first that is not behind */
	bool unknown;
};

struct gathering {
	struct arena *arena;
	struct str word;
	size_t most;
	struct comments *out;
	size_t capacity;
	size_t waiting; /* comments alone in their lines, from here on, whose line is still to come */
	struct extents extents;
	struct markdown_blocks *blocks;
	size_t run;  /* of Markdown: lines that belong together */
	bool inside; /* of Markdown: a comment that is not closed yet … */
	bool bare;   /* … and holds nothing so far */
};

/* One line on its way. */
struct source_line {
	struct str text;
	uint32_t number;
	bool alone; /* a comment that stands alone was found in it */
};

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* "word:", in any case, with blanks before the colon. */
static bool
begins(struct str text, struct str word)
{
	struct str rest = str_trim(str_cut(text, word.size, text.size));

	return str_equal_fold(str_cut(text, 0, word.size), word) && rest.size > 0 &&
	       rest.data[0] == ':';
}

static void
add(struct gathering *gathering, struct source_line *line, struct comment comment, size_t offset)
{
	struct comments *out = gathering->out;

	if (!begins(comment.text, gathering->word))
		return;
	if (out->count == gathering->most) {
		out->more = true;
		return;
	}
	comment.line = line->number;
	comment.column = bytes_add(1, utf8_count(str_cut(line->text, 0, offset)));
	comment.whole = line->text;
	comment.alone = str_trim(str_cut(line->text, 0, offset)).size == 0 && comment.alone;
	line->alone |= comment.alone;
	if (!comment.alone) {
		comment.speaks_of = line->number;
		comment.spoken = line->text;
	}
	out->items = arena_grow(gathering->arena, out->items, out->count, &gathering->capacity,
				sizeof comment);
	out->items[out->count++] = comment;
}

/* ---- YAML --------------------------------------------------------------------------------------- */

static void
add_extent(struct gathering *gathering, struct place place, bool block)
{
	struct extents *extents = &gathering->extents;

	extents->items = arena_grow(gathering->arena, extents->items, extents->count,
				    &extents->capacity, sizeof *extents->items);
	extents->items[extents->count++] = (struct extent){place, block};
}

static bool
is_block(const struct value *value)
{
	return value->type == VALUE_STRING && !value->quoted && value->literal.size > 0 &&
	       (value->literal.data[0] == '|' || value->literal.data[0] == '>');
}

/* In the order of the text. Recurses once for each level up to tree_depth. */
static void
add_extents(struct gathering *gathering, const struct value *value)
{
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++)
			add_extents(gathering, &value->list.items[i]);
		return;
	}
	if (value->type != VALUE_MAP) {
		add_extent(gathering, value->place, is_block(value));
		return;
	}
	for (size_t i = 0; i < value->map.count; i++) {
		add_extent(gathering, value->map.members[i].key_place, false);
		add_extents(gathering, &value->map.members[i].value);
	}
}

static bool
goes_before(uint32_t line, uint32_t column, uint32_t other_line, uint32_t other_column)
{
	return line < other_line || (line == other_line && column < other_column);
}

/* Places are asked for in their order. */
static bool
is_in_value(struct extents *extents, uint32_t line, uint32_t column)
{
	const struct extent *extent;

	while (extents->at < extents->count &&
	       !goes_before(line, column, extents->items[extents->at].place.end_line,
			    extents->items[extents->at].place.end_column))
		extents->at++;
	if (extents->at == extents->count)
		return false;
	extent = &extents->items[extents->at];
	return !goes_before(line, column, extent->place.line, extent->place.column) &&
	       !(extent->block && line == extent->place.line);
}

/* The text starts in line `before` + 1 of the file. */
static void
learn_extents(struct gathering *gathering, struct str text, const struct limits *limits)
{
	struct value documents;
	struct err *err = read_yaml_all("-", text, limits, gathering->arena, &documents);

	gathering->extents = (struct extents){.unknown = err != NULL};
	err_settle(err);
	if (!err)
		add_extents(gathering, &documents);
}

static void
take_yaml(struct gathering *gathering, struct source_line *line, uint32_t before)
{
	struct str text = line->text;
	uint32_t column = 1;
	size_t counted = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] != '#' || (i > 0 && !is_blank(text.data[i - 1])))
			continue;
		column = bytes_add(column, utf8_count(str_cut(text, counted, i)));
		counted = i;
		if (!gathering->extents.unknown &&
		    is_in_value(&gathering->extents, line->number - before, column))
			continue;
		add(gathering, line,
		    (struct comment){.text = str_trim(str_cut(text, i + 1, text.size)),
				     .alone = true,
				     .doubtful = gathering->extents.unknown},
		    i);
		return;
	}
}

/* ---- Markdown ----------------------------------------------------------------------------------- */

/* The end of the code span that starts at `start`, or of its first backticks alone. `unclosed` has a
 * bit for each size that was looked for in the rest of the line and not found. */
static size_t
code_end(struct str text, size_t start, uint64_t *unclosed)
{
	size_t size = 0, run = 0;

	while (start + size < text.size && text.data[start + size] == '`')
		size++;
	if (size >= 64 || (*unclosed >> size & 1))
		return start + size;
	for (size_t i = start + size; i <= text.size; i++) {
		if (i < text.size && text.data[i] == '`') {
			run++;
			continue;
		}
		if (run == size)
			return i;
		run = 0;
	}
	*unclosed |= (uint64_t)1 << size;
	return start + size;
}

static size_t
find_from(struct str text, size_t start, const char *needle)
{
	size_t found = str_find(str_cut(text, start, text.size), str_of(needle));

	return found == SIZE_MAX ? SIZE_MAX : start + found;
}

/* From `<!--` on; where the comment ends, or SIZE_MAX when it goes on in the next line. */
static size_t
take_markup(struct gathering *gathering, struct source_line *line, size_t start)
{
	struct str text = line->text;
	size_t end = find_from(text, start + 4, "-->");
	struct comment comment = {.text = str_trim(str_cut(text, start + 4, end)),
				  .open = end == SIZE_MAX};

	comment.alone = end != SIZE_MAX && str_trim(str_cut(text, end + 3, text.size)).size == 0;
	add(gathering, line, comment, start);
	if (end != SIZE_MAX)
		return end + 3;
	gathering->inside = true;
	gathering->bare = comment.text.size == 0;
	return SIZE_MAX;
}

/* A line, or its start, that lies in a comment; where the comment ends. */
static size_t
leave_markup(struct gathering *gathering, struct source_line *line)
{
	struct str text = str_trim(line->text);
	size_t end = find_from(line->text, 0, "-->");

	if (gathering->bare)
		add(gathering, line, (struct comment){.text = text, .open = true},
		    text.size > 0 ? (size_t)(text.data - line->text.data) : 0);
	gathering->bare &= text.size == 0;
	gathering->inside = end == SIZE_MAX;
	return end == SIZE_MAX ? SIZE_MAX : end + 3;
}

static void
take_markdown(struct gathering *gathering, struct source_line *line)
{
	struct markdown_line found = markdown_line(gathering->blocks, line->text);
	struct str text = line->text;
	bool prose = found.leaf == MARKDOWN_PARAGRAPH || found.leaf == MARKDOWN_TABLE ||
		     found.kind != MARKDOWN_BODY;
	uint64_t unclosed = 0;
	size_t at = 0;

	if (found.run != gathering->run)
		gathering->inside = false;
	gathering->run = found.run;
	if (!prose && found.leaf != MARKDOWN_HTML)
		return;
	if (gathering->inside)
		at = leave_markup(gathering, line);
	while (at < text.size) {
		if (str_starts(str_cut(text, at, text.size), STR("<!--")))
			at = take_markup(gathering, line, at);
		else if (prose && text.data[at] == '`')
			at = code_end(text, at, &unclosed);
		else
			at += prose && text.data[at] == '\\' ? 2 : 1;
	}
}

/* ---- Text --------------------------------------------------------------------------------------- */

static void
take_text(struct gathering *gathering, struct source_line *line)
{
	struct str text = str_trim(line->text);
	size_t mark = str_starts(text, STR("#")) ? 1 : str_starts(text, STR("//")) ? 2 : 0;

	if (mark > 0)
		add(gathering, line,
		    (struct comment){.text = str_trim(str_cut(text, mark, text.size)),
				     .alone = true},
		    (size_t)(text.data - line->text.data));
}

/* ---- Lines -------------------------------------------------------------------------------------- */

/* Comments that stand alone speak of the next line without one. */
static void
hand_over(struct gathering *gathering, const struct source_line *line)
{
	struct comments *out = gathering->out;

	if (line->alone)
		return;
	for (; gathering->waiting < out->count; gathering->waiting++) {
		struct comment *comment = &out->items[gathering->waiting];

		if (!comment->alone)
			continue;
		comment->speaks_of = line->number;
		comment->spoken = line->text;
	}
}

/* The next line, without its end, from `*at` on; false at the end. */
static bool
next_line(struct str text, size_t *at, struct source_line *line)
{
	size_t end = bytes_line_end(text, *at);
	bool paired;

	if (*at >= text.size)
		return false;
	end = end == SIZE_MAX ? text.size : end;
	paired = end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n';
	line->text = str_cut(text, *at, end);
	line->number = bytes_add(line->number, 1);
	line->alone = false;
	*at = end + 1 + paired;
	return true;
}

/* Of lines up to `front` as YAML, of those behind by `syntax`. */
static void
gather(struct gathering *gathering, enum comment_syntax syntax, uint32_t front)
{
	struct str text = gathering->out->text;
	struct source_line line = {.number = 0};
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (syntax == COMMENTS_OF_YAML)
			take_yaml(gathering, &line, 0);
		else if (line.number <= front)
			take_yaml(gathering, &line, 1);
		else if (syntax == COMMENTS_OF_MARKUP)
			take_markdown(gathering, &line);
		else
			take_text(gathering, &line);
		hand_over(gathering, &line);
	}
}

static bool
mentions(struct str text, struct str word)
{
	for (size_t i = 0; i + word.size <= text.size; i++)
		if ((text.data[i] | 0x20) == word.data[0] &&
		    str_equal_fold(str_cut(text, i, i + word.size), word))
			return true;
	return false;
}

static struct err *
take_all(struct peek *raw, const struct limits *limits, struct arena *arena, struct str *out)
{
	struct peek *peek = decode_over(raw, arena);
	char *valid;

	if (peek != raw)
		TRY(peek_look(peek));
	/* Latin text grows to half as much again, other text less. */
	TRY(limits_named(input_all(&peek->input, arena, 2 * limits->record_bytes, out),
			 "record_bytes"));
	if (bytes_look(*out) == BYTES_NUL)
		*out = (struct str){0};
	if (utf8_invalid(*out) == SIZE_MAX)
		return NULL;
	valid = arena_array(arena, out->size, BYTES_GROWTH);
	*out = str_make(valid, bytes_to_utf8(*out, valid));
	return NULL;
}

struct err *
read_comments(struct input *input, struct str word, size_t most, const struct limits *limits,
	      struct arena *arena, struct comments *out)
{
	struct gathering gathering = {.arena = arena, .word = word, .most = most, .out = out};
	struct peek *raw = peek_over(input, arena);
	const struct format *format;
	struct str front = {0}, body;
	uint32_t lines = 0;

	*out = (struct comments){0};
	TRY(peek_look(raw));
	format = read_format(str_of(input->name), raw->head);
	if (!format || format->comments == COMMENTS_NONE || recognise_stand_in(raw->head))
		return NULL;
	TRY(take_all(raw, limits, arena, &out->text));
	if (!mentions(out->text, word))
		return NULL;
	if (format->comments == COMMENTS_OF_YAML)
		learn_extents(&gathering, out->text, limits);
	if (format->comments == COMMENTS_OF_MARKUP) {
		gathering.blocks = arena_alloc(arena, sizeof *gathering.blocks);
		if (markdown_split(out->text, &front, &body, &lines))
			learn_extents(&gathering, front, limits);
		else
			lines = 0;
	}
	gather(&gathering, format->comments, lines);
	return NULL;
}
