/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks as JSON Schema. In: a kind. Out: what `check:` of a rule of that kind may be, from the tables
 * of check/. What an argument may be often follows from another: that is said for each type of fact.
 * The counterpart of load_check.c and load_args.c.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/schema.h"

/* A check while its arguments become properties. */
struct shaping {
	struct schema *schema;
	const struct kind *kind;
	const struct check *check;
	struct schema_names names; /* what its fact can be */
	struct value object;
};

static const char *
arg_named(const struct check *check, enum arg_type type)
{
	for (size_t i = 0; check->args[i].name; i++)
		if (check->args[i].type == type)
			return check->args[i].name;
	return NULL;
}

static bool
can_be_asked(const struct check *check, enum fact_type type)
{
	if (arg_named(check, ARG_PATTERN) && !operand_goes_with(type, OPERATION_MATCHES))
		return false;
	if (arg_named(check, ARG_LIST) && !operand_goes_with(type, OPERATION_ONE_OF))
		return false;
	return check_can_look_at(check, type);
}

/* Names that the check can look at. Of a map, what is inside. */
static void
choose_names(struct shaping *shaping)
{
	struct schema_names all;

	schema_names_of(shaping->schema, shaping->kind, true, &all);
	shaping->names.items =
		arena_array(shaping->schema->run, all.count, sizeof *shaping->names.items);
	for (size_t i = 0; i < all.count; i++) {
		struct schema_name name = all.items[i];

		name.is_only_open = name.is_open && !can_be_asked(shaping->check, name.type);
		if (!name.is_whole &&
		    (name.is_only_open || can_be_asked(shaping->check, name.type)))
			shaping->names.items[shaping->names.count++] = name;
	}
}

/* {"properties": {<name>: value}, "required": [<name>]} */
static struct value
having(struct schema *schema, const char *name, struct value value)
{
	struct value condition = value_map(), properties = value_map(), required = value_list();

	value_set(schema->run, &properties, name, value);
	value_add(schema->run, &required, value_text(name));
	value_set(schema->run, &condition, "properties", properties);
	value_set(schema->run, &condition, "required", required);
	return condition;
}

static struct value
constant_text(struct schema *schema, const char *text)
{
	struct value value = value_map();

	value_set(schema->run, &value, "const", value_text(text));
	return value;
}

static struct value
relation_names(struct schema *schema, const struct kind *kind)
{
	struct value list = value_list(), value = value_map();
	const struct relation *relation;

	for (size_t n = 0; (relation = facts_relation(kind, n)); n++)
		if (!relation->many || str_is(str_of(relation->root), "system"))
			value_add(schema->run, &list, value_text(relation->root));
	if (list.list.count == 0)
		return value_bool(false);
	value_set(schema->run, &value, "enum", list);
	return value;
}

struct value
schema_kinds(struct schema *schema)
{
	struct value list = value_list(), value = value_map();

	for (size_t i = 0; facts_kinds[i]; i++)
		value_add(schema->run, &list, value_text(facts_kinds[i]->name));
	value_set(schema->run, &value, "enum", list);
	return value;
}

/* A list of what an argument takes, or a parameter that is one. */
static struct value
list_or_parameter(struct schema *schema, struct value items)
{
	struct value list = schema_json(schema, "{\"type\": \"array\", \"minItems\": 1}");
	struct value parameter =
		schema_json(schema, "{\"type\": \"string\", \"pattern\": \"^[$][^$]\"}");

	value_set(schema->run, &list, "items", items);
	return schema_shared(schema, "list", schema_either(schema, list, parameter));
}

/* Conditions on the elements, or an expression about one. */
static struct value
conditions_or_text(struct schema *schema, const struct kind *kind, const struct schema_name *name)
{
	return schema_either(schema, schema_element_conditions(schema, kind, name),
			     schema_json(schema, "{\"type\": \"string\", \"minLength\": 1}"));
}

