/* SPDX-License-Identifier: Apache-2.0
 *
 * The arguments of one check. In: the values by the check's table. Out: references, operands, patterns
 * and predicates, each of the type that the table says. What an argument may be often follows from
 * another (`where` from `fact`, `fields` from `in`), so those come first.
 */
#include "base/arena.h"
#include "base/date.h"
#include "check/check.h"
#include "facts/facts.h"
#include "policy/load.h"

/* One check while its arguments are loaded. */
struct loading {
	struct scope *scope;
	const struct check *check;
	const struct field *fields;
	struct arg *args;
};

/* The argument of a type, or NULL where the check has none or it was not given. */
static struct arg *
arg_of(const struct loading *loading, enum arg_type type)
{
	for (size_t i = 0; loading->check->args[i].name; i++)
		if (loading->check->args[i].type == type && loading->args[i].given)
			return &loading->args[i];
	return NULL;
}

/* Whether an argument of the type was written, right or wrong. */
static bool
was_given(const struct loading *loading, enum arg_type type)
{
	for (size_t i = 0; loading->check->args[i].name; i++)
		if (loading->check->args[i].type == type && loading->fields[i].value)
			return true;
	return false;
}

static bool
has_arg(const struct check *check, enum arg_type type)
{
	for (size_t i = 0; check->args[i].name; i++)
		if (check->args[i].type == type)
			return true;
	return false;
}

bool
check_can_look_at(const struct check *check, enum fact_type type)
{
	if (type == FACT_ANY)
		return true;
	if (has_arg(check, ARG_PERIOD))
		return type == FACT_DATE;
	if (has_arg(check, ARG_FIELD) && type == FACT_LIST)
		return true;
	if (has_arg(check, ARG_WHERE) && !has_arg(check, ARG_FIELD))
		return type == FACT_LIST;
	if (has_arg(check, ARG_KIND))
		return type == FACT_LIST || type == FACT_STRING;
	return type != FACT_LIST && type != FACT_MAP;
}

static bool
is_text(struct loading *loading, size_t i)
{
	const struct value *value = loading->fields[i].value;

	if (value->type == VALUE_STRING && value->string.size > 0)
		return true;
	problem(loading->scope->loader, field_place(&loading->fields[i]), NULL,
		"'%s' takes a name, not %s", loading->check->args[i].name,
		value->type == VALUE_STRING ? "an empty string" : value_article(value));
	return false;
}

static void
load_fact_arg(struct loading *loading, size_t i)
{
	struct loader *loader = loading->scope->loader;
	struct arg *arg = &loading->args[i];
	struct place place = field_place(&loading->fields[i]);

	if (!is_text(loading, i) ||
	    !name_fact(loading->scope, loading->fields[i].value->string, place, &arg->ref))
		return;
	if (arg->ref.root == REF_RELATED && arg->ref.fact == REF_WHOLE)
		problem(loader, place, NULL, "'%.*s' is an artifact; name one of its facts",
			STR_ARG(arg->ref.text));
	else if (!check_can_look_at(loading->check, arg->ref.type))
		problem(loader, place,
			arg->ref.type == FACT_LIST
				? "elements of a list are judged by absent or count"
				: NULL,
			"'%s' cannot look at '%.*s', which is %s", loading->check->name,
			STR_ARG(arg->ref.text), fact_type_words(arg->ref.type));
	else
		arg->given = true;
}

static void
load_root_arg(struct loading *loading, size_t i)
{
	struct arg *arg = &loading->args[i];

	arg->given =
		is_text(loading, i) && name_root(loading->scope, loading->fields[i].value->string,
						 field_place(&loading->fields[i]), &arg->ref);
}

/* $name of a type; false (and a problem) when it is another. */
static bool
load_param_arg(struct loading *loading, size_t i, struct str name, enum param_type type,
	       const enum param_type *element)
{
	struct loader *loader = loading->scope->loader;
	struct arg *arg = &loading->args[i];
	struct place place = field_place(&loading->fields[i]);
	const struct param *param;

	arg->operand.is_param = true;
	arg->operand.param = name_param(loading->scope, name, place);
	if (arg->operand.param == SIZE_MAX)
		return false;
	param = &loading->scope->rule->params[arg->operand.param];
	if ((param->type == type && (!element || param->element == *element)) ||
	    loading->scope->params_are_off)
		return true;
	if (element)
		problem(loader, place, NULL, "'%s' takes a parameter of type %s of %s, not %s",
			loading->check->args[i].name, words_param_type[type],
			words_param_type[*element], words_param_type[param->type]);
	else
		problem(loader, place, NULL, "'%s' takes a parameter of type %s, not %s",
			loading->check->args[i].name, words_param_type[type],
			words_param_type[param->type]);
	return false;
}

