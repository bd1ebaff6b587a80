/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 strictly (no surrogates, no overlong forms, nothing above U+10FFFF), code points as
 * columns, and the way from UTF-16.
 *
 *	size_t bad = utf8_invalid(text);   // SIZE_MAX: all valid
 *	uint32_t column = 1 + utf8_count(str_cut(line, 0, offset));
 */
#ifndef GOVLINT_BASE_UTF8_H
#define GOVLINT_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Decode the code point at `*offset` and advance; an invalid byte gives U+FFFD and one byte. */
uint32_t
utf8_next(struct str text, size_t *offset);

/* The offset of the first invalid byte, or SIZE_MAX. */
size_t
utf8_invalid(struct str text);

/* The number of code points; each invalid byte counts as one. */
size_t
utf8_count(struct str text);

/* Append a code point; surrogates and values above U+10FFFF become U+FFFD. */
void
utf8_put(struct buf *out, uint32_t point);

/* What shows nothing by itself: soft hyphens, joiners, fillers, bidi controls, variation selectors,
 * tags. */
bool
utf8_is_ignorable(uint32_t point);

/* A control (C0, DEL, C1), a separator of lines, a mark of annotations (U+FFF9..B) or something
 * ignorable, which must not reach a terminal raw. */
bool
utf8_is_unsafe(uint32_t point);

/* The cells a code point takes on a terminal: 0, 1 or 2. */
int
utf8_width(uint32_t point);

enum encoding {
	ENCODING_UTF8, /* with or without BOM; also what is not valid UTF-8 but single bytes */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
};

/* Judge the first bytes of a file: by BOM, else by the zero bytes that Latin text has in UTF-16.
 * `bom` receives the size of the BOM. */
enum encoding
encoding_guess(struct str head, size_t *bom);

/* State of a conversion that sees its input in pieces. */
struct utf16 {
	bool big_endian;
	bool has_byte;
	unsigned char byte;
	uint16_t high; /* pending high surrogate */
	bool damaged;  /* a lone surrogate or an odd byte was met */
};

/* Append the UTF-8 of `text`; call with `last` at the end. Lone surrogates become U+FFFD. */
void
utf16_convert(struct utf16 *state, struct str text, bool last, struct buf *out);

#endif
