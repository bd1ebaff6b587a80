/* SPDX-License-Identifier: Apache-2.0
 *
 * A name and the first bytes in, a format out.
 *
 * The one thing to know: signatures win over endings, so nothing passes because it is called .csv;
 * a signature made of letters alone is believed only when the bytes are no text, so that a table
 * whose first column is "ORCID" stays a table. What is nothing but text is none of a format that is
 * not, whatever its ending: a table called .parquet is a table.
 */
#include "read/recognise.h"

#include <string.h>

#include "read/bytes.h"
#include "read/json_scan.h"

#define ROW(name) extern const struct format read_##name;
#include "read/read.list"
#undef ROW

const struct format *const read_formats[] = {
#define ROW(name) &read_##name,
#include "read/read.list"
#undef ROW
	NULL,
};

static bool
recognise_bears(const struct format *format, struct str head)
{
	for (const struct magic *magic = format->magics; magic && magic->bytes; magic++) {
		struct str part = str_cut(head, magic->offset, magic->offset + magic->size);
		if (str_equal(part, str_make(magic->bytes, magic->size)))
			return !magic->letters || !bytes_are_text(head);
	}
	return false;
}

static size_t
recognise_ending_size(const struct format *format, struct str path)
{
	size_t size = 0;
	for (const char *const *ending = format->endings; ending && *ending; ending++) {
		struct str text = str_of(*ending);
		if (text.size > size && str_ends_fold(path, text))
			size = text.size;
	}
	return size;
}

const struct format *
recognise_magic(struct str path, struct str head)
{
	const struct format *found = NULL;
	for (size_t i = 0; read_formats[i]; i++) {
		if (!recognise_bears(read_formats[i], head))
			continue;
		if (recognise_ending_size(read_formats[i], path) > 0)
			return read_formats[i];
		/* Archives are listed behind the formats that are archives underneath. */
		if (!found || read_formats[i]->shape == SHAPE_MEMBERS)
			found = read_formats[i];
	}
	return found;
}

static bool
recognise_is_copy(struct str ending)
{
	static const char *const copies[] = {".bak", ".backup", ".old",  ".orig",
					     ".tmp", ".save",   ".copy", NULL};
	size_t digits = 1;
	for (size_t i = 0; copies[i]; i++) {
		if (str_equal_fold(ending, str_of(copies[i])))
			return true;
	}
	while (digits < ending.size && ending.data[digits] >= '0' && ending.data[digits] <= '9')
		digits++;
	return ending.size > 1 && digits == ending.size;
}

struct str
read_original(struct str path)
{
	for (;;) {
		size_t dot = str_find_last(path, '.');
		if (str_ends(path, STR("~")))
			path.size--;
		else if (dot < path.size && recognise_is_copy(str_cut(path, dot, path.size)))
			path.size = dot;
		else
			return path;
	}
}

const struct format *
recognise_ending(struct str path)
{
	const struct format *found = NULL;
	size_t longest = 0;
	path = read_original(path);
	for (size_t i = 0; read_formats[i]; i++) {
		size_t size = recognise_ending_size(read_formats[i], path);
		if (size > longest) {
			longest = size;
			found = read_formats[i];
		}
	}
	return found;
}

const char *
recognise_stand_in(struct str head)
{
	static const struct {
		const char *start;
		const char *name;
	} stand_ins[] = {
		{"version https://git-lfs", "a Git LFS pointer"},
		{"version https://hawser", "a Git LFS pointer"},
		{"version http://git-media.io/v/", "a Git LFS pointer"},
		{"/annex/objects/", "a git-annex pointer"},
		{"#$# git-fat ", "a git-fat pointer"},
		{"# xet version ", "a git-xet pointer"},
	};

	if (str_starts(head, STR("\0GITCRYPT")))
		return "encrypted by git-crypt";
	for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
		if (str_starts(head, str_of(stand_ins[i].start)))
			return stand_ins[i].name;
	return NULL;
}

const struct format *
read_format(struct str path, struct str head)
{
	const struct format *format = recognise_magic(path, head);
	if (format)
		return format;
	format = recognise_ending(path);
	return format && format->magics && bytes_are_only_text(head) ? NULL : format;
}

const struct format *
read_format_named(struct str name)
{
	for (size_t i = 0; read_formats[i]; i++) {
		if (str_is(name, read_formats[i]->name))
			return read_formats[i];
	}
	return NULL;
}

enum recognise_json {
	RECOGNISE_NOT_JSON,
	RECOGNISE_PART,  /* the head ends inside the first value, which has not left its line */
	RECOGNISE_VALUE, /* one value, or the part of one that spans lines */
	RECOGNISE_LINES, /* a value in a line, and another in the next */
};

static bool
recognise_spans_lines(struct str text, size_t end)
{
	return str_find_byte(str_cut(text, 0, end), '\n') != SIZE_MAX;
}

/* Behind the first value: nothing, or a line end and another one. */
static enum recognise_json
recognise_rest(struct str text, size_t end)
{
	struct str rest = str_cut(text, end, text.size);
	struct str next = str_trim(rest);
	if (next.size == 0)
		return RECOGNISE_VALUE;
	if (next.data[0] != '{' && next.data[0] != '[')
		return RECOGNISE_NOT_JSON;
	return str_find_byte(str_cut(rest, 0, (size_t)(next.data - rest.data)), '\n') == SIZE_MAX
		       ? RECOGNISE_NOT_JSON
		       : RECOGNISE_LINES;
}

static enum recognise_json
recognise_json(struct str head)
{
	struct str text = str_trim(head);
	if (text.size == 0 || (text.data[0] != '{' && text.data[0] != '['))
		return RECOGNISE_NOT_JSON;
	struct json_scan scan = json_scan(text, JSON_DEEPEST);
	struct json_token token;
	do {
		if (!json_next(&scan, &token)) {
			if (!scan.cut_off && !scan.too_deep)
				return RECOGNISE_NOT_JSON;
			return recognise_spans_lines(text, scan.at) ? RECOGNISE_VALUE
								    : RECOGNISE_PART;
		}
	} while (scan.depth > 0);
	enum recognise_json rest = recognise_rest(text, token.end);
	return rest == RECOGNISE_LINES && recognise_spans_lines(text, token.end)
		       ? RECOGNISE_NOT_JSON
		       : rest;
}

const struct format *
recognise_records(const struct format *format, struct str head)
{
	if (format && format != &read_csv && format != &read_json && format != &read_jsonl)
		return format;
	switch (recognise_json(head)) {
	case RECOGNISE_LINES:
		return &read_jsonl;
	case RECOGNISE_VALUE:
		/* One value in one line is good JSON Lines, too: the name decides. */
		if (format == &read_jsonl && !recognise_spans_lines(str_trim(head), head.size))
			return format;
		return &read_json;
	case RECOGNISE_PART:
		return !format || format == &read_csv ? &read_json : format;
	case RECOGNISE_NOT_JSON:
		break;
	}
	return format;
}
