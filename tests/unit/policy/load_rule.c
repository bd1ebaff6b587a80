/* SPDX-License-Identifier: Apache-2.0
 *
 * What a rule file may say, and how what it may not say is told: place, words, suggestion.
 */
#include "unit/policy/loading.h"

#include "model/rule.h"

#define BODY "kind: dataset\ncheck: {absent: {fact: pii}}\nmessage: m\n"

TEST(policy_load_rule, takes_a_whole_rule)
{
	struct arena *arena = test_arena();
	struct rule rule;

	CHECK_OK(policy_load_rule(
		RULE_PATH,
		STR(RULE_HEAD
		    "on_empty: warn\n"
		    "kind: dataset\n"
		    "params: {tolerate: {type: int, default: 0, min: 0, stricter: lower}}\n"
		    "when: {use: {equals: training}, system.risk_tier: {at_least: high}}\n"
		    "check: {absent: {fact: pii, as: hit, where: {count: {above: 1}}, "
		    "tolerate: $tolerate}}\n"
		    "message: \"'{hit.field}' in {path} of {system.name}, {{{count}\"\n"),
		&limits_default, arena, &rule));
	CHECK_SLICE(rule.id, "dataset/some-problem");
	CHECK_SLICE(rule.title, "Some problem");
	CHECK_SLICE(rule.fix, "mend it");
	CHECK_STR(rule.kind->name, "dataset");
	CHECK(rule.severity == SEVERITY_ERROR);
	CHECK(rule.on_empty == ON_EMPTY_WARN);
	CHECK(rule.reads_system);
	CHECK_INT((int64_t)rule.param_count, 1);
	CHECK(rule.params[0].stricter == STRICTER_LOWER);
	CHECK(rule.params[0].used);
	CHECK_INT((int64_t)rule.when.count, 2);
	CHECK(rule.when.conditions[1].ref.root == REF_RELATED);
	CHECK(rule.when.conditions[1].ref.type == FACT_TIER);
	CHECK(rule.check.type == NODE_CHECK);
	CHECK(rule.check.args[3].operand.is_param);
	CHECK_INT((int64_t)rule.message.count, 4);
	CHECK(rule.message.parts[0].ref.root == REF_ELEMENT);
	CHECK(rule.message.parts[1].ref.root == REF_SELF);
	CHECK_SLICE(rule.message.parts[3].text, ", {");
	CHECK(rule.message.parts[3].ref.root == REF_BOUND);
	CHECK_INT((int64_t)rule.examples->list.count, 2);
}

TEST(policy_load_rule, fails_on_empty_unless_told_otherwise)
{
	struct arena *arena = test_arena();
	struct rule rule;

	CHECK_OK(policy_load_rule(RULE_PATH, STR(RULE_HEAD BODY), &limits_default, arena, &rule));
	CHECK(rule.on_empty == ON_EMPTY_FAIL);
	CHECK(!rule.reads_system);
}

TEST(policy_load_rule, lets_no_comment_excuse_a_finding_unless_told_otherwise)
{
	struct arena *arena = test_arena();
	struct rule rule;

	CHECK_OK(policy_load_rule(RULE_PATH, STR(RULE_HEAD BODY), &limits_default, arena, &rule));
	CHECK(!rule.allows_inline);
	CHECK_OK(policy_load_rule(RULE_PATH, STR(RULE_HEAD "inline: refuse\n" BODY),
				  &limits_default, arena, &rule));
	CHECK(!rule.allows_inline);
	CHECK_OK(policy_load_rule(RULE_PATH, STR(RULE_HEAD "inline: allow\n" BODY), &limits_default,
				  arena, &rule));
	CHECK(rule.allows_inline);
	CHECK_STR(rule_problems(RULE_PATH, RULE_HEAD "inline: alow\n" BODY),
		  RULE_PATH ":7:9-13: 'inline' cannot be 'alow' [did you mean 'allow'?]\n");
	CHECK_STR(rule_problems(RULE_PATH,
				RULE_HEAD "inline: allow\nkind: change\n"
					  "check: {absent: {fact: paths}}\nmessage: m\n"),
		  RULE_PATH ":7:9-14: a rule of kind change judges no file whose comment could "
			    "excuse anything\n");
}

