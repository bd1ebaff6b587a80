/* SPDX-License-Identifier: Apache-2.0
 *
 * Who has the last word on a rule. In: what the rule, the packs, the team and the command line say
 * about severity and parameters. Out: the values that hold, each with where it came from. The later
 * wins; among packs, which come together, the stricter.
 */
#include "base/arena.h"
#include "policy/shelf.h"

static struct origin
origin_of(struct arena *run, const char *what, struct str name, struct str file, struct place place)
{
	return (struct origin){
		.what = name.data ? str_of(arena_print(run, "%s %.*s", what, STR_ARG(name)))
				  : str_of(what),
		.file = file,
		.place = place,
	};
}

static struct origin
rule_origin(const struct rule *rule, struct place place)
{
	return (struct origin){.what = STR("rule"), .file = rule->file, .place = place};
}

static struct origin
pack_origin(struct making *making, const struct pack *pack, struct place place)
{
	return origin_of(making->run, "pack", pack->planned.name, str_of(pack->loader->path),
			 place);
}

/* Among packs the strictest severity holds; a pack that gives none means the rule's own. */
static void
merge_severity(struct making *making, struct draft *draft, const struct rule *rule)
{
	struct planned_rule *planned = &draft->planned;

	planned->severity = rule->severity;
	planned->severity_from = rule_origin(rule, (struct place){0});
	for (size_t i = 0; i < draft->count; i++) {
		const struct setting *setting = draft->settings[i];
		enum severity severity = setting->has_severity ? setting->severity : rule->severity;

		if (i > 0 && severity <= planned->severity)
			continue;
		planned->severity = severity;
		planned->severity_from =
			setting->has_severity
				? pack_origin(making, draft->packs[i], setting->severity_place)
				: rule_origin(rule, (struct place){0});
	}
	if (draft->config && draft->config->has_severity) {
		if (draft->count > 0 && draft->config->severity < planned->severity &&
		    draft->config->severity != SEVERITY_OFF)
			planned->weakened[planned->weakened_count++] =
				str_of(arena_print(making->run, "severity (%s, not %s)",
						   severity_name(draft->config->severity),
						   severity_name(planned->severity)));
		planned->severity = draft->config->severity;
		planned->severity_from = origin_of(making->run, POLICY_CONFIG, (struct str){0},
						   str_of(draft->config->loader->path),
						   draft->config->severity_place);
	}
	if (draft->selected && planned->severity == SEVERITY_OFF) {
		planned->severity = rule->severity;
		planned->severity_from = (struct origin){.what = STR("command line: --select")};
	}
}

/* What two packs ask of one parameter; `own` is where the second has its value from. */
static void
merge_pack_value(struct making *making, const struct setting *setting, const struct param *param,
		 const struct value *value, struct place place, const struct origin *own,
		 struct value *held, struct origin *from)
{
	struct value merged;

	switch (param_stricter(making->run, param, held, value, &merged)) {
	case 1:
		*held = *value;
		*from = *own;
		return;
	case 2:
		*held = merged;
		*from = (struct origin){
			.what = str_of(arena_print(making->run, "%.*s and %.*s",
						   STR_ARG(from->what), STR_ARG(own->what))),
		};
		return;
	case 3:
		problem(setting->loader, place, "set it in govlint.yaml",
			"'%.*s' of rule '%.*s' differs between packs, and it has no stricter value",
			STR_ARG(param->name), STR_ARG(setting->rule));
		return;
	default:
		return;
	}
}

/* Whether the same pack says it beside another mention of the rule. */
static bool
says_elsewhere(const struct draft *draft, const struct pack *pack, const struct param *param)
{
	for (size_t i = 0; i < draft->count; i++)
		if (draft->packs[i] == pack && value_member(draft->settings[i]->map, param->name))
			return true;
	return false;
}

/* A parameter over all packs. One that says nothing means the default, where a direction is known. */
static void
merge_packs(struct making *making, const struct draft *draft, const struct rule *rule,
	    const struct param *param, struct value *held, struct origin *from)
{
	bool any = false;

	for (size_t i = 0; i < draft->count; i++) {
		const struct value_member *member =
			value_member(draft->settings[i]->map, param->name);
		const struct value *value = member ? &member->value : &param->initial;
		struct place place = member ? member->key_place : draft->settings[i]->place;
		struct origin own = member ? pack_origin(making, draft->packs[i], place)
					   : rule_origin(rule, param->place);

		if (!member && (param->stricter == STRICTER_NONE || value->type == VALUE_NULL ||
				says_elsewhere(draft, draft->packs[i], param)))
			continue;
		if (any) {
			merge_pack_value(making, draft->settings[i], param, value, place, &own,
					 held, from);
			continue;
		}
		any = true;
		*held = *value;
		*from = own;
	}
}

