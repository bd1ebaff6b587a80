/* SPDX-License-Identifier: Apache-2.0
 *
 * `when` and `where`: {fact: {operator: operand}}. In: the YAML map and what its names may be. Out: a
 * predicate in the order it was written; or an expression in its place.
 */
#include "base/arena.h"
#include "check/check.h"
#include "policy/load.h"

static void
unknown_operator(struct loader *loader, const struct value_member *member)
{
	struct hint hint;

	hint_init(&hint, loader, member->key);
	for (int i = OPERATION_AT_LEAST; i <= OPERATION_IS_SET; i++)
		hint_name(&hint, str_of(operation_name((enum operation)i)));
	problem(loader, member->key_place, hint_text(&hint, "operators"), "unknown operator '%.*s'",
		STR_ARG(member->key));
}

static void
load_condition(struct scope *scope, const struct ref *ref, const struct value_member *member,
	       struct predicate *out)
{
	struct condition condition = {.ref = *ref};

	if (!operation_named(member->key, &condition.operation)) {
		unknown_operator(scope->loader, member);
		return;
	}
	if (load_operand(scope, ref, condition.operation, &member->value, member->key_place,
			 &condition.operand, &condition.regex))
		out->conditions[out->count++] = condition;
}

static size_t
count_operators(const struct value *map)
{
	size_t count = 0;

	for (size_t i = 0; i < map->map.count; i++)
		if (map->map.members[i].value.type == VALUE_MAP)
			count += map->map.members[i].value.map.count;
	return count;
}

static void
load_fact(struct scope *scope, const struct value_member *member, struct predicate *out)
{
	struct ref ref;
	const struct value *operators = &member->value;

	if (scope->list ? !name_element(scope->loader, scope->list, member->key, member->key_place,
					&ref)
			: !name_fact(scope, member->key, member->key_place, &ref))
		return;
	if (operators->type != VALUE_MAP || operators->map.count == 0) {
		problem(scope->loader,
			operators->place.line > 0 ? operators->place : member->key_place,
			arena_print(scope->loader->run, "write %.*s: {equals: …}",
				    STR_ARG(member->key)),
			"'%.*s' takes operators, not %s", STR_ARG(member->key),
			operators->type == VALUE_MAP ? "an empty map" : value_article(operators));
		return;
	}
	for (size_t i = 0; i < operators->map.count; i++)
		load_condition(scope, &ref, &operators->map.members[i], out);
}

void
load_conditions(struct scope *scope, const struct value *map, const char *key,
		struct predicate *out)
{
	*out = (struct predicate){.place = map->place};
	if (map->type == VALUE_STRING && scope->list && !scope->element.data) {
		problem(scope->loader, map->place,
			"say what it calls an element, like as: element, or write {field: "
			"{at_least: value}}",
			"the expression has no name for the elements that it chooses");
		return;
	}
	if (map->type == VALUE_STRING) {
		load_expression(scope, map, map->place, &out->expr);
		return;
	}
	if (map->type != VALUE_MAP || map->map.count == 0) {
		problem(scope->loader, map->place,
			"conditions are written {fact: {at_least: value}}",
			"'%s' takes conditions, not %s", key,
			map->type == VALUE_MAP ? "an empty map" : value_article(map));
		return;
	}
	out->conditions =
		arena_array(scope->loader->run, count_operators(map), sizeof *out->conditions);
	for (size_t i = 0; i < map->map.count; i++)
		load_fact(scope, &map->map.members[i], out);
}
