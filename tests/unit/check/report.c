/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages and findings.
 */
#include "unit/check/judging.h"

TEST(check_report, fills_every_kind_of_hole)
{
	CHECK_STR(judged("kind: dataset\n"
			 "message: \"{{{hit.field}} {count} {use} {card.use} {system.name} {$most} "
			 "{rows}\"\n"
			 "params: {most: {type: int, stricter: lower, default: 0}}\n"
			 "check: {absent: {fact: pii, as: hit, tolerate: $most}}\n",
			 "facts: {use: training, pii: [{field: a}]}\n"
			 "related: {card: {facts: {use: other}}}\n"
			 "system: {facts: {id: S-1, name: Screener}}\n"),
		  "data/a.csv:1:1: {a} 1 training other Screener 0 nothing <a> (S-1)\n");
}

TEST(check_report, says_unknown_where_a_fact_is_unknown)
{
	CHECK_STR(judged("kind: dataset\nmessage: \"{use} {card.use} {system.risk_tier}\"\ncheck: "
			 "{requires: {fields: [columns]}}\n",
			 "{facts: {use: {unknown: why}}}"),
		  "data/a.csv:1:1: unknown unknown critical <columns>\n");
}

TEST(check_report, bounds_what_a_value_may_take)
{
	struct arena *arena = test_arena();
	struct buf text;
	const char *result;

	buf_init(&text, arena, 1 << 20);
	buf_add(&text, STR("facts: {use: \""));
	for (int i = 0; i < 100000; i++)
		buf_byte(&text, 'x');
	buf_add(&text, STR("\"}\n"));
	result = judged(
		"kind: dataset\nmessage: \"{use}\"\ncheck: {requires: {fields: [columns]}}\n",
		str_copy(arena, buf_str(&text)));
	CHECK(str_of(result).size < 300);
}

TEST(check_report, quotes_the_line_of_a_record)
{
	struct court court;

	if (!court_open(
		    &court,
		    "kind: system\nmessage: m\ncheck: {compare: {fact: risk_score, equals: 1}}\n",
		    "path: r\ntext: \"a\\r\\nb\\nc\\nd\\ne\"\nfacts:\n  id: S\n  risk_score: 2\n",
		    NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_INT((int64_t)court.findings.count, 1);
	CHECK_INT(court.findings.items[0].place.line, 5);
	CHECK_SLICE(court.findings.items[0].excerpt, "e");
	CHECK(court.findings.items[0].planned == court.item.planned);
}

TEST(check_report, finds_checks_by_name)
{
	CHECK(check_named(STR("absent")) != NULL);
	CHECK(check_named(STR("Absent")) == NULL);
	CHECK(check_named(STR("")) == NULL);
	for (size_t i = 0; checks[i]; i++) {
		CHECK(check_named(str_of(checks[i]->name)) == checks[i]);
		CHECK(checks[i]->summary[0] != '\0');
	}
}
