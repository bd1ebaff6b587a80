/* SPDX-License-Identifier: Apache-2.0
 *
 * From files and options to a plan: what is found under which name, and who has the last word.
 */
#include "unit/policy/loading.h"

static const struct memory_text nothing[] = {{0}};

TEST(policy_resolve, falls_back_to_the_baseline_where_nothing_is_chosen)
{
	struct plan plan;

	CHECK_STR(load_files(nothing, NULL, &plan), "");
	CHECK(!plan.has_config);
	CHECK_INT((int64_t)plan.pack_count, 1);
	CHECK_SLICE(plan.packs[0].name, "ai-baseline");
	CHECK_SLICE(plan.packs[0].from, "built-in");
	CHECK_INT((int64_t)plan.rule_count, 12);
	CHECK_INT(plan.risk->max, 23);
	for (size_t i = 1; i < plan.rule_count; i++)
		CHECK(str_compare(plan.rules[i - 1].rule->id, plan.rules[i].rule->id) < 0);
}

TEST(policy_resolve, never_falls_back_from_what_was_named)
{
	const struct policy_request missing = {.config = "nowhere.yaml"};
	const char *const names[] = {"governance/policies/none.yaml"};
	const struct policy_request pack = {.policies = names, .policy_count = 1};
	struct plan plan;

	CHECK_STR(load_files(nothing, &missing, &plan),
		  "the configuration 'nowhere.yaml' does not exist\n");
	CHECK(str_starts(str_of(load_files(nothing, &pack, &plan)),
			 STR("the file 'governance/policies/none.yaml' does not exist")));
}

TEST(policy_resolve, reads_the_configuration_that_was_named)
{
	static const struct memory_text files[] = {
		{"govlint.yaml", {"nonsense: 1\n", 12}},
		{"other.yaml", {"govlint: 1\nmay_be_empty: true\n", 30}},
		{0},
	};
	const struct policy_request request = {.config = "./other.yaml"};
	const struct policy_request outside = {
		.config = "/etc/govlint.yaml",
		.config_text = STR("govlint: 1\nmay_be_empty: true\n"),
	};
	struct plan plan;

	CHECK_STR(load_files(files, &request, &plan), "");
	CHECK(plan.may_be_empty);
	CHECK_SLICE(plan.config_path, "other.yaml");
	CHECK_STR(load_files(files, &outside, &plan), "");
	CHECK_SLICE(plan.config_path, "/etc/govlint.yaml");
}

TEST(policy_resolve, replaces_policies_from_the_command_line)
{
	const struct memory_text files[] = {
		{"govlint.yaml", STR("govlint: 1\npolicies: [ai-baseline]\n")}, {0}};
	const struct memory_text texts[] = {
		{"/tmp/out.yaml", STR("pack: out\nrules: {model/missing-card: {}}\n")}};
	const char *const names[] = {"/tmp/out.yaml"};
	const struct policy_request request = {
		.policies = names,
		.policy_count = 1,
		.policy_texts = texts,
		.policy_text_count = 1,
	};
	struct plan plan;

	CHECK_STR(load_files(files, &request, &plan), "");
	CHECK_INT((int64_t)plan.rule_count, 1);
	CHECK_SLICE(plan.packs[0].name, "out");
}

TEST(policy_resolve, does_not_leave_the_tree)
{
	struct plan plan;

	CHECK_STR(
		load_config_text("govlint: 1\npolicies: [../p.yaml, /etc/p.yaml, a/../../p.yaml]\n",
				 &plan),
		"govlint.yaml:2:12-21: '../p.yaml' leads out of the repository\n"
		"govlint.yaml:2:23-34: '/etc/p.yaml' leads out of the repository\n"
		"govlint.yaml:2:36-50: 'a/../../p.yaml' leads out of the repository\n");
}

TEST(policy_resolve, refuses_a_policy_that_is_a_link)
{
	struct arena *arena = test_arena();
	const struct memory_text files[] = {{"govlint.yaml", STR("govlint: 1\n")}, {0}};
	struct policy_request request = {.limits = &limits_default};
	struct plan plan;
	struct tree tree;

	tree_make(&tree, arena, files);
	tree.entries.items[0].type = ENTRY_LINK;
	request.repository = &tree.repository;
	request.entries = &tree.entries;
	CHECK_STR(problems_text(arena, policy_load(&request, arena, &plan)),
		  "govlint.yaml: a policy cannot be a link [policies are read from the tree "
		  "itself]\n");
	tree.entries.items[0].type = ENTRY_FILE;
	tree.entries.items[0].obstacle = "its object is missing";
	CHECK_STR(problems_text(arena, policy_load(&request, arena, &plan)),
		  "govlint.yaml: the policy cannot be read: its object is missing\n");
}

