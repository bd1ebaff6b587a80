/* SPDX-License-Identifier: Apache-2.0
 *
 * Cells → counts per column and detector. In: cells as they stream by. Out: how many hold what, and
 * where the first stands. What the counts mean is decided in weigh.c.
 */
#include "facts/columns.h"

#include "base/arena.h"
#include "base/utf8.h"

enum {
	WHOLE_MAX = 32, /* digits of a whole number; twice those of any that is looked for */
	ZEROS_MAX = 4,  /* more at the end are digits that went lost */
	ROW_GROUPS = 4, /* of digits, as a card has */
	FLOAT_MIN = 15, /* "4539148803436.0" */
};

void
columns_init(struct columns *columns, struct arena *arena, const struct limits *limits)
{
	*columns = (struct columns){.arena = arena, .limits = limits};
	/* The address differs from run to run, and with it what would collide. */
	columns->seed = 0xcbf29ce484222325u ^ (uint64_t)(uintptr_t)columns;
	buf_init(&columns->room, arena, SIZE_MAX);
	columns->hits = arena_array(arena, DETECT_MAX, sizeof *columns->hits);
}

/* Distinct values are told apart by a hash that is never shown (FNV-1a). */
static uint64_t
hash(const struct columns *columns, struct str text)
{
	uint64_t sum = columns->seed;

	for (size_t i = 0; i < text.size; i++)
		sum = (sum ^ (unsigned char)text.data[i]) * 0x100000001b3u;
	return sum;
}

static void
note_distinct(const struct columns *columns, struct column_hits *found, struct str text)
{
	uint64_t sum;

	if (found->distinct_count == COLUMN_DISTINCT)
		return;
	sum = hash(columns, text);
	for (size_t i = 0; i < found->distinct_count; i++)
		if (found->distinct[i] == sum)
			return;
	found->distinct[found->distinct_count++] = sum;
}

/* Where a hit inside a cell stands. A doubled quote before it shifts the column by one, which the
 * reader has already taken away; the cell's own place is exact. */
static void
note_place(struct column_hits *found, const struct cell *cell, size_t start)
{
	struct str before = str_cut(cell->text, 0, start);
	size_t line_end = str_find_last(before, '\n');
	uint32_t lines = 0;

	found->line = cell->line;
	found->column = cell->column;
	if (start == 0)
		return;
	if (line_end == SIZE_MAX) {
		found->column += (uint32_t)utf8_count(before) + cell->quoted;
		return;
	}
	for (size_t i = 0; i < before.size; i++)
		lines += before.data[i] == '\n';
	found->line += lines;
	found->column = 1 + (uint32_t)utf8_count(str_cut(before, line_end + 1, before.size));
}

static struct column_hits *
hits_of(struct columns *columns, struct column *column, size_t detector)
{
	struct column_hits *found = columns_hits(column, detector);

	if (!found) {
		found = arena_alloc(columns->arena, sizeof *found);
		*found = (struct column_hits){.next = column->hits, .detector = detector};
		column->hits = found;
	}
	return found;
}

static void
count_hit(struct columns *columns, struct column *column, const struct cell *cell, struct str plain,
	  const struct detect_hit *hit)
{
	struct column_hits *found = hits_of(columns, column, hit->detector);

	if (found->hits++ == 0)
		note_place(found, cell,
			   plain.data == cell->text.data ? hit->start
							 : detect_origin(cell->text, hit->start));
	found->whole += hit->whole;
	found->strong_inside += hit->strong && !hit->whole;
	found->context += hit->context;
	note_distinct(columns, found, str_cut(plain, hit->start, hit->end));
}

