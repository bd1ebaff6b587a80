/* SPDX-License-Identifier: Apache-2.0
 *
 * `rules:` of a pack or of govlint.yaml. In: {rule: {severity, parameters}}. Out: one setting for each
 * rule. Whether the rule exists and has those parameters is asked when the rule is there.
 */
#include "base/arena.h"
#include "policy/pack.h"

static void
bad_severity(struct loader *loader, const struct value *value, struct place place, bool allow_off)
{
	static const char *const words[] = {"error", "warning", "note"};
	struct hint hint;

	if (!allow_off && str_is(value_string(value), "off")) {
		problem(loader, place, "a team turns a rule off in govlint.yaml",
			"a pack cannot turn a rule off");
		return;
	}
	hint_init(&hint, loader, value_string(value));
	for (size_t i = 0; i < 3; i++)
		hint_name(&hint, str_of(words[i]));
	if (allow_off)
		hint_name(&hint, STR("off"));
	problem(loader, place, hint_text(&hint, "words"), "'severity' cannot be %s",
		value->type == VALUE_STRING
			? arena_print(loader->run, "'%.*s'", STR_ARG(value->string))
			: value_article(value));
}

static void
load_setting(struct loader *loader, const struct value_member *member, bool allow_off,
	     struct setting *out)
{
	const struct value_member *severity;

	*out = (struct setting){
		.loader = loader,
		.rule = member->key,
		.place = member->key_place,
		.map = &member->value,
	};
	if (member->value.type == VALUE_NULL)
		return;
	if (member->value.type != VALUE_MAP) {
		problem(loader,
			member->value.place.line > 0 ? member->value.place : member->key_place,
			"{severity: error}", "'%.*s' takes a severity and parameters, not %s",
			STR_ARG(member->key), value_article(&member->value));
		return;
	}
	severity = value_member(&member->value, STR("severity"));
	if (!severity)
		return;
	out->severity_place = severity->key_place;
	if (severity->value.type == VALUE_STRING &&
	    severity_parse(severity->value.string, allow_off, &out->severity))
		out->has_severity = true;
	else
		bad_severity(loader, &severity->value,
			     severity->value.place.line > 0 ? severity->value.place
							    : severity->key_place,
			     allow_off);
}

void
load_settings(struct loader *loader, const struct field *field, bool allow_off,
	      struct settings *out)
{
	const struct value *map = field->value;

	if (!map)
		return;
	if (map->type != VALUE_MAP) {
		problem(loader, field_place(field), NULL,
			"'rules' takes {rule: {severity: …}}, not %s", value_article(map));
		return;
	}
	out->items = arena_array(loader->run, map->map.count, sizeof *out->items);
	for (size_t i = 0; i < map->map.count; i++)
		load_setting(loader, &map->map.members[i], allow_off, &out->items[out->count++]);
}
