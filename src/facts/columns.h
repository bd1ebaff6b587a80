/* SPDX-License-Identifier: Apache-2.0
 *
 * What a dataset's columns hold, counted while it streams by. Cells are looked at once and forgotten:
 * nothing here keeps a value, and memory depends on the number of columns alone.
 *
 *	columns_init(&columns, scratch, limits);
 *	TRY(columns_add(&columns, name, detect_names(name), place, &number));
 *	columns_cell(&columns, number, &cell);
 *
 * What is told of them in the end (columns_list, columns_pii) holds their names and nothing else of them.
 */
#ifndef GOVLINT_FACTS_COLUMNS_H
#define GOVLINT_FACTS_COLUMNS_H

#include "base/buf.h"
#include "base/map.h"
#include "detect/detect.h"
#include "model/document.h"
#include "model/limits.h"

enum {
	/* As many distinct values are told apart as a verdict can use. */
	COLUMN_DISTINCT = 8,
};

/* Values met lately, so that one that comes again and again counts once. */
struct column_recent {
	uint64_t sums[COLUMN_DISTINCT];
	size_t next;
};

/* Values of one detector's form that are written in the same way: what chance would do to them is seen
 * here. A placeholder in every other row is one value, however many rows there are. */
struct column_way {
	struct column_way *next;
	unsigned way;
	uint64_t strong; /* hits */
	uint64_t counts[DETECT_FORMS];
	struct column_recent *passes; /* NULL: none yet */
	struct column_recent *failures;
};

/* What one detector found in one column. A table of a hundred thousand columns has as many. */
struct column_hits {
	struct column_hits *next; /* of another detector */
	size_t detector;
	struct column_way *ways;
	uint64_t hits;
	uint64_t cells; /* that hold one or more */
	uint64_t whole; /* that are nothing else */
	uint64_t strong_inside;
	uint64_t context;                   /* hits that a word before them names */
	uint64_t distinct[COLUMN_DISTINCT]; /* keyed hashes of the first distinct ones */
	size_t distinct_count;
	uint32_t line; /* of the first hit */
	uint32_t column;
};

struct column {
	struct str name;
	struct detect_names names; /* detectors that its name speaks of */
	uint64_t filled;
	uint64_t numbers;         /* where a name speaks of something: cells of digits alone, … */
	uint64_t short_numbers;   /* … those of fewer than any of it has … */
	unsigned lengths;         /* … and how many, bit by bit */
	struct column_hits *hits; /* of the detectors that found something, or its form */
};

struct columns {
	struct arena *arena;
	const struct limits *limits;
	struct column *items;
	size_t count;
	size_t capacity;
	uint64_t seed;
	struct buf room;         /* of the text at hand, made plain */
	struct detect_hit *hits; /* in it */
};

void
columns_init(struct columns *columns, struct arena *arena, const struct limits *limits);

/* Make room for so many columns, as far as that is within the budget, before there is any. */
void
columns_expect(struct columns *columns, size_t count);

/* A column and what its name says. The name is kept, not copied. One that is itself personal data (a table without a header, a map keyed by address) counts as a
 * hit at its place and is not kept: the column is then called by its number. */
struct err *
columns_add(struct columns *columns, struct str name, struct detect_names names, struct place place,
	    size_t *out) MUST_USE;

/* Look at one cell. Where it is text in quotes, columns count from behind the quote. */
void
columns_cell(struct columns *columns, size_t number, const struct cell *cell);

/* Before they are told: the names outlive what was counted. */
void
columns_keep_names(struct columns *columns, struct arena *run);

/* What a detector found in a column, or NULL. */
struct column_hits *
columns_hits(const struct column *column, size_t detector);

/* The verdict: a list of {field, entity, count, rows, confidence, validated, protection, line,
 * column}, by column, then by detector. */
struct value
columns_pii(const struct columns *columns, struct arena *run);

/* A list of {name, filled}. */
struct value
columns_list(const struct columns *columns, struct arena *run);

/* How sure it is that the column holds what the detector looks for: 0 to 1. From 0.6 on the answer
 * is one to stand behind. */
double
columns_confidence(const struct column *column, size_t detector);

#endif
