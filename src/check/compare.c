/* SPDX-License-Identifier: Apache-2.0
 *
 * compare: a fact against a constant, a parameter or another fact. In: fact, one comparison, and with
 * `to` the other fact, where the comparison is written `at_least: true` (none written means equals).
 * Finds: a comparison that fails, at the fact's place. Either side unknown is not verified.
 */
#include "check/internal.h"

enum {
	FACT,
	AT_LEAST,
	AT_MOST,
	ABOVE,
	BELOW,
	EQUALS,
	TO,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "what is compared"},
	[AT_LEAST] = {"at_least", ARG_ANY, false, "it is this or more"},
	[AT_MOST] = {"at_most", ARG_ANY, false, "it is this or less"},
	[ABOVE] = {"above", ARG_ANY, false, "it is more than this"},
	[BELOW] = {"below", ARG_ANY, false, "it is less than this"},
	[EQUALS] = {"equals", ARG_ANY, false, "it is this"},
	[TO] = {"to", ARG_OTHER, false, "the other fact, in place of a constant"},
	{0},
};

static const enum operation operators[] = {
	[AT_LEAST] = OPERATION_AT_LEAST, [AT_MOST] = OPERATION_AT_MOST, [ABOVE] = OPERATION_ABOVE,
	[BELOW] = OPERATION_BELOW,       [EQUALS] = OPERATION_EQUALS,
};

static const char *const binds[] = {"value", "expected", NULL};

static const char *const needs[] = {"at_least", "at_most", "above", "below", "equals", "to", NULL};

/* The comparison that was written; TO when there is none. */
static size_t
written(const struct arg *given)
{
	for (size_t i = AT_LEAST; i <= EQUALS; i++)
		if (given[i].given)
			return i;
	return TO;
}

static const char *
refuse(const struct arg *given)
{
	size_t which = written(given);

	for (size_t i = which + 1; i <= EQUALS; i++)
		if (given[i].given)
			return "takes one comparison; join several by 'all'";
	if (given[TO].given && str_equal(given[TO].ref.text, given[FACT].ref.text))
		return "compares a fact with itself: that is always the same";
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	size_t which = written(given);
	enum operation operation = which == TO ? OPERATION_EQUALS : operators[which];
	const struct value *other = NULL;
	struct artifact *source = NULL;
	struct arg operand = {0};

	if (!given[TO].given)
		return check_one_value(item, &given[FACT], operation, &given[which]);
	TRY(check_value(item, &given[TO].ref, &other, &source));
	trace_found(item, given[TO].ref.text, given[TO].ref.def, other, source);
	if (!other || other->type == VALUE_NULL)
		return err_new(item->view->scratch, "'%.*s' is not given",
			       STR_ARG(given[TO].ref.text));
	operand.operand.constant = *other;
	return check_one_value(item, &given[FACT], operation, &operand);
}

const struct check check_compare = {
	.name = "compare",
	.summary = "a fact compares with a constant or another fact",
	.args = args,
	.binds = binds,
	.judge = judge,
	.needs = needs,
	.refuse = refuse,
};
