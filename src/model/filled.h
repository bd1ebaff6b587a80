/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a field of a record is filled in: with something that says something, and that is of the
 * field's kind.
 */
#ifndef GOVLINT_MODEL_FILLED_H
#define GOVLINT_MODEL_FILLED_H

#include "model/kind.h"
#include "model/value.h"

/* Why the field counts as not filled in ("missing", "a placeholder", "not a list"), or NULL. */
const char *
filled_state(const struct fact_def *def, const struct value *value);

#endif
