/* SPDX-License-Identifier: Apache-2.0
 *
 * What `--trace` and `--stats` need of a run before it judges. In: the plan and the artifacts. Out: the
 * rule that is traced, the artifacts of each kind.
 */
#include "base/suggest.h"
#include "engine/corridor.h"
#include "facts/facts.h"

/* A rule that is known but does not judge is not misspelt. */
static struct err *
not_traced(struct corridor *corridor, struct str name)
{
	const struct plan *plan = &corridor->plan;
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < plan->rule_count; i++)
		suggest_name(&suggest, plan->rules[i].rule->id);
	best = suggest_best(&suggest);
	if (best.data)
		return err_help(err_new(corridor->run, "no rule '%.*s' judges here, in --trace",
					STR_ARG(name)),
				"did you mean '%.*s'?", STR_ARG(best));
	return err_help(
		err_new(corridor->run, "no rule '%.*s' judges here, in --trace", STR_ARG(name)),
		"`govlint explain %.*s` tells whether a pack has it; --select %.*s lets it "
		"judge",
		STR_ARG(name), STR_ARG(name));
}

struct err *
corridor_traced(struct corridor *corridor)
{
	struct str name = str_of(corridor->request->trace);

	if (!name.data)
		return NULL;
	corridor->result->traced = plan_rule(&corridor->plan, name);
	return corridor->result->traced ? NULL : not_traced(corridor, name);
}

void
corridor_count(struct corridor *corridor)
{
	struct stats *stats = corridor->result->stats;

	if (!stats)
		return;
	stats->rules = arena_array(corridor->run, corridor->plan.rule_count, sizeof *stats->rules);
	while (facts_kinds[stats->kind_count])
		stats->kind_count++;
	stats->kinds = arena_array(corridor->run, stats->kind_count, sizeof *stats->kinds);
	for (size_t i = 0; i < stats->kind_count; i++) {
		stats->kinds[i].kind = facts_kinds[i];
		for (size_t n = 0; n < corridor->index.count; n++)
			stats->kinds[i].artifacts +=
				corridor->index.artifacts[n]->kind == facts_kinds[i];
	}
}
