/* SPDX-License-Identifier: Apache-2.0
 *
 * Keywords that say something of a value itself, from the tree of a schema. What does not fit is put on
 * the compiler's list.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "schema/compile.h"

static bool
is_texts(struct compiler *compiler, const struct value_member *member, const struct value *list)
{
	bool fits = list->type == VALUE_LIST;

	for (size_t i = 0; fits && i < list->list.count; i++)
		fits = list->list.items[i].type == VALUE_STRING;
	if (!fits)
		complain(compiler, member->key_place, NULL, "'%.*s' takes a list of names",
			 STR_ARG(member->key));
	return fits;
}

static void
take_type(struct compiler *compiler, const struct value_member *member, const struct value *name,
	  struct schema *out)
{
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, value_string(name));
	for (unsigned i = 0; schema_types[i]; i++) {
		if (str_is(value_string(name), schema_types[i])) {
			out->types |= 1U << i;
			return;
		}
		suggest_name(&suggest, str_of(schema_types[i]));
	}
	best = suggest_best(&suggest);
	complain(compiler, name->place.line > 0 ? name->place : member->key_place,
		 best.data ? arena_print(compiler->run, "did you mean '%.*s'?", STR_ARG(best))
			   : "null, boolean, integer, number, string, array or object",
		 "there is no such type");
}

void
load_type(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	const struct value *value = &member->value;

	if (value->type != VALUE_LIST) {
		take_type(compiler, member, value, out);
		return;
	}
	if (value->list.count == 0)
		complain(compiler, member->key_place, NULL, "'type' is an empty list");
	for (size_t i = 0; i < value->list.count; i++)
		take_type(compiler, member, &value->list.items[i], out);
}

void
load_enum(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (!is_of(compiler, member, VALUE_LIST))
		return;
	if (member->value.list.count == 0)
		complain(compiler, member->key_place, NULL, "'enum' is empty: nothing is valid");
	out->values = &member->value;
}

void
load_const(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	(void)compiler;
	out->constant = &member->value;
}

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

void
load_number(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	static const struct value zero = {.type = VALUE_INT};
	const struct value **slot = str_is(member->key, "minimum")            ? &out->minimum
				    : str_is(member->key, "maximum")          ? &out->maximum
				    : str_is(member->key, "exclusiveMinimum") ? &out->above
				    : str_is(member->key, "exclusiveMaximum") ? &out->below
									      : &out->multiple_of;

	if (!is_number(&member->value))
		complain(compiler, member->key_place, NULL, "'%.*s' takes a number",
			 STR_ARG(member->key));
	else if (slot == &out->multiple_of && value_order(&member->value, &zero) != 1)
		complain(compiler, member->key_place, NULL, "'multipleOf' is more than 0");
	else
		*slot = &member->value;
}

void
load_bound(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	static const struct {
		const char *least;
		const char *most;
	} names[] = {{"minLength", "maxLength"},
		     {"minItems", "maxItems"},
		     {"minProperties", "maxProperties"},
		     {"minContains", "maxContains"}};
	struct schema_range *ranges[] = {&out->length, &out->items_count, &out->properties_count,
					 &out->contains_count};
	const struct value *value = &member->value;
	bool whole =
		value->type == VALUE_INT || (value->type == VALUE_DOUBLE && value->real <= 9e15 &&
					     value->real == (double)(int64_t)value->real);
	int64_t number = !whole                     ? -1
			 : value->type == VALUE_INT ? value->integer
						    : (int64_t)value->real;

	if (number < 0) {
		complain(compiler, member->key_place, NULL, "'%.*s' takes an integer from 0",
			 STR_ARG(member->key));
		return;
	}
	for (size_t i = 0; i < 4; i++) {
		if (str_is(member->key, names[i].least))
			ranges[i]->least = (uint64_t)number;
		if (str_is(member->key, names[i].most))
			ranges[i]->most = (uint64_t)number;
	}
}

const struct regex *
pattern_of(struct compiler *compiler, struct str text, struct place place)
{
	struct regex *regex = NULL;
	struct err *err = regex_compile(&regex, compiler->run, text, REGEX_POLICY);

	if (!err)
		return regex;
	complain(compiler, place, err->help, "%s", err->message);
	err_settle(err);
	return NULL;
}

void
load_pattern(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (!is_of(compiler, member, VALUE_STRING))
		return;
	out->pattern_text = member->value.string;
	out->pattern = pattern_of(compiler, member->value.string, member->value.place);
}

void
load_format(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	struct str format = value_string(&member->value);

	if (str_is(format, "date"))
		out->format = FORMAT_DATE;
	else if (str_is(format, "date-time"))
		out->format = FORMAT_DATE_TIME;
	else
		complain(compiler, member->key_place, "write a 'pattern'",
			 "of formats 'date' and 'date-time' are checked, and no others");
}

void
load_unique(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (is_of(compiler, member, VALUE_BOOL))
		out->unique = member->value.boolean;
}

void
load_required(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (is_texts(compiler, member, &member->value))
		out->required = &member->value;
}

void
load_dependency(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (!is_of(compiler, member, VALUE_MAP))
		return;
	for (size_t i = 0; i < member->value.map.count; i++)
		if (!is_texts(compiler, member, &member->value.map.members[i].value))
			return;
	out->dependency = &member->value;
}
