/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules that had nothing to judge. In: the plan and all artifacts. Out: counts, and what a rule says it
 * means that there is nothing of its kind.
 */
#include "base/arena.h"
#include "engine/corridor.h"

/* A rule whose kind has no artifact in the whole tree: what that means is the rule's to say. */
static struct err *
select_nothing(struct corridor *corridor, const struct planned_rule *planned)
{
	struct summary *summary = &corridor->result->summary;
	const struct rule *rule = planned->rule;

	summary->selected_nothing[summary->selected_nothing_count++] = rule->id;
	if (rule->on_empty == ON_EMPTY_FAIL)
		return err_help(err_new(corridor->run, "rule %.*s found no artifact of kind %s",
					STR_ARG(rule->id), rule->kind->name),
				"on_empty: pass in the rule says that there may be none");
	if (rule->on_empty == ON_EMPTY_WARN) {
		struct findings *all = &corridor->result->findings;

		all->items = arena_grow(corridor->run, all->items, all->count, &all->capacity,
					sizeof(struct finding));
		all->items[all->count++] = (struct finding){
			.rule = rule->id,
			.planned = planned,
			.severity = SEVERITY_WARNING,
			.path = corridor->plan.config_path.data ? corridor->plan.config_path
								: STR(POLICY_CONFIG),
			.place = {1, 1, 1, 1},
			.message = str_of(arena_print(corridor->run,
						      "no artifact of kind %s was found",
						      rule->kind->name)),
			.help = rule->fix,
		};
	}
	return NULL;
}

static bool
kind_has_artifact(const struct corridor *corridor, const struct kind *kind)
{
	for (size_t i = 0; i < corridor->index.count; i++)
		if (corridor->index.artifacts[i]->kind == kind)
			return true;
	return false;
}

struct err *
corridor_count_rules(struct corridor *corridor)
{
	struct summary *summary = &corridor->result->summary;
	const struct plan *plan = &corridor->plan;
	struct err *errors = NULL;

	summary->rules = plan->rule_count;
	summary->selected_nothing =
		arena_array(corridor->run, plan->rule_count, sizeof(struct str));
	for (size_t i = 0; i < plan->rule_count; i++) {
		const struct planned_rule *planned = &plan->rules[i];

		if (planned->rule->kind->ungoverned && !corridor->view.change)
			summary->waiting_for_change++;
		else if (!kind_has_artifact(corridor, planned->rule->kind))
			errors = err_join(errors, select_nothing(corridor, planned));
	}
	return errors;
}
