/* SPDX-License-Identifier: Apache-2.0
 *
 * A result made by hand that would pass: one rule, one governed artifact, one item judged. Each test
 * spoils one thing.
 */
#ifndef GOVLINT_TESTS_SETTLE_MADE_H
#define GOVLINT_TESTS_SETTLE_MADE_H

#include "harness/test.h"
#include "settle/settle.h"

struct made {
	struct arena *run;
	struct kind dataset;
	struct kind change;
	struct rule rules[2];
	struct planned_rule planned[2];
	struct waiver waivers[4];
	struct plan plan;
	struct result result;
};

__attribute__((unused)) static struct made *
make_result(void)
{
	struct arena *run = test_arena();
	struct made *made = arena_alloc(run, sizeof *made);

	*made = (struct made){
		.run = run,
		.dataset = {.name = "dataset"},
		.change = {.name = "change", .ungoverned = true},
		.plan = {.rule_count = 1, .config_path = STR("govlint.yaml")},
		.result = {.run = {.source = "worktree"},
			   .summary = {.artifacts = 1, .planned = 1, .judged = 1, .governed = 1},
			   .fail_on = SEVERITY_ERROR},
	};
	made->rules[0] = (struct rule){.id = STR("dataset/plain-pii"), .kind = &made->dataset};
	made->rules[1] = (struct rule){.id = STR("change/unapproved"), .kind = &made->change};
	for (int i = 0; i < 2; i++)
		made->planned[i] =
			(struct planned_rule){.rule = &made->rules[i], .severity = SEVERITY_ERROR};
	made->plan.rules = made->planned;
	made->plan.waivers = made->waivers;
	date_parse(STR("2026-11-21T12:00:00Z"), &made->plan.now);
	made->result.plan = &made->plan;
	return made;
}

/* A finding of dataset/plain-pii in data/users.csv. */
__attribute__((unused)) static struct finding *
add_finding(struct made *made, enum severity severity, const char *subject)
{
	struct findings *all = &made->result.findings;

	all->items =
		arena_grow(made->run, all->items, all->count, &all->capacity, sizeof *all->items);
	all->items[all->count] = (struct finding){
		.rule = STR("dataset/plain-pii"),
		.planned = &made->planned[0],
		.severity = severity,
		.path = STR("data/users.csv"),
		.place = {.line = 1, .column = 4},
		.subject = str_of(subject),
		.message = STR("holds addresses"),
	};
	return &all->items[all->count++];
}

__attribute__((unused)) static struct waiver *
add_waiver(struct made *made, const char *until)
{
	struct waiver *waiver = &made->waivers[made->plan.waiver_count++];

	*waiver = (struct waiver){
		.rule = STR("dataset/plain-pii"),
		.path = STR("data/users.csv"),
		.reason = STR("legacy"),
		.approved_by = STR("CISO"),
		.until_text = str_of(until),
		.place = {.line = 7, .column = 5},
	};
	date_parse(str_of(until), &waiver->until);
	return waiver;
}

/* The finding of a rule that settle/ reports itself, or NULL. */
__attribute__((unused)) static const struct finding *
find_own(const struct made *made, const char *rule)
{
	for (size_t i = 0; i < made->result.findings.count; i++)
		if (str_is(made->result.findings.items[i].rule, rule))
			return &made->result.findings.items[i];
	return NULL;
}

__attribute__((unused)) static size_t
count_errors(const struct made *made)
{
	size_t count = 0;

	for (const struct err *err = made->result.errors; err; err = err->next)
		count++;
	return count;
}

#endif
