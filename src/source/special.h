/* SPDX-License-Identifier: Apache-2.0
 *
 * A look at a git folder before libgit2 opens its files: one that is no regular file could make it
 * wait for ever.
 */
#ifndef GOVLINT_SOURCE_SPECIAL_H
#define GOVLINT_SOURCE_SPECIAL_H

#include "base/err.h"
#include "source/locate.h"

/* An error that names the first FIFO, device or socket among references and objects. */
struct err *
special_check(struct arena *arena, const struct location *location) MUST_USE;

#endif
