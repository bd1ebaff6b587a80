/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes in, an opinion or valid UTF-8 out: the first look that every text reader takes.
 *
 * The one thing to know: eight bytes are looked at together, because this runs over all bytes of
 * all datasets; what is not plain ASCII goes the careful way. UTF-16 has been converted before.
 */
#include "read/bytes.h"

#include <string.h>

#include "base/utf8.h"

#define BYTES_ONES  UINT64_C(0x0101010101010101)
#define BYTES_HIGHS UINT64_C(0x8080808080808080)

enum {
	BYTES_C0_END = 0x20,
	BYTES_DELETE = 0x7f,
	BYTES_C1 = 0x80,
	BYTES_C1_END = 0xa0,
	BYTES_TAIL = 4, /* the longest UTF-8 sequence */
};

enum bytes_look
bytes_look(struct str text)
{
	uint64_t high = 0;
	uint64_t zero = 0;
	size_t at = 0;
	for (; at + 8 <= text.size; at += 8) {
		uint64_t word;
		memcpy(&word, text.data + at, sizeof word);
		high |= word;
		zero |= (word - BYTES_ONES) & ~word; /* a zero byte borrows into its top bit */
	}
	for (; at < text.size; at++) {
		unsigned char byte = (unsigned char)text.data[at];
		high |= byte;
		if (byte == 0)
			return BYTES_NUL;
	}
	if (zero & BYTES_HIGHS)
		return BYTES_NUL;
	return high & BYTES_HIGHS ? BYTES_HIGH : BYTES_PLAIN;
}

static bool
bytes_is_control(unsigned char byte)
{
	switch (byte) {
	case '\t':
	case '\n':
	case '\v':
	case '\f':
	case '\r':
	case '\b':
	case 0x1b: /* colours of a log */
		return false;
	default:
		return byte < BYTES_C0_END || byte == BYTES_DELETE;
	}
}

bool
bytes_are_text(struct str head)
{
	size_t odd = 0;
	for (size_t at = 0; at < head.size;) {
		unsigned char byte = (unsigned char)head.data[at];
		size_t before = at;
		if (byte == 0)
			return false;
		if (byte < BYTES_C1) {
			odd += bytes_is_control(byte);
			at++;
			continue;
		}
		utf8_next(head, &at);
		odd += at == before + 1 && head.size - before >= BYTES_TAIL;
	}
	return odd * 10 <= head.size * 3;
}

bool
bytes_are_only_text(struct str head)
{
	if (str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff")))
		return head.size > 2;
	for (size_t i = 0; i < head.size; i++) {
		unsigned char byte = (unsigned char)head.data[i];

		if (byte == BYTES_DELETE || (byte < BYTES_C0_END && !strchr("\t\n\f\r", byte)))
			return false;
	}
	return head.size > 0 && bytes_are_text(head);
}

/* What Windows-1252 has from 0x80 to 0x9f; the five free places are the C1 controls, as browsers
 * take them (WHATWG Encoding Standard). */
static uint32_t
bytes_windows(unsigned char byte)
{
	static const uint16_t points[BYTES_C1_END - BYTES_C1] = {
		0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
		0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
	};
	return byte < BYTES_C1_END ? points[byte - BYTES_C1] : byte;
}

static size_t
bytes_put(uint32_t point, char *out)
{
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	out[0] = (char)(0xe0 | point >> 12);
	out[1] = (char)(0x80 | (point >> 6 & 0x3f));
	out[2] = (char)(0x80 | (point & 0x3f));
	return 3;
}

size_t
bytes_to_utf8(struct str text, char *out)
{
	size_t size = 0;
	for (size_t at = 0; at < text.size;) {
		unsigned char byte = (unsigned char)text.data[at];
		size_t before = at;
		if (byte < BYTES_C1)
			at++;
		else
			utf8_next(text, &at);
		if (byte >= BYTES_C1 && at == before + 1) {
			size += bytes_put(bytes_windows(byte), out + size);
			continue;
		}
		memcpy(out + size, text.data + before, at - before);
		size += at - before;
	}
	return size;
}

size_t
bytes_fit(struct str text, size_t limit)
{
	if (text.size <= limit)
		return text.size;
	for (size_t back = 0; back < BYTES_TAIL && back < limit; back++) {
		size_t at = limit - back;
		if (((unsigned char)text.data[at] & 0xc0) == 0x80)
			continue;
		size_t next = at;
		utf8_next(text, &next);
		/* No cut inside a character, and none where single bytes only look like one. */
		return next > limit || back == 0 ? at : limit;
	}
	return limit;
}

/* The top bits of the bytes of `word` that are `byte`; behind the first one there may be more. */
static inline uint64_t
bytes_equal(uint64_t word, unsigned char byte)
{
	uint64_t zero = word ^ (BYTES_ONES * byte);
	return (zero - BYTES_ONES) & ~zero & BYTES_HIGHS;
}

size_t
bytes_line_end(struct str text, size_t from)
{
	size_t at = from;
	for (; at + 8 <= text.size; at += 8) {
		uint64_t word;
		memcpy(&word, text.data + at, sizeof word);
		if (bytes_equal(word, '\n') | bytes_equal(word, '\r'))
			break;
	}
	for (; at < text.size; at++) {
		if (text.data[at] == '\n' || text.data[at] == '\r')
			return at;
	}
	return SIZE_MAX;
}

uint32_t
bytes_add(uint32_t a, size_t b)
{
	return b > UINT32_MAX - a ? UINT32_MAX : a + (uint32_t)b;
}
