/* SPDX-License-Identifier: Apache-2.0
 *
 * All detectors over one text. In: a text, and what the name of its column means. Out: hits. Nearly
 * all cells of nearly all tables are let go by the first look: no '@', too few digits.
 */
#include "detect/detect.h"

#include <string.h>

#include "detect/header.h"
#include "detect/plain.h"
#include "detect/token.h"

#define ROW(name) extern const struct detector detect_##name;
#include "detect/detect.list"
#undef ROW

const struct detector *const detectors[] = {
#define ROW(name) &detect_##name,
#include "detect/detect.list"
#undef ROW
};

const size_t detector_count = sizeof detectors / sizeof detectors[0];

enum {
	/* An IBAN of letters has hardly fewer, a telephone number has more. */
	DIGITS_MIN = 6,
	/* Digits alone that are a hit under any name: a card. */
	BARE_MIN = 13,
	/* As they are written. */
	SSN_DIGITS = 9,
	SSN_SIZE = 11,
	IBAN_SIZE = 15,
	/* How far before a hit a word may stand that says what it is. */
	CONTEXT_REACH = 32,
};

enum {
	D = DETECT_DIGIT,
	L = DETECT_LETTER,
	A = DETECT_AT,
	P = DETECT_PLUS,
	J = DETECT_JOINT,
	K = DETECT_JOINT | DETECT_LINE,
	H = DETECT_HIGH,
	E = DETECT_ESCAPE,
	M = DETECT_MARK,
};

#define H4  H, H, H, H
#define H16 H4, H4, H4, H4
#define H64 H16, H16, H16, H16

static const unsigned short kinds[256] = {
	[' '] = K,  ['('] = J | DETECT_OPEN,
	['-'] = K,  ['.'] = J,
	['/'] = J,  ['+'] = P,
	['@'] = A,  ['0'] = D,
	['1'] = D,  ['2'] = D,
	['3'] = D,  ['4'] = D,
	['5'] = D,  ['6'] = D,
	['7'] = D,  ['8'] = D,
	['9'] = D,  ['A'] = L,
	['B'] = L,  ['C'] = L,
	['D'] = L,  ['E'] = L,
	['F'] = L,  ['G'] = L,
	['H'] = L,  ['I'] = L,
	['J'] = L,  ['K'] = L,
	['L'] = L,  ['M'] = L,
	['N'] = L,  ['O'] = L,
	['P'] = L,  ['Q'] = L,
	['R'] = L,  ['S'] = L,
	['T'] = L,  ['U'] = L,
	['V'] = L,  ['W'] = L,
	['X'] = L,  ['Y'] = L,
	['Z'] = L,  ['a'] = L,
	['b'] = L,  ['c'] = L,
	['d'] = L,  ['e'] = L,
	['f'] = L,  ['g'] = L,
	['h'] = L,  ['i'] = L,
	['j'] = L,  ['k'] = L,
	['l'] = L,  ['m'] = L,
	['n'] = L,  ['o'] = L,
	['p'] = L,  ['q'] = L,
	['r'] = L,  ['s'] = L,
	['t'] = L,  ['u'] = L,
	['v'] = L,  ['w'] = L,
	['x'] = L,  ['y'] = L,
	['z'] = L,  [':'] = M,
	['='] = M,  ['>'] = M,
	['"'] = M,  ['\''] = M,
	['%'] = E,  ['&'] = E,
	['\\'] = E, [0x80] = H64,
	H64,
};

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Digits among eight bytes, as 0x80 in the place of each. */
static uint64_t
digits_of(uint64_t word)
{
	uint64_t value = word ^ EACH(0x30);

	return ~(((value & EACH(0x7f)) + EACH(0x76)) | value) & EACH(0x80);
}

/* How many of the eight places are marked. */
static size_t
marks(uint64_t places)
{
	return (size_t)((places >> 7) * EACH(0x01) >> 56);
}

