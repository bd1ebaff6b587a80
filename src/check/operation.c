/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing a value with an operand. In: a value of a typed fact, an operation, an operand. Out:
 * whether it holds, or an error.
 *
 * The one thing to know: what cannot be compared is an error, never "does not hold", because a
 * condition that is false takes its rule out of the way. So null, NaN, a tier that no pack names, a
 * date that is none and a text beside a number are all errors. Only is_set speaks of null.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/regex.h"
#include "base/suggest.h"
#include "check/internal.h"

static const char *const names[] = {
	[OPERATION_AT_LEAST] = "at_least", [OPERATION_AT_MOST] = "at_most",
	[OPERATION_ABOVE] = "above",       [OPERATION_BELOW] = "below",
	[OPERATION_EQUALS] = "equals",     [OPERATION_ONE_OF] = "one_of",
	[OPERATION_MATCHES] = "matches",   [OPERATION_IS_SET] = "is_set",
};

bool
operation_named(struct str word, enum operation *out)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i])) {
			*out = (enum operation)i;
			return true;
		}
	return false;
}

const char *
operation_name(enum operation operation)
{
	return names[operation];
}

/* How the value is called in errors; a value of a record may be quoted, one of data may not. */
static struct err *
incomparable(struct item *item, const struct comparison *comparison, const char *why)
{
	return err_new(item->view->scratch, "'%.*s' %s", STR_ARG(comparison->name), why);
}

/* ": did you mean 'production'?", or "" where no word is near. */
static const char *
nearest(struct item *item, struct str word, const struct ranked_words *words)
{
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, word);
	for (size_t i = 0; i < words->count; i++)
		suggest_name(&suggest, words->items[i]);
	best = suggest_best(&suggest);
	if (!best.data)
		return "";
	return arena_print(item->view->scratch, ": did you mean '%.*s'?", STR_ARG(best));
}

static struct err *
order_ranks(struct item *item, const struct comparison *comparison, const struct value *operand,
	    int *out)
{
	const struct plan *plan = item->view->plan;
	struct ranked_words words = plan_words(plan, comparison->type);
	const struct value *value = comparison->value;
	size_t left, right;

	if (value->type != VALUE_STRING || operand->type != VALUE_STRING)
		return incomparable(
			item, comparison,
			arena_print(item->view->scratch, "is not the name of a %s", words.noun));
	left = plan_rank(plan, comparison->type, value->string);
	right = plan_rank(plan, comparison->type, operand->string);
	if (left == SIZE_MAX || right == SIZE_MAX) {
		struct str word = left == SIZE_MAX ? value->string : operand->string;

		return err_new(item->view->scratch, "'%.*s' compares with '%.*s', which is no %s%s",
			       STR_ARG(comparison->name), STR_ARG(word), words.noun,
			       nearest(item, word, &words));
	}
	*out = left < right ? -1 : left > right;
	return NULL;
}

static struct err *
order_dates(struct item *item, const struct comparison *comparison, const struct value *operand,
	    int *out)
{
	struct date left, right;

	if (!date_parse(value_string(comparison->value), &left))
		return incomparable(item, comparison, "is not a date (YYYY-MM-DD)");
	if (!date_parse(value_string(operand), &right))
		return incomparable(item, comparison, "is compared with what is not a date");
	*out = date_compare(left, right);
	return NULL;
}

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

static struct err *
order_numbers(struct item *item, const struct comparison *comparison, const struct value *operand,
	      int *out)
{
	if (!is_number(comparison->value) || !is_number(operand))
		return incomparable(item, comparison, "is not a number");
	*out = value_order(comparison->value, operand);
	if (*out == 2)
		return incomparable(item, comparison, "has no order (NaN)");
	return NULL;
}

/* Something whose type the document decides: numbers, or texts that are both dates. */
static struct err *
order_anything(struct item *item, const struct comparison *comparison, const struct value *operand,
	       int *out)
{
	if (comparison->value->type == VALUE_STRING && operand->type == VALUE_STRING)
		return order_dates(item, comparison, operand, out);
	return order_numbers(item, comparison, operand, out);
}

