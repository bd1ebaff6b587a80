/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties of the selected packs → the plan's. In: what each pack says. Out: controls with the tiers that
 * ask for them, gates, requirements; every tier, stage, role, rule and control that is named is looked
 * up here. One of a name comes from one pack; two are a problem.
 */
#include "base/arena.h"
#include "policy/shelf.h"

static void
unknown(struct loader *loader, const struct value *word, struct hint *hint, const char *what,
	const char *plural)
{
	problem(loader, word->place, hint_text(hint, plural), "unknown %s '%.*s'", what,
		STR_ARG(word->string));
}

static void
look_up_rank(struct making *making, struct loader *loader, enum fact_type type,
	     const struct value *word)
{
	struct ranked_words words = plan_words(making->plan, type);
	struct hint hint;

	if (!word || plan_rank(making->plan, type, word->string) != SIZE_MAX)
		return;
	hint_init(&hint, loader, word->string);
	for (size_t i = 0; i < words.count; i++)
		hint_name(&hint, words.items[i]);
	unknown(loader, word, &hint, words.noun, words.plural);
}

static void
look_up_tier(struct making *making, struct loader *loader, const struct value *word)
{
	look_up_rank(making, loader, FACT_TIER, word);
}

static void
look_up_role(struct making *making, struct loader *loader, const struct value *word)
{
	const struct plan *plan = making->plan;
	struct hint hint;

	if (plan_role(plan, word->string))
		return;
	hint_init(&hint, loader, word->string);
	for (size_t i = 0; i < plan->role_count; i++)
		hint_name(&hint, plan->roles[i].name);
	unknown(loader, word, &hint, "role", "roles");
}

/* What is weighed last cannot be what something weighed before it depends on. */
static void
refuse_weighed(struct making *making, struct loader *loader, struct place place,
	       struct shelf_rule *shelf)
{
	const struct rule *rule = shelf ? shelf_rule(making, shelf) : NULL;

	if (rule && rule->kind->weighed)
		problem(loader, place, "name the evidence or the rules that it is about",
			"rule '%.*s' judges what is weighed: nothing can depend on it",
			STR_ARG(shelf->id));
}

static void
look_up_rule(struct making *making, struct loader *loader, const struct value *word)
{
	refuse_weighed(making, loader, word->place,
		       shelf_need(making, loader, word->place, "", word->string));
}

static void
each_word(struct making *making, struct loader *loader, const struct value *list,
	  void (*look_up)(struct making *making, struct loader *loader, const struct value *word))
{
	for (size_t i = 0; list && i < list->list.count; i++)
		look_up(making, loader, &list->list.items[i]);
}

/* The roles of items that are approvals. */
static void
look_up_item_roles(struct making *making, const struct duty_def *def)
{
	for (size_t i = 0; i < def->duty.item_count; i++) {
		const struct evidence_item *item = &def->duty.items[i];
		const struct value word = {
			.type = VALUE_STRING, .string = item->role, .place = def->place};

		if (item->type == ITEM_APPROVAL && !def->roles && !def->role)
			look_up_role(making, def->loader, &word);
	}
}

/* A gate stands between a stage and a later one, or before staying where it is. */
static void
refuse_backwards(struct making *making, const struct duty_def *def)
{
	const struct plan *plan = making->plan;
	size_t from = def->from ? plan_rank(plan, FACT_STAGE, def->from->string) : SIZE_MAX;
	size_t to = def->to ? plan_rank(plan, FACT_STAGE, def->to->string) : SIZE_MAX;

	if (from != SIZE_MAX && to != SIZE_MAX && from > to)
		problem(def->loader, def->to->place, NULL,
			"a gate leads to a later stage: '%.*s' comes before '%.*s'",
			STR_ARG(def->to->string), STR_ARG(def->from->string));
}

