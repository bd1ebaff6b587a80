/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters as JSON Schema. In: the types that a parameter can have. Out: what each may say of itself,
 * and what may be set. The counterpart of load_params.c.
 */
#include "base/arena.h"
#include "policy/plan.h"
#include "policy/schema.h"

static struct value
of_type(struct schema *schema, enum param_type type)
{
	switch (type) {
	case PARAM_BOOL:
		return schema_json(schema, "{\"type\": \"boolean\"}");
	case PARAM_INT:
		return schema_json(schema, "{\"type\": \"integer\"}");
	case PARAM_NUMBER:
		return schema_json(schema, "{\"type\": \"number\"}");
	case PARAM_DATE:
		return schema_json(schema,
				   "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}\"}");
	case PARAM_DURATION:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": \"^P[0-9T]\"}");
	case PARAM_LIST:
		return schema_json(schema, "{\"type\": \"array\", \"maxItems\": %d}",
				   POLICY_ENTRIES_MAX);
	case PARAM_MAP:
		return schema_json(schema, "{\"type\": \"object\", \"maxProperties\": %d}",
				   POLICY_ENTRIES_MAX);
	case PARAM_STRING:
	case PARAM_ENUM:
	case PARAM_GLOB:
	case PARAM_ROLE:
		break;
	}
	return schema_json(schema, "{\"type\": \"string\", \"minLength\": 1}");
}

static struct value
stricter(struct schema *schema, enum param_type type)
{
	struct value list = value_list(), value = value_map();

	if (type == PARAM_BOOL)
		return schema_json(schema,
				   "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, "
				   "\"items\": {\"type\": \"boolean\"}}");
	if (type == PARAM_ENUM)
		return schema_json(schema, "{\"type\": \"array\", \"items\": {\"type\": "
					   "\"string\"}}");
	for (size_t i = 0; words_stricter[i]; i++)
		if (param_has_direction(type, (enum stricter)(STRICTER_LOWER + i)))
			value_add(schema->run, &list, value_text(words_stricter[i]));
	if (list.list.count == 0)
		return value_bool(false);
	value_set(schema->run, &value, "enum", list);
	return value;
}

static void
set(struct schema *schema, struct value *properties, size_t row, struct value value)
{
	value_set(schema->run, properties, keys_param.keys[row].name, value);
}

static struct value
by_type(struct schema *schema, enum param_type type)
{
	bool nests = type == PARAM_LIST || type == PARAM_MAP;
	bool is_ordered = param_has_direction(type, STRICTER_LOWER);
	struct value then = value_map(), properties = value_map(), required = value_list();

	set(schema, &properties, PARAM_KEY_DEFAULT, of_type(schema, type));
	set(schema, &properties, PARAM_KEY_MIN,
	    is_ordered ? of_type(schema, type) : value_bool(false));
	set(schema, &properties, PARAM_KEY_MAX,
	    is_ordered ? of_type(schema, type) : value_bool(false));
	set(schema, &properties, PARAM_KEY_OF, value_bool(nests));
	set(schema, &properties, PARAM_KEY_VALUES, value_bool(type == PARAM_ENUM));
	set(schema, &properties, PARAM_KEY_STRICTER, stricter(schema, type));
	if (nests)
		value_add(schema->run, &required, value_text(keys_param.keys[PARAM_KEY_OF].name));
	if (type == PARAM_ENUM)
		value_add(schema->run, &required,
			  value_text(keys_param.keys[PARAM_KEY_VALUES].name));
	if (param_stricter_example(type))
		value_add(schema->run, &required,
			  value_text(keys_param.keys[PARAM_KEY_STRICTER].name));
	value_set(schema->run, &then, "properties", properties);
	value_set(schema->run, &then, "required", required);
	return then;
}

/* What a list or map holds is of the type that `of` names. */
static void
elements(struct schema *schema, struct value *object, enum param_type nest)
{
	for (size_t i = 0; words_param_type[i]; i++) {
		struct value then = value_map(), properties = value_map(), initial = value_map();

		value_set(schema->run, &initial,
			  nest == PARAM_LIST ? "items" : "additionalProperties",
			  of_type(schema, (enum param_type)i));
		value_set(schema->run, &properties, "default", initial);
		value_set(schema->run, &then, "properties", properties);
		schema_when(schema, object,
			    schema_json(schema,
					"{\"properties\": {\"type\": {\"const\": \"%s\"}, \"of\": "
					"{\"const\": \"%s\"}}, \"required\": [\"type\", \"of\"]}",
					words_param_type[nest], words_param_type[i]),
			    then);
	}
}

void
schema_params(struct schema *schema, struct value *object)
{
	elements(schema, object, PARAM_LIST);
	elements(schema, object, PARAM_MAP);
	for (size_t i = 0; words_param_type[i]; i++)
		schema_when(schema, object,
			    schema_json(schema,
					"{\"properties\": {\"type\": {\"const\": \"%s\"}}, "
					"\"required\": [\"type\"]}",
					words_param_type[i]),
			    by_type(schema, (enum param_type)i));
}

struct value
schema_setting(struct schema *schema, const struct rule *rule, size_t param)
{
	const struct param *def = &rule->params[param];
	struct value value = of_type(schema, def->type);
	bool is_number = def->type == PARAM_INT || def->type == PARAM_NUMBER;

	if (verify_is_protect(&rule->check, param))
		value_set(schema->run, &value, "minItems", value_int(1));
	if (verify_is_protect(&rule->check, param))
		value_set(schema->run, &value, "items", schema_table(schema, &keys_protect));
	else if (def->type == PARAM_LIST)
		value_set(schema->run, &value, "items", of_type(schema, def->element));
	else if (def->type == PARAM_MAP)
		value_set(schema->run, &value, "additionalProperties",
			  of_type(schema, def->element));
	if (def->type == PARAM_ENUM && def->values)
		value_set(schema->run, &value, "enum", *def->values);
	if (is_number && def->min)
		value_set(schema->run, &value, "minimum", *def->min);
	if (is_number && def->max)
		value_set(schema->run, &value, "maximum", *def->max);
	return value;
}