static struct err *
order(struct item *item, const struct comparison *comparison, const struct value *operand, int *out)
{
	switch (comparison->type) {
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return order_ranks(item, comparison, operand, out);
	case FACT_DATE:
		return order_dates(item, comparison, operand, out);
	case FACT_INT:
	case FACT_NUMBER:
		return order_numbers(item, comparison, operand, out);
	case FACT_ANY:
		return order_anything(item, comparison, operand, out);
	case FACT_BOOL:
	case FACT_STRING:
	case FACT_LIST:
	case FACT_MAP:
		break;
	}
	return incomparable(item, comparison, "has no order");
}

static struct err *
equal(struct item *item, const struct comparison *comparison, const struct value *operand,
      bool *out)
{
	const struct value *value = comparison->value;
	int result = 0;

	if (fact_is_ranked(comparison->type) || comparison->type == FACT_DATE ||
	    (is_number(value) && is_number(operand))) {
		if (is_number(value))
			TRY(order_numbers(item, comparison, operand, &result));
		else
			TRY(order(item, comparison, operand, &result));
		*out = result == 0;
		return NULL;
	}
	if (value->type != operand->type)
		return err_new(item->view->scratch, "'%.*s' is %s and cannot be compared with %s",
			       STR_ARG(comparison->name), value_type_name(value->type),
			       value_type_name(operand->type));
	if (value->type == VALUE_LIST || value->type == VALUE_MAP)
		return incomparable(item, comparison, "is no single value");
	*out = value_equal(value, operand);
	return NULL;
}

static struct err *
one_of(struct item *item, const struct comparison *comparison, bool *out)
{
	const struct value *list = comparison->operand;

	*out = false;
	if (list->type != VALUE_LIST)
		return incomparable(item, comparison, "is compared with what is no list");
	for (size_t i = 0; i < list->list.count && !*out; i++)
		TRY(equal(item, comparison, &list->list.items[i], out));
	return NULL;
}

static struct err *
matches(struct item *item, const struct comparison *comparison, bool *out)
{
	struct arena *scratch = item->view->scratch;
	struct regex *compiled = NULL;
	const struct regex *regex = comparison->regex;

	if (comparison->value->type != VALUE_STRING)
		return err_new(scratch, "'%.*s' is %s, not a string", STR_ARG(comparison->name),
			       value_type_name(comparison->value->type));
	if (!regex) {
		if (comparison->operand->type != VALUE_STRING)
			return incomparable(item, comparison, "is matched with what is no pattern");
		TRY(regex_compile(&compiled, scratch, comparison->operand->string, REGEX_POLICY));
		regex = compiled;
	}
	switch (regex_match(regex, scratch, comparison->value->string, NULL)) {
	case REGEX_MATCH:
		*out = true;
		return NULL;
	case REGEX_NO_MATCH:
		*out = false;
		return NULL;
	case REGEX_UNDECIDED:
		break;
	}
	return incomparable(item, comparison, "could not be matched within the limits");
}

static struct err *
ordered(struct item *item, const struct comparison *comparison, bool *out)
{
	int result = 0;

	TRY(order(item, comparison, comparison->operand, &result));
	switch (comparison->operation) {
	case OPERATION_AT_LEAST:
		*out = result >= 0;
		return NULL;
	case OPERATION_AT_MOST:
		*out = result <= 0;
		return NULL;
	case OPERATION_ABOVE:
		*out = result > 0;
		return NULL;
	default:
		*out = result < 0;
		return NULL;
	}
}

struct err *
check_operation(struct item *item, const struct comparison *comparison, bool *out)
{
	const struct value *value = comparison->value;
	bool set = value && value->type != VALUE_NULL;

	*out = false;
	if (!comparison->operand || comparison->operand->type == VALUE_NULL)
		return incomparable(item, comparison, "is compared with nothing");
	if (comparison->operation == OPERATION_IS_SET) {
		if (comparison->operand->type != VALUE_BOOL)
			return incomparable(item, comparison, "is_set takes true or false");
		*out = set == comparison->operand->boolean;
		return NULL;
	}
	if (!set)
		return err_help(incomparable(item, comparison, "is not given"),
				"a rule that can do without it asks first: %.*s: {is_set: true}",
				STR_ARG(comparison->name));
	switch (comparison->operation) {
	case OPERATION_EQUALS:
		return equal(item, comparison, comparison->operand, out);
	case OPERATION_ONE_OF:
		return one_of(item, comparison, out);
	case OPERATION_MATCHES:
		return matches(item, comparison, out);
	default:
		return ordered(item, comparison, out);
	}
}
