/* SPDX-License-Identifier: Apache-2.0
 *
 * What only the plan can tell: words of closed lists, conditions that nothing meets, and `protect`.
 */
#include "unit/policy/loading.h"

/* What is wrong with a `when` of a rule on datasets. */
static const char *
odd_when(const char *when)
{
	struct arena *arena = test_arena();
	const struct memory_text files[] = {
		{"governance/rules/data/odd.yaml",
		 str_of(arena_print(
			 arena,
			 "rule: data/odd\ntitle: t\nkind: dataset\nseverity: warning\n"
			 "why: w\nfix: f\nmessage: m\n"
			 "params: {p: {type: string, default: ^Trai}, "
			 "n: {type: int, default: 3, stricter: lower}}\n"
			 "when: %s\ncheck: {none: [{matches: {fact: path, pattern: $p}}, "
			 "{count: {fact: pii, at_least: $n}}]}\n",
			 when))},
		{0},
	};
	struct plan plan;
	const char *problems = load_files(files, NULL, &plan);
	size_t at = str_find(str_of(problems), STR(": "));

	return at == SIZE_MAX ? problems : problems + at + 2;
}

TEST(policy_verify, knows_more_closed_lists)
{
	CHECK_STR(odd_when("{format: {equals: CSV}}"),
		  "'format' is never 'CSV' [did you mean 'csv'?]\n");
	CHECK_STR(odd_when("{format: {one_of: [cvs, csv]}}"),
		  "'format' is never 'cvs' [did you mean 'csv'?]\n");
	CHECK(str_starts(str_of(odd_when("{card.format: {equals: yml}}")),
			 STR("'card.format' is never 'yml' [")));
	CHECK_STR(odd_when("{declared_use: {equals: trainning}}"),
		  "'declared_use' is never 'trainning' [did you mean 'training'?]\n");
	CHECK(str_starts(str_of(odd_when("{use: {matches: ^Train}}")),
			 STR("'use' never matches '^Train' [")));
	CHECK(str_starts(str_of(odd_when("{use: {matches: $p}}")),
			 STR("'use' never matches '^Trai' (parameter 'p', from rule) [")));
	CHECK_STR(odd_when("{use: {matches: ^train}, format: {one_of: [csv, parquet]}}"), "");
}

TEST(policy_verify, refuses_conditions_that_nothing_meets)
{
	CHECK_STR(odd_when("{rows: {at_least: 5, at_most: -1}}"),
		  "'rows' is never both at_least 5 and at_most -1\n");
	CHECK_STR(odd_when("{rows: {below: 5, above: 5}}"),
		  "'rows' is never both below 5 and above 5\n");
	CHECK_STR(odd_when("{rows: {above: $n, at_most: 3}}"),
		  "'rows' is never both above 3 and at_most 3\n");
	CHECK_STR(odd_when("{rows: {one_of: [1, 2], above: 2}}"),
		  "'rows' is never both one_of 1, 2 and above 2\n");
	CHECK_STR(odd_when("{use: {equals: training, one_of: [evaluation, other]}}"),
		  "'use' is never both equals training and one_of evaluation, other\n");
	CHECK_STR(odd_when("{system.risk_tier: {at_least: high, at_most: low}}"),
		  "'system.risk_tier' is never both at_least high and at_most low\n");
	CHECK_STR(odd_when("{rows: {at_least: 5, at_most: 5, equals: 5, one_of: [4, 5]}}"), "");
	CHECK_STR(odd_when("{system.risk_tier: {at_least: low, at_most: high}}"), "");
}

static const char *
protect(const char *entry)
{
	struct plan plan;

	return load_config_text(arena_print(test_arena(),
					    "govlint: 1\npolicies: [required-approvals]\n"
					    "rules: {change/unapproved: {protect: [%s]}}\n",
					    entry),
				&plan);
}

TEST(policy_verify, knows_the_kinds_that_are_protected)
{
	CHECK_STR(protect("{kinds: [model, data_card], roles: [CISO]}"), "");
	CHECK(str_find(str_of(protect("{kinds: [modle], roles: [CISO]}")),
		       STR("unknown kind 'modle' [did you mean 'model'?]")) != SIZE_MAX);
	CHECK(str_find(str_of(protect("{kinds: [change], roles: [CISO]}")),
		       STR("artifacts of kind 'change' are not files")) != SIZE_MAX);
	CHECK(str_find(str_of(protect("{kinds: [], roles: [CISO]}")),
		       STR("'kinds' is empty and protects nothing")) != SIZE_MAX);
	CHECK(str_find(str_of(protect("{roles: [CISO]}")),
		       STR("an entry of 'protect' says what needs approval")) != SIZE_MAX);
}