/* Not zero when one of the eight bytes is this one. */
static uint64_t
holds(uint64_t word, unsigned char byte)
{
	uint64_t value = word ^ EACH(byte);

	return (value - EACH(0x01)) & ~value & EACH(0x80);
}

/* Not zero when one of the eight bytes is '@', or may be a part of what stands for '@' or a digit:
 * an escape, or a wide letter, which starts with 0xef. */
static uint64_t
signs_in(uint64_t word)
{
	return holds(word, '@') | holds(word, '%') | holds(word, '&') | holds(word, '\\') |
	       holds(word, 0xef);
}

static bool
is_sign(char byte)
{
	return kinds[(unsigned char)byte] & (A | E) || (unsigned char)byte == 0xef;
}

static uint64_t
load(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return word;
}

/* The last `count` of eight bytes; the others become zero, which is no digit and no sign. */
static uint64_t
last_of(uint64_t word, size_t count)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return word >> (8 * (8 - count));
#else
	return word << (8 * (8 - count));
#endif
}

/* Whether so few digits are enough. What is shorter than a social security number is one of those with
 * a sign before them, and what is shorter than an IBAN has more digits, or is such. */
static bool
is_enough(struct str text, size_t digits)
{
	if (digits < DIGITS_MIN || digits == text.size)
		return digits >= BARE_MIN;
	if (digits + 1 == text.size || (text.size >= SSN_SIZE && digits >= SSN_DIGITS) ||
	    text.size >= IBAN_SIZE)
		return true;
	return memchr(text.data, '+', text.size);
}

/* Eight bytes at a time: this much every cell of every table pays. */
static bool
is_possible(struct str text, bool named)
{
	uint64_t signs = 0;
	uint64_t high = 0;
	size_t digits = 0;
	size_t i = 0;

	if (text.size < 8) {
		for (; i < text.size; i++) {
			digits += token_is_digit(text.data[i]);
			signs |= is_sign(text.data[i]);
			high |= (unsigned char)text.data[i];
		}
	} else {
		for (; i + 8 <= text.size; i += 8) {
			uint64_t word = load(text.data + i);

			digits += marks(digits_of(word));
			signs |= signs_in(word);
			high |= word;
		}
		if (i < text.size) {
			uint64_t word = last_of(load(text.data + text.size - 8), text.size - i);

			digits += marks(digits_of(word));
			signs |= signs_in(word);
			high |= word;
		}
	}
	if (signs || (named ? digits >= DIGITS_MIN : is_enough(text, digits)))
		return true;
	return high & EACH(0x80) && plain_has_digits(text, DIGITS_MIN);
}

static void
look(struct str text, struct detect_looks *looks)
{
	size_t digits = 0;
	size_t groups = 0;
	size_t run = 0;
	size_t most = 0;
	unsigned all = 0;
	unsigned last = 0; /* whether each of the last four bytes is a letter or a digit */

	for (size_t i = 0; i < text.size; i++) {
		unsigned kind = kinds[(unsigned char)text.data[i]];

		all |= kind;
		digits += kind & D;
		groups += (kind & D) & (run == 0);
		run = (run + 1) & -(size_t)(kind & D);
		most = run > most ? run : most;
		last = (last << 2 | (kind & (D | L))) & 0xff;
		all |= last == (L << 6 | L << 4 | D << 2 | D) ? DETECT_COUNTRY : 0;
	}
	*looks = (struct detect_looks){
		.size = text.size, .digits = digits, .run = most, .groups = groups, .kinds = all};
}

bool
detect_look(struct buf *room, struct str *text, struct detect_names names,
	    struct detect_looks *looks)
{
	if (text->size < DETECT_MIN || !is_possible(*text, names.named | names.claimed))
		return false;
	look(*text, looks);
	if (room && looks->kinds & (DETECT_HIGH | DETECT_ESCAPE) && plain_is_other(*text)) {
		*text = plain_text(room, *text);
		if (text->size < DETECT_MIN)
			return false;
		look(*text, looks);
	}
	return looks->digits >= DIGITS_MIN || looks->kinds & DETECT_AT;
}

