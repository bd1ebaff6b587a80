/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions: the Common Expression Language on JSON's types. A text is compiled once, against the
 * names that it may use, and evaluated many times, by any number of threads.
 *
 *	struct expr_request request = {.text = STR("size(model.card.failure_modes) > 0"), .names = &names};
 *	TRY(expr_compile(&request, run, &expr));
 *	TRY(expr_evaluate(expr, &scope, scratch, &value));
 *
 * An evaluation that cannot tell is an error, never false; limits.expression_cost bounds it.
 */
#ifndef GOVLINT_EXPR_EXPR_H
#define GOVLINT_EXPR_EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct fact_def;
struct limits;
struct value;
struct compared_word;

#define EXPR_ZONES "/usr/share/zoneinfo" /* all that an expression makes govlint read */

enum expr_type {
	EXPR_NULL,
	EXPR_BOOL,
	EXPR_INT,
	EXPR_UINT,
	EXPR_DOUBLE,
	EXPR_STRING,
	EXPR_BYTES,
	EXPR_LIST,
	EXPR_MAP,
	EXPR_TIMESTAMP,
	EXPR_DURATION,
	EXPR_TYPE,
	EXPR_OBJECT, /* of the host's, with fields */
	EXPR_DYN,    /* of a kind: not known before it is evaluated */
	EXPR_ERROR,  /* of a value: there is none, and `reason` says why */
};

struct expr_value {
	enum expr_type type;
	bool is_tree;   /* a list or map that is a `tree` */
	uint32_t count; /* of items; of a map, half as many pairs: key, value, key, value … */
	int32_t nanoseconds; /* of a timestamp, beside `integer` seconds since 1970, 0 to 999999999 */
	union {
		bool boolean;
		int64_t integer; /* also a duration in nanoseconds, and a timestamp's seconds */
		uint64_t natural;
		double real;
		struct str text; /* string, bytes */
		const struct expr_value *items;
		const struct value *tree;
		enum expr_type denoted; /* by a type */
		const void *object;
		const char *reason; /* of an error */
	};
};

/* What is known before it is evaluated. */
struct expr_kind {
	enum expr_type type;
	const struct expr_kind *key;     /* of a map; NULL: dyn */
	const struct expr_kind *element; /* of a list, or the values of a map; NULL: dyn */
	const void *object;              /* whose fields, for the host: of EXPR_OBJECT and maps */
	bool unordered;                  /* a string whose order is not that of its letters */
	const struct fact_def *words; /* a string that may be one of a few, which the host knows */
};

/* What names mean. */
struct expr_names {
	/* The kind of a name ("model", or "a.b" of the host's) and its number; NULL: there is none. */
	const struct expr_kind *(*root)(const struct expr_names *self, struct str name,
					size_t *slot);
	/* The same of a field of an object; and the name that was meant, or none. */
	const struct expr_kind *(*field)(const struct expr_names *self,
					 const struct expr_kind *object, struct str name,
					 size_t *slot);
	struct str (*meant)(const struct expr_names *self, const struct expr_kind *object,
			    struct str name);
};

/* What they stand for. */
struct expr_scope {
	struct err *(*root)(struct expr_scope *self, size_t slot, struct arena *scratch,
			    struct expr_value *out);
	struct err *(*field)(struct expr_scope *self, const struct expr_value *object, size_t slot,
			     struct arena *scratch, struct expr_value *out);
	bool (*late)(struct expr_scope *self); /* whether there is no more time; NULL: never */
};

struct expr_request {
	struct str text;
	const struct expr_names *names; /* NULL: there are none */
	const struct limits *limits;
	bool unchecked; /* kinds are not compared: what does not fit is an error when evaluated */
	bool no_macros;
	bool null_is_unknown; /* comparing it with anything but a "null" of the text is an error */
};
struct expr;

/* Errors have their place in the text: line and column from 1, and where what they speak of ends. */
struct err *
expr_compile(const struct expr_request *request, struct arena *run,
	     const struct expr **out) MUST_USE;

/* What it gives; and the texts in it beside strings with words. */
const struct expr_kind *
expr_kind(const struct expr *expr);
const struct compared_word *
expr_words(const struct expr *expr);
struct err *
expr_evaluate(const struct expr *expr, struct expr_scope *scope, struct arena *scratch,
	      struct expr_value *out) MUST_USE;
struct value
expr_functions(struct arena *run); /* what can be called: {function, call, gives, summary} */

/* A value of a document. Lists and maps are not copied. */
struct expr_value
expr_from_tree(const struct value *tree);
/* The same of a fact, which says what it may be; NULL is null. */
struct err *
expr_from_fact(const struct fact_def *def, const struct value *value, struct arena *scratch,
	       struct expr_value *out) MUST_USE;

/* Of lists and maps, whatever they are made of. A map's items are its keys and values in turn. */
size_t
expr_count(const struct expr_value *value);
struct expr_value
expr_item(const struct expr_value *list, size_t index);
struct expr_value
expr_key(const struct expr_value *map, size_t index);
struct expr_value
expr_held(const struct expr_value *map, size_t index);
bool
expr_equal(const struct expr_value *a, const struct expr_value *b);
/* "int", "list", "google.protobuf.Timestamp" … */
const char *
expr_type_name(enum expr_type type);
/* A timestamp ("2009-02-13T23:31:30Z") or duration ("3600s", "0.5s") as text. */
struct str
expr_time_text(struct arena *arena, const struct expr_value *value);

#endif
