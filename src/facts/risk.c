/* SPDX-License-Identifier: Apache-2.0
 *
 * Score and tier of a system. In: the plan's table of dimensions, tiers and floors, and a registry
 * entry. Out: the sum and the tier it falls in, raised to the highest floor whose condition holds.
 *
 * The one thing to know: there is no default. A dimension that is missing, misspelt, of another
 * case, null, a boolean or a number gives no score at all, because a wrong one would set too few
 * duties. All dimensions that are wrong are named at once.
 */
#include "facts/risk.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/regex.h"
#include "base/suggest.h"
#include "expr/expr.h"
#include "facts/facts.h"

/* Bounds one message, not what is judged. */
#define PROBLEMS_BYTES 4096

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
table(struct view *view, const struct score **out)
{
	*out = view->plan->risk;
	if (!*out)
		return err_help(err_new(view->scratch, "no selected pack defines a risk score"),
				"select a pack with 'scores: {risk: …}', such as ai-baseline");
	return NULL;
}

static struct err *
sum(struct view *view, const struct artifact *system, const struct score *score, int64_t *out)
{
	struct buf problems;

	*out = 0;
	buf_init(&problems, view->scratch, PROBLEMS_BYTES);
	for (size_t i = 0; i < score->dimension_count; i++) {
		const struct score_dimension *dimension = &score->dimensions[i];
		const struct value *value = value_get(system->record, dimension->name);
		size_t row = SIZE_MAX;

		if (value && value->type == VALUE_STRING)
			row = row_of(dimension, value->string);
		if (row == SIZE_MAX)
			explain(&problems, dimension, value);
		else
			*out += dimension->points[row];
	}
	if (problems.size > 0 || problems.full)
		return err_at(
			err_help(err_new(view->scratch, "the risk tier cannot be computed: %.*s",
					 STR_ARG(buf_str(&problems))),
				 "a missing answer is never taken for a harmless one: fill in "
				 "all dimensions"),
			str_copy(view->scratch, system->path), system->place.line,
			system->place.column);
	return NULL;
}

/* What the entry says: its tier is computed under its lock, so that no fact of it can be asked for. */
static const struct value *
written(const struct artifact *system, const struct ref *ref)
{
	const char *key = system->kind->facts[ref->fact].key;
	const struct value *value = value_get(system->record, str_of(key ? key : ""));

	return ref->field.size > 0 ? value_path(value, ref->field) : value;
}

/* Whether one condition of a floor holds for the entry as written. */
static struct err *
holds(struct view *view, const struct artifact *system, const struct condition *condition,
      bool *out)
{
	const struct value *operand = &condition->operand.constant;
	const struct value *value = written(system, &condition->ref);
	int order = value ? value_order(value, operand) : 2;

	*out = false;
	if (condition->operation == OPERATION_IS_SET) {
		*out = (value && value->type != VALUE_NULL) == operand->boolean;
		return NULL;
	}
	if (!value || value->type == VALUE_NULL || condition->operand.is_param)
		return err_new(view->scratch,
			       "a floor of the risk tier asks for '%.*s', which %.*s "
			       "does not say",
			       STR_ARG(condition->ref.text), STR_ARG(system->id));
	if (condition->operation == OPERATION_EQUALS) {
		*out = value_equal(value, operand);
		return NULL;
	}
	if (condition->operation == OPERATION_ONE_OF) {
		for (size_t i = 0; operand->type == VALUE_LIST && i < operand->list.count; i++)
			*out |= value_equal(value, &operand->list.items[i]);
		return NULL;
	}
	if (condition->operation == OPERATION_MATCHES || order == 2)
		return err_new(view->scratch,
			       "a floor of the risk tier compares '%.*s' in a way that %.*s does "
			       "not allow",
			       STR_ARG(condition->ref.text), STR_ARG(system->id));
	*out = condition->operation == OPERATION_AT_LEAST  ? order >= 0
	       : condition->operation == OPERATION_AT_MOST ? order <= 0
	       : condition->operation == OPERATION_ABOVE   ? order > 0
							   : order < 0;
	return NULL;
}

