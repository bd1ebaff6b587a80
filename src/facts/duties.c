/* SPDX-License-Identifier: Apache-2.0
 *
 * The kinds `control`, `gate` and `requirement`: what packs ask of a system, one artifact for each that
 * it owes. They are in no file: weigh/ makes them, with all their facts, once everything else is judged.
 */
#include "facts/facts.h"

static struct err *
not_weighed(struct view *view, struct artifact *artifact)
{
	return err_new(view->scratch, "%.*s has not been weighed", STR_ARG(artifact->id));
}

static const char *const statuses[] = {
	"met", "not_met", "not_evidenced", "expired", "not_applicable", "not_verified", NULL};

static const char *const gate_statuses[] = {"approved", "not_required", "blocked", "remediation",
					    NULL};

#define FACT(fact, kind, text)                                                                     \
	{                                                                                          \
		.name = fact, .type = kind, .summary = text, .compute = not_weighed                \
	}

static const struct fact_def missing_fields[] = {
	{.name = "id", .type = FACT_STRING, .summary = "the evidence item", .subject = true},
	{.name = "status",
	 .type = FACT_STRING,
	 .summary = "what it is instead of met",
	 .values = statuses},
	{.name = "reason", .type = FACT_STRING, .summary = "why"},
	{.name = "line", .type = FACT_INT, .summary = "where its entry stands"},
	{.name = "column", .type = FACT_INT, .summary = "where its entry stands"},
	{0},
};

#define STATUS                                                                                     \
	{                                                                                          \
		.name = "status", .type = FACT_STRING,                                             \
		.summary = "met, or the first that holds of not_verified, not_met, expired, "      \
			   "not_evidenced; or not_applicable",                                     \
		.required = true, .values = statuses, .compute = not_weighed                       \
	}

#define MISSING                                                                                    \
	{                                                                                          \
		.name = "missing", .type = FACT_LIST, .summary = "the items that are not met",     \
		.fields = missing_fields, .required = true, .compute = not_weighed                 \
	}

#define REASON FACT("reason", FACT_STRING, "what is missing, in words; null where nothing is")

static const struct fact_def control_facts[] = {
	FACT("id", FACT_STRING, "the control's name"),
	FACT("title", FACT_STRING, "what it is, in full"),
	STATUS,
	MISSING,
	REASON,
	FACT("evidence", FACT_STRING, "the path that proves it, or null"),
	{0},
};

const struct kind facts_control = {
	.name = "control",
	.summary = "what the risk tier of a system asks for, weighed by its evidence",
	.facts = control_facts,
	.weighed = true,
};

static const struct fact_def gate_facts[] = {
	FACT("id", FACT_STRING, "the gate's name"),
	FACT("title", FACT_STRING, "what it is, in full"),
	{.name = "status",
	 .type = FACT_STRING,
	 .summary = "approved, not_required, blocked or remediation",
	 .required = true,
	 .values = gate_statuses,
	 .compute = not_weighed},
	FACT("verdict", FACT_STRING, "the same as a sentence"),
	FACT("from", FACT_STAGE, "the stage before it"),
	FACT("to", FACT_STAGE, "the stage behind it"),
	FACT("blocking", FACT_BOOL, "whether a system may not stand behind it with a gap"),
	FACT("reached", FACT_BOOL, "whether the system's stage is at or past `to`"),
	MISSING,
	REASON,
	FACT("missing_artifacts", FACT_LIST, "documents that are not there"),
	FACT("missing_approvals", FACT_LIST, "roles that have not approved"),
	FACT("failed_tests", FACT_LIST, "tests that are not passed"),
	FACT("remediation_owner", FACT_STRING, "who mends what is missing, or null"),
	FACT("remediation_due", FACT_DATE, "until when, or null"),
	FACT("remediation_overdue", FACT_BOOL, "that day is over"),
	{0},
};

const struct kind facts_gate = {
	.name = "gate",
	.summary = "what stands between two stages of a system's life",
	.facts = gate_facts,
	.weighed = true,
};

static const struct fact_def requirement_facts[] = {
	FACT("id", FACT_STRING, "the requirement's name"),
	FACT("title", FACT_STRING, "what it is about"),
	FACT("framework", FACT_STRING, "the law or framework that asks"),
	FACT("pack", FACT_STRING, "the pack that says so"),
	FACT("article", FACT_STRING, "where it stands there, or null"),
	STATUS,
	MISSING,
	REASON,
	FACT("manual", FACT_BOOL, "only a person can judge it"),
	FACT("upcoming", FACT_BOOL, "it is adopted, and does not bind yet"),
	FACT("applies_from", FACT_DATE, "from when on it binds, or null"),
	{0},
};

const struct kind facts_requirement = {
	.name = "requirement",
	.summary = "what a framework asks of a system, weighed by its evidence",
	.facts = requirement_facts,
	.weighed = true,
};
