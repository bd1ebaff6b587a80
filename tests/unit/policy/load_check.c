/* SPDX-License-Identifier: Apache-2.0
 *
 * Names, operators, operands and messages of a rule's check: each is looked up and typed when the rule
 * is read.
 */
#include "unit/policy/loading.h"

#define CHECK_LINE(check) "kind: dataset\nmessage: m\ncheck: " check "\n"
#define AT(place)         RULE_PATH ":9:" place ": "

TEST(policy_load_check, suggests_checks_facts_fields_and_relations)
{
	CHECK_STR(body_problems(CHECK_LINE("{absnt: {fact: pii}}")),
		  AT("9-14") "unknown check 'absnt' [did you mean 'absent'?]\n");
	CHECK_STR(body_problems(CHECK_LINE("{absent: {fact: columms}}")),
		  AT("24-31") "kind dataset has no fact 'columms' [did you mean 'columns'?]\n");
	CHECK_STR(body_problems(
			  CHECK_LINE("{absent: {fact: pii, where: {protectoin: {equals: x}}}}")),
		  AT("37-47") "an element of 'pii' has no field 'protectoin' "
			      "[did you mean 'protection'?]\n");
	CHECK_STR(body_problems(CHECK_LINE("{requires: {in: crad}}")),
		  AT("24-28") "a dataset has no related 'crad' [did you mean 'card'?]\n");
	CHECK_STR(body_problems(CHECK_LINE("{requires: {in: card, fields: [descripton]}}")),
		  AT("39-49") "kind data_card has no fact 'descripton' "
			      "[did you mean 'description'?]\n");
	CHECK_STR(body_problems(CHECK_LINE("{linked: {fact: path, kind: modle}}")),
		  AT("36-41") "unknown kind 'modle' [did you mean 'model'?]\n");
}

TEST(policy_load_check, says_nothing_about_fields_of_an_unknown_relation)
{
	CHECK_STR(body_problems(CHECK_LINE("{requires: {in: crad, fields: [whatever]}}")),
		  AT("24-28") "a dataset has no related 'crad' [did you mean 'card'?]\n");
}

TEST(policy_load_check, names_the_keys_of_the_check)
{
	CHECK_STR(body_problems(CHECK_LINE("{absent: {fact: pii, tolerat: 1}}")),
		  AT("29-36") "unknown key 'tolerat' in a check 'absent' [did you mean "
			      "'tolerate'?]\n");
	CHECK_STR(body_problems(CHECK_LINE("{absent: {}}")),
		  AT("17-19") "a check 'absent' needs 'fact': the list that is looked at\n");
	CHECK_STR(body_problems(CHECK_LINE("{absent: pii}")),
		  AT("17-20") "a check 'absent' is a map, not a string\n");
}

TEST(policy_load_check, joins_checks_by_all_any_and_none_only)
{
	CHECK_STR(body_problems(CHECK_LINE("{absent: {fact: pii}, requires: {in: card}}")),
		  AT("8-51") "a check is one name with its arguments, not several "
			     "[several checks are joined by 'all', 'any' or 'none']\n");
	CHECK_STR(body_problems(CHECK_LINE("{all: []}")),
		  AT("9-12") "'all' takes a list of checks, not an empty one\n");
	CHECK_STR(body_problems(CHECK_LINE("{any: {absent: {fact: pii}}}")),
		  AT("9-12") "'any' takes a list of checks, not a map\n");
	CHECK_STR(body_problems(CHECK_LINE("{all: [{any: [{none: [{requires: {in: card}}]}]}]}")),
		  "");
	CHECK_STR(body_problems(CHECK_LINE("[]")),
		  AT("8-10") "a check is one name with its arguments, not a list "
			     "[several checks are joined by 'all', 'any' or 'none']\n");
}

TEST(policy_load_check, bounds_how_deep_checks_nest)
{
	struct arena *arena = test_arena();
	struct buf text;

	buf_init(&text, arena, 4096);
	buf_add(&text, STR("kind: dataset\nmessage: m\ncheck: "));
	for (int i = 0; i < 12; i++)
		buf_add(&text, STR("{all: ["));
	buf_add(&text, STR("{requires: {in: card}}"));
	for (int i = 0; i < 12; i++)
		buf_add(&text, STR("]}"));
	CHECK_STR(body_problems(str_copy(arena, buf_str(&text))),
		  AT("71-120") "checks nest deeper than 8\n");
}

TEST(policy_load_check, points_into_expressions)
{
	CHECK_STR(body_problems("kind: dataset\nmessage: m\ncheck: {requires: {in: card}}\n"
				"when: \"dataset.use == 'training'\"\n"),
		  "");
	CHECK_STR(body_problems("kind: dataset\nmessage: m\ncheck: {requires: {in: card}}\n"
				"when: \"use == 'training'\"\n"),
		  RULE_PATH ":10:8-11: there is nothing called 'use'\n");
	CHECK_STR(body_problems("kind: dataset\nmessage: m\ncheck: {expr: {that: 7}}\n"),
		  RULE_PATH ":9:22-23: an expression is expected, not an integer [it is a text: "
			    "expr: \"size(dataset.columns) < 100\"]\n");
}