static bool
overlaps(const struct detect_hit *hits, size_t count, const struct detect_hit *hit)
{
	for (size_t i = 0; i < count; i++)
		if (hit->start < hits[i].end && hits[i].start < hit->end)
			return true;
	return false;
}

/* A word that names the entity, in the same text shortly before the hit. */
static bool
has_context(const struct detector *detector, struct str text, size_t start)
{
	size_t low = start > CONTEXT_REACH ? start - CONTEXT_REACH : 0;

	while (low > 0 && low < start && token_is_word(text.data[low - 1]))
		low++;
	return start > low && header_mentions(detector, str_cut(text, low, start));
}

static void
finish(struct detect_hit *hit, size_t number, struct str text)
{
	struct str trimmed = str_trim(text);
	size_t lead = (size_t)(trimmed.data - text.data);

	hit->detector = number;
	hit->whole = hit->start <= lead && hit->end >= lead + trimmed.size;
	hit->context = !hit->whole && has_context(detectors[number], text, hit->start);
}

static bool
is_weak(const struct detect_hit *hit)
{
	return !hit->strong && !hit->context && !hit->whole;
}

/* Where a hit goes: the next place, or that of a weaker one; NULL when it adds nothing. */
static struct detect_hit *
place_for(const struct detect_hit *hit, struct detect_hit *first, struct detect_hit *next)
{
	if (next < first + DETECT_EACH)
		return next;
	for (struct detect_hit *kept = first; !is_weak(hit) && kept < next; kept++)
		if (is_weak(kept))
			return kept;
	return NULL;
}

static size_t
run(size_t number, struct str text, enum detect_name name, struct detect_hit *hits, size_t count)
{
	struct detect_hit *first = hits + count;
	struct detect_hit hit = {0};

	for (size_t from = 0; from < text.size; from = hit.end) {
		struct detect_hit *place;

		hit = (struct detect_hit){0};
		if (!detectors[number]->find(text, from, name, &hit))
			break;
		if (overlaps(hits, count, &hit))
			continue;
		finish(&hit, number, text);
		place = place_for(&hit, first, hits + count);
		if (place) {
			*place = hit;
			count += place == hits + count;
		}
	}
	return count;
}

enum detect_name
detect_named(struct detect_names names, size_t detector)
{
	if (names.named >> detector & 1)
		return DETECT_NAMED;
	return names.claimed >> detector & 1 ? DETECT_CLAIMED : DETECT_UNNAMED;
}

_Static_assert(sizeof detectors / sizeof detectors[0] * DETECT_EACH <= DETECT_MAX,
	       "every detector has its places");

size_t
detect_looked(struct str text, const struct detect_looks *looks, struct detect_names names,
	      struct detect_hit hits[DETECT_MAX])
{
	struct detect_looks asked = *looks;
	size_t count = 0;

	for (size_t number = 0; number < detector_count; number++) {
		asked.named = (names.named | names.claimed) >> number & 1;
		if (detectors[number]->possible(&asked))
			count = run(number, text, detect_named(names, number), hits, count);
	}
	return count;
}

size_t
detect_origin(struct str text, size_t offset)
{
	return plain_origin(text, offset);
}

size_t
detect_cell(struct buf *room, struct str text, struct detect_names names,
	    struct detect_hit hits[DETECT_MAX])
{
	struct detect_looks looks;
	struct str plain = text;
	size_t count;

	if (!detect_look(room, &plain, names, &looks))
		return 0;
	count = detect_looked(plain, &looks, names, hits);
	for (size_t i = 0; plain.data != text.data && i < count; i++) {
		hits[i].start = plain_origin(text, hits[i].start);
		hits[i].end = plain_origin(text, hits[i].end);
	}
	return count;
}

size_t
detect_text(struct buf *room, struct str text, struct detect_hit hits[DETECT_MAX])
{
	return detect_cell(room, text, (struct detect_names){0}, hits);
}
