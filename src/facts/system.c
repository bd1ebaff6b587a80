/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `system`: an entry of the registry. Its facts are the entry's fields as they are written,
 * null where they are not, and what follows from them: score and tier. `declared_tier` is the field
 * `risk_tier`, because the fact of that name is the computed one, and duties follow it.
 */
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/fields.h"
#include "facts/gather.h"
#include "facts/registry.h"
#include "facts/risk.h"
#include "facts/score.h"

static const char *const paths[] = {
	"governance/registry.yaml",
	"governance/registry.yml",
	"governance/registry.json",
	NULL,
};

/* How the registry is written. */
static const struct register_form form = {
	.kind = "system",
	.file = "registry",
	.list = "systems",
	.key = "id",
	.key_of = "the id of a system",
	.advice = "each system has an id of its own",
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact);

static struct err *
compute_unknown(struct view *view, struct artifact *artifact);

static struct err *
compute_links(struct view *view, struct artifact *artifact);

static const struct fact_def facts[] = {
	{.name = "id",
	 .key = "id",
	 .type = FACT_STRING,
	 .summary = "the entry's own name",
	 .required = true,
	 .compute = compute_fields},
	FIELD("name", FACT_STRING, NAME, "what people call it"),
	FIELD("description", FACT_STRING, WORDS, "what it does"),
	FIELD("owner_team", FACT_STRING, WHO, "whose it is"),
	FIELD("deployment_date", FACT_DATE, ANYTHING,
	      "since when, or from when on (YYYY-MM-DD or YYYY-MM)"),
	FIELD("stage", FACT_STAGE, ANYTHING, "where it stands in its life"),
	FIELD("model_version", FACT_STRING, NAME, "which version runs"),
	FIELD_AS("declared_tier", "risk_tier", FACT_TIER, ANYTHING, "the entry's `risk_tier`"),
	FIELD("regulatory_scope", FACT_LIST, WORDS, "the frameworks it falls under"),
	FIELD("incident_contact", FACT_STRING, WHO, "whom to call"),
	FIELD("decision_impact", FACT_STRING, ANYTHING, "dimension: what its decisions touch"),
	FIELD("human_oversight", FACT_STRING, ANYTHING, "dimension: how far people decide"),
	FIELD("data_sensitivity", FACT_STRING, ANYTHING, "dimension: what data it works on"),
	FIELD("user_vulnerability", FACT_STRING, ANYTHING, "dimension: who uses it"),
	FIELD("deployment_scale", FACT_STRING, ANYTHING, "dimension: how many it reaches"),
	FIELD("decision_reversibility", FACT_STRING, ANYTHING,
	      "dimension: whether its effects can be undone"),
	FIELD("rationale", FACT_MAP, ANYTHING, "dimension → why it is rated so"),
	FIELD("intended_use", FACT_ANY, WORDS, "what it is for"),
	FIELD("prohibited_uses", FACT_ANY, WORDS, "what it must not be used for"),
	FIELD("users", FACT_ANY, WORDS, "who uses it"),
	FIELD("role", FACT_STRING, NAME, "provider or deployer"),
	FIELD("user_facing", FACT_BOOL, ANYTHING, "whether people meet it directly"),
	FIELD("affects_persons", FACT_BOOL, ANYTHING, "whether its decisions concern people"),
	FIELD("jurisdictions", FACT_LIST, ANYTHING, "where it is used"),
	FIELD("annex_iii", FACT_ANY, ANYTHING, "the function of the AI Act's Annex III it has"),
	FIELD("gpai_training_flop", FACT_NUMBER, ANYTHING, "compute that trained it"),
	FIELD("models", FACT_LIST, ANYTHING, "its model files"),
	FIELD("model_cards", FACT_LIST, ANYTHING, "their cards"),
	FIELD("datasets", FACT_LIST, ANYTHING, "its data"),
	FIELD("vendors", FACT_LIST, ANYTHING, "whose services it uses"),
	FIELD("evaluations", FACT_LIST, ANYTHING, "what was measured"),
	FIELD("evidence", FACT_MAP, ANYTHING, "identifier → where it is"),
	FIELD("approvals", FACT_LIST, ANYTHING, "who approved what"),
	FIELD("oversight", FACT_MAP, ANYTHING, "where people step in"),
	FIELD("monitoring", FACT_MAP, ANYTHING, "what is watched"),
	FIELD("remediation", FACT_MAP, ANYTHING, "who mends what until when"),
	FIELD("last_review", FACT_DATE, ANYTHING, "when it was last looked at as a whole"),
	{.name = "risk_score",
	 .type = FACT_INT,
	 .summary = "the sum of the six dimensions",
	 .required = true,
	 .compute = risk_compute},
	{.name = "risk_tier",
	 .type = FACT_TIER,
	 .summary = "the tier that the score falls in",
	 .required = true,
	 .compute = risk_compute},
	{.name = "risk_issues",
	 .type = FACT_LIST,
	 .summary = "the issues that gave points, where the pack's score has any",
	 .fields = score_issue_fields,
	 .required = true,
	 .compute = risk_compute},
	{.name = "risk_score_max",
	 .type = FACT_INT,
	 .summary = "the highest score there is",
	 .required = true,
	 .compute = risk_compute_max},
	{.name = "dimensions",
	 .type = FACT_MAP,
	 .summary = "the dimensions of the risk score, whatever the pack calls them, as written",
	 .required = true,
	 .compute = risk_compute_dimensions},
	{.name = "review_due",
	 .type = FACT_DATE,
	 .summary = "the last day on which the next review is in time; null before the first",
	 .compute = risk_compute_review},
	{.name = "unknown_keys",
	 .type = FACT_LIST,
	 .summary = "keys of the entry nobody reads",
	 .fields = content_unknown_fields,
	 .required = true,
	 .compute = compute_unknown},
	{.name = "broken_links",
	 .type = FACT_LIST,
	 .summary = "models, cards and datasets it lists that are not in the tree",
	 .fields = gather_link_fields,
	 .required = true,
	 .reads_tree = true,
	 .compute = compute_links},
	{0},
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	if (!artifact->record)
		return err_new(view->scratch, "%.*s is no registry entry", STR_ARG(artifact->path));
	fields_set(artifact, artifact->record);
	return NULL;
}

static struct err *
compute_unknown(struct view *view, struct artifact *artifact)
{
	if (!artifact->record)
		return err_new(view->scratch, "%.*s is no registry entry", STR_ARG(artifact->path));
	facts_set(artifact, "unknown_keys",
		  fields_unknown(view, artifact->kind, NULL, view->plan->risk, artifact->record));
	return NULL;
}

static struct err *
compute_links(struct view *view, struct artifact *artifact)
{
	if (!artifact->record)
		return err_new(view->scratch, "%.*s is no registry entry", STR_ARG(artifact->path));
	facts_set(artifact, "broken_links", gather_broken_links(view, artifact));
	return NULL;
}

static struct err *
expand(struct view *view, const struct entry *entry)
{
	return registry_expand(view, entry, &form);
}

const struct kind facts_system = {
	.name = "system",
	.summary = "an AI system, as an entry of the registry",
	.paths = paths,
	.facts = facts,
	.has_tree = true,
	.expand = expand,
};
