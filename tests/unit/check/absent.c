/* SPDX-License-Identifier: Apache-2.0
 *
 * The check absent: what it finds, what it lets be, what it does not decide.
 */
#include "unit/check/judging.h"

#define RULE(check)                                                                                \
	"kind: dataset\nmessage: \"{hit.field} {hit.count} of {count}\"\ncheck: {absent: " check   \
	"}\n"
#define PII                                                                                        \
	"facts:\n"                                                                                 \
	"  pii:\n"                                                                                 \
	"    - {field: mail, entity: email, count: 3, confidence: 0.9, protection: plain, line: "  \
	"2, "                                                                                      \
	"column: 3}\n"                                                                             \
	"    - {field: card, entity: payment_card, count: 1, confidence: 0.5, protection: "        \
	"masked, "                                                                                 \
	"line: 4, column: 1}\n"

TEST(check_absent, finds_each_element_that_matches)
{
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), PII),
		  "data/a.csv:2:3: mail 3 of 2 <mail>\n"
		  "data/a.csv:4:1: card 1 of 2 <card>\n");
	CHECK_STR(judged(RULE("{fact: pii, as: hit, where: {protection: {one_of: [plain, mixed]}, "
			      "confidence: {at_least: 0.6}}}"),
			 PII),
		  "data/a.csv:2:3: mail 3 of 1 <mail>\n");
	CHECK_STR(judged(RULE("{fact: pii, as: hit, where: {entity: {equals: iban}}}"), PII), "");
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), "{facts: {pii: []}}"), "");
}

TEST(check_absent, tolerates_so_many_and_no_more)
{
	CHECK_STR(judged(RULE("{fact: pii, as: hit, tolerate: 2}"), PII), "");
	CHECK_STR(judged(RULE("{fact: pii, as: hit, tolerate: 1}"), PII),
		  "data/a.csv:2:3: mail 3 of 2 <mail>\n"
		  "data/a.csv:4:1: card 1 of 2 <card>\n");
}

TEST(check_absent, does_not_take_an_unknown_list_for_an_empty_one)
{
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), "{facts: {}}"),
		  "not verified: 'pii' is not given");
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), "{facts: {pii: null}}"),
		  "not verified: 'pii' is not given");
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), "{facts: {pii: {unknown: cannot read}}}"),
		  "not verified: cannot read");
	CHECK_STR(judged(RULE("{fact: pii, as: hit}"), "{facts: {pii: many}}"),
		  "not verified: 'pii' is string, not a list");
}

TEST(check_absent, does_not_take_an_element_it_cannot_judge_for_harmless)
{
	CHECK_STR(judged(RULE("{fact: pii, as: hit, where: {confidence: {at_least: 0.6}}}"),
			 "{facts: {pii: [{field: a, count: 1}]}}"),
		  "not verified: 'confidence' is not given");
	CHECK_STR(judged(RULE("{fact: pii, as: hit, where: {confidence: {at_least: 0.6}}}"),
			 "{facts: {pii: [{field: a, confidence: sure}]}}"),
		  "not verified: 'confidence' is not a number");
}

TEST(check_absent, never_quotes_a_line_of_data)
{
	struct court court;

	if (!court_open(&court, RULE("{fact: pii, as: hit}"),
			"text: \"secret\\nsecret\\nsecret\\nsecret\\n\"\n" PII, NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_INT((int64_t)court.findings.count, 2);
	CHECK(!court.findings.items[0].excerpt.data);
}

TEST(check_absent, keeps_so_many_findings_and_counts_the_rest)
{
	struct limits limits = limits_default;
	struct court court;

	if (!court_open(&court, RULE("{fact: pii, as: hit}"), PII, NULL))
		return;
	limits.findings = 1;
	court.view.limits = &limits;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_INT((int64_t)court.findings.count, 1);
	CHECK_INT((int64_t)court.item.found, 2);
}

TEST(check_absent, calls_scalars_value)
{
	CHECK_STR(
		judged("kind: system\nmessage: \"{it}\"\ncheck: {absent: {fact: regulatory_scope, "
		       "as: it, where: {value: {equals: GDPR}}}}\n",
		       "{path: r, facts: {id: S, regulatory_scope: [CCPA, GDPR]}}"),
		"r:1:51: GDPR <GDPR> (S)\n");
}
