/* SPDX-License-Identifier: Apache-2.0
 *
 * What the language does with two values: equal, ordered, added.
 */
#ifndef GOVLINT_EXPR_OPERATE_H
#define GOVLINT_EXPR_OPERATE_H

#include "expr/functions.h"

/* Of the years 1 and 9999. */
#define TIMESTAMP_LEAST INT64_C(-62135596800)
#define TIMESTAMP_MOST  INT64_C(253402300799)

enum order {
	ORDER_LESS,
	ORDER_SAME,
	ORDER_MORE,
	ORDER_NONE, /* NaN */
	ORDER_NO_OVERLOAD,
};

bool
operate_same(struct call *call, const struct expr_value *a, const struct expr_value *b);

enum order
operate_order(const struct expr_value *a, const struct expr_value *b);

struct expr_value
operate_arithmetic(struct call *call, enum operator_type sign, const struct expr_value *a,
		   const struct expr_value *b);

struct expr_value
operate_negate(struct call *call, const struct expr_value *value);

/* Whether a list holds a value, or a map has it as a key. */
struct expr_value
operate_in(struct call *call, const struct expr_value *value, const struct expr_value *container);

/* What stands under a key of a map or at an index of a list. */
struct expr_value
operate_index(struct call *call, const struct expr_value *container, const struct expr_value *key);

/* The same with a name; *found false: the map has no such key. */
struct expr_value
operate_field(const struct expr_value *map, struct str name, bool *found);

struct expr_value
moment_make(struct arena *scratch, int64_t seconds, int64_t nanoseconds);

#endif
