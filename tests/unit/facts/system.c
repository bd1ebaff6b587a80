/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "expr/expr.h"
#include "harness/test.h"
#include "tree.h"

static struct tree *
registry(const char *text)
{
	struct tree *tree = tree_new(test_arena());

	tree_risk(tree);
	tree_file(tree, "governance/registry.yaml", text);
	return tree;
}

static const char *
tier(const char *impact, const char *oversight)
{
	struct tree *tree = registry(arena_print(
		test_arena(),
		"systems:\n  - id: A\n    decision_impact: %s\n    human_oversight: %s\n", impact,
		oversight));

	CHECK_OK(tree_gather(tree));
	return tree_show(tree, tree_fact(tree, "system", "A", "risk_tier"));
}

TEST(facts_system, adds_dimensions_up_to_a_tier)
{
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: employment\n"
				     "    human_oversight: full\n");

	CHECK_STR(tier("employment", "none"), "high");
	CHECK_STR(tier("employment", "full"), "high");
	CHECK_STR(tier("small", "none"), "medium");
	CHECK_STR(tier("small", "full"), "low");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree_fact(tree, "system", "A", "risk_score")->integer, 6);
	CHECK_INT(tree_fact(tree, "system", "A", "risk_score_max")->integer, 9);
}

/* The error about a dimension written as `impact`. */
static void
no_tier(const char *impact, const char *reason)
{
	struct tree *tree = registry(arena_print(
		test_arena(), "systems:\n  - id: A\n    human_oversight: none\n%s", impact));

	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_tier"), reason);
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_score"), reason);
	CHECK_INT(tree_fact(tree, "system", "A", "risk_score_max")->integer, 9);
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "human_oversight")), "none");
}

TEST(facts_system, has_no_tier_without_an_answer)
{
	no_tier("", "decision_impact is missing");
	no_tier("    decision_impact:\n", "decision_impact is null");
	no_tier("    decision_impact: null\n", "decision_impact is null");
	no_tier("    decision_impact: 5\n", "decision_impact is int");
	no_tier("    decision_impact: true\n", "decision_impact is bool");
	no_tier("    decision_impact: Employment\n", "did you mean 'employment'");
	no_tier("    decision_impact: employmnet\n", "did you mean 'employment'");
	no_tier("    decision_impact: \"\"\n", "no value ''");
	no_tier("    decision_impact: [employment]\n", "decision_impact is list");
}

TEST(facts_system, names_all_dimensions_that_are_wrong)
{
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: 1\n");
	struct err *err;

	CHECK_OK(tree_gather(tree));
	err = tree_unknown(tree, "system", "A", "risk_tier");
	CHECK(err && strstr(err_text(test_arena(), err), "decision_impact") &&
	      strstr(err_text(test_arena(), err), "human_oversight"));
	err_settle(err);
}

TEST(facts_system, has_no_tier_without_a_table)
{
	struct tree *tree = registry("systems:\n  - id: A\n");

	tree->plan.risk = NULL;
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_tier"), "no selected pack");
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_score_max"), "no selected pack");
}

TEST(facts_system, is_raised_to_a_floor)
{
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: employment\n"
				     "  - id: B\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: null\n");
	struct condition condition = {
		.ref = {.text = STR("annex_iii"),
			.fact = facts_index(facts_kind(STR("system")), STR("annex_iii"))},
		.operation = OPERATION_IS_SET,
		.operand = {.constant = value_bool(true)},
	};
	struct score_floor floor = {.tier = STR("medium"), .when = {&condition, 1}};

	tree->plan.risk->floors = &floor;
	tree->plan.risk->floor_count = 1;
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "risk_tier")), "medium");
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "B", "risk_tier")), "low");
	condition.operation = OPERATION_EQUALS;
	condition.operand.constant = value_text("employment");
	tree = registry("systems:\n  - id: A\n    decision_impact: small\n"
			"    human_oversight: full\n");
	tree->plan.risk->floors = &floor;
	tree->plan.risk->floor_count = 1;
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_tier"), "annex_iii");
}

