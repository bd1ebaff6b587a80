/* SPDX-License-Identifier: Apache-2.0
 *
 * `incidents:` and `playbooks:` of packs. In: types, severities with their limits, clocks, notices and
 * playbooks. Out: the plan's tables. Types and severities come from one pack, the clocks of all apply, and
 * a playbook is for a type that there is.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/keys_incident.h"
#include "policy/plan.h"

#define DEFAULT_PLAYBOOK "default"
#define CENTURY          100 /* years; nobody waits longer for a notice */

static struct texts
texts_of(struct loader *loader, const struct field *field)
{
	const struct value *list = field->value;
	struct texts texts = {0};

	if (!list)
		return texts;
	texts.items = arena_array(loader->run, list->list.count, sizeof *texts.items);
	for (size_t i = 0; i < list->list.count; i++)
		texts.items[texts.count++] = list->list.items[i].string;
	return texts;
}

static void
load_types(struct loader *loader, const struct field *field, struct incident_tables *out)
{
	const struct value *list = field->value;

	if (!list)
		return;
	out->types = texts_of(loader, field);
	if (out->types.count == 0)
		problem(loader, field_place(field), NULL, "'types' is empty");
	for (size_t i = 0; i < out->types.count; i++)
		for (size_t n = 0; n < i; n++)
			if (str_equal(out->types.items[i], out->types.items[n]))
				problem(loader, list->list.items[i].place, NULL,
					"type '%.*s' is there twice", STR_ARG(out->types.items[i]));
}

static void
load_severity(struct loader *loader, const struct value_member *member,
	      struct incident_severity *out)
{
	struct field fields[KEYS_MAX];

	*out = (struct incident_severity){.name = member->key};
	if (!keys_read(loader, &keys_severity, &member->value, member->key_place, fields))
		return;
	for (size_t step = 0; step < STEP_COUNT; step++) {
		struct incident_limit *limit = &out->limits[step];

		limit->text = field_string(&fields[step]);
		limit->given = limit->text.data && period_parse(limit->text, &limit->within);
	}
	out->window = field_string(&fields[SEVERITY_WINDOW]);
	out->escalation = texts_of(loader, &fields[SEVERITY_ESCALATION]);
}

static void
load_severities(struct loader *loader, const struct field *field, struct incident_tables *out)
{
	const struct value *map = field->value;
	size_t count;

	if (!map)
		return;
	count = map->map.count;
	if (count == 0)
		problem(loader, field_place(field), NULL, "'severities' is empty");
	out->severities = arena_array(loader->run, count, sizeof *out->severities);
	out->names = arena_array(loader->run, count, sizeof *out->names);
	for (size_t i = 0; i < count; i++) {
		load_severity(loader, &map->map.members[i],
			      &out->severities[out->severity_count++]);
		out->names[count - 1 - i] = map->map.members[i].key;
	}
}

static void
load_clocks(struct loader *loader, const struct field *field, struct pack *pack)
{
	const struct value *list = field->value;
	struct incident_tables *out = &pack->incidents;
	struct scope scope = {
		.loader = loader, .kind = facts_kind(STR("incident")), .written = true};
	struct field fields[KEYS_MAX];

	if (!list)
		return;
	out->clocks = arena_array(loader->run, list->list.count, sizeof *out->clocks);
	for (size_t i = 0; i < list->list.count; i++) {
		struct incident_clock *clock = &out->clocks[out->clock_count];

		if (!keys_read(loader, &keys_clock, &list->list.items[i], field->key, fields))
			continue;
		clock->framework = field_string(&fields[CLOCK_FRAMEWORK]);
		clock->article = field_string(&fields[CLOCK_ARTICLE]);
		clock->text = field_string(&fields[CLOCK_WITHIN]);
		clock->pack = pack->planned.name;
		period_parse(clock->text, &clock->within);
		if (clock->within.months > 12 * CENTURY)
			problem(loader, field_place(&fields[CLOCK_WITHIN]), NULL,
				"'within' is longer than %d years", CENTURY);
		if (fields[CLOCK_WHEN].value)
			load_conditions(&scope, fields[CLOCK_WHEN].value, "when", &clock->when);
		out->clock_count++;
	}
}

static void
load_notices(struct loader *loader, const struct field *field, struct incident_tables *out)
{
	const struct value *map = field->value;
	struct field fields[KEYS_MAX];

	if (!map)
		return;
	out->notices = arena_array(loader->run, map->map.count, sizeof *out->notices);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];

		if (!keys_read(loader, &keys_notice, &member->value, member->key_place, fields))
			continue;
		out->notices[out->notice_count++] = (struct notice){
			.to = member->key,
			.says = texts_of(loader, &fields[NOTICE_SAYS]),
		};
	}
}