TEST(policy_load_rule, points_at_an_unknown_key_and_names_the_nearest)
{
	struct arena *arena = test_arena();
	struct rule rule;
	struct err *err = policy_load_rule(RULE_PATH, STR(RULE_HEAD BODY "serverity: note\n"),
					   &limits_default, arena, &rule);

	if (!CHECK(err != NULL))
		return;
	CHECK_STR(err->path, RULE_PATH);
	CHECK_INT(err->line, 10);
	CHECK_INT(err->column, 1);
	CHECK_INT(err->end_column, 10);
	CHECK_SLICE(err->excerpt, "serverity: note");
	CHECK_STR(err->message, "unknown key 'serverity' in a rule");
	CHECK_STR(err->help, "did you mean 'severity'?");
	CHECK(!err->next);
	err_settle(err);
}

TEST(policy_load_rule, counts_columns_in_code_points)
{
	CHECK_STR(
		rule_problems(RULE_PATH, RULE_HEAD "kind: dataset\nmessage: m\n"
						   "check: {\"f\xc3\xa4\xc3\xb6\": {x: 1}}\n"),
		RULE_PATH
		":9:9-14: unknown check 'f\xc3\xa4\xc3\xb6' [known checks: all, any, none, "
		"absent, approved, bound, chained, compare, count, evidenced, expr, fresh, linked, "
		"matches, one_of, requires, schema, unique]\n");
}

TEST(policy_load_rule, tells_where_a_misplaced_key_belongs)
{
	CHECK_STR(body_problems("kind: dataset\nmessage: m\n"
				"check: {absent: {fact: pii, on_empty: pass}}\n"),
		  RULE_PATH ":9:29-37: unknown key 'on_empty' in a check 'absent' "
			    "['on_empty' is a key of a rule]\n");
}

TEST(policy_load_rule, tells_every_missing_key_at_once)
{
	CHECK_STR(rule_problems(RULE_PATH, "rule: dataset/some-problem\n"), RULE_PATH
		  ":1:1-27: a rule needs 'title': the problem in a few words\n" RULE_PATH
		  ":1:1-27: a rule needs 'kind': the kind of artifact that is judged\n" RULE_PATH
		  ":1:1-27: a rule needs 'severity': how much a finding weighs\n" RULE_PATH
		  ":1:1-27: a rule needs 'check': what must hold: one check, or all, any, none "
		  "of several\n" RULE_PATH
		  ":1:1-27: a rule needs 'message': what a finding says; {name} is filled in, {{ "
		  "is a brace\n" RULE_PATH
		  ":1:1-27: a rule needs 'why': the reason for the rule\n" RULE_PATH
		  ":1:1-27: a rule needs 'fix': the way out\n");
}

TEST(policy_load_rule, does_not_miss_what_was_only_misspelt)
{
	CHECK_STR(rule_problems(RULE_PATH,
				"rule: dataset/some-problem\ntitel: t\nkind: dataset\n"
				"severity: error\ncheck: {absent: {fact: pii}}\nmessage: m\n"
				"why: w\nfix: f\n"),
		  RULE_PATH ":2:1-6: unknown key 'titel' in a rule [did you mean 'title'?]\n");
}

TEST(policy_load_rule, tells_problems_in_the_order_of_the_lines)
{
	CHECK_STR(
		body_problems("kind: datset\non_emty: pass\ncheck: {absent: {fact: pii}}\nmessage: "
			      "[m]\n"),
		RULE_PATH
		":7:7-13: unknown kind 'datset' [did you mean 'dataset'?]\n" RULE_PATH
		":8:1-8: unknown key 'on_emty' in a rule [did you mean 'on_empty'?]\n" RULE_PATH
		":10:10-13: 'message' takes a string, not a list\n");
}

