/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows in columns. In: a list of maps and the keys to show. Out: a head and a line for each, cells
 * aligned by the cells they take; the last column is as long as it is.
 */
#include "base/arena.h"
#include "base/out.h"
#include "base/utf8.h"
#include "cli/page.h"

#define COLUMNS_MOST 8

/* Cells wider than this do not push the next column. */
#define CELL_MOST 44

static size_t
width_of(struct str text)
{
	size_t width = 0;

	for (size_t offset = 0; offset < text.size;) {
		int cells = utf8_width(utf8_next(text, &offset));

		width += cells > 0 ? (size_t)cells : 0;
	}
	return width;
}

static struct str
cell(struct session *session, const struct value *row, const char *column)
{
	const struct value *value = value_get(row, str_of(column));
	struct out safe;

	out_to_memory(&safe, session->run);
	if (value && value->type != VALUE_NULL &&
	    !(value->type == VALUE_LIST && value->list.count == 0))
		report_safe(&safe,
			    value_show(session->run, value, value->type == VALUE_LIST ? 72 : 400));
	return out_str(&safe);
}

static struct str
heading(struct session *session, const char *column)
{
	struct str name = str_of(column);
	char *upper = str_copy(session->run, name);

	for (size_t i = 0; i < name.size; i++)
		if (upper[i] >= 'a' && upper[i] <= 'z')
			upper[i] = (char)(upper[i] - 'a' + 'A');
	return str_make(upper, name.size);
}

static void
put_cells(struct out *out, const struct str *cells, const size_t *widths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		out_add(out, cells[i]);
		for (size_t at = width_of(cells[i]); i + 1 < count && at < widths[i] + 2; at++)
			out_byte(out, ' ');
		if (i + 1 < count && width_of(cells[i]) > widths[i])
			out_text(out, "  ");
	}
	out_byte(out, '\n');
}

void
table_print(struct session *session, struct out *out, const char *const *columns,
	    const struct value *rows)
{
	struct str cells[COLUMNS_MOST];
	size_t widths[COLUMNS_MOST] = {0};
	size_t count = 0;

	for (; columns[count] && count < COLUMNS_MOST; count++) {
		cells[count] = heading(session, columns[count]);
		widths[count] = cells[count].size;
		for (size_t i = 0; i < rows->list.count; i++) {
			struct str text = cell(session, &rows->list.items[i], columns[count]);
			size_t width = width_of(text);

			if (width > widths[count])
				widths[count] = width < CELL_MOST ? width : CELL_MOST;
		}
	}
	put_cells(out, cells, widths, count);
	for (size_t i = 0; i < rows->list.count; i++) {
		for (size_t n = 0; n < count; n++)
			cells[n] = cell(session, &rows->list.items[i], columns[n]);
		put_cells(out, cells, widths, count);
	}
}