TEST(policy_resolve, does_not_overlook_rules_behind_a_link)
{
	static const char *const paths[] = {"governance", "governance/rules",
					    "governance/rules/data"};

	for (size_t i = 0; i < 3; i++) {
		struct arena *arena = test_arena();
		const struct memory_text files[] = {{paths[i], STR("")}, {0}};
		struct policy_request request = {.limits = &limits_default};
		struct plan plan;
		struct tree tree;

		tree_make(&tree, arena, files);
		tree.entries.items[0].type = i == 1 ? ENTRY_SUBMODULE : ENTRY_LINK;
		request.repository = &tree.repository;
		request.entries = &tree.entries;
		CHECK_ERR(policy_load(&request, arena, &plan), "a policy cannot be a");
	}
}

#define OWN                                                                                        \
	"rule: data/odd\ntitle: t\nkind: dataset\nseverity: warning\nwhy: w\nfix: f\nmessage: m\n" \
	"check: {requires: {in: card}}\n"

TEST(policy_resolve, judges_by_the_teams_own_rules)
{
	const struct memory_text files[] = {
		{"governance/rules/README.md", STR("# Ours\n")},
		{"governance/rules/data/odd.yaml", STR(OWN)},
		{"govlint.yaml", STR("govlint: 1\npolicies: [pii-free-datasets]\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan), "");
	CHECK_INT((int64_t)plan.rule_count, 3);
	CHECK(planned(&plan, "data/odd")->severity == SEVERITY_WARNING);
	CHECK_SLICE(planned(&plan, "data/odd")->rule->from, "governance/rules");
}

TEST(policy_resolve, does_not_let_a_team_replace_a_built_in_rule)
{
	const struct memory_text files[] = {
		{"governance/rules/dataset/plain-pii.yaml",
		 STR("rule: dataset/plain-pii\ntitle: t\nkind: dataset\nseverity: warning\nwhy: w\n"
		     "fix: f\nmessage: m\ncheck: {requires: {in: card}}\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan),
		  "governance/rules/dataset/plain-pii.yaml:1:1: 'dataset/plain-pii' is a built-in "
		  "rule and cannot be replaced [give it another name; a built-in rule is set in "
		  "govlint.yaml]\n");
}

TEST(policy_resolve, does_not_overlook_a_rule_with_another_ending)
{
	const struct memory_text files[] = {{"governance/rules/data/odd.yml", STR(OWN)}, {0}};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan),
		  "governance/rules/data/odd.yml: a rule's file ends in .yaml [rename it]\n");
}

TEST(policy_resolve, takes_rules_from_folders_outside)
{
	const struct memory_text rules[] = {{"/srv/mine/data/odd.yaml", STR(OWN)}};
	const struct memory_text wrong[] = {{"/srv/mine/data/even.yaml", STR(OWN)}};
	struct policy_request request = {.rules = rules, .rules_count = 1};
	struct plan plan;

	CHECK_STR(load_files(nothing, &request, &plan), "");
	CHECK(planned(&plan, "data/odd") != NULL);
	request.rules = wrong;
	CHECK_STR(load_files(nothing, &request, &plan),
		  "/srv/mine/data/even.yaml:1:1: the rule 'data/odd' is in a file of another "
		  "name\n");
}

TEST(policy_resolve, selects_and_ignores)
{
	const char *const one[] = {"dataset/plain-pii"};
	const char *const wrong[] = {"dataset/plain-pi"};
	const struct policy_request select = {.select = one, .select_count = 1};
	const struct policy_request ignore = {.ignore = one, .ignore_count = 1};
	const struct policy_request both = {
		.select = one, .select_count = 1, .ignore = one, .ignore_count = 1};
	const struct policy_request unknown = {
		.select = wrong, .select_count = 1, .ignore = wrong, .ignore_count = 1};
	struct plan plan;

	CHECK_STR(load_files(nothing, &select, &plan), "");
	CHECK_INT((int64_t)plan.rule_count, 1);
	CHECK_INT((int64_t)plan.rules_off, 11);
	CHECK_STR(load_files(nothing, &ignore, &plan), "");
	CHECK_INT((int64_t)plan.rule_count, 11);
	CHECK_STR(
		load_files(nothing, &both, &plan),
		"there is no rule to judge by [select a pack under 'policies:' in govlint.yaml, or "
		"a rule]\n");
	CHECK_STR(load_files(nothing, &unknown, &plan),
		  "unknown rule 'dataset/plain-pi' in --select [did you mean "
		  "'dataset/plain-pii'?]\n"
		  "unknown rule 'dataset/plain-pi' in --ignore [did you mean "
		  "'dataset/plain-pii'?]\n");
}

TEST(policy_resolve, needs_a_rule)
{
	struct plan plan;

	CHECK(str_starts(str_of(load_config_text("govlint: 1\npolicies: []\n", &plan)),
			 STR("there is no rule to judge by")));
	CHECK(str_starts(
		str_of(load_config_text("govlint: 1\npolicies: [pii-free-datasets]\nrules: "
					"{dataset/plain-pii: {severity: off}, "
					"dataset/training-pii: {severity: off}}\n",
					&plan)),
		STR("there is no rule to judge by")));
}

TEST(policy_resolve, counts_what_is_off)
{
	struct plan plan;

	CHECK_STR(load_config_text("govlint: 1\nrules: {dataset/plain-pii: {severity: off}}\n",
				   &plan),
		  "");
	CHECK_INT((int64_t)plan.rule_count, 11);
	CHECK_INT((int64_t)plan.rules_off, 1);
	CHECK(!planned(&plan, "dataset/plain-pii"));
}

TEST(policy_resolve, adds_rules_that_only_the_team_names)
{
	struct plan plan;

	CHECK_STR(load_config_text("govlint: 1\npolicies: [pii-free-datasets]\nrules: "
				   "{model/missing-card: {severity: note}}\n",
				   &plan),
		  "");
	CHECK(planned(&plan, "model/missing-card")->severity == SEVERITY_NOTE);
}

#define TWO(first, second)                                                                         \
	const struct memory_text files[] = {                                                       \
		{"a.yaml", STR("pack: a\n" first)},                                                \
		{"b.yaml", STR("pack: b\n" second)},                                               \
		{"govlint.yaml", STR("govlint: 1\npolicies: [a.yaml, b.yaml]\n")},                 \
		{0},                                                                               \
	};                                                                                         \
	struct arena *arena = test_arena();                                                        \
	struct plan plan

TEST(policy_resolve, lets_the_stricter_of_two_packs_win)
{
	TWO("rules: {dataset/plain-pii: {severity: note, tolerate: 3, confidence: 0.2}}\n",
	    "rules: {dataset/plain-pii: {severity: warning, tolerate: 5, confidence: 0.9}}\n");

	CHECK_STR(load_files(files, NULL, &plan), "");
	const struct planned_rule *rule = planned(&plan, "dataset/plain-pii");
	CHECK(rule->severity == SEVERITY_WARNING);
	CHECK_SLICE(rule->severity_from.what, "pack b");
	CHECK_SLICE(rule->severity_from.file, "b.yaml");
	CHECK_SLICE(planned_param(arena, rule, "tolerate"), "3");
	CHECK_SLICE(rule->params_from[0].what, "pack a");
	CHECK_SLICE(planned_param(arena, rule, "confidence"), "0.2");
}

TEST(policy_resolve, counts_the_default_of_a_pack_that_says_nothing)
{
	TWO("rules: {dataset/plain-pii: {severity: note, tolerate: 3}}\n",
	    "rules: {dataset/plain-pii: {}}\n");

	CHECK_STR(load_files(files, NULL, &plan), "");
	const struct planned_rule *rule = planned(&plan, "dataset/plain-pii");
	CHECK(rule->severity == SEVERITY_ERROR);
	CHECK_SLICE(rule->severity_from.what, "rule");
	CHECK_SLICE(planned_param(arena, rule, "tolerate"), "0");
}

TEST(policy_resolve, protects_what_either_pack_protects)
{
	TWO("roles: {CISO: {}}\nrules: {change/unapproved: {protect: [{paths: [a], roles: "
	    "[CISO]}]}}\n",
	    "rules: {change/unapproved: {protect: [{paths: [b], codeowners: true}]}}\n");

	CHECK_STR(load_files(files, NULL, &plan), "");
	CHECK_SLICE(planned_param(arena, planned(&plan, "change/unapproved"), "protect"),
		    "{paths: [a], roles: [CISO]}, {paths: [b], codeowners: true}");
}

TEST(policy_resolve, lets_the_team_have_the_word_after_packs)
{
	const struct memory_text files[] = {
		{"a.yaml",
		 STR("pack: a\nrules: {dataset/plain-pii: {severity: error, tolerate: 3}}\n")},
		{"govlint.yaml", STR("govlint: 1\npolicies: [a.yaml]\nrules: {dataset/plain-pii: "
				     "{severity: note, tolerate: 9}}\n")},
		{0},
	};
	struct arena *arena = test_arena();
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan), "");
	CHECK(planned(&plan, "dataset/plain-pii")->severity == SEVERITY_NOTE);
	CHECK_SLICE(planned_param(arena, planned(&plan, "dataset/plain-pii"), "tolerate"), "9");
	CHECK_SLICE(planned(&plan, "dataset/plain-pii")->params_from[0].what, "govlint.yaml");
	CHECK_INT(planned(&plan, "dataset/plain-pii")->params_from[0].place.line, 3);
}

TEST(policy_resolve, refuses_two_tables_of_one_name)
{
	TWO("rules: {dataset/plain-pii: {}}\nstages: [x]\nscores: {risk: {sum: {a: {b: 1}}, tiers: "
	    "[{tier: t, from: 0}]}}\nroles: {R: {}}\n",
	    "stages: [y]\nscores: {risk: {sum: {a: {b: 1}}, tiers: [{tier: t, from: 0}]}}\n"
	    "roles: {Q: {}, R: {same_as: Q}}\n");

	CHECK_STR(load_files(files, NULL, &plan),
		  "b.yaml:2:1-7: packs 'a' and 'b' both define stages\n"
		  "b.yaml:3:10-14: packs 'a' and 'b' both define the risk score [select one of "
		  "them]\n"
		  "b.yaml:4:16-17: role 'R' is made differently in two packs\n");
	(void)arena;
}

TEST(policy_resolve, refuses_a_difference_that_has_no_stricter_side)
{
	const struct memory_text files[] = {
		{"a.yaml", STR("pack: a\nrules: {data/odd: {word: x}}\n")},
		{"b.yaml", STR("pack: b\nrules: {data/odd: {word: y}}\n")},
		{"governance/rules/data/odd.yaml",
		 STR("rule: data/odd\ntitle: t\nkind: dataset\nseverity: warning\nwhy: w\nfix: f\n"
		     "message: m\nparams: {word: {type: string}}\ncheck: {compare: {fact: use, "
		     "equals: "
		     "$word}}\n")},
		{"govlint.yaml", STR("govlint: 1\npolicies: [a.yaml, b.yaml]\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan),
		  "b.yaml:2:20-24: 'word' of rule 'data/odd' differs between packs, and it has no "
		  "stricter value [set it in govlint.yaml]\n");
}

TEST(policy_resolve, wants_a_value_for_every_parameter)
{
	const struct memory_text files[] = {
		{"governance/rules/data/odd.yaml",
		 STR("rule: data/odd\ntitle: t\nkind: dataset\nseverity: warning\nwhy: w\nfix: f\n"
		     "message: m\nparams: {word: {type: string}}\ncheck: {compare: {fact: use, "
		     "equals: "
		     "$word}}\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan), "governance/rules/data/odd.yaml:8:10-14: "
						  "parameter 'word' of rule 'data/odd' has no "
						  "value [set it in a pack or in govlint.yaml]\n");
}

TEST(policy_resolve, looks_tiers_and_stages_up)
{
	const struct memory_text files[] = {
		{"governance/rules/data/odd.yaml",
		 STR("rule: data/odd\ntitle: t\nkind: system\nseverity: warning\nwhy: w\nfix: f\n"
		     "message: m\nwhen: {risk_tier: {at_least: hihg}, stage: {one_of: [production, "
		     "retired]}}\ncheck: {compare: {fact: declared_tier, at_least: mediun}}\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan),
		  "governance/rules/data/odd.yaml:8:30-34: unknown tier 'hihg' [did you mean "
		  "'high'?]\n"
		  "governance/rules/data/odd.yaml:8:66-73: unknown stage 'retired' [known stages: "
		  "conception, development, pre_deployment, production, deprecated, "
		  "decommissioned]\n"
		  "governance/rules/data/odd.yaml:9:50-56: unknown tier 'mediun' [did you mean "
		  "'medium'?]\n");
}

TEST(policy_resolve, looks_up_words_of_closed_lists)
{
	const struct memory_text files[] = {
		{"governance/rules/data/odd.yaml",
		 STR("rule: data/odd\ntitle: t\nkind: dataset\nseverity: warning\nwhy: w\nfix: f\n"
		     "message: m\nparams: {how: {type: string, default: maskd}}\n"
		     "when: {use: {equals: trainning}, system.decision_impact: {one_of: "
		     "[employmnt]}}\n"
		     "check:\n  all:\n"
		     "    - absent: {fact: pii, where: {protection: {one_of: [plian]}, entity: "
		     "{equals: emial}}}\n"
		     "    - absent: {fact: pii, where: {confidence: {at_least: 7}, protection: "
		     "{equals: $how}}}\n"
		     "    - one_of: {fact: use, values: [training, evaluatoin]}\n"
		     "    - absent: {fact: pii, where: {confidence: {at_least: 1.0}, protection: "
		     "{matches: ^pl}}}\n")},
		{0},
	};
	struct plan plan;

	CHECK_STR(load_files(files, NULL, &plan),
		  "governance/rules/data/odd.yaml:8:10-13: 'protection' is never 'maskd' "
		  "(parameter 'how', from rule) [did you mean 'masked'?]\n"
		  "governance/rules/data/odd.yaml:9:22-31: 'use' is never 'trainning' "
		  "[did you mean 'training'?]\n"
		  "governance/rules/data/odd.yaml:9:68-77: 'system.decision_impact' is never "
		  "'employmnt' [did you mean 'employment'?]\n"
		  "governance/rules/data/odd.yaml:12:57-62: 'protection' is never 'plian' "
		  "[did you mean 'plain'?]\n"
		  "governance/rules/data/odd.yaml:12:83-88: 'entity' is never 'emial' "
		  "[did you mean 'email'?]\n"
		  "governance/rules/data/odd.yaml:13:58-59: 'confidence' is between 0 and 1, never "
		  "7 [a percentage is written as a share: 0.6, not 60]\n"
		  "governance/rules/data/odd.yaml:14:46-56: 'use' is never 'evaluatoin' "
		  "[did you mean 'evaluation'?]\n");
}

TEST(policy_resolve, digests_packs_with_their_rules)
{
	const struct memory_text files[] = {
		{"a.yaml", STR("pack: a\nrules: {data/odd: {}}\n")},
		{"governance/rules/data/odd.yaml", STR(OWN)},
		{0},
	};
	const struct memory_text changed[] = {
		{"a.yaml", STR("pack: a\nrules: {data/odd: {}}\n")},
		{"governance/rules/data/odd.yaml", STR(OWN "# changed\n")},
		{0},
	};
	const char *const names[] = {"a.yaml"};
	const struct policy_request request = {.policies = names, .policy_count = 1};
	struct plan one, again, other;

	CHECK_STR(load_files(files, &request, &one), "");
	CHECK_STR(load_files(files, &request, &again), "");
	CHECK_STR(load_files(changed, &request, &other), "");
	CHECK_STR(one.packs[0].digest, again.packs[0].digest);
	CHECK(!str_is(str_of(one.packs[0].digest), other.packs[0].digest));
	CHECK(str_starts(str_of(one.packs[0].digest), STR("sha256:")));
}

TEST(policy_resolve, plans_one_rule_for_its_examples)
{
	struct arena *arena = test_arena();
	struct policy_request request = {
		.limits = &limits_default,
		.config_text =
			STR("{\"govlint\": 1, \"roles\": {\"CISO\": [{\"github\": \"ann\"}]}}"),
	};
	struct value params = value_map();
	struct rule rule;
	struct plan plan;

	CHECK_OK(policy_load_rule(
		RULE_PATH,
		STR(RULE_HEAD "kind: dataset\nmessage: m\nparams: {tolerate: {type: int, "
			      "default: 0, max: 5, stricter: lower}}\ncheck: {absent: {fact: pii, "
			      "tolerate: $tolerate}}\n"),
		&limits_default, arena, &rule));
	CHECK_OK(policy_plan_rule(&rule, NULL, &request, arena, &plan));
	CHECK_INT((int64_t)plan.rule_count, 1);
	CHECK_SLICE(planned_param(arena, &plan.rules[0], "tolerate"), "0");
	CHECK_INT((int64_t)plan_role(&plan, STR("CISO"))->holder_count, 1);
	value_set(arena, &params, "tolerate", value_int(2));
	CHECK_OK(policy_plan_rule(&rule, &params, &request, arena, &plan));
	CHECK_SLICE(planned_param(arena, &plan.rules[0], "tolerate"), "2");
	value_set(arena, &params, "tolerat", value_int(2));
	CHECK_ERR(policy_plan_rule(&rule, &params, &request, arena, &plan),
		  "has no parameter 'tolerat'");
}

TEST(policy_resolve, points_at_where_a_parameter_was_set)
{
	struct plan plan;

	CHECK_STR(load_config_text("govlint: 1\nrules:\n  change/unapproved:\n    protect:\n"
				   "      - {paths: [a], roles: [CSIO]}\n",
				   &plan),
		  "govlint.yaml:5:30-34: unknown role 'CSIO' [did you mean 'CISO'?]\n");
}
