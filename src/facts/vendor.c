/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `vendor`: an entry of governance/vendors.yaml. Its facts are the entry's answers as they are
 * written, null where they are not, and what follows from them by a pack's score of vendors: points,
 * tier, issues, and whether its use is approved.
 */
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/fields.h"
#include "facts/registry.h"
#include "facts/score.h"
#include "model/plan.h"

static const char *const paths[] = {
	"governance/vendors.yaml",
	"governance/vendors.yml",
	"governance/vendors.json",
	NULL,
};

static const struct register_form form = {
	.kind = "vendor",
	.file = "register of vendors",
	.list = "vendors",
	.key = "name",
	.key_of = "the name of a vendor",
	.advice = "each vendor has a name of its own",
	.subjects = true,
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	(void)view;
	fields_set(artifact, artifact->record);
	return NULL;
}

static struct err *
compute_unknown(struct view *view, struct artifact *artifact)
{
	facts_set(artifact, "unknown_keys",
		  fields_unknown(view, artifact->kind, NULL, view->plan->vendor, artifact->record));
	return NULL;
}

static struct err *
compute_score(struct view *view, struct artifact *artifact)
{
	struct scored scored;

	TRY(score_weigh(view, artifact, view->plan->vendor, "vendor", &scored));
	facts_set(artifact, "score", value_int(scored.points));
	facts_set(artifact, "tier", value_str(scored.tier->name));
	facts_set(artifact, "recommendation",
		  scored.tier->text.data ? value_str(scored.tier->text) : value_null());
	facts_set(artifact, "approved",
		  view->plan->vendor->approved ? value_bool(scored.approved) : value_null());
	facts_set(artifact, "issues", scored.issues);
	return NULL;
}

static const struct fact_def facts[] = {
	{.name = "name",
	 .key = "name",
	 .type = FACT_STRING,
	 .summary = "the entry's own name, as systems name it",
	 .required = true,
	 .compute = compute_fields},
	FIELD("product", FACT_STRING, NAME, "what is used of it"),
	FIELD("access_type", FACT_STRING, NAME, "api, self_hosted, fine_tuned or licensed_weights"),
	FIELD("data_sent", FACT_ANY, WORDS, "what data goes there"),
	FIELD("use_case", FACT_ANY, WORDS, "what it is used for"),
	FIELD("soc2_type2_certified", FACT_BOOL, ANYTHING, "whether it has a SOC 2 Type 2 report"),
	FIELD("iso27001_certified", FACT_BOOL, ANYTHING, "whether it is certified by ISO 27001"),
	FIELD("penetration_tested", FACT_BOOL, ANYTHING, "whether it is tested by attackers"),
	FIELD("bug_bounty_program", FACT_BOOL, ANYTHING, "whether it pays for what is reported"),
	FIELD("data_retention_days", FACT_NUMBER, ANYTHING, "how long it keeps the data"),
	FIELD("opt_out_of_training", FACT_BOOL, ANYTHING,
	      "whether its training leaves the data out"),
	FIELD("sla_uptime_percentage", FACT_NUMBER, ANYTHING, "the uptime it promises"),
	FIELD("sla_penalties", FACT_ANY, ANYTHING, "what it owes when it breaks that"),
	FIELD("has_fallback_provider", FACT_BOOL, ANYTHING, "whether another can take its place"),
	FIELD("fallback_tested_on", FACT_DATE, ANYTHING, "when that was last tried"),
	FIELD("has_dpa", FACT_BOOL, ANYTHING, "whether there is a data processing agreement"),
	FIELD("eu_data_residency", FACT_BOOL, ANYTHING, "whether the data stays in the EU"),
	FIELD("scc", FACT_BOOL, ANYTHING, "whether the EU's standard clauses are agreed"),
	FIELD("liability_cap", FACT_ANY, WORDS, "up to what it is liable"),
	FIELD("audit_rights", FACT_BOOL, ANYTHING, "whether it can be audited"),
	FIELD("incident_notice", FACT_ANY, WORDS, "how soon it tells of incidents"),
	FIELD("last_assessment", FACT_DATE, ANYTHING, "when these answers were last looked at"),
	{.name = "score",
	 .type = FACT_INT,
	 .summary = "the points of its issues",
	 .required = true,
	 .compute = compute_score},
	{.name = "tier",
	 .type = FACT_VENDOR_TIER,
	 .summary = "the tier that the score falls in",
	 .required = true,
	 .compute = compute_score},
	{.name = "recommendation",
	 .type = FACT_STRING,
	 .summary = "what the pack says of the tier",
	 .compute = compute_score},
	{.name = "approved",
	 .type = FACT_BOOL,
	 .summary = "whether it may be used; null where no pack says when",
	 .compute = compute_score},
	{.name = "issues",
	 .type = FACT_LIST,
	 .summary = "what it does not answer as the pack wants",
	 .fields = score_issue_fields,
	 .required = true,
	 .compute = compute_score},
	{.name = "unknown_keys",
	 .type = FACT_LIST,
	 .summary = "keys of the entry nobody reads",
	 .fields = content_unknown_fields,
	 .required = true,
	 .compute = compute_unknown},
	{0},
};

static struct err *
expand(struct view *view, const struct entry *entry)
{
	return registry_expand(view, entry, &form);
}

const struct kind facts_vendor = {
	.name = "vendor",
	.summary = "a vendor of AI, as an entry of governance/vendors.yaml",
	.paths = paths,
	.facts = facts,
	.has_tree = true,
	.expand = expand,
};
