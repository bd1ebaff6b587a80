/* SPDX-License-Identifier: Apache-2.0
 *
 * `raci:` of packs. In: {activity: {role: letters}}. Out: the rows of the plan, each from one pack, whose
 * roles exist. Whether somebody answers for an activity is no matter of form: rules of kind policy ask.
 */
#include "base/arena.h"
#include "policy/plan.h"

#define LETTERS "letters are A, R, C, I, joined by '/': A/R"

static unsigned
letter(char byte)
{
	switch (byte) {
	case 'A':
		return RACI_ACCOUNTABLE;
	case 'R':
		return RACI_RESPONSIBLE;
	case 'C':
		return RACI_CONSULTED;
	case 'I':
		return RACI_INFORMED;
	default:
		return 0;
	}
}

/* The letters of a cell; 0: it is not written so. */
static unsigned
letters_of(struct str text)
{
	unsigned letters = 0;

	if (text.size % 2 == 0)
		return 0;
	for (size_t i = 0; i < text.size; i++) {
		unsigned one = i % 2 == 0 ? letter(text.data[i]) : 0;

		if (i % 2 == 1 ? text.data[i] != '/' : one == 0 || (letters & one) != 0)
			return 0;
		letters |= one;
	}
	return letters;
}

static void
load_row(struct loader *loader, const struct value_member *member, struct raci_row *out)
{
	const struct value *map = &member->value;

	*out = (struct raci_row){.activity = member->key, .place = member->key_place};
	if (str_trim(member->key).size == 0)
		problem(loader, member->key_place, NULL, "an activity needs a name");
	if (map->type != VALUE_MAP || map->map.count == 0) {
		problem(loader, map->place.line > 0 ? map->place : member->key_place,
			"Security assessment: {CISO: A, Engineering: R}",
			"an activity takes {role: letters}, not %s",
			map->type == VALUE_MAP ? "an empty map" : value_article(map));
		return;
	}
	if (!entries_fit(loader, map->place, "raci", map->map.count))
		return;
	out->cells = arena_array(loader->run, map->map.count, sizeof *out->cells);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *cell = &map->map.members[i];
		unsigned letters = letters_of(value_string(&cell->value));

		if (letters == 0)
			problem(loader,
				cell->value.place.line > 0 ? cell->value.place : cell->key_place,
				LETTERS, "'%.*s' takes letters, not %s", STR_ARG(cell->key),
				cell->value.type == VALUE_STRING
					? arena_print(loader->run, "'%.*s'",
						      STR_ARG(str_cut(cell->value.string, 0, 40)))
					: value_article(&cell->value));
		out->cells[out->count++] = (struct raci_cell){cell->key, letters};
	}
}

void
load_raci(struct loader *loader, const struct field *field, struct pack *out)
{
	const struct value *map = field->value;

	if (!map)
		return;
	if (map->type != VALUE_MAP || map->map.count == 0) {
		problem(loader, field_place(field), NULL,
			"'raci' takes {activity: {role: letters}}, not %s",
			map->type == VALUE_MAP ? "an empty map" : value_article(map));
		return;
	}
	if (!entries_fit(loader, field_place(field), "raci", map->map.count))
		return;
	out->raci_written = map;
	out->raci = arena_array(loader->run, map->map.count, sizeof *out->raci);
	for (size_t i = 0; i < map->map.count; i++) {
		load_row(loader, &map->map.members[i], &out->raci[out->raci_count]);
		out->raci[out->raci_count++].pack = out->planned.name;
	}
}

/* --- In the plan --- */

static const struct raci_row *
known_row(const struct plan *plan, struct str activity)
{
	for (size_t i = 0; i < plan->raci_count; i++)
		if (str_equal(plan->raci[i].activity, activity))
			return &plan->raci[i];
	return NULL;
}

static void
look_up_roles(struct making *making, const struct pack *pack, size_t row)
{
	const struct value *written = &pack->raci_written->map.members[row].value;
	const struct plan *plan = making->plan;

	for (size_t i = 0; written->type == VALUE_MAP && i < written->map.count; i++) {
		const struct value_member *cell = &written->map.members[i];
		struct hint hint;

		if (plan_role(plan, cell->key))
			continue;
		hint_init(&hint, pack->loader, cell->key);
		for (size_t n = 0; n < plan->role_count; n++)
			hint_name(&hint, plan->roles[n].name);
		problem(pack->loader, cell->key_place, hint_text(&hint, "roles"),
			"unknown role '%.*s'", STR_ARG(cell->key));
	}
}

void
make_raci(struct making *making)
{
	struct plan *plan = making->plan;
	size_t count = 0;

	for (size_t i = 0; i < making->pack_count; i++)
		count += making->packs[i]->raci_count;
	plan->raci = arena_array(making->run, count, sizeof *plan->raci);
	for (size_t i = 0; i < making->pack_count; i++) {
		const struct pack *pack = making->packs[i];
		bool told = false;

		for (size_t n = 0; n < pack->raci_count; n++) {
			const struct raci_row *known = known_row(plan, pack->raci[n].activity);

			look_up_roles(making, pack, n);
			if (!known)
				plan->raci[plan->raci_count++] = pack->raci[n];
			else if (!told)
				problem(pack->loader, pack->raci[n].place, "select one of them",
					"packs '%.*s' and '%.*s' both say who does '%.*s'",
					STR_ARG(known->pack), STR_ARG(pack->planned.name),
					STR_ARG(known->activity));
			told |= known != NULL;
		}
	}
}
