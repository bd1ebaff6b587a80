/* SPDX-License-Identifier: Apache-2.0
 *
 * What the examples of a rule leave out. In: a rule. Out: a point for each of its checks, conditions
 * and parameters; and, once the examples have run, a line for each that no example made hold, fail
 * or differ from its default. What an example could not decide reaches nothing.
 */
#include "base/arena.h"
#include "check/check.h"
#include "engine/examples.h"

static void
add(struct arena *run, struct rule_coverage *coverage, struct coverage_point point)
{
	coverage->points = arena_grow(run, coverage->points, coverage->count, &coverage->capacity,
				      sizeof *coverage->points);
	coverage->points[coverage->count++] = point;
}

static void
add_predicate(struct arena *run, struct rule_coverage *coverage, const struct predicate *predicate,
	      const char *key)
{
	for (size_t i = 0; i < predicate->count; i++) {
		const struct condition *condition = &predicate->conditions[i];

		add(run, coverage,
		    (struct coverage_point){
			    .type = COVERAGE_CONDITION,
			    .what = condition,
			    .place = condition->ref.place,
			    .words = arena_print(run, "'%s': '%.*s: %s'", key,
						 STR_ARG(condition->ref.text),
						 operation_name(condition->operation)),
		    });
	}
	if (predicate->expr)
		add(run, coverage,
		    (struct coverage_point){
			    .type = COVERAGE_CONDITION,
			    .what = predicate->expr,
			    .place = predicate->place,
			    .words = arena_print(run, "the expression of '%s'", key),
		    });
}

static void
add_node(struct arena *run, struct rule_coverage *coverage, const struct check_node *node)
{
	static const char *const joiners[] = {
		[NODE_ALL] = "all",
		[NODE_ANY] = "any",
		[NODE_NONE] = "none",
	};
	const char *name = node->type == NODE_CHECK ? node->check->name : joiners[node->type];

	add(run, coverage,
	    (struct coverage_point){
		    .type = COVERAGE_NODE,
		    .what = coverage_of_node(node),
		    .place = node->place,
		    .words = arena_print(run, "'%s'", name),
	    });
	for (size_t i = 0; i < node->child_count; i++)
		add_node(run, coverage, &node->children[i]);
	for (size_t i = 0; node->type == NODE_CHECK && node->check->args[i].name; i++)
		if (node->check->args[i].type == ARG_WHERE && node->args[i].given)
			add_predicate(run, coverage, &node->args[i].where, "where");
}

void
coverage_begin(struct arena *run, const struct rule *rule, struct rule_coverage *out)
{
	*out = (struct rule_coverage){0};
	add_predicate(run, out, &rule->when, "when");
	add_node(run, out, &rule->check);
	for (size_t i = 0; i < rule->param_count; i++)
		add(run, out,
		    (struct coverage_point){
			    .type = COVERAGE_PARAM,
			    .what = &rule->params[i],
			    .place = rule->params[i].place,
			    .words = arena_print(run, "'%.*s'", STR_ARG(rule->params[i].name)),
		    });
}

void
coverage_params(struct rule_coverage *coverage, const struct planned_rule *planned)
{
	for (size_t i = 0; i < planned->rule->param_count; i++) {
		const struct param *param = &planned->rule->params[i];

		if (value_equal(&planned->params[i], &param->initial))
			continue;
		coverage_saw(coverage, param, true);
		coverage_saw(coverage, param, false);
	}
}

/* How the sentence about a gap goes on, [it is one of failing]. */
static const struct {
	const char *verb;
	const char *ends[2];
} gaps[] = {
	[COVERAGE_NODE] = {"makes", {"hold", "find anything"}},
	[COVERAGE_CONDITION] = {"makes", {"true", "false"}},
	[COVERAGE_PARAM] = {"sets", {"off its default", NULL}},
};

static void
tell(const char *path, struct arena *run, const struct coverage_point *point, bool failing,
     struct example_report *out)
{
	const char *end = gaps[point->type].ends[failing];

	if (!end)
		return;
	out->points++;
	if (!(failing ? point->failed : point->held))
		value_add(run, &out->gaps,
			  value_text(arena_print(run, "%s:%u:%u: no example %s %s %s", path,
						 point->place.line, point->place.column,
						 gaps[point->type].verb, point->words, end)));
}

void
coverage_tell(const struct rule_coverage *coverage, const char *path, struct arena *run,
	      struct example_report *out)
{
	for (size_t i = 0; i < coverage->count; i++) {
		tell(path, run, &coverage->points[i], false, out);
		tell(path, run, &coverage->points[i], true, out);
	}
}