TEST(facts_system, is_raised_by_the_order_of_stages_not_of_letters)
{
	static struct str stages[] = {STR("production"), STR("deprecated")};
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: small\n"
				     "    human_oversight: full\n    stage: deprecated\n"
				     "  - id: B\n    decision_impact: small\n"
				     "    human_oversight: full\n    stage: prod\n");
	struct condition condition = {
		.ref = {.text = STR("stage"),
			.type = FACT_STAGE,
			.fact = facts_index(facts_kind(STR("system")), STR("stage"))},
		.operation = OPERATION_AT_LEAST,
		.operand = {.constant = value_text("production")},
	};
	struct score_floor floor = {.tier = STR("medium"), .when = {&condition, 1}};

	tree->plan.stages = stages;
	tree->plan.stage_count = 2;
	tree->plan.risk->floors = &floor;
	tree->plan.risk->floor_count = 1;
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "risk_tier")), "medium");
	CHECK_ERR(tree_unknown(tree, "system", "B", "risk_tier"),
		  "a floor of B compares 'stage' in a way that its value does not allow");
}

TEST(facts_system, does_not_take_a_value_of_another_type_for_another_value)
{
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: small\n"
				     "    human_oversight: full\n    user_facing: \"true\"\n");
	struct condition condition = {
		.ref = {.text = STR("user_facing"),
			.fact = facts_index(facts_kind(STR("system")), STR("user_facing"))},
		.operation = OPERATION_EQUALS,
		.operand = {.constant = value_bool(true)},
	};
	struct score_floor floor = {.tier = STR("high"), .when = {&condition, 1}};

	tree->plan.risk->floors = &floor;
	tree->plan.risk->floor_count = 1;
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "system", "A", "risk_tier"),
		  "'user_facing', which is string and cannot be compared with bool");
}

TEST(facts_system, has_the_fields_of_its_entry)
{
	struct tree *tree = registry("systems:\n"
				     "  - id: A\n"
				     "    name: Screener\n"
				     "    risk_tier: low\n"
				     "    regulatory_scope: []\n"
				     "    ownr_team: People\n"
				     "    favourite_colour: blue\n");

	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "name")), "Screener");
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "declared_tier")), "low");
	CHECK_INT(tree_fact(tree, "system", "A", "regulatory_scope")->type, VALUE_LIST);
	CHECK_INT(tree_fact(tree, "system", "A", "owner_team")->type, VALUE_NULL);
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "unknown_keys")),
		  "{name: ownr_team, nearest: owner_team, line: 6, column: 5}, "
		  "{name: favourite_colour, nearest: null, line: 7, column: 5}");
	CHECK_INT(tree_artifact(tree, "system", "A")->place.line, 2);
	CHECK_INT(tree_artifact(tree, "system", "A")->place.column, 5);
	CHECK(tree_artifact(tree, "system", "A")->text.size > 0);
}

TEST(facts_system, the_pack_may_ask_for_other_dimensions)
{
	struct tree *tree = registry("systems:\n  - id: A\n    blast_radius: small\n");

	tree->plan.risk->dimensions[0].name = STR("blast_radius");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree_fact(tree, "system", "A", "unknown_keys")->list.count, 0);
}

/* A registry that stops the run. */
static void
refused(const char *text, const char *message, uint32_t line)
{
	struct tree *tree = registry(text);
	struct err *err = tree_gather(tree);

	if (!test_check(err != NULL, text, __FILE__, __LINE__))
		return;
	CHECK_STR(err->path, "governance/registry.yaml");
	CHECK_INT(err->line, line);
	CHECK(err->help != NULL || line > 1);
	CHECK_ERR(err, message);
	CHECK_INT(err_lost(tree->scratch) + err_lost(tree->arena), 0);
}

TEST(facts_system, a_registry_of_another_form_stops_the_run)
{
	refused("systems: A\n", "'systems' is string, not a list", 1);
	refused("systems:\n", "'systems' is null, not a list", 1);
	refused("systems: {a: 1}\n", "'systems' is map, not a list", 1);
	refused("system:\n  - id: A\n", "no 'systems'", 1);
	refused("", "is null, not a map", 1);
	refused("- id: A\n", "is list, not a map", 1);
	refused("systems:\n  - A\n", "is string, not a map", 2);
	refused("systems:\n  - name: A\n", "id of a system is missing", 2);
	refused("systems:\n  - id: 1\n", "id of a system is int", 2);
	refused("systems:\n  - id:\n", "id of a system is null", 2);
	refused("systems:\n  - id: \" \"\n", "id of a system is empty", 2);
	refused("systems:\n  - id: A\n  - id: A\n", "used twice: line 2", 3);
}

