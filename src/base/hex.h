/* SPDX-License-Identifier: Apache-2.0
 *
 * Hexadecimal digits: what one counts, and the form in which programs write digests.
 *
 *	int high = hex_digit(text.data[0]), low = hex_digit(text.data[1]);
 *	if (high >= 0 && low >= 0)
 *		byte = high << 4 | low;
 */
#ifndef GOVLINT_BASE_HEX_H
#define GOVLINT_BASE_HEX_H

#include "base/str.h"

/* What a digit of either case counts, or -1. */
static inline int
hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Whether there are `count` digits, in lower case, and nothing else. */
bool
hex_is_lower(struct str text, size_t count);

#endif
