/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the cells of one row are. Separators and line ends are found 64 bytes at a time as bits of
 * a word (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", use the same idea); a cell
 * that starts with a quote leaves that path and is searched for its end with memchr.
 *
 * The one thing to know: a quote means something only as the first byte of a cell. Elsewhere, and
 * behind a closing quote, bytes are text as they stand, as spreadsheets and Python's csv take them;
 * nothing is dropped. An open quote at the end of the input is the caller's error.
 */
#include "read/csv_row.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/arena.h"
#include "base/utf8.h"
#include "read/bytes.h"

enum {
	CSV_BLOCK = 64
};

void
csv_row_init(struct csv_row *row, struct arena *arena, char separator, size_t most)
{
	*row = (struct csv_row){.arena = arena, .separator = separator, .most = most};
}

void
csv_row_moved(struct csv_row *row)
{
	row->block_data = NULL;
}

#ifdef __SSE2__
static inline uint64_t
csv_bits(const char *data, char separator)
{
	const __m128i wanted = _mm_set1_epi8(separator);
	const __m128i line_feed = _mm_set1_epi8('\n');
	const __m128i carriage_return = _mm_set1_epi8('\r');
	uint64_t bits = 0;
	for (unsigned part = 0; part < CSV_BLOCK / 16; part++) {
		__m128i bytes;
		memcpy(&bytes, data + part * 16, sizeof bytes);
		__m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, wanted),
					     _mm_or_si128(_mm_cmpeq_epi8(bytes, line_feed),
							  _mm_cmpeq_epi8(bytes, carriage_return)));
		bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (part * 16);
	}
	return bits;
}
#else
static inline uint64_t
csv_bits(const char *data, char separator)
{
	uint64_t bits = 0;
	for (unsigned at = 0; at < CSV_BLOCK; at++) {
		bool found = data[at] == separator || data[at] == '\n' || data[at] == '\r';
		bits |= (uint64_t)found << at;
	}
	return bits;
}
#endif

static inline void
csv_load(struct csv_row *row, const char *data, size_t size, size_t at)
{
	row->block_data = data;
	row->block = at;
	row->block_size = size;
	row->block_bits = csv_bits(data + at, row->separator);
	if (size - at < CSV_BLOCK)
		row->block_bits &= (UINT64_C(1) << (size - at)) - 1;
}

/* The next separator or line end at or after `at`, or `size`. */
static inline size_t
csv_next(struct csv_row *row, const char *data, size_t size, size_t at)
{
	if (at >= size)
		return size;
	if (row->block_data != data || row->block_size != size || at < row->block ||
	    at - row->block >= CSV_BLOCK)
		csv_load(row, data, size, at);
	uint64_t bits = row->block_bits >> (at - row->block) << (at - row->block);
	while (bits == 0) {
		if (size - row->block <= CSV_BLOCK)
			return size;
		csv_load(row, data, size, row->block + CSV_BLOCK);
		bits = row->block_bits;
	}
	return row->block + (size_t)__builtin_ctzll(bits);
}

/* Line ends in [from, to): LF, CR LF, lone CR. */
static size_t
csv_breaks(const char *data, size_t from, size_t to)
{
	size_t breaks = 0;
	struct str part = str_make(data, to);
	for (size_t at = bytes_line_end(part, from); at < to; at++) {
		bool paired = data[at] == '\r' && at + 1 < to && data[at + 1] == '\n';
		breaks += data[at] == '\n' || (data[at] == '\r' && !paired);
	}
	return breaks;
}

/* From the opening quote at `at` to behind the closing one; `size` + 1 when it is not there. */
static size_t
csv_quoted(const char *data, size_t size, size_t at, bool last)
{
	size_t from = at + 1;
	for (;;) {
		const char *quote = from < size ? memchr(data + from, '"', size - from) : NULL;
		if (!quote)
			return size + 1;
		from = (size_t)(quote - data) + 1;
		if (from == size && !last)
			return size + 1; /* it may be doubled */
		if (from == size || data[from] != '"')
			return from;
		from++;
	}
}

static inline void
csv_add(struct csv_row *row, const char *data, size_t start, size_t end, bool quoted)
{
	if (row->count >= row->most) {
		row->count++;
		return;
	}
	if (row->count == row->capacity)
		row->cells = arena_grow(row->arena, row->cells, row->count, &row->capacity,
					sizeof *row->cells);
	row->cells[row->count] = (struct cell){
		.field = row->count,
		.type = VALUE_STRING,
		.quoted = quoted,
		.text = {.data = data + start, .size = end - start},
	};
	row->count++;
}

static enum csv_found
csv_line_end(struct csv_row *row, const char *data, size_t size, size_t at, bool last)
{
	row->end = at;
	if (at == size)
		return CSV_ROW;
	row->breaks++;
	row->end = at + 1;
	if (data[at] == '\n')
		return CSV_ROW;
	if (at + 1 == size)
		return last ? CSV_ROW : CSV_MORE; /* a CR LF may be cut */
	row->end += data[at + 1] == '\n';
	return CSV_ROW;
}

