/* SPDX-License-Identifier: Apache-2.0
 *
 * The keys of rules, packs and govlint.yaml as JSON Schema (2020-12), for editors. In: a topic. Out: a
 * schema made from the tables that the loader reads by, with what each key is for. What a schema
 * cannot say (that a name is one of another file, that a pattern compiles, that a day exists) only
 * the loader says.
 */
#include "policy/schema.h"

#include <stdarg.h>

#include "base/arena.h"
#include "policy/keys_pack.h"
#include "read/read.h"

struct value
schema_json(struct schema *schema, const char *format, ...)
{
	struct value value = value_bool(false);
	struct err *err;
	va_list values;
	char *text;

	va_start(values, format);
	text = arena_vprint(schema->run, format, values);
	va_end(values);
	err = read_json_text("schema", str_of(text), &limits_default, schema->run, &value);
	err_settle(err);
	return err ? value_bool(false) : value;
}

struct value
schema_ref(struct schema *schema, const char *name)
{
	struct value ref = value_map();

	value_set(schema->run, &ref, "$ref",
		  value_text(arena_print(schema->run, "#/$defs/%s", name)));
	return ref;
}

struct value
schema_either(struct schema *schema, struct value one, struct value other)
{
	struct value either = value_map(), both = value_list();

	value_add(schema->run, &both, one);
	value_add(schema->run, &both, other);
	value_set(schema->run, &either, "anyOf", both);
	return either;
}

bool
schema_begin(struct schema *schema, const char *name)
{
	if (value_get(&schema->definitions, str_of(name)))
		return false;
	value_set(schema->run, &schema->definitions, name, value_bool(false));
	return true;
}

void
schema_define(struct schema *schema, const char *name, struct value value)
{
	for (size_t i = 0; i < schema->definitions.map.count; i++)
		if (str_is(schema->definitions.map.members[i].key, name))
			schema->definitions.map.members[i].value = value;
}

struct value
schema_shared(struct schema *schema, const char *prefix, struct value value)
{
	const struct value_map *map = &schema->definitions.map;
	const char *name;

	for (size_t i = 0; i < map->count; i++)
		if (str_starts(map->members[i].key, str_of(prefix)) &&
		    value_equal(&map->members[i].value, &value))
			return schema_ref(schema, str_copy(schema->run, map->members[i].key));
	name = arena_print(schema->run, "%s_%zu", prefix, (size_t)map->count);
	value_set(schema->run, &schema->definitions, name, value);
	return schema_ref(schema, name);
}

/* The member of an object of ours. */
static struct value *
member(struct value *object, const char *name)
{
	for (size_t i = 0; i < object->map.count; i++)
		if (str_is(object->map.members[i].key, name))
			return &object->map.members[i].value;
	return NULL;
}

struct value
schema_object(struct schema *schema)
{
	struct value object = value_map();

	value_set(schema->run, &object, "type", value_text("object"));
	value_set(schema->run, &object, "additionalProperties", value_bool(false));
	value_set(schema->run, &object, "properties", value_map());
	return object;
}

void
schema_property(struct schema *schema, struct value *object, const char *name, struct value value,
		const char *summary)
{
	if (summary && value.type == VALUE_MAP)
		value_set(schema->run, &value, "description", value_text(summary));
	value_set(schema->run, member(object, "properties"), name, value);
}

void
schema_when(struct schema *schema, struct value *object, struct value condition, struct value then)
{
	struct value one = value_map();

	if (!member(object, "allOf"))
		value_set(schema->run, object, "allOf", value_list());
	value_set(schema->run, &one, "if", condition);
	value_set(schema->run, &one, "then", then);
	value_add(schema->run, member(object, "allOf"), one);
}

static struct value
words(struct schema *schema, const struct key *key)
{
	struct value list = value_list(), value = value_map();

	for (size_t i = 0; key->words[i]; i++)
		value_add(schema->run, &list, value_text(key->words[i]));
	value_set(schema->run, &value, "enum", list);
	return value;
}

static struct value
named(struct schema *schema, const struct key *key)
{
	struct value object = schema_json(schema, "{\"type\": \"object\", \"maxProperties\": %d}",
					  POLICY_ENTRIES_MAX);

	value_set(schema->run, &object, "additionalProperties", schema_table(schema, key->table));
	return object;
}

static struct value
listed(struct schema *schema, const struct key *key)
{
	struct value list =
		schema_json(schema, "{\"type\": \"array\", \"maxItems\": %d}", POLICY_ENTRIES_MAX);

	if (key->table)
		value_set(schema->run, &list, "items", schema_table(schema, key->table));
	return list;
}