/* What a note says of a value that is small; nothing of lists. */
static struct str
describe(struct making *making, const struct param *param, const struct value *asked,
	 const struct value *told)
{
	if (param->type == PARAM_LIST || param->type == PARAM_MAP)
		return param->name;
	return str_of(arena_print(making->run, "%.*s (%.*s, not %.*s)", STR_ARG(param->name),
				  STR_ARG(value_show(making->run, told, 40)),
				  STR_ARG(value_show(making->run, asked, 40))));
}

/* Whether the team asks for less than packs and rule do, or leaves out some of it; where that cannot be
 * told, whether it says something else than a pack. */
static void
note_weakened(struct making *making, struct draft *draft, const struct param *param,
	      const struct value *asked, bool by_pack, const struct value *told)
{
	struct planned_rule *planned = &draft->planned;
	struct value merged;
	int stricter = 0;

	if (asked->type != VALUE_NULL)
		stricter = param_stricter(making->run, param, asked, told, &merged);
	if (stricter == -1 || stricter == 2 || (stricter == 3 && by_pack))
		planned->weakened[planned->weakened_count++] = describe(making, param, asked, told);
}

static void
merge_param(struct making *making, struct draft *draft, const struct rule *rule, size_t n)
{
	const struct param *param = &rule->params[n];
	struct value *held = &draft->planned.params[n];
	struct origin *from = &draft->planned.params_from[n];
	const struct value_member *member = NULL;

	*held = param->initial;
	*from = rule_origin(rule, param->place);
	merge_packs(making, draft, rule, param, held, from);
	if (draft->config)
		member = value_member(draft->config->map, param->name);
	if (member) {
		note_weakened(making, draft, param, held, str_starts(from->what, STR("pack ")),
			      &member->value);
		*held = member->value;
		*from = origin_of(making->run, POLICY_CONFIG, (struct str){0},
				  str_of(draft->config->loader->path), member->key_place);
	}
	member = value_member(draft->given, param->name);
	if (member) {
		*held = member->value;
		*from = (struct origin){.what = STR("example")};
	}
	if (held->type == VALUE_NULL)
		problem(draft->shelf->loader, param->place, "set it in a pack or in govlint.yaml",
			"parameter '%.*s' of rule '%.*s' has no value", STR_ARG(param->name),
			STR_ARG(rule->id));
}

static const struct param *
param_named(const struct rule *rule, struct str name, size_t *index)
{
	for (*index = 0; *index < rule->param_count; ++*index)
		if (str_equal(rule->params[*index].name, name))
			return &rule->params[*index];
	return NULL;
}

void
params_accept(struct loader *loader, const struct rule *rule, const struct value *map)
{
	for (size_t i = 0; map && map->type == VALUE_MAP && i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		const struct param *param;
		size_t index;
		struct hint hint;

		if (str_is(member->key, "severity"))
			continue;
		param = param_named(rule, member->key, &index);
		if (param) {
			if (param_accepts(loader, param, &member->value, member->key_place) &&
			    verify_is_protect(&rule->check, index))
				protect_accepts(loader, &member->value, member->key_place);
			continue;
		}
		hint_init(&hint, loader, member->key);
		for (size_t n = 0; n < rule->param_count; n++)
			hint_name(&hint, rule->params[n].name);
		hint_name(&hint, STR("severity"));
		problem(loader, member->key_place, hint_text(&hint, "parameters"),
			"rule '%.*s' has no parameter '%.*s'", STR_ARG(rule->id),
			STR_ARG(member->key));
	}
}

void
make_settings(struct making *making, struct draft *draft)
{
	const struct rule *rule = shelf_rule(making, draft->shelf);
	size_t before = making->problems.count;

	if (!rule)
		return;
	draft->planned.rule = rule;
	draft->planned.params = arena_array(making->run, rule->param_count, sizeof(struct value));
	draft->planned.params_from =
		arena_array(making->run, rule->param_count, sizeof(struct origin));
	draft->planned.weakened =
		arena_array(making->run, rule->param_count + 1, sizeof(struct str));
	for (size_t i = 0; i < draft->count; i++)
		params_accept(draft->settings[i]->loader, rule, draft->settings[i]->map);
	if (draft->config)
		params_accept(draft->config->loader, rule, draft->config->map);
	params_accept(draft->shelf->loader, rule, draft->given);
	merge_severity(making, draft, rule);
	if (making->problems.count != before)
		return;
	for (size_t i = 0; i < rule->param_count; i++)
		merge_param(making, draft, rule, i);
}
