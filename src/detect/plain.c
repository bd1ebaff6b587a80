/* SPDX-License-Identifier: Apache-2.0
 *
 * Text as the detectors read it. In: text as it is written. Out: the same with ASCII in the place of
 * what means no more than that: blanks and hyphens of all kinds, wide letters, digits of all scripts,
 * characters written as escapes of URLs (%40), of JSON (\u0040), HTML (&#64;) and Markdown (\@). What is not seen,
 * such as a zero-width space or a soft hyphen, is left out. Everything else stays as it is.
 *
 * The one thing to know: a dash that also stands between parts of a sentence is a hyphen only where
 * a number goes on behind it.
 */
#include "detect/plain.h"

#include <string.h>

#include "base/hex.h"
#include "base/utf8.h"
#include "detect/token.h"

enum {
	ENTITY_MAX = 12, /* "&#x000040;" and the longest of the names, with '&' and ';' */
};

/* A piece of text and what it says. */
struct piece {
	size_t size;    /* bytes it takes */
	uint32_t point; /* the character it stands for */
};

struct points {
	uint32_t first;
	uint32_t last;
};

static bool
is_among(const struct points *ranges, uint32_t point)
{
	for (; ranges->last; ranges++)
		if (point >= ranges->first && point <= ranges->last)
			return true;
	return false;
}

/* General category Zs. */
static const struct points blanks[] = {
	{0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a}, {0x202f, 0x202f},
	{0x205f, 0x205f}, {0x3000, 0x3000}, {0, 0},
};

/* Hyphens, and what looks like one (confusables of UTS 39). */
static const struct points hyphens[] = {
	{0x2d7, 0x2d7},   {0x2010, 0x2011}, {0x2043, 0x2043}, {0x2212, 0x2212},
	{0x2796, 0x2796}, {0xfe58, 0xfe58}, {0xfe63, 0xfe63}, {0, 0},
};

/* Signs that are another by compatibility (NFKC) or look like it (UTS 39), the wide ones aside. */
static const struct {
	uint32_t point;
	char byte;
} signs[] = {
	{0x2024, '.'}, {0xfe52, '.'}, {0xfe6b, '@'}, {0x207a, '+'}, {0x208a, '+'}, {0xfb29, '+'},
	{0xfe62, '+'}, {0x2795, '+'}, {0x207d, '('}, {0x208d, '('}, {0xfe35, '('}, {0xfe59, '('},
	{0x207e, ')'}, {0x208e, ')'}, {0xfe36, ')'}, {0xfe5a, ')'}, {0x2044, '/'}, {0x2215, '/'},
	{0x2236, ':'}, {0xa789, ':'}, {0xfe13, ':'}, {0xfe55, ':'}, {0xfe33, '_'}, {0xfe34, '_'},
	{0xfe4d, '_'}, {0xfe4e, '_'}, {0xfe4f, '_'}, {0xfe5f, '#'}, {0xfe6a, '%'},
};

/* Full stops that part the labels of a domain as '.' does (RFC 3490 §3.1), and sentences elsewhere. */
static const struct points stops[] = {{0x3002, 0x3002}, {0xff61, 0xff61}, {0, 0}};

/* Dashes: they join groups of digits, too. */
static const struct points dashes[] = {{0x2012, 0x2015}, {0, 0}};

/* Where the decimal digits of the scripts start (general category Nd, Unicode 14), in order. */
static const uint32_t zeros[] = {
	0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,
	0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,
	0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,
	0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136,
	0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
	0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
	0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
};

static const struct {
	const char *name;
	uint32_t point;
} entities[] = {
	{"commat;", '@'},   {"period;", '.'},    {"plus;", '+'},      {"lowbar;", '_'},
	{"nbsp;", 0xa0},    {"shy;", 0xad},      {"hyphen;", 0x2010}, {"dash;", 0x2010},
	{"ndash;", 0x2013}, {"mdash;", 0x2014},  {"minus;", 0x2212},  {"ensp;", 0x2002},
	{"emsp;", 0x2003},  {"thinsp;", 0x2009}, {"num;", '#'},       {"colon;", ':'},
	{"sol;", '/'},      {"lpar;", '('},      {"rpar;", ')'},      {"zwj;", 0x200d},
	{"zwnj;", 0x200c},
};