static struct value
typed(struct schema *schema, const struct key *key)
{
	switch (key->type) {
	case KEY_STRING:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": \"[^ ]\"}");
	case KEY_WORD:
		return words(schema, key);
	case KEY_BOOL:
		return schema_json(schema, "{\"type\": \"boolean\"}");
	case KEY_INT:
		return schema_json(schema, "{\"type\": \"integer\"}");
	case KEY_DATE:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": "
					   "\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}");
	case KEY_PERIOD:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": \"^P\"}");
	case KEY_STRINGS:
		return schema_json(schema,
				   "{\"type\": \"array\", \"maxItems\": %d, \"items\": {\"type\": "
				   "\"string\", \"minLength\": 1}}",
				   POLICY_ENTRIES_MAX);
	case KEY_LIST:
		return listed(schema, key);
	case KEY_MAP:
		return schema_table(schema, key->table);
	case KEY_NAMED:
		return named(schema, key);
	case KEY_ANY:
		break;
	}
	if (!key->table)
		return value_map();
	return schema_either(schema, schema_table(schema, key->table),
			     schema_json(schema, "{\"type\": \"string\"}"));
}

/* "entry of 'protect'" → "entry_of_protect" */
static const char *
slug(struct arena *run, const char *name)
{
	struct buf text;

	buf_init(&text, run, 200);
	for (; *name; name++)
		if (*name == ' ' || *name == '.')
			buf_byte(&text, '_');
		else if (*name != '\'')
			buf_byte(&text, *name);
	return str_copy(run, buf_str(&text));
}

struct value
schema_table(struct schema *schema, const struct key_table *table)
{
	const char *name = slug(schema->run, table->name);
	struct value object, required = value_list();

	if (!schema_begin(schema, name))
		return schema_ref(schema, name);
	object = schema_object(schema);
	for (const struct key *key = table->keys; key->name; key++) {
		struct value value = typed(schema, key);

		schema_shape(schema, key, &value);
		schema_property(schema, &object, key->name, value, key->summary);
		if (key->required)
			value_add(schema->run, &required, value_text(key->name));
	}
	if (required.list.count > 0)
		value_set(schema->run, &object, "required", required);
	schema_together(schema, table, &object);
	if (table == &keys_role)
		object = schema_either(schema, schema_json(schema, "{\"type\": \"null\"}"), object);
	schema_define(schema, name, object);
	return schema_ref(schema, name);
}

/* Any of the three: which one it is, its first key says. */
static struct value
any_of_three(struct schema *schema)
{
	struct value whole = value_map(), inner = value_map();

	value_set(schema->run, &inner, "if", schema_json(schema, "{\"required\": [\"pack\"]}"));
	value_set(schema->run, &inner, "then", schema_table(schema, &keys_pack));
	value_set(schema->run, &inner, "else", schema_table(schema, &keys_config));
	value_set(schema->run, &whole, "if", schema_json(schema, "{\"required\": [\"rule\"]}"));
	value_set(schema->run, &whole, "then", schema_table(schema, &keys_rule));
	value_set(schema->run, &whole, "else", inner);
	return whole;
}

static struct value
rule(struct schema *schema)
{
	return schema_table(schema, &keys_rule);
}

static struct value
pack(struct schema *schema)
{
	return schema_table(schema, &keys_pack);
}

static struct value
config(struct schema *schema)
{
	return schema_table(schema, &keys_config);
}

const char *const policy_schemas[] = {"policy", "rule", "pack", "config", "registry", NULL};

struct value
policy_schema(struct str topic, const struct plan *plan, struct arena *run)
{
	/* In the order of policy_schemas. */
	static struct value (*const make[])(struct schema * schema) = {any_of_three, rule, pack,
								       config, schema_registry};
	struct schema schema = {.run = run, .plan = plan, .definitions = value_map()};
	struct value out = value_map();
	struct value body;
	size_t which = 0;

	while (policy_schemas[which] && !str_is(topic, policy_schemas[which]))
		which++;
	if (!policy_schemas[which])
		return value_null();
	body = make[which](&schema);
	value_set(run, &out, "$schema", value_text("https://json-schema.org/draft/2020-12/schema"));
	value_set(run, &out, "title",
		  value_text(arena_print(run, "govlint %s", policy_schemas[which])));
	for (size_t i = 0; i < body.map.count; i++)
		value_set_str(run, &out, body.map.members[i].key, body.map.members[i].value);
	value_set(run, &out, "$defs", schema.definitions);
	return out;
}
