/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether digits are a card's, for the detectors' own room.
 *
 *	if (card_number(digits, count) == CARD_VALID) …
 */
#ifndef GOVLINT_DETECT_CARD_NUMBER_H
#define GOVLINT_DETECT_CARD_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum {
	CARD_MIN = 13, /* 12-digit Maestro numbers are no longer issued */
	CARD_MAX = 19,
};

enum card_number {
	CARD_NONE,
	CARD_VALID,
	CARD_EXAMPLE, /* published for tests */
};

/* Whether a scheme issues numbers of that length that begin so. */
bool
card_number_issued(const char *digits, size_t count);

enum card_number
card_number(const char *digits, size_t count);

#endif
