/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands on the right of an operator. In: a constant or `$parameter`, and the type of what it is
 * compared with. Out: an operand whose type fits. Whether the name of a tier, stage or role exists
 * only the plan can tell; everything else is decided here, when the rule is read.
 */
#include <math.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/regex.h"
#include "check/check.h"
#include "policy/load.h"

const char *
fact_type_words(enum fact_type type)
{
	static const char *const words[] = {
		[FACT_BOOL] = "true or false",  [FACT_INT] = "an integer",
		[FACT_NUMBER] = "a number",     [FACT_STRING] = "a string",
		[FACT_DATE] = "a date",         [FACT_TIER] = "a tier",
		[FACT_STAGE] = "a stage",       [FACT_VENDOR_TIER] = "a tier",
		[FACT_SEVERITY] = "a severity", [FACT_LIST] = "a list",
		[FACT_MAP] = "a map",           [FACT_ANY] = "of any type",
	};

	return words[type];
}

/* What a type can be asked. */
static const char *
operators_of(enum fact_type type)
{
	switch (type) {
	case FACT_LIST:
	case FACT_MAP:
		return "is_set (elements are judged by absent or count)";
	case FACT_BOOL:
		return "equals, one_of, is_set";
	case FACT_STRING:
		return "equals, one_of, matches, is_set";
	default:
		return "at_least, at_most, above, below, equals, one_of, is_set";
	}
}

bool
operand_goes_with(enum fact_type type, enum operation operation)
{
	bool single = type != FACT_LIST && type != FACT_MAP;

	switch (operation) {
	case OPERATION_IS_SET:
		return true;
	case OPERATION_EQUALS:
	case OPERATION_ONE_OF:
		return single;
	case OPERATION_MATCHES:
		return type == FACT_STRING || type == FACT_ANY;
	default:
		return single && type != FACT_STRING && type != FACT_BOOL;
	}
}

struct str
operand_param(const struct value *value)
{
	if (value->type == VALUE_STRING && value->string.size > 1 && value->string.data[0] == '$' &&
	    value->string.data[1] != '$')
		return str_cut(value->string, 1, value->string.size);
	return (struct str){0};
}

struct value
operand_constant(const struct value *value)
{
	struct value constant = *value;

	if (value->type == VALUE_STRING && str_starts(value->string, STR("$$")))
		constant.string = str_cut(value->string, 1, value->string.size);
	return constant;
}

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || (value->type == VALUE_DOUBLE && !isnan(value->real));
}

static bool
constant_fits(enum fact_type type, const struct value *value)
{
	struct date date;

	switch (type) {
	case FACT_BOOL:
		return value->type == VALUE_BOOL;
	case FACT_INT:
	case FACT_NUMBER:
		return is_number(value);
	case FACT_STRING:
		return value->type == VALUE_STRING;
	case FACT_DATE:
		return value->type == VALUE_STRING && date_parse(value->string, &date);
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return value->type == VALUE_STRING && value->string.size > 0;
	case FACT_ANY:
		return value->type == VALUE_BOOL || value->type == VALUE_STRING || is_number(value);
	case FACT_LIST:
	case FACT_MAP:
		break;
	}
	return false;
}

static bool
param_fits(enum fact_type type, enum param_type param)
{
	switch (type) {
	case FACT_BOOL:
		return param == PARAM_BOOL;
	case FACT_INT:
	case FACT_NUMBER:
		return param == PARAM_INT || param == PARAM_NUMBER;
	case FACT_DATE:
		return param == PARAM_DATE;
	case FACT_STRING:
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return param == PARAM_STRING || param == PARAM_ENUM;
	case FACT_ANY:
		return param != PARAM_LIST && param != PARAM_MAP;
	case FACT_LIST:
	case FACT_MAP:
		break;
	}
	return false;
}

static bool
load_param(struct scope *scope, const struct ref *ref, enum operation operation, struct str name,
	   struct place place, struct operand *out)
{
	const struct param *param;
	bool fits;

