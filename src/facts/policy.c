/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `policy`: a pack that stands in the repository. Its facts are the slips that a table can hold
 * though each of its lines is right: a tier that no answers lead to, a tier that asks for less than the
 * one below, a review that comes less often as the risk grows.
 *
 * The one thing to know: they are computed from the plan of the judged tree, so that a change to a pack is
 * seen in that change.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "facts/fields.h"

/* Sums beyond this are not told one by one: the fact is unknown. */
#define SUMS_MOST 1000000

static struct err *
compute_tiers(struct view *view, struct artifact *artifact);

static struct err *
compute_duties(struct view *view, struct artifact *artifact);

static const struct fact_def tier_fields[] = {
	{.name = "tier", .type = FACT_STRING, .summary = "its name", .subject = true},
	{.name = "share", .type = FACT_NUMBER, .summary = "of all possible answers", .share = true},
	{0},
};

static const struct fact_def gap_fields[] = {
	{.name = "control",
	 .type = FACT_STRING,
	 .summary = "what the tier below asks for",
	 .subject = true},
	{.name = "tier", .type = FACT_STRING, .summary = "the tier that does not"},
	{.name = "below", .type = FACT_STRING, .summary = "the tier below"},
	{.name = "line", .type = FACT_INT, .summary = "where the tier stands"},
	{.name = "column", .type = FACT_INT, .summary = "where the tier stands"},
	{0},
};

static const struct fact_def review_fields[] = {
	{.name = "tier", .type = FACT_STRING, .summary = "its name", .subject = true},
	{.name = "below", .type = FACT_STRING, .summary = "the tier below, reviewed more often"},
	{.name = "line", .type = FACT_INT, .summary = "where the tier stands"},
	{.name = "column", .type = FACT_INT, .summary = "where the tier stands"},
	{0},
};

static const struct fact_def facts[] = {
	FIELD_PATH("where it stands"),
	{.name = "tiers",
	 .type = FACT_LIST,
	 .summary = "the tiers of its risk score, and how much of all answers leads to each",
	 .fields = tier_fields,
	 .required = true,
	 .compute = compute_tiers},
	{.name = "tier_gaps",
	 .type = FACT_LIST,
	 .summary = "controls that a tier does not ask for though the one below does",
	 .fields = gap_fields,
	 .required = true,
	 .compute = compute_duties},
	{.name = "looser_reviews",
	 .type = FACT_LIST,
	 .summary = "tiers that are reviewed less often than the one below",
	 .fields = review_fields,
	 .required = true,
	 .compute = compute_duties},
	{0},
};

/* Whether a pack of this name stands in the file. */
static bool
is_of(const struct plan *plan, struct str pack, struct str path)
{
	for (size_t i = 0; i < plan->pack_count; i++)
		if (str_equal(plan->packs[i].name, pack) && str_equal(plan->packs[i].from, path))
			return true;
	return false;
}

/* ---- answers ---- */

/* How many answers lead to each sum: one dimension after the other. */
static double *
count_sums(struct arena *scratch, const struct score *score)
{
	size_t size = (size_t)score->max + 1;
	double *ways = arena_array(scratch, size, sizeof *ways);

	ways[0] = 1;
	for (size_t i = 0; i < score->dimension_count; i++) {
		const struct score_dimension *dimension = &score->dimensions[i];
		double *next = arena_array(scratch, size, sizeof *next);

		for (size_t sum = 0; sum < size; sum++)
			for (size_t n = 0; ways[sum] > 0 && n < dimension->count; n++)
				next[sum + (size_t)dimension->points[n]] += ways[sum];
		ways = next;
	}
	return ways;
}

