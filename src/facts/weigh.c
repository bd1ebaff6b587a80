/* SPDX-License-Identifier: Apache-2.0
 *
 * Counts → how sure it is that a column holds personal data. In: what the cells of one column have
 * in common. Out: a confidence.
 *
 * Two questions, and the surer answer counts:
 *  - What stands inside text speaks for itself: one address in a thousand sentences is one address
 *    too many. Such hits are never averaged away.
 *  - What fills whole cells is judged by the column. Cells of a form that a check digit confirms no
 *    more often than chance would (one in ten for Luhn) are ordinary ids, however many pass; and
 *    without a check digit, a form that random digits would nearly always pass says little. Each way
 *    of writing is weighed by itself: timestamps that fail say nothing about cards in groups.
 * The column's name raises what its cells say; it never makes a hit of what is none. Where it says
 * what the cells are and several different ones pass, those that fail are mistakes and placeholders.
 */
#include "facts/columns.h"

enum {
	/* So many different hits are no accident … */
	HITS_SEVERAL = 3,
	/* So many values of the form before a low share of passes means "ordinary ids" … */
	FORMS_WEAK = 2,    /* … for hits that could be something else */
	FORMS_ROWS = 5,    /* … for each hit among rows of numbers */
	FORMS_STRONG = 10, /* … for hits written as nothing else is, or named by the column */
	FORMS_SHAPE = 20,  /* … for detectors whose form is nearly all there is */
	/* So many different lengths have the short ones of a column of amounts. */
	LENGTHS = 3,
};

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

static uint64_t
passes(const struct column_way *way)
{
	return way->counts[DETECT_PASSED] + way->counts[DETECT_LOOSE];
}

static uint64_t
total(const struct column_way *way)
{
	uint64_t all = 0;

	for (size_t i = 0; i < DETECT_FORMS; i++)
		all += way->counts[i];
	return all;
}

/* Several pass where chance would let few, and hardly any of the very form fails: whatever else stands
 * beside them. */
static bool
is_no_accident(const struct detector *detector, const struct column_way *way)
{
	uint64_t passed = way->counts[DETECT_PASSED];

	return detector->chance < 0.5 && passed >= HITS_SEVERAL &&
	       5 * passed >= 4 * (passed + way->counts[DETECT_REFUSED]);
}

/* Numbers from one digit to nine, as amounts are: no list of telephones, where a few are extensions. */
static bool
is_amounts(const struct detector *detector, const struct column *column)
{
	unsigned lengths = 0;

	for (unsigned all = column->lengths; all; all &= all - 1)
		lengths++;
	return detector->chance > 0.5 && lengths >= LENGTHS && column->numbers >= FORMS_SHAPE &&
	       4 * column->short_numbers >= column->numbers;
}

/* How sure hits inside longer text are. */
static double
inside(const struct detector *detector, const struct column_hits *found, bool is_named)
{
	const struct column_way *way = found->ways;
	uint64_t all = found->hits - found->whole;

	if (all == 0)
		return 0;
	if (found->context > 0 || is_named)
		return detector->with_header;
	if (found->strong_inside > 0)
		return detector->alone;
	while (way && way->way != DETECT_WITHIN)
		way = way->next;
	return way && is_no_accident(detector, way) ? detector->in_column : detector->weak;
}

/* Whether so few values of the form pass that chance explains those that do. */
static bool
is_chance(const struct detector *detector, const struct column_hits *found,
	  const struct column_way *way, enum detect_name name)
{
	uint64_t all = total(way);
	uint64_t enough = FORMS_WEAK;
	bool is_named = name == DETECT_NAMED;

	if (detector->chance <= 0 || (is_named && found->distinct_count >= HITS_SEVERAL))
		return false;
	if (is_no_accident(detector, way))
		return false;
	if (is_named || way->strong > 0)
		enough = FORMS_STRONG;
	/* Beside other rows of numbers one that passes says less. */
	else if (way->counts[DETECT_KIN] > 0)
		enough = FORMS_ROWS * passes(way);
	if (detector->chance > 0.5 || detector->chance < 0.05)
		enough = FORMS_SHAPE;
	if (name == DETECT_CLAIMED && way->strong == 0)
		enough = 1;
	if (detector->random && all >= FORMS_SHAPE)
		return detector->random(way->counts);
	return all >= enough && (double)passes(way) / (double)all < (1 + detector->chance) / 2;
}

/* How sure cells that are nothing else and written in this way are. */
static double
written(const struct detector *detector, const struct column_hits *found,
	const struct column_way *way, const struct column *column, enum detect_name name)
{
	uint64_t distinct = passes(way);
	double sure;

	if (found->distinct_count < distinct)
		distinct = found->distinct_count;
	if (is_chance(detector, found, way, name) ||
	    (way->strong == 0 && is_amounts(detector, column)))
		return detector->weak / 2;
	if (name == DETECT_NAMED)
		return detector->with_header;
	/* Nothing that was hidden has this form. */
	if (name == DETECT_CLAIMED && way->strong == 0)
		return 2 * found->cells > column->filled ? detector->in_column : detector->weak;
	if (distinct >= HITS_SEVERAL &&
	    (way->strong > 0 || detector->chance < 0.5 || total(way) >= FORMS_SHAPE))
		return detector->in_column;
	sure = way->strong > 0 ? detector->alone : detector->weak;
	if (distinct == 2 && detector->chance < 0.5)
		sure = larger(sure, (detector->weak + detector->in_column) / 2);
	return sure;
}

/* How sure cells that are nothing else are: as those written in the surest way. */
static double
whole(const struct detector *detector, const struct column_hits *found, const struct column *column,
      enum detect_name name)
{
	const struct column_way *way = found->ways;
	double sure = 0;

	for (; found->whole > 0 && way; way = way->next)
		if (way->way != DETECT_WITHIN && passes(way) > 0)
			sure = larger(sure, written(detector, found, way, column, name));
	return sure;
}

double
columns_confidence(const struct column *column, size_t number)
{
	const struct detector *detector = detectors[number];
	const struct column_hits *found = columns_hits(column, number);
	enum detect_name name = detect_named(column->names, number);

	if (!found || found->hits == 0)
		return 0;
	return larger(inside(detector, found, name == DETECT_NAMED),
		      whole(detector, found, column, name));
}
