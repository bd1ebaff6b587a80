/* SPDX-License-Identifier: Apache-2.0
 *
 * The functions of the language as a table, one row for each list of types that a name takes.
 *
 *	const struct function *first = function_find(STR("size"));
 *	for (row = first; row->name && str_is(name, row->name); row++) …
 */
#ifndef GOVLINT_EXPR_FUNCTIONS_H
#define GOVLINT_EXPR_FUNCTIONS_H

#include "expr/node.h"

enum {
	FUNCTION_TAKES = 2,
};

/* One evaluation, as functions see it. */
struct call {
	struct arena *scratch;
	const struct regex *pattern; /* of a literal, compiled already; or NULL */
	const struct zone *zone;     /* the same */
	unsigned count;              /* of the values */
	uint64_t cost;               /* grows with what is looked at */
	uint64_t most;               /* what takes long stops there: nobody asks what came of it */
};

struct function {
	const char *name;
	bool is_member; /* also called as value.name(…) … */
	bool is_global; /* … and as name(value, …) */
	unsigned count;
	enum expr_type takes[FUNCTION_TAKES]; /* EXPR_DYN: whatever it is */
	enum expr_type gives;
	struct expr_value (*run)(struct call *call, const struct expr_value *values);
	const char *summary;
};

/* Sorted so that rows of one name stand together; the last has no name. */
extern const struct function functions[];

/* The first row of a name, or NULL. */
const struct function *
function_find(struct str name);

/* Whether it may be called with so many values, before a dot or not, whatever they are. */
static inline bool
function_is_called_so(const struct function *row, const struct node *node)
{
	return row->count == node->count && (node->is_member ? row->is_member : row->is_global);
}

static inline struct expr_value
make_bool(bool boolean)
{
	return (struct expr_value){.type = EXPR_BOOL, .boolean = boolean};
}

static inline struct expr_value
make_int(int64_t integer)
{
	return (struct expr_value){.type = EXPR_INT, .integer = integer};
}

static inline struct expr_value
make_uint(uint64_t natural)
{
	return (struct expr_value){.type = EXPR_UINT, .natural = natural};
}

struct expr_value
expr_failed(struct arena *scratch, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* convert.c */
struct expr_value
convert_int(struct call *call, const struct expr_value *values);
struct expr_value
convert_uint(struct call *call, const struct expr_value *values);
struct expr_value
convert_double(struct call *call, const struct expr_value *values);
struct expr_value
convert_string(struct call *call, const struct expr_value *values);
struct expr_value
convert_bytes(struct call *call, const struct expr_value *values);
struct expr_value
convert_bool(struct call *call, const struct expr_value *values);
struct expr_value
convert_type(struct call *call, const struct expr_value *values);
struct expr_value
convert_itself(struct call *call, const struct expr_value *values);

/* moment.c */
struct expr_value
moment_timestamp(struct call *call, const struct expr_value *values);
struct expr_value
moment_duration(struct call *call, const struct expr_value *values);
struct expr_value
moment_full_year(struct call *call, const struct expr_value *values);
struct expr_value
moment_month(struct call *call, const struct expr_value *values);
struct expr_value
moment_date(struct call *call, const struct expr_value *values);
struct expr_value
moment_day_of_month(struct call *call, const struct expr_value *values);
struct expr_value
moment_day_of_week(struct call *call, const struct expr_value *values);
struct expr_value
moment_day_of_year(struct call *call, const struct expr_value *values);
struct expr_value
moment_hours(struct call *call, const struct expr_value *values);
struct expr_value
moment_minutes(struct call *call, const struct expr_value *values);
struct expr_value
moment_seconds(struct call *call, const struct expr_value *values);
struct expr_value
moment_milliseconds(struct call *call, const struct expr_value *values);

/* text.c */
struct expr_value
text_size(struct call *call, const struct expr_value *values);
struct expr_value
text_contains(struct call *call, const struct expr_value *values);
struct expr_value
text_starts(struct call *call, const struct expr_value *values);
struct expr_value
text_ends(struct call *call, const struct expr_value *values);
struct expr_value
text_matches(struct call *call, const struct expr_value *values);

#endif