static struct err *
compute_tiers(struct view *view, struct artifact *artifact)
{
	const struct plan *plan = view->judged_plan;
	const struct score *score = plan->risk;
	struct value list = value_list();
	double total = 0, *ways;
	int64_t end;

	facts_set(artifact, "tiers", list);
	if (!score || !is_of(plan, score->pack, artifact->path))
		return NULL;
	if (score->max > SUMS_MOST)
		return err_new(view->scratch, "the scores of %.*s are too many to be told",
			       STR_ARG(artifact->path));
	ways = count_sums(view->scratch, score);
	for (int64_t sum = 0; sum <= score->max; sum++)
		total += ways[sum];
	end = score->max + 1;
	for (size_t i = 0; i < score->tier_count; i++) {
		struct value *row = value_add(view->scratch, &list, value_map());
		double share = 0;

		for (int64_t sum = score->tiers[i].from > 0 ? score->tiers[i].from : 0; sum < end;
		     sum++)
			share += ways[sum];
		end = score->tiers[i].from;
		value_set(view->scratch, row, "tier", value_str(score->tiers[i].name));
		value_set(view->scratch, row, "share", value_double(share / total));
	}
	facts_set(artifact, "tiers", list);
	return NULL;
}

/* ---- duties ---- */

static const struct tier_asks *
asks_of(const struct plan *plan, struct str tier)
{
	for (size_t i = 0; i < plan->tier_ask_count; i++)
		if (str_equal(plan->tier_asks[i].tier, tier))
			return &plan->tier_asks[i];
	return NULL;
}

/* Whether a tier asks for the control, or for one whose evidence counts for it. */
static bool
covers(const struct plan *plan, struct str tier, const struct duty *control)
{
	for (size_t i = 0; i < plan->duty_count; i++) {
		const struct duty *other = &plan->duties[i];

		if (other->type != DUTY_CONTROL || !duty_is_owed(other, tier))
			continue;
		if (other == control)
			return true;
		for (size_t n = 0; n < control->items[0].accept_count; n++)
			if (str_equal(control->items[0].accepts[n], other->id))
				return true;
	}
	return false;
}

static void
set_place(struct arena *arena, struct value *row, struct place place)
{
	row->place = place;
	value_set(arena, row, "line", value_int(place.line));
	value_set(arena, row, "column", value_int(place.column));
}

static void
add_gaps(struct view *view, const struct tier_asks *tier, const struct tier_asks *below,
	 struct value *list)
{
	const struct plan *plan = view->judged_plan;

	for (size_t i = 0; i < plan->duty_count; i++) {
		const struct duty *control = &plan->duties[i];
		struct value *row;

		if (control->type != DUTY_CONTROL || !duty_is_owed(control, below->tier) ||
		    covers(plan, tier->tier, control))
			continue;
		row = value_add(view->scratch, list, value_map());
		value_set(view->scratch, row, "control", value_str(control->id));
		value_set(view->scratch, row, "tier", value_str(tier->tier));
		value_set(view->scratch, row, "below", value_str(below->tier));
		set_place(view->scratch, row, tier->place);
	}
}

static void
add_review(struct view *view, const struct tier_asks *tier, const struct tier_asks *below,
	   struct value *list)
{
	struct date now = view->judged_plan->now;
	struct value *row;

	if (!below->has_review)
		return;
	if (tier->has_review &&
	    date_compare(date_add(now, tier->review), date_add(now, below->review)) <= 0)
		return;
	row = value_add(view->scratch, list, value_map());
	value_set(view->scratch, row, "tier", value_str(tier->tier));
	value_set(view->scratch, row, "below", value_str(below->tier));
	set_place(view->scratch, row, tier->place);
}

/* Each tier beside the next lower one that asks for anything; the pack in which tiers ask is the one
 * that the slip is in. */
static struct err *
compute_duties(struct view *view, struct artifact *artifact)
{
	const struct plan *plan = view->judged_plan;
	struct value gaps = value_list(), reviews = value_list();
	const struct tier_asks *above = NULL;
	bool ours =
		plan->tier_ask_count > 0 && is_of(plan, plan->tier_asks[0].pack, artifact->path);

	for (size_t i = 0; ours && plan->risk && i < plan->risk->tier_count; i++) {
		const struct tier_asks *asks = asks_of(plan, plan->risk->tiers[i].name);

		if (asks && above) {
			add_gaps(view, above, asks, &gaps);
			add_review(view, above, asks, &reviews);
		}
		if (asks)
			above = asks;
	}
	facts_set(artifact, "tier_gaps", gaps);
	facts_set(artifact, "looser_reviews", reviews);
	return NULL;
}

const struct kind facts_policy = {
	.name = "policy",
	.summary = "a pack that stands in the repository and is selected",
	.facts = facts,
	.about_rules = true,
};