/* The end of the cell at `at`, or SIZE_MAX when it lies behind `size`. */
static inline size_t
csv_cell_end(struct csv_row *row, const char *data, size_t size, size_t at, bool last, bool *quoted)
{
	*quoted = at < size && data[at] == '"';
	size_t from = at;
	if (*quoted) {
		from = csv_quoted(data, size, at, last);
		if (from > size) {
			row->open = at;
			row->open_breaks = row->breaks;
			return SIZE_MAX;
		}
		row->any_quoted = true;
		size_t breaks = csv_breaks(data, at, from);
		row->breaks += breaks;
		row->broken = row->broken || breaks > 0;
	}
	size_t end = csv_next(row, data, size, from);
	return end == size && !last ? SIZE_MAX : end;
}

enum csv_found
csv_scan(struct csv_row *row, const char *data, size_t size, size_t start, bool last)
{
	row->count = 0;
	row->breaks = 0;
	row->any_quoted = false;
	row->broken = false;
	row->open = SIZE_MAX;
	if (start == size)
		return last ? CSV_END : CSV_MORE;
	if (data[start] == '\n' || data[start] == '\r') {
		enum csv_found found = csv_line_end(row, data, size, start, last);
		return found == CSV_ROW ? CSV_BLANK : found;
	}
	for (size_t at = start;;) {
		bool quoted;
		size_t end = csv_cell_end(row, data, size, at, last, &quoted);
		if (end == SIZE_MAX)
			return last ? CSV_OPEN : CSV_MORE;
		csv_add(row, data, at, end, quoted);
		if (end == size || data[end] != row->separator)
			return csv_line_end(row, data, size, end, last);
		at = end + 1;
	}
}

/* Without its quotes, doubled ones made single; the bytes are moved where they stand. */
static struct str
csv_unquote(char *data, size_t size)
{
	char *text = data + 1;
	size_t out = 0;
	size_t at = 1;
	for (; at < size; at++) {
		if (data[at] != '"') {
			text[out++] = data[at];
		} else if (at + 1 < size && data[at + 1] == '"') {
			text[out++] = '"';
			at++;
		} else {
			at++;
			break;
		}
	}
	memmove(text + out, data + at, size - at); /* what follows the closing quote */
	return str_make(text, out + size - at);
}

/* The usual quoted cell has nothing to move. */
static struct str
csv_text(char *data, const struct cell *cell)
{
	char *start = data + (cell->text.data - data);
	size_t size = cell->text.size;
	const char *quote = memchr(start + 1, '"', size - 1);
	if (quote == start + size - 1)
		return str_make(start + 1, size - 2);
	return csv_unquote(start, size);
}

/* Where each cell starts: before any of them is unquoted, for that moves bytes. */
static void
csv_places(struct csv_row *row, const char *data, size_t start, bool plain)
{
	struct cursor_of_row {
		size_t offset;
		uint32_t line;
		uint32_t column;
	} here = {.offset = start, .line = row->line, .column = 1};
	for (size_t i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		size_t from = (size_t)(cell->text.data - data);
		size_t between = from - here.offset;
		if (!plain)
			between = utf8_count(str_make(data + here.offset, between));
		cell->line = here.line;
		cell->column = here.column = bytes_add(here.column, between);
		here.offset = from;
		if (!cell->quoted || !row->broken)
			continue;
		size_t end = from + cell->text.size;
		size_t breaks = csv_breaks(data, from, end);
		if (breaks == 0)
			continue;
		here.line = bytes_add(here.line, breaks);
		while (data[end - 1] != '\n' && data[end - 1] != '\r')
			end--;
		here.offset = end;
		here.column = 1;
	}
}

static void
csv_make_valid(struct csv_row *row, size_t size)
{
	if (row->texts_capacity < size * BYTES_GROWTH) {
		row->texts_capacity = size * BYTES_GROWTH * 2;
		row->texts = arena_alloc(row->arena, row->texts_capacity);
	}
	size_t used = 0;
	for (size_t i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		if (utf8_invalid(cell->text) == SIZE_MAX)
			continue;
		char *text = row->texts + used;
		cell->text = str_make(text, bytes_to_utf8(cell->text, text));
		used += cell->text.size;
	}
}

bool
csv_finish(struct csv_row *row, char *data, size_t start)
{
	struct str whole = str_make(data + start, row->end - start);
	enum bytes_look look = bytes_look(whole);
	if (look == BYTES_NUL)
		return false;
	bool plain = look == BYTES_PLAIN;
	bool valid = plain || utf8_invalid(whole) == SIZE_MAX;
	csv_places(row, data, start, plain);
	for (size_t i = 0; row->any_quoted && i < row->count; i++) {
		if (row->cells[i].quoted)
			row->cells[i].text = csv_text(data, &row->cells[i]);
	}
	if (!valid)
		csv_make_valid(row, whole.size);
	return true;
}
