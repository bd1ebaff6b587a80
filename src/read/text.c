/* SPDX-License-Identifier: Apache-2.0
 *
 * Plain text in, lines out. A line longer than line_bytes comes in pieces, the later ones marked
 * `continued`; pieces are cut behind a blank where there is one near, so that words stay whole.
 *
 * The one thing to know: pieces depend on the text alone, not on how the input delivers it. Bytes
 * that are no UTF-8 are taken as Windows-1252, a NUL is an error: nothing is dropped. LF, CR LF and
 * a lone CR end lines.
 */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/read.h"
#include "read/window.h"

enum {
	/* How far back a blank is looked for: longer words than that are no words. */
	TEXT_REACH = 4096,
	TEXT_CHARACTER = 4, /* the longest of UTF-8 */
};

struct text_reader {
	struct text text; /* first: what the caller holds */
	const struct limits *limits;
	struct window window;
	uint32_t line;
	uint32_t column;
	bool inside; /* the next piece continues a line */
	bool failed; /* an error was given: nothing follows it */
	char *valid; /* a piece as UTF-8, used over and over */
	size_t valid_capacity;
};

/* What the window holds at its start. */
struct text_piece {
	size_t size; /* of the text */
	size_t end;  /* of its line end, too */
	bool line;   /* it ends a line */
};

static struct err *
text_error(const struct text_reader *reader, const char *message)
{
	return err_at(err_new(reader->window.arena, "%s", message), reader->window.input->name,
		      reader->line, 0);
}

static bool
text_is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Where to cut a line of more than `limit` bytes. */
static size_t
text_cut(struct str held, size_t limit)
{
	size_t reach = limit / 2 < TEXT_REACH ? limit / 2 : TEXT_REACH;
	for (size_t at = limit; at > limit - reach; at--) {
		if (text_is_blank(held.data[at - 1]))
			return at;
	}
	return bytes_fit(held, limit);
}

/* Hold what decides about the next piece: its line end and a byte behind it (CR LF may be cut), or
 * more than the limit and a character. *end receives the offset of the line end, or SIZE_MAX. */
static struct err *
text_hold(struct text_reader *reader, size_t limit, size_t *end)
{
	struct window *window = &reader->window;
	size_t seen = 0;
	for (;;) {
		struct str held = window_str(window);
		*end = bytes_line_end(held, seen);
		bool found = *end != SIZE_MAX && (held.data[*end] == '\n' || *end + 1 < held.size);
		if (found || window->ended || held.size > limit + TEXT_CHARACTER)
			return NULL;
		seen = *end != SIZE_MAX ? *end : held.size;
		TRY(window_fill(window));
		TRY(window_is_fed(window, held.size));
	}
}

static struct text_piece
text_find(struct str held, size_t end, size_t limit)
{
	if (held.size > limit && end > limit) {
		size_t size = text_cut(held, limit);
		return (struct text_piece){.size = size, .end = size};
	}
	if (end == SIZE_MAX)
		return (struct text_piece){.size = held.size, .end = held.size, .line = true};
	bool paired = held.data[end] == '\r' && end + 1 < held.size && held.data[end + 1] == '\n';
	return (struct text_piece){.size = end, .end = end + 1 + paired, .line = true};
}

/* Valid UTF-8; *columns receives the number of its code points. */
static struct err *
text_make_valid(struct text_reader *reader, struct str raw, struct str *out, size_t *columns)
{
	*out = raw;
	*columns = raw.size;
	switch (bytes_look(raw)) {
	case BYTES_PLAIN:
		return NULL;
	case BYTES_NUL:
		return text_error(reader, "the line holds NUL bytes: it is no text");
	case BYTES_HIGH:
		break;
	}
	*columns = utf8_count(raw);
	if (utf8_invalid(raw) == SIZE_MAX)
		return NULL;
	if (reader->valid_capacity < raw.size * BYTES_GROWTH) {
		reader->valid_capacity = raw.size * BYTES_GROWTH * 2;
		reader->valid = arena_alloc(reader->window.arena, reader->valid_capacity);
	}
	*out = str_make(reader->valid, bytes_to_utf8(raw, reader->valid));
	return NULL;
}

static struct err *
text_piece(struct text_reader *reader, struct text_line *out)
{
	struct window *window = &reader->window;
	size_t limit = reader->limits->line_bytes;
	size_t columns = 0;
	size_t end = SIZE_MAX;
	TRY(text_hold(reader, limit, &end));
	struct str held = window_str(window);
	if (held.size == 0) {
		*out = (struct text_line){.end = true};
		return NULL;
	}
	struct text_piece piece = text_find(held, end, limit);
	*out = (struct text_line){
		.continued = reader->inside,
		.line = reader->line,
		.column = reader->column,
	};
	TRY(text_make_valid(reader, str_cut(held, 0, piece.size), &out->text, &columns));
	window->start += piece.end;
	reader->inside = !piece.line;
	reader->line = bytes_add(reader->line, piece.line);
	reader->column = piece.line ? 1 : bytes_add(reader->column, columns);
	return NULL;
}

static struct err *
text_next(struct text *self, struct text_line *out)
{
	struct text_reader *reader = (struct text_reader *)self;
	if (reader->failed)
		return text_error(reader, "reading was given up at an earlier error");
	struct err *err = text_piece(reader, out);
	reader->failed = err != NULL;
	return err;
}

static struct err *
text_open(struct input *input, const struct limits *limits, struct arena *arena,
	  struct document *out)
{
	struct text_reader *reader = arena_alloc(arena, sizeof *reader);
	reader->text.next = text_next;
	reader->limits = limits;
	reader->line = 1;
	reader->column = 1;
	window_init(&reader->window, input, arena);
	*out = (struct document){.shape = SHAPE_TEXT, .format = "text", .text = &reader->text};
	return NULL;
}

static const char *const text_endings[] = {".txt", ".text", ".log", NULL};

const struct format read_text = {
	.name = "text",
	.summary = "plain text, line by line",
	.endings = text_endings,
	.shape = SHAPE_TEXT,
	.comments = COMMENTS_OF_TEXT,
	.read = text_open,
};
