/* SPDX-License-Identifier: Apache-2.0
 *
 * controls, tiers, gates and requirements of a pack: each slip is told at its place, and nothing that
 * would always be met, or that nobody owes by mistake, loads.
 */
#include "unit/policy/loading.h"

#define HEAD "pack: house\nrules: {dataset/plain-pii: {}}\n"

static char *
problems(const char *text)
{
	struct plan plan;

	return pack_problems(text, &plan);
}

TEST(policy_load_duties, takes_a_whole_one)
{
	struct plan plan;
	const struct evidence_item *item;

	CHECK_STR(pack_problems(
			  HEAD
			  "framework: Lex\n"
			  "controls:\n"
			  "  - {id: a, max_age: P1Y, satisfied_by: [b]}\n"
			  "  - {id: b, max_age: P6M, satisfied_by: [c]}\n"
			  "  - {id: c, max_age: P1Y, not_applicable: allowed}\n"
			  "tiers: {high: {review: P3M, controls: [a, c]}, low: {controls: [a]}}\n"
			  "gates:\n"
			  "  - id: g\n"
			  "    from: development\n"
			  "    to: production\n"
			  "    blocking: true\n"
			  "    artifacts: [{id: x, max_age: P1Y, same_as: [y]}]\n"
			  "    tests: [{id: t, max_age: P1Y}]\n"
			  "requirements:\n"
			  "  - {id: r, title: R, evidence: [{id: x, max_age: P1Y}],\n"
			  "     rules: {dataset/missing-card: {severity: note}}}\n",
			  &plan),
		  "");
	CHECK_INT((int64_t)plan.duty_count, 5);
	CHECK_INT((int64_t)plan.tier_ask_count, 2);
	item = plan.duties[0].items;
	CHECK_INT((int64_t)item->accept_count, 3);
	CHECK_SLICE(item->accepts[0], "a");
	CHECK_INT((int64_t)plan.duties[0].tier_count, 2);
	CHECK_INT((int64_t)plan.duties[1].tier_count, 0);
	CHECK_INT(plan.duties[2].items->excuse, EXCUSE_ALLOWED);
	CHECK_INT(plan.duties[3].items[1].type, ITEM_TEST);
	/* A rule that a requirement names judges, and its findings say for whom. */
	CHECK_INT((int64_t)plan.rule_count, 2);
	CHECK_SLICE(plan.rules[0].maps_to[0].requirement, "r");
}

TEST(policy_load_duties, sets_a_requirement_aside_as_a_whole)
{
	struct plan plan;

	CHECK_STR(pack_problems(HEAD "framework: Lex\n"
				     "requirements:\n"
				     "  - id: r\n"
				     "    title: R\n"
				     "    not_applicable: {when: {user_facing: {equals: false}}}\n"
				     "    evidence: [{id: x, max_age: P1Y}, {id: y, max_age: P1Y, "
				     "not_applicable: allowed}]\n",
				&plan),
		  "");
	CHECK_INT(plan.duties[0].items[0].excuse, EXCUSE_WHEN);
	CHECK_INT((int64_t)plan.duties[0].items[0].excuse_when.count, 1);
	CHECK_INT(plan.duties[0].items[1].excuse, EXCUSE_ALLOWED);
}

TEST(policy_load_duties, looks_every_name_up)
{
	CHECK_STR(problems(HEAD "controls: [{id: chain, max_age: P1Y, satisfied_by: [chian]}]\n"),
		  "p.yaml:3:53-58: unknown control 'chian' [did you mean 'chain'?]\n");
	CHECK_STR(
		problems(HEAD "controls: [{id: chain, max_age: P1Y, rules: [dataset/plain-pi]}]\n"),
		"p.yaml:3:46-62: unknown rule 'dataset/plain-pi' [did you mean "
		"'dataset/plain-pii'?]\n");
	CHECK_STR(problems(HEAD "tiers: {hihg: {review: P1Y}}\n"),
		  "p.yaml:3:9-13: unknown tier 'hihg' [did you mean 'high'?]\n");
	CHECK_STR(problems(HEAD "tiers: {high: {controls: [chain]}}\n"),
		  "p.yaml:3:27-32: unknown control 'chain'\n");
	CHECK_STR(problems(HEAD "gates: [{id: g, from: developmet, to: production, blocking: true, "
				"rules: [dataset/plain-pii]}]\n"),
		  "p.yaml:3:23-33: unknown stage 'developmet' [did you mean 'development'?]\n");
	CHECK_STR(problems(HEAD "roles: {CISO: {}}\ngates: [{id: g, from: development, to: "
				"production, blocking: true, approvals: [CIOS]}]\n"),
		  "p.yaml:4:80-84: unknown role 'CIOS' [did you mean 'CISO'?]\n");
}

