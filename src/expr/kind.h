/* SPDX-License-Identifier: Apache-2.0
 *
 * Kinds of values, compared and named.
 */
#ifndef GOVLINT_EXPR_KIND_H
#define GOVLINT_EXPR_KIND_H

#include "base/arena.h"
#include "expr/expr.h"

const struct expr_kind *
kind_of(enum expr_type type);

/* The kind, or that nothing is known. */
const struct expr_kind *
kind_or_dyn(const struct expr_kind *kind);

const struct expr_kind *
kind_container(struct arena *run, enum expr_type type, const struct expr_kind *key,
	       const struct expr_kind *element);

bool
kind_is_numeric(enum expr_type type);

/* Whether one value can be of both kinds; null goes with everything. */
bool
kind_goes_with(const struct expr_kind *a, const struct expr_kind *b);

/* What a value is that is of either kind. */
const struct expr_kind *
kind_common(struct arena *run, const struct expr_kind *a, const struct expr_kind *b);

/* "an int", "a list", "a value of any type" */
const char *
kind_name(struct arena *run, const struct expr_kind *kind);

#endif
