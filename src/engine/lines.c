/* SPDX-License-Identifier: Apache-2.0
 *
 * What code scanning wants to know of the lines that findings stand in: their hash, and columns in
 * UTF-16 code units. In: a settled result. Out: findings[].scanned, where the file can be read; it
 * adds to a report and decides nothing, so what cannot be read stays unknown.
 *
 * Only a line that may be shown is hashed: the hash of a line of data would give the data away to
 * whoever tries all values. A file is read in pieces and no further than it has to be: once for the
 * columns and hashes of the lines at hand, once more to count how often these hashes stand before
 * them. A table of any size takes the memory of its findings.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/line_hash.h"
#include "base/utf8.h"
#include "base/utf8_stream.h"
#include "engine/corridor.h"
#include "model/input.h"

enum {
	PIECE = 64 * 1024,
	BYTE_ORDER_MARK = 0xfeff,
};

/* One line that findings stand in. */
struct scanned_line {
	uint32_t line;
	bool seen;  /* the file has it */
	bool known; /* its hash is */
	uint64_t hash;
	size_t ordinal;   /* how often the hash was met up to here */
	uint32_t columns; /* of the line, in code points */
	uint32_t *astral; /* the columns of code points that are two units */
	size_t astral_count;
	size_t astral_capacity;
};

/* One way through one file. */
struct scan {
	struct arena *arena;
	struct scanned_line *lines; /* by number */
	size_t count;
	bool hashing;    /* a line at hand may be shown */
	bool counting;   /* the second way */
	size_t hashed;   /* how many have their hash, or were counted */
	struct map seen; /* hash → how often, of the hashes at hand */

	struct line_hash hash;
	uint32_t line; /* where the next code point stands */
	uint32_t column;
	bool after_cr;
	size_t at; /* the first line that is not behind */
};

/* ---- The hashes --------------------------------------------------------------------------------- */

static struct str
key_of(const uint64_t *hash)
{
	return str_make((const char *)hash, sizeof *hash);
}

static void
take_hash(struct scan *scan, uint32_t number, uint64_t hash)
{
	struct scanned_line *line = &scan->lines[scan->hashed];

	if (scan->hashed == scan->count || line->line != number)
		return;
	line->hash = hash;
	line->known = true;
	scan->hashed++;
}

static void
count_hash(struct scan *scan, uint32_t number, uint64_t hash)
{
	size_t *met = map_get(&scan->seen, key_of(&hash));

	if (!met)
		return;
	++*met;
	if (scan->hashed < scan->count && scan->lines[scan->hashed].line == number)
		scan->lines[scan->hashed++].ordinal = *met;
}

static void
tell_hash(void *context, uint32_t number, uint64_t hash)
{
	struct scan *scan = context;

	if (scan->counting)
		count_hash(scan, number, hash);
	else
		take_hash(scan, number, hash);
}

/* ---- The columns -------------------------------------------------------------------------------- */

static void
note_astral(struct scan *scan, struct scanned_line *line)
{
	line->astral = arena_grow(scan->arena, line->astral, line->astral_count,
				  &line->astral_capacity, sizeof *line->astral);
	line->astral[line->astral_count++] = scan->column;
}

static void
end_line(struct scanned_line *line, uint32_t columns)
{
	line->seen = true;
	line->columns = columns;
}

static void
next_line(struct scan *scan)
{
	if (scan->at < scan->count && scan->lines[scan->at].line == scan->line)
		end_line(&scan->lines[scan->at++], scan->column - 1);
	if (scan->line < UINT32_MAX)
		scan->line++;
	scan->column = 1;
}

/* Lines end as they do for whoever counted them: LF, CR LF and CR. */
static void
step(struct scan *scan, uint32_t point)
{
	bool paired = scan->after_cr && point == '\n';

	scan->after_cr = point == '\r';
	if (paired)
		return;
	if (point == '\n' || point == '\r') {
		next_line(scan);
		return;
	}
	if (point == BYTE_ORDER_MARK && scan->line == 1 && scan->column == 1)
		return;
	if (point > 0xffff && scan->at < scan->count && scan->lines[scan->at].line == scan->line)
		note_astral(scan, &scan->lines[scan->at]);
	if (scan->column < UINT32_MAX)
		scan->column++;
}

/* ---- A way through a file ----------------------------------------------------------------------- */

static void
take_point(struct scan *scan, uint32_t point)
{
	if (!scan->counting)
		step(scan, point);
	if (!scan->hashing)
		return;
	if (point > 0xffff) {
		line_hash_unit(&scan->hash, (uint16_t)(0xd800 + ((point - 0x10000) >> 10)));
		point = 0xdc00 + ((point - 0x10000) & 0x3ff);
	}
	line_hash_unit(&scan->hash, (uint16_t)point);
}

/* Whether nothing is left to learn from the rest of the file. */
static bool
is_done(const struct scan *scan)
{
	return (scan->counting || scan->at == scan->count) &&
	       (!scan->hashing || scan->hashed == scan->count);
}

/* Columns of another encoding are not those of these bytes. */
static bool
is_utf8(const char *piece, size_t size)
{
	size_t mark;

	return encoding_guess(str_make(piece, size), &mark) == ENCODING_UTF8;
}

