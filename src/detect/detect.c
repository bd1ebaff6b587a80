/* SPDX-License-Identifier: Apache-2.0
 *
 * All detectors over one text. In: a text, and what the name of its column means. Out: hits. Nearly
 * all cells of nearly all tables are let go by the first look: no '@', too few digits.
 */
#include "detect/detect.h"

#include <string.h>

#include "detect/header.h"
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
	/* How far before a hit a word may stand that says what it is. */
	CONTEXT_REACH = 32,
};

enum {
	D = DETECT_DIGIT,
	L = DETECT_LETTER,
	A = DETECT_AT,
	P = DETECT_PLUS,
	J = DETECT_JOINT,
};

static const unsigned char kinds[256] = {
	[' '] = J, ['('] = J, ['-'] = J, ['.'] = J, ['/'] = J, ['+'] = P, ['@'] = A, ['0'] = D,
	['1'] = D, ['2'] = D, ['3'] = D, ['4'] = D, ['5'] = D, ['6'] = D, ['7'] = D, ['8'] = D,
	['9'] = D, ['A'] = L, ['B'] = L, ['C'] = L, ['D'] = L, ['E'] = L, ['F'] = L, ['G'] = L,
	['H'] = L, ['I'] = L, ['J'] = L, ['K'] = L, ['L'] = L, ['M'] = L, ['N'] = L, ['O'] = L,
	['P'] = L, ['Q'] = L, ['R'] = L, ['S'] = L, ['T'] = L, ['U'] = L, ['V'] = L, ['W'] = L,
	['X'] = L, ['Y'] = L, ['Z'] = L, ['a'] = L, ['b'] = L, ['c'] = L, ['d'] = L, ['e'] = L,
	['f'] = L, ['g'] = L, ['h'] = L, ['i'] = L, ['j'] = L, ['k'] = L, ['l'] = L, ['m'] = L,
	['n'] = L, ['o'] = L, ['p'] = L, ['q'] = L, ['r'] = L, ['s'] = L, ['t'] = L, ['u'] = L,
	['v'] = L, ['w'] = L, ['x'] = L, ['y'] = L, ['z'] = L,
};

static struct detect_looks
look(struct str text)
{
	struct detect_looks looks = {.size = text.size};

	for (size_t i = 0; i < text.size; i++) {
		unsigned char kind = kinds[(unsigned char)text.data[i]];

		looks.kinds |= kind;
		looks.digits += kind & D;
	}
	return looks;
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

static size_t
run(size_t number, struct str text, bool named, struct detect_hit *hits, size_t count)
{
	struct detect_hit hit = {0};

	for (size_t from = 0; from < text.size && count < DETECT_MAX; from = hit.end) {
		hit = (struct detect_hit){0};
		if (!detectors[number]->find(text, from, named, &hit))
			break;
		if (overlaps(hits, count, &hit))
			continue;
		finish(&hit, number, text);
		hits[count++] = hit;
	}
	return count;
}

bool
detect_possible(struct str text)
{
	struct detect_looks looks = look(text);

	return looks.digits >= DIGITS_MIN || (looks.kinds & A);
}

size_t
detect_cell(struct str text, unsigned named, struct detect_hit hits[DETECT_MAX])
{
	struct detect_looks looks;
	size_t count = 0;

	if (text.size < DETECT_MIN)
		return 0;
	looks = look(text);
	if (looks.digits < DIGITS_MIN && !(looks.kinds & A))
		return 0;
	for (size_t number = 0; number < detector_count && count < DETECT_MAX; number++) {
		looks.named = named >> number & 1;
		if (detectors[number]->possible(&looks))
			count = run(number, text, looks.named, hits, count);
	}
	return count;
}

size_t
detect_text(struct str text, struct detect_hit hits[DETECT_MAX])
{
	return detect_cell(text, 0, hits);
}