/* What the argument may be, whatever the others are. */
static struct value
argument(struct shaping *shaping, const struct arg_def *arg)
{
	struct schema *schema = shaping->schema;

	switch (arg->type) {
	case ARG_FACT:
		return schema_named(schema, &shaping->names);
	case ARG_ROOT:
		return relation_names(schema, shaping->kind);
	case ARG_NAMES:
		return list_or_parameter(schema, schema_json(schema, "{\"type\": \"string\"}"));
	case ARG_AS:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": \"^[a-z_]+$\"}");
	case ARG_WHERE:
		return conditions_or_text(schema, shaping->kind,
					  &(const struct schema_name){.text = ""});
	case ARG_INT:
	case ARG_NUMBER:
		return schema_json(schema, "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0}, "
					   "{\"type\": \"string\", \"pattern\": \"^[$][^$]\"}]}");
	case ARG_ANY:
		return schema_operand(schema, FACT_ANY, NULL, OPERATION_EQUALS);
	case ARG_OTHER: {
		struct schema_names all, names = {0};

		schema_names_of(schema, shaping->kind, true, &all);
		names.items = arena_array(schema->run, all.count, sizeof *names.items);
		for (size_t i = 0; i < all.count; i++)
			if (!all.items[i].is_whole)
				names.items[names.count++] = all.items[i];
		return schema_named(schema, &names);
	}
	case ARG_PATTERN:
		return schema_operand(schema, FACT_STRING, NULL, OPERATION_MATCHES);
	case ARG_LIST:
		return schema_operand(schema, FACT_ANY, NULL, OPERATION_ONE_OF);
	case ARG_KIND:
		return schema_kinds(schema);
	case ARG_PROTECT:
		return list_or_parameter(schema, schema_table(schema, &keys_protect));
	case ARG_PERIOD:
		return schema_json(schema, "{\"type\": \"string\", \"pattern\": \"^(P|[$][^$])\"}");
	case ARG_STRINGS:
		return list_or_parameter(schema, schema_json(schema, "{\"type\": \"string\"}"));
	case ARG_EXPRESSION:
	case ARG_FIELD:
	case ARG_TARGET:
	case ARG_FILE:
		break;
	}
	return schema_json(schema, "{\"type\": \"string\", \"minLength\": 1}");
}

/* Whether two facts are asked alike. */
static bool
is_alike(const struct schema_name *a, const struct schema_name *b)
{
	const char *const *left = a->def ? a->def->values : NULL;
	const char *const *right = b->def ? b->def->values : NULL;

	return a->type == b->type && left == right &&
	       (a->def && a->def->share) == (b->def && b->def->share);
}

/* The names of facts that are asked as this one is. */
static struct value
alike(struct shaping *shaping, const struct schema_name *name)
{
	struct value list = value_list(), value = value_map();

	for (size_t i = 0; i < shaping->names.count; i++)
		if (!shaping->names.items[i].is_only_open &&
		    is_alike(&shaping->names.items[i], name))
			value_add(shaping->schema->run, &list,
				  value_text(shaping->names.items[i].text));
	value_set(shaping->schema->run, &value, "enum", list);
	return value;
}

/* What the operands of a check may be beside a fact. */
static struct value
operands(struct shaping *shaping, const struct schema_name *name)
{
	struct schema *schema = shaping->schema;
	struct value then = value_map(), properties = value_map();

	for (const struct arg_def *arg = shaping->check->args; arg->name; arg++) {
		enum operation operation = OPERATION_EQUALS;

		if (arg->type == ARG_LIST)
			operation = OPERATION_ONE_OF;
		else if (arg->type == ARG_ANY)
			operation_named(str_of(arg->name), &operation);
		else
			continue;
		value_set(schema->run, &properties, arg->name,
			  operand_goes_with(name->type, operation)
				  ? schema_operand(schema, name->type, name->def, operation)
				  : value_bool(false));
	}
	value_set(schema->run, &then, "properties", properties);
	return then;
}

