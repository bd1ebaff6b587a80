/* SPDX-License-Identifier: Apache-2.0
 *
 * Bracket expressions of path patterns: "[a-z]", "[!x]", "[[:alpha:]]". For glob.c and who looks
 * through patterns as it does.
 *
 *	size_t end = glob_class_end(pattern, at);   // behind the ']'
 *	glob_class_has(pattern, at, 'x')
 */
#ifndef GOVLINT_BASE_GLOB_CLASS_H
#define GOVLINT_BASE_GLOB_CLASS_H

#include "base/str.h"

/* Where the class that opens at `at` ends, or SIZE_MAX when it does not or names an unknown one. */
size_t
glob_class_end(struct str pattern, size_t at);

/* Whether the class that opens at `at`, and ends, takes `byte`. */
bool
glob_class_has(struct str pattern, size_t at, char byte);

#endif
