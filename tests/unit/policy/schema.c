/* SPDX-License-Identifier: Apache-2.0
 *
 * A schema says every key that the loader knows, and nothing in it leads nowhere. That both take the
 * same documents scripts/check-schema tries out.
 */
#include <stdio.h>

#include "check/check.h"
#include "facts/facts.h"
#include "unit/policy/loading.h"

static struct value
schema_of(const char *topic)
{
	static const struct plan plan = {0};

	return policy_schema(str_of(topic), &plan, test_arena());
}

/* Whether an object has a property for each key, with what the table says of it. */
static bool
says(const struct value *object, const struct key_table *table)
{
	const struct value *properties = value_get(object, STR("properties"));

	if (!properties)
		return false;
	for (const struct key *key = table->keys; key->name; key++) {
		const struct value *property = value_get(properties, str_of(key->name));

		if (!property ||
		    !str_is(value_string(value_get(property, STR("description"))), key->summary))
			return false;
	}
	return true;
}

TEST(policy_schema, has_every_key_of_every_table)
{
	struct value schema = schema_of("policy");
	const struct value *definitions = value_get(&schema, STR("$defs"));

	for (size_t i = 0; policy_key_tables[i]; i++) {
		bool found = false;

		for (size_t n = 0; n < definitions->map.count; n++) {
			const struct value *definition = &definitions->map.members[n].value;
			const struct value *either = value_get(definition, STR("anyOf"));

			found |= says(definition, policy_key_tables[i]);
			for (size_t k = 0; either && k < either->list.count; k++)
				found |= says(&either->list.items[k], policy_key_tables[i]);
		}
		CHECK(found);
		if (!found)
			printf("no definition says the keys of '%s'\n", policy_key_tables[i]->name);
	}
}

/* Every "$ref" leads to a definition, and no definition was left as it was begun. */
static void
check_references(const struct value *value, const struct value *definitions)
{
	struct str ref = value_string(value_get(value, STR("$ref")));

	if (ref.data) {
		const struct value *target =
			value_get(definitions, str_cut(ref, str_of("#/$defs/").size, ref.size));

		CHECK(str_starts(ref, STR("#/$defs/")));
		CHECK(target && target->type == VALUE_MAP);
	}
	for (size_t i = 0; value->type == VALUE_MAP && i < value->map.count; i++)
		check_references(&value->map.members[i].value, definitions);
	for (size_t i = 0; value->type == VALUE_LIST && i < value->list.count; i++)
		check_references(&value->list.items[i], definitions);
}

TEST(policy_schema, leads_nowhere_but_to_its_definitions)
{
	for (size_t i = 0; policy_schemas[i]; i++) {
		struct value schema = schema_of(policy_schemas[i]);

		CHECK(schema.type == VALUE_MAP);
		check_references(&schema, value_get(&schema, STR("$defs")));
	}
	CHECK(schema_of("nonsense").type == VALUE_NULL);
}

TEST(policy_schema, has_every_check_for_its_kinds)
{
	struct value schema = schema_of("rule");
	const struct value *definitions = value_get(&schema, STR("$defs"));

	for (size_t k = 0; facts_kinds[k]; k++) {
		char name[64];
		const struct value *properties;

		snprintf(name, sizeof name, "check_%s", facts_kinds[k]->name);
		properties = value_get(value_get(definitions, str_of(name)), STR("properties"));
		for (size_t i = 0; checks[i]; i++)
			CHECK((value_get(properties, str_of(checks[i]->name)) != NULL) ==
			      (!checks[i]->kind ||
			       str_is(str_of(checks[i]->kind), facts_kinds[k]->name)));
	}
}
