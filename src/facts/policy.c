/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `policy`: a pack that stands in the repository. Its facts are the slips that a table can hold
 * though each of its lines is right: a tier that no answers lead to, a tier that asks for less than the
 * one below, a review that comes less often as the risk grows, an activity that nobody answers for.
 *
 * The one thing to know: they are computed from the plan of the judged tree, so that a change to a pack is
 * seen in that change.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "facts/fields.h"

static struct err *
compute_tiers(struct view *view, struct artifact *artifact);

static struct err *
compute_duties(struct view *view, struct artifact *artifact);

static struct err *
compute_activities(struct view *view, struct artifact *artifact);

static const struct fact_def tier_fields[] = {
	{.name = "score", .type = FACT_STRING, .summary = "risk or vendor"},
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

static const struct fact_def activity_fields[] = {
	{.name = "activity", .type = FACT_STRING, .summary = "what is done", .subject = true},
	{.name = "accountable", .type = FACT_INT, .summary = "how many roles answer for it (A)"},
	{.name = "responsible", .type = FACT_INT, .summary = "how many do it (R)"},
	{.name = "joint",
	 .type = FACT_BOOL,
	 .summary = "whether all that answer for it do it, too (A/R)"},
	{.name = "line", .type = FACT_INT, .summary = "where the activity stands"},
	{.name = "column", .type = FACT_INT, .summary = "where the activity stands"},
	{0},
};

static const struct fact_def facts[] = {
	FIELD_PATH("where it stands"),
	{.name = "tiers",
	 .type = FACT_LIST,
	 .summary = "the tiers of its scores, and how much of all answers leads to each",
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
	{.name = "activities",
	 .type = FACT_LIST,
	 .summary = "the activities of its table of who does what",
	 .fields = activity_fields,
	 .required = true,
	 .compute = compute_activities},
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

/* Whether a floor leads to the tier, whatever the answers add up to. */
static bool
is_floor(const struct score *score, struct str tier)
{
	for (size_t i = 0; i < score->floor_count; i++)
		if (str_equal(score->floors[i].tier, tier))
			return true;
	return false;
}

static void
add_tiers(struct arena *scratch, const struct score *score, const double *shares,
	  struct value *list)
{
	for (size_t i = 0; i < score->tier_count; i++) {
		struct value *row;

		if (shares[i] <= 0 && is_floor(score, score->tiers[i].name))
			continue;
		row = value_add(scratch, list, value_map());
		value_set(scratch, row, "score", value_str(score->name));
		value_set(scratch, row, "tier", value_str(score->tiers[i].name));
		value_set(scratch, row, "share", value_double(shares[i]));
	}
}

static struct err *
compute_tiers(struct view *view, struct artifact *artifact)
{
	const struct plan *plan = view->judged_plan;
	const struct score *const scores[] = {plan->risk, plan->vendor};
	struct value list = value_list();

	for (size_t i = 0; i < sizeof scores / sizeof scores[0]; i++) {
		const double *shares;

		if (!scores[i] || !is_of(plan, scores[i]->pack, artifact->path))
			continue;
		shares = score_shares(scores[i], view->scratch);
		if (!shares)
			return err_new(
				view->scratch,
				"the answers to the %.*s score of %.*s are too many to be told",
				STR_ARG(scores[i]->name), STR_ARG(artifact->path));
		add_tiers(view->scratch, scores[i], shares, &list);
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

/* ---- who does what ---- */

static void
add_activity(struct arena *arena, const struct raci_row *row, struct value *list)
{
	int64_t accountable = 0, responsible = 0, both = 0;
	struct value *map = value_add(arena, list, value_map());

	for (size_t i = 0; i < row->count; i++) {
		unsigned letters = row->cells[i].letters;

		accountable += (letters & RACI_ACCOUNTABLE) != 0;
		responsible += (letters & RACI_RESPONSIBLE) != 0;
		both += (letters & RACI_ACCOUNTABLE) && (letters & RACI_RESPONSIBLE);
	}
	value_set(arena, map, "activity", value_str(row->activity));
	value_set(arena, map, "accountable", value_int(accountable));
	value_set(arena, map, "responsible", value_int(responsible));
	value_set(arena, map, "joint", value_bool(both == accountable));
	set_place(arena, map, row->place);
}

static struct err *
compute_activities(struct view *view, struct artifact *artifact)
{
	const struct plan *plan = view->judged_plan;
	struct value list = value_list();

	for (size_t i = 0; i < plan->raci_count; i++)
		if (is_of(plan, plan->raci[i].pack, artifact->path))
			add_activity(view->scratch, &plan->raci[i], &list);
	facts_set(artifact, "activities", list);
	return NULL;
}

const struct kind facts_policy = {
	.name = "policy",
	.summary = "a pack that stands in the repository and is selected",
	.facts = facts,
	.about_rules = true,
};
