/* SPDX-License-Identifier: Apache-2.0
 *
 * A schema's tree → what validate.c walks. Each place of the tree becomes one schema, once, so that
 * references may go around in circles; a circle that never comes to a smaller value is an error.
 *
 * The one thing to know: every key is looked up in one table, and what is not in it is an error with
 * the nearest that is, or with the reason why a known one is not read here.
 */
#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hex.h"
#include "base/suggest.h"
#include "schema/compile.h"

const char *const schema_types[] = {"null",   "boolean", "integer", "number",
				    "string", "array",   "object",  NULL};

void
complain(struct compiler *compiler, struct place place, const char *help, const char *format, ...)
{
	struct err *err;
	va_list values;

	va_start(values, format);
	err = err_new(compiler->run, "%s", arena_vprint(compiler->run, format, values));
	va_end(values);
	if (help)
		err = err_help(err, "%s", help);
	err = err_at(err, compiler->path, place.line > 0 ? place.line : 1,
		     place.column > 0 ? place.column : 1);
	err->end_column = place.end_line == place.line ? place.end_column : 0;
	compiler->problems = err_join(compiler->problems, err);
}

bool
is_of(struct compiler *compiler, const struct value_member *member, enum value_type type)
{
	if (member->value.type == type)
		return true;
	complain(compiler, member->value.place.line > 0 ? member->value.place : member->key_place,
		 NULL, "'%.*s' takes a %s, not %s", STR_ARG(member->key), value_type_name(type),
		 value_type_name(member->value.type));
	return false;
}

/* ---- schemas within ---- */

static void
load_schema(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	const struct {
		const char *name;
		const struct schema **slot;
	} slots[] = {
		{"items", &out->items},    {"contains", &out->contains},
		{"not", &out->negated},    {"additionalProperties", &out->additional},
		{"if", &out->condition},   {"then", &out->then},
		{"else", &out->otherwise}, {"propertyNames", &out->names},
	};

	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		if (str_is(member->key, slots[i].name))
			*slots[i].slot = schema_at(compiler, &member->value);
}

static void
load_list(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	const struct value *list = &member->value;
	struct schema_list *slot = str_is(member->key, "allOf")   ? &out->all_of
				   : str_is(member->key, "anyOf") ? &out->any_of
				   : str_is(member->key, "oneOf") ? &out->one_of
								  : &out->prefix;

	if (!is_of(compiler, member, VALUE_LIST))
		return;
	if (list->list.count == 0)
		complain(compiler, member->key_place, NULL, "'%.*s' is an empty list",
			 STR_ARG(member->key));
	slot->items = arena_array(compiler->run, list->list.count + 1, sizeof *slot->items);
	for (size_t i = 0; i < list->list.count; i++)
		slot->items[slot->count++] = schema_at(compiler, &list->list.items[i]);
}

static void
load_members(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	const struct value *map = &member->value;
	bool patterns = str_is(member->key, "patternProperties");
	struct schema_members *slot = patterns                            ? &out->patterns
				      : str_is(member->key, "properties") ? &out->properties
									  : &out->dependents;

	if (!is_of(compiler, member, VALUE_MAP))
		return;
	slot->items = arena_array(compiler->run, map->map.count + 1, sizeof *slot->items);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *one = &map->map.members[i];

		slot->items[slot->count++] = (struct schema_member){
			.name = one->key,
			.pattern = patterns ? pattern_of(compiler, one->key, one->key_place) : NULL,
			.schema = schema_at(compiler, &one->value),
		};
	}
}

/* What nothing refers to has to be right as well. */
static void
load_definitions(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	(void)out;
	if (!is_of(compiler, member, VALUE_MAP))
		return;
	for (size_t i = 0; i < member->value.map.count; i++)
		schema_at(compiler, &member->value.map.members[i].value);
}

/* ---- references ---- */

/* "%25" and, within a JSON pointer (RFC 6901), "~0" and "~1". */
static struct str
unescape(struct arena *run, struct str part)
{
	char *text = arena_alloc(run, part.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < part.size; i++) {
		char byte = part.data[i];

		if (byte == '%' && i + 2 < part.size && hex_digit(part.data[i + 1]) >= 0 &&
		    hex_digit(part.data[i + 2]) >= 0) {
			byte = (char)(hex_digit(part.data[i + 1]) << 4 |
				      hex_digit(part.data[i + 2]));
			i += 2;
		} else if (byte == '~' && i + 1 < part.size && part.data[i + 1] <= '1' &&
			   part.data[i + 1] >= '0') {
			byte = part.data[++i] == '0' ? '~' : '/';
		}
		text[size++] = byte;
	}
	return str_make(text, size);
}

