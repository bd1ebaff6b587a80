/* SPDX-License-Identifier: Apache-2.0
 *
 * The check requires: what it finds, what it lets be, what it does not decide.
 */
#include "unit/check/judging.h"

#define SYSTEM(fields)                                                                             \
	"kind: system\nmessage: \"{field} is {state}\"\ncheck: {requires: {fields: " fields "}}\n"

TEST(check_requires, finds_what_is_missing_empty_or_a_placeholder)
{
	CHECK_STR(judged(SYSTEM("[name, owner_team, stage, incident_contact]"),
			 "path: governance/registry.yaml\n"
			 "facts:\n"
			 "  id: S-1\n"
			 "  name: Screener\n"
			 "  stage: \"  \"\n"
			 "  incident_contact: TBD\n"),
		  "governance/registry.yaml:1:1: owner_team is missing <owner_team> (S-1)\n"
		  "governance/registry.yaml:5:10: stage is empty <stage> (S-1)\n"
		  "governance/registry.yaml:6:21: incident_contact is a placeholder "
		  "<incident_contact> (S-1)\n");
}

TEST(check_requires, takes_zero_false_and_words_for_something)
{
	CHECK_STR(judged(SYSTEM("[name, user_facing, risk_score]"),
			 "facts: {name: No N/A rows, user_facing: false, risk_score: 0}\n"),
		  "");
}

TEST(check_requires, looks_into_lists)
{
	CHECK_STR(judged(SYSTEM("[regulatory_scope]"), "{path: r, facts: {regulatory_scope: []}}"),
		  "r:1:37: regulatory_scope is empty <regulatory_scope> (r)\n");
	CHECK_STR(judged(SYSTEM("[regulatory_scope]"),
			 "{path: r, facts: {regulatory_scope: [\"\", TODO]}}"),
		  "r:1:37: regulatory_scope is a placeholder <regulatory_scope> (r)\n");
	CHECK_STR(judged(SYSTEM("[regulatory_scope]"),
			 "{path: r, facts: {regulatory_scope: [GDPR]}}"),
		  "");
}

TEST(check_requires, does_not_take_unknown_for_given)
{
	CHECK_STR(judged(SYSTEM("[name, risk_tier]"),
			 "{facts: {name: a, risk_tier: {unknown: not computable}}}"),
		  "not verified: not computable");
}

#define CARD(check) "kind: dataset\nmessage: \"{field} is {state}\"\ncheck: {requires: " check "}\n"

TEST(check_requires, finds_a_related_artifact_that_is_not_there)
{
	CHECK_STR(judged(CARD("{in: card}"), "{facts: {}}"),
		  "data/a.csv:1:1: card is missing <card>\n");
	CHECK_STR(judged(CARD("{in: card}"), "{facts: {}, related: {card: {facts: {}}}}"), "");
	CHECK_STR(judged(CARD("{in: card, fields: [description]}"), "{facts: {}}"),
		  "data/a.csv:1:1: card is missing <card>\n");
	CHECK_STR(judged(CARD("{in: system}"), "{facts: {}}"),
		  "data/a.csv:1:1: system is missing <system>\n");
	CHECK_STR(judged(CARD("{in: system}"), "{facts: {}, system: {facts: {id: S-1}}}"), "");
}

TEST(check_requires, points_into_the_file_that_holds_the_fields)
{
	struct court court;

	if (!court_open(&court, CARD("{in: card, fields: [description, use]}"),
			"facts: {}\n"
			"related:\n"
			"  card:\n"
			"    path: data/a.card.yaml\n"
			"    text: \"one\\ntwo\\nthree\\nfour\\nfive\\nsix\\nuse TODO\\n\"\n"
			"    facts:\n"
			"      use: TODO\n",
			NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_STR(court_findings(&court),
		  "data/a.card.yaml:1:1: description is missing <description>\n"
		  "data/a.card.yaml:7:12: use is a placeholder <use>\n");
	CHECK_SLICE(court.findings.items[1].excerpt, "use TODO");
	CHECK_SLICE(court.findings.items[1].help, "mend it");
	CHECK(court.findings.items[1].severity == SEVERITY_ERROR);
	CHECK_SLICE(court.findings.items[1].rule, "test/rule");
}

TEST(check_requires, takes_its_fields_from_a_parameter)
{
	CHECK_STR(judged("kind: system\nmessage: \"{field}\"\n"
			 "params: {owed: {type: list, of: string, stricter: superset, default: "
			 "[name, stage]}}\n"
			 "check: {requires: {fields: $owed}}\n",
			 "{path: r, facts: {id: S, name: a}}"),
		  "r:1:1: stage <stage> (S)\n");
}

TEST(check_requires, lets_a_given_list_be_empty)
{
	static const char rule[] = "kind: system\nmessage: \"{field} is {state}\"\n"
				   "check: {requires: {given: [regulatory_scope]}}\n";

	CHECK_STR(judged(rule, "{path: r, facts: {id: S, regulatory_scope: []}}"), "");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, regulatory_scope: [GDPR]}}"), "");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S}}"),
		  "r:1:1: regulatory_scope is missing <regulatory_scope> (S)\n");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, regulatory_scope: null}}"),
		  "r:1:44: regulatory_scope is missing <regulatory_scope> (S)\n");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, regulatory_scope: [\"\"]}}"),
		  "r:1:44: regulatory_scope is empty <regulatory_scope> (S)\n");
	CHECK_STR(judged(rule, "{path: r, facts: {id: S, regulatory_scope: TBD}}"),
		  "r:1:44: regulatory_scope is a placeholder <regulatory_scope> (S)\n");
}
