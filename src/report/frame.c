/* SPDX-License-Identifier: Apache-2.0
 *
 * The source line with carets under what is meant. In: a line and a place. Out:
 *
 *	  |
 *	3 | id,contact
 *	  |    ^^^^^^^
 *
 * Tabs become blanks to the next multiple of four, characters count by the cells they take, escapes
 * by their length. A long line is cut around the place. ASCII only, for logs.
 */
#include "report/internal.h"

#define TAB_CELLS 4

/* Cells of a line shown where the width is not known: what most logs show without wrapping. */
#define LINE_CELLS 140

/* Cells kept in front of the place when a line is cut. */
#define LEAD_CELLS 20

size_t
count_digits(size_t number)
{
	size_t digits = 1;

	while (number >= 10) {
		number /= 10;
		digits++;
	}
	return digits;
}

/* Where in the shown line, in cells, the marks and the line itself end. */
struct extent {
	size_t start;
	size_t end;
	size_t line;
};

static size_t
last_column(const struct place *place)
{
	bool same_line = place->end_line == 0 || place->end_line == place->line;

	if (same_line && place->end_column > place->column)
		return place->end_column;
	return same_line ? place->column + 1u : SIZE_MAX;
}

static size_t
tab_cells(size_t cell)
{
	return TAB_CELLS - cell % TAB_CELLS;
}

static struct extent
measure(struct str line, const struct place *place, bool ascii)
{
	struct safe safe = {.ascii = ascii, .started = true};
	struct extent extent = {0};
	size_t column = 1, last = last_column(place);

	for (size_t offset = 0; offset < line.size; column++) {
		if (column == place->column)
			extent.start = extent.line;
		if (line.data[offset] == '\t') {
			extent.line += tab_cells(extent.line);
			offset++;
		} else {
			extent.line += safe_next(&safe, line, &offset);
		}
		if (column < last)
			extent.end = extent.line;
	}
	if (place->column >= column) {
		extent.start = extent.line;
		extent.end = extent.start + 1;
	}
	if (extent.end <= extent.start)
		extent.end = extent.start + 1;
	return extent;
}

static void
put_blanks(struct out *out, size_t count)
{
	while (count-- > 0)
		out_byte(out, ' ');
}

/* The cells from `from` to before `to`. A character across the edge becomes blanks. */
static void
put_line(struct out *out, struct str line, bool ascii, size_t from, size_t to)
{
	struct safe measured = {.ascii = ascii, .started = true};
	struct safe written = {.out = out, .ascii = ascii, .started = true};
	size_t cell = 0;

	for (size_t offset = 0; offset < line.size && cell < to;) {
		size_t start = offset, cells;

		if (line.data[offset] == '\t') {
			cells = tab_cells(cell);
			offset++;
		} else {
			cells = safe_next(&measured, line, &offset);
		}
		if (cell >= from && cell + cells <= to && line.data[start] != '\t')
			safe_next(&written, line, &start);
		else if (cell + cells > from)
			put_blanks(out, (cell + cells < to ? cell + cells : to) -
						(cell > from ? cell : from));
		cell += cells;
	}
}

static void
put_gutter(struct out *out, const struct report_style *style, size_t gutter, uint32_t number)
{
	paint_start(out, style, PAINT_PLACE);
	if (number > 0) {
		put_blanks(out, gutter - count_digits(number));
		out_print(out, "%u |", number);
	} else {
		put_blanks(out, gutter);
		out_text(out, " |");
	}
	paint_end(out, style, PAINT_PLACE);
}

static void
put_marks(struct out *out, const struct report_style *style, size_t before, size_t marks)
{
	out_byte(out, ' ');
	put_blanks(out, before);
	paint_start(out, style, PAINT_ERROR);
	while (marks-- > 0)
		out_byte(out, '^');
	paint_end(out, style, PAINT_ERROR);
	out_byte(out, '\n');
}

void
frame(struct out *out, const struct report_style *style, struct str line, const struct place *place,
      size_t gutter)
{
	bool ascii = !style->utf8;
	size_t most = style->width > 60 ? (size_t)style->width - gutter - 10 : LINE_CELLS;
	struct extent extent;
	size_t from = 0, to, lead;

	if (!line.data || place->line == 0)
		return;
	extent = measure(line, place, ascii);
	to = extent.line;
	if (extent.line > most) {
		if (extent.start > LEAD_CELLS && extent.end > most)
			from = extent.start - LEAD_CELLS;
		to = extent.line - from > most ? from + most : extent.line;
	}
	lead = from > 0 ? 3 : 0;
	put_gutter(out, style, gutter, 0);
	out_byte(out, '\n');
	put_gutter(out, style, gutter, place->line);
	if (extent.line > 0)
		out_byte(out, ' ');
	out_text(out, lead ? "..." : "");
	put_line(out, line, ascii, from, to);
	out_text(out, to < extent.line ? "...\n" : "\n");
	if (place->column == 0)
		return;
	if (extent.end > to && to > extent.start)
		extent.end = to;
	put_gutter(out, style, gutter, 0);
	put_marks(out, style, lead + extent.start - from, extent.end - extent.start);
}
