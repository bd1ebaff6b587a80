/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions as JSON: plainly, or with their types ({"int": "1"}), which keeps apart what
 * JSON does not: ints and doubles, strings and bytes, keys that are no strings.
 */
#ifndef GOVLINT_CLI_TAGGED_H
#define GOVLINT_CLI_TAGGED_H

#include "expr/expr.h"
#include "model/value.h"

struct value
tagged_show(struct arena *arena, const struct expr_value *value);

/* As JSON has it; bytes become base64, moments and durations text, keys of maps strings. */
struct value
plain_show(struct arena *arena, const struct expr_value *value);

struct err *
tagged_read(struct arena *arena, const struct value *tagged, struct expr_value *out) MUST_USE;

#endif
