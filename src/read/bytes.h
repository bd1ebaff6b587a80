/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes that claim to be text: whether they are plain ASCII, hold a NUL, look like text at all,
 * and the way from single bytes to valid UTF-8. Nothing is ever dropped: a byte that is no UTF-8
 * becomes one code point, the one Windows-1252 has there.
 *
 *	if (bytes_look(row) == BYTES_NUL) …
 *	size_t size = bytes_to_utf8(text, out);   // out has room for 3 × text.size
 */
#ifndef GOVLINT_READ_BYTES_H
#define GOVLINT_READ_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum bytes_look {
	BYTES_PLAIN, /* ASCII without NUL */
	BYTES_HIGH,  /* bytes above 0x7f, no NUL */
	BYTES_NUL,
};

/* A NUL counts wherever it stands. */
enum bytes_look
bytes_look(struct str text);

/* Whether the first bytes of a file are text: no NUL, and at most three in ten are control
 * characters or no UTF-8. A character cut off at the end is not held against it. */
bool
bytes_are_text(struct str head);

/* Whether they are nothing but text: some, and not one control character, which compressed bytes never
 * do without. UTF-16 with its mark is text that nobody has decoded yet. */
bool
bytes_are_only_text(struct str head);

enum {
	BYTES_GROWTH = 3 /* one byte becomes three at the most: 0x80 is the euro sign */
};

/* Write `text` to `out`, each byte that is not part of valid UTF-8 taken as Windows-1252. */
size_t
bytes_to_utf8(struct str text, char *out);

/* The size of the longest part of `text`, at most `limit` bytes, that does not cut a character. */
size_t
bytes_fit(struct str text, size_t limit);

/* The offset of the first LF or CR at or after `from`, or SIZE_MAX. */
size_t
bytes_line_end(struct str text, size_t from);

/* a + b, stopping at the largest number: files may have more than 2^32 lines. */
uint32_t
bytes_add(uint32_t a, size_t b);

#endif