#define WHEN(conditions)                                                                           \
	"kind: dataset\nmessage: m\ncheck: {requires: {in: card}}\nwhen: " conditions "\n"
#define WHEN_AT(place) RULE_PATH ":10:" place ": "

TEST(policy_load_check, suggests_in_conditions)
{
	CHECK_STR(body_problems(WHEN("{usee: {equals: training}}")),
		  WHEN_AT("8-12") "kind dataset has no fact 'usee' [did you mean 'use'?]\n");
	CHECK_STR(body_problems(WHEN("{system.risk_teir: {at_least: high}}")),
		  WHEN_AT("8-24") "kind system has no fact 'risk_teir' "
				  "[did you mean 'risk_tier'?]\n");
	CHECK_STR(body_problems(WHEN("{sytem.risk_tier: {at_least: high}}")),
		  WHEN_AT("8-23") "kind dataset has no fact 'sytem' [did you mean 'system'?]\n");
	CHECK_STR(body_problems(WHEN("{use: {equal: training}}")),
		  WHEN_AT("14-19") "unknown operator 'equal' [did you mean 'equals'?]\n");
	CHECK_STR(body_problems(WHEN("{use.x: {equals: y}}")),
		  WHEN_AT("8-13") "'use.x': 'use' is a string and has no fields\n");
}

TEST(policy_load_check, types_operators)
{
	CHECK_STR(body_problems(WHEN("{use: {at_least: 3}}")),
		  WHEN_AT("14-22") "'at_least' does not go with 'use', which is a string "
				   "[it takes equals, one_of, matches, is_set]\n");
	CHECK_STR(body_problems(WHEN("{columns: {equals: 3}}")),
		  WHEN_AT("18-24") "'equals' does not go with 'columns', which is a list "
				   "[it takes is_set (elements are judged by absent or count)]\n");
	CHECK_STR(body_problems(WHEN("{rows: {matches: a}}")),
		  WHEN_AT("15-22") "'matches' does not go with 'rows', which is an integer "
				   "[it takes at_least, at_most, above, below, equals, one_of, "
				   "is_set]\n");
	CHECK_STR(
		body_problems(WHEN("{card: {equals: x}}")),
		WHEN_AT("15-21") "'card' is an artifact, not a value [ask for one of its facts, or "
				 "is_set]\n");
	CHECK_STR(body_problems(WHEN("{card: {is_set: true}, columns: {is_set: false}}")), "");
}

TEST(policy_load_check, types_constants)
{
	CHECK_STR(body_problems(WHEN("{rows: {equals: \"5\"}}")),
		  WHEN_AT("23-26") "'equals' takes an integer here, not a string\n");
	CHECK_STR(body_problems(WHEN("{rows: {at_least: .nan}}")),
		  WHEN_AT("25-29") "'at_least' takes an integer here, not a number\n");
	CHECK_STR(body_problems(WHEN("{use: {equals: true}}")),
		  WHEN_AT("22-26") "'equals' takes a string here, not true or false\n");
	CHECK_STR(body_problems(WHEN("{use: {one_of: training}}")),
		  WHEN_AT("22-30") "'one_of' takes a list of values, not a string\n");
	CHECK_STR(body_problems(WHEN("{use: {one_of: []}}")),
		  WHEN_AT("22-24") "'one_of' takes a list of values, not an empty one\n");
	CHECK_STR(body_problems(WHEN("{use: {one_of: [a, 3]}}")),
		  WHEN_AT("26-27") "'use' is a string and cannot be an integer\n");
	CHECK_STR(body_problems(WHEN("{use: {is_set: yes}}")),
		  WHEN_AT("22-25") "'is_set' takes true or false here, not a string\n");
	CHECK_STR(body_problems(WHEN("{use: {equals: null}}")),
		  WHEN_AT("22-26") "'equals' takes a string here, not nothing\n");
	CHECK_STR(body_problems(WHEN("{system.deployment_date: {below: soon}}")),
		  WHEN_AT("40-44") "'below' takes a date here, not a string\n");
	CHECK_STR(body_problems(WHEN("{use: training}")),
		  WHEN_AT("13-21") "'use' takes operators, not a string [write use: {equals: "
				   "\xe2\x80\xa6}]\n");
	CHECK_STR(body_problems(WHEN("{use: {}}")),
		  WHEN_AT("13-15") "'use' takes operators, not an empty map [write use: {equals: "
				   "\xe2\x80\xa6}]\n");
	CHECK_STR(
		body_problems(WHEN("{}")),
		WHEN_AT("7-9") "'when' takes conditions, not an empty map [conditions are written "
			       "{fact: {at_least: value}}]\n");
}

TEST(policy_load_check, compiles_patterns_when_it_reads_them)
{
	char *problems = body_problems(WHEN("{use: {matches: \"(?=a)\"}}"));

	CHECK(str_starts(str_of(problems), STR(WHEN_AT("23-30") "pattern '(?=a)'")));
	CHECK_STR(body_problems(WHEN("{use: {matches: 3}}")),
		  WHEN_AT("23-24") "'matches' takes a regular expression, not an integer\n");
	problems = body_problems(CHECK_LINE("{matches: {fact: path, pattern: \"[a\"}}"));
	CHECK(str_starts(str_of(problems), STR(AT("40-44") "pattern '[a'")));
}