/* With another fact beside it, a comparison is written `true`, and the types have to go together. */
static void
shape_other(struct shaping *shaping, const char *other)
{
	struct schema *schema = shaping->schema;
	struct value then = value_map(), properties = value_map();

	for (const struct arg_def *arg = shaping->check->args; arg->name; arg++)
		if (arg->type == ARG_ANY)
			value_set(schema->run, &properties, arg->name,
				  schema_json(schema, "{\"const\": true}"));
	value_set(schema->run, &then, "properties", properties);
	schema_when(schema, &shaping->object, having(schema, other, value_bool(true)), then);
}

static void
shape_others(struct shaping *shaping, const struct schema_name *name, const char *other,
	     struct value condition)
{
	struct schema *schema = shaping->schema;
	struct schema_names all, names = {0};
	struct value then = value_map(), properties = value_map();

	schema_names_of(schema, shaping->kind, true, &all);
	names.items = arena_array(schema->run, all.count, sizeof *names.items);
	for (size_t i = 0; i < all.count; i++) {
		struct schema_name item = all.items[i];

		item.is_only_open = !operand_types_compare(name->type, item.type);
		if (!item.is_whole && (item.is_open || !item.is_only_open))
			names.items[names.count++] = item;
	}
	value_set(schema->run, &properties, other, schema_named(schema, &names));
	value_set(schema->run, &then, "properties", properties);
	schema_when(schema, &shaping->object, condition, then);
}

/* Operands and other facts follow from the type of the fact. */
static void
shape_by_type(struct shaping *shaping)
{
	struct schema *schema = shaping->schema;
	const char *fact = arg_named(shaping->check, ARG_FACT);
	const char *other = arg_named(shaping->check, ARG_OTHER);
	bool compares = arg_named(shaping->check, ARG_ANY) || arg_named(shaping->check, ARG_LIST);

	for (size_t i = 0; fact && compares && i < shaping->names.count; i++) {
		const struct schema_name *name = &shaping->names.items[i];
		struct value condition, without = value_map();
		bool seen = name->is_only_open;

		for (size_t n = 0; n < i; n++)
			seen |= is_alike(&shaping->names.items[n], name) &&
				!shaping->names.items[n].is_only_open;
		if (seen)
			continue;
		condition = having(schema, fact, alike(shaping, name));
		if (other) {
			shape_others(shaping, name, other, condition);
			condition = value_copy(schema->run, &condition);
			value_set(schema->run, &without, "required",
				  schema_json(schema, "[\"%s\"]", other));
			value_set(schema->run, &condition, "not", without);
		}
		schema_when(schema, &shaping->object, condition, operands(shaping, name));
	}
	if (other)
		shape_other(shaping, other);
}

/* `where` follows from the list. */
static void
shape_where(struct shaping *shaping)
{
	struct schema *schema = shaping->schema;
	const char *fact = arg_named(shaping->check, ARG_FACT);
	const char *where = arg_named(shaping->check, ARG_WHERE);

	for (size_t i = 0; fact && where && i < shaping->names.count; i++) {
		const struct schema_name *name = &shaping->names.items[i];
		struct value then = value_map(), properties = value_map();

		if (name->is_only_open)
			continue;
		value_set(schema->run, &properties, where,
			  conditions_or_text(schema, shaping->kind, name));
		value_set(schema->run, &then, "properties", properties);
		schema_when(schema, &shaping->object,
			    having(schema, fact, constant_text(schema, name->text)), then);
	}
}

