/* SPDX-License-Identifier: Apache-2.0
 *
 * The check count: what it finds, what it lets be, what it does not decide.
 */
#include "unit/check/judging.h"

#define RULE(check) "kind: dataset\nmessage: \"{count} columns\"\ncheck: {count: " check "}\n"
#define FACTS       "{facts: {columns: [{name: a}, {name: b}, {name: c}]}}"

TEST(check_count, finds_a_number_outside)
{
	CHECK_STR(judged(RULE("{fact: columns, at_least: 3}"), FACTS), "");
	CHECK_STR(judged(RULE("{fact: columns, at_least: 4}"), FACTS),
		  "data/a.csv:1:1: 3 columns\n");
	CHECK_STR(judged(RULE("{fact: columns, at_most: 3}"), FACTS), "");
	CHECK_STR(judged(RULE("{fact: columns, at_most: 2}"), FACTS),
		  "data/a.csv:1:1: 3 columns\n");
	CHECK_STR(judged(RULE("{fact: columns, at_least: 1, at_most: 3}"), FACTS), "");
}

TEST(check_count, counts_what_matches)
{
	CHECK_STR(judged(RULE("{fact: columns, where: {name: {matches: \"^[ab]$\"}}, at_least: 3}"),
			 FACTS),
		  "data/a.csv:1:1: 2 columns\n");
	CHECK_STR(judged(RULE("{fact: columns, at_least: 1}"), "{facts: {columns: []}}"),
		  "data/a.csv:1:1: 0 columns\n");
}

TEST(check_count, does_not_count_what_it_does_not_know)
{
	CHECK_STR(judged(RULE("{fact: columns, at_most: 3}"), "{facts: {}}"),
		  "not verified: 'columns' is not given");
	CHECK_STR(judged(RULE("{fact: columns, where: {name: {equals: a}}, at_most: 3}"),
			 "{facts: {columns: [{}]}}"),
		  "not verified: 'name' is not given");
}
