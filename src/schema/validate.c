/* SPDX-License-Identifier: Apache-2.0
 *
 * A schema and a value → every fault, of the value and of all that is in it.
 *
 * The one thing to know: where alternatives are tried nothing is told, so a fault inside one of them is
 * told as one of the whole. A match that meets its limits, or a budget that is spent, is an error.
 */
#include "schema/validate.h"

#include "base/arena.h"
#include "model/limits.h"

static bool
is_valid(struct validation *validation, const struct schema *schema, struct subject subject);

/* ---- lists ---- */

static bool
contains_holds(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value_list *list = &subject.value->list;
	const struct schema_range *range = &schema->contains_count;
	uint64_t count = 0;

	if (!schema->contains)
		return true;
	validation->silent++;
	for (size_t i = 0; i < list->count; i++) {
		const struct step step = {.before = subject.step, .index = i};

		count += is_valid(validation, schema->contains,
				  (struct subject){&list->items[i], &step});
	}
	validation->silent--;
	return range_holds(validation, range, count, "elements like 'contains'", subject);
}

static bool
unique_holds(struct validation *validation, struct subject subject)
{
	const struct value_list *list = &subject.value->list;

	for (size_t i = 0; i < list->count; i++)
		for (size_t n = 0; n < i && !is_spent(validation); n++)
			if (equal(validation, &list->items[i], &list->items[n]))
				return fault(validation, subject, list->items[i].place,
					     "has the same element twice: %.*s",
					     STR_ARG(shown(validation, &list->items[i])));
	return true;
}

static bool
list_holds(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value_list *list = &subject.value->list;
	bool holds = true;

	if (subject.value->type != VALUE_LIST)
		return true;
	for (size_t i = 0; i < list->count; i++) {
		const struct step step = {.before = subject.step, .index = i};
		const struct schema *one =
			i < schema->prefix.count ? schema->prefix.items[i] : schema->items;

		if (one && !is_valid(validation, one, (struct subject){&list->items[i], &step}))
			holds = false;
	}
	holds &= range_holds(validation, &schema->items_count, list->count, "elements", subject);
	holds &= contains_holds(validation, schema, subject);
	return (!schema->unique || unique_holds(validation, subject)) && holds;
}

/* ---- maps ---- */

static bool
member_holds(struct validation *validation, const struct schema *schema,
	     const struct value_member *member, struct subject subject)
{
	const struct step step = {.before = subject.step, .key = member->key};
	const struct subject inner = {&member->value, &step};
	bool holds = true, listed = false;

	validation->cost += schema->properties.count / 16;
	for (size_t i = 0; i < schema->properties.count; i++)
		if (str_equal(schema->properties.items[i].name, member->key)) {
			listed = true;
			holds &= is_valid(validation, schema->properties.items[i].schema, inner);
		}
	for (size_t i = 0; i < schema->patterns.count; i++)
		if (found_in(validation, schema->patterns.items[i].pattern, member->key)) {
			listed = true;
			holds &= is_valid(validation, schema->patterns.items[i].schema, inner);
		}
	if (listed || !schema->additional)
		return holds;
	if (schema->additional->nothing)
		return fault(validation, subject, member->key_place, "'%.*s' is not among its keys",
			     STR_ARG(member->key));
	return is_valid(validation, schema->additional, inner);
}

static bool
name_holds(struct validation *validation, const struct schema *schema,
	   const struct value_member *member, struct subject subject)
{
	const struct value name = {
		.type = VALUE_STRING, .string = member->key, .place = member->key_place};

	return !schema->names ||
	       is_valid(validation, schema->names, (struct subject){&name, subject.step});
}

/* All of a list of names are keys. */
static bool
required_holds(struct validation *validation, const struct value *names, struct subject subject)
{
	bool holds = true;

	for (size_t i = 0; names && i < names->list.count; i++) {
		struct str name = names->list.items[i].string;

		validation->cost += 1 + subject.value->map.count / 16;
		if (!value_get(subject.value, name))
			holds = fault(validation, subject, here, "lacks '%.*s'", STR_ARG(name));
	}
	return holds;
}

