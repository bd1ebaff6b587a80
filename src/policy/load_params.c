/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters of a rule. In: `params:`. Out: typed parameters with bounds, and the two questions that
 * a plan asks of them: is this value right, and which of two values asks for more.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/glob.h"
#include "policy/load.h"

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

static const char *
type_words(enum param_type type)
{
	static const char *const words[] = {
		[PARAM_BOOL] = "true or false",
		[PARAM_INT] = "an integer",
		[PARAM_NUMBER] = "a number",
		[PARAM_STRING] = "a string",
		[PARAM_ENUM] = "a word",
		[PARAM_DATE] = "a date (YYYY-MM-DD)",
		[PARAM_DURATION] = "a duration (P1Y, P3M, P30D, PT72H)",
		[PARAM_GLOB] = "a glob",
		[PARAM_ROLE] = "the name of a role",
		[PARAM_LIST] = "a list",
		[PARAM_MAP] = "a map",
	};

	return words[type];
}

static bool
is_glob(struct loader *loader, const struct value *value)
{
	struct glob glob;
	struct err *err;

	if (value->type != VALUE_STRING)
		return false;
	err = glob_parse(&glob, loader->run, value->string);
	err_settle(err);
	return !err;
}

static bool
is_of_type(struct loader *loader, enum param_type type, const struct value *value)
{
	struct date date;
	struct period period;

	switch (type) {
	case PARAM_BOOL:
		return value->type == VALUE_BOOL;
	case PARAM_INT:
		return value->type == VALUE_INT;
	case PARAM_NUMBER:
		return is_number(value) && value_order(value, value) == 0;
	case PARAM_STRING:
	case PARAM_ENUM:
	case PARAM_ROLE:
		return value->type == VALUE_STRING && value->string.size > 0;
	case PARAM_DATE:
		return value->type == VALUE_STRING && date_parse(value->string, &date);
	case PARAM_DURATION:
		return value->type == VALUE_STRING && period_parse(value->string, &period);
	case PARAM_GLOB:
		return is_glob(loader, value);
	case PARAM_LIST:
		return value->type == VALUE_LIST;
	case PARAM_MAP:
		return value->type == VALUE_MAP;
	}
	return false;
}

static bool
is_within(struct loader *loader, const struct param *param, const struct value *value,
	  struct place place)
{
	const struct value *bound = NULL;
	const char *words = NULL;

	if (param->min && param_order(param->type, value, param->min) < 0) {
		bound = param->min;
		words = "at least";
	} else if (param->max && param_order(param->type, value, param->max) == 1) {
		bound = param->max;
		words = "at most";
	}
	if (!bound)
		return true;
	problem(loader, place, NULL, "'%.*s' is %s %.*s", STR_ARG(param->name), words,
		STR_ARG(value_show(loader->run, bound, 60)));
	return false;
}

static bool
is_enum_word(struct loader *loader, const struct param *param, const struct value *value,
	     struct place place)
{
	struct hint hint;

	if (!param->values || param_lists(param->values, value))
		return true;
	hint_init(&hint, loader, value->string);
	for (size_t i = 0; i < param->values->list.count; i++)
		hint_name(&hint, param->values->list.items[i].string);
	problem(loader, place, hint_text(&hint, "words"), "'%.*s' cannot be '%.*s'",
		STR_ARG(param->name), STR_ARG(value->string));
	return false;
}

static bool
elements_fit(struct loader *loader, const struct param *param, const struct value *value,
	     struct place place)
{
	size_t count = value->type == VALUE_LIST ? value->list.count : value->map.count;
	bool fit = true;

	for (size_t i = 0; i < count; i++) {
		const struct value *item = value->type == VALUE_LIST ? &value->list.items[i]
								     : &value->map.members[i].value;

		if (is_of_type(loader, param->element, item))
			continue;
		problem(loader, item->place.line > 0 ? item->place : place, NULL,
			"'%.*s' takes a %s of which each is %s, not %s", STR_ARG(param->name),
			words_param_type[param->type], type_words(param->element),
			value_article(item));
		fit = false;
	}
	return fit;
}

