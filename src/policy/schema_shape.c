/* SPDX-License-Identifier: Apache-2.0
 *
 * What a key takes beyond the type that its row has, as JSON Schema: words of other tables, bounds,
 * what goes together. In: a row or a table of keys.c. Out: the pieces to add. The loaders of those
 * keys ask the same; a test holds both against each other.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/keys_incident.h"
#include "policy/keys_pack.h"
#include "policy/schema.h"

/* What a score of a kind says beyond what all scores do: whose conditions its floors and issues have. */
#define CONDITIONS_OF(kind)                                                                        \
	"{\"anyOf\": [{\"type\": \"string\", \"minLength\": 1}, "                                  \
	"{\"$ref\": \"#/$defs/conditions_" kind "\"}]}"
#define SCORED(kind)                                                                               \
	"{\"properties\": {\"kind\": {\"const\": \"" kind "\"}, \"floors\": {\"items\": "          \
	"{\"properties\": {\"when\": " CONDITIONS_OF(                                              \
		kind) "}}}, \"points\": {\"items\": "                                              \
		      "{\"properties\": {\"unless\": " CONDITIONS_OF(kind) "}}}}}"

/* Of rows: members that are set beside "description" and the type. */
static const struct {
	const struct key_table *table;
	size_t row;
	const char *json;
} shapes[] = {
	{&keys_rule, RULE_ID,
	 "{\"type\": \"string\", \"pattern\": "
	 "\"^(?=.*/)(?!.*//)[a-z0-9]([a-z0-9/_-]*[a-z0-9])?$\"}"},
	{&keys_rule, RULE_WHEN, "{\"type\": [\"string\", \"object\"]}"},
	{&keys_rule, RULE_CHECK, "{\"type\": \"object\"}"},
	{&keys_rule, RULE_PARAMS,
	 "{\"propertyNames\": {\"pattern\": \"^(?!severity$)[a-z_][a-z0-9_]*$\"}}"},
	{&keys_param, PARAM_KEY_STRICTER,
	 "{\"anyOf\": [{\"enum\": [\"lower\", \"higher\", \"subset\", \"superset\"]}, "
	 "{\"type\": \"array\"}]}"},
	{&keys_commit, COMMIT_FILES, "{\"$ref\": \"#/$defs/files\"}"},
	{&keys_example, EXAMPLE_FILES, "{\"$ref\": \"#/$defs/files\"}"},
	{&keys_example, EXAMPLE_BEFORE, "{\"$ref\": \"#/$defs/files\"}"},
	{&keys_example, EXAMPLE_CONFIG, "{\"type\": [\"string\", \"object\"]}"},
	{&keys_example, EXAMPLE_REVIEWS, "{\"type\": [\"string\", \"array\"]}"},
	{&keys_example, EXAMPLE_PARAMS, "{\"type\": [\"string\", \"object\"]}"},
	{&keys_protect, PROTECT_PATHS, "{\"minItems\": 1}"},
	{&keys_protect, PROTECT_KINDS,
	 "{\"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/files_of_kind\"}}"},
	{&keys_protect, PROTECT_ROLES, "{\"minItems\": 1}"},
	{&keys_protect, PROTECT_COUNT, "{\"minimum\": 1, \"maximum\": 100}"},
	{&keys_floor, FLOOR_WHEN, "{\"type\": [\"string\", \"object\"]}"},
	{&keys_issue, ISSUE_UNLESS, "{\"type\": [\"string\", \"object\"]}"},
	{&keys_issue, ISSUE_ADD, "{\"minimum\": 0, \"maximum\": 1000000}"},
	{&keys_scores, SCORES_RISK, SCORED("system")},
	{&keys_scores, SCORES_VENDOR, SCORED("vendor")},
	{&keys_score, SCORE_POINTS, "{\"minItems\": 1}"},
	{&keys_score, SCORE_SUM,
	 "{\"type\": \"object\", \"minProperties\": 1, \"maxProperties\": 1000, "
	 "\"additionalProperties\": {\"type\": \"object\", \"minProperties\": 1, "
	 "\"maxProperties\": 1000, \"additionalProperties\": {\"type\": \"integer\", "
	 "\"minimum\": 0, \"maximum\": 1000000}}}"},
	{&keys_score, SCORE_TIERS, "{\"minItems\": 1}"},
	{&keys_role, ROLE_SAME_AS,
	 "{\"anyOf\": [{\"type\": \"string\", \"minLength\": 1}, {\"type\": \"array\", "
	 "\"maxItems\": 1000, \"items\": {\"type\": \"string\", \"minLength\": 1}}]}"},
	{&keys_role, ROLE_COUNT, "{\"minimum\": 1, \"maximum\": 100}"},
	{&keys_pack, PACK_RULES, "{\"$ref\": \"#/$defs/settings\"}"},
	{&keys_clock, CLOCK_WHEN, CONDITIONS_OF("incident")},
	{&keys_incidents, INCIDENTS_TYPES, "{\"minItems\": 1, \"uniqueItems\": true}"},
	{&keys_incidents, INCIDENTS_SEVERITIES, "{\"minProperties\": 1}"},
	{&keys_pack, PACK_RACI,
	 "{\"type\": \"object\", \"minProperties\": 1, \"maxProperties\": 1000, "
	 "\"propertyNames\": {\"pattern\": \"[^ ]\"}, \"additionalProperties\": {\"type\": "
	 "\"object\", \"minProperties\": 1, \"maxProperties\": 1000, "
	 "\"additionalProperties\": {\"type\": \"string\", \"pattern\": "
	 "\"^(?!.*A.*A)(?!.*R.*R)(?!.*C.*C)(?!.*I.*I)[ARCI](/[ARCI])*$\"}}}"},
	{&keys_pack, PACK_STAGES, "{\"minItems\": 1, \"uniqueItems\": true}"},
	{&keys_config, CONFIG_VERSION, "{\"const\": 1}"},
	{&keys_config, CONFIG_RULES, "{\"$ref\": \"#/$defs/team_settings\"}"},
	{&keys_config, CONFIG_ARTIFACTS, "{\"$ref\": \"#/$defs/artifacts\"}"},
	{&keys_config, CONFIG_ROLES, "{\"$ref\": \"#/$defs/people\"}"},
	{&keys_config, CONFIG_TEAMS,
	 "{\"type\": \"object\", \"maxProperties\": 1000, \"additionalProperties\": {\"type\": "
	 "\"array\", \"items\": {\"type\": \"string\", \"minLength\": 1}}}"},
	{&keys_waiver, WAIVER_PATH,
	 "{\"type\": \"string\", \"pattern\": \"^(?!/)(?!(.*/)?[.]{0,2}(/|$)).*[^ ]\"}"},
};

