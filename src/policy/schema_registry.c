/* SPDX-License-Identifier: Apache-2.0
 *
 * The registry as JSON Schema. In: the facts of systems that are fields of an entry, and the words of
 * a plan. Out: what an entry may say. The gate takes an entry that says something else and finds it
 * wrong, or what nobody reads; an editor is told at once.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "model/rank.h"
#include "policy/schema.h"

static const struct score_dimension *
dimension_named(const struct plan *plan, struct str name)
{
	for (size_t i = 0; plan->risk && i < plan->risk->dimension_count; i++)
		if (str_equal(plan->risk->dimensions[i].name, name))
			return &plan->risk->dimensions[i];
	return NULL;
}

static struct value
word_of(struct schema *schema, const struct str *words, size_t count)
{
	struct value list = value_list(), value = value_map();

	for (size_t i = 0; i < count; i++)
		value_add(schema->run, &list, value_str(words[i]));
	value_set(schema->run, &value, "enum", list);
	return value;
}

static struct value
ranked(struct schema *schema, const struct plan *plan, enum fact_type type)
{
	struct ranked_words words = plan_words(plan, type);

	return words.count > 0 ? word_of(schema, words.items, words.count)
			       : schema_json(schema, "{\"type\": \"string\"}");
}

static struct value
field(struct schema *schema, const struct plan *plan, const struct fact_def *def)
{
	switch (def->type) {
	case FACT_BOOL:
		return schema_json(schema, "{\"type\": \"boolean\"}");
	case FACT_INT:
		return schema_json(schema, "{\"type\": \"integer\"}");
	case FACT_NUMBER:
		return schema_json(schema, "{\"type\": \"number\"}");
	case FACT_DATE:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": "
					   "\"^[0-9]{4}(-[0-9]{2}){0,2}\"}");
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return ranked(schema, plan, def->type);
	case FACT_LIST:
		return schema_json(schema, "{\"type\": \"array\"}");
	case FACT_MAP:
		return schema_json(schema, "{\"type\": \"object\"}");
	case FACT_STRING:
		return schema_json(schema, "{\"type\": \"string\"}");
	case FACT_ANY:
		break;
	}
	return value_map();
}

static struct value
entry(struct schema *schema, const struct plan *plan)
{
	const struct kind *kind = facts_kind(STR("system"));
	struct value object = schema_object(schema);

	for (const struct fact_def *def = kind->facts; def->name; def++) {
		const struct score_dimension *dimension;

		if (!def->key)
			continue;
		dimension = dimension_named(plan, str_of(def->key));
		schema_property(schema, &object, def->key,
				dimension ? word_of(schema, dimension->names, dimension->count)
					  : field(schema, plan, def),
				def->summary);
	}
	for (size_t i = 0; plan->risk && i < plan->risk->dimension_count; i++) {
		const struct score_dimension *dimension = &plan->risk->dimensions[i];

		if (facts_index(kind, dimension->name) == REF_WHOLE)
			schema_property(schema, &object, str_copy(schema->run, dimension->name),
					word_of(schema, dimension->names, dimension->count),
					"a dimension of the risk score");
	}
	value_set(schema->run, &object, "required", schema_json(schema, "[\"id\"]"));
	return object;
}

struct value
schema_registry(struct schema *schema)
{
	struct value object = schema_json(
		schema, "{\"type\": \"object\", \"required\": [\"systems\"], \"properties\": "
			"{\"systems\": {\"type\": \"array\", \"items\": {\"$ref\": "
			"\"#/$defs/system\"}}}, \"additionalProperties\": {\"not\": {\"type\": "
			"\"array\"}}}");

	if (schema_begin(schema, "system"))
		schema_define(schema, "system", entry(schema, schema->plan));
	return object;
}
