/* SPDX-License-Identifier: Apache-2.0
 *
 * One row of separated values (RFC 4180 §2): bytes → cells, in two steps. csv_scan only finds
 * where cells start and end, and can be repeated when more bytes have come; csv_finish makes their
 * texts, in place.
 *
 *	switch (csv_scan(&row, data, size, start, last)) …
 *	csv_finish(&row, data);
 */
#ifndef GOVLINT_READ_CSV_ROW_H
#define GOVLINT_READ_CSV_ROW_H

#include "model/document.h"

struct arena;

enum csv_found {
	CSV_ROW,   /* one row */
	CSV_BLANK, /* an empty line */
	CSV_END,   /* nothing is left */
	CSV_MORE,  /* the row goes on behind `size` */
	CSV_OPEN,  /* the input ends inside quotes */
};

struct csv_row {
	char separator;
	struct arena *arena;
	uint32_t line; /* where the row starts; set by the caller */
	struct cell *cells;
	size_t count;
	size_t capacity;
	size_t most;        /* more cells are counted but not kept */
	size_t end;         /* offset behind the row and its line end */
	size_t breaks;      /* line ends inside quotes, and the row's own */
	bool any_quoted;    /* some cell is quoted */
	bool broken;        /* some quoted cell has line ends */
	size_t open;        /* CSV_OPEN, CSV_MORE: offset of the quote that is open, or SIZE_MAX */
	size_t open_breaks; /* line ends between the row's start and that quote */
	/* Characters outside ASCII: room for them as UTF-8, used over and over. */
	char *texts;
	size_t texts_capacity;
	/* The block looked at last: bits of its separators and line ends. */
	const char *block_data;
	size_t block;
	size_t block_size;
	uint64_t block_bits;
};

void
csv_row_init(struct csv_row *row, struct arena *arena, char separator, size_t most);

/* The bytes under the row have moved or changed. */
void
csv_row_moved(struct csv_row *row);

/* Find the row that starts at `start`. `data` must be readable 64 bytes beyond `size`; `last`: the
 * input ends at `size`. */
enum csv_found
csv_scan(struct csv_row *row, const char *data, size_t size, size_t start, bool last);

/* Make the texts and places of the cells of a CSV_ROW: unquote, turn single bytes into UTF-8. False
 * when the row holds a NUL: it is no text. */
bool
csv_finish(struct csv_row *row, char *data, size_t start);

#endif