/* Of tables: what their keys are together. */
static const struct {
	const struct key_table *table;
	const char *json;
} together[] = {
	{&keys_example,
	 "{\"anyOf\": [{\"required\": [\"finds\"]}, {\"required\": [\"undecided\"]}]}"},
	{&keys_protect,
	 "{\"allOf\": [{\"anyOf\": [{\"required\": [\"paths\"]}, {\"required\": [\"kinds\"]}]}, "
	 "{\"anyOf\": [{\"required\": [\"roles\"]}, {\"required\": [\"codeowners\"], "
	 "\"properties\": {\"codeowners\": {\"const\": true}}}]}, {\"if\": {\"required\": "
	 "[\"each_role\"], \"properties\": {\"each_role\": {\"const\": true}}}, \"then\": "
	 "{\"required\": [\"roles\"]}}]}"},
	{&keys_score, "{\"dependentRequired\": {\"sum\": [\"tiers\"], \"points\": [\"tiers\"], "
		      "\"approved\": [\"tiers\"]}, \"anyOf\": [{\"required\": [\"sum\"]}, "
		      "{\"required\": [\"points\"]}, {\"required\": [\"floors\"], \"not\": "
		      "{\"required\": [\"tiers\"]}}]}"},
	{&keys_incidents, "{\"dependentRequired\": {\"types\": [\"severities\"], \"severities\": "
			  "[\"types\"]}}"},
	{&keys_role,
	 "{\"dependentRequired\": {\"count\": [\"of\"]}, \"not\": {\"required\": [\"of\", "
	 "\"same_as\"]}}"},
	{&keys_holder, "{\"anyOf\": [{\"required\": [\"github\"]}, {\"required\": [\"email\"]}, "
		       "{\"required\": [\"ssh_key\"]}]}"},
};

/* Set the members, in place of those that are there. */
static void
take(struct schema *schema, struct value *object, struct value members)
{
	struct value old = *object;

	*object = value_map();
	for (size_t i = 0; i < old.map.count; i++)
		if (!value_get(&members, old.map.members[i].key))
			value_set_str(schema->run, object, old.map.members[i].key,
				      old.map.members[i].value);
	for (size_t i = 0; members.type == VALUE_MAP && i < members.map.count; i++)
		value_set_str(schema->run, object, members.map.members[i].key,
			      members.map.members[i].value);
}

static struct value
governed_kinds(struct schema *schema)
{
	struct value list = value_list(), value = value_map();

	for (size_t i = 0; facts_kinds[i]; i++)
		if (!facts_kinds[i]->ungoverned)
			value_add(schema->run, &list, value_text(facts_kinds[i]->name));
	value_set(schema->run, &value, "enum", list);
	return value;
}

/* {kind: [globs]}, and `ignore`. */
static struct value
artifacts(struct schema *schema)
{
	static const char globs[] = "{\"type\": \"array\", \"items\": {\"type\": \"string\", "
				    "\"pattern\": \"^[^!]\"}}";
	struct value object = schema_object(schema);

	for (size_t i = 0; facts_kinds[i]; i++)
		if (!facts_kinds[i]->ungoverned)
			schema_property(schema, &object, facts_kinds[i]->name,
					schema_json(schema, "%s", globs), facts_kinds[i]->summary);
	schema_property(schema, &object, "ignore", schema_json(schema, "%s", globs),
			"what is left alone, and counted");
	return object;
}

