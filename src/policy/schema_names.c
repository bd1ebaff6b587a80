/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and conditions as JSON Schema. In: a kind. Out: every name that a rule of that kind can use,
 * with the operators that go with its type. The counterpart of names.c, conditions.c and operands.c,
 * from the tables that those read by.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/schema.h"

static void
add(struct schema *schema, struct schema_names *names, struct schema_name name)
{
	names->items = arena_grow(schema->run, names->items, names->count, &names->capacity,
				  sizeof *names->items);
	names->items[names->count++] = name;
}

static void
add_fact(struct schema *schema, struct schema_names *names, const char *prefix,
	 const struct fact_def *def)
{
	const char *text = arena_print(schema->run, "%s%s", prefix, def->name);
	bool has_inside = def->type == FACT_MAP || def->type == FACT_ANY;

	add(schema, names,
	    (struct schema_name){.text = text,
				 .type = def->type,
				 .def = def,
				 .is_open = has_inside && !def->fields});
	for (const struct fact_def *field = def->fields; has_inside && field && field->name;
	     field++)
		add_fact(schema, names, arena_print(schema->run, "%s.", text), field);
}

static void
add_facts(struct schema *schema, struct schema_names *names, const char *prefix,
	  const struct fact_def *facts)
{
	for (; facts && facts->name; facts++)
		add_fact(schema, names, prefix, facts);
}

void
schema_names_of(struct schema *schema, const struct kind *kind, bool related,
		struct schema_names *out)
{
	const struct relation *relation;

	*out = (struct schema_names){0};
	add_facts(schema, out, "", kind->facts);
	for (size_t n = 0; related && (relation = facts_relation(kind, n)); n++) {
		if (relation->many && !str_is(str_of(relation->root), "system"))
			continue;
		add(schema, out,
		    (struct schema_name){
			    .text = relation->root, .type = FACT_ANY, .is_whole = true});
		add_facts(schema, out, arena_print(schema->run, "%s.", relation->root),
			  facts_kind(str_of(relation->to))->facts);
	}
}

/* "^(a|b\.c)\..*$" of the open names; NULL: there are none. */
static const char *
open_pattern(struct schema *schema, const struct schema_names *names)
{
	struct buf text;
	size_t count = 0;

	buf_init(&text, schema->run, 1 << 16);
	buf_add(&text, STR("^("));
	for (size_t i = 0; i < names->count; i++) {
		if (!names->items[i].is_open)
			continue;
		buf_add(&text, count++ > 0 ? STR("|") : STR(""));
		for (const char *at = names->items[i].text; *at; at++)
			buf_print(&text, *at == '.' ? "\\%c" : "%c", *at);
	}
	buf_add(&text, STR(")\\..*$"));
	return count > 0 ? str_copy(schema->run, buf_str(&text)) : NULL;
}

static struct value
words(struct schema *schema, const char *const *values)
{
	struct value list = value_list();

	for (; *values; values++)
		value_add(schema->run, &list, value_text(*values));
	return list;
}

struct value
schema_named(struct schema *schema, const struct schema_names *names)
{
	const char *pattern = open_pattern(schema, names);
	struct value known = value_map(), list = value_list();
	struct value open = value_map();

	for (size_t i = 0; i < names->count; i++)
		if (!names->items[i].is_only_open)
			value_add(schema->run, &list, value_text(names->items[i].text));
	value_set(schema->run, &known, "enum", list);
	if (!pattern)
		return schema_shared(schema, "names", known);
	value_set(schema->run, &open, "type", value_text("string"));
	value_set(schema->run, &open, "pattern", value_text(pattern));
	return schema_shared(schema, "names", schema_either(schema, known, open));
}

static struct value
constant(struct schema *schema, enum fact_type type, const struct fact_def *def)
{
	struct value value;

	if (def && def->values && (type == FACT_STRING || type == FACT_ANY)) {
		value = value_map();
		value_set(schema->run, &value, "enum", words(schema, def->values));
		return value;
	}
	if (def && def->share)
		return schema_json(schema,
				   "{\"type\": \"number\", \"minimum\": 0, \"maximum\": 1}");
	switch (type) {
	case FACT_BOOL:
		return schema_json(schema, "{\"type\": \"boolean\"}");
	case FACT_INT:
	case FACT_NUMBER:
		return schema_json(schema, "{\"type\": \"number\"}");
	case FACT_DATE:
		return schema_json(schema,
				   "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}\"}");
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return schema_json(schema, "{\"type\": \"string\", \"minLength\": 1}");
	case FACT_STRING:
		return schema_json(schema, "{\"type\": \"string\"}");
	default:
		return schema_json(schema, "{\"type\": [\"boolean\", \"string\", \"number\"]}");
	}
}

