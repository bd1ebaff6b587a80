/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters: their declaration, their use, and the values that packs and teams give them.
 */
#include "unit/policy/loading.h"

#define PARAMS(params)                                                                             \
	"kind: dataset\nmessage: m\nparams: " params "\n"                                          \
	"check: {absent: {fact: pii, tolerate: $tolerate}}\n"
#define AT(place) RULE_PATH ":9:" place ": "

TEST(policy_load_params, must_be_used)
{
	CHECK_STR(body_problems(PARAMS(
			  "{tolerate: {type: int, stricter: lower}, spare: {type: string}}")),
		  AT("50-55") "parameter 'spare' is never used\n");
}

TEST(policy_load_params, is_not_used_by_being_told)
{
	CHECK_STR(body_problems("kind: dataset\nmessage: \"{$spare}\"\n"
				"params: {spare: {type: string}}\ncheck: {requires: {in: card}}\n"),
		  AT("10-15") "parameter 'spare' is never used\n");
}

TEST(policy_load_params, are_suggested)
{
	CHECK_STR(body_problems(PARAMS("{tolerat: {type: int, stricter: lower}}")),
		  RULE_PATH ":10:39-48: unknown parameter '$tolerate' [did you mean "
			    "'tolerat'?]\n");
}

TEST(policy_load_params, have_types)
{
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: integer}}")),
		  AT("27-34") "'type' cannot be 'integer' [known words: bool, int, number, string, "
			      "enum, "
			      "date, duration, glob, role, list, map]\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: string}}")),
		  RULE_PATH ":10:39-48: 'tolerate' takes a parameter of type int, not string\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {default: 3}}")),
		  AT("20-32") "a parameter needs 'type': what its value is\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, default: many, stricter: lower}}")),
		  AT("41-45") "'tolerate' takes an integer, not 'many'\n");
	CHECK_STR(body_problems(
			  PARAMS("{tolerate: {type: int, default: -1, min: 0, stricter: lower}}")),
		  AT("41-43") "'tolerate' is at least 0\n");
	CHECK_STR(body_problems(
			  PARAMS("{tolerate: {type: int, default: 9, max: 3, stricter: lower}}")),
		  AT("41-42") "'tolerate' is at most 3\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, min: a, stricter: lower}}")),
		  AT("37-38") "'min' takes an integer, not a string\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, min: 5, max: 3, stricter: lower}}")),
		  AT("45-46") "'max' is below 'min': nothing is between them\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, stricter: subset}}")),
		  AT("42-48") "'stricter: subset' does not go with type int\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, stricter: lowr}}")),
		  AT("42-46") "'stricter' takes a word or a list, not 'lowr' [did you mean "
			      "'lower'?]\n");
	CHECK_STR(body_problems(PARAMS("{tolerate: {type: int, of: string, stricter: lower}}")),
		  AT("32-34") "'of' does not go with type int\n");
	CHECK_STR(
		body_problems(PARAMS("{Tolerate: {type: int, stricter: lower}}")),
		AT("10-18") "'Tolerate' is no name for a parameter [lower-case letters, digits and "
			    "'_']\n" RULE_PATH
			    ":10:39-48: unknown parameter '$tolerate' [did you mean "
			    "'Tolerate'?]\n");
}

#define USE(params, when)                                                                          \
	"kind: dataset\nmessage: m\nparams: " params "\nwhen: " when                               \
	"\ncheck: {requires: {in: card}}\n"

TEST(policy_load_params, go_with_what_they_are_compared_with)
{
	CHECK_STR(body_problems(USE("{p: {type: list, of: string, stricter: subset}}",
				    "{use: {one_of: $p}}")),
		  "");
	CHECK_STR(body_problems(USE("{p: {type: list, of: int, stricter: subset}}",
				    "{use: {one_of: $p}}")),
		  RULE_PATH
		  ":10:22-24: '$p' is a parameter of type list and does not go with 'use' "
		  "(one_of: a string)\n");
	CHECK_STR(body_problems(
			  USE("{p: {type: bool, stricter: [true, false]}}", "{use: {equals: $p}}")),
		  RULE_PATH
		  ":10:22-24: '$p' is a parameter of type bool and does not go with 'use' "
		  "(equals: a string)\n");
	CHECK_STR(body_problems(USE("{p: {type: string}}", "{use: {one_of: [$p]}}")), RULE_PATH
		  ":10:23-25: a parameter cannot be one of several values [one_of: $name takes "
		  "a list as a parameter]\n");
	CHECK_STR(
		body_problems(USE("{p: {type: enum, values: [a, b], default: c, stricter: [a, b]}}",
				  "{use: {equals: $p}}")),
		RULE_PATH ":9:51-52: 'p' cannot be 'c' [known words: a, b]\n");
	CHECK_STR(body_problems(USE("{p: {type: enum, stricter: []}}", "{use: {equals: $p}}")),
		  RULE_PATH ":9:10-11: an enum lists its 'values' [values: [a, b]]\n");
	CHECK_STR(body_problems(USE("{p: {type: list, stricter: subset}}", "{use: {one_of: $p}}")),
		  RULE_PATH ":9:10-11: a parameter of type list says what it is made of [of: "
			    "string]\n");
	CHECK_STR(body_problems(USE("{p: {type: enum, values: [a, b], stricter: [a]}}",
				    "{use: {equals: $p}}")),
		  RULE_PATH ":9:52-55: 'stricter' leaves out 'b'\n");
	CHECK_STR(body_problems(USE("{p: {type: bool, stricter: [true]}}", "{use: {is_set: $p}}")),
		  RULE_PATH ":9:36-42: 'stricter' of a bool is [false, true] or [true, false]\n");
}

TEST(policy_load_params, say_which_value_is_the_stricter)
{
	static const char *const types[] = {
		"int",
		"number",
		"date",
		"duration",
		"list, of: string",
		"map, of: string",
		"bool",
		"enum, values: [a]",
	};
	static const char *const free_types[] = {"string", "glob", "role"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		char *body = arena_print(test_arena(),
					 USE("{p: {type: %s}}", "{use: {equals: $p}}"), types[i]);

		CHECK(str_find(
			      str_of(body_problems(body)),
			      STR(":9:10-11: parameter 'p' does not say which of two values is the "
				  "stricter [stricter: ")) != SIZE_MAX);
	}
	for (size_t i = 0; i < sizeof free_types / sizeof *free_types; i++) {
		char *body =
			arena_print(test_arena(), USE("{p: {type: %s}}", "{use: {is_set: true}}"),
				    free_types[i]);

		CHECK(str_find(str_of(body_problems(body)), STR("stricter")) == SIZE_MAX);
	}
}

TEST(policy_load_params, writes_a_dollar_twice_for_itself)
{
	struct arena *arena = test_arena();
	struct rule rule;

	CHECK_OK(policy_load_rule(RULE_PATH,
				  STR(RULE_HEAD
				      "kind: dataset\nmessage: m\ncheck: {requires: {in: card}}\n"
				      "when: {use: {equals: $$x}}\n"),
				  &limits_default, arena, &rule));
	CHECK_SLICE(rule.when.conditions[0].operand.constant.string, "$x");
}