static void
look_up_names(struct making *making, const struct duty_def *def)
{
	each_word(making, def->loader, def->tiers, look_up_tier);
	each_word(making, def->loader, def->rules, look_up_rule);
	each_word(making, def->loader, def->roles, look_up_role);
	if (def->role)
		look_up_role(making, def->loader, def->role);
	look_up_item_roles(making, def);
	for (size_t i = 0; i < def->settings.count; i++)
		refuse_weighed(making, def->loader, def->settings.items[i].place,
			       shelf_find(making, def->settings.items[i].rule));
	refuse_backwards(making, def);
	verify_conditions(making, def->loader, &def->duty.when);
	for (size_t i = 0; i < def->duty.item_count; i++)
		verify_conditions(making, def->loader, &def->duty.items[i].excuse_when);
	look_up_rank(making, def->loader, FACT_STAGE, def->from);
	look_up_rank(making, def->loader, FACT_STAGE, def->to);
}

/* --- Controls --- */

static struct duty *
need_control(struct making *making, struct loader *loader, const struct value *word)
{
	struct duty *control = map_get(&making->controls, word->string);
	struct hint hint;

	if (control)
		return control;
	hint_init(&hint, loader, word->string);
	for (size_t i = 0; i < making->controls.count; i++)
		hint_name(&hint, making->controls.entries[i].key);
	unknown(loader, word, &hint, "control", "controls");
	return NULL;
}

static void
add_name(struct making *making, struct str **names, size_t *count, struct str name)
{
	struct str *more;

	for (size_t i = 0; i < *count; i++)
		if (str_equal((*names)[i], name))
			return;
	more = arena_array(making->run, *count + 1, sizeof *more);
	for (size_t i = 0; i < *count; i++)
		more[i] = (*names)[i];
	more[(*count)++] = name;
	*names = more;
}

/* Which controls are stronger than which, as far as packs say: by number of the control. */
struct strength {
	size_t *stronger;
	size_t count;
};

static void
collect_stronger(const struct strength *strengths, size_t control, bool *seen)
{
	seen[control] = true;
	for (size_t i = 0; i < strengths[control].count; i++)
		if (!seen[strengths[control].stronger[i]])
			collect_stronger(strengths, strengths[control].stronger[i], seen);
}

/* What is stronger than the stronger counts, too. Only a control of one item of its own is proven
 * by another's evidence. */
static void
accept_stronger(struct making *making, const struct strength *strengths, size_t number)
{
	const struct map *controls = &making->controls;
	struct duty *control = controls->entries[number].value;
	struct evidence_item *item;
	bool *seen;
	size_t count = 0;

	if (strengths[number].count == 0 || control->item_count != 1)
		return;
	item = &control->items[0];
	seen = arena_array(making->run, controls->count, sizeof *seen);
	collect_stronger(strengths, number, seen);
	item->accepts = arena_array(making->run, controls->count, sizeof *item->accepts);
	item->accepts[count++] = item->id;
	for (size_t i = 0; i < controls->count; i++)
		if (seen[i] && i != number)
			item->accepts[count++] = controls->entries[i].key;
	item->accept_count = count;
}

static void
note_stronger(struct making *making, const struct duty_def *def, struct strength *strengths)
{
	const struct value *list = def->satisfied_by;
	struct strength *strength;

	if (def->duty.type != DUTY_CONTROL || !list)
		return;
	strength = &strengths[map_index(&making->controls, def->duty.id)];
	/* A second control of the name is a problem already. */
	*strength = (struct strength){
		.stronger = arena_array(making->run, list->list.count, sizeof(size_t))};
	for (size_t i = 0; i < list->list.count; i++)
		if (need_control(making, def->loader, &list->list.items[i]))
			strength->stronger[strength->count++] =
				map_index(&making->controls, list->list.items[i].string);
}

/* A tier asks for controls: each of them learns whose it is. */
static void
ask_controls(struct making *making, const struct tier_asks_def *def)
{
	for (size_t i = 0; def->controls && i < def->controls->list.count; i++) {
		struct duty *control =
			need_control(making, def->loader, &def->controls->list.items[i]);

		if (control)
			add_name(making, &control->tiers, &control->tier_count, def->asks.tier);
	}
}

/* --- All of them --- */

