/* SPDX-License-Identifier: Apache-2.0
 *
 * What the readers of trees share: the text they read with its budgets, errors that show the
 * source line, and maps whose keys are unique.
 *
 * Invariant: a message quotes the text only when `show` is set. Trees that may be somebody's data
 * are read without it, and their errors say where and what, but never which words stood there.
 */
#ifndef GOVLINT_READ_TREE_H
#define GOVLINT_READ_TREE_H

#include "base/err.h"
#include "base/map.h"
#include "model/limits.h"
#include "model/value.h"

struct tree {
	const char *path;
	struct str text;
	const struct limits *limits;
	struct arena *arena;
	bool show;
	uint32_t lines_before; /* lines of the file before the text */
	size_t nodes;
};

/* A way through the text that knows where it is. */
struct cursor {
	struct str text;
	size_t offset;
	uint32_t line;   /* from 1; LF, CR LF and a lone CR end lines */
	uint32_t column; /* from 1, in code points */
};

void
cursor_init(struct cursor *cursor, struct str text);

/* Go on to `offset`, which is not behind. */
void
cursor_to(struct cursor *cursor, size_t offset);

/* An error at a place of the text, with its source line when it may be shown and can be. */
struct err *
tree_error(const struct tree *tree, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4))) MUST_USE;

/* The same at a byte offset into the text. */
struct err *
tree_error_offset(const struct tree *tree, size_t offset, const char *message) MUST_USE;

/* Without its byte order mark, checked to be of bearable size and valid UTF-8. */
struct err *
tree_take(struct tree *tree, struct str text) MUST_USE;

/* One more value at this depth (the document itself is at 1) within the budgets. */
struct err *
tree_count(struct tree *tree, size_t depth, struct place place) MUST_USE;

/* A map being read. */
struct tree_map {
	struct value *value;
	struct map seen; /* used once the map is not small */
	bool hashed;
};

/* Append a key that has not been used; *out is its value, to be filled in before the next one. */
struct err *
tree_add(struct tree *tree, struct tree_map *map, struct str key, struct place place,
	 struct value **out) MUST_USE;

#endif