/* Names of fields are those of the artifact, or of the related one that `in` names. */
static void
shape_fields(struct shaping *shaping)
{
	struct schema *schema = shaping->schema;
	const char *root = arg_named(shaping->check, ARG_ROOT);
	struct value own = value_map();
	const struct relation *relation;

	if (!arg_named(shaping->check, ARG_NAMES))
		return;
	for (size_t n = 0;; n++) {
		const struct kind *kind = shaping->kind;
		struct value then = value_map(), properties = value_map(), condition;
		struct schema_names names;

		relation = n > 0 ? facts_relation(shaping->kind, n - 1) : NULL;
		if (n > 0 && (!relation || !root))
			return;
		if (relation)
			kind = facts_kind(str_of(relation->to));
		schema_names_of(schema, kind, false, &names);
		for (const struct arg_def *arg = shaping->check->args; arg->name; arg++)
			if (arg->type == ARG_NAMES)
				value_set(schema->run, &properties, arg->name,
					  list_or_parameter(schema, schema_named(schema, &names)));
		value_set(schema->run, &then, "properties", properties);
		if (relation) {
			condition = having(schema, root, constant_text(schema, relation->root));
		} else {
			value_set(schema->run, &own, "not",
				  schema_json(schema, "{\"required\": [\"%s\"]}",
					      root ? root : "no such argument"));
			condition = own;
		}
		schema_when(schema, &shaping->object, condition, then);
	}
}

/* One of several arguments at least; of comparisons, one at most. */
static void
shape_together(struct shaping *shaping)
{
	struct schema *schema = shaping->schema;
	struct value list = value_list(), none = value_list();
	const struct arg_def *args = shaping->check->args;

	for (size_t i = 0; shaping->check->needs && shaping->check->needs[i]; i++)
		value_add(
			schema->run, &list,
			schema_json(schema, "{\"required\": [\"%s\"]}", shaping->check->needs[i]));
	if (list.list.count > 0)
		value_set(schema->run, &shaping->object, "anyOf", list);
	for (size_t i = 0; args[i].name; i++)
		for (size_t n = 0; n < i; n++)
			if (args[i].type == ARG_ANY && args[n].type == ARG_ANY)
				value_add(schema->run, &none,
					  schema_json(schema, "{\"required\": [\"%s\", \"%s\"]}",
						      args[n].name, args[i].name));
	if (none.list.count > 0) {
		struct value any = value_map();

		value_set(schema->run, &any, "anyOf", none);
		value_set(schema->run, &shaping->object, "not", any);
	}
}

static struct value
arguments(struct schema *schema, const struct kind *kind, const struct check *check)
{
	struct shaping shaping = {.schema = schema, .kind = kind, .check = check};
	struct value required = value_list();

	choose_names(&shaping);
	shaping.object = schema_object(schema);
	for (const struct arg_def *arg = check->args; arg->name; arg++) {
		schema_property(schema, &shaping.object, arg->name, argument(&shaping, arg),
				arg->summary);
		if (arg->required)
			value_add(schema->run, &required, value_text(arg->name));
	}
	if (required.list.count > 0)
		value_set(schema->run, &shaping.object, "required", required);
	shape_by_type(&shaping);
	shape_where(&shaping);
	shape_fields(&shaping);
	shape_together(&shaping);
	if (!arg_named(check, ARG_EXPRESSION))
		return shaping.object;
	return schema_either(schema, schema_json(schema, "{\"type\": \"string\"}"), shaping.object);
}

struct value
schema_check(struct schema *schema, const struct kind *kind)
{
	static const char *const joiners[] = {"all", "any", "none"};
	const char *name = arena_print(schema->run, "check_%s", kind->name);
	struct value object;

	if (!schema_begin(schema, name))
		return schema_ref(schema, name);
	object = schema_object(schema);
	value_set(schema->run, &object, "minProperties", value_int(1));
	value_set(schema->run, &object, "maxProperties", value_int(1));
	for (size_t i = 0; i < 3; i++)
		schema_property(schema, &object, joiners[i],
				schema_json(schema,
					    "{\"type\": \"array\", \"minItems\": 1, \"items\": "
					    "{\"$ref\": \"#/$defs/%s\"}}",
					    name),
				NULL);
	for (size_t i = 0; checks[i]; i++) {
		if (checks[i]->kind && !str_is(str_of(checks[i]->kind), kind->name))
			continue;
		schema_property(schema, &object, checks[i]->name,
				arguments(schema, kind, checks[i]), checks[i]->summary);
	}
	schema_define(schema, name, object);
	return schema_ref(schema, name);
}