bool
param_accepts(struct loader *loader, const struct param *param, const struct value *value,
	      struct place place)
{
	if (value->place.line > 0)
		place = value->place;
	if (!is_of_type(loader, param->type, value)) {
		problem(loader, place, NULL, "'%.*s' takes %s, not %s", STR_ARG(param->name),
			type_words(param->type),
			value->type == VALUE_STRING
				? arena_print(loader->run, "'%.*s'", STR_ARG(value->string))
				: value_article(value));
		return false;
	}
	if (param->type == PARAM_LIST || param->type == PARAM_MAP)
		return entries_fit(loader, place, "list",
				   value->type == VALUE_LIST ? value->list.count
							     : value->map.count) &&
		       elements_fit(loader, param, value, place);
	if (param->type == PARAM_ENUM)
		return is_enum_word(loader, param, value, place);
	return is_within(loader, param, value, place);
}

static void
load_order(struct loader *loader, const struct field *field, struct param *out)
{
	const struct value *order = field->value;

	out->stricter = STRICTER_ORDER;
	out->order = order;
	if (out->type != PARAM_BOOL && out->type != PARAM_ENUM) {
		problem(loader, field_place(field), NULL,
			"only a bool or enum has an order written out");
		return;
	}
	for (size_t i = 0; i < order->list.count; i++)
		param_accepts(loader, out, &order->list.items[i], field_place(field));
	for (size_t i = 0; out->values && i < out->values->list.count; i++)
		if (!param_lists(order, &out->values->list.items[i]))
			problem(loader, field_place(field), NULL, "'stricter' leaves out '%.*s'",
				STR_ARG(out->values->list.items[i].string));
	if (out->type == PARAM_BOOL && order->list.count != 2)
		problem(loader, field_place(field), NULL,
			"'stricter' of a bool is [false, true] or [true, false]");
}

bool
param_has_direction(enum param_type type, enum stricter stricter)
{
	if (stricter == STRICTER_LOWER || stricter == STRICTER_HIGHER)
		return type == PARAM_INT || type == PARAM_NUMBER || type == PARAM_DATE ||
		       type == PARAM_DURATION;
	return type == PARAM_LIST || type == PARAM_MAP;
}

const char *
param_stricter_example(enum param_type type)
{
	switch (type) {
	case PARAM_INT:
	case PARAM_NUMBER:
	case PARAM_DATE:
	case PARAM_DURATION:
		return "stricter: lower, or higher";
	case PARAM_LIST:
	case PARAM_MAP:
		return "stricter: subset, or superset";
	case PARAM_BOOL:
		return "stricter: [false, true], the stricter last";
	case PARAM_ENUM:
		return "stricter: [a, b], the strictest last";
	case PARAM_STRING:
	case PARAM_GLOB:
	case PARAM_ROLE:
		break;
	}
	return NULL;
}

static void
load_stricter(struct loader *loader, const struct field *field, struct param *out)
{
	const struct value *value = field->value;
	struct hint hint;

	if (!value && field->key.line == 0 && param_stricter_example(out->type))
		problem(loader, out->place, param_stricter_example(out->type),
			"parameter '%.*s' does not say which of two values is the stricter",
			STR_ARG(out->name));
	if (!value)
		return;
	if (value->type == VALUE_LIST) {
		load_order(loader, field, out);
		return;
	}
	for (size_t i = 0; value->type == VALUE_STRING && words_stricter[i]; i++) {
		if (!str_is(value->string, words_stricter[i]))
			continue;
		out->stricter = (enum stricter)(STRICTER_LOWER + i);
		if (!param_has_direction(out->type, out->stricter))
			problem(loader, field_place(field), NULL,
				"'stricter: %s' does not go with type %s", words_stricter[i],
				words_param_type[out->type]);
		return;
	}
	hint_init(&hint, loader, value_string(value));
	for (size_t i = 0; words_stricter[i]; i++)
		hint_name(&hint, str_of(words_stricter[i]));
	problem(loader, field_place(field), hint_text(&hint, "words"),
		"'stricter' takes a word or a list, not %s",
		value->type == VALUE_STRING
			? arena_print(loader->run, "'%.*s'", STR_ARG(value->string))
			: value_article(value));
}

