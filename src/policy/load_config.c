/* SPDX-License-Identifier: Apache-2.0
 *
 * govlint.yaml → the team's choice. In: YAML text. Out: policies, settings of rules, globs, people,
 * teams and waivers. Whether the rules and packs it names exist is asked when they are looked for.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/config.h"
#include "policy/load.h"

static void
check_version(struct loader *loader, const struct field *field)
{
	if (field->value && field->value->integer != 1)
		problem(loader, field_place(field), "govlint: 1",
			"format version %lld is not known to this version of govlint",
			(long long)field->value->integer);
}

/* A list of globs; those that are wrong are left out, with a problem. */
static struct glob *
load_globs(struct loader *loader, const struct value_member *member, size_t *count)
{
	const struct value *list = &member->value;
	struct glob *globs;

	*count = 0;
	if (list->type != VALUE_LIST) {
		problem(loader, list->place.line > 0 ? list->place : member->key_place, NULL,
			"'%.*s' takes a list of globs, not %s", STR_ARG(member->key),
			value_article(list));
		return NULL;
	}
	globs = arena_array(loader->run, list->list.count, sizeof *globs);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *item = &list->list.items[i];
		struct place place = item->place.line > 0 ? item->place : member->key_place;

		if (item->type != VALUE_STRING) {
			problem(loader, place, NULL, "a glob is a string, not %s",
				value_article(item));
			continue;
		}
		if (!load_glob(loader, item->string, place, &globs[*count]))
			continue;
		if (globs[*count].negated) {
			problem(loader, place, "only 'ignore' takes away",
				"'%.*s': a glob here cannot be negated", STR_ARG(item->string));
		} else {
			++*count;
		}
	}
	return globs;
}

static const struct kind *
kind_of(struct loader *loader, const struct value_member *member)
{
	const struct kind *kind = facts_kind(member->key);
	struct hint hint;

	if (kind && kind_is_of_files(kind))
		return kind;
	hint_init(&hint, loader, member->key);
	for (size_t i = 0; facts_kinds[i]; i++)
		if (kind_is_of_files(facts_kinds[i]))
			hint_name(&hint, str_of(facts_kinds[i]->name));
	hint_name(&hint, STR("ignore"));
	problem(loader, member->key_place, hint_text(&hint, "kinds"),
		kind ? "artifacts of kind '%.*s' are not files" : "unknown kind '%.*s'",
		STR_ARG(member->key));
	return NULL;
}

static void
load_artifacts(struct loader *loader, const struct field *field, struct plan *out)
{
	const struct value *map = field->value;

	if (!map)
		return;
	if (map->type != VALUE_MAP) {
		problem(loader, field_place(field), NULL,
			"'artifacts' takes {kind: [globs]}, not %s", value_article(map));
		return;
	}
	out->artifacts = arena_array(loader->run, map->map.count, sizeof *out->artifacts);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		struct kind_globs *globs = &out->artifacts[out->artifact_count];

		if (str_is(member->key, "ignore")) {
			out->ignore = load_globs(loader, member, &out->ignore_count);
			continue;
		}
		globs->kind = kind_of(loader, member);
		if (!globs->kind)
			continue;
		globs->globs = load_globs(loader, member, &globs->count);
		/* What is added is recognised in any case, as by the kinds' own globs. */
		for (size_t n = 0; n < globs->count; n++)
			globs->globs[n].folds = true;
		out->artifact_count++;
	}
}

static void
load_team(struct loader *loader, const struct value_member *member, struct team *out)
{
	const struct value *list = &member->value;

	*out = (struct team){.name = member->key};
	if (list->type != VALUE_LIST) {
		problem(loader, list->place.line > 0 ? list->place : member->key_place, NULL,
			"'%.*s' takes a list of logins, not %s", STR_ARG(member->key),
			value_article(list));
		return;
	}
	out->members = arena_array(loader->run, list->list.count, sizeof *out->members);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *item = &list->list.items[i];

		if (item->type == VALUE_STRING && item->string.size > 0)
			out->members[out->member_count++] = item->string;
		else
			problem(loader, item->place.line > 0 ? item->place : member->key_place,
				NULL, "a login is a string, not %s", value_article(item));
	}
}

static void
load_teams(struct loader *loader, const struct field *field, struct plan *out)
{
	const struct value *map = field->value;

	if (!map)
		return;
	if (map->type != VALUE_MAP) {
		problem(loader, field_place(field), NULL, "'teams' takes {team: [logins]}, not %s",
			value_article(map));
		return;
	}
	if (!entries_fit(loader, field_place(field), "teams", map->map.count))
		return;
	out->teams = arena_array(loader->run, map->map.count, sizeof *out->teams);
	for (size_t i = 0; i < map->map.count; i++)
		load_team(loader, &map->map.members[i], &out->teams[out->team_count++]);
}

static void
load_people(struct loader *loader, const struct field *field, struct roles *out)
{
	if (!field->value)
		return;
	if (field->value->type == VALUE_MAP &&
	    !entries_fit(loader, field_place(field), "roles", field->value->map.count))
		return;
	if (field->value->type == VALUE_MAP)
		load_holders(loader, field->value, out);
	else
		problem(loader, field_place(field), NULL,
			"'roles' takes {role: [{github: LOGIN}]}, not %s",
			value_article(field->value));
}

void
load_config_tree(struct loader *loader, const struct value *root, struct config *out)
{
	struct field fields[KEYS_MAX];

	*out = (struct config){.loader = loader};
	if (!keys_read(loader, &keys_config, root, (struct place){1, 1, 1, 1}, fields))
		return;
	check_version(loader, &fields[CONFIG_VERSION]);
	out->policies = fields[CONFIG_POLICIES].value;
	load_extends(loader, &fields[CONFIG_EXTENDS], out);
	load_settings(loader, &fields[CONFIG_RULES], true, &out->settings);
	load_artifacts(loader, &fields[CONFIG_ARTIFACTS], &out->tables);
	if (fields[CONFIG_MAY_BE_EMPTY].value)
		out->tables.may_be_empty = fields[CONFIG_MAY_BE_EMPTY].value->boolean;
	load_people(loader, &fields[CONFIG_ROLES], &out->roles);
	load_teams(loader, &fields[CONFIG_TEAMS], &out->tables);
	if (fields[CONFIG_WAIVERS].value)
		load_waivers(loader, fields[CONFIG_WAIVERS].value, out);
}

void
load_config(struct loader *loader, struct config *out)
{
	struct value *root = arena_alloc(loader->run, sizeof *root);

	*out = (struct config){.loader = loader};
	if (loader_read(loader, false, root))
		load_config_tree(loader, root, out);
}