static struct err *
go_through(struct scan *scan, struct input *input, char *piece)
{
	struct utf8_stream stream = {0};
	bool first = true;
	uint32_t points[2];
	size_t got;

	line_hash_init(&scan->hash, tell_hash, scan);
	scan->line = scan->column = 1;
	scan->hashed = 0;
	do {
		TRY(input_read(input, piece, PIECE, &got));
		if (first && !is_utf8(piece, got))
			return err_new(scan->arena, "%s is not UTF-8", input->name);
		first = false;
		for (size_t i = 0; i < got; i++) {
			size_t count = utf8_stream_add(&stream, (unsigned char)piece[i], points);

			for (size_t p = 0; p < count; p++)
				take_point(scan, points[p]);
		}
		if (is_done(scan))
			return NULL;
	} while (got > 0);
	if (utf8_stream_end(&stream))
		take_point(scan, 0xfffd);
	if (!scan->counting)
		next_line(scan);
	line_hash_end(&scan->hash);
	return NULL;
}

static struct err *
read_once(struct corridor *corridor, const struct entry *entry, struct scan *scan, char *piece)
{
	struct repository *judged = corridor->source.judged;
	struct input *input = NULL;
	struct err *err;

	TRY(judged->backend->open(judged, entry, scan->arena, &input));
	err = go_through(scan, input, piece);
	input_close(input);
	return err;
}

static void
expect_hashes(struct scan *scan)
{
	map_init(&scan->seen, scan->arena);
	for (size_t i = 0; i < scan->count; i++) {
		struct str key = key_of(&scan->lines[i].hash);

		if (scan->lines[i].known && !map_get(&scan->seen, key))
			map_put(&scan->seen, key, arena_array(scan->arena, 1, sizeof(size_t)));
	}
}

static struct err *
read_lines(struct corridor *corridor, const struct entry *entry, struct scan *scan)
{
	char *piece = arena_alloc(scan->arena, PIECE);
	size_t known;

	TRY(read_once(corridor, entry, scan, piece));
	if (!scan->hashing)
		return NULL;
	known = scan->hashed;
	expect_hashes(scan);
	scan->counting = true;
	TRY(read_once(corridor, entry, scan, piece));
	/* The file changed in between: what was learnt is of no use. */
	if (scan->hashed != known)
		return err_new(scan->arena, "%.*s changed while it was read", STR_ARG(entry->path));
	return NULL;
}

/* ---- Findings ----------------------------------------------------------------------------------- */

static uint32_t
line_of(const struct finding *finding)
{
	return finding->place.line > 0 ? finding->place.line : 1;
}

/* The column in UTF-16 units: one more for each astral code point before it. */
static uint32_t
in_units(const struct scanned_line *line, uint32_t column)
{
	size_t low = 0, high = line->astral_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line->astral[middle] < column)
			low = middle + 1;
		else
			high = middle;
	}
	return column + (uint32_t)low;
}

static void
put_scanned(struct finding *finding, const struct scanned_line *line)
{
	uint32_t end = line->columns + 1;
	uint32_t column = finding->place.column > 0 ? finding->place.column : 1;

	if (finding->place.end_line == line->line && finding->place.end_column > column)
		end = finding->place.end_column;
	if (column > line->columns + 1)
		column = line->columns + 1;
	if (end > line->columns + 1)
		end = line->columns + 1;
	finding->scanned.column = in_units(line, column);
	finding->scanned.end_column = in_units(line, end < column ? column : end);
	if (!finding->excerpt.data || !line->known)
		return;
	snprintf(finding->scanned.hash, sizeof finding->scanned.hash, "%" PRIx64 ":%zu", line->hash,
		 line->ordinal);
}

static int
by_line(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

/* The distinct lines of some findings, in their order. */
static void
choose_lines(struct scan *scan, const struct finding *findings, size_t count)
{
	uint32_t *numbers = arena_array(scan->arena, count, sizeof *numbers);

	for (size_t i = 0; i < count; i++) {
		numbers[i] = line_of(&findings[i]);
		scan->hashing |= findings[i].excerpt.data != NULL;
	}
	qsort(numbers, count, sizeof *numbers, by_line);
	scan->lines = arena_array(scan->arena, count, sizeof *scan->lines);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || numbers[i] != numbers[i - 1])
			scan->lines[scan->count++].line = numbers[i];
}

static const struct scanned_line *
find_line(const struct scan *scan, uint32_t number)
{
	/* The number is the first member. */
	return bsearch(&number, scan->lines, scan->count, sizeof *scan->lines, by_line);
}

/* All findings of one path. */
static struct err *
scan_findings(struct corridor *corridor, const struct entry *entry, struct finding *findings,
	      size_t count)
{
	struct scan scan = {.arena = &corridor->scratch};

	choose_lines(&scan, findings, count);
	TRY(read_lines(corridor, entry, &scan));
	for (size_t i = 0; i < count; i++) {
		const struct scanned_line *line = find_line(&scan, line_of(&findings[i]));

		if (line && line->seen)
			put_scanned(&findings[i], line);
	}
	return NULL;
}

void
corridor_lines(struct corridor *corridor)
{
	struct findings *findings = &corridor->result->findings;
	size_t end;

	for (size_t start = 0; start < findings->count; start = end) {
		struct arena_mark mark = arena_mark(&corridor->scratch);
		struct str path = findings->items[start].path;
		const struct entry *entry = entries_find(&corridor->entries, path);
		struct err *err = NULL;

		for (end = start + 1; end < findings->count; end++)
			if (!str_equal(findings->items[end].path, path))
				break;
		if (entry && !entry->obstacle && entry->type == ENTRY_FILE)
			err = scan_findings(corridor, entry, &findings->items[start], end - start);
		/* The finding stands as it is, without this help. */
		err_settle(err);
		arena_rewind(&corridor->scratch, mark);
	}
}