TEST(policy_load_rule, refuses_wrong_types_with_a_way_out)
{
	CHECK_STR(rule_problems(RULE_PATH,
				"rule: dataset/some-problem\ntitle: 2026\nkind: dataset\n"
				"severity: error\ncheck: {absent: {fact: pii}}\n"
				"message: m\nwhy:\nfix: \"  \"\nexamples: {}\n"),
		  RULE_PATH ":2:8-12: 'title' takes a string, not an integer [in quotes it is one: "
			    "\"2026\"]\n" RULE_PATH
			    ":7:5: 'why' takes a string, not nothing\n" RULE_PATH
			    ":8:6-10: 'fix' is empty\n" RULE_PATH
			    ":9:11-13: 'examples' takes a list, not a map\n");
}

TEST(policy_load_rule, refuses_a_word_that_is_none)
{
	CHECK_STR(rule_problems(RULE_PATH, "rule: dataset/some-problem\ntitle: t\nkind: dataset\n"
					   "severity: off\ncheck: {absent: {fact: pii}}\n"
					   "message: m\nwhy: w\nfix: f\non_empty: pas\n"),
		  RULE_PATH ":4:11-14: 'severity' cannot be 'off' [known words: error, warning, "
			    "note]\n" RULE_PATH
			    ":9:11-14: 'on_empty' cannot be 'pas' [did you mean 'pass'?]\n");
}

TEST(policy_load_rule, is_called_by_its_path)
{
	CHECK_STR(rule_problems("rules/dataset/other.yaml", RULE_HEAD BODY),
		  "rules/dataset/other.yaml:1:7-27: the rule in this file is called by its path: "
		  "'dataset/other', not 'dataset/some-problem' [rule: dataset/other]\n");
	CHECK_STR(
		rule_problems("/home/x/rules/old/rules/dataset/some-problem.yaml", RULE_HEAD BODY),
		"");
	CHECK_STR(rule_problems("anywhere.yaml", RULE_HEAD BODY), "");
}

TEST(policy_load_rule, refuses_ids_that_are_no_names)
{
	static const char *const ids[] = {"plain", "/a/b",  "a/b/",  "a//b", "A/b",
					  "a/b c", "a/-b/", "a/b.c", "a/.."};

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct arena *arena = test_arena();
		struct rule rule;
		char *text = arena_print(
			arena, "rule: %s\ntitle: t\nseverity: error\nwhy: w\nfix: f\n" BODY,
			ids[i]);

		CHECK_ERR(policy_load_rule("x.yaml", str_of(text), &limits_default, arena, &rule),
			  "is no rule id");
	}
}

TEST(policy_load_rule, wants_an_example_of_either_sort)
{
	static const char head[] = "rule: dataset/some-problem\ntitle: t\nseverity: error\nwhy: w\n"
				   "fix: f\n" BODY;
	struct arena *arena = test_arena();

	CHECK_STR(rule_problems(RULE_PATH, head),
		  RULE_PATH ":1:1: a rule has an example that finds something [finds: "
			    "[path:line:column]]\n");
	CHECK_STR(
		rule_problems(RULE_PATH,
			      arena_print(arena, "%sexamples: [{name: a, files: {}, finds: [x]}]\n",
					  head)),
		RULE_PATH ":9:11-45: a rule has an example that finds nothing [finds: []]\n");
}

