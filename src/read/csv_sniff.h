/* SPDX-License-Identifier: Apache-2.0
 *
 * What the first bytes of separated values tell about the rest: what separates cells, how many
 * there are in a row, and which row names them.
 */
#ifndef GOVLINT_READ_CSV_SNIFF_H
#define GOVLINT_READ_CSV_SNIFF_H

#include "base/str.h"

struct arena;

struct csv_shape {
	char separator;
	size_t width;     /* cells of most rows */
	size_t header_at; /* offset of the row that names the columns, or SIZE_MAX */
};

/* Judge a sample; WINDOW_PADDING readable bytes follow it. `separator`: known already, or 0 to find
 * it, the one that `usual` names when several fit. `most` cells of a row are looked at. */
struct csv_shape
csv_sniff(struct arena *arena, struct str sample, bool whole, char separator, char usual,
	  size_t most);

/* Whether text of no known kind is a table: rows of the same width below one that names columns. */
bool
csv_is_table(struct arena *arena, struct str head, bool whole);

/* Whether a text is a value rather than the name of a column: a number, a date, an address … */
bool
csv_is_value(struct str text);

#endif