static const struct value *
step_into(const struct value *value, struct str part)
{
	int64_t index;

	if (value->type == VALUE_LIST && str_to_int64(part, &index) && index >= 0 &&
	    (size_t)index < value->list.count)
		return &value->list.items[index];
	return value_get(value, part);
}

static void
load_reference(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	struct str rest = value_string(&member->value), part;
	const struct value *value = compiler->root;

	if (!is_of(compiler, member, VALUE_STRING))
		return;
	if (!str_is(rest, "#") && !str_starts(rest, STR("#/"))) {
		complain(compiler, member->value.place,
			 "put it under '$defs' and refer to '#/$defs/name'",
			 "a reference leads to a place in the same file");
		return;
	}
	rest = rest.size > 1 ? str_cut(rest, 2, rest.size) : (struct str){0};
	while (value && str_split(&rest, '/', &part))
		value = step_into(value, unescape(compiler->run, part));
	if (!value)
		complain(compiler, member->value.place, NULL, "the reference leads nowhere");
	else
		out->reference = schema_at(compiler, value);
}

/* ---- keywords ---- */

static void
load_dialect(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	struct str dialect = value_string(&member->value);

	(void)out;
	if (str_ends(dialect, STR("#")))
		dialect.size--;
	if (!str_is(dialect, "https://json-schema.org/draft/2020-12/schema"))
		complain(compiler, member->value.place,
			 "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"",
			 "schemas are read as draft 2020-12, and this is of another");
}

/* References lead to places of the file whatever it is called; what is called something inside of it
 * would change where they lead. */
static void
load_id(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	if (out->place.line != compiler->root->place.line ||
	    out->place.column != compiler->root->place.column)
		complain(compiler, member->key_place, "leave it out",
			 "'$id' within a schema is not read");
}

static void
load_words(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	(void)compiler;
	(void)member;
	(void)out;
}

static void
load_unread(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	(void)out;
	complain(compiler, member->key_place,
		 str_starts(member->key, STR("unevaluated")) ? "list the properties and write "
							       "'additionalProperties'"
		 : str_is(member->key, "definitions")        ? "it is called '$defs' now"
		 : str_is(member->key, "dependencies")
			 ? "write 'dependentRequired' or 'dependentSchemas'"
			 : "leave it out, or write what it means with other keywords",
		 "'%.*s' is not read here, and nothing is ignored", STR_ARG(member->key));
}

static const struct keyword {
	const char *name;
	void (*load)(struct compiler *compiler, const struct value_member *member,
		     struct schema *out);
} keywords[] = {
	{"$schema", load_dialect},
	{"$id", load_id},
	{"$ref", load_reference},
	{"$defs", load_definitions},
	{"$comment", load_words},
	{"title", load_words},
	{"description", load_words},
	{"default", load_words},
	{"examples", load_words},
	{"deprecated", load_words},
	{"readOnly", load_words},
	{"writeOnly", load_words},
	{"type", load_type},
	{"enum", load_enum},
	{"const", load_const},
	{"minimum", load_number},
	{"maximum", load_number},
	{"exclusiveMinimum", load_number},
	{"exclusiveMaximum", load_number},
	{"multipleOf", load_number},
	{"minLength", load_bound},
	{"maxLength", load_bound},
	{"pattern", load_pattern},
	{"format", load_format},
	{"properties", load_members},
	{"patternProperties", load_members},
	{"additionalProperties", load_schema},
	{"propertyNames", load_schema},
	{"required", load_required},
	{"dependentRequired", load_dependency},
	{"dependentSchemas", load_members},
	{"minProperties", load_bound},
	{"maxProperties", load_bound},
	{"prefixItems", load_list},
	{"items", load_schema},
	{"contains", load_schema},
	{"minContains", load_bound},
	{"maxContains", load_bound},
	{"minItems", load_bound},
	{"maxItems", load_bound},
	{"uniqueItems", load_unique},
	{"allOf", load_list},
	{"anyOf", load_list},
	{"oneOf", load_list},
	{"not", load_schema},
	{"if", load_schema},
	{"then", load_schema},
	{"else", load_schema},
	/* Known, so that what is meant can be said. */
	{"unevaluatedProperties", load_unread},
	{"unevaluatedItems", load_unread},
	{"definitions", load_unread},
	{"dependencies", load_unread},
	{"additionalItems", load_unread},
	{"$anchor", load_unread},
	{"$dynamicRef", load_unread},
	{"$dynamicAnchor", load_unread},
	{"$recursiveRef", load_unread},
	{"$vocabulary", load_unread},
	{"contentEncoding", load_unread},
	{"contentMediaType", load_unread},
	{"contentSchema", load_unread},
};

