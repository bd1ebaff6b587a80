/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a folder inside the tree is a repository of its own, which git does not enter. What only
 * looks like one hides nothing: git adds the files beside it.
 *
 *	TRY(nested_is_repository(run, descriptor, &is_repository));
 */
#ifndef GOVLINT_SOURCE_NESTED_H
#define GOVLINT_SOURCE_NESTED_H

#include <stdbool.h>

#include "base/err.h"

struct arena;

/* `folder` is the descriptor of a folder that holds the name `.git`. */
struct err *
nested_is_repository(struct arena *arena, int folder, bool *out) MUST_USE;

#endif
