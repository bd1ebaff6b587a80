/* SPDX-License-Identifier: Apache-2.0
 *
 * Packs: what they may say, and tables that nobody could mean.
 */
#include "model/rank.h"
#include "unit/policy/loading.h"

/* Select one pack of the tree. */
static char *
problems(const char *text)
{
	struct plan plan;

	return pack_problems(text, &plan);
}

#define RULES "pack: house\nrules: {dataset/plain-pii: {}}\n"

TEST(policy_load_pack, takes_a_whole_one)
{
	struct plan plan;

	CHECK_STR(pack_problems(
			  "pack: house\n"
			  "title: House rules\n"
			  "version: \"1.2\"\n"
			  "framework: HOUSE\n"
			  "rules: {dataset/plain-pii: {severity: note, tolerate: 4}, "
			  "model/missing-card: }\n"
			  "roles: {A: {}, B: {same_as: A}, C: {of: [A, B], count: 2}}\n"
			  "stages: [one, two]\n"
			  "scores:\n"
			  "  risk:\n"
			  "    sum: {x: {a: 1, b: 5}, y: {c: 0, d: 3}}\n"
			  "    tiers: [{tier: low, from: 0}, {tier: high, from: 6}]\n"
			  "    floors: [{tier: high, when: {user_facing: {equals: true}}, because: "
			  "b}]\n",
			  &plan),
		  "");
	CHECK_INT((int64_t)plan.rule_count, 2);
	CHECK(planned(&plan, "dataset/plain-pii")->severity == SEVERITY_NOTE);
	CHECK(planned(&plan, "model/missing-card")->severity == SEVERITY_ERROR);
	CHECK_INT((int64_t)plan.stage_count, 2);
	CHECK_INT((int64_t)plan_rank(&plan, FACT_STAGE, STR("two")), 1);
	CHECK_INT(plan.risk->max, 8);
	CHECK_SLICE(plan.risk->tiers[0].name, "high");
	CHECK_INT((int64_t)plan_rank(&plan, FACT_TIER, STR("low")), 0);
	CHECK_INT((int64_t)plan.risk->floor_count, 1);
	CHECK_INT((int64_t)plan_role(&plan, STR("C"))->count, 2);
	CHECK_SLICE(plan.packs[0].version, "1.2");
	CHECK_SLICE(plan.packs[0].from, "p.yaml");
	CHECK_INT((int64_t)str_of(plan.packs[0].digest).size, 71);
}

TEST(policy_load_pack, takes_several_documents_of_one_file)
{
	struct plan plan;

	CHECK_STR(pack_problems(RULES "---\npack: other\nrules: {model/missing-card: {}}\n", &plan),
		  "");
	CHECK_INT((int64_t)plan.pack_count, 2);
	CHECK_INT((int64_t)plan.rule_count, 2);
	CHECK_STR(problems(RULES "---\npack: house\n"),
		  "p.yaml:4:7-12: pack 'house' is selected twice\n");
	CHECK_STR(problems(RULES "---\n- x\n"), "p.yaml:4:1-4: a pack is a map, not a list\n");
}

TEST(policy_load_pack, refuses_keys_of_other_versions)
{
	CHECK_STR(problems(RULES "obligations: []\n"),
		  "p.yaml:3:1-12: unknown key 'obligations' in a pack [known keys: pack, title, "
		  "version, framework, rules, roles, stages, scores, scope, controls, tiers, "
		  "gates, requirements, raci, incidents, playbooks]\n");
	CHECK_STR(problems("pack: house\nversion: 1.0\n"),
		  "p.yaml:2:10-13: 'version' takes a string, not a number [in quotes it is one: "
		  "\"1.0\"]\n");
}

TEST(policy_load_pack, cannot_turn_a_rule_off)
{
	CHECK_STR(problems("pack: house\nrules: {dataset/plain-pii: {severity: off}}\n"),
		  "p.yaml:2:39-42: a pack cannot turn a rule off [a team turns a rule off in "
		  "govlint.yaml]\n");
}

TEST(policy_load_pack, suggests_rules)
{
	CHECK_STR(problems("pack: house\nrules: {dataset/plane-pii: {}}\n"),
		  "p.yaml:2:9-26: unknown rule 'dataset/plane-pii' [did you mean "
		  "'dataset/plain-pii'?]\n");
}

