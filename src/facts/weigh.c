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
 *    without a check digit, a form that random digits would nearly always pass says little.
 * The column's name raises what its cells say; it never makes a hit of what is none. Where it says
 * what the cells are and several different ones pass, those that fail are mistakes and placeholders.
 */
#include "base/arena.h"
#include "facts/columns.h"
#include "model/value.h"

enum {
	/* So many different hits are no accident … */
	HITS_SEVERAL = 3,
	/* So many values of the form before a low share of passes means "ordinary ids" … */
	FORMS_WEAK = 2,    /* … for hits that could be something else */
	FORMS_ROWS = 5,    /* … for each hit among rows of numbers */
	FORMS_STRONG = 10, /* … for hits written as nothing else is, or named by the column */
	FORMS_SHAPE = 20,  /* … for detectors whose form is nearly all there is */
};

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

/* How sure hits inside longer text are. */
static double
inside(const struct detector *detector, const struct column_hits *found, bool is_named)
{
	uint64_t all = found->hits - found->whole;

	if (all == 0)
		return 0;
	if (found->context > 0 || is_named)
		return detector->with_header;
	return found->strong_inside > 0 ? detector->alone : detector->weak;
}

static uint64_t
total(const struct column_forms *forms)
{
	uint64_t all = 0;

	for (size_t i = 0; i < DETECT_FORMS; i++)
		all += forms->counts[i];
	return all;
}

/* Whether so few values of the form pass that chance explains those that do. */
static bool
is_chance(const struct detector *detector, const struct column_hits *found,
	  const struct column_forms *forms, enum detect_name name)
{
	uint64_t all = total(forms);
	uint64_t enough = FORMS_WEAK;
	bool is_named = name == DETECT_NAMED;

	if (detector->chance <= 0 || (is_named && found->distinct_count >= HITS_SEVERAL))
		return false;
	if (is_named || found->strong_whole > 0)
		enough = FORMS_STRONG;
	/* Beside other rows of numbers one that passes says less. */
	else if (forms->counts[DETECT_KIN] > 0)
		enough = FORMS_ROWS * forms->counts[DETECT_PASSED];
	if (detector->chance > 0.5 || detector->chance < 0.05)
		enough = FORMS_SHAPE;
	if (name == DETECT_CLAIMED && found->strong_whole == 0)
		enough = 1;
	if (detector->random && all >= FORMS_SHAPE)
		return detector->random(forms->counts);
	return all >= enough &&
	       (double)forms->counts[DETECT_PASSED] / (double)all < (1 + detector->chance) / 2;
}

/* How sure cells that are nothing else are. */
static double
whole(const struct detector *detector, const struct column_hits *found,
      const struct column_forms *forms, const struct column *column, enum detect_name name)
{
	double sure;

	if (found->whole == 0 || !forms)
		return 0;
	if (is_chance(detector, found, forms, name))
		return detector->weak / 2;
	if (name == DETECT_NAMED)
		return detector->with_header;
	/* Nothing that was hidden has this form. */
	if (name == DETECT_CLAIMED && found->strong_whole == 0)
		return 2 * found->cells > column->filled ? detector->in_column : detector->weak;
	if (found->distinct_count >= HITS_SEVERAL &&
	    (found->strong_whole > 0 || detector->chance < 0.5 || total(forms) >= FORMS_SHAPE))
		return detector->in_column;
	sure = found->strong_whole > 0 ? detector->alone : detector->weak;
	if (found->distinct_count == 2 && detector->chance < 0.5)
		sure = larger(sure, (detector->weak + detector->in_column) / 2);
	return sure;
}

double
columns_confidence(const struct column *column, size_t number)
{
	const struct detector *detector = detectors[number];
	const struct column_hits *found = column->hits[number];
	enum detect_name name = detect_named(column->names, number);

	if (!found || found->hits == 0)
		return 0;
	return larger(inside(detector, found, name == DETECT_NAMED),
		      whole(detector, found, column->forms[number], column, name));
}

static void
add(const struct column *column, size_t number, struct arena *arena, struct value *list)
{
	const struct column_hits *found = column->hits[number];
	struct value *hit = value_add(arena, list, value_map());

	value_set(arena, hit, "field", value_str(column->name));
	value_set(arena, hit, "entity", value_text(detectors[number]->entity));
	value_set(arena, hit, "count", value_int((int64_t)found->hits));
	value_set(arena, hit, "rows", value_int((int64_t)found->cells));
	value_set(arena, hit, "confidence", value_double(columns_confidence(column, number)));
	value_set(arena, hit, "validated", value_bool(detectors[number]->checked));
	value_set(arena, hit, "protection", value_text("plain"));
	value_set(arena, hit, "line", value_int(found->line));
	value_set(arena, hit, "column", value_int(found->column));
}

struct value
columns_pii(const struct columns *columns, struct arena *arena)
{
	struct value list = value_list();

	for (size_t i = 0; i < columns->count; i++)
		for (size_t n = 0; n < detector_count && n < COLUMN_DETECTORS; n++)
			if (columns->items[i].hits[n] && columns->items[i].hits[n]->hits > 0)
				add(&columns->items[i], n, arena, &list);
	return list;
}