static bool
is_new(struct columns *columns, struct column_recent **place, uint64_t sum)
{
	struct column_recent *recent = *place;

	if (!recent)
		*place = recent = arena_alloc(columns->arena, sizeof *recent);
	for (size_t i = 0; i < COLUMN_DISTINCT; i++)
		if (recent->sums[i] == sum)
			return false;
	recent->sums[recent->next++ % COLUMN_DISTINCT] = sum;
	return true;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool
is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* From the first digit to the last: what a cell of a column of numbers holds besides what is around
 * them. */
static struct str
core(struct str text)
{
	while (text.size > 0 && !is_digit(text.data[0]))
		text = str_cut(text, 1, text.size);
	while (text.size > 0 && !is_digit(text.data[text.size - 1]))
		text.size--;
	return text;
}

/* Numbers with blanks between them at the end of a text, and no more than a word before them: an id, a
 * label, coordinates. What stands among them is judged as what fills a cell is, for chance has as many
 * tries. Empty: there are none. */
static struct str
row_in(struct str text)
{
	struct str row = core(text);
	size_t end = (size_t)(row.data - text.data) + row.size;
	size_t at = end;
	size_t groups = 0;
	size_t words = 0;

	/* A share behind the numbers. */
	for (size_t last = str_find_last(row, ' ');
	     last < row.size && str_find_byte(str_cut(row, last, row.size), '.') < row.size;
	     last = str_find_last(row, ' ')) {
		row = str_trim(str_cut(row, 0, last));
		end = at = (size_t)(row.data - text.data) + row.size;
	}
	if (row.size == 0 || str_find_byte(row, ' ') == SIZE_MAX)
		return (struct str){0};
	for (; at > 0 && (is_digit(text.data[at - 1]) || text.data[at - 1] == ' ' ||
			  (text.data[at - 1] == '-' && (at == 1 || text.data[at - 2] == ' ')));
	     at--)
		groups += is_digit(text.data[at - 1]) && (at == end || !is_digit(text.data[at]));
	for (size_t i = 0; i < text.size && words < 2; i++)
		words += (i < at || i >= end) && is_letter(text.data[i]) &&
			 (i == 0 || text.data[i - 1] == ' ' || i == end);
	return words < 2 && (groups >= ROW_GROUPS || at == 0) ? str_trim(str_cut(text, at, end))
							      : (struct str){0};
}

static const struct detect_hit *
whole_hit(const struct detect_hit *hits, size_t count, size_t detector)
{
	for (size_t i = 0; i < count; i++)
		if (hits[i].detector == detector && hits[i].whole)
			return &hits[i];
	return NULL;
}

static struct column_way *
way_of(struct columns *columns, struct column *column, size_t detector, unsigned number)
{
	struct column_hits *found = hits_of(columns, column, detector);
	struct column_way *way = found->ways;

	while (way && way->way != number)
		way = way->next;
	if (!way) {
		way = arena_alloc(columns->arena, sizeof *way);
		*way = (struct column_way){.next = found->ways, .way = number};
		found->ways = way;
	}
	return way;
}

static void
count_form(struct columns *columns, struct column_way *way, struct str text, enum detect_form form)
{
	bool passed = form == DETECT_PASSED || form == DETECT_LOOSE;

	way->counts[form] +=
		is_new(columns, passed ? &way->passes : &way->failures, hash(columns, text) | 1);
}

/* The part of a cell that may have a detector's form. */
static struct str
form_in(const struct detector *detector, enum detect_name name, struct str text, struct str row)
{
	if (detector->letters)
		return text;
	if (name == DETECT_NAMED)
		return core(text);
	return detector->checked && row.size > 0 ? row : text;
}

/* Whether all digits of the text are the hit's. */
static bool
has_all_digits(struct str text, const struct detect_hit *hit)
{
	struct str digits = core(text);
	size_t start = (size_t)(digits.data - text.data);

	return hit->start <= start && hit->end >= start + digits.size;
}

/* Cells that are nothing but a value of a detector's form, or nothing else of digits where the column's
 * name says what they are. */
static void
count_forms(struct columns *columns, struct column *column, struct str text,
	    const struct detect_looks *looks, const struct detect_hit *hits, size_t count)
{
	bool bare = !(looks->kinds & DETECT_LETTER);
	struct detect_looks asked = *looks;
	struct str row = row_in(text);
	struct str trimmed = str_trim(text);

	for (size_t i = 0; i < detector_count; i++) {
		const struct detector *detector = detectors[i];
		const struct detect_hit *hit = count > 0 ? whole_hit(hits, count, i) : NULL;
		enum detect_name name = detect_named(column->names, i);
		enum detect_form form = DETECT_NO_FORM;
		unsigned way = hit ? hit->way : 0;

		asked.named = name != DETECT_UNNAMED;
		if (hit)
			form = row.size > 0 && detector->checked && !has_all_digits(text, hit)
				       ? DETECT_LOOSE
				       : DETECT_PASSED;
		else if (detector->shaped &&
			 (bare || row.size > 0 || detector->letters || name == DETECT_NAMED) &&
			 detector->possible(&asked))
			form = detector->shaped(form_in(detector, name, trimmed, row), name, &way);
		if (form == DETECT_NO_FORM)
			continue;
		count_form(columns, way_of(columns, column, i, way), trimmed, form);
		if (hit)
			way_of(columns, column, i, way)->strong += hit->strong;
	}
}

/* Numbers inside text, where those that fail say what the others are worth. */
static void
count_within(struct columns *columns, struct column *column, size_t number, struct str text,
	     const struct detect_hit *hits, size_t count)
{
	struct detect_hit other = {0};
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (hits[i].detector != number || hits[i].whole || hits[i].strong)
			continue;
		count_form(columns, way_of(columns, column, number, DETECT_WITHIN),
			   str_cut(text, hits[i].start, hits[i].end), DETECT_PASSED);
		/* No further than hits were kept. */
		if (++kept == DETECT_EACH)
			text = str_cut(text, 0, hits[i].end);
	}
	while (detectors[number]->missed(text, other.end, &other))
		count_form(columns, way_of(columns, column, number, DETECT_WITHIN),
			   str_cut(text, other.start, other.end), DETECT_REFUSED);
}

