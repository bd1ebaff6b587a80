/* SPDX-License-Identifier: Apache-2.0
 *
 * Every system with every duty of the plan. In: what was judged. Out: their artifacts, in the order of
 * systems and duties.
 */
#include "weigh/weigh.h"

#include "base/arena.h"
#include "check/check.h"
#include "facts/facts.h"
#include "weigh/internal.h"

struct err *
weigh_holds(struct weighing *weighing, const struct predicate *when, bool *out)
{
	struct item item = {
		.view = weighing->view,
		.artifact = weighing->system,
		.system = weighing->system,
	};

	return check_predicate(&item, when, NULL, out);
}

/* Those that are open, by rule. */
static void
note_findings(struct arena *run, const struct findings *findings, struct map *out)
{
	map_init(out, run);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct open_rule *open = map_get(out, finding->rule);

		if (finding->state != FINDING_OPEN)
			continue;
		if (!open) {
			open = arena_alloc(run, sizeof *open);
			map_put(out, finding->rule, open);
		}
		open->items = arena_grow(run, open->items, open->count, &open->capacity,
					 sizeof *open->items);
		open->items[open->count++] = finding;
	}
}

static const bool *
note_kinds(const struct view *view)
{
	size_t count = 0;
	bool *there;

	while (facts_kinds[count])
		count++;
	there = arena_array(view->run, count, sizeof *there);
	for (size_t i = 0; i < view->index->count; i++)
		for (size_t n = 0; n < count; n++)
			there[n] |= view->index->artifacts[i]->kind == facts_kinds[n];
	return there;
}

static void
find_tier(struct weighing *weighing)
{
	struct artifact *system = weighing->system;
	const struct value *tier = NULL;
	struct err *err = facts_get(weighing->view, system,
				    facts_index(system->kind, STR("risk_tier")), &tier);

	weighing->tier = err ? (struct str){0} : value_string(tier);
	weighing->no_tier = err;
	if (err) {
		weighing->no_tier = err_move(weighing->view->run, err);
		err_settle(weighing->no_tier);
	}
}

static struct err *
weigh_system(struct weighing *weighing, struct artifact *system)
{
	const struct plan *plan = weighing->view->plan;
	struct arena_mark mark = arena_mark(weighing->view->scratch);

	weighing->system = system;
	for (int i = 0; i < DUTY_TYPES; i++)
		weighing->told[i] = false;
	evidence_note(weighing);
	find_tier(weighing);
	for (size_t i = 0; i < plan->duty_count; i++)
		duty_weigh(weighing, &plan->duties[i]);
	/* The next run may find what this one could not read. */
	if (weighing->failed)
		return err_move(weighing->view->run, weighing->failed);
	arena_rewind(weighing->view->scratch, mark);
	return NULL;
}

struct err *
weigh(struct view *view, const struct findings *findings, const struct findings *touched)
{
	struct weighing weighing = {.view = view};
	size_t count = view->index->count; /* what is added here owes nothing */

	map_init(&weighing.documents, view->run);
	note_findings(view->run, findings, &weighing.open);
	note_findings(view->run, touched, &weighing.touched);
	weighing.there = note_kinds(view);
	for (size_t i = 0; i < count; i++)
		if (str_is(STR("system"), view->index->artifacts[i]->kind->name))
			TRY(weigh_system(&weighing, view->index->artifacts[i]));
	if (view->index->count - count > view->limits->duties)
		return limits_met(err_new(view->run, "systems owe more than duties (%zu) allows",
					  view->limits->duties),
				  "duties");
	return NULL;
}
