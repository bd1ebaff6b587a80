/* SPDX-License-Identifier: Apache-2.0
 *
 * `when`: what holds, what does not, and what cannot be said.
 */
#include "unit/check/judging.h"

/* Whether the conditions hold for a system with these facts: "found", "not applicable" or the reason. */
static const char *
when(const char *conditions, const char *facts)
{
	struct arena *arena = test_arena();
	char *rule = arena_print(arena,
				 "kind: system\nmessage: found\nwhen: %s\n"
				 "check: {requires: {fields: [description]}}\n",
				 conditions);
	char *record = arena_print(arena, "{path: r, facts: %s}", facts);
	const char *result = judged(rule, record);

	return str_starts(str_of(result), STR("r:1:1: found")) ? "holds" : result;
}

#define NO          "not applicable"
#define UNKNOWN(of) "not verified: " of

TEST(check_predicate, orders_numbers_across_types)
{
	CHECK_STR(when("{risk_score: {at_least: 5}}", "{risk_score: 5}"), "holds");
	CHECK_STR(when("{risk_score: {at_least: 5}}", "{risk_score: 4}"), NO);
	CHECK_STR(when("{risk_score: {at_least: 4.5}}", "{risk_score: 5}"), "holds");
	CHECK_STR(when("{risk_score: {at_most: 5}}", "{risk_score: 5}"), "holds");
	CHECK_STR(when("{risk_score: {at_most: 5}}", "{risk_score: 6}"), NO);
	CHECK_STR(when("{risk_score: {above: 5}}", "{risk_score: 5}"), NO);
	CHECK_STR(when("{risk_score: {above: 5}}", "{risk_score: 5.1}"), "holds");
	CHECK_STR(when("{risk_score: {below: 5}}", "{risk_score: 5}"), NO);
	CHECK_STR(when("{risk_score: {below: 5}}", "{risk_score: 4}"), "holds");
	CHECK_STR(when("{risk_score: {equals: 5}}", "{risk_score: 5.0}"), "holds");
	CHECK_STR(when("{risk_score: {equals: 5}}", "{risk_score: 6}"), NO);
	CHECK_STR(when("{risk_score: {at_least: 2, at_most: 4}}", "{risk_score: 3}"), "holds");
	CHECK_STR(when("{risk_score: {at_least: 2, at_most: 4}}", "{risk_score: 5}"), NO);
}

TEST(check_predicate, orders_tiers_by_rank_not_by_letter)
{
	CHECK_STR(when("{risk_tier: {at_least: high}}", "{risk_tier: critical}"), "holds");
	CHECK_STR(when("{risk_tier: {at_least: high}}", "{risk_tier: high}"), "holds");
	CHECK_STR(when("{risk_tier: {at_least: high}}", "{risk_tier: medium}"), NO);
	CHECK_STR(when("{risk_tier: {below: medium}}", "{risk_tier: low}"), "holds");
	CHECK_STR(when("{risk_tier: {equals: low}}", "{risk_tier: low}"), "holds");
	CHECK_STR(when("{risk_tier: {equals: low}}", "{risk_tier: high}"), NO);
	CHECK_STR(when("{risk_tier: {one_of: [low, high]}}", "{risk_tier: high}"), "holds");
	CHECK_STR(when("{risk_tier: {one_of: [low, high]}}", "{risk_tier: medium}"), NO);
	CHECK_STR(when("{declared_tier: {at_least: low}}", "{declared_tier: High}"),
		  UNKNOWN("'declared_tier' compares with 'High', which is no tier: "
			  "did you mean 'high'?"));
	CHECK_STR(when("{declared_tier: {equals: low}}", "{declared_tier: 3}"),
		  UNKNOWN("'declared_tier' is not a number"));
	CHECK_STR(when("{declared_tier: {equals: low}}", "{declared_tier: true}"),
		  UNKNOWN("'declared_tier' is not the name of a tier"));
}

TEST(check_predicate, orders_stages)
{
	CHECK_STR(when("{stage: {at_least: production}}", "{stage: deprecated}"), "holds");
	CHECK_STR(when("{stage: {at_least: production}}", "{stage: development}"), NO);
	CHECK_STR(when("{stage: {at_least: production}}", "{stage: live}"),
		  UNKNOWN("'stage' compares with 'live', which is no stage"));
}

