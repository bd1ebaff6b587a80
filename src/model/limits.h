/* SPDX-License-Identifier: Apache-2.0
 *
 * Every budget in one place (limits.list). Exceeding one is never "no finding": the item is not
 * verified or the run is undecided, and the message names the budget and the option that raises it.
 *
 *	if (size > limits->record_bytes)
 *		return limits_met(err_new(arena, "…, more than record_bytes (%zu) allows", …), "record_bytes");
 */
#ifndef GOVLINT_MODEL_LIMITS_H
#define GOVLINT_MODEL_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct limits {
#define LIMIT(name, ...) size_t name;
#include "model/limits.list"
#undef LIMIT
};

struct limit {
	const char *name;
	const char *what; /* it counts */
	const char *why;  /* the default is what it is */
	size_t usual;
	size_t offset; /* in struct limits */
};

extern const struct limits limits_default;
extern const struct limit limits_table[]; /* ended by a row without a name */

/* Set a budget by its name; false: there is none of that name. */
bool
limits_set(struct limits *limits, struct str name, size_t value);

/* The error of a budget that was exceeded, with the option that raises it in its message. */
struct err *
limits_met(struct err *err, const char *name);

/* The same where the error is that something was too large to be read (EFBIG); any other error, or
 * none, as it is. */
struct err *
limits_named(struct err *err, const char *name);

#endif
