/* SPDX-License-Identifier: Apache-2.0
 *
 * all, any, none.
 */
#include "unit/check/judging.h"

#define RULE(check) "kind: system\nmessage: bad\ncheck: " check "\n"
#define A           "{requires: {fields: [name]}}"
#define B           "{requires: {fields: [owner_team]}}"
#define HAS_A       "{path: r, facts: {id: S, name: x}}"
#define HAS_B       "{path: r, facts: {id: S, owner_team: People}}"
#define HAS_BOTH    "{path: r, facts: {id: S, name: x, owner_team: People}}"
#define HAS_NONE    "{path: r, facts: {id: S}}"

TEST(check_node, all_tells_everything)
{
	static const char rule[] = RULE("{all: [" A ", " B "]}");

	CHECK_STR(judged(rule, HAS_BOTH), "");
	CHECK_STR(judged(rule, HAS_A), "r:1:1: bad <owner_team> (S)\n");
	CHECK_STR(judged(rule, HAS_NONE), "r:1:1: bad <name> (S)\nr:1:1: bad <owner_team> (S)\n");
}

TEST(check_node, any_tells_the_last)
{
	static const char rule[] = RULE("{any: [" A ", " B "]}");

	CHECK_STR(judged(rule, HAS_A), "");
	CHECK_STR(judged(rule, HAS_B), "");
	CHECK_STR(judged(rule, HAS_NONE), "r:1:1: bad <owner_team> (S)\n");
}

TEST(check_node, none_tells_the_artifact_once_for_each)
{
	static const char rule[] = RULE("{none: [" A ", " B "]}");

	CHECK_STR(judged(rule, HAS_NONE), "");
	CHECK_STR(judged(rule, HAS_A), "r:1:1: bad (S)\n");
	CHECK_STR(judged(rule, HAS_BOTH), "r:1:1: bad (S)\nr:1:1: bad (S)\n");
}

TEST(check_node, nests)
{
	static const char rule[] = RULE("{any: [{none: [" A "]}, " B "]}");

	CHECK_STR(judged(rule, HAS_NONE), "");
	CHECK_STR(judged(rule, HAS_BOTH), "");
	CHECK_STR(judged(rule, HAS_A), "r:1:1: bad <owner_team> (S)\n");
	CHECK_STR(judged(RULE("{none: [{none: [" A "]}]}"), HAS_NONE), "r:1:1: bad (S)\n");
	CHECK_STR(judged(RULE("{none: [{none: [" A "]}]}"), HAS_A), "");
	CHECK_STR(judged(RULE("{none: [{all: [" A ", " B "]}]}"), HAS_A), "");
	CHECK_STR(judged(RULE("{none: [{all: [" A ", " B "]}]}"), HAS_BOTH), "r:1:1: bad (S)\n");
}

TEST(check_node, never_lets_an_unknown_pass)
{
	static const char *const rules[] = {
		RULE("{all: [" A ", " B "]}"),
		RULE("{any: [" A ", " B "]}"),
		RULE("{none: [" A ", " B "]}"),
	};

	for (size_t i = 0; i < 3; i++)
		CHECK_STR(judged(rules[i], "{facts: {name: {unknown: why}, owner_team: People}}"),
			  "not verified: why");
	CHECK_STR(judged(RULE("{any: [{none: [" A "]}, " B "]}"),
			 "{facts: {name: {unknown: why}, owner_team: People}}"),
		  "not verified: why");
}

TEST(check_node, counts_nothing_twice)
{
	struct court court;

	if (!court_open(&court, RULE("{any: [" A ", " A ", " A ", " B "]}"), HAS_NONE, NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_INT((int64_t)court.item.found, 1);
	CHECK_INT((int64_t)court.item.muted, 0);
}