TEST(check_predicate, orders_dates)
{
	CHECK_STR(when("{deployment_date: {below: 2026-03-01}}", "{deployment_date: 2026-02-28}"),
		  "holds");
	CHECK_STR(when("{deployment_date: {below: 2026-03-01}}", "{deployment_date: 2026-03-01}"),
		  NO);
	CHECK_STR(when("{deployment_date: {equals: 2026-03-01}}", "{deployment_date: 2026-03}"),
		  "holds");
	CHECK_STR(when("{deployment_date: {below: 2026-03-01}}", "{deployment_date: soon}"),
		  UNKNOWN("'deployment_date' is not a date (YYYY-MM-DD)"));
	CHECK_STR(when("{deployment_date: {below: 2026-03-01}}", "{deployment_date: 5}"),
		  UNKNOWN("'deployment_date' is not a date (YYYY-MM-DD)"));
}

TEST(check_predicate, knows_words_and_truth)
{
	CHECK_STR(when("{owner_team: {equals: a}}", "{owner_team: a}"), "holds");
	CHECK_STR(when("{owner_team: {equals: a}}", "{owner_team: A}"), NO);
	CHECK_STR(when("{owner_team: {one_of: [a, b]}}", "{owner_team: b}"), "holds");
	CHECK_STR(when("{owner_team: {one_of: [a, b]}}", "{owner_team: c}"), NO);
	CHECK_STR(when("{owner_team: {matches: \"^a+$\"}}", "{owner_team: aaa}"), "holds");
	CHECK_STR(when("{owner_team: {matches: \"^a+$\"}}", "{owner_team: aab}"), NO);
	CHECK_STR(when("{user_facing: {equals: true}}", "{user_facing: true}"), "holds");
	CHECK_STR(when("{user_facing: {equals: true}}", "{user_facing: false}"), NO);
}

TEST(check_predicate, does_not_take_another_type_for_false)
{
	CHECK_STR(when("{user_facing: {equals: true}}", "{user_facing: \"yes\"}"),
		  UNKNOWN("'user_facing' is string and cannot be compared with bool"));
	CHECK_STR(when("{owner_team: {equals: a}}", "{owner_team: [a]}"),
		  UNKNOWN("'owner_team' is list and cannot be compared with string"));
	CHECK_STR(when("{owner_team: {one_of: [a]}}", "{owner_team: 5}"),
		  UNKNOWN("'owner_team' is int and cannot be compared with string"));
	CHECK_STR(when("{owner_team: {matches: a}}", "{owner_team: 5}"),
		  UNKNOWN("'owner_team' is int, not a string"));
	CHECK_STR(when("{risk_score: {at_least: 5}}", "{risk_score: \"9\"}"),
		  UNKNOWN("'risk_score' is not a number"));
	CHECK_STR(when("{risk_score: {at_least: 5}}", "{risk_score: .nan}"),
		  UNKNOWN("'risk_score' has no order (NaN)"));
	CHECK_STR(when("{risk_score: {equals: 5}}", "{risk_score: .nan}"),
		  UNKNOWN("'risk_score' has no order (NaN)"));
}

TEST(check_predicate, does_not_take_null_for_false)
{
	static const char *const conditions[] = {
		"{risk_score: {at_least: 5}}", "{risk_score: {at_most: 5}}",
		"{risk_score: {above: 5}}",    "{risk_score: {below: 5}}",
		"{risk_score: {equals: 5}}",   "{risk_score: {one_of: [5]}}",
	};

	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		CHECK_STR(when(conditions[i], "{risk_score: null}"),
			  UNKNOWN("'risk_score' is not given"));
		CHECK_STR(when(conditions[i], "{}"), UNKNOWN("'risk_score' is not given"));
		CHECK_STR(when(conditions[i], "{risk_score: {unknown: a dimension is missing}}"),
			  UNKNOWN("a dimension is missing"));
	}
	CHECK_STR(when("{owner_team: {matches: a}}", "{}"), UNKNOWN("'owner_team' is not given"));
}

