/* SPDX-License-Identifier: Apache-2.0
 *
 * Points, tier, issues and approval of a record. In: a pack's table of dimensions, issues, tiers and
 * floors, and what the record says. Out: the points and the tier they fall in, raised to the highest
 * floor whose condition holds.
 *
 * The one thing to know: there is no default. A dimension that is missing, misspelt, of another case,
 * null, a boolean or a number gives no score at all, because a wrong one would set too few duties. All
 * dimensions that are wrong are named at once. An issue is there unless the record says what it should:
 * an answer that is missing, empty or a placeholder is the unfavourable one.
 */
#include "facts/score.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "facts/facts.h"
#include "facts/written.h"
#include "model/plan.h"

/* Bounds one message, not what is judged. */
#define PROBLEMS_BYTES 4096

const struct fact_def score_issue_fields[] = {
	{.name = "issue",
	 .type = FACT_STRING,
	 .summary = "the pack's name for it",
	 .subject = true,
	 .words = WORDS_ISSUES},
	{.name = "severity",
	 .type = FACT_STRING,
	 .summary = "how bad it is",
	 .words = WORDS_ISSUE_SEVERITIES},
	{.name = "points", .type = FACT_INT, .summary = "what it adds to the score"},
	{0},
};

struct weighing {
	struct view *view;
	const struct artifact *artifact;
	const struct score *score;
	struct scored *out;
};

static size_t
row_of(const struct score_dimension *dimension, struct str name)
{
	for (size_t i = 0; i < dimension->count; i++)
		if (str_equal(dimension->names[i], name))
			return i;
	return SIZE_MAX;
}

static void
explain(struct buf *problems, const struct score_dimension *dimension, const struct value *value)
{
	struct suggest suggest;
	struct str best;

	if (problems->size > 0)
		buf_add(problems, STR("; "));
	buf_add(problems, dimension->name);
	if (!value || value->type == VALUE_NULL) {
		buf_add(problems, value ? STR(" is null") : STR(" is missing"));
		return;
	}
	if (value->type != VALUE_STRING) {
		buf_print(problems, " is %s, not one of its values", value_type_name(value->type));
		return;
	}
	buf_print(problems, " has no value '%.*s'", STR_ARG(str_cut(value->string, 0, 100)));
	suggest_init(&suggest, value->string);
	for (size_t i = 0; i < dimension->count; i++) {
		if (str_equal_fold(dimension->names[i], value->string))
			suggest.best = dimension->names[i];
		suggest_name(&suggest, dimension->names[i]);
	}
	best = suggest_best(&suggest);
	for (size_t i = 0; i < dimension->count; i++)
		if (str_equal_fold(dimension->names[i], value->string))
			best = dimension->names[i];
	if (best.data)
		buf_print(problems, " (did you mean '%.*s'?)", STR_ARG(best));
}

static struct err *
add_dimensions(const struct weighing *weighing)
{
	const struct artifact *artifact = weighing->artifact;
	const struct score *score = weighing->score;
	struct buf problems;

	buf_init(&problems, weighing->view->scratch, PROBLEMS_BYTES);
	for (size_t i = 0; i < score->dimension_count; i++) {
		const struct score_dimension *dimension = &score->dimensions[i];
		const struct value *value = value_get(artifact->record, dimension->name);
		size_t row = SIZE_MAX;

		if (value && value->type == VALUE_STRING)
			row = row_of(dimension, value->string);
		if (row == SIZE_MAX)
			explain(&problems, dimension, value);
		else
			weighing->out->points += dimension->points[row];
	}
	if (problems.size == 0 && !problems.full)
		return NULL;
	return err_help(
		err_new(weighing->view->scratch, "%.*s", STR_ARG(buf_str(&problems))),
		"a missing answer is never taken for a harmless one: fill in all dimensions");
}

static struct err *
add_issues(const struct weighing *weighing)
{
	struct arena *scratch = weighing->view->scratch;

	for (size_t i = 0; i < weighing->score->issue_count; i++) {
		const struct score_issue *issue = &weighing->score->issues[i];
		struct value *row;
		bool answered;

		TRY(written_holds(weighing->view, weighing->artifact, &issue->unless,
				  arena_print(scratch, "the issue %.*s", STR_ARG(issue->name)),
				  true, &answered));
		if (answered)
			continue;
		row = value_add(scratch, &weighing->out->issues, value_map());
		value_set(scratch, row, "issue", value_str(issue->name));
		value_set(scratch, row, "severity", value_str(issue->severity));
		value_set(scratch, row, "points", value_int(issue->add));
		weighing->out->points += issue->add;
	}
	return NULL;
}

static size_t
tier_number(const struct score *score, struct str name)
{
	for (size_t i = 0; i < score->tier_count; i++)
		if (str_equal(score->tiers[i].name, name))
			return i;
	return SIZE_MAX;
}

/* Tiers stand with the highest first. */
static struct err *
find_tier(const struct weighing *weighing)
{
	const struct score *score = weighing->score;
	size_t tier = 0;

	while (tier < score->tier_count && weighing->out->points < score->tiers[tier].from)
		tier++;
	if (tier == score->tier_count)
		return err_new(weighing->view->scratch,
			       "no tier starts at or below a score of %lld",
			       (long long)weighing->out->points);
	for (size_t i = 0; i < score->floor_count; i++) {
		size_t floor = tier_number(score, score->floors[i].tier);
		bool applies = false;

		TRY(written_holds(weighing->view, weighing->artifact, &score->floors[i].when,
				  "a floor", false, &applies));
		if (applies && floor < tier)
			tier = floor;
	}
	weighing->out->tier = &score->tiers[tier];
	return NULL;
}

static bool
is_approved(const struct weighing *weighing)
{
	const struct score_approval *approved = weighing->score->approved;
	bool in_tiers = false;

	for (size_t i = 0; approved && i < approved->tier_count; i++)
		in_tiers |= str_equal(approved->tiers[i], weighing->out->tier->name);
	for (size_t i = 0; in_tiers && i < weighing->out->issues.list.count; i++)
		in_tiers = !approved->no_severity.data ||
			   !str_equal(approved->no_severity,
				      value_string(value_get(&weighing->out->issues.list.items[i],
							     STR("severity"))));
	return in_tiers;
}

static struct err *
weigh(const struct weighing *weighing)
{
	TRY(add_dimensions(weighing));
	TRY(add_issues(weighing));
	TRY(find_tier(weighing));
	weighing->out->approved = is_approved(weighing);
	return NULL;
}

struct err *
score_weigh(struct view *view, const struct artifact *artifact, const struct score *score,
	    const char *name, struct scored *out)
{
	const struct weighing weighing = {view, artifact, score, out};
	struct err *err;

	*out = (struct scored){.issues = value_list()};
	if (!score)
		return err_help(err_new(view->scratch, "no selected pack defines a %s score", name),
				"select a pack with 'scores: {%s: …}', such as ai-baseline", name);
	err = weigh(&weighing);
	if (!err)
		return NULL;
	return err_at(err_wrap(view->scratch, err, "the %s tier cannot be computed", name),
		      str_copy(view->scratch, artifact->path), artifact->place.line,
		      artifact->place.column);
}