/* {role: [people]} */
static struct value
people(struct schema *schema)
{
	struct value object = schema_json(schema, "{\"type\": \"object\", \"maxProperties\": 1000, "
						  "\"propertyNames\": {\"pattern\": \"[^ ]\"}}");
	struct value list = schema_json(schema, "{\"type\": \"array\", \"maxItems\": 1000}");

	value_set(schema->run, &list, "items", schema_table(schema, &keys_holder));
	value_set(schema->run, &object, "additionalProperties", list);
	return object;
}

/* A rule that is built in: its severity and its parameters, each of its type. */
static void
add_settings(struct schema *schema, struct value *rules, const struct builtin_file *file,
	     const char *severity)
{
	struct problems problems = {0};
	struct loader loader = {
		.run = schema->run,
		.limits = &limits_default,
		.problems = &problems,
		.path = file->path,
		.text = file->text,
		.from = STR("built-in"),
	};
	struct value object = schema_object(schema);
	struct rule rule;

	load_rule(&loader, (struct str){0}, &rule);
	take(schema, &object, schema_json(schema, "{\"type\": [\"object\", \"null\"]}"));
	schema_property(schema, &object, "severity", schema_json(schema, "%s", severity), NULL);
	for (size_t i = 0; i < rule.param_count; i++)
		schema_property(schema, &object, str_copy(schema->run, rule.params[i].name),
				schema_setting(schema, &rule, i), NULL);
	schema_property(schema, rules, str_copy(schema->run, rule.id), object,
			str_copy(schema->run, rule.title));
}

/* {rule: {severity, parameters}}; of rules that are not built in nobody knows the parameters here. */
static void
define_settings(struct schema *schema, const char *name, const char *severity)
{
	struct value object, others;

	if (!schema_begin(schema, name))
		return;
	object = schema_object(schema);
	for (size_t i = 0; i < builtin_file_count; i++)
		if (str_starts(str_of(builtin_files[i].path), STR("rules/")))
			add_settings(schema, &object, &builtin_files[i], severity);
	others = schema_json(schema,
			     "{\"type\": [\"object\", \"null\"], \"properties\": "
			     "{\"severity\": %s}}",
			     severity);
	take(schema, &object, schema_json(schema, "{\"additionalProperties\": {}}"));
	*(struct value *)value_get(&object, STR("additionalProperties")) = others;
	schema_define(schema, name, object);
}

static void
define(struct schema *schema)
{
	if (schema_begin(schema, "files"))
		schema_define(schema, "files",
			      schema_json(schema,
					  "{\"type\": \"object\", \"additionalProperties\": "
					  "{\"type\": \"string\"}}"));
	if (schema_begin(schema, "files_of_kind"))
		schema_define(schema, "files_of_kind", governed_kinds(schema));
	if (schema_begin(schema, "artifacts"))
		schema_define(schema, "artifacts", artifacts(schema));
	if (schema_begin(schema, "people"))
		schema_define(schema, "people", people(schema));
	schema_conditions(schema, facts_kind(STR("system")));
	schema_conditions(schema, facts_kind(STR("vendor")));
	schema_conditions(schema, facts_kind(STR("incident")));
	define_settings(schema, "settings", "{\"enum\": [\"error\", \"warning\", \"note\"]}");
	define_settings(schema, "team_settings",
			"{\"enum\": [\"error\", \"warning\", \"note\", \"off\"]}");
}

void
schema_shape(struct schema *schema, const struct key *key, struct value *value)
{
	define(schema);
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (&shapes[i].table->keys[shapes[i].row] == key)
			take(schema, value, schema_json(schema, "%s", shapes[i].json));
	if (key == &keys_rule.keys[RULE_KIND])
		take(schema, value, schema_kinds(schema));
}

static void
rule_together(struct schema *schema, struct value *object)
{
	for (size_t i = 0; facts_kinds[i]; i++) {
		const struct kind *kind = facts_kinds[i];
		struct value then = value_map(), properties = value_map();
		struct value text = schema_json(schema, "{\"type\": \"string\", \"minLength\": 1}");

		value_set(schema->run, &properties, "when",
			  schema_either(schema, text, schema_conditions(schema, kind)));
		value_set(schema->run, &properties, "check", schema_check(schema, kind));
		value_set(schema->run, &then, "properties", properties);
		schema_when(schema, object,
			    schema_json(schema,
					"{\"properties\": {\"kind\": {\"const\": \"%s\"}}, "
					"\"required\": [\"kind\"]}",
					kind->name),
			    then);
	}
}

void
schema_together(struct schema *schema, const struct key_table *table, struct value *object)
{
	for (size_t i = 0; i < sizeof together / sizeof together[0]; i++)
		if (together[i].table == table)
			take(schema, object, schema_json(schema, "%s", together[i].json));
	if (table == &keys_rule)
		rule_together(schema, object);
	if (table == &keys_param)
		schema_params(schema, object);
}