TEST(check_predicate, asks_by_is_set)
{
	CHECK_STR(when("{risk_score: {is_set: true}}", "{risk_score: 0}"), "holds");
	CHECK_STR(when("{risk_score: {is_set: true}}", "{risk_score: null}"), NO);
	CHECK_STR(when("{risk_score: {is_set: false}}", "{}"), "holds");
	CHECK_STR(when("{risk_score: {is_set: false}}", "{risk_score: 3}"), NO);
	CHECK_STR(when("{risk_score: {is_set: true}}", "{risk_score: {unknown: why}}"),
		  UNKNOWN("why"));
}

TEST(check_predicate, asks_in_the_order_of_writing)
{
	CHECK_STR(when("{risk_score: {is_set: true, at_least: 5}}", "{}"), NO);
	CHECK_STR(when("{user_facing: {equals: true}, risk_score: {at_least: 5}}",
		       "{user_facing: false}"),
		  NO);
	CHECK_STR(when("{risk_score: {at_least: 5}, user_facing: {equals: true}}",
		       "{user_facing: false}"),
		  UNKNOWN("'risk_score' is not given"));
}

TEST(check_predicate, cannot_say_when_a_match_takes_too_long)
{
	struct arena *arena = test_arena();
	struct buf text;
	const char *result;

	buf_init(&text, arena, 1 << 20);
	buf_add(&text, STR("{owner_team: \""));
	for (int i = 0; i < 60000; i++)
		buf_byte(&text, 'a');
	buf_add(&text, STR("\"}"));
	result = when("{owner_team: {matches: \"^(a|a|aa|a?)*(a|aa)*(a|aa)*b$\"}}",
		      str_copy(arena, buf_str(&text)));
	CHECK(!str_is(str_of(result), "holds"));
	CHECK(!str_is(str_of(result), NO));
}

#define DATASET(when)                                                                              \
	"kind: dataset\nmessage: found\nwhen: " when "\ncheck: {requires: {fields: [columns]}}\n"

TEST(check_predicate, takes_an_absent_system_for_the_most_dangerous)
{
	CHECK_STR(judged(DATASET("{system.risk_tier: {at_least: critical}}"), "{facts: {}}"),
		  "data/a.csv:1:1: found <columns>\n");
	CHECK_STR(judged(DATASET("{system.risk_tier: {below: critical}}"), "{facts: {}}"), NO);
	CHECK_STR(judged(DATASET("{system.risk_tier: {at_least: high}}"),
			 "{facts: {}, system: {facts: {id: S-1, risk_tier: low}}}"),
		  NO);
	CHECK_STR(judged(DATASET("{system.risk_tier: {at_least: high}}"),
			 "{facts: {}, system: {facts: {id: S-1, risk_tier: {unknown: no score}}}}"),
		  UNKNOWN("no score"));
	CHECK_STR(judged(DATASET("{system.stage: {equals: production}}"), "{facts: {}}"),
		  UNKNOWN("'system.stage' cannot be read: there is no system"));
	CHECK_STR(judged(DATASET("{system: {is_set: true}, system.stage: {equals: production}}"),
			 "{facts: {}}"),
		  NO);
	CHECK_STR(judged(DATASET("{system: {is_set: false}}"), "{facts: {}}"),
		  "data/a.csv:1:1: found <columns>\n");
}

TEST(check_predicate, does_not_read_what_is_not_there)
{
	CHECK_STR(judged(DATASET("{card.use: {equals: training}}"), "{facts: {}}"),
		  UNKNOWN("'card.use' cannot be read: there is no card"));
	CHECK_STR(judged(DATASET("{card.use: {is_set: false}}"), "{facts: {}}"),
		  UNKNOWN("'card.use' cannot be read: there is no card"));
	CHECK_STR(judged(DATASET("{card: {is_set: true}}"), "{facts: {}}"), NO);
	CHECK_STR(judged(DATASET("{card.use: {equals: training}}"),
			 "{facts: {}, related: {card: {facts: {use: training}}}}"),
		  "data/a.csv:1:1: found <columns>\n");
}
