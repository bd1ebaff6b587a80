/* SPDX-License-Identifier: Apache-2.0
 *
 * A value as a document holds it and as a fact is: null, bool, int, double, string, list or map,
 * with its place and the text as written. Plain data; whoever makes one puts it into an arena.
 * Maps keep the order of the document; keys are unique (readers refuse duplicates).
 *
 *	const struct value *name = value_get(card, STR("model_name"));
 *	if (name && name->type == VALUE_STRING)
 *		use(name->string, name->place.line);
 */
#ifndef GOVLINT_MODEL_VALUE_H
#define GOVLINT_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/place.h"

struct arena;
struct out;

enum value_type {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_DOUBLE,
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP,
};

struct value_list {
	struct value *items;
	size_t count;
	size_t capacity;
};

struct value_map {
	struct value_member *members;
	size_t count;
	size_t capacity;
};

struct value {
	enum value_type type;
	bool quoted; /* a scalar written with quotes */
	struct place place;
	struct str literal; /* as written; none for lists, maps and made values */
	union {
		bool boolean;
		int64_t integer;
		double real;
		struct str string;
		struct value_list list;
		struct value_map map;
	};
};

struct value_member {
	struct str key;
	struct place key_place;
	struct value value;
};

/* The name of a type as messages use it: "null", "bool", "int", "number", "string", … */
const char *
value_type_name(enum value_type type);

/* The value of a key, or NULL when `map` is NULL, no map, or has no such key. */
const struct value *
value_get(const struct value *map, struct str key);

const struct value_member *
value_member(const struct value *map, struct str key);

/* As value_get, following "a.b.c". */
const struct value *
value_path(const struct value *map, struct str path);

/* The text of a string value; none for anything else, NULL included. */
struct str
value_string(const struct value *value);

/* Numbers compare across int and double without loss; other types only with their own. */
bool
value_equal(const struct value *a, const struct value *b);

/* Order of two numbers or two strings: -1, 0, 1; 2 when they cannot be ordered (NaN, types). */
int
value_order(const struct value *a, const struct value *b);

/* Makers. Strings are not copied. */
struct value
value_null(void);
struct value
value_bool(bool boolean);
struct value
value_int(int64_t integer);
struct value
value_double(double real);
struct value
value_str(struct str string);
struct value
value_text(const char *string);
struct value
value_list(void);
struct value
value_map(void);

/* Make room for `count` elements or members, exactly, in a list or map that has none. */
void
value_reserve(struct arena *arena, struct value *value, size_t count);

/* Append; the new element is owned by the list and returned for further filling. */
struct value *
value_add(struct arena *arena, struct value *list, struct value item);

/* Set a key that is not there yet. */
struct value *
value_set(struct arena *arena, struct value *map, const char *key, struct value item);

struct value *
value_set_str(struct arena *arena, struct value *map, struct str key, struct value item);

/* A deep copy with all strings, for values that outlive their document. */
struct value
value_copy(struct arena *arena, const struct value *value);

/* One line for messages: strings bare, lists joined by ", ", maps as {a: b}; at most `limit`
 * bytes, cut with "…". */
struct str
value_show(struct arena *arena, const struct value *value, size_t limit);

#endif
