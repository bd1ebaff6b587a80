/* SPDX-License-Identifier: Apache-2.0
 *
 * One byte in, the code points it completes out. The ranges are those of table 3-7 of the Unicode
 * Standard: only the second byte of a character has bounds of its own.
 */
#include "base/utf8_stream.h"

#define REPLACEMENT 0xfffd

static void
expect(struct utf8_stream *stream, unsigned char needed, unsigned char bits)
{
	*stream =
		(struct utf8_stream){.point = bits, .needed = needed, .lower = 0x80, .upper = 0xbf};
}

/* The first byte of a character that has several; false when none begins with it. */
static bool
begin(struct utf8_stream *stream, unsigned char byte)
{
	if (byte < 0xc2 || byte > 0xf4)
		return false;
	if (byte < 0xe0) {
		expect(stream, 1, byte & 0x1f);
	} else if (byte < 0xf0) {
		expect(stream, 2, byte & 0x0f);
		stream->lower = byte == 0xe0 ? 0xa0 : 0x80;
		stream->upper = byte == 0xed ? 0x9f : 0xbf;
	} else {
		expect(stream, 3, byte & 0x07);
		stream->lower = byte == 0xf0 ? 0x90 : 0x80;
		stream->upper = byte == 0xf4 ? 0x8f : 0xbf;
	}
	return true;
}

static size_t
first(struct utf8_stream *stream, unsigned char byte, uint32_t *point)
{
	if (byte >= 0x80 && begin(stream, byte))
		return 0;
	*point = byte < 0x80 ? byte : REPLACEMENT;
	return 1;
}

size_t
utf8_stream_add(struct utf8_stream *stream, unsigned char byte, uint32_t points[2])
{
	if (stream->needed == 0)
		return first(stream, byte, &points[0]);
	if (byte < stream->lower || byte > stream->upper) {
		stream->needed = 0;
		points[0] = REPLACEMENT;
		return 1 + first(stream, byte, &points[1]);
	}
	stream->point = stream->point << 6 | (byte & 0x3f);
	stream->lower = 0x80;
	stream->upper = 0xbf;
	if (--stream->needed > 0)
		return 0;
	points[0] = stream->point;
	return 1;
}

bool
utf8_stream_end(struct utf8_stream *stream)
{
	bool cut = stream->needed > 0;

	stream->needed = 0;
	return cut;
}
