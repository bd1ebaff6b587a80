/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `system`: an entry of the registry. Its facts are the entry's fields as they are written,
 * null where they are not, and what follows from them: score and tier. `declared_tier` is the field
 * `risk_tier`, because the fact of that name is the computed one, and duties follow it.
 */
#include "base/arena.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/registry.h"
#include "facts/risk.h"

static const char *const paths[] = {
	"governance/registry.yaml",
	"governance/registry.yml",
	"governance/registry.json",
	NULL,
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact);

static struct err *
compute_unknown(struct view *view, struct artifact *artifact);

#define FIELD(key, kind, text)                                                                     \
	{                                                                                          \
		.name = key, .type = kind, .summary = text, .compute = compute_fields              \
	}

static const struct fact_def facts[] = {
	{.name = "id",
	 .type = FACT_STRING,
	 .summary = "the entry's own name",
	 .required = true,
	 .compute = compute_fields},
	FIELD("name", FACT_STRING, "what people call it"),
	FIELD("description", FACT_STRING, "what it does"),
	FIELD("owner_team", FACT_STRING, "whose it is"),
	FIELD("deployment_date", FACT_DATE, "since when, or from when on (YYYY-MM-DD or YYYY-MM)"),
	FIELD("stage", FACT_STAGE, "where it stands in its life"),
	FIELD("model_version", FACT_STRING, "which version runs"),
	FIELD("declared_tier", FACT_TIER, "the entry's `risk_tier`"),
	FIELD("regulatory_scope", FACT_LIST, "the frameworks it falls under"),
	FIELD("incident_contact", FACT_STRING, "whom to call"),
	FIELD("decision_impact", FACT_STRING, "dimension: what its decisions touch"),
	FIELD("human_oversight", FACT_STRING, "dimension: how far people decide"),
	FIELD("data_sensitivity", FACT_STRING, "dimension: what data it works on"),
	FIELD("user_vulnerability", FACT_STRING, "dimension: who uses it"),
	FIELD("deployment_scale", FACT_STRING, "dimension: how many it reaches"),
	FIELD("decision_reversibility", FACT_STRING,
	      "dimension: whether its effects can be undone"),
	FIELD("rationale", FACT_MAP, "dimension → why it is rated so"),
	FIELD("intended_use", FACT_ANY, "what it is for"),
	FIELD("prohibited_uses", FACT_ANY, "what it must not be used for"),
	FIELD("users", FACT_ANY, "who uses it"),
	FIELD("role", FACT_STRING, "provider or deployer"),
	FIELD("user_facing", FACT_BOOL, "whether people meet it directly"),
	FIELD("affects_persons", FACT_BOOL, "whether its decisions concern people"),
	FIELD("jurisdictions", FACT_LIST, "where it is used"),
	FIELD("annex_iii", FACT_ANY, "the function of the AI Act's Annex III it has"),
	FIELD("gpai_training_flop", FACT_NUMBER, "compute that trained it"),
	FIELD("models", FACT_LIST, "its model files"),
	FIELD("model_cards", FACT_LIST, "their cards"),
	FIELD("datasets", FACT_LIST, "its data"),
	FIELD("vendors", FACT_LIST, "whose services it uses"),
	FIELD("evaluations", FACT_LIST, "what was measured"),
	FIELD("evidence", FACT_MAP, "identifier → where it is"),
	FIELD("approvals", FACT_LIST, "who approved what"),
	FIELD("oversight", FACT_MAP, "where people step in"),
	FIELD("monitoring", FACT_MAP, "what is watched"),
	FIELD("remediation", FACT_MAP, "who mends what until when"),
	FIELD("last_review", FACT_DATE, "when it was last looked at as a whole"),
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
	{.name = "risk_score_max",
	 .type = FACT_INT,
	 .summary = "the highest score there is",
	 .required = true,
	 .compute = risk_compute_max},
	{.name = "unknown_keys",
	 .type = FACT_LIST,
	 .summary = "keys of the entry nobody reads",
	 .fields = content_unknown_fields,
	 .required = true,
	 .compute = compute_unknown},
	{0},
};

/* The keys of an entry. */
static const char *const keys[] = {
	"id",
	"name",
	"description",
	"owner_team",
	"deployment_date",
	"stage",
	"model_version",
	"risk_tier",
	"regulatory_scope",
	"incident_contact",
	"decision_impact",
	"human_oversight",
	"data_sensitivity",
	"user_vulnerability",
	"deployment_scale",
	"decision_reversibility",
	"rationale",
	"intended_use",
	"prohibited_uses",
	"users",
	"role",
	"user_facing",
	"affects_persons",
	"jurisdictions",
	"annex_iii",
	"gpai_training_flop",
	"models",
	"model_cards",
	"datasets",
	"vendors",
	"evaluations",
	"evidence",
	"approvals",
	"oversight",
	"monitoring",
	"remediation",
	"last_review",
	NULL,
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	if (!artifact->record)
		return err_new(view->scratch, "%.*s is no registry entry", STR_ARG(artifact->path));
	for (size_t i = 0; facts[i].name; i++) {
		const char *key = facts[i].name;
		const struct value *value;

		if (facts[i].compute != compute_fields)
			continue;
		if (str_is(STR("declared_tier"), key))
			key = "risk_tier";
		value = value_get(artifact->record, str_of(key));
		facts_set(artifact, facts[i].name, value ? *value : value_null());
	}
	return NULL;
}

/* The keys, and the dimensions that the selected pack asks for. */
static const char *const *
known_keys(struct view *view)
{
	const struct score *score = view->plan->risk;
	size_t dimensions = score ? score->dimension_count : 0;
	size_t count = sizeof keys / sizeof keys[0] - 1;
	const char **known = arena_array(view->scratch, count + dimensions + 1, sizeof *known);

	for (size_t i = 0; i < count; i++)
		known[i] = keys[i];
	for (size_t i = 0; i < dimensions; i++)
		known[count + i] = str_copy(view->scratch, score->dimensions[i].name);
	return known;
}

static struct err *
compute_unknown(struct view *view, struct artifact *artifact)
{
	if (!artifact->record)
		return err_new(view->scratch, "%.*s is no registry entry", STR_ARG(artifact->path));
	facts_set(artifact, "unknown_keys",
		  content_unknown_keys(view, known_keys(view), artifact->record));
	return NULL;
}

const struct kind facts_system = {
	.name = "system",
	.summary = "an AI system, as an entry of the registry",
	.paths = paths,
	.facts = facts,
	.expand = registry_expand,
};