static void
count_numbers(struct columns *columns, struct column *column, struct str text,
	      const struct detect_looks *looks, const struct detect_hit *hits, size_t count)
{
	if (looks->run < DETECT_RUN || looks->digits == str_trim(text).size ||
	    row_in(text).size > 0)
		return;
	for (size_t i = 0; i < detector_count; i++)
		if (detectors[i]->missed && detectors[i]->possible(looks))
			count_within(columns, column, i, text, hits, count);
}

/* Hits that are judged as what fills a cell is: numbers in a row of numbers. */
static void
note_whole(const struct column *column, struct str text, struct detect_hit *hits, size_t count)
{
	struct str row = count > 0 ? row_in(text) : (struct str){0};
	size_t start = row.size > 0 ? (size_t)(row.data - text.data) : text.size;

	for (size_t i = 0; i < count; i++)
		if ((hits[i].start >= start && !hits[i].context &&
		     ((start == 0 && detectors[hits[i].detector]->shaped) ||
		      detectors[hits[i].detector]->checked)) ||
		    (detect_named(column->names, hits[i].detector) == DETECT_NAMED &&
		     has_all_digits(text, &hits[i])))
			hits[i].whole = true;
}

/* "4158675309.0", "4.53E+15": how tables write whole numbers that went through floats. The digits, in
 * `room`; the text itself where it is no such number, or has lost its last digits. */
static struct str
without_fraction(struct str text, char room[WHOLE_MAX])
{
	size_t count = 0;   /* of digits kept */
	size_t present = 0; /* without zeros at the end */
	size_t point = SIZE_MAX;
	size_t exponent = 0;
	size_t i = 0;

	for (; i < text.size && i <= WHOLE_MAX; i++) {
		char byte = text.data[i];

		if (byte == '.' && point == SIZE_MAX && count > 0) {
			point = count;
		} else if (byte < '0' || byte > '9' || count == WHOLE_MAX) {
			break;
		} else {
			room[count++] = byte;
			present = byte == '0' ? present : count;
		}
	}
	if (count > 0 && i + 1 < text.size && (text.data[i] | 0x20) == 'e') {
		i += 1 + (text.data[i + 1] == '+');
		for (; i < text.size && exponent < WHOLE_MAX && text.data[i] >= '0' &&
		       text.data[i] <= '9';
		     i++)
			exponent = 10 * exponent + (size_t)(text.data[i] - '0');
	}
	point = (point == SIZE_MAX ? count : point) + exponent;
	if (i < text.size || point < present || point > WHOLE_MAX || point > present + ZEROS_MAX ||
	    text.data[text.size - 1] == '.')
		return text;
	for (; count < point; count++)
		room[count] = '0';
	return str_make(room, point);
}

/* Whether the cell may be a number as long as cards', with a fraction. */
static bool
is_long_float(struct str text)
{
	return text.size >= FLOAT_MIN && text.size <= WHOLE_MAX && text.data[0] >= '0' &&
	       text.data[0] <= '9' && (text.data[1] == '.' || text.data[text.size - 2] == '.');
}

