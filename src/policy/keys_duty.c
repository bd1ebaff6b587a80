/* SPDX-License-Identifier: Apache-2.0
 *
 * The keys of what packs ask of systems beside rules: controls, tiers, gates, requirements, and the
 * evidence that meets them.
 */
#include "policy/keys_duty.h"

const char *const words_scope[] = {"declared", "every_system", NULL};
const char *const words_coverage[] = {"evidence", "automated", "manual", NULL};

static const struct key excused_rows[] = {
	[EXCUSED_WHEN] = {.name = "when",
			  .type = KEY_ANY,
			  .required = true,
			  .summary = "conditions on the system under which it may be set aside"},
	{0},
};
const struct key_table keys_excused = {"map of 'not_applicable'", excused_rows};

static const struct key evidence_rows[] = {
	[EVIDENCE_ID] = {.name = "id",
			 .type = KEY_STRING,
			 .required = true,
			 .summary = "the item's name in `evidence` of registry entries"},
	[EVIDENCE_TITLE] = {.name = "title", .type = KEY_STRING, .summary = "what it is, in full"},
	[EVIDENCE_MAX_AGE] = {.name = "max_age",
			      .type = KEY_PERIOD,
			      .required = true,
			      .summary = "how old it may be: P1Y, P90D"},
	[EVIDENCE_SAME_AS] = {.name = "same_as",
			      .type = KEY_STRINGS,
			      .summary = "other ids under which the same is proven"},
	[EVIDENCE_APPROVAL] = {.name = "approval",
			       .type = KEY_STRING,
			       .summary = "the role whose verified approval alone it is"},
	[EVIDENCE_NOT_APPLICABLE] = {.name = "not_applicable",
				     .type = KEY_ANY,
				     .summary = "'allowed', or {when: conditions}: it may be set "
						"aside with a reason",
				     .table = &keys_excused},
	{0},
};
const struct key_table keys_evidence = {"evidence item", evidence_rows};

static const struct key control_rows[] = {
	[CONTROL_ID] = {.name = "id",
			.type = KEY_STRING,
			.required = true,
			.summary = "the control's name, and that of its evidence"},
	[CONTROL_TITLE] = {.name = "title", .type = KEY_STRING, .summary = "what it is, in full"},
	[CONTROL_HELP] = {.name = "help", .type = KEY_STRING, .summary = "how it is met"},
	[CONTROL_MAX_AGE] = {.name = "max_age",
			     .type = KEY_PERIOD,
			     .required = true,
			     .summary = "how old its evidence may be: P1Y, P90D"},
	[CONTROL_SATISFIED_BY] = {.name = "satisfied_by",
				  .type = KEY_STRINGS,
				  .summary = "stronger controls whose evidence counts for it"},
	[CONTROL_APPROVAL] = {.name = "approval",
			      .type = KEY_STRING,
			      .summary = "the role whose verified approval alone it is"},
	[CONTROL_NOT_APPLICABLE] = {.name = "not_applicable",
				    .type = KEY_ANY,
				    .summary = "'allowed', or {when: conditions}: it may be set "
					       "aside with a reason",
				    .table = &keys_excused},
	[CONTROL_EVIDENCE] = {.name = "evidence",
			      .type = KEY_LIST,
			      .summary = "what proves it, instead of one item of its own name",
			      .table = &keys_evidence},
	[CONTROL_RULES] = {.name = "rules",
			   .type = KEY_STRINGS,
			   .summary = "rules that may have no open finding"},
	{0},
};
const struct key_table keys_control = {"control", control_rows};

static const struct key asks_rows[] = {
	[ASKS_REVIEW] = {.name = "review",
			 .type = KEY_PERIOD,
			 .summary = "the time from one review to the next: P3M"},
	[ASKS_CONTROLS] = {.name = "controls",
			   .type = KEY_STRINGS,
			   .summary = "the controls that its systems owe"},
	{0},
};
const struct key_table keys_asks = {"tier's duties", asks_rows};