TEST(facts_system, a_registry_that_is_no_yaml_stops_the_run)
{
	struct tree *tree = registry("systems: [\n");

	CHECK_ERR(tree_gather(tree), "");
	tree = registry("systems:\n  - id: A\n    id: B\n");
	CHECK_ERR(tree_gather(tree), "");
	tree = tree_new(test_arena());
	tree_link(tree, "governance/registry.yaml", "/etc/registry.yaml");
	CHECK_ERR(tree_gather(tree), "link out of the tree");
	tree = registry("systems: []\n");
	tree->failing = "governance/registry.yaml";
	CHECK_ERR(tree_gather(tree), "on fire");
}

TEST(facts_system, tells_all_that_is_wrong_at_once)
{
	struct tree *tree = registry("systems:\n  - id: 1\n  - x\n  - name: y\n  - id: A\n"
				     "  - id: A\n");
	struct err *err = tree_gather(tree);
	size_t count = 0;

	for (struct err *one = err; one; one = one->next)
		count++;
	CHECK_INT(count, 4);
	CHECK_SLICE(err->excerpt, "  - id: 1");
	err_settle(err);
	CHECK_INT(err_lost(tree->arena), 0);
}

TEST(facts_system, two_registries_share_their_ids)
{
	struct tree *tree = registry("systems:\n  - id: A\n");

	tree_file(tree, "governance/registry.json", "{\"systems\": [{\"id\": \"B\"}]}");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree->index.count, 2);
	tree = registry("systems:\n  - id: A\n");
	tree_file(tree, "governance/registry.json", "{\"systems\": [{\"id\": \"A\"}]}");
	CHECK_ERR(tree_gather(tree), "used twice");
}

TEST(facts_system, an_empty_registry_is_a_registry)
{
	struct tree *tree = registry("systems: []\n");

	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree->index.count, 0);
}

static const struct expr_kind *
only_system(const struct expr_names *self, struct str name, size_t *slot)
{
	static const struct expr_kind system = {.type = EXPR_OBJECT, .object = &system};

	(void)self;
	*slot = EXPRESSION_ARTIFACT;
	return str_is(name, "system") ? &system : NULL;
}

static const struct expr_kind *
any_fact(const struct expr_names *self, const struct expr_kind *of, struct str name, size_t *slot)
{
	static const struct expr_kind any = {.type = EXPR_DYN};

	(void)self;
	(void)of;
	*slot = facts_index(facts_kind(STR("system")), name);
	return *slot != REF_WHOLE ? &any : NULL;
}

TEST(facts_system, is_raised_by_an_expression_that_holds)
{
	static const struct expr_names names = {.root = only_system, .field = any_fact};
	struct expr_request request = {.text = STR("has(system.annex_iii) && system.user_facing"),
				       .names = &names};
	struct tree *tree = registry("systems:\n  - id: A\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: employment\n"
				     "    user_facing: true\n"
				     "  - id: B\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: null\n"
				     "  - id: C\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: employment\n"
				     "  - id: D\n    decision_impact: small\n"
				     "    human_oversight: full\n    annex_iii: employment\n"
				     "    user_facing: often\n");
	struct score_floor floor = {.tier = STR("medium")};

	CHECK_OK(expr_compile(&request, test_arena(), &floor.when.expr));
	tree->plan.risk->floors = &floor;
	tree->plan.risk->floor_count = 1;
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "A", "risk_tier")), "medium");
	CHECK_STR(tree_show(tree, tree_fact(tree, "system", "B", "risk_tier")), "low");
	CHECK_ERR(tree_unknown(tree, "system", "C", "risk_tier"),
		  "a floor of C: null_type is neither true nor false");
	CHECK_ERR(tree_unknown(tree, "system", "D", "risk_tier"),
		  "'user_facing' is string, not bool");
}
