/* SPDX-License-Identifier: Apache-2.0
 *
 * A sample in, its shape out. Each separator is tried with the real row scanner; the one that gives
 * most rows the same number of cells, two at least, is it.
 *
 * The one thing to know: the row that names the columns is the first one as wide as most rows (some
 * files start with a title or comments), and only if no cell of it looks like a value. When in
 * doubt it is data: a header judged as data costs nothing, data taken for a header is not judged
 * at all and would be quoted as a name.
 */
#include "read/csv_sniff.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "read/csv_row.h"
#include "read/window.h"

enum {
	SNIFF_ROWS = 256,
	SNIFF_MOST = 1024,     /* columns of a table without a name */
	SNIFF_TITLE_ROWS = 16, /* lines before the header */
	SNIFF_LONGEST_NAME = 128,
	SNIFF_DIGITS = 7, /* a telephone number has as many */
	SNIFF_HASH = 16,
};

struct csv_guess {
	char separator;
	size_t rows;
	size_t agreeing; /* rows of `width` cells */
	size_t width;
};

static int
csv_compare_sizes(const void *a, const void *b)
{
	const size_t *left = a;
	const size_t *right = b;
	return (*left > *right) - (*left < *right);
}

/* The most frequent width; of equally frequent ones the greatest. */
static void
csv_find_mode(struct csv_guess *guess, size_t *widths)
{
	qsort(widths, guess->rows, sizeof *widths, csv_compare_sizes);
	for (size_t from = 0, to = 0; from < guess->rows; from = to) {
		while (to < guess->rows && widths[to] == widths[from])
			to++;
		if (to - from < guess->agreeing)
			continue;
		guess->agreeing = to - from;
		guess->width = widths[from];
	}
}

/* The widths of the rows of a sample. Its last row counts only if it is whole, or the only one. */
static size_t
csv_widths(struct csv_row *row, struct str sample, bool whole, size_t widths[SNIFF_ROWS])
{
	size_t rows = 0;
	for (size_t at = 0; rows < SNIFF_ROWS;) {
		bool last = whole || (rows == 0 && at == 0);
		enum csv_found found = csv_scan(row, sample.data, sample.size, at, whole);
		if (found == CSV_MORE && last)
			found = csv_scan(row, sample.data, sample.size, at, true);
		if (found == CSV_END || found == CSV_MORE)
			break;
		if (found != CSV_BLANK)
			widths[rows++] = found == CSV_OPEN ? 0 : row->count;
		if (found == CSV_OPEN)
			break;
		at = row->end;
	}
	return rows;
}

static struct csv_guess
csv_guess(struct arena *arena, struct str sample, bool whole, char separator, size_t most)
{
	struct csv_guess guess = {.separator = separator};
	size_t widths[SNIFF_ROWS];
	struct csv_row row;
	csv_row_init(&row, arena, separator, most);
	guess.rows = csv_widths(&row, sample, whole, widths);
	csv_find_mode(&guess, widths);
	return guess;
}

static bool
csv_is_better(const struct csv_guess *a, const struct csv_guess *b, char usual)
{
	if (a->width < 2)
		return false;
	if (b->width < 2)
		return true;
	size_t left = a->agreeing * b->rows;
	size_t right = b->agreeing * a->rows;
	if (left != right)
		return left > right;
	if (a->separator == usual || b->separator == usual)
		return a->separator == usual;
	return a->width > b->width;
}

static bool
csv_is_digit_at(struct str text, size_t at)
{
	return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Every comma stands between two digits: half of the world writes 1,5 and separates with ';'. */
static bool
csv_commas_are_decimal(struct str sample)
{
	bool any = false;
	for (size_t at = 0; at < sample.size; at++) {
		if (sample.data[at] != ',')
			continue;
		if (at == 0 || !csv_is_digit_at(sample, at - 1) || !csv_is_digit_at(sample, at + 1))
			return false;
		any = true;
	}
	return any;
}

static struct csv_guess
csv_best(struct arena *arena, struct str sample, bool whole, char usual, size_t most)
{
	static const char separators[] = {',', ';', '\t', '|'};
	struct csv_guess guesses[sizeof separators];
	struct csv_guess *best = &guesses[0];
	for (size_t i = 0; i < sizeof separators; i++) {
		guesses[i] = csv_guess(arena, sample, whole, separators[i], most);
		if (csv_is_better(&guesses[i], best, usual))
			best = &guesses[i];
	}
	if (best->width < 2)
		best->separator = usual;
	struct csv_guess *semicolon = &guesses[1];
	if (best == &guesses[0] && semicolon->width > 1 &&
	    semicolon->agreeing * best->rows == best->agreeing * semicolon->rows &&
	    csv_commas_are_decimal(sample))
		best = semicolon;
	return *best;
}

struct csv_letters {
	size_t digits;
	size_t letters; /* bytes outside ASCII are letters of somebody */
	size_t hex;
};

static struct csv_letters
csv_count(struct str text)
{
	struct csv_letters count = {0};
	for (size_t at = 0; at < text.size; at++) {
		unsigned char byte = (unsigned char)text.data[at];
		bool digit = byte >= '0' && byte <= '9';
		unsigned char lower = byte | 0x20;
		count.digits += digit;
		count.letters += (lower >= 'a' && lower <= 'z') || byte >= 0x80;
		count.hex += digit || (lower >= 'a' && lower <= 'f') || byte == '-';
	}
	return count;
}

static bool
csv_is_word(struct str text)
{
	static const char *const words[] = {"true", "false", "null", "none", "nan", "n/a", NULL};
	for (size_t i = 0; words[i]; i++) {
		if (str_equal_fold(text, str_of(words[i])))
			return true;
	}
	return false;
}

bool
csv_is_value(struct str text)
{
	text = str_trim(text);
	struct csv_letters count = csv_count(text);
	double number;
	if (count.digits > 0 && count.letters == 0)
		return true; /* 12, 1.5, 2026-03-01, +1 555 0100 */
	if (count.digits >= SNIFF_DIGITS && count.digits * 2 >= text.size)
		return true; /* DE89 3704 0044 0532 0130 00 */
	if (count.digits > 0 && count.hex == text.size && text.size >= SNIFF_HASH)
		return true;
	if (text.size > SNIFF_LONGEST_NAME || str_find_byte(text, '@') != SIZE_MAX)
		return true;
	return str_to_double(text, &number) || csv_is_word(text) ||
	       str_find(text, STR("://")) != SIZE_MAX;
}

static bool
csv_has_value(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (csv_is_value(row->cells[i].text))
			return true;
	}
	return false;
}

