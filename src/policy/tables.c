/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables that rules look things up in: tiers, stages, roles, globs, teams. In: the selected packs
 * and the team's choice. Out: the plan's tables. A table of one name comes from one pack; two that
 * define it differently are a problem. Where no selected pack has tiers or stages, ai-baseline's hold.
 */
#include "base/arena.h"
#include "policy/plan.h"

static void
take_stages(struct making *making, const struct pack *pack, const struct pack **first)
{
	bool same;

	if (pack->stage_count == 0)
		return;
	if (!*first) {
		*first = pack;
		making->plan->stages = pack->stages;
		making->plan->stage_count = pack->stage_count;
		return;
	}
	same = pack->stage_count == (*first)->stage_count;
	for (size_t i = 0; same && i < pack->stage_count; i++)
		same = str_equal(pack->stages[i], (*first)->stages[i]);
	if (!same)
		problem(pack->loader, pack->stages_place, NULL,
			"packs '%.*s' and '%.*s' both define stages",
			STR_ARG((*first)->planned.name), STR_ARG(pack->planned.name));
}

/* Where the plan has a score, and the type of its tiers. */
static struct score **
score_of(struct plan *plan, size_t row)
{
	return row == SCORES_RISK ? &plan->risk : &plan->vendor;
}

static const enum fact_type tier_types[SCORES_COUNT] = {
	[SCORES_RISK] = FACT_TIER,
	[SCORES_VENDOR] = FACT_VENDOR_TIER,
};

static void
take_score(struct making *making, const struct pack *pack, size_t row)
{
	struct score **score = score_of(making->plan, row);

	if (!pack->scores[row].table)
		return;
	if (*score)
		problem(pack->loader, pack->scores[row].place, "select one of them",
			"packs '%.*s' and '%.*s' both define the %.*s score",
			STR_ARG((*score)->pack), STR_ARG(pack->planned.name),
			STR_ARG((*score)->name));
	else
		*score = pack->scores[row].table;
}

/* Scores and stages that no selected pack has. */
static void
take_baseline(struct making *making)
{
	struct plan *plan = making->plan;
	const struct pack *stages = NULL;
	struct pack *packs;
	size_t count;

	if (plan->risk && plan->vendor && plan->stage_count > 0)
		return;
	packs = select_builtin(making, "ai-baseline", &count);
	for (size_t i = 0; i < count; i++) {
		for (size_t row = 0; row < SCORES_COUNT; row++)
			if (!*score_of(plan, row))
				*score_of(plan, row) = packs[i].scores[row].table;
		if (plan->stage_count == 0)
			take_stages(making, &packs[i], &stages);
	}
}

static void
take_floor(struct making *making, const struct pack *pack, size_t row, size_t n)
{
	const struct score_def *def = &pack->scores[row];
	struct score *score = *score_of(making->plan, row);
	struct ranked_words words = plan_words(making->plan, tier_types[row]);
	struct hint hint;

	score->floors[score->floor_count++] = def->floors[n];
	verify_conditions(making, pack->loader, &def->floors[n].when);
	if (plan_rank(making->plan, tier_types[row], def->floors[n].tier) != SIZE_MAX)
		return;
	hint_init(&hint, pack->loader, def->floors[n].tier);
	for (size_t i = 0; i < words.count; i++)
		hint_name(&hint, words.items[i]);
	problem(pack->loader, def->floor_places[n], hint_text(&hint, words.plural),
		"unknown %s '%.*s'", words.noun, STR_ARG(def->floors[n].tier));
}

/* The floors of all packs, in the order of the packs. */
static void
take_floors(struct making *making, size_t row)
{
	struct score *score = *score_of(making->plan, row);
	size_t count = 0;

	for (size_t i = 0; i < making->pack_count; i++)
		count += making->packs[i]->scores[row].floor_count;
	if (!score || count == 0)
		return;
	score->floors = arena_array(making->run, count, sizeof *score->floors);
	for (size_t i = 0; i < making->pack_count; i++)
		for (size_t n = 0; n < making->packs[i]->scores[row].floor_count; n++)
			take_floor(making, making->packs[i], row, n);
}

/* What issues ask speaks of the same tables as rules do. */
static void
verify_issues(struct making *making, const struct pack *pack)
{
	for (size_t row = 0; row < SCORES_COUNT; row++) {
		const struct score *score = pack->scores[row].table;

		for (size_t i = 0; score && i < score->issue_count; i++)
			verify_conditions(making, pack->loader, &score->issues[i].unless);
	}
}

static struct role_def *
role_named(struct making *making, struct str name)
{
	size_t index = map_index(&making->roles_by_name, name);

	return index == SIZE_MAX ? NULL : &making->roles.items[index];
}

static bool
same_names(const struct str *a, size_t a_count, const struct str *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (!str_equal(a[i], b[i]))
			return false;
	return true;
}

static bool
same_role(const struct role *a, const struct role *b)
{
	return a->count == b->count &&
	       same_names(a->same_as, a->same_as_count, b->same_as, b->same_as_count) &&
	       same_names(a->of, a->of_count, b->of, b->of_count);
}

