/* SPDX-License-Identifier: Apache-2.0
 *
 * The check compare: what it finds, what it lets be, what it does not decide.
 */
#include "unit/check/judging.h"

#define RULE(check)                                                                                \
	"kind: system\nmessage: \"{value} where {expected} was expected\"\ncheck: " check "\n"

TEST(check_compare, compares_with_a_constant)
{
	CHECK_STR(judged(RULE("{compare: {fact: risk_score, at_most: 5}}"),
			 "{path: r, facts: {id: S, risk_score: 9}}"),
		  "r:1:38: 9 where 5 was expected (S)\n");
	CHECK_STR(judged(RULE("{compare: {fact: risk_score, at_most: 9}}"),
			 "{path: r, facts: {id: S, risk_score: 9}}"),
		  "");
}

TEST(check_compare, compares_with_a_parameter)
{
	CHECK_STR(judged("kind: system\nmessage: \"{value} > {$most}\"\nparams: {most: {type: int, "
			 "stricter: lower, default: 5}}\ncheck: {compare: {fact: risk_score, "
			 "at_most: $most}}\n",
			 "{path: r, facts: {id: S, risk_score: 9}}"),
		  "r:1:38: 9 > 5 (S)\n");
}

TEST(check_compare, compares_with_another_fact)
{
	static const char rule[] =
		RULE("{compare: {fact: declared_tier, at_least: true, to: risk_tier}}");

	CHECK_STR(judged(rule, "{path: r, facts: {id: S, declared_tier: low, risk_tier: high}}"),
		  "r:1:41: low where high was expected (S)\n");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, declared_tier: high, risk_tier: high}}"),
		  "");
	CHECK_STR(judged(rule, "{path: r, facts: {declared_tier: critical, risk_tier: high}}"), "");
	CHECK_STR(judged(rule, "{facts: {declared_tier: low}}"),
		  "not verified: 'risk_tier' is not given");
	CHECK_STR(judged(rule, "{facts: {risk_tier: low}}"),
		  "not verified: 'declared_tier' is not given");
	CHECK_STR(judged(rule, "{facts: {declared_tier: lwo, risk_tier: low}}"),
		  "not verified: 'declared_tier' compares with 'lwo', which is no tier: "
		  "did you mean 'low'?");
	CHECK_STR(judged(rule, "{facts: {declared_tier: low, risk_tier: {unknown: no score}}}"),
		  "not verified: no score");
}

TEST(check_compare, means_equals_when_it_says_nothing_else)
{
	static const char rule[] = RULE("{compare: {fact: risk_score, to: risk_score_max}}");

	CHECK_STR(judged(rule, "{facts: {risk_score: 3, risk_score_max: 3}}"), "");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, risk_score: 2, risk_score_max: 3}}"),
		  "r:1:38: 2 where 3 was expected (S)\n");
}

TEST(check_compare, joins_with_one_of_and_matches)
{
	CHECK_STR(judged(RULE("{one_of: {fact: owner_team, values: [a, b]}}"),
			 "{path: r, facts: {id: S, owner_team: c}}"),
		  "r:1:38: c where a, b was expected (S)\n");
	CHECK_STR(judged(RULE("{one_of: {fact: owner_team, values: [a, b]}}"),
			 "{facts: {owner_team: b}}"),
		  "");
	CHECK_STR(judged(RULE("{one_of: {fact: owner_team, values: [a, b]}}"), "{facts: {}}"),
		  "not verified: 'owner_team' is not given");
	CHECK_STR(judged(RULE("{matches: {fact: owner_team, pattern: \"^[a-c]$\"}}"),
			 "{facts: {owner_team: c}}"),
		  "");
	CHECK_STR(judged(RULE("{matches: {fact: owner_team, pattern: \"^[a-c]$\"}}"),
			 "{path: r, facts: {id: S, owner_team: d}}"),
		  "r:1:38: d where ^[a-c]$ was expected (S)\n");
	CHECK_STR(judged(RULE("{matches: {fact: owner_team, pattern: \"^[a-c]$\"}}"),
			 "{facts: {owner_team: 1}}"),
		  "not verified: 'owner_team' is int, not a string");
}

TEST(check_compare, matches_a_parameter)
{
	static const char rule[] =
		"kind: system\nmessage: \"{value}\"\nparams: {shape: {type: string, "
		"default: \"^x\"}}\ncheck: {matches: {fact: owner_team, pattern: "
		"$shape}}\n";

	CHECK_STR(judged(rule, "{facts: {owner_team: xy}}"), "");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, owner_team: yx}}"), "r:1:38: yx (S)\n");
}