static void
load_bounds(struct loader *loader, const struct field *fields, struct param *out)
{
	static const size_t rows[] = {PARAM_KEY_MIN, PARAM_KEY_MAX};

	for (size_t i = 0; i < 2; i++) {
		const struct field *field = &fields[rows[i]];
		const char *name = keys_param.keys[rows[i]].name;

		if (!field->value)
			continue;
		if (out->type != PARAM_INT && out->type != PARAM_NUMBER &&
		    out->type != PARAM_DATE && out->type != PARAM_DURATION)
			problem(loader, field->key, NULL, "'%s' does not go with type %s", name,
				words_param_type[out->type]);
		else if (!is_of_type(loader, out->type, field->value))
			problem(loader, field_place(field), NULL, "'%s' takes %s, not %s", name,
				type_words(out->type), value_article(field->value));
		else if (rows[i] == PARAM_KEY_MIN)
			out->min = field->value;
		else
			out->max = field->value;
	}
	if (out->min && out->max && param_order(out->type, out->min, out->max) == 1)
		problem(loader, field_place(&fields[PARAM_KEY_MAX]), NULL,
			"'max' is below 'min': nothing is between them");
}

static void
load_element(struct loader *loader, const struct field *fields, struct param *out)
{
	bool nests = out->type == PARAM_LIST || out->type == PARAM_MAP;
	const struct field *of = &fields[PARAM_KEY_OF];
	const struct field *values = &fields[PARAM_KEY_VALUES];

	out->element = (enum param_type)field_word(of, words_param_type, PARAM_STRING);
	if (nests && !of->value)
		problem(loader, out->place, "of: string",
			"a parameter of type %s says what it is made of",
			words_param_type[out->type]);
	else if (!nests && of->value)
		problem(loader, of->key, NULL, "'of' does not go with type %s",
			words_param_type[out->type]);
	if (out->type == PARAM_ENUM && !values->value)
		problem(loader, out->place, "values: [a, b]", "an enum lists its 'values'");
	else if (out->type != PARAM_ENUM && values->value)
		problem(loader, values->key, NULL, "'values' does not go with type %s",
			words_param_type[out->type]);
	else
		out->values = values->value;
}

static bool
is_name(struct str name)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = name.data[i];

		if (!(c == '_' || (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9')))
			return false;
	}
	return name.size > 0;
}

static void
load_param(struct loader *loader, const struct value_member *member, struct param *out)
{
	struct field fields[KEYS_MAX];
	const struct field *initial = &fields[PARAM_KEY_DEFAULT];

	*out = (struct param){
		.name = member->key, .place = member->key_place, .type = PARAM_STRING};
	if (!is_name(member->key) || str_is(member->key, "severity"))
		problem(loader, member->key_place, "lower-case letters, digits and '_'",
			"'%.*s' is no name for a parameter", STR_ARG(member->key));
	if (!keys_read(loader, &keys_param, &member->value, member->key_place, fields) ||
	    !fields[PARAM_KEY_TYPE].value)
		return;
	out->type = (enum param_type)field_word(&fields[PARAM_KEY_TYPE], words_param_type,
						PARAM_STRING);
	load_element(loader, fields, out);
	load_bounds(loader, fields, out);
	load_stricter(loader, &fields[PARAM_KEY_STRICTER], out);
	if (initial->value && param_accepts(loader, out, initial->value, initial->key))
		out->initial = *initial->value;
}

void
load_params(struct loader *loader, const struct value *map, struct rule *rule)
{
	rule->params = arena_array(loader->run, map->map.count, sizeof *rule->params);
	for (size_t i = 0; i < map->map.count; i++)
		load_param(loader, &map->map.members[i], &rule->params[rule->param_count++]);
}