/* The value of a digit of any script but ASCII's and the wide one's, or -1. */
static int
digit_of(uint32_t point)
{
	size_t low = 0;
	size_t high = sizeof zeros / sizeof zeros[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zeros[middle] <= point)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && point - zeros[low - 1] < 10 ? (int)(point - zeros[low - 1]) : -1;
}

/* The value of `count` hexadecimal digits at `at`, or UINT32_MAX. */
static uint32_t
hex_at(struct str text, size_t at, size_t count)
{
	uint32_t value = 0;

	if (at > text.size || text.size - at < count)
		return UINT32_MAX;
	for (size_t i = at; i < at + count; i++) {
		int digit = hex_digit(text.data[i]);

		if (digit < 0)
			return UINT32_MAX;
		value = 16 * value + (uint32_t)digit;
	}
	return value;
}

/* A character that may stand for itself: no control, which would part what is around it. */
static bool
is_shown(uint32_t point)
{
	return point >= 0x20 && point != 0x7f && point <= 0x10ffff;
}

static bool
hex_escape(struct str text, size_t at, size_t lead, size_t count, struct piece *piece)
{
	uint32_t point = hex_at(text, at + lead, count);

	/* Of a URL's octets only those that are characters by themselves. */
	if (!is_shown(point) || (count == 2 && point > 0x7f))
		return false;
	*piece = (struct piece){.size = lead + count, .point = point};
	return true;
}

/* "#64;", "#x40;" behind the '&' at `at`. */
static bool
numbered(struct str text, size_t at, struct piece *piece)
{
	bool hex = at + 2 < text.size && (text.data[at + 2] | 0x20) == 'x';
	size_t i = at + 2 + hex;
	uint32_t point = 0;

	for (; i < text.size && i - at < ENTITY_MAX && hex_digit(text.data[i]) >= 0; i++) {
		if (!hex && !token_is_digit(text.data[i]))
			return false;
		if (point <= 0x10ffff)
			point = (hex ? 16 : 10) * point + (uint32_t)hex_digit(text.data[i]);
	}
	if (i >= text.size || text.data[i] != ';' || !is_shown(point))
		return false;
	*piece = (struct piece){.size = i + 1 - at, .point = point};
	return true;
}

static bool
entity(struct str text, size_t at, struct piece *piece)
{
	struct str rest = str_cut(text, at + 1, at + ENTITY_MAX);

	if (rest.size > 0 && rest.data[0] == '#')
		return numbered(text, at, piece);
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
		struct str name = str_of(entities[i].name);

		if (!str_starts(rest, name))
			continue;
		*piece = (struct piece){.size = 1 + name.size, .point = entities[i].point};
		return true;
	}
	return false;
}

/* "\n", "\t" and "\r": the end of a line or a blank, where a text was quoted once more. */
static bool
control(struct str text, size_t at, struct piece *piece)
{
	if (at + 1 >= text.size || !strchr("nrt", text.data[at + 1]) || !text.data[at + 1])
		return false;
	*piece = (struct piece){.size = 2, .point = ' '};
	return true;
}

/* "\@", "\_": punctuation of Markdown that stands for itself. */
static bool
punctuation(struct str text, size_t at, struct piece *piece)
{
	if (at + 1 >= text.size || !text.data[at + 1] || !strchr("@._+-", text.data[at + 1]))
		return false;
	*piece = (struct piece){.size = 2, .point = (unsigned char)text.data[at + 1]};
	return true;
}

static bool
escape(struct str text, size_t at, struct piece *piece)
{
	switch (text.data[at]) {
	case '%':
		return hex_escape(text, at, 1, 2, piece);
	case '&':
		return entity(text, at, piece);
	case '\\':
		if (at + 1 < text.size && text.data[at + 1] == 'u')
			return hex_escape(text, at, 2, 4, piece);
		if (at + 1 < text.size && text.data[at + 1] == 'x')
			return hex_escape(text, at, 2, 2, piece);
		return control(text, at, piece) || punctuation(text, at, piece);
	default:
		return false;
	}
}