/* A list of texts, or $name of one; with a kind they are names of its facts. */
static void
load_texts(struct loading *loading, size_t i, const struct kind *kind)
{
	struct loader *loader = loading->scope->loader;
	const struct value *value = loading->fields[i].value;
	static const enum param_type strings = PARAM_STRING;
	struct str param = operand_param(value);
	struct arg *arg = &loading->args[i];
	struct ref ref;

	if (param.data) {
		arg->given = load_param_arg(loading, i, param, PARAM_LIST, &strings);
		return;
	}
	arg->operand.constant = *value;
	if (value->type != VALUE_LIST || value->list.count == 0) {
		problem(loader, field_place(&loading->fields[i]), NULL,
			"'%s' takes a list of names, not %s", loading->check->args[i].name,
			value->type == VALUE_LIST ? "an empty one" : value_article(value));
		return;
	}
	arg->given = true;
	for (size_t n = 0; n < value->list.count; n++) {
		const struct field item = {&value->list.items[n], loading->fields[i].key};

		if (item.value->type != VALUE_STRING || item.value->string.size == 0)
			problem(loader, field_place(&item), NULL, "'%s' takes names, not %s",
				loading->check->args[i].name,
				item.value->type == VALUE_STRING ? "an empty one"
								 : value_article(item.value));
		else if (kind)
			name_field(loader, kind, item.value->string, field_place(&item), &ref);
	}
}

static void
load_names_arg(struct loading *loading, size_t i)
{
	const struct arg *root = arg_of(loading, ARG_ROOT);
	const struct kind *kind = loading->scope->kind;

	if (!root && was_given(loading, ARG_ROOT))
		return; /* whose fields these are is a problem already */
	if (root)
		kind = facts_kind(str_of(facts_relation(kind, root->ref.relation)->to));
	load_texts(loading, i, kind);
}

static void
load_as_arg(struct loading *loading, size_t i)
{
	struct arg *arg = &loading->args[i];
	struct str name;

	if (!is_text(loading, i))
		return;
	name = loading->fields[i].value->string;
	for (size_t n = 0; n < name.size; n++)
		if (!(name.data[n] == '_' || (name.data[n] >= 'a' && name.data[n] <= 'z'))) {
			problem(loading->scope->loader, field_place(&loading->fields[i]),
				"lower-case letters and '_'", "'%.*s' is no name for an element",
				STR_ARG(name));
			return;
		}
	if (str_is(name, loading->scope->kind->name) || str_is(name, "params") ||
	    str_is(name, "now")) {
		problem(loading->scope->loader, field_place(&loading->fields[i]),
			"call an element something else",
			"'%.*s' is what expressions call something else", STR_ARG(name));
		return;
	}
	arg->name = name;
	arg->given = true;
}

static void
load_where_arg(struct loading *loading, size_t i)
{
	const struct arg *fact = arg_of(loading, ARG_FACT);
	const struct arg *as = arg_of(loading, ARG_AS);
	struct scope scope = *loading->scope;

	if (!fact || (!as && was_given(loading, ARG_AS)))
		return; /* that is a problem already */
	scope.list = &fact->ref;
	scope.element = as ? as->name : (struct str){0};
	load_conditions(&scope, loading->fields[i].value, "where", &loading->args[i].where);
	loading->args[i].given = true;
}

/* An integer from 0 or a duration, or $name of one. */
static void
load_amount(struct loading *loading, size_t i, enum param_type type)
{
	const struct value *value = loading->fields[i].value;
	struct str param = operand_param(value);
	struct arg *arg = &loading->args[i];
	bool number = type == PARAM_INT;
	enum value_type written = number ? VALUE_INT : VALUE_STRING;
	struct period period;

	arg->given = true;
	arg->operand.constant = *value;
	if (param.data)
		load_param_arg(loading, i, param, type, NULL);
	else if (value->type != written ||
		 (number ? value->integer < 0 : !period_parse(value->string, &period)))
		problem(loading->scope->loader, field_place(&loading->fields[i]),
			number ? NULL : "P1Y, P3M, P30D or PT72H", "'%s' takes %s, not %s",
			loading->check->args[i].name, number ? "an integer from 0" : "a duration",
			value->type != written ? value_article(value)
			: number               ? "a negative one"
					       : "this text");
}