static void
load_keyword(struct compiler *compiler, const struct value_member *member, struct schema *out)
{
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, member->key);
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
		if (str_is(member->key, keywords[i].name)) {
			keywords[i].load(compiler, member, out);
			return;
		}
		if (keywords[i].load != load_unread)
			suggest_name(&suggest, str_of(keywords[i].name));
	}
	best = suggest_best(&suggest);
	complain(compiler, member->key_place,
		 best.data ? arena_print(compiler->run, "did you mean '%.*s'?", STR_ARG(best))
			   : NULL,
		 "unknown keyword '%.*s' in a schema", STR_ARG(member->key));
}

/* A keyword without the one that it goes with would be ignored. */
static void
check_company(struct compiler *compiler, const struct value *map)
{
	static const struct {
		const char *name;
		const char *with;
	} pairs[] = {{"then", "if"},
		     {"else", "if"},
		     {"minContains", "contains"},
		     {"maxContains", "contains"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const struct value_member *member = value_member(map, str_of(pairs[i].name));

		if (member && !value_get(map, str_of(pairs[i].with)))
			complain(compiler, member->key_place, NULL,
				 "'%s' means nothing without '%s'", pairs[i].name, pairs[i].with);
	}
}

static void
load(struct compiler *compiler, const struct value *value, struct schema *out)
{
	if (value->type == VALUE_BOOL) {
		out->nothing = !value->boolean;
		return;
	}
	if (value->type != VALUE_MAP) {
		complain(compiler, value->place, NULL, "a schema is a map, true or false, not %s",
			 value_type_name(value->type));
		return;
	}
	for (size_t i = 0; i < value->map.count; i++)
		load_keyword(compiler, &value->map.members[i], out);
	check_company(compiler, value);
}

struct schema *
schema_at(struct compiler *compiler, const struct value *value)
{
	struct str address = str_dup(compiler->run, str_make((const char *)&value, sizeof value));
	struct schema *schema = map_get(&compiler->known, address);

	if (schema)
		return schema;
	schema = arena_alloc(compiler->run, sizeof *schema);
	*schema = (struct schema){
		.place = value->place,
		.length = {0, UINT64_MAX},
		.items_count = {0, UINT64_MAX},
		.properties_count = {0, UINT64_MAX},
		.contains_count = {1, UINT64_MAX},
	};
	map_put(&compiler->known, address, schema);
	load(compiler, value, schema);
	return schema;
}

/* ---- circles ---- */

static void
look_for_circle(struct compiler *compiler, const struct schema *schema);

static void
look_in_list(struct compiler *compiler, const struct schema_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		look_for_circle(compiler, list->items[i]);
}

/* Along what speaks of the same value. */
static void
look_for_circle(struct compiler *compiler, const struct schema *from)
{
	struct schema *schema = (struct schema *)from;

	if (!schema || schema->left)
		return;
	if (schema->entered) {
		complain(compiler, schema->place, NULL,
			 "the schema refers to itself without coming to a smaller value");
		return;
	}
	schema->entered = true;
	look_for_circle(compiler, schema->reference);
	look_for_circle(compiler, schema->negated);
	look_for_circle(compiler, schema->condition);
	look_for_circle(compiler, schema->then);
	look_for_circle(compiler, schema->otherwise);
	look_in_list(compiler, &schema->all_of);
	look_in_list(compiler, &schema->any_of);
	look_in_list(compiler, &schema->one_of);
	for (size_t i = 0; i < schema->dependents.count; i++)
		look_for_circle(compiler, schema->dependents.items[i].schema);
	schema->left = true;
}

struct err *
schema_compile(const char *path, const struct value *tree, struct arena *run,
	       const struct schema **out)
{
	struct compiler compiler = {.path = path, .root = tree, .run = run};

	map_init(&compiler.known, run);
	*out = schema_at(&compiler, tree);
	for (size_t i = 0; i < compiler.known.count; i++)
		look_for_circle(&compiler, compiler.known.entries[i].value);
	return compiler.problems;
}
