/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 and UTF-16: bytes go in, code points or UTF-8 come out. Well-formed means table 3-7 of the
 * Unicode Standard; what is not gives U+FFFD for each byte, so that decoding always ends and
 * columns count something. Widths are in utf8_width.c.
 */
#include "base/utf8.h"

#include <string.h>

enum {
	UTF8_REPLACEMENT = 0xfffd,
	UTF8_LAST = 0x10ffff,
	UTF16_HIGH = 0xd800, /* first high surrogate */
	UTF16_LOW = 0xdc00,  /* first low surrogate */
	UTF16_END = 0xe000,
};

static bool
utf8_is_surrogate(uint32_t point)
{
	return point >= UTF16_HIGH && point < UTF16_END;
}

/* The size of the well-formed sequence at `at`, its code point in *point; 0 when there is none. */
static size_t
utf8_sequence(struct str text, size_t at, uint32_t *point)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = (unsigned char)text.data[at];
	size_t size = first < 0x80   ? 1
		      : first < 0xc2 ? 0
		      : first < 0xe0 ? 2
		      : first < 0xf0 ? 3
		      : first < 0xf5 ? 4
				     : 0;
	if (size == 0 || size > text.size - at)
		return 0;
	uint32_t value = size == 1 ? first : first & (0x7fU >> size);
	for (size_t i = 1; i < size; i++) {
		unsigned char byte = (unsigned char)text.data[at + i];
		if ((byte & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (byte & 0x3f);
	}
	if (value < least[size] || value > UTF8_LAST || utf8_is_surrogate(value))
		return 0;
	*point = value;
	return size;
}

uint32_t
utf8_next(struct str text, size_t *offset)
{
	uint32_t point = UTF8_REPLACEMENT;
	size_t size = utf8_sequence(text, *offset, &point);
	*offset += size ? size : 1;
	return point;
}

/* How many bytes from `at` on are ASCII, eight at a time; may stop up to seven early. */
static size_t
utf8_ascii_run(struct str text, size_t at)
{
	size_t start = at;
	while (text.size - at >= sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, text.data + at, sizeof word);
		if (word & 0x8080808080808080)
			break;
		at += sizeof word;
	}
	return at - start;
}

size_t
utf8_invalid(struct str text)
{
	size_t at = 0;
	while (at < text.size) {
		uint32_t point;
		at += utf8_ascii_run(text, at);
		if (at == text.size)
			break;
		size_t size = utf8_sequence(text, at, &point);
		if (size == 0)
			return at;
		at += size;
	}
	return SIZE_MAX;
}

size_t
utf8_count(struct str text)
{
	size_t count = 0;
	size_t at = 0;
	while (at < text.size) {
		size_t ascii = utf8_ascii_run(text, at);
		at += ascii;
		count += ascii;
		if (at == text.size)
			break;
		utf8_next(text, &at);
		count++;
	}
	return count;
}

void
utf8_put(struct buf *out, uint32_t point)
{
	if (point > UTF8_LAST || utf8_is_surrogate(point))
		point = UTF8_REPLACEMENT;
	char bytes[4];
	size_t size;
	if (point < 0x80) {
		bytes[0] = (char)point;
		size = 1;
	} else {
		size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
		bytes[0] = (char)(0xf0 << (4 - size) | point >> (6 * (size - 1)));
		for (size_t i = 1; i < size; i++)
			bytes[i] = (char)(0x80 | (point >> (6 * (size - 1 - i)) & 0x3f));
	}
	buf_add(out, str_make(bytes, size));
}

/* DerivedCoreProperties, Default_Ignorable_Code_Point (which holds what sets the direction). */
bool
utf8_is_ignorable(uint32_t point)
{
	static const uint32_t ranges[][2] = {
		{0x00ad, 0x00ad},   {0x034f, 0x034f}, {0x061c, 0x061c},   {0x115f, 0x1160},
		{0x17b4, 0x17b5},   {0x180b, 0x180f}, {0x200b, 0x200f},   {0x202a, 0x202e},
		{0x2060, 0x206f},   {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
		{0xffa0, 0xffa0},   {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
		{0xe0000, 0xe0fff},
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (point >= ranges[i][0] && point <= ranges[i][1])
			return true;
	return false;
}

bool
utf8_is_unsafe(uint32_t point)
{
	if (point < 0xa0)
		return point < ' ' || point >= 0x7f;
	return utf8_is_ignorable(point) || point == 0x2028 || point == 0x2029 ||
	       (point >= 0xfff9 && point <= 0xfffb);
}

/* Without a BOM: one byte of most pairs is zero, always the same one. */
static enum encoding
encoding_by_zeros(struct str head)
{
	size_t pairs = head.size / 2;
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i & 1] += head.data[i] == 0;
	if (pairs < 2)
		return ENCODING_UTF8;
	if (zeros[1] * 4 >= pairs && zeros[0] * 16 <= pairs)
		return ENCODING_UTF16LE;
	if (zeros[0] * 4 >= pairs && zeros[1] * 16 <= pairs)
		return ENCODING_UTF16BE;
	return ENCODING_UTF8;
}

enum encoding
encoding_guess(struct str head, size_t *bom)
{
	*bom = 0;
	if (str_starts(head, STR("\xef\xbb\xbf"))) {
		*bom = 3;
		return ENCODING_UTF8;
	}
	if (str_starts(head, STR("\xff\xfe"))) {
		*bom = 2;
		return ENCODING_UTF16LE;
	}
	if (str_starts(head, STR("\xfe\xff"))) {
		*bom = 2;
		return ENCODING_UTF16BE;
	}
	return encoding_by_zeros(head);
}

static void
utf16_damage(struct utf16 *state, struct buf *out)
{
	state->damaged = true;
	utf8_put(out, UTF8_REPLACEMENT);
}

static void
utf16_unit(struct utf16 *state, uint32_t unit, struct buf *out)
{
	bool is_low = unit >= UTF16_LOW && unit < UTF16_END;
	if (state->high) {
		uint32_t high = state->high;
		state->high = 0;
		if (is_low) {
			utf8_put(out, 0x10000 + ((high - UTF16_HIGH) << 10) + (unit - UTF16_LOW));
			return;
		}
		utf16_damage(state, out);
	}
	if (is_low)
		utf16_damage(state, out);
	else if (utf8_is_surrogate(unit))
		state->high = (uint16_t)unit;
	else
		utf8_put(out, unit);
}

void
utf16_convert(struct utf16 *state, struct str text, bool last, struct buf *out)
{
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (!state->has_byte) {
			state->byte = byte;
			state->has_byte = true;
			continue;
		}
		state->has_byte = false;
		uint32_t unit = state->big_endian ? (uint32_t)state->byte << 8 | byte
						  : (uint32_t)byte << 8 | state->byte;
		utf16_unit(state, unit, out);
	}
	if (last && state->high)
		utf16_damage(state, out);
	if (last && state->has_byte)
		utf16_damage(state, out);
	if (last) {
		state->high = 0;
		state->has_byte = false;
	}
}