/* The piece at `at`. */
static struct piece
piece_at(struct str text, size_t at)
{
	struct piece piece = {.size = 1, .point = (unsigned char)text.data[at]};
	size_t end = at;

	if (piece.point < 0x80) {
		escape(text, at, &piece);
		return piece;
	}
	piece.point = utf8_next(text, &end);
	piece.size = end - at;
	return piece;
}

/* A number goes on behind a dash: "4539–1488", "GB29–NWBK–6016". In "corp-mail.com—2nd" it does not. */
static bool
joins(struct str text, size_t at, size_t end)
{
	unsigned char before = at > 0 ? (unsigned char)text.data[at - 1] : 0;

	return (token_is_digit((char)before) || (before >= 'A' && before <= 'Z')) &&
	       end < text.size &&
	       (token_is_digit(text.data[end]) || token_is_letter(text.data[end]));
}

/* Between ASCII letters and digits, where no sentence ends. */
static bool
is_within(struct str text, size_t at, size_t end)
{
	return at > 0 && end < text.size && token_is_word(text.data[at - 1]) &&
	       token_is_word(text.data[end]);
}

static int
sign_of(uint32_t point)
{
	/* The scripts of East Asia, which have none. */
	if (point >= 0x2e80 && point < 0xa700)
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i].point == point)
			return signs[i].byte;
	return 0;
}

enum {
	LEFT_OUT = -1,
	KEPT = -2, /* as it is written */
};

/* The byte that a piece is in plain text. */
static int
plain_of(struct str text, size_t at, const struct piece *piece)
{
	uint32_t point = piece->point;

	if (point < 0x80)
		return (int)point;
	if (point >= 0xff01 && point <= 0xff5e)
		return (int)(point - 0xff01 + '!');
	if (utf8_is_ignorable(point))
		return LEFT_OUT;
	if (is_among(blanks, point))
		return ' ';
	if (is_among(hyphens, point) ||
	    (is_among(dashes, point) && joins(text, at, at + piece->size)))
		return '-';
	if (is_among(stops, point) && is_within(text, at, at + piece->size))
		return '.';
	if (sign_of(point) != 0)
		return sign_of(point);
	return digit_of(point) < 0 ? KEPT : '0' + digit_of(point);
}

bool
plain_is_blank(uint32_t point)
{
	return is_among(blanks, point) || utf8_is_ignorable(point);
}

bool
plain_has_digits(struct str text, size_t enough)
{
	size_t digits = 0;

	for (size_t at = 0; at < text.size && digits < enough;) {
		if ((unsigned char)text.data[at] < 0x80)
			digits += token_is_digit(text.data[at++]);
		else
			digits += digit_of(utf8_next(text, &at)) >= 0;
	}
	return digits >= enough;
}

bool
plain_is_other(struct str text)
{
	for (size_t at = 0; at < text.size;) {
		struct piece piece = piece_at(text, at);

		if (piece.size > 1 && plain_of(text, at, &piece) != KEPT)
			return true;
		at += piece.size;
	}
	return false;
}

struct str
plain_text(struct buf *room, struct str text)
{
	buf_clear(room);
	for (size_t at = 0; at < text.size;) {
		struct piece piece = piece_at(text, at);
		int byte = piece.size > 1 ? plain_of(text, at, &piece) : KEPT;

		if (byte == KEPT)
			buf_add(room, str_cut(text, at, at + piece.size));
		else if (byte != LEFT_OUT)
			buf_byte(room, (char)byte);
		at += piece.size;
	}
	return buf_str(room);
}

size_t
plain_origin(struct str text, size_t offset)
{
	size_t at = 0;

	for (size_t plain = 0; at < text.size;) {
		struct piece piece = piece_at(text, at);
		int byte = piece.size > 1 ? plain_of(text, at, &piece) : KEPT;

		if (plain >= offset && byte != LEFT_OUT)
			break;
		plain += byte == KEPT ? piece.size : byte != LEFT_OUT;
		at += piece.size;
	}
	return at;
}