TEST(policy_load_duties, refuses_what_would_always_be_met)
{
	CHECK_STR(problems(HEAD "gates: [{id: g, from: development, to: production, blocking: "
				"true}]\n"),
		  "p.yaml:3:14-15: gate 'g' asks for nothing: it would always be passed\n");
	CHECK_STR(problems(HEAD "framework: Lex\nrequirements: [{id: r, title: R}]\n"),
		  "p.yaml:4:21-22: requirement 'r' names no evidence and no rule: it would always "
		  "be met [coverage: manual]\n");
	CHECK_STR(problems(HEAD "framework: Lex\nrequirements: [{id: r, title: R, coverage: "
				"manual}]\n"),
		  "");
	CHECK_STR(problems(HEAD "framework: Lex\nrequirements: [{id: r, title: R, coverage: "
				"automated}]\n"),
		  "p.yaml:4:21-22: requirement 'r' names no evidence and no rule: it would always "
		  "be met [coverage: manual]\n");
	CHECK_STR(problems(HEAD "controls: [{id: c, max_age: P1Y, evidence: []}]\n"),
		  "p.yaml:3:44-46: 'evidence' is empty: such a control would always be met\n");
	CHECK_STR(problems(HEAD "controls: [{id: c}]\n"),
		  "p.yaml:3:12-19: a control needs 'max_age': how old its evidence may be: P1Y, "
		  "P90D\n");
	CHECK_STR(problems(HEAD "requirements: [{id: r, title: R, coverage: manual}]\n"),
		  "p.yaml:3:1-13: a pack with 'requirements' names its 'framework' [framework: "
		  "NAME]\n");
}

TEST(policy_load_duties, has_one_of_each_name)
{
	CHECK_STR(problems(HEAD "controls: [{id: c, max_age: P1Y}, {id: c, max_age: P2Y, "
				"satisfied_by: [c, c, c]}]\n"),
		  "p.yaml:3:40-41: control 'c' is there twice\n");
	CHECK_STR(problems(HEAD
			   "controls: [{id: c, max_age: P1Y}]\ntiers: {high: {controls: [c]}}\n"
			   "---\npack: other\ncontrols: [{id: c, max_age: P1Y}]\n"
			   "tiers: {low: {controls: [c]}}\n"),
		  "p.yaml:7:17-18: packs 'house' and 'other' both define control 'c' [select one "
		  "of them]\n"
		  "p.yaml:8:1-6: packs 'house' and 'other' both define what tiers ask [select one "
		  "of them]\n");
	CHECK_STR(problems(HEAD
			   "gates: [{id: g, from: development, to: production, blocking: true, "
			   "artifacts: [{id: a, max_age: P1Y}, {id: a, max_age: P2Y}]}]\n"),
		  "p.yaml:3:103-124: 'a' is asked for twice\n");
}

TEST(policy_load_duties, says_what_a_value_is)
{
	CHECK_STR(problems(HEAD "controls: [{id: c, max_age: 1y}]\n"),
		  "p.yaml:3:29-31: 'max_age' is no duration: '1y' [a duration is written like P1Y, "
		  "P3M or P90D]\n");
	CHECK_STR(problems(HEAD "controls: [{id: c, max_age: P1Y, not_applicable: alowed}]\n"),
		  "p.yaml:3:50-56: 'not_applicable' takes 'allowed' or {when: conditions}, not "
		  "'alowed' [not_applicable: allowed]\n");
	CHECK_STR(problems(HEAD "controls: [{id: c, max_age: P1Y, not_applicable: {when: {stag: "
				"{equals: production}}}}]\n"),
		  "p.yaml:3:58-62: kind system has no fact 'stag' [did you mean 'stage'?]\n");
	CHECK_STR(problems(HEAD
			   "framework: Lex\nrequirements: [{id: r, title: R, coverage: manaul}]\n"),
		  "p.yaml:4:44-50: 'coverage' cannot be 'manaul' [did you mean 'manual'?]\n");
}
