/* SPDX-License-Identifier: Apache-2.0
 *
 * Separated values in (RFC 4180 and what people really write), records out: comma, semicolon, tab
 * or bar, found by looking; LF, CR LF and CR line ends, mixed; quotes, doubled quotes, line ends
 * inside quotes; "sep=;" in the first line. Blank lines are skipped, blanks in cells kept, rows of
 * another width delivered and counted, a line that starts with '#' is a row like any other.
 *
 * The one thing to know: this is data, so errors say where and never what stood there; and nothing
 * is dropped: bytes that are no UTF-8 are taken as Windows-1252, cells beyond the header's get
 * names by position. An unclosed quote, a NUL or a row over the budget ends the reading with an
 * error. Memory is one buffer and one row, whatever the size of the file.
 */
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/csv_row.h"
#include "read/csv_sniff.h"
#include "read/read.h"
#include "read/window.h"

struct csv {
	struct records records; /* first: what the caller holds */
	const struct limits *limits;
	struct window window;
	struct csv_row row;
	uint32_t line;      /* of the next row */
	size_t width;       /* of a row that is not ragged */
	uint64_t header_at; /* offset in the input, or UINT64_MAX */
	struct map names;   /* name → struct csv_uses */
	struct str *fields;
	size_t field_capacity;
	bool failed; /* an error was given: nothing follows it */
};

struct csv_uses {
	size_t count;
};

static struct err *
csv_error(const struct csv *csv, uint32_t line, uint32_t column, const char *message)
{
	return err_at(err_new(csv->window.arena, "%s", message), csv->window.input->name, line,
		      column);
}

static struct err *
csv_over(const struct csv *csv, const char *what, const char *budget, size_t limit)
{
	struct err *err =
		err_new(csv->window.arena, "%s than %s (%zu) allows", what, budget, limit);
	return err_at(limits_met(err, budget), csv->window.input->name, csv->line, 0);
}

/* A name that no field has yet: "name", "name (2)" … */
static struct str
csv_distinct(struct csv *csv, struct str name)
{
	struct arena *arena = csv->window.arena;
	struct csv_uses *uses = map_get(&csv->names, name);
	struct str distinct = name;
	while (uses && map_has(&csv->names, distinct))
		distinct = str_of(arena_print(arena, "%.*s (%zu)", STR_ARG(name), ++uses->count));
	uses = arena_alloc(arena, sizeof *uses);
	uses->count = 1;
	map_put(&csv->names, distinct, uses);
	return distinct;
}

static struct err *
csv_add_field(struct csv *csv, struct str name)
{
	struct records *records = &csv->records;
	struct arena *arena = csv->window.arena;
	if (records->field_count >= csv->limits->fields)
		return csv_over(csv, "more columns", "fields", csv->limits->fields);
	if (name.size == 0)
		name = str_of(arena_print(arena, "column %zu", records->field_count + 1));
	csv->fields = arena_grow(arena, csv->fields, records->field_count, &csv->field_capacity,
				 sizeof *csv->fields);
	csv->fields[records->field_count++] = csv_distinct(csv, str_dup(arena, name));
	records->fields = csv->fields;
	return NULL;
}

static struct err *
csv_add_fields_to(struct csv *csv, size_t count)
{
	for (size_t i = csv->records.field_count; i < count; i++)
		TRY(csv_add_field(csv, STR("")));
	return NULL;
}

static struct err *
csv_unclosed(const struct csv *csv)
{
	const struct csv_row *row = &csv->row;
	const struct window *window = &csv->window;
	size_t from = row->open;
	while (from > window->start && window->data[from - 1] != '\n' &&
	       window->data[from - 1] != '\r')
		from--;
	size_t before = utf8_count(str_make(window->data + from, row->open - from));
	return err_help(csv_error(csv, bytes_add(csv->line, row->open_breaks), bytes_add(1, before),
				  "the quote that opens here is never closed"),
			"close it, or double it where it is part of the text");
}

static struct err *
csv_too_long(const struct csv *csv)
{
	struct err *err = csv_over(csv, "the row is longer", "line_bytes", csv->limits->line_bytes);
	if (csv->row.open == SIZE_MAX)
		return err;
	return err_help(err, "perhaps the quote that opens in line %u is never closed",
			bytes_add(csv->line, csv->row.open_breaks));
}

/* Scan from the window's start until something is found; the window is refilled as needed. */
static struct err *
csv_find(struct csv *csv, enum csv_found *found)
{
	struct window *window = &csv->window;
	size_t limit = csv->limits->line_bytes;
	for (;;) {
		*found = csv_scan(&csv->row, window->data, window->end, window->start,
				  window->ended);
		if (*found != CSV_MORE)
			break;
		size_t held = window->end - window->start;
		if (held > limit)
			return csv_too_long(csv);
		TRY(window_fill(window));
		TRY(window_is_fed(window, held));
		csv_row_moved(&csv->row);
	}
	if (*found == CSV_OPEN)
		return window->end - window->start > limit ? csv_too_long(csv) : csv_unclosed(csv);
	if (*found == CSV_ROW && csv->row.end - window->start > limit)
		return csv_too_long(csv);
	return NULL;
}

/* The row at the window's start, found already, is taken: texts, names, width. */
static struct err *
csv_take(struct csv *csv)
{
	struct csv_row *row = &csv->row;
	if (row->count > csv->limits->fields)
		return csv_over(csv, "more columns", "fields", csv->limits->fields);
	row->line = csv->line;
	if (!csv_finish(row, csv->window.data, csv->window.start))
		return err_help(
			csv_error(csv, csv->line, 0, "the row holds NUL bytes: it is no text"),
			"give the file the ending of its format");
	return NULL;
}

