/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 that arrives in pieces, decoded as the WHATWG Encoding Standard does it: what is no UTF-8
 * becomes one U+FFFD for the longest part that could have begun a character. Browsers and
 * JavaScript runtimes see a file this way.
 *
 *	struct utf8_stream stream = {0};
 *	for (size_t i = 0; i < text.size; i++)
 *		for (size_t n = utf8_stream_add(&stream, text.data[i], points), p = 0; p < n; p++)
 *			use(points[p]);
 *	if (utf8_stream_end(&stream))
 *		use(0xfffd);
 */
#ifndef GOVLINT_BASE_UTF8_STREAM_H
#define GOVLINT_BASE_UTF8_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct utf8_stream {
	uint32_t point;       /* as far as it was read */
	unsigned char needed; /* bytes that are still to come; 0: between characters */
	unsigned char lower;  /* what the next of them may be */
	unsigned char upper;
};

/* Take one byte; the number of code points that it completes, at most two. */
size_t
utf8_stream_add(struct utf8_stream *stream, unsigned char byte, uint32_t points[2]);

/* Whether the text ends inside a character, which then is U+FFFD. */
bool
utf8_stream_end(struct utf8_stream *stream);

#endif
