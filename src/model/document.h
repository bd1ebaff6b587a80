/* SPDX-License-Identifier: Apache-2.0
 *
 * What a reader makes of bytes: one of four shapes. A tree is held whole and has places; records
 * and text are streamed, the memory of one piece is reused by the next; members are artifacts of
 * their own. A stream has been read to its end when `next` gave a piece with `end` set; whoever
 * stops earlier has not read the artifact.
 */
#ifndef GOVLINT_MODEL_DOCUMENT_H
#define GOVLINT_MODEL_DOCUMENT_H

#include "base/err.h"
#include "base/str.h"
#include "model/value.h"

enum shape {
	SHAPE_TREE,
	SHAPE_RECORDS,
	SHAPE_TEXT,
	SHAPE_MEMBERS,
};

/* One value of a record. */
struct cell {
	size_t field;         /* index into records.fields */
	enum value_type type; /* CSV: always string */
	bool quoted;
	uint32_t line;
	uint32_t column;
	struct str text; /* unquoted, valid UTF-8 */
};

struct record {
	bool end; /* no record: the stream was read to its end */
	uint32_t line;
	const struct cell *cells;
	size_t count;
};

/* Rows of a table or lines of JSON. Nested JSON is flattened: "user.email", "tags[]". */
struct records {
	struct err *(*next)(struct records *self, struct record *out);
	const struct str *fields; /* names in order of first sight; grows while reading */
	/* Where names are paths of keys ("a.b"), the same with U+001F between the keys, so that each can
	 * be looked at by itself; else NULL. */
	const struct str *paths;
	size_t field_count;
	bool named;      /* the names come from the file (a header, keys), not from position */
	uint64_t ragged; /* rows whose number of cells differs from the header's */
	uint32_t first_ragged; /* line of the first of them */
	char separator;        /* CSV: what was found to separate cells */
};

struct text_line {
	bool end;
	bool continued; /* a piece of a line longer than the window; its column goes on */
	uint32_t line;
	uint32_t column;
	struct str text; /* valid UTF-8, without its line end */
};

struct text {
	struct err *(*next)(struct text *self, struct text_line *out);
};

struct member_entry {
	bool end;
	struct str name;
	struct input *input; /* valid until the next call */
};

struct members {
	struct err *(*next)(struct members *self, struct member_entry *out);
};

struct document {
	enum shape shape;
	const char *format; /* "csv", "yaml" … */
	union {
		struct value tree;
		struct records *records;
		struct text *text;
		struct members *members;
	};
};

#endif