TEST(policy_load_check, refuses_arguments_that_do_not_go_together)
{
	CHECK_STR(body_problems(CHECK_LINE("{compare: {fact: rows, at_least: 1, at_most: 2}}")),
		  AT("9-16") "'compare' takes one comparison; join several by 'all'\n");
	CHECK_STR(body_problems(CHECK_LINE("{compare: {fact: rows}}")),
		  AT("9-16") "'compare' needs at_least, at_most, above, below, equals or to\n");
	CHECK_STR(body_problems(CHECK_LINE("{compare: {fact: rows, at_least: 3, to: rows}}")),
		  AT("41-42") "beside 'to' a comparison is written as 'true' [at_least: true]\n");
	CHECK_STR(body_problems(CHECK_LINE("{compare: {fact: rows, to: use}}")),
		  AT("35-38") "'rows' is an integer and cannot be compared with 'use', which is a "
			      "string\n");
	CHECK_STR(body_problems(CHECK_LINE("{count: {fact: columns}}")),
		  AT("9-14") "'count' needs at_least or at_most\n");
	CHECK_STR(body_problems(CHECK_LINE("{requires: {}}")),
		  AT("9-17") "'requires' needs fields, given or in\n");
	CHECK_STR(body_problems(CHECK_LINE("{absent: {fact: use}}")),
		  AT("24-27") "'absent' cannot look at 'use', which is a string\n");
	CHECK_STR(body_problems(CHECK_LINE("{compare: {fact: pii, equals: 1}}")),
		  AT("25-28") "'compare' cannot look at 'pii', which is a list [elements of a list "
			      "are "
			      "judged by absent or count]\n");
	CHECK_STR(body_problems(CHECK_LINE("{one_of: {fact: card, values: [a]}}")),
		  AT("24-28") "'card' is an artifact; name one of its facts\n");
	CHECK_STR(body_problems(
			  CHECK_LINE("{approved: {protect: [{paths: [a], codeowners: true}]}}")),
		  AT("9-17") "'approved' judges artifacts of kind change, not dataset\n");
	CHECK_STR(body_problems(CHECK_LINE("{absent: {fact: pii, tolerate: -1}}")),
		  AT("39-41") "'tolerate' takes an integer from 0, not a negative one\n");
	CHECK_STR(body_problems(CHECK_LINE("{requires: {fields: []}}")),
		  AT("28-30") "'fields' takes a list of names, not an empty one\n");
}

#define SAYS(check, message) "kind: dataset\ncheck: " check "\nmessage: \"" message "\"\n"
#define SAYS_AT              RULE_PATH ":9:"

TEST(policy_load_check, knows_every_name_in_a_message)
{
	CHECK_STR(body_problems(SAYS("{absent: {fact: pii, as: hit}}",
				     "{hit.field} {count} {path} {system.name} {card.use} {{}")),
		  "");
	CHECK_STR(body_problems(SAYS("{absent: {fact: pii, as: hit}}", "{hit.feild}")),
		  SAYS_AT "10-23: an element of 'pii' has no field 'feild' [did you mean "
			  "'field'?]\n");
	CHECK_STR(body_problems(SAYS("{absent: {fact: pii}}", "{hit.field}")),
		  SAYS_AT "10-23: kind dataset has no fact 'hit' [known facts: " /* … */
			  "path, format, rows, columns, pii, declared_use, use, card, system]\n");
	CHECK_STR(body_problems(SAYS("{requires: {in: card}}", "{feild}")),
		  SAYS_AT "10-19: unknown name '{feild}' [did you mean 'field'?]\n");
	CHECK_STR(body_problems(SAYS("{requires: {in: card}}", "{path")),
		  SAYS_AT "10-17: a '{' in 'message' is never closed [a brace by itself is written "
			  "{{]\n");
	CHECK_STR(body_problems(SAYS("{requires: {in: card}}", "{system.nam}")),
		  SAYS_AT "10-24: kind system has no fact 'nam' [did you mean 'name'?]\n");
}

TEST(policy_load_check, wants_names_that_every_reporting_check_says)
{
	CHECK_STR(body_problems(SAYS("{all: [{requires: {in: card}}, {absent: {fact: pii}}]}",
				     "{field} is {state}")),
		  SAYS_AT "10-30: '{field}' is not said by every check that may report: not by "
			  "'absent'\n" SAYS_AT
			  "10-30: '{state}' is not said by every check that may report: not by "
			  "'absent'\n");
	CHECK_STR(body_problems(SAYS("{any: [{absent: {fact: pii}}, {requires: {in: card}}]}",
				     "{field} is {state}")),
		  "");
	CHECK_STR(body_problems(
			  SAYS("{all: [{requires: {in: card}}, {none: [{absent: {fact: pii}}]}]}",
			       "{field}")),
		  SAYS_AT "10-19: '{field}' is not said by every check that may report: not by "
			  "'none'\n");
}