/* A comparison whose operator is the argument's own name, or `one_of`, or `matches`. */
static void
load_operand_arg(struct loading *loading, size_t i, enum operation operation)
{
	const struct arg *fact = arg_of(loading, ARG_FACT);
	struct arg *arg = &loading->args[i];

	arg->given = true;
	if (fact)
		load_operand(loading->scope, &fact->ref, operation, loading->fields[i].value,
			     loading->fields[i].key, &arg->operand, &arg->regex);
}

static void
load_any_arg(struct loading *loading, size_t i)
{
	enum operation operation = OPERATION_EQUALS;

	operation_named(str_of(loading->check->args[i].name), &operation);
	if (was_given(loading, ARG_OTHER)) {
		const struct value *value = loading->fields[i].value;

		if (value->type != VALUE_BOOL || !value->boolean)
			problem(loading->scope->loader, field_place(&loading->fields[i]),
				arena_print(loading->scope->loader->run, "%s: true",
					    loading->check->args[i].name),
				"beside 'to' a comparison is written as 'true'");
		loading->args[i].operand.constant = *value;
		loading->args[i].given = true;
		return;
	}
	load_operand_arg(loading, i, operation);
}

bool
operand_types_compare(enum fact_type a, enum fact_type b)
{
	return a == FACT_ANY || b == FACT_ANY || a == b || (a == FACT_INT && b == FACT_NUMBER) ||
	       (a == FACT_NUMBER && b == FACT_INT);
}

static void
load_other_arg(struct loading *loading, size_t i)
{
	const struct arg *fact = arg_of(loading, ARG_FACT);
	struct arg *arg = &loading->args[i];
	struct place place = field_place(&loading->fields[i]);

	if (!is_text(loading, i) ||
	    !name_fact(loading->scope, loading->fields[i].value->string, place, &arg->ref))
		return;
	arg->given = true;
	if (arg->ref.root == REF_RELATED && arg->ref.fact == REF_WHOLE)
		problem(loading->scope->loader, place, NULL,
			"'%.*s' is an artifact; name one of its facts", STR_ARG(arg->ref.text));
	else if (fact && !operand_types_compare(fact->ref.type, arg->ref.type))
		problem(loading->scope->loader, place, NULL,
			"'%.*s' is %s and cannot be compared with '%.*s', which is %s",
			STR_ARG(fact->ref.text), fact_type_words(fact->ref.type),
			STR_ARG(arg->ref.text), fact_type_words(arg->ref.type));
}

static void
load_kind_arg(struct loading *loading, size_t i)
{
	struct arg *arg = &loading->args[i];
	struct hint hint;
	struct str name;

	if (!is_text(loading, i))
		return;
	name = loading->fields[i].value->string;
	arg->kind = facts_kind(name);
	arg->given = arg->kind != NULL;
	if (arg->kind)
		return;
	hint_init(&hint, loading->scope->loader, name);
	for (size_t n = 0; facts_kinds[n]; n++)
		hint_name(&hint, str_of(facts_kinds[n]->name));
	problem(loading->scope->loader, field_place(&loading->fields[i]), hint_text(&hint, "kinds"),
		"unknown kind '%.*s'", STR_ARG(name));
}

static void
load_protect_arg(struct loading *loading, size_t i)
{
	const struct value *value = loading->fields[i].value;
	struct str param = operand_param(value);
	static const enum param_type maps = PARAM_MAP;
	struct arg *arg = &loading->args[i];
	const struct param *declared;

	arg->given = true;
	arg->operand.constant = *value;
	if (!param.data) {
		protect_accepts(loading->scope->loader, value, loading->fields[i].key);
		return;
	}
	if (!load_param_arg(loading, i, param, PARAM_LIST, &maps))
		return;
	declared = &loading->scope->rule->params[arg->operand.param];
	if (!loading->scope->params_are_off && declared->initial.type != VALUE_NULL)
		protect_accepts(loading->scope->loader, &declared->initial, declared->place);
}