static void
load_playbooks(struct loader *loader, const struct field *field, struct pack *pack)
{
	const struct value *map = field->value;
	struct incident_tables *out = &pack->incidents;
	struct field fields[KEYS_MAX];

	if (!map)
		return;
	out->playbooks = arena_array(loader->run, map->map.count, sizeof *out->playbooks);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];

		if (!keys_read(loader, &keys_playbook, &member->value, member->key_place, fields))
			continue;
		out->playbooks[out->playbook_count++] = (struct playbook){
			.type = member->key,
			.first = texts_of(loader, &fields[PLAYBOOK_FIRST]),
			.containment = texts_of(loader, &fields[PLAYBOOK_CONTAINMENT]),
			.place = member->key_place,
			.pack = pack->planned.name,
		};
	}
}

void
load_incidents(struct loader *loader, const struct field *pack_fields, struct pack *out)
{
	const struct field *field = &pack_fields[PACK_INCIDENTS];
	struct incident_tables *tables = &out->incidents;
	struct field fields[KEYS_MAX];

	load_playbooks(loader, &pack_fields[PACK_PLAYBOOKS], out);
	if (!field->value || !keys_read(loader, &keys_incidents, field->value, field->key, fields))
		return;
	out->incidents_place = field->key;
	load_types(loader, &fields[INCIDENTS_TYPES], tables);
	load_severities(loader, &fields[INCIDENTS_SEVERITIES], tables);
	load_clocks(loader, &fields[INCIDENTS_CLOCKS], out);
	load_notices(loader, &fields[INCIDENTS_NOTICES], tables);
	if (!fields[INCIDENTS_TYPES].value != !fields[INCIDENTS_SEVERITIES].value)
		problem(loader, field->key, NULL,
			"incidents have both 'types' and 'severities', or clocks alone");
	else if (fields[INCIDENTS_TYPES].value)
		tables->pack = out->planned.name;
}

/* --- In the plan --- */

static void
take_words(struct making *making, const struct pack *pack)
{
	struct incident_tables *to = &making->plan->incidents;
	const struct incident_tables *from = &pack->incidents;

	if (!from->pack.data)
		return;
	if (to->pack.data) {
		problem(pack->loader, pack->incidents_place, "select one of them",
			"packs '%.*s' and '%.*s' both define incidents", STR_ARG(to->pack),
			STR_ARG(pack->planned.name));
		return;
	}
	*to = *from;
	to->clocks = NULL;
	to->playbooks = NULL;
	to->clock_count = to->playbook_count = 0;
}

static const struct playbook *
known_playbook(const struct incident_tables *tables, struct str type)
{
	for (size_t i = 0; i < tables->playbook_count; i++)
		if (str_equal(tables->playbooks[i].type, type))
			return &tables->playbooks[i];
	return NULL;
}

static void
check_type(const struct incident_tables *tables, struct loader *loader,
	   const struct playbook *playbook)
{
	struct hint hint;

	hint_init(&hint, loader, playbook->type);
	for (size_t i = 0; i < tables->types.count; i++) {
		hint_name(&hint, tables->types.items[i]);
		if (str_equal(tables->types.items[i], playbook->type))
			return;
	}
	hint_name(&hint, STR(DEFAULT_PLAYBOOK));
	if (!str_is(playbook->type, DEFAULT_PLAYBOOK))
		problem(loader, playbook->place, hint_text(&hint, "types"),
			"there is no incident of type '%.*s'", STR_ARG(playbook->type));
}

static void
take_rest(struct making *making, const struct pack *pack)
{
	struct incident_tables *to = &making->plan->incidents;
	const struct incident_tables *from = &pack->incidents;
	bool told = false;

	for (size_t i = 0; i < from->clock_count; i++) {
		verify_conditions(making, pack->loader, &from->clocks[i].when);
		to->clocks[to->clock_count++] = from->clocks[i];
	}
	for (size_t i = 0; i < from->playbook_count; i++) {
		const struct playbook *playbook = &from->playbooks[i];
		const struct playbook *known = known_playbook(to, playbook->type);

		check_type(to, pack->loader, playbook);
		if (!known)
			to->playbooks[to->playbook_count++] = *playbook;
		else if (!told)
			problem(pack->loader, playbook->place, "select one of them",
				"packs '%.*s' and '%.*s' both have a playbook for '%.*s'",
				STR_ARG(known->pack), STR_ARG(pack->planned.name),
				STR_ARG(playbook->type));
		told |= known != NULL;
	}
}

void
make_incidents(struct making *making)
{
	struct incident_tables *tables = &making->plan->incidents;
	size_t clocks = 0, playbooks = 0;

	for (size_t i = 0; i < making->pack_count; i++) {
		take_words(making, making->packs[i]);
		clocks += making->packs[i]->incidents.clock_count;
		playbooks += making->packs[i]->incidents.playbook_count;
	}
	tables->clocks = arena_array(making->run, clocks, sizeof *tables->clocks);
	tables->playbooks = arena_array(making->run, playbooks, sizeof *tables->playbooks);
	for (size_t i = 0; i < making->pack_count; i++)
		take_rest(making, making->packs[i]);
}