static bool
dependents_hold(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value *dependency = schema->dependency;
	bool holds = true;

	for (size_t i = 0; dependency && i < dependency->map.count; i++)
		if (value_get(subject.value, dependency->map.members[i].key))
			holds &= required_holds(validation, &dependency->map.members[i].value,
						subject);
	for (size_t i = 0; i < schema->dependents.count; i++)
		if (value_get(subject.value, schema->dependents.items[i].name))
			holds &= is_valid(validation, schema->dependents.items[i].schema, subject);
	return holds;
}

static bool
map_holds(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value_map *map = &subject.value->map;
	bool holds = true;

	if (subject.value->type != VALUE_MAP)
		return true;
	for (size_t i = 0; i < map->count && !is_spent(validation); i++) {
		holds &= member_holds(validation, schema, &map->members[i], subject);
		holds &= name_holds(validation, schema, &map->members[i], subject);
	}
	holds &= required_holds(validation, schema->required, subject);
	holds &= dependents_hold(validation, schema, subject);
	return range_holds(validation, &schema->properties_count, map->count, "keys", subject) &&
	       holds;
}

/* ---- schemas of the same value ---- */

static bool
holds_silently(struct validation *validation, const struct schema *schema, struct subject subject)
{
	bool holds;

	validation->silent++;
	holds = is_valid(validation, schema, subject);
	validation->silent--;
	return holds;
}

static size_t
count_valid(struct validation *validation, const struct schema_list *list, struct subject subject,
	    size_t enough)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count && count < enough; i++)
		count += holds_silently(validation, list->items[i], subject);
	return count;
}

static bool
alternatives_hold(struct validation *validation, const struct schema *schema,
		  struct subject subject)
{
	bool holds = true;
	size_t count;

	if (schema->any_of.count > 0 && count_valid(validation, &schema->any_of, subject, 1) == 0)
		holds = fault(validation, subject, here, "is none of the %zu things of 'anyOf'",
			      schema->any_of.count);
	if (schema->one_of.count == 0)
		return holds;
	count = count_valid(validation, &schema->one_of, subject, 2);
	if (count != 1)
		holds = fault(validation, subject, here,
			      count == 0 ? "is none of the %zu things of 'oneOf'"
					 : "is more than one of the %zu things of 'oneOf'",
			      schema->one_of.count);
	return holds;
}

static bool
joined_hold(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct schema *next = NULL;
	bool holds = !schema->reference || is_valid(validation, schema->reference, subject);

	for (size_t i = 0; i < schema->all_of.count; i++)
		holds &= is_valid(validation, schema->all_of.items[i], subject);
	if (schema->negated && holds_silently(validation, schema->negated, subject))
		holds = fault(validation, subject, here, "is what 'not' rules out");
	if (schema->condition)
		next = holds_silently(validation, schema->condition, subject) ? schema->then
									      : schema->otherwise;
	if (next)
		holds &= is_valid(validation, next, subject);
	return alternatives_hold(validation, schema, subject) && holds;
}

static bool
is_valid(struct validation *validation, const struct schema *schema, struct subject subject)
{
	bool holds = true;

	validation->cost++;
	if (is_spent(validation))
		return false;
	if (schema->nothing)
		return fault(validation, subject, here, "must not be there");
	holds &= values_hold(validation, schema, subject);
	holds &= number_holds(validation, schema, subject);
	holds &= text_holds(validation, schema, subject);
	holds &= list_holds(validation, schema, subject);
	holds &= map_holds(validation, schema, subject);
	return joined_hold(validation, schema, subject) && holds;
}

struct err *
schema_validate(const struct schema *schema, const struct value *value, const struct limits *limits,
		struct arena *scratch, struct schema_faults *out)
{
	struct validation validation = {.scratch = scratch, .limits = limits, .faults = out};
	bool valid;

	*out = (struct schema_faults){0};
	valid = is_valid(&validation, schema, (struct subject){.value = value});
	if (!validation.err && valid != (out->count == 0))
		validation.err = err_new(scratch, "the schema and its faults do not agree");
	return validation.err;
}