static const struct key gate_rows[] = {
	[GATE_ID] = {.name = "id",
		     .type = KEY_STRING,
		     .required = true,
		     .summary = "the gate's name"},
	[GATE_TITLE] = {.name = "title", .type = KEY_STRING, .summary = "what it is, in full"},
	[GATE_HELP] = {.name = "help", .type = KEY_STRING, .summary = "how it is passed"},
	[GATE_FROM] = {.name = "from",
		       .type = KEY_STRING,
		       .required = true,
		       .summary = "the stage before it"},
	[GATE_TO] = {.name = "to",
		     .type = KEY_STRING,
		     .required = true,
		     .summary = "the stage behind it"},
	[GATE_TIERS] = {.name = "tiers",
			.type = KEY_STRINGS,
			.summary = "whose systems pass through it; without: all"},
	[GATE_BLOCKING] = {.name = "blocking",
			   .type = KEY_BOOL,
			   .required = true,
			   .summary = "whether a system may not stand behind it with a gap"},
	[GATE_ARTIFACTS] = {.name = "artifacts",
			    .type = KEY_LIST,
			    .summary = "documents that must be there",
			    .table = &keys_evidence},
	[GATE_APPROVALS] = {.name = "approvals",
			    .type = KEY_STRINGS,
			    .summary = "roles, each of which must approve"},
	[GATE_TESTS] = {.name = "tests",
			.type = KEY_LIST,
			.summary = "tests that must be passed",
			.table = &keys_evidence},
	[GATE_RULES] = {.name = "rules",
			.type = KEY_STRINGS,
			.summary = "rules that may have no open finding"},
	{0},
};
const struct key_table keys_gate = {"gate", gate_rows};

static const struct key applies_rows[] = {
	[APPLIES_TIERS] = {.name = "tiers",
			   .type = KEY_STRINGS,
			   .summary = "whose systems owe it; without: all"},
	[APPLIES_WHEN] = {.name = "when", .type = KEY_ANY, .summary = "conditions on the system"},
	{0},
};
const struct key_table keys_applies = {"map of 'applies'", applies_rows};

static const struct key requirement_rows[] = {
	[REQUIREMENT_ID] = {.name = "id",
			    .type = KEY_STRING,
			    .required = true,
			    .summary = "the requirement's name"},
	[REQUIREMENT_TITLE] = {.name = "title",
			       .type = KEY_STRING,
			       .required = true,
			       .summary = "what it is about"},
	[REQUIREMENT_ARTICLE] = {.name = "article",
				 .type = KEY_STRING,
				 .summary = "where it stands in the law or framework"},
	[REQUIREMENT_APPLIES] = {.name = "applies",
				 .type = KEY_MAP,
				 .summary = "to which systems it applies; without: all",
				 .table = &keys_applies},
	[REQUIREMENT_ADOPTED_ON] = {.name = "adopted_on",
				    .type = KEY_DATE,
				    .summary = "the day from which it is known"},
	[REQUIREMENT_APPLIES_FROM] = {.name = "applies_from",
				      .type = KEY_DATE,
				      .summary = "the day from which it binds"},
	[REQUIREMENT_AMENDED_BY] = {.name = "amended_by",
				    .type = KEY_STRING,
				    .summary = "what changed it last"},
	[REQUIREMENT_SOURCE] = {.name = "source",
				.type = KEY_STRING,
				.summary = "where its text can be read"},
	[REQUIREMENT_REVIEWED_ON] = {.name = "reviewed_on",
				     .type = KEY_DATE,
				     .summary = "the day on which this row was last checked"},
	[REQUIREMENT_COVERAGE] = {.name = "coverage",
				  .type = KEY_WORD,
				  .summary = "what judges it: evidence, rules (automated), or "
					     "only a person (manual)",
				  .words = words_coverage},
	[REQUIREMENT_HELP] = {.name = "help", .type = KEY_STRING, .summary = "how it is met"},
	[REQUIREMENT_EVIDENCE] = {.name = "evidence",
				  .type = KEY_LIST,
				  .summary = "what proves it",
				  .table = &keys_evidence},
	[REQUIREMENT_RULES] = {.name = "rules",
			       .type = KEY_ANY,
			       .summary = "rules that judge for it: {rule: {severity, "
					  "parameters}}"},
	[REQUIREMENT_NOT_APPLICABLE] =
		{.name = "not_applicable",
		 .type = KEY_ANY,
		 .summary = "'allowed', or {when: conditions}: its evidence may "
			    "be set aside with a reason",
		 .table = &keys_excused},
	{0},
};
const struct key_table keys_requirement = {"requirement", requirement_rows};
