/* SPDX-License-Identifier: Apache-2.0
 *
 * The door: an input in, a document out. Looks, decides, decodes, and hands on to one reader.
 *
 * The one thing to know is the order of judgement: stand-ins for absent content, signatures of
 * binary formats, the ending, and last the bytes as text. Each step that cannot go on is an error
 * that says what the file is; none falls through to "nothing found".
 */
#include "read/read.h"

#include <string.h>

#include "base/arena.h"
#include "read/bytes.h"
#include "read/csv_sniff.h"
#include "read/decode.h"
#include "read/recognise.h"

extern const struct format read_text, read_yaml, read_json, read_csv;

static struct err *
read_error(const struct input *input, const char *message)
{
	return err_at(err_new(input->arena, "%s", message), input->name, 0, 0);
}

static struct err *
read_is_here(const struct peek *peek)
{
	const char *stand_in = recognise_stand_in(peek->head);
	if (!stand_in)
		return NULL;
	struct arena *arena = peek->input.arena;
	const char *message =
		arena_print(arena, "the file is %s: its content is not here", stand_in);
	return err_help(read_error(&peek->input, message),
			"fetch the content first (git lfs pull, git annex get, git-crypt unlock), "
			"or judge it where it is");
}

static struct err *
read_can(const struct format *format, const struct input *input)
{
	if (format->read)
		return NULL;
	const char *message =
		arena_print(input->arena, "%s (%s) is recognised, but this build cannot read it",
			    format->name, format->summary);
	return err_help(read_error(input, message),
			"keep the data in a format that govlint reads (govlint list formats)");
}

/* YAML and JSON say exactly where a byte is wrong; the others take what looks like text. */
static struct err *
read_is_text(const struct format *format, const struct peek *peek)
{
	if (format == &read_yaml || format == &read_json || bytes_are_text(peek->head))
		return NULL;
	return err_help(read_error(&peek->input, "the bytes are no text (nor a format known here)"),
			"text is UTF-8 or UTF-16; give a file of another kind its ending");
}

static bool
read_is_binary(const struct format *format)
{
	return format->magics != NULL;
}

/* What no ending names is what its bytes show. */
static const struct format *
read_by_bytes(const struct peek *peek, struct arena *arena)
{
	const struct format *format = recognise_records(NULL, peek->head);
	if (format)
		return format;
	return csv_is_table(arena, peek->head, peek->whole) ? &read_csv : &read_text;
}

static struct err *
read_decoded(const struct format *format, bool as_named, struct peek *raw,
	     const struct limits *limits, struct arena *arena, struct document *out)
{
	struct peek *peek = decode_over(raw, arena);
	if (peek != raw)
		TRY(peek_look(peek));
	TRY(read_is_text(format, peek));
	if (!format)
		format = read_by_bytes(peek, arena);
	else if (!as_named)
		format = recognise_records(format, peek->head);
	TRY(format->read(&peek->input, limits, arena, out));
	out->format = format->name;
	return NULL;
}

static struct err *
read_with(const struct format *format, bool as_named, struct peek *raw, const struct limits *limits,
	  struct arena *arena, struct document *out)
{
	if (format)
		TRY(read_can(format, &raw->input));
	if (!format || !read_is_binary(format))
		return read_decoded(format, as_named, raw, limits, arena, out);
	TRY(format->read(&raw->input, limits, arena, out));
	out->format = format->name;
	return NULL;
}

struct err *
read_document(struct input *input, const struct limits *limits, struct arena *arena,
	      struct document *out)
{
	struct peek *raw = peek_over(input, arena);
	TRY(peek_look(raw));
	TRY(read_is_here(raw));
	const struct format *format = read_format(str_of(input->name), raw->head);
	return read_with(format, false, raw, limits, arena, out);
}

struct err *
read_as(const struct format *format, struct input *input, const struct limits *limits,
	struct arena *arena, struct document *out)
{
	struct peek *raw = peek_over(input, arena);
	TRY(peek_look(raw));
	TRY(read_is_here(raw));
	return read_with(format, true, raw, limits, arena, out);
}

struct str
read_line(struct str text, uint32_t number)
{
	size_t at = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	for (uint32_t line = 1;; line++) {
		size_t end = bytes_line_end(text, at);
		if (line == number)
			return str_cut(text, at, end);
		if (end == SIZE_MAX || number == 0)
			return STR("");
		bool paired =
			text.data[end] == '\r' && end + 1 < text.size && text.data[end + 1] == '\n';
		at = end + 1 + paired;
	}
}