/* A field of the elements of the list that the check looks at. */
static void
load_field_arg(struct loading *loading, size_t i)
{
	const struct arg *fact = arg_of(loading, ARG_FACT);
	struct place place = field_place(&loading->fields[i]);
	struct arg *arg = &loading->args[i];

	if (!fact || !is_text(loading, i))
		return; /* that is a problem already */
	if (fact->ref.type != FACT_LIST && fact->ref.type != FACT_ANY)
		problem(loading->scope->loader, place, NULL,
			"'%s' names a field of the elements of a list, and '%.*s' is %s",
			loading->check->args[i].name, STR_ARG(fact->ref.text),
			fact_type_words(fact->ref.type));
	else
		arg->given = name_element(loading->scope->loader, &fact->ref,
					  loading->fields[i].value->string, place, &arg->ref);
}

static void
load_target_arg(struct loading *loading, size_t i)
{
	const struct arg *fact = arg_of(loading, ARG_FACT);

	if (fact && fact->ref.type == FACT_LIST)
		load_field_arg(loading, i);
	else
		load_other_arg(loading, i);
}

/* Its content is read when the plan is made. */
static void
load_file_arg(struct loading *loading, size_t i)
{
	struct arg *arg = &loading->args[i];
	struct str path;

	if (!is_text(loading, i))
		return;
	path = loading->fields[i].value->string;
	if (!loading->scope->kind->has_tree)
		problem(loading->scope->loader, field_place(&loading->fields[i]), NULL,
			"'%s' judges cards and records, which a %s is not", loading->check->name,
			loading->scope->kind->name);
	else if (path.data[0] == '/' || str_find(path, STR("..")) != SIZE_MAX)
		problem(loading->scope->loader, field_place(&loading->fields[i]),
			"name it from the root, like governance/schemas/card.json",
			"'%.*s' leads out of the repository", STR_ARG(path));
	arg->name = path;
	arg->given = true;
}

static void
load_arg(struct loading *loading, size_t i)
{
	switch (loading->check->args[i].type) {
	case ARG_FACT:
		load_fact_arg(loading, i);
		return;
	case ARG_ROOT:
		load_root_arg(loading, i);
		return;
	case ARG_NAMES:
		load_names_arg(loading, i);
		return;
	case ARG_AS:
		load_as_arg(loading, i);
		return;
	case ARG_WHERE:
		load_where_arg(loading, i);
		return;
	case ARG_INT:
	case ARG_NUMBER:
		load_amount(loading, i, PARAM_INT);
		return;
	case ARG_ANY:
		load_any_arg(loading, i);
		return;
	case ARG_OTHER:
		load_other_arg(loading, i);
		return;
	case ARG_PATTERN:
		load_operand_arg(loading, i, OPERATION_MATCHES);
		return;
	case ARG_LIST:
		load_operand_arg(loading, i, OPERATION_ONE_OF);
		return;
	case ARG_KIND:
		load_kind_arg(loading, i);
		return;
	case ARG_PROTECT:
		load_protect_arg(loading, i);
		return;
	case ARG_PERIOD:
		load_amount(loading, i, PARAM_DURATION);
		return;
	case ARG_STRINGS:
		load_texts(loading, i, NULL);
		return;
	case ARG_FIELD:
		load_field_arg(loading, i);
		return;
	case ARG_TARGET:
		load_target_arg(loading, i);
		return;
	case ARG_FILE:
		load_file_arg(loading, i);
		return;
	case ARG_EXPRESSION:
		loading->args[i].given =
			load_expression(loading->scope, loading->fields[i].value,
					field_place(&loading->fields[i]), &loading->args[i].expr);
		return;
	}
}

static bool
comes_first(enum arg_type type)
{
	return type == ARG_FACT || type == ARG_ROOT || type == ARG_AS;
}

/* The arguments that others are understood by come first, wherever they were written. */
void
load_args(struct scope *scope, const struct check *check, const struct field *fields,
	  struct arg *args)
{
	struct loading loading = {.scope = scope, .check = check, .fields = fields, .args = args};

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; loading.check->args[i].name; i++) {
			loading.args[i].place = loading.fields[i].key;
			if (loading.fields[i].value &&
			    comes_first(loading.check->args[i].type) == (pass == 0))
				load_arg(&loading, i);
		}
}
