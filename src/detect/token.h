/* SPDX-License-Identifier: Apache-2.0
 *
 * What the detectors of numbers share: which byte is what, and where a number stands by itself. A
 * number that goes on to the left or right (an id, a UUID, a float, a version, a longer number) is
 * not one to the detectors.
 *
 *	if (token_is_digit(text.data[i]) && token_starts(text, i)) …
 */
#ifndef GOVLINT_DETECT_TOKEN_H
#define GOVLINT_DETECT_TOKEN_H

#include "base/str.h"

static inline bool
token_is_digit(char byte)
{
	return (unsigned char)(byte - '0') < 10;
}

static inline bool
token_is_letter(char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26;
}

static inline bool
token_is_word(char byte)
{
	return token_is_digit(byte) || token_is_letter(byte) || byte == '_';
}

/* The first digit at or after `from`, or the text's size. */
static inline size_t
token_digit(struct str text, size_t from)
{
	while (from < text.size && !token_is_digit(text.data[from]))
		from++;
	return from;
}

/* The offset before the '*' or '_' that open emphasis right before `at`, or `at`: "**x**", "_x_", as in
 * Markdown. A mark that nothing closes hides what it stands for. */
size_t
token_opened(struct str text, size_t at);

/* The offset behind those that close it at `end`, or `end`. */
size_t
token_closed(struct str text, size_t end);

/* Whether a number may start at `at` (its first digit, '+' or '('). */
bool
token_starts(struct str text, size_t at);

/* Whether a number may end before `end`. */
bool
token_ends(struct str text, size_t end);

/* Whether text[start, end) is by itself in a column that says what its numbers are: no digits go on
 * at either side, nor behind letters, as in hashes and keys, nor behind a point. */
bool
token_stands(struct str text, size_t start, size_t end);

/* The offset after the digits that start at `at`. */
static inline size_t
token_digits(struct str text, size_t at)
{
	while (at < text.size && token_is_digit(text.data[at]))
		at++;
	return at;
}

/* The digits of text[start, end) without what separates them, at most `room`; their number. */
size_t
token_take(struct str text, size_t start, size_t end, char *digits, size_t room);

/* All digits are the same one. */
bool
token_same(const char *digits, size_t count);

#endif
