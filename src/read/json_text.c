/* SPDX-License-Identifier: Apache-2.0
 *
 * What a JSON string says: a raw token in, its text out.
 *
 * The one thing to know: the token has been scanned, so every escape is whole and every surrogate
 * has its other half; and no escape is shorter than what it stands for.
 */
#include "read/json_scan.h"

#include "base/hex.h"

int32_t
json_unit(struct str text, size_t at)
{
	int32_t unit = 0;
	for (size_t i = at; i < at + 4; i++) {
		int digit = i < text.size ? hex_digit(text.data[i]) : -1;
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

static size_t
json_put(uint32_t point, char *out)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

static char
json_short_escape(char letter)
{
	switch (letter) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return letter;
	}
}

struct str
json_unescape(struct str raw, char *out)
{
	size_t size = 0;
	size_t last = raw.size - 1; /* the closing quote */
	for (size_t at = 1; at < last; at++) {
		if (raw.data[at] != '\\') {
			out[size++] = raw.data[at];
			continue;
		}
		at++;
		if (raw.data[at] != 'u') {
			out[size++] = json_short_escape(raw.data[at]);
			continue;
		}
		uint32_t point = (uint32_t)json_unit(raw, at + 1);
		at += 4;
		if (point >= 0xd800 && point <= 0xdbff) {
			uint32_t low = (uint32_t)json_unit(raw, at + 3);
			point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
			at += 6;
		}
		size += json_put(point, out + size);
	}
	return str_make(out, size);
}
