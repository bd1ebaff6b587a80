/* SPDX-License-Identifier: Apache-2.0
 *
 * The risk of a system: the facts that follow from a pack's risk score and the registry entry.
 */
#include "facts/risk.h"

#include "base/arena.h"
#include "facts/facts.h"
#include "facts/score.h"
#include "model/plan.h"

static struct err *
table(struct view *view, const struct score **out)
{
	*out = view->plan->risk;
	if (!*out)
		return err_help(err_new(view->scratch, "no selected pack defines a risk score"),
				"select a pack with 'scores: {risk: …}', such as ai-baseline");
	return NULL;
}

static struct err *
weigh(struct view *view, const struct artifact *system, struct scored *out)
{
	return score_weigh(view, system, view->plan->risk, "risk", out);
}

struct err *
risk_compute(struct view *view, struct artifact *system)
{
	struct scored scored;

	TRY(weigh(view, system, &scored));
	facts_set(system, "risk_score", value_int(scored.points));
	facts_set(system, "risk_tier", value_str(scored.tier->name));
	facts_set(system, "risk_issues", scored.issues);
	return NULL;
}

struct err *
risk_compute_max(struct view *view, struct artifact *system)
{
	const struct score *score;

	TRY(table(view, &score));
	facts_set(system, "risk_score_max", value_int(score->max));
	return NULL;
}

struct err *
risk_compute_dimensions(struct view *view, struct artifact *system)
{
	struct value map = value_map();
	const struct score *score;

	TRY(table(view, &score));
	for (size_t i = 0; i < score->dimension_count; i++) {
		const char *name = str_copy(view->scratch, score->dimensions[i].name);
		const struct value *value = value_get(system->record, score->dimensions[i].name);

		value_set(view->scratch, &map, name, value ? *value : value_null());
	}
	facts_set(system, "dimensions", map);
	return NULL;
}

struct err *
risk_compute_review(struct view *view, struct artifact *system)
{
	const struct plan *plan = view->plan;
	const struct value *last = value_get(system->record, STR("last_review"));
	struct scored scored;
	struct date date;

	facts_set(system, "review_due", value_null());
	if (plan->tier_ask_count == 0 || !last || last->type == VALUE_NULL)
		return NULL;
	if (!date_parse(value_string(last), &date))
		return err_new(view->scratch, "the last_review of %.*s is no date",
			       STR_ARG(system->id));
	TRY(weigh(view, system, &scored));
	for (size_t i = 0; i < plan->tier_ask_count; i++)
		if (plan->tier_asks[i].has_review &&
		    str_equal(plan->tier_asks[i].tier, scored.tier->name))
			facts_set(system, "review_due",
				  value_text(date_text(view->scratch,
						       date_add(date, plan->tier_asks[i].review))));
	return NULL;
}