static void
add_role(struct making *making, const struct role_def *def)
{
	struct roles *roles = &making->roles;

	roles->items = arena_grow(making->run, roles->items, roles->count, &roles->capacity,
				  sizeof *roles->items);
	roles->items[roles->count++] = *def;
	map_put(&making->roles_by_name, def->role.name, making);
}

static void
take_roles(struct making *making)
{
	for (size_t i = 0; i < making->pack_count; i++)
		for (size_t n = 0; n < making->packs[i]->roles.count; n++) {
			const struct role_def *def = &making->packs[i]->roles.items[n];
			const struct role_def *known = role_named(making, def->role.name);

			if (!known)
				add_role(making, def);
			else if (!same_role(&known->role, &def->role))
				problem(def->loader, def->place, NULL,
					"role '%.*s' is made differently in two packs",
					STR_ARG(def->role.name));
		}
	for (size_t i = 0; i < making->config.roles.count; i++) {
		const struct role_def *def = &making->config.roles.items[i];
		struct role_def *known = role_named(making, def->role.name);

		if (known) {
			known->role.holders = def->role.holders;
			known->role.holder_count = def->role.holder_count;
		} else {
			add_role(making, def);
		}
	}
}

/* Where a role's definition names another. */
static struct place
place_in(const struct role_def *def, const struct value *written, struct str name)
{
	if (written && written->type == VALUE_STRING && written->place.line > 0)
		return written->place;
	for (size_t i = 0; written && written->type == VALUE_LIST && i < written->list.count; i++)
		if (str_equal(value_string(&written->list.items[i]), name))
			return written->list.items[i].place;
	return def->place;
}

static void
check_names(struct making *making, const struct role_def *def, const struct value *written,
	    const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hint hint;

		if (role_named(making, names[i]))
			continue;
		hint_init(&hint, def->loader, names[i]);
		for (size_t n = 0; n < making->roles.count; n++)
			hint_name(&hint, making->roles.items[n].role.name);
		problem(def->loader, place_in(def, written, names[i]), hint_text(&hint, "roles"),
			"role '%.*s' refers to an unknown role '%.*s'", STR_ARG(def->role.name),
			STR_ARG(names[i]));
	}
}

enum colour {
	COLOUR_NEW,
	COLOUR_OPEN, /* on the way from where the walk began */
	COLOUR_DONE,
};

/* Walk what a role is made of; whether that leads back to a role on the way. Every role is entered
 * once, so that roles made of each other in layers cost no more than they have names. */
static bool
leads_back(struct making *making, size_t index, enum colour *colours)
{
	const struct role *role = &making->roles.items[index].role;
	const struct str *lists[] = {role->same_as, role->of};
	const size_t counts[] = {role->same_as_count, role->of_count};
	bool back = false;

	colours[index] = COLOUR_OPEN;
	for (size_t list = 0; list < 2; list++)
		for (size_t i = 0; i < counts[list]; i++) {
			size_t next = map_index(&making->roles_by_name, lists[list][i]);

			if (next == SIZE_MAX)
				continue;
			if (colours[next] == COLOUR_OPEN)
				back = true;
			else if (colours[next] == COLOUR_NEW)
				back |= leads_back(making, next, colours);
		}
	colours[index] = COLOUR_DONE;
	return back;
}

static void
finish_roles(struct making *making)
{
	struct plan *plan = making->plan;
	enum colour *colours = arena_array(making->run, making->roles.count, sizeof *colours);

	plan->roles = arena_array(making->run, making->roles.count, sizeof *plan->roles);
	for (size_t i = 0; i < making->roles.count; i++) {
		const struct role_def *def = &making->roles.items[i];

		check_names(making, def, def->same_as, def->role.same_as, def->role.same_as_count);
		check_names(making, def, def->of, def->role.of, def->role.of_count);
		if (colours[i] == COLOUR_NEW && leads_back(making, i, colours))
			problem(def->loader, def->place, NULL, "role '%.*s' leads back to itself",
				STR_ARG(def->role.name));
		plan->roles[plan->role_count++] = def->role;
	}
}

void
make_tables(struct making *making)
{
	const struct plan *chosen = &making->config.tables;
	struct plan *plan = making->plan;
	const struct pack *stages = NULL;

	for (size_t i = 0; i < making->pack_count; i++) {
		take_stages(making, making->packs[i], &stages);
		for (size_t row = 0; row < SCORES_COUNT; row++)
			take_score(making, making->packs[i], row);
	}
	take_baseline(making);
	for (size_t row = 0; row < SCORES_COUNT; row++)
		take_floors(making, row);
	for (size_t i = 0; i < making->pack_count; i++)
		verify_issues(making, making->packs[i]);
	take_roles(making);
	finish_roles(making);
	make_raci(making);
	make_incidents(making);
	plan->artifacts = chosen->artifacts;
	plan->artifact_count = chosen->artifact_count;
	plan->ignore = chosen->ignore;
	plan->ignore_count = chosen->ignore_count;
	plan->teams = chosen->teams;
	plan->team_count = chosen->team_count;
	plan->may_be_empty = chosen->may_be_empty;
}
