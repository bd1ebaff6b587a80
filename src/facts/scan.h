/* SPDX-License-Identifier: Apache-2.0
 *
 * One pass over a document, whatever its shape: rows and columns are counted, each cell is looked at
 * once.
 *
 *	scan_init(&scan, scratch, limits);
 *	TRY(scan_document(&scan, &document));
 */
#ifndef GOVLINT_FACTS_SCAN_H
#define GOVLINT_FACTS_SCAN_H

#include "base/buf.h"
#include "facts/columns.h"
#include "model/value.h"

struct scan {
	struct arena *arena;
	const struct limits *limits;
	struct columns columns;
	uint64_t rows;
	size_t *fields; /* the columns of a table's fields, by their number */
	size_t field_count;
	size_t field_capacity;
	struct map paths;          /* of a tree: path → column number + 1 */
	size_t paths_size;         /* of all of them, in bytes */
	struct map meanings;       /* key → what it says, asked once */
	struct buf path;           /* of the value at hand … */
	struct detect_names names; /* … and what it says */
};

void
scan_init(struct scan *scan, struct arena *arena, const struct limits *limits);

/* Read to the end. An error: it was not, and what was counted so far says nothing. */
struct err *
scan_document(struct scan *scan, struct document *document) MUST_USE;

/* What a tree leaves out of its text: the comments of YAML, read as text. */
struct err *
scan_comments(struct scan *scan, struct document *document) MUST_USE;

#endif