static bool
is_sure(const struct detect_hit *hits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (hits[i].strong || hits[i].whole || hits[i].context)
			return true;
	return false;
}

/* The hits in a cell, in plain text. What is not seen may also have kept words apart: where plain text
 * holds nothing for sure, the cell is read as it is written. */
static size_t
find_hits(struct columns *columns, const struct column *column, struct str *text,
	  struct detect_looks *looks)
{
	struct str written = *text;
	size_t count;

	if (!detect_look(&columns->room, text, column->names, looks))
		return SIZE_MAX;
	count = detect_looked(*text, looks, column->names, columns->hits);
	if (text->data == written.data || is_sure(columns->hits, count))
		return count;
	if (detect_look(NULL, &written, column->names, looks)) {
		count = detect_looked(written, looks, column->names, columns->hits);
		if (is_sure(columns->hits, count)) {
			*text = written;
			return count;
		}
	}
	*text = buf_str(&columns->room);
	return detect_look(NULL, text, column->names, looks)
		       ? detect_looked(*text, looks, column->names, columns->hits)
		       : SIZE_MAX;
}

static void
look_at(struct columns *columns, struct column *column, const struct cell *cell)
{
	struct detect_hit *hits = columns->hits;
	struct str plain = cell->text;
	struct detect_looks looks;
	size_t count = find_hits(columns, column, &plain, &looks);
	size_t last = SIZE_MAX;

	if (count == SIZE_MAX)
		return;
	note_whole(column, plain, hits, count);
	count_forms(columns, column, plain, &looks, hits, count);
	count_numbers(columns, column, plain, &looks, hits, count);
	for (size_t i = 0; i < count; i++) {
		if (hits[i].detector != last)
			hits_of(columns, column, hits[i].detector)->cells++;
		last = hits[i].detector;
		count_hit(columns, column, cell, plain, &hits[i]);
	}
}

/* Where a name says what the cells are, numbers too short for it say what they are instead. */
static void
count_number(struct column *column, struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if (!is_digit(text.data[i]))
			return;
	column->numbers++;
	if (text.size > DETECT_MIN)
		return;
	column->short_numbers++;
	column->lengths |= 1u << text.size;
}

void
columns_cell(struct columns *columns, size_t number, const struct cell *cell)
{
	struct column *column = &columns->items[number];
	char room[WHOLE_MAX];
	struct cell bare;

	if (cell->text.size == 0)
		return;
	column->filled++;
	if (!(column->names.named | column->names.claimed) && !is_long_float(cell->text)) {
		look_at(columns, column, cell);
		return;
	}
	bare = *cell;
	bare.text = without_fraction(cell->text, room);
	count_number(column, bare.text);
	look_at(columns, column, &bare);
}

/* Whether a column's name is a value. */
static bool
is_value(struct columns *columns, struct str name)
{
	struct detect_hit *hits = columns->hits;
	size_t count = detect_text(&columns->room, name, hits);

	for (size_t i = 0; i < count; i++)
		if (hits[i].strong || (hits[i].whole && detectors[hits[i].detector]->checked))
			return true;
	return false;
}

void
columns_expect(struct columns *columns, size_t count)
{
	if (count == 0 || columns->capacity > 0)
		return;
	columns->capacity = count < columns->limits->fields ? count : columns->limits->fields;
	columns->items = arena_array(columns->arena, columns->capacity, sizeof *columns->items);
}

struct err *
columns_add(struct columns *columns, struct str name, struct detect_names names, struct place place,
	    size_t *out)
{
	struct column *column;

	*out = columns->count;
	if (columns->count >= columns->limits->fields)
		return err_new(columns->arena, "more columns than the budget of %zu ('fields')",
			       columns->limits->fields);
	columns->items = arena_grow(columns->arena, columns->items, columns->count,
				    &columns->capacity, sizeof(struct column));
	column = &columns->items[columns->count++];
	*column = (struct column){.name = name.data ? name : STR("")};
	if (is_value(columns, name)) {
		struct cell cell = {.line = place.line, .column = place.column, .text = name};

		column->name = str_of(arena_print(columns->arena, "column %zu", columns->count));
		look_at(columns, column, &cell);
		return NULL;
	}
	column->names = names;
	return NULL;
}
