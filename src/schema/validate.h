/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of schema/ share while a value is judged: values.c looks at a value by itself,
 * validate.c at what is in it.
 */
#ifndef GOVLINT_SCHEMA_VALIDATE_H
#define GOVLINT_SCHEMA_VALIDATE_H

#include "schema/node.h"

/* The way from the whole value to the one at hand. */
struct step {
	const struct step *before;
	struct str key; /* or, without one: */
	size_t index;
};

struct validation {
	struct arena *scratch;
	const struct limits *limits;
	struct schema_faults *faults;
	size_t silent; /* alternatives are tried: nothing is told */
	uint64_t cost;
	struct err *err;
};

struct subject {
	const struct value *value;
	const struct step *step;
};

/* The place of the value itself. */
extern const struct place here;

/* Tell a fault. Always false, so that what finds one can return what this does. */
bool
fault(struct validation *validation, struct subject subject, struct place place, const char *format,
      ...) __attribute__((format(printf, 4, 5)));

/* A value as messages show it. */
struct str
shown(struct validation *validation, const struct value *value);

/* Whether the budget is spent, or it cannot be said for another reason. */
bool
is_spent(struct validation *validation);

bool
equal(struct validation *validation, const struct value *a, const struct value *b);

/* Whether a pattern is found; what cannot be told is an error. */
bool
found_in(struct validation *validation, const struct regex *pattern, struct str text);

bool
range_holds(struct validation *validation, const struct schema_range *range, uint64_t count,
	    const char *what, struct subject subject);

/* type, const, enum; the keywords of numbers; those of texts. */
bool
values_hold(struct validation *validation, const struct schema *schema, struct subject subject);
bool
number_holds(struct validation *validation, const struct schema *schema, struct subject subject);
bool
text_holds(struct validation *validation, const struct schema *schema, struct subject subject);

#endif