/* A system and the time of the run as what names in the expression of a floor stand for. */
struct host {
	struct expr_scope scope;
	const struct view *view;
	const struct artifact *system;
};

static struct err *
root_value(struct expr_scope *scope, size_t slot, struct arena *scratch, struct expr_value *out)
{
	const struct host *host = (const struct host *)scope;

	(void)scratch;
	*out = slot == EXPRESSION_NOW
		       ? (struct expr_value){.type = EXPR_TIMESTAMP,
					     .integer = host->view->plan->now.seconds}
		       : (struct expr_value){.type = EXPR_OBJECT, .object = host->system};
	return NULL;
}

static struct err *
field_value(struct expr_scope *scope, const struct expr_value *object, size_t slot,
	    struct arena *scratch, struct expr_value *out)
{
	const struct artifact *system = ((const struct host *)scope)->system;
	const struct ref ref = {.fact = slot};

	(void)object;
	return expr_from_fact(&system->kind->facts[slot], written(system, &ref), scratch, out);
}

static struct err *
expression_holds(struct view *view, const struct artifact *system, const struct expr *expr,
		 bool *out)
{
	struct host host = {
		.scope = {.root = root_value, .field = field_value},
		.view = view,
		.system = system,
	};
	struct expr_value value = {0};
	struct err *err = expr_evaluate(expr, &host.scope, view->scratch, &value);

	if (err)
		return err_wrap(view->scratch, err,
				"the risk tier cannot be computed: a floor of %.*s",
				STR_ARG(system->id));
	if (value.type != EXPR_BOOL)
		return err_new(
			view->scratch,
			"the risk tier cannot be computed: a floor of %.*s is %s, neither true "
			"nor false",
			STR_ARG(system->id), expr_type_name(value.type));
	*out = value.boolean;
	return NULL;
}

static struct err *
floor_holds(struct view *view, const struct artifact *system, const struct score_floor *floor,
	    bool *out)
{
	*out = true;
	for (size_t i = 0; *out && i < floor->when.count; i++)
		TRY(holds(view, system, &floor->when.conditions[i], out));
	return floor->when.expr ? expression_holds(view, system, floor->when.expr, out) : NULL;
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
tier_of(struct view *view, const struct artifact *system, const struct score *score, int64_t points,
	struct str *out)
{
	size_t tier = 0;

	while (tier < score->tier_count && points < score->tiers[tier].from)
		tier++;
	if (tier == score->tier_count)
		return err_new(view->scratch, "no risk tier starts at or below a score of %lld",
			       (long long)points);
	for (size_t i = 0; i < score->floor_count; i++) {
		size_t floor = tier_number(score, score->floors[i].tier);
		bool applies = false;

		TRY(floor_holds(view, system, &score->floors[i], &applies));
		if (applies && floor < tier)
			tier = floor;
	}
	*out = score->tiers[tier].name;
	return NULL;
}

static struct err *
weigh(struct view *view, const struct artifact *system, int64_t *points, struct str *tier)
{
	const struct score *score;

	TRY(table(view, &score));
	TRY(sum(view, system, score, points));
	return tier_of(view, system, score, *points, tier);
}

struct err *
risk_compute(struct view *view, struct artifact *system)
{
	struct str tier = {0};
	int64_t points = 0;

	TRY(weigh(view, system, &points, &tier));
	facts_set(system, "risk_score", value_int(points));
	facts_set(system, "risk_tier", value_str(tier));
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
	struct str tier = {0};
	int64_t points = 0;
	struct date date;

	facts_set(system, "review_due", value_null());
	if (plan->tier_ask_count == 0 || !last || last->type == VALUE_NULL)
		return NULL;
	if (!date_parse(value_string(last), &date))
		return err_new(view->scratch, "the last_review of %.*s is no date",
			       STR_ARG(system->id));
	TRY(weigh(view, system, &points, &tier));
	for (size_t i = 0; i < plan->tier_ask_count; i++)
		if (plan->tier_asks[i].has_review && str_equal(plan->tier_asks[i].tier, tier))
			facts_set(system, "review_due",
				  value_text(date_text(view->scratch,
						       date_add(date, plan->tier_asks[i].review))));
	return NULL;
}
