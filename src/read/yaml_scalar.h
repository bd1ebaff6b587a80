/* SPDX-License-Identifier: Apache-2.0
 *
 * What a plain (unquoted) YAML scalar is, by the core schema of YAML 1.2 (§10.3.2): null, true and
 * false, integers, floats; all else is text. `yes`, `no`, `on`, `off` and dates are text.
 */
#ifndef GOVLINT_READ_YAML_SCALAR_H
#define GOVLINT_READ_YAML_SCALAR_H

#include "model/value.h"

struct arena;

/* Set type and content of `out`; false when it is a number that no finite double can hold. */
bool
yaml_resolve(struct str text, struct arena *arena, struct value *out);

#endif