	out->is_param = true;
	out->param = name_param(scope, name, place);
	if (out->param == SIZE_MAX)
		return false;
	param = &scope->rule->params[out->param];
	switch (operation) {
	case OPERATION_IS_SET:
		fits = param->type == PARAM_BOOL;
		break;
	case OPERATION_MATCHES:
		fits = param->type == PARAM_STRING;
		break;
	case OPERATION_ONE_OF:
		fits = param->type == PARAM_LIST && param_fits(ref->type, param->element);
		break;
	default:
		fits = param_fits(ref->type, param->type);
	}
	if (!fits && !scope->params_are_off)
		problem(scope->loader, place, NULL,
			"'$%.*s' is a parameter of type %s and does not go with '%.*s' (%s: %s)",
			STR_ARG(name), words_param_type[param->type], STR_ARG(ref->text),
			operation_name(operation), fact_type_words(ref->type));
	return fits;
}

static bool
load_list(struct scope *scope, const struct ref *ref, const struct value *value, struct place place,
	  struct operand *out)
{
	bool fits = true;

	if (value->type != VALUE_LIST || value->list.count == 0) {
		problem(scope->loader, place, NULL, "'one_of' takes a list of values, not %s",
			value->type == VALUE_LIST ? "an empty one" : value_article(value));
		return false;
	}
	out->constant = value_list();
	for (size_t i = 0; i < value->list.count; i++) {
		const struct value *item = &value->list.items[i];
		struct place at = item->place.line > 0 ? item->place : place;

		if (operand_param(item).data) {
			problem(scope->loader, at, "one_of: $name takes a list as a parameter",
				"a parameter cannot be one of several values");
			fits = false;
		} else if (!constant_fits(ref->type, item)) {
			problem(scope->loader, at, NULL, "'%.*s' is %s and cannot be %s",
				STR_ARG(ref->text), fact_type_words(ref->type),
				value_article(item));
			fits = false;
		}
		value_add(scope->loader->run, &out->constant, operand_constant(item));
	}
	out->constant.place = value->place;
	return fits;
}

static bool
load_pattern(struct scope *scope, const struct value *value, struct place place,
	     const struct regex **regex)
{
	struct regex *compiled = NULL;
	struct err *err;

	if (value->type != VALUE_STRING) {
		problem(scope->loader, place, NULL, "'matches' takes a regular expression, not %s",
			value_article(value));
		return false;
	}
	err = regex_compile(&compiled, scope->loader->run, operand_constant(value).string,
			    REGEX_POLICY);
	if (err) {
		err_settle(err);
		problem(scope->loader, place, err->help, "%s", err->message);
		return false;
	}
	*regex = compiled;
	return true;
}

bool
load_operand(struct scope *scope, const struct ref *ref, enum operation operation,
	     const struct value *value, struct place place, struct operand *out,
	     const struct regex **regex)
{
	struct str param = operand_param(value);
	bool whole = ref->root == REF_RELATED && ref->fact == REF_WHOLE;

	*out = (struct operand){0};
	if (whole && operation != OPERATION_IS_SET) {
		problem(scope->loader, place, "ask for one of its facts, or is_set",
			"'%.*s' is an artifact, not a value", STR_ARG(ref->text));
		return false;
	}
	if (!operand_goes_with(ref->type, operation)) {
		problem(scope->loader, place,
			arena_print(scope->loader->run, "it takes %s", operators_of(ref->type)),
			"'%s' does not go with '%.*s', which is %s", operation_name(operation),
			STR_ARG(ref->text), fact_type_words(ref->type));
		return false;
	}
	if (value->place.line > 0)
		place = value->place;
	if (param.data)
		return load_param(scope, ref, operation, param, place, out);
	if (operation == OPERATION_ONE_OF)
		return load_list(scope, ref, value, place, out);
	out->constant = operand_constant(value);
	if (operation == OPERATION_MATCHES)
		return load_pattern(scope, value, place, regex);
	if (operation == OPERATION_IS_SET ? value->type == VALUE_BOOL
					  : constant_fits(ref->type, value))
		return true;
	problem(scope->loader, place, NULL, "'%s' takes %s here, not %s", operation_name(operation),
		operation == OPERATION_IS_SET ? "true or false"
		: ref->type == FACT_ANY       ? "a single value"
					      : fact_type_words(ref->type),
		value_article(value));
	return false;
}
