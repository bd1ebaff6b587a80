/* SPDX-License-Identifier: Apache-2.0
 *
 * From what was asked for to a plan. In: a request. Out: the rules that judge, with what they judge by,
 * sorted by id; or every problem of every text at once, and no plan.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "policy/shelf.h"

static void
start(struct making *making, const struct policy_request *request, struct arena *run,
      struct plan *out)
{
	*out = (struct plan){.now = request->now};
	*making = (struct making){
		.request = request,
		.limits = request->limits ? request->limits : &limits_default,
		.run = run,
		.plan = out,
	};
	making->command_line = (struct loader){
		.run = run,
		.limits = making->limits,
		.problems = &making->problems,
		.from = STR("command line"),
	};
	map_init(&making->shelf, run);
	map_init(&making->drafts, run);
	map_init(&making->roles_by_name, run);
	map_init(&making->extended, run);
}

static struct draft *
draft_of(struct making *making, struct shelf_rule *shelf)
{
	struct draft *draft = map_get(&making->drafts, shelf->id);

	if (draft)
		return draft;
	draft = arena_alloc(making->run, sizeof *draft);
	draft->shelf = shelf;
	map_put(&making->drafts, shelf->id, draft);
	return draft;
}

static void
draft_settings(struct making *making, const struct pack *pack, const struct settings *settings)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = &settings->items[i];
		struct shelf_rule *shelf =
			shelf_need(making, setting->loader, setting->place, "", setting->rule);
		struct draft *draft;

		if (!shelf)
			continue;
		draft = draft_of(making, shelf);
		draft->packs = arena_grow(making->run, draft->packs, draft->count, &draft->capacity,
					  sizeof(const struct pack *));
		draft->settings =
			arena_grow(making->run, draft->settings, draft->count,
				   &draft->capacity_settings, sizeof(const struct setting *));
		draft->packs[draft->count] = pack;
		draft->settings[draft->count++] = setting;
	}
}

static void
map_rules(struct making *making, const struct duty *duty)
{
	for (size_t i = 0; i < duty->rule_count; i++) {
		struct draft *draft = map_get(&making->drafts, duty->rules[i]);
		struct requirement_ref *refs;

		if (!draft)
			continue;
		refs = arena_array(making->run, draft->planned.maps_to_count + 1, sizeof *refs);
		for (size_t n = 0; n < draft->planned.maps_to_count; n++)
			refs[n] = draft->planned.maps_to[n];
		refs[draft->planned.maps_to_count++] =
			(struct requirement_ref){.pack = duty->pack, .requirement = duty->id};
		draft->planned.maps_to = refs;
	}
}

/* The rules of a pack, and those that its requirements name: these map findings to the law. */
static void
draft_pack(struct making *making, const struct pack *pack)
{
	draft_settings(making, pack, &pack->settings);
	for (size_t i = 0; i < pack->duties.count; i++) {
		draft_settings(making, pack, &pack->duties.items[i].settings);
		if (pack->duties.items[i].duty.type == DUTY_REQUIREMENT)
			map_rules(making, &pack->duties.items[i].duty);
	}
}

static void
draft_config(struct making *making)
{
	for (size_t i = 0; i < making->config.settings.count; i++) {
		const struct setting *setting = &making->config.settings.items[i];
		struct shelf_rule *shelf =
			shelf_need(making, setting->loader, setting->place, "", setting->rule);

		if (shelf)
			draft_of(making, shelf)->config = setting;
	}
}

static void
draft_command_line(struct making *making)
{
	const struct policy_request *request = making->request;
	struct place nowhere = {0};

	for (size_t i = 0; i < request->select_count; i++) {
		struct shelf_rule *shelf = shelf_need(making, &making->command_line, nowhere,
						      " in --select", str_of(request->select[i]));

		if (shelf)
			draft_of(making, shelf)->selected = true;
	}
	for (size_t i = 0; i < request->ignore_count; i++) {
		struct shelf_rule *shelf = shelf_need(making, &making->command_line, nowhere,
						      " in --ignore", str_of(request->ignore[i]));
		struct draft *draft = shelf ? map_get(&making->drafts, shelf->id) : NULL;

		if (draft)
			draft->ignored = true;
	}
}

