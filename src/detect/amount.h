/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers with a sign that are no telephone numbers, for the detectors' own room.
 *
 *	if (amount_is_position(text, at)) …
 */
#ifndef GOVLINT_DETECT_AMOUNT_H
#define GOVLINT_DETECT_AMOUNT_H

#include "base/str.h"

/* Whether the digits at `at`, behind a sign, are a latitude with a longitude behind it. */
bool
amount_is_position(struct str text, size_t at);

/* Whether the number from its '+' to `end` stands right beside a negative one. */
bool
amount_is_beside_negative(struct str text, size_t plus, size_t end);

#endif