#define RISK(risk) RULES "scores:\n  risk:\n    " risk "\n"

TEST(policy_load_pack, refuses_tables_that_nobody_can_mean)
{
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}")),
		  "p.yaml:4:3-7: a score has both 'sum' or 'points' and 'tiers'\n");
	CHECK_STR(problems(RISK("kind: system")),
		  "p.yaml:4:3-7: a score has 'sum' or 'points', and 'tiers'; or 'floors'\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 4}]")),
		  "p.yaml:6:13-31: no score reaches tier 't': it begins at 4, the highest is 3\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: [{tier: t, from: -1}]")),
		  "p.yaml:6:29-31: tier 't' begins at -1, below every score\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3, y: 1}}\n    tiers: [{tier: t, from: 2}]")),
		  "p.yaml:6:12-32: a score of 1 has no tier [let the lowest tier begin at 0]\n");
	CHECK_STR(problems(RISK(
			  "sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 0}, {tier: t, from: 1}]")),
		  "p.yaml:6:33-51: tier 't' is there twice\n");
	CHECK_STR(problems(RISK(
			  "sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 0}, {tier: u, from: 0}]")),
		  "p.yaml:6:33-51: tiers 't' and 'u' both begin at 0\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3.5}}\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:18-21: points are an integer from 0 to 1000000, not a number\n");
	CHECK_STR(problems(RISK("sum: {a: {x: -3}}\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:18-20: points are an integer from 0 to 1000000, not this one\n");
	CHECK_STR(problems(RISK("sum: {a: {}}\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:14-16: 'a' takes {value: points}, not an empty map\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: []")),
		  "p.yaml:6:12-14: 'tiers' is empty\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: [{tier: t, form: 0}]")),
		  "p.yaml:6:23-27: unknown key 'form' in a tier [did you mean 'from'?]\n");
	CHECK_STR(problems(RISK(
			  "kind: dataset\n    sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:11-18: the risk score is one of systems [kind: system]\n");
	CHECK_STR(problems(RULES "scores: {vendors: {}}\n"),
		  "p.yaml:3:10-17: unknown key 'vendors' in a map of scores [did you mean "
		  "'vendor'?]\n");
	CHECK_STR(problems(RULES "stages: [a, b, a]\n"),
		  "p.yaml:3:16-17: stage 'a' is there twice\n");
}

#define VENDOR(vendor) RULES "scores:\n  vendor:\n    " vendor "\n"
#define ISSUE          "{issue: a, unless: {has_dpa: {equals: true}}, add: 3, severity: bad}"

TEST(policy_load_pack, takes_a_tier_that_only_a_floor_leads_to)
{
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 0}, {tier: u, from: "
				"99}]\n    floors: [{tier: u, when: {annex_iii: {is_set: true}}, "
				"because: b}]")),
		  "");
}

TEST(policy_load_pack, counts_the_points_of_issues)
{
	struct plan plan;

	CHECK_STR(pack_problems(VENDOR("points: [" ISSUE ", {issue: b, unless: "
				       "{data_retention_days: {at_most: 30}}, add: 2, severity: "
				       "mild}]\n    tiers: [{tier: no, from: 4, text: do not}, "
				       "{tier: yes, from: 0}]\n    approved: {tiers: [yes], "
				       "no_severity: bad}"),
				&plan),
		  "");
	CHECK_INT(plan.vendor->max, 5);
	CHECK_INT((int64_t)plan.vendor->issue_count, 2);
	CHECK_SLICE(plan.vendor->tiers[0].text, "do not");
	CHECK_INT((int64_t)plan_rank(&plan, FACT_VENDOR_TIER, STR("no")), 1);
	CHECK_SLICE(plan.vendor->approved->no_severity, "bad");
}