static int
csv_compare_names(const void *a, const void *b)
{
	const struct cell *left = a;
	const struct cell *right = b;
	return str_compare(str_trim(left->text), str_trim(right->text));
}

/* All cells there and no two alike. Puts them in order. */
static bool
csv_are_names(struct csv_row *row)
{
	qsort(row->cells, row->count, sizeof *row->cells, csv_compare_names);
	for (size_t i = 0; i < row->count; i++) {
		struct str name = str_trim(row->cells[i].text);
		if (name.size == 0)
			return false;
		if (i > 0 && csv_compare_names(&row->cells[i - 1], &row->cells[i]) == 0)
			return false;
	}
	return true;
}

static bool
csv_is_empty(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (str_trim(row->cells[i].text).size > 0)
			return false;
	}
	return true;
}

/* Rows are made ready in a copy: the sample is read again as data. */
struct csv_sample {
	struct csv_row row;
	char *data;
	size_t size;
	bool whole;
	size_t at;
};

/* The next row that is not blank; false when there is none that is whole. */
static bool
csv_sample_row(struct csv_sample *sample, size_t *start)
{
	enum csv_found found;
	do {
		*start = sample->at;
		found = csv_scan(&sample->row, sample->data, sample->size, sample->at,
				 sample->whole);
		sample->at = sample->row.end;
	} while (found == CSV_BLANK);
	return found == CSV_ROW && sample->row.count <= sample->row.most &&
	       csv_finish(&sample->row, sample->data, *start);
}

static bool
csv_names_columns(struct csv_sample *sample)
{
	size_t start;
	if (csv_is_empty(&sample->row) || csv_has_value(&sample->row))
		return false;
	if (csv_are_names(&sample->row))
		return true;
	/* An index without a name, a name used twice: a header if what follows is no text. */
	return csv_sample_row(sample, &start) && csv_has_value(&sample->row);
}

static size_t
csv_find_header(struct arena *arena, struct str text, bool whole, const struct csv_guess *guess,
		size_t most)
{
	struct csv_sample sample = {.size = text.size, .whole = whole};
	sample.data = arena_alloc(arena, text.size + WINDOW_PADDING);
	memcpy(sample.data, text.data, text.size);
	csv_row_init(&sample.row, arena, guess->separator, most);
	for (size_t i = 0; i < SNIFF_TITLE_ROWS; i++) {
		size_t start;
		if (!csv_sample_row(&sample, &start))
			return SIZE_MAX;
		if (sample.row.count == guess->width)
			return csv_names_columns(&sample) ? start : SIZE_MAX;
	}
	return SIZE_MAX;
}

struct csv_shape
csv_sniff(struct arena *arena, struct str sample, bool whole, char separator, char usual,
	  size_t most)
{
	struct csv_guess guess = separator ? csv_guess(arena, sample, whole, separator, most)
					   : csv_best(arena, sample, whole, usual, most);
	return (struct csv_shape){
		.separator = guess.separator,
		.width = guess.width,
		.header_at = csv_find_header(arena, sample, whole, &guess, most),
	};
}

bool
csv_is_table(struct arena *arena, struct str head, bool whole)
{
	size_t end = str_find_last(head, '\n');
	struct str sample = whole || end == SIZE_MAX ? head : str_cut(head, 0, end + 1);
	char *copy = arena_alloc(arena, sample.size + WINDOW_PADDING);
	memcpy(copy, sample.data, sample.size);
	sample.data = copy;
	struct csv_guess guess = csv_best(arena, sample, true, ',', SNIFF_MOST);
	return guess.width > 1 && guess.rows > 1 && guess.agreeing == guess.rows &&
	       csv_find_header(arena, sample, true, &guess, SNIFF_MOST) != SIZE_MAX;
}
