/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the team asks for less than its packs.
 */
#include "unit/policy/loading.h"

/* What is weakened by the settings of govlint.yaml, as one text; or what is wrong with them. */
static const char *
weakened(const char *rules)
{
	struct arena *arena = test_arena();
	struct plan plan;
	struct buf text;
	char *problems = load_config_text(
		arena_print(arena,
			    "govlint: 1\npolicies: [pii-free-datasets, required-approvals]\n"
			    "rules: {%s}\n",
			    rules),
		&plan);

	if (*problems)
		return problems;
	buf_init(&text, arena, 1000);
	for (size_t i = 0; i < plan.rule_count; i++)
		for (size_t n = 0; n < plan.rules[i].weakened_count; n++)
			buf_print(&text, "%.*s: %.*s\n", STR_ARG(plan.rules[i].rule->id),
				  STR_ARG(plan.rules[i].weakened[n]));
	return str_copy(arena, buf_str(&text));
}

TEST(policy_settings, knows_what_asks_for_less)
{
	CHECK_STR(weakened("dataset/plain-pii: {tolerate: 9, confidence: 0.9}"),
		  "dataset/plain-pii: tolerate (9, not 0)\n"
		  "dataset/plain-pii: confidence (0.9, not 0.6)\n");
	CHECK_STR(weakened("dataset/plain-pii: {tolerate: 0, confidence: 0.5}"), "");
	CHECK_STR(weakened("dataset/plain-pii: {severity: off, tolerate: 9}"), "");
}

TEST(policy_settings, knows_what_protects_less)
{
	CHECK_STR(weakened("change/unapproved: {protect: [{paths: [\"m/**\"], roles: [CISO]}]}"),
		  "change/unapproved: protect\n");
}

TEST(policy_settings, refuses_a_confidence_that_nothing_reaches)
{
	CHECK_STR(weakened("dataset/plain-pii: {confidence: 0.99}"),
		  "dataset/plain-pii: confidence (0.99, not 0.6)\n");
	CHECK_STR(weakened("dataset/plain-pii: {confidence: 1}"),
		  "govlint.yaml:3:41-42: 'confidence' is at most 0.99\n");
}