static void
csv_advance(struct csv *csv)
{
	csv->window.start = csv->row.end;
	csv->line = bytes_add(csv->line, csv->row.breaks);
}

static void
csv_count_ragged(struct csv *csv)
{
	if (csv->row.count == csv->width)
		return;
	if (csv->records.ragged++ == 0)
		csv->records.first_ragged = csv->line;
}

static struct err *
csv_record(struct csv *csv, struct record *out)
{
	enum csv_found found = CSV_END;
	for (;;) {
		TRY(csv_find(csv, &found));
		if (found == CSV_END) {
			*out = (struct record){.end = true};
			return NULL;
		}
		uint64_t at = csv->window.before + csv->window.start;
		if (found == CSV_ROW && at != csv->header_at)
			break;
		csv_advance(csv);
	}
	TRY(csv_take(csv));
	TRY(csv_add_fields_to(csv, csv->row.count));
	csv_count_ragged(csv);
	*out = (struct record){
		.line = csv->line,
		.cells = csv->row.cells,
		.count = csv->row.count,
	};
	csv_advance(csv);
	return NULL;
}

static struct err *
csv_next_record(struct records *self, struct record *out)
{
	struct csv *csv = (struct csv *)self;
	if (csv->failed)
		return csv_error(csv, csv->line, 0, "reading was given up at an earlier error");
	struct err *err = csv_record(csv, out);
	csv->failed = err != NULL;
	return err;
}

/* "sep=;" in the first line, as spreadsheets write and read it. Only what cannot be part of a
 * number, a word or an address: "sep=@" would take every address apart. */
static char
csv_take_announcement(struct csv *csv)
{
	struct str held = window_str(&csv->window);
	size_t end = bytes_line_end(held, 0);
	struct str line = str_cut(held, 0, end);
	if (line.size != 5 || !str_equal_fold(str_cut(line, 0, 4), STR("sep=")))
		return 0;
	char separator = line.data[4];
	if (!memchr(",;\t|^~", separator, 6))
		return 0;
	struct str rest = str_cut(held, line.size, held.size);
	csv->window.start += line.size + (str_starts(rest, STR("\r\n")) ? 2 : rest.size > 0);
	csv->line++;
	return separator;
}

static char
csv_usual_separator(const char *name)
{
	struct str path = str_of(name);
	if (str_ends_fold(path, STR(".tsv")) || str_ends_fold(path, STR(".tab")))
		return '\t';
	return str_ends_fold(path, STR(".psv")) ? '|' : ',';
}

/* Names from the header row. It lies in the first window, which is put back as it was: the row is
 * read on its own copy. */
static struct err *
csv_name_fields(struct csv *csv, size_t header_at)
{
	const struct window *window = &csv->window;
	size_t start = window->start + header_at;
	size_t size = window->end - start;
	char *copy = arena_alloc(window->arena, size + WINDOW_PADDING);
	struct csv_row row;
	memcpy(copy, window->data + start, size);
	csv_row_init(&row, window->arena, csv->row.separator, csv->limits->fields);
	if (csv_scan(&row, copy, size, 0, window->ended) != CSV_ROW || !csv_finish(&row, copy, 0))
		return csv_error(csv, csv->line, 0, "the header cannot be read");
	for (size_t i = 0; i < row.count; i++)
		TRY(csv_add_field(csv, str_trim(row.cells[i].text)));
	csv->header_at = window->before + start;
	csv->records.named = true;
	return NULL;
}

/* Two lines at least, so that a header of many columns is seen whole. */
static struct err *
csv_hold_sample(struct csv *csv)
{
	struct window *window = &csv->window;
	size_t lines = 0;
	size_t seen = 0;
	do {
		size_t before = window->end;
		TRY(window_fill(window));
		TRY(window_is_fed(window, before));
		struct str held = window_str(window);
		for (; lines < 2; lines++) {
			size_t end = bytes_line_end(held, seen);
			seen = end == SIZE_MAX ? held.size : end + 1;
			if (end == SIZE_MAX)
				break;
		}
	} while (lines < 2 && !window->ended && window->end <= csv->limits->line_bytes);
	return NULL;
}

static struct err *
csv_start(struct csv *csv)
{
	struct window *window = &csv->window;
	TRY(csv_hold_sample(csv));
	char announced = csv_take_announcement(csv);
	struct csv_shape shape =
		csv_sniff(window->arena, window_str(window), window->ended, announced,
			  csv_usual_separator(window->input->name), csv->limits->fields);
	csv_row_init(&csv->row, window->arena, shape.separator, csv->limits->fields);
	csv->records.separator = shape.separator;
	csv->width = shape.width;
	csv->header_at = UINT64_MAX;
	if (shape.header_at != SIZE_MAX)
		TRY(csv_name_fields(csv, shape.header_at));
	return csv_add_fields_to(csv, shape.width);
}

static struct err *
csv_open(struct input *input, const struct limits *limits, struct arena *arena,
	 struct document *out)
{
	struct csv *csv = arena_alloc(arena, sizeof *csv);
	csv->records.next = csv_next_record;
	csv->limits = limits;
	csv->line = 1;
	map_init(&csv->names, arena);
	window_init(&csv->window, input, arena);
	TRY(csv_start(csv));
	*out = (struct document){
		.shape = SHAPE_RECORDS,
		.format = "csv",
		.records = &csv->records,
	};
	return NULL;
}

static const char *const csv_endings[] = {".csv", ".tsv", ".tab", ".psv", NULL};

const struct format read_csv = {
	.name = "csv",
	.summary = "separated values: comma, semicolon, tab or bar",
	.endings = csv_endings,
	.shape = SHAPE_RECORDS,
	.read = csv_open,
};
