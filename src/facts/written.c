/* SPDX-License-Identifier: Apache-2.0
 *
 * A predicate and a record in, whether it holds out.
 *
 * The one thing to know: what cannot be compared is an error, never "does not hold". A floor that does
 * not hold lets a tier down, and a word in place of a yes is no answer.
 */
#include "facts/written.h"

#include "base/arena.h"
#include "base/regex.h"
#include "expr/expr.h"
#include "model/evidence.h"
#include "model/rank.h"

struct asking {
	struct view *view;
	const struct artifact *artifact;
	const char *what;
	bool absent_fails;
};

const struct value *
written_value(const struct artifact *artifact, const struct ref *ref)
{
	const char *key = artifact->kind->facts[ref->fact].key;
	const struct value *value = key ? value_get(artifact->record, str_of(key)) : NULL;

	return ref->field.size > 0 ? value_path(value, ref->field) : value;
}

static struct err *
incomparable(const struct asking *asking, const struct ref *ref)
{
	return err_new(asking->view->scratch,
		       "%s of %.*s compares '%.*s' in a way that its value does not allow",
		       asking->what, STR_ARG(asking->artifact->id), STR_ARG(ref->text));
}

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

static struct err *
equals(const struct asking *asking, const struct ref *ref, const struct value *value,
       const struct value *operand, bool *out)
{
	bool is_ordered = fact_is_ranked(ref->type) || ref->type == FACT_DATE ||
			  (is_number(value) && is_number(operand));
	int order;

	if (!is_ordered) {
		if (value->type != operand->type)
			return err_new(asking->view->scratch,
				       "%s of %.*s asks for '%.*s', which is %s and cannot be "
				       "compared with %s",
				       asking->what, STR_ARG(asking->artifact->id),
				       STR_ARG(ref->text), value_type_name(value->type),
				       value_type_name(operand->type));
		if (value->type == VALUE_LIST || value->type == VALUE_MAP)
			return incomparable(asking, ref);
		*out = value_equal(value, operand);
		return NULL;
	}
	order = plan_order(asking->view->plan, ref->type, value, operand);
	if (order == 2)
		return incomparable(asking, ref);
	*out = order == 0;
	return NULL;
}

static struct err *
one_of(const struct asking *asking, const struct ref *ref, const struct value *value,
       const struct value *list, bool *out)
{
	*out = false;
	for (size_t i = 0; list->type == VALUE_LIST && i < list->list.count && !*out; i++)
		TRY(equals(asking, ref, value, &list->list.items[i], out));
	return NULL;
}

static struct err *
matches(const struct asking *asking, const struct condition *condition, const struct value *value,
	bool *out)
{
	if (value->type != VALUE_STRING || !condition->regex)
		return incomparable(asking, &condition->ref);
	switch (regex_match(condition->regex, asking->view->scratch, value->string, NULL)) {
	case REGEX_MATCH:
		*out = true;
		return NULL;
	case REGEX_NO_MATCH:
		*out = false;
		return NULL;
	case REGEX_UNDECIDED:
		break;
	}
	return incomparable(asking, &condition->ref);
}

static struct err *
ordered(const struct asking *asking, const struct condition *condition, const struct value *value,
	bool *out)
{
	int order = plan_order(asking->view->plan, condition->ref.type, value,
			       &condition->operand.constant);

	if (order == 2)
		return incomparable(asking, &condition->ref);
	*out = condition->operation == OPERATION_AT_LEAST  ? order >= 0
	       : condition->operation == OPERATION_AT_MOST ? order <= 0
	       : condition->operation == OPERATION_ABOVE   ? order > 0
							   : order < 0;
	return NULL;
}

static struct err *
holds(const struct asking *asking, const struct condition *condition, bool *out)
{
	const struct value *operand = &condition->operand.constant;
	const struct value *value = written_value(asking->artifact, &condition->ref);
	bool is_given = value && value->type != VALUE_NULL;
	bool is_filled = is_given && evidence_emptiness(value) == EMPTINESS_FILLED;
	bool is_set = asking->absent_fails ? is_filled : is_given;

	*out = false;
	/* What is there and says nothing meets both questions of a floor, and no issue's. */
	if (condition->operation == OPERATION_IS_SET) {
		*out = operand->boolean ? is_set : !is_filled;
		return NULL;
	}
	if (asking->absent_fails && !is_set)
		return NULL;
	if (!is_set)
		return err_new(asking->view->scratch,
			       "%s of %.*s asks for '%.*s', which is not given", asking->what,
			       STR_ARG(asking->artifact->id), STR_ARG(condition->ref.text));
	switch (condition->operation) {
	case OPERATION_EQUALS:
		return equals(asking, &condition->ref, value, operand, out);
	case OPERATION_ONE_OF:
		return one_of(asking, &condition->ref, value, operand, out);
	case OPERATION_MATCHES:
		return matches(asking, condition, value, out);
	default:
		return ordered(asking, condition, value, out);
	}
}

/* A record and the time of the run as what names in an expression stand for. */
struct host {
	struct expr_scope scope;
	const struct asking *asking;
	bool unanswered; /* something that is asked for is not there */
};

static struct err *
root_value(struct expr_scope *scope, size_t slot, struct arena *scratch, struct expr_value *out)
{
	const struct asking *asking = ((const struct host *)scope)->asking;

	(void)scratch;
	*out = slot == EXPRESSION_NOW
		       ? (struct expr_value){.type = EXPR_TIMESTAMP,
					     .integer = asking->view->plan->now.seconds}
		       : (struct expr_value){.type = EXPR_OBJECT, .object = asking->artifact};
	return NULL;
}

static struct err *
field_value(struct expr_scope *scope, const struct expr_value *object, size_t slot,
	    struct arena *scratch, struct expr_value *out)
{
	struct host *host = (struct host *)scope;
	const struct artifact *artifact = host->asking->artifact;
	const struct ref ref = {.fact = slot};
	const struct value *value = written_value(artifact, &ref);

	(void)object;
	if (host->asking->absent_fails && value && evidence_emptiness(value) != EMPTINESS_FILLED)
		value = NULL;
	host->unanswered |= !value || value->type == VALUE_NULL;
	return expr_from_fact(&artifact->kind->facts[slot], value, scratch, out);
}

static struct err *
expression_holds(const struct asking *asking, const struct expr *expr, bool *out)
{
	struct host host = {
		.scope = {.root = root_value, .field = field_value},
		.asking = asking,
	};
	struct arena *scratch = asking->view->scratch;
	struct expr_value value = {0};
	struct err *err = expr_evaluate(expr, &host.scope, scratch, &value);

	*out = false;
	if (asking->absent_fails && host.unanswered && (err || value.type != EXPR_BOOL)) {
		err_settle(err);
		return NULL;
	}
	if (err)
		return err_wrap(scratch, err, "%s of %.*s", asking->what,
				STR_ARG(asking->artifact->id));
	if (value.type != EXPR_BOOL)
		return err_new(scratch, "%s of %.*s is %s, neither true nor false", asking->what,
			       STR_ARG(asking->artifact->id), expr_type_name(value.type));
	*out = value.boolean;
	return NULL;
}

struct err *
written_holds(struct view *view, const struct artifact *artifact, const struct predicate *predicate,
	      const char *what, bool absent_fails, bool *out)
{
	const struct asking asking = {view, artifact, what, absent_fails};

	*out = true;
	for (size_t i = 0; *out && i < predicate->count; i++)
		TRY(holds(&asking, &predicate->conditions[i], out));
	return predicate->expr ? expression_holds(&asking, predicate->expr, out) : NULL;
}