TEST(policy_load_rule, reads_examples_by_their_keys)
{
	CHECK_STR(rule_problems(
			  RULE_PATH,
			  "rule: dataset/some-problem\ntitle: t\nseverity: error\nwhy: "
			  "w\nfix: f\n" BODY "examples:\n"
			  "  - {name: a, file: {}, finds: []}\n"
			  "  - {name: b, files: {a.csv: 1}, finds: x}\n"
			  "  - {name: c, files: [], now: noon}\n"
			  "  - {name: d, history: [{author: a <a>, date: never}], finds: [1]}\n"),
		  RULE_PATH
		  ":10:15-19: unknown key 'file' in an example [did you mean 'files'?]\n" RULE_PATH
		  ":11:30-31: 'a.csv' is an integer, not the text of a file [put the text in "
		  "quotes]\n" RULE_PATH
		  ":11:41-42: 'finds' takes a list of strings, not a string\n" RULE_PATH
		  ":12:5-36: an example says what it finds [finds: [] says that nothing is "
		  "found]\n" RULE_PATH
		  ":12:22-24: 'files' takes {path: text}, not a list\n" RULE_PATH
		  ":12:31-35: 'now' is no time: 'noon' [2026-11-21T12:00:00Z]\n" RULE_PATH
		  ":13:47-52: 'date' is no time: 'never' [2026-11-21T12:00:00Z]\n" RULE_PATH
		  ":13:64-65: 'finds' takes a list of strings, not of an integer\n");
}

TEST(policy_load_rule, survives_texts_that_are_no_rule)
{
	static const char *const texts[] = {
		"",        "\n",    "[]",           "x",          "- a\n- b\n", "{",
		"a: b: c", "rule:", "rule: {a: b}", "---\n---\n", "&a [*a]",    "!!str x"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct arena *arena = test_arena();
		struct rule rule;
		struct err *err = policy_load_rule(RULE_PATH, str_of(texts[i]), &limits_default,
						   arena, &rule);

		CHECK(err != NULL);
		err_settle(err);
		CHECK_INT((int64_t)err_lost(arena), 0);
	}
}

TEST(policy_load_rule, refuses_characters_that_nobody_sees)
{
	CHECK_STR(body_problems("kind: dataset # \xe2\x80\xae\n"),
		  RULE_PATH ":7:17-18: invisible character U+202E in a policy "
			    "[in double quotes it can be written as an escape]\n");
	CHECK_STR(body_problems("kind: \x1b[31mdataset\n"),
		  RULE_PATH ":7:7-8: invisible character U+001B in a policy "
			    "[in double quotes it can be written as an escape]\n");
	CHECK_STR(body_problems("kind: data\xc2\xadset\n"),
		  RULE_PATH ":7:11-12: invisible character U+00AD in a policy "
			    "[in double quotes it can be written as an escape]\n");
	CHECK_STR(body_problems("kind: dataset\xef\xb8\x8f\n"),
		  RULE_PATH ":7:14-15: invisible character U+FE0F in a policy "
			    "[in double quotes it can be written as an escape]\n");
	CHECK_STR(rule_problems(RULE_PATH, RULE_HEAD BODY "# \u26a0\ufe0f\n"), "");
	CHECK_STR(body_problems("kind: a\xff\n"), RULE_PATH ":7:8-9: the text is not UTF-8\n");
	CHECK_STR(rule_problems(RULE_PATH, "\xef\xbb\xbf" RULE_HEAD BODY), "");
}

TEST(policy_load_rule, refuses_a_nul_byte)
{
	struct arena *arena = test_arena();
	struct rule rule;

	CHECK_ERR(policy_load_rule(RULE_PATH, STR("rule: a\0b\n"), &limits_default, arena, &rule),
		  "invisible character U+0000");
}

TEST(policy_load_rule, refuses_a_text_beyond_the_budget)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	struct rule rule;

	limits.policy_bytes = 100;
	CHECK_ERR(policy_load_rule(RULE_PATH, STR(RULE_HEAD BODY), &limits, arena, &rule),
		  "bytes are more than policy_bytes (100) allows");
}

TEST(policy_load_rule, stops_listing_at_some_point)
{
	struct arena *arena = test_arena();
	struct buf text;
	struct rule rule;
	struct err *err;
	size_t count = 0;

	buf_init(&text, arena, 1 << 20);
	for (int i = 0; i < 5000; i++)
		buf_print(&text, "key%d: 1\n", i);
	err = policy_load_rule(RULE_PATH, buf_str(&text), &limits_default, arena, &rule);
	for (struct err *one = err; one; one = one->next)
		count++;
	CHECK_INT((int64_t)count, 201);
	err_settle(err);
}