static bool
same_duty(const struct duty *a, const struct duty *b)
{
	return a->type == b->type && str_equal(a->id, b->id) &&
	       (a->type != DUTY_REQUIREMENT || str_equal(a->pack, b->pack));
}

static const struct duty *
known_duty(const struct plan *plan, const struct duty *duty)
{
	for (size_t i = 0; i < plan->duty_count; i++)
		if (same_duty(&plan->duties[i], duty))
			return &plan->duties[i];
	return NULL;
}

/* A copied pack beside its original has all in common: the first says it. */
static void
complain_twice(const struct duty_def *def, const struct duty *known, bool *told)
{
	const char *type = duty_kind(def->duty.type);

	if (str_equal(known->pack, def->duty.pack))
		problem(def->loader, def->place, NULL, "%s '%.*s' is there twice", type,
			STR_ARG(def->duty.id));
	else if (!*told)
		problem(def->loader, def->place, "select one of them",
			"packs '%.*s' and '%.*s' both define %s '%.*s'", STR_ARG(known->pack),
			STR_ARG(def->duty.pack), type, STR_ARG(def->duty.id));
	*told = true;
}

static void
take_duties(struct making *making, enum duty_type type)
{
	struct plan *plan = making->plan;

	for (size_t i = 0; i < making->pack_count; i++) {
		bool told = false;

		for (size_t n = 0; n < making->packs[i]->duties.count; n++) {
			const struct duty_def *def = &making->packs[i]->duties.items[n];
			const struct duty *known =
				def->duty.type == type ? known_duty(plan, &def->duty) : NULL;

			if (known)
				complain_twice(def, known, &told);
			else if (def->duty.type == type)
				plan->duties[plan->duty_count++] = def->duty;
		}
	}
}

static void
take_tiers(struct making *making)
{
	const struct pack *first = NULL;
	struct plan *plan = making->plan;

	for (size_t i = 0; i < making->pack_count; i++) {
		const struct pack *pack = making->packs[i];

		if (pack->tier_count == 0)
			continue;
		if (first) {
			problem(pack->loader, pack->tiers_place, "select one of them",
				"packs '%.*s' and '%.*s' both define what tiers ask",
				STR_ARG(first->planned.name), STR_ARG(pack->planned.name));
			return;
		}
		first = pack;
		plan->tier_asks =
			arena_array(making->run, pack->tier_count, sizeof *plan->tier_asks);
		for (size_t n = 0; n < pack->tier_count; n++) {
			const struct tier_asks_def *def = &pack->tiers[n];
			const struct value word = {.type = VALUE_STRING,
						   .string = def->asks.tier,
						   .place = def->place};

			look_up_tier(making, def->loader, &word);
			ask_controls(making, def);
			plan->tier_asks[plan->tier_ask_count++] = def->asks;
		}
	}
}

/* What is named can stand in another pack: after all are there. */
static void
link_duties(struct making *making)
{
	struct strength *strengths =
		arena_array(making->run, making->controls.count, sizeof *strengths);

	for (size_t i = 0; i < making->pack_count; i++)
		for (size_t n = 0; n < making->packs[i]->duties.count; n++) {
			look_up_names(making, &making->packs[i]->duties.items[n]);
			note_stronger(making, &making->packs[i]->duties.items[n], strengths);
		}
	for (size_t i = 0; i < making->controls.count; i++)
		accept_stronger(making, strengths, i);
}

void
make_duties(struct making *making)
{
	struct plan *plan = making->plan;
	size_t count = 0;

	map_init(&making->controls, making->run);
	for (size_t i = 0; i < making->pack_count; i++)
		count += making->packs[i]->duties.count;
	plan->duties = arena_array(making->run, count, sizeof *plan->duties);
	for (int type = 0; type < DUTY_TYPES; type++)
		take_duties(making, (enum duty_type)type);
	for (size_t i = 0; i < plan->duty_count && plan->duties[i].type == DUTY_CONTROL; i++)
		map_put(&making->controls, plan->duties[i].id, &plan->duties[i]);
	take_tiers(making);
	link_duties(making);
}