static struct value
or_parameter(struct schema *schema, struct value value)
{
	if (schema_begin(schema, "dollar"))
		schema_define(schema, "dollar",
			      schema_json(schema,
					  "{\"description\": \"a parameter of the rule: $name\", "
					  "\"type\": \"string\", \"pattern\": \"^[$][^$]\"}"));
	return schema_shared(schema, "operand",
			     schema_either(schema, value, schema_ref(schema, "dollar")));
}

/* A list of constants; a parameter cannot be one of several. */
static struct value
constants(struct schema *schema, enum fact_type type, const struct fact_def *def)
{
	struct value list = schema_json(schema, "{\"type\": \"array\", \"minItems\": 1}");
	struct value item = constant(schema, type, def);

	if (!value_get(&item, STR("enum")))
		value_set(schema->run, &item, "not",
			  schema_json(schema, "{\"type\": \"string\", \"pattern\": "
					      "\"^[$][^$]\"}"));
	value_set(schema->run, &list, "items", item);
	return list;
}

struct value
schema_operand(struct schema *schema, enum fact_type type, const struct fact_def *def,
	       enum operation operation)
{
	switch (operation) {
	case OPERATION_IS_SET:
		return or_parameter(schema, schema_json(schema, "{\"type\": \"boolean\"}"));
	case OPERATION_MATCHES:
		return schema_json(schema, "{\"type\": \"string\", \"format\": \"regex\"}");
	case OPERATION_ONE_OF:
		return or_parameter(schema, constants(schema, type, def));
	default:
		return or_parameter(schema, constant(schema, type, def));
	}
}

/* What a fact can be asked. */
static struct value
operators(struct schema *schema, const struct schema_name *name)
{
	struct value object = schema_object(schema);

	value_set(schema->run, &object, "minProperties", value_int(1));
	for (int i = OPERATION_AT_LEAST; i <= OPERATION_IS_SET; i++) {
		enum operation operation = (enum operation)i;

		if (name->is_whole ? operation == OPERATION_IS_SET
				   : operand_goes_with(name->type, operation))
			schema_property(schema, &object, operation_name(operation),
					schema_operand(schema, name->type, name->def, operation),
					NULL);
	}
	return schema_shared(schema, "ask", object);
}

static struct value
conditions(struct schema *schema, const struct schema_names *names)
{
	struct value object = schema_object(schema);
	const char *pattern = open_pattern(schema, names);
	const struct schema_name anything = {.type = FACT_ANY};
	struct value behind = value_map();

	value_set(schema->run, &object, "minProperties", value_int(1));
	for (size_t i = 0; i < names->count; i++)
		schema_property(schema, &object, names->items[i].text,
				operators(schema, &names->items[i]),
				names->items[i].def ? names->items[i].def->summary : NULL);
	if (pattern) {
		value_set(schema->run, &behind, pattern, operators(schema, &anything));
		value_set(schema->run, &object, "patternProperties", behind);
	}
	return object;
}

struct value
schema_conditions(struct schema *schema, const struct kind *kind)
{
	const char *text = arena_print(schema->run, "conditions_%s", kind->name);
	struct schema_names names;

	if (schema_begin(schema, text)) {
		schema_names_of(schema, kind, true, &names);
		schema_define(schema, text, conditions(schema, &names));
	}
	return schema_ref(schema, text);
}

struct value
schema_element_conditions(struct schema *schema, const struct kind *kind,
			  const struct schema_name *list)
{
	const char *text = arena_print(schema->run, "elements_%s_%s", kind->name, list->text);
	const struct schema_name anything = {.type = FACT_ANY};
	struct schema_names names = {0};
	struct value object;

	if (!list->def || !list->def->fields)
		text = "elements";
	if (!schema_begin(schema, text))
		return schema_ref(schema, text);
	if (list->def && list->def->fields) {
		add_facts(schema, &names, "", list->def->fields);
		schema_define(schema, text, conditions(schema, &names));
		return schema_ref(schema, text);
	}
	object = schema_json(schema, "{\"type\": \"object\", \"minProperties\": 1}");
	value_set(schema->run, &object, "additionalProperties", operators(schema, &anything));
	schema_define(schema, text, object);
	return schema_ref(schema, text);
}
