/* SPDX-License-Identifier: Apache-2.0
 *
 * What a pattern of a policy may hold: the syntax that RE2 takes, too. For regex.c only.
 *
 *	size_t offset;
 *	const char *why = regex_outside_subset(STR("(?=a)"), &offset);   → "look-around …", 0
 */
#ifndef GOVLINT_BASE_REGEX_SUBSET_H
#define GOVLINT_BASE_REGEX_SUBSET_H

#include "base/str.h"

/* What the pattern holds that it may not, and where; NULL when there is nothing. */
const char *
regex_outside_subset(struct str pattern, size_t *offset);

#endif