TEST(policy_load_pack, refuses_points_that_nobody_can_mean)
{
	CHECK_STR(problems(VENDOR("points: [" ISSUE "]")),
		  "p.yaml:4:3-9: a score has both 'sum' or 'points' and 'tiers'\n");
	CHECK_STR(problems(VENDOR("points: []\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:13-15: 'points' is empty\n");
	CHECK_STR(
		problems(VENDOR("points: [" ISSUE ", " ISSUE "]\n    tiers: [{tier: t, from: 0}]")),
		"p.yaml:5:92-93: issue 'a' is there twice\n");
	CHECK_STR(problems(VENDOR("points: [" ISSUE "]\n    tiers: [{tier: t, from: 0}, {tier: u, "
				  "from: 4}]")),
		  "p.yaml:6:33-51: no score reaches tier 'u': it begins at 4, the highest is 3\n");
	CHECK_STR(problems(VENDOR("points: [{issue: a, unless: {has_dpa: {equals: true}}, add: "
				  "-1, severity: bad}]\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:65-67: points are an integer from 0 to 1000000, not this one\n");
	CHECK_STR(problems(VENDOR("points: [{issue: a, unless: {has_dap: {equals: true}}, add: "
				  "1, severity: bad}]\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:34-41: kind vendor has no fact 'has_dap' [did you mean 'has_dpa'?]\n");
	CHECK_STR(problems(VENDOR("points: [{issue: a, unless: {approved: {equals: true}}, add: "
				  "1, severity: bad}]\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:34-42: 'approved' is computed; floors, points and clocks ask for "
		  "what is written\n");
	CHECK_STR(problems(VENDOR("kind: system\n    points: [" ISSUE
				  "]\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:11-17: the vendor score is one of vendors [kind: vendor]\n");
}

TEST(policy_load_pack, approves_tiers_and_severities_that_there_are)
{
	CHECK_STR(problems(VENDOR("points: [" ISSUE "]\n    tiers: [{tier: low, from: 0}]\n    "
				  "approved: {tiers: [lwo], no_severity: bda}")),
		  "p.yaml:7:24-27: unknown tier 'lwo' [did you mean 'low'?]\n"
		  "p.yaml:7:43-46: no issue is of severity 'bda' [did you mean 'bad'?]\n");
	CHECK_STR(problems(VENDOR("points: [" ISSUE "]\n    tiers: [{tier: low, from: 0}]\n    "
				  "approved: {no_severity: bad}")),
		  "p.yaml:7:15-33: a map of 'approved' needs 'tiers': the tiers whose use is "
		  "approved\n");
	CHECK_STR(problems(VENDOR("floors: []\n    approved: {tiers: [low]}")),
		  "p.yaml:6:5-13: 'approved' stands beside the tiers that it names\n"
		  "p.yaml:6:24-27: unknown tier 'low'\n");
}

TEST(policy_load_pack, approves_no_tier_above_one_that_is_not)
{
#define TIERS                                                                                      \
	"points: [" ISSUE "]\n    tiers: [{tier: a, from: 0}, {tier: b, from: 1}, {tier: c, "      \
	"from: 3}]\n    approved: "
	CHECK_STR(problems(VENDOR(TIERS "{tiers: [a, b]}")), "");
	CHECK_STR(problems(VENDOR(TIERS "{tiers: [a, c]}")),
		  "p.yaml:7:23-29: 'c' is approved, but not each tier below it\n");
	CHECK_STR(problems(VENDOR(TIERS "{tiers: [b]}")),
		  "p.yaml:7:23-26: 'b' is approved, but not each tier below it\n");
	CHECK_STR(problems(VENDOR(TIERS "{tiers: [a, a]}")),
		  "p.yaml:7:23-29: a tier is there twice\n");
	CHECK_STR(problems(VENDOR(TIERS "{tiers: []}")),
		  "p.yaml:7:23-25: 'tiers' is empty: nothing would be approved\n");
	CHECK_STR(problems(RISK("sum: {a: {x: 3}}\n    tiers: [{tier: t, from: 0}]\n    approved: "
				"{tiers: [t]}")),
		  "p.yaml:7:5-13: nobody asks whether a system is approved by its score\n");
}

TEST(policy_load_pack, tells_words_apart_that_differ_in_case_alone)
{
	CHECK_STR(problems(VENDOR("points: [" ISSUE ", {issue: A, unless: {scc: {equals: true}}, "
				  "add: 1, severity: Bad}]\n    tiers: [{tier: t, from: 0}, {tier: "
				  "T, from: 1}]")),
		  "p.yaml:5:92-93: issue 'A' is there twice\n"
		  "p.yaml:5:144-147: severity 'Bad' is written 'bad' above\n"
		  "p.yaml:6:33-51: tier 'T' is there twice\n");
}

TEST(policy_load_pack, asks_for_no_absent_answer)
{
	CHECK_STR(problems(VENDOR("points: [{issue: a, unless: {has_dpa: {is_set: false}}, add: 1, "
				  "severity: bad}]\n    tiers: [{tier: t, from: 0}]")),
		  "p.yaml:5:34-41: 'has_dpa: {is_set: false}' would take a missing answer for a "
		  "good one\n");
}

TEST(policy_load_pack, looks_words_of_conditions_up)
{
	CHECK_STR(problems(RISK("floors: [{tier: high, when: {stage: {at_least: prod}}, because: "
				"b}]")),
		  "p.yaml:5:52-56: unknown stage 'prod' [known stages: conception, development, "
		  "pre_deployment, production, deprecated, decommissioned]\n");
	CHECK_STR(problems(RISK("floors: [{tier: high, when: {decision_impact: {equals: "
				"employmnt}}, because: b}]")),
		  "p.yaml:5:60-69: 'decision_impact' is never 'employmnt' [did you mean "
		  "'employment'?]\n");
}

TEST(policy_load_pack, looks_the_tiers_of_floors_up)
{
	CHECK_STR(
		problems(RISK(
			"floors: [{tier: hihg, when: {user_facing: {equals: true}}, because: b}]")),
		"p.yaml:5:21-25: unknown tier 'hihg' [did you mean 'high'?]\n");
	CHECK_STR(problems(RISK("floors: [{tier: high, when: \"x\", because: b}]")),
		  "p.yaml:5:34-35: there is nothing called 'x'\n");
	CHECK_STR(problems(RISK("floors: [{tier: high, when: \"has(system.risk_score)\", because: "
				"b}]")),
		  "p.yaml:5:34-56: there is no field 'risk_score'\n");
	CHECK_STR(problems(RISK("floors: [{tier: high, when: {risk_score: {at_least: 3}}, because: "
				"b}]")),
		  "p.yaml:5:34-44: 'risk_score' is computed; floors, points and clocks ask for "
		  "what is written\n");
	CHECK_STR(
		problems(RISK(
			"floors: [{tier: high, when: {user_facng: {equals: true}}, because: b}]")),
		"p.yaml:5:34-44: kind system has no fact 'user_facng' [did you mean "
		"'user_facing'?]\n");
}

TEST(policy_load_pack, adds_floors_to_the_score_of_another)
{
	const struct memory_text files[] = {
		{"p.yaml",
		 STR(RISK("floors: [{tier: high, when: {user_facing: {equals: true}}, because: "
			  "b}]"))},
		{0},
	};
	const char *const names[] = {"ai-baseline", "p.yaml"};
	const struct policy_request request = {.policies = names, .policy_count = 2};
	struct plan plan;

	CHECK_STR(load_files(files, &request, &plan), "");
	CHECK_INT((int64_t)plan.risk->floor_count, 1);
	CHECK_SLICE(plan.risk->pack, "ai-baseline");
}

TEST(policy_load_pack, knows_what_roles_are_made_of)
{
	CHECK_STR(problems(RULES "roles: {A: {same_as: B}}\n"),
		  "p.yaml:3:22-23: role 'A' refers to an unknown role 'B' [known roles: A]\n");
	CHECK_STR(problems(RULES "roles: {Alpha: {}, B: {same_as: Alhpa}}\n"),
		  "p.yaml:3:33-38: role 'B' refers to an unknown role 'Alhpa' [did you mean "
		  "'Alpha'?]\n");
	CHECK_STR(problems(RULES "roles: {A: {same_as: B}, B: {of: [A]}}\n"),
		  "p.yaml:3:9-10: role 'A' leads back to itself\n");
	CHECK_STR(problems(RULES "roles: {A: {count: 2}}\n"),
		  "p.yaml:3:13-18: 'count' goes with 'of' only\n");
	CHECK_STR(problems(RULES "roles: {A: {}, B: {of: [A], count: 0}}\n"),
		  "p.yaml:3:36-37: 'count' is a number from 1 to 100\n");
	CHECK_STR(problems(RULES "roles: {A: {sameas: B}}\n"),
		  "p.yaml:3:13-19: unknown key 'sameas' in a role [did you mean 'same_as'?]\n");
	CHECK_STR(problems(RULES "roles: {A: {}, B: {of: [A], same_as: [A]}}\n"),
		  "p.yaml:3:20-22: a role is the same as others or made of them, not both\n");
}

#define PROTECT(entry)                                                                             \
	"pack: house\nroles: {CISO: {}}\nrules:\n  change/unapproved:\n    protect: [" entry "]\n"

TEST(policy_load_pack, checks_what_is_protected)
{
	CHECK_STR(problems(PROTECT("{paths: [a], roles: [CISO]}")), "");
	CHECK_STR(problems(PROTECT("{paths: [a], rolse: [CISO]}")),
		  "p.yaml:5:28-33: unknown key 'rolse' in an entry of 'protect' [did you mean "
		  "'roles'?]\n");
	CHECK_STR(problems(PROTECT("{paths: [a]}")),
		  "p.yaml:5:15-27: an entry of 'protect' says who may approve [add roles: [...] or "
		  "codeowners: true]\n");
	CHECK_STR(problems(PROTECT("{paths: [a], codeowners: false}")),
		  "p.yaml:5:15-46: an entry of 'protect' says who may approve [add roles: [...] or "
		  "codeowners: true]\n");
	CHECK_STR(problems(PROTECT("{paths: [], roles: [CISO]}")),
		  "p.yaml:5:23-25: 'paths' is empty and protects nothing\n");
	CHECK_STR(problems(PROTECT("{paths: [\"!a\"], roles: [CISO]}")),
		  "p.yaml:5:24-28: '!a': paths under protection cannot be taken away\n");
	CHECK_STR(problems(PROTECT("{paths: [a], roles: []}")),
		  "p.yaml:5:35-37: 'roles' is empty: nobody could approve\n");
	CHECK_STR(problems(PROTECT("{paths: [a], roles: [CISO], count: 0}")),
		  "p.yaml:5:50-51: 'count' is a number from 1 to 100\n");
	CHECK_STR(problems(PROTECT("{paths: [a], roles: [CISO], not_by: athor}")),
		  "p.yaml:5:51-56: 'not_by' cannot be 'athor' [did you mean 'author'?]\n");
	CHECK_STR(problems(PROTECT("{paths: [a], codeowners: true, each_role: true}")),
		  "p.yaml:5:46-55: 'each_role' goes with 'roles' only\n");
}

TEST(policy_load_pack, looks_roles_up)
{
	CHECK_STR(problems(PROTECT("{paths: [a], roles: [CISOO]}")),
		  "p.yaml:5:36-41: unknown role 'CISOO' [did you mean 'CISO'?]\n");
}

TEST(policy_load_pack, is_not_slowed_down_by_what_nobody_writes)
{
	struct arena *arena = test_arena();
	struct buf text;
	struct plan plan;

	/* Roles in layers, each made of all of the next: walked once, not once for every way. */
	buf_init(&text, arena, 1 << 20);
	buf_add(&text, STR(RULES "roles:\n"));
	for (int layer = 0; layer < 20; layer++)
		for (int i = 0; i < 20; i++) {
			buf_print(&text, "  r%d_%d: {of: [last", layer, i);
			for (int n = 0; layer < 19 && n < 20; n++)
				buf_print(&text, ", r%d_%d", layer + 1, n);
			buf_add(&text, STR("]}\n"));
		}
	buf_add(&text, STR("  last: {}\n"));
	CHECK_STR(pack_problems(str_copy(arena, buf_str(&text)), &plan), "");

	buf_clear(&text);
	buf_add(&text, STR("pack: a\nstages: ["));
	for (int i = 0; i < 100000; i++)
		buf_print(&text, "s%d,", i);
	buf_add(&text, STR("]\n"));
	CHECK(str_find(str_of(problems(str_copy(arena, buf_str(&text)))),
		       STR("'stages' has 100000 entries; at most 1000 are taken")) != SIZE_MAX);

	buf_clear(&text);
	for (int i = 0; i < 50000; i++)
		buf_print(&text, "---\npack: p%d\n", i);
	CHECK(str_find(str_of(problems(str_copy(arena, buf_str(&text)))),
		       STR("'p.yaml' has 50000 entries; at most 1000 are taken")) != SIZE_MAX);
}