static void
make_drafts(struct making *making)
{
	size_t own = making->shelf.count;

	for (size_t i = 0; i < making->pack_count; i++)
		draft_pack(making, making->packs[i]);
	for (size_t i = 0; i < own; i++) {
		struct shelf_rule *shelf = making->shelf.entries[i].value;

		if (shelf->own)
			draft_of(making, shelf);
	}
	draft_config(making);
	draft_command_line(making);
	for (size_t i = 0; i < making->drafts.count; i++)
		make_settings(making, making->drafts.entries[i].value);
}

static void
take_waivers(struct making *making)
{
	struct config *config = &making->config;

	making->plan->waivers = config->waivers;
	making->plan->waiver_count = config->waiver_count;
	for (size_t i = 0; i < config->waiver_count; i++)
		if (config->waivers[i].rule.data)
			shelf_need(making, config->loader, config->waivers[i].place, " in a waiver",
				   config->waivers[i].rule);
}

static int
by_id(const void *a, const void *b)
{
	const struct planned_rule *left = a, *right = b;

	return str_compare(left->rule->id, right->rule->id);
}

static bool
judges(const struct making *making, const struct draft *draft)
{
	return draft->planned.severity != SEVERITY_OFF && !draft->ignored &&
	       (making->request->select_count == 0 || draft->selected);
}

/* Only with nothing wrong: what is planned points into drafts that are whole. */
static void
finish_rules(struct making *making)
{
	struct plan *plan = making->plan;

	plan->rules = arena_array(making->run, making->drafts.count, sizeof *plan->rules);
	plan->off = arena_array(making->run, making->drafts.count, sizeof *plan->off);
	for (size_t i = 0; i < making->drafts.count; i++) {
		const struct draft *draft = making->drafts.entries[i].value;

		verify_draft(making, draft);
		if (!judges(making, draft)) {
			plan->off[plan->rules_off++] = draft->shelf->id;
			continue;
		}
		plan->rules[plan->rule_count++] = draft->planned;
		plan->rules_weakened += draft->planned.weakened_count > 0;
	}
	if (plan->rule_count > 1)
		qsort(plan->rules, plan->rule_count, sizeof *plan->rules, by_id);
	if (plan->rule_count == 0)
		problem(&making->command_line, (struct place){0},
			"select a pack under 'policies:' in govlint.yaml, or a rule",
			"there is no rule to judge by");
}

static void
finish_packs(struct making *making)
{
	struct plan *plan = making->plan;

	plan->packs = arena_array(making->run, making->pack_count, sizeof *plan->packs);
	for (size_t i = 0; i < making->pack_count; i++) {
		struct planned_pack *pack = &plan->packs[plan->pack_count++];

		*pack = making->packs[i]->planned;
		digest_pack(making, making->packs[i], pack->digest);
	}
}

struct err *
policy_load(const struct policy_request *request, struct arena *run, struct plan *out)
{
	struct making making;

	start(&making, request, run, out);
	select_config(&making);
	shelf_fill(&making);
	extends_fill(&making);
	select_packs(&making);
	make_tables(&making);
	make_duties(&making);
	make_drafts(&making);
	take_waivers(&making);
	if (making.problems.count == 0)
		finish_rules(&making);
	if (making.problems.count == 0)
		finish_packs(&making);
	return problems_sorted(&making.problems);
}

/* Settings of this one rule; those of others are theirs. */
static const struct setting *
setting_of(const struct settings *settings, struct str id)
{
	for (size_t i = 0; i < settings->count; i++)
		if (str_equal(settings->items[i].rule, id))
			return &settings->items[i];
	return NULL;
}

struct err *
policy_plan_rule(const struct rule *rule, const struct value *params,
		 const struct policy_request *request, struct arena *run, struct plan *out)
{
	struct making making;
	struct shelf_rule *shelf;
	struct draft *draft;

	start(&making, request, run, out);
	shelf = arena_alloc(run, sizeof *shelf);
	*shelf = (struct shelf_rule){
		.id = rule->id,
		.loader = making_loader(&making, str_copy(run, rule->file), request->rule_text,
					rule->from),
		.rule = arena_alloc(run, sizeof *rule),
	};
	*shelf->rule = *rule;
	map_put(&making.shelf, rule->id, shelf);
	select_config(&making);
	select_packs(&making);
	make_tables(&making);
	make_duties(&making);
	draft = draft_of(&making, shelf);
	draft->config = setting_of(&making.config.settings, rule->id);
	draft->given = params;
	make_settings(&making, draft);
	take_waivers(&making);
	if (making.problems.count == 0)
		finish_rules(&making);
	if (making.problems.count == 0)
		finish_packs(&making);
	return problems_sorted(&making.problems);
}
