/* SPDX-License-Identifier: Apache-2.0
 *
 * Any text as a rule, as a pack and as govlint.yaml: it loads whole or is refused with places that
 * exist, and no error is lost on the way.
 */
#include "policy/policy.h"
#include "base/regex.h"
#include "facts/facts.h"
#include "fuzz/reading.h"

static size_t
lines_of(struct str text)
{
	size_t lines = 1;

	for (size_t i = 0; i < text.size; i++)
		lines += text.data[i] == '\n' || text.data[i] == '\r';
	return lines;
}

/* A problem says where, within the text that it speaks of. */
static void
problem_has_place(const struct err *err, const char *path, struct str text)
{
	HOLDS(err->message && err->message[0] != '\0');
	HOLDS(!strchr(err->message, '\n'));
	if (!err->path || strcmp(err->path, path) != 0)
		return;
	/* NEL and the separators of Unicode end a line in YAML, too: one more than is counted. */
	HOLDS(err->line <= lines_of(text) + text.size / 2);
	HOLDS(err->line == 0 || err->column > 0);
	/* A key that is left out has a place, but no width. */
	HOLDS(err->end_column == 0 || err->end_column >= err->column);
}

static void
settle(struct arena *arena, struct err *err, const char *path, struct str text)
{
	for (const struct err *one = err; one; one = one->next)
		problem_has_place(one, path, text);
	err_settle(err);
	HOLDS(err_lost(arena) == 0);
}

static void
check_is_whole(const struct check_node *node)
{
	if (node->type == NODE_CHECK) {
		HOLDS(node->check != NULL);
		HOLDS(node->args != NULL);
	} else {
		HOLDS(node->child_count > 0);
	}
	for (size_t i = 0; i < node->child_count; i++)
		check_is_whole(&node->children[i]);
}

/* A rule that was taken can be planned or is refused again, with reasons. */
static void
as_rule(struct arena *arena, struct str text)
{
	static const char path[] = "any/where.yaml";
	const struct policy_request request = {.limits = &limits_default};
	struct rule rule;
	struct plan plan;
	struct err *err = policy_load_rule(path, text, &limits_default, arena, &rule);
	bool loaded = !err;

	settle(arena, err, path, text);
	if (!loaded)
		return;
	HOLDS(rule.kind != NULL && rule.id.size > 0 && rule.title.size > 0);
	HOLDS(rule.severity > SEVERITY_OFF && rule.severity <= SEVERITY_ERROR);
	check_is_whole(&rule.check);
	for (size_t i = 0; i < rule.param_count; i++)
		HOLDS(rule.params[i].used);
	err = policy_plan_rule(&rule, NULL, &request, arena, &plan);
	loaded = !err;
	settle(arena, err, path, text);
	HOLDS(!loaded || plan.rule_count == 1);
}

static void
plan_is_whole(const struct plan *plan)
{
	HOLDS(plan->rule_count > 0);
	for (size_t i = 0; i < plan->rule_count; i++) {
		HOLDS(plan->rules[i].severity != SEVERITY_OFF);
		HOLDS(i == 0 ||
		      str_compare(plan->rules[i - 1].rule->id, plan->rules[i].rule->id) < 0);
		for (size_t n = 0; n < plan->rules[i].rule->param_count; n++)
			HOLDS(plan->rules[i].params[n].type != VALUE_NULL);
	}
	HOLDS(plan->risk && plan->risk->tier_count > 0);
	for (size_t i = 1; i < plan->risk->tier_count; i++)
		HOLDS(plan->risk->tiers[i - 1].from > plan->risk->tiers[i].from);
}

static void
as_pack(struct arena *arena, struct str text)
{
	static const char path[] = "pack.yaml";
	const struct memory_text texts[] = {{path, text}};
	const char *const names[] = {path};
	const struct policy_request request = {
		.limits = &limits_default,
		.policies = names,
		.policy_count = 1,
		.policy_texts = texts,
		.policy_text_count = 1,
	};
	struct plan plan;
	struct err *err = policy_load(&request, arena, &plan);

	if (!err)
		plan_is_whole(&plan);
	settle(arena, err, path, text);
}

static void
as_config(struct arena *arena, struct str text)
{
	const struct policy_request request = {.limits = &limits_default, .config_text = text};
	struct plan plan;
	struct err *err = policy_load(&request, arena, &plan);

	if (!err)
		plan_is_whole(&plan);
	settle(arena, err, POLICY_CONFIG, text);
}

/* What a text is plainly not meant as is not tried: loading the baseline beside it takes longer. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = size > 0 ? str_make((const char *)data, size) : STR("");
	struct arena *arena = reading_arena();

	if (size > 16384)
		return 0;
	as_rule(arena, text);
	if (str_find(text, STR("pack")) != SIZE_MAX)
		as_pack(arena, text);
	if (str_find(text, STR("govlint")) != SIZE_MAX)
		as_config(arena, text);
	return 0;
}
