/* SPDX-License-Identifier: Apache-2.0
 *
 * The nearest name: a mistyped word and candidates go in, one of them or nothing comes out.
 *
 * Distance is that of Damerau and Levenshtein in its restricted form (no part is edited twice),
 * letters folded. The one thing to know: nothing beyond two edits is ever suggested, so of the
 * table of distances only a band five cells wide can matter; it fits three small rows, whatever
 * the length of the names, and a candidate costs linear time.
 */
#include "base/suggest.h"

enum {
	SUGGEST_REACH = 2,
	SUGGEST_BAND = 2 * SUGGEST_REACH + 1, /* cell c of row i is column i + c - SUGGEST_REACH */
	SUGGEST_FAR = SUGGEST_REACH + 1,
};

static char
suggest_letter(struct str text, size_t at)
{
	char byte = text.data[at];
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static int
suggest_least(int a, int b)
{
	return a < b ? a : b;
}

/* The cell for the first `i` letters of `a` and the first `j` of `b`, both at least 1. `row` is
 * being filled, `above` and `above2` are the two rows before it. */
static int
suggest_cell(struct str a, struct str b, size_t i, size_t j, size_t cell, const int *row,
	     const int *above, const int *above2)
{
	bool same = suggest_letter(a, i - 1) == suggest_letter(b, j - 1);
	int best = above[cell] + !same;
	if (cell + 1 < SUGGEST_BAND)
		best = suggest_least(best, above[cell + 1] + 1);
	if (cell > 0)
		best = suggest_least(best, row[cell - 1] + 1);
	if (i > 1 && j > 1 && suggest_letter(a, i - 1) == suggest_letter(b, j - 2) &&
	    suggest_letter(a, i - 2) == suggest_letter(b, j - 1))
		best = suggest_least(best, above2[cell] + 1);
	return suggest_least(best, SUGGEST_FAR);
}

static void
suggest_row(struct str a, struct str b, size_t i, int rows[3][SUGGEST_BAND])
{
	int *row = rows[i % 3];
	for (size_t cell = 0; cell < SUGGEST_BAND; cell++) {
		size_t j = i + cell - SUGGEST_REACH;
		row[cell] = SUGGEST_FAR;
		if (i + cell < SUGGEST_REACH || j > b.size)
			continue;
		if (i == 0 || j == 0)
			row[cell] = suggest_least((int)(i + j), SUGGEST_FAR);
		else
			row[cell] = suggest_cell(a, b, i, j, cell, row, rows[(i + 2) % 3],
						 rows[(i + 1) % 3]);
	}
}

/* Edits from one to the other; SUGGEST_FAR stands for all that is farther. */
static size_t
suggest_distance(struct str a, struct str b)
{
	int rows[3][SUGGEST_BAND];
	if (a.size > b.size + SUGGEST_REACH || b.size > a.size + SUGGEST_REACH)
		return SUGGEST_FAR;
	for (size_t i = 0; i <= a.size; i++)
		suggest_row(a, b, i, rows);
	return (size_t)rows[a.size % 3][b.size + SUGGEST_REACH - a.size];
}

void
suggest_init(struct suggest *suggest, struct str word)
{
	*suggest = (struct suggest){.word = word, .distance = SUGGEST_FAR};
}

void
suggest_name(struct suggest *suggest, struct str name)
{
	size_t reach = name.size / 3 < SUGGEST_REACH ? name.size / 3 : SUGGEST_REACH;
	/* Of two letters the first has to be right. */
	if (name.size == 2 && suggest->word.size > 0 &&
	    suggest_letter(name, 0) == suggest_letter(suggest->word, 0))
		reach = 1;
	size_t distance = suggest_distance(suggest->word, name);
	if (distance > reach || distance > suggest->distance)
		return;
	if (distance == suggest->distance && suggest->best.data &&
	    str_compare(name, suggest->best) >= 0)
		return;
	suggest->best = name;
	suggest->distance = distance;
}

struct str
suggest_best(const struct suggest *suggest)
{
	return suggest->best;
}
