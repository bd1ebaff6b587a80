/* SPDX-License-Identifier: Apache-2.0
 *
 * Every key of every map in rules, packs and govlint.yaml: its type, whether it is required, and what
 * it is for. The loader reads by these tables and nothing else; documentation, schema and the test of
 * "did you mean" are made from them. The keys of a check's arguments are in the check's own table.
 */
#include "policy/keys.h"
#include "policy/keys_duty.h"
#include "policy/keys_incident.h"
#include "policy/keys_pack.h"

static const char *const severities[] = {"error", "warning", "note", NULL};
static const char *const authors[] = {"author", "contributors", NULL};

const char *const words_on_empty[] = {"fail", "warn", "pass", NULL};
const char *const words_inline[] = {"refuse", "allow", NULL};
const char *const words_param_type[] = {"bool",     "int",  "number", "string", "enum", "date",
					"duration", "glob", "role",   "list",   "map",  NULL};
const char *const words_stricter[] = {"lower", "higher", "subset", "superset", NULL};

static const struct key commit_rows[] = {
	[COMMIT_AUTHOR] = {.name = "author",
			   .type = KEY_STRING,
			   .required = true,
			   .summary = "who: Name <address>"},
	[COMMIT_DATE] = {.name = "date",
			 .type = KEY_STRING,
			 .required = true,
			 .summary = "when, RFC 3339"},
	[COMMIT_MESSAGE] = {.name = "message", .type = KEY_STRING, .summary = "the commit message"},
	[COMMIT_FILES] = {.name = "files",
			  .type = KEY_ANY,
			  .summary = "what the commit writes: {path: text}"},
	{0},
};
const struct key_table keys_commit = {"commit of an example", commit_rows};

static const struct key example_rows[] = {
	[EXAMPLE_NAME] = {.name = "name",
			  .type = KEY_STRING,
			  .required = true,
			  .summary = "what the example shows"},
	[EXAMPLE_FILES] = {.name = "files",
			   .type = KEY_ANY,
			   .summary = "the tree that is judged: {path: text}"},
	[EXAMPLE_BEFORE] = {.name = "before",
			    .type = KEY_ANY,
			    .summary = "the tree before the change: {path: text}"},
	[EXAMPLE_HISTORY] = {.name = "history",
			     .type = KEY_LIST,
			     .summary = "commits, oldest first",
			     .table = &keys_commit},
	[EXAMPLE_CONFIG] = {.name = "config",
			    .type = KEY_ANY,
			    .summary = "the govlint.yaml that applies"},
	[EXAMPLE_REVIEWS] = {.name = "reviews",
			     .type = KEY_ANY,
			     .summary = "reviews of the pull request, as GitHub's API gives them"},
	[EXAMPLE_NOW] = {.name = "now",
			 .type = KEY_STRING,
			 .summary = "the time of the run, RFC 3339"},
	[EXAMPLE_PARAMS] = {.name = "params",
			    .type = KEY_ANY,
			    .summary = "parameters in place of their defaults"},
	[EXAMPLE_FIXTURE] = {.name = "fixture",
			     .type = KEY_STRING,
			     .summary = "a folder of fixtures/ in place of files"},
	[EXAMPLE_FINDS] = {.name = "finds",
			   .type = KEY_STRINGS,
			   .summary = "the findings: path, path:line or path:line:column"},
	[EXAMPLE_UNDECIDED] = {.name = "undecided",
			       .type = KEY_STRINGS,
			       .summary = "what cannot be decided, in the same form"},
	{0},
};
const struct key_table keys_example = {"example", example_rows};

static const struct key param_rows[] = {
	[PARAM_KEY_TYPE] = {.name = "type",
			    .type = KEY_WORD,
			    .required = true,
			    .summary = "what its value is",
			    .words = words_param_type},
	[PARAM_KEY_OF] = {.name = "of",
			  .type = KEY_WORD,
			  .summary = "what a list's elements or a map's values are",
			  .words = words_param_type},
	[PARAM_KEY_DEFAULT] = {.name = "default",
			       .type = KEY_ANY,
			       .summary = "the value when nobody sets one"},
	[PARAM_KEY_MIN] = {.name = "min", .type = KEY_ANY, .summary = "the least value"},
	[PARAM_KEY_MAX] = {.name = "max", .type = KEY_ANY, .summary = "the greatest value"},
	[PARAM_KEY_VALUES] = {.name = "values",
			      .type = KEY_STRINGS,
			      .summary = "the words that an enum may be"},
	[PARAM_KEY_STRICTER] = {.name = "stricter",
				.type = KEY_ANY,
				.summary = "which of two values asks for more: lower, higher, "
					   "subset, superset, or a list from the weakest to the "
					   "strictest"},
	{0},
};
const struct key_table keys_param = {"parameter", param_rows};

static const struct key rule_rows[] = {
	[RULE_ID] = {.name = "rule",
		     .type = KEY_STRING,
		     .required = true,
		     .summary = "the rule's id: its path below rules/"},
	[RULE_TITLE] = {.name = "title",
			.type = KEY_STRING,
			.required = true,
			.summary = "the problem in a few words"},
	[RULE_KIND] = {.name = "kind",
		       .type = KEY_STRING,
		       .required = true,
		       .summary = "the kind of artifact that is judged"},
	[RULE_SEVERITY] = {.name = "severity",
			   .type = KEY_WORD,
			   .required = true,
			   .summary = "how much a finding weighs",
			   .words = severities},
	[RULE_ON_EMPTY] = {.name = "on_empty",
			   .type = KEY_WORD,
			   .summary = "what it means that the tree holds no such artifact",
			   .words = words_on_empty},
	[RULE_INLINE] = {.name = "inline",
			 .type = KEY_WORD,
			 .summary = "whether a comment in the judged file may excuse a finding "
				    "(refuse)",
			 .words = words_inline},
	[RULE_PARAMS] = {.name = "params",
			 .type = KEY_NAMED,
			 .summary = "what packs and teams may set",
			 .table = &keys_param},
	[RULE_WHEN] = {.name = "when",
		       .type = KEY_ANY,
		       .summary = "conditions that must hold for the rule to apply"},
	[RULE_CHECK] = {.name = "check",
			.type = KEY_ANY,
			.required = true,
			.summary = "what must hold: one check, or all, any, none of several"},
	[RULE_MESSAGE] = {.name = "message",
			  .type = KEY_STRING,
			  .required = true,
			  .summary = "what a finding says; {name} is filled in, {{ is a brace"},
	[RULE_WHY] = {.name = "why",
		      .type = KEY_STRING,
		      .required = true,
		      .summary = "the reason for the rule"},
	[RULE_FIX] = {.name = "fix",
		      .type = KEY_STRING,
		      .required = true,
		      .summary = "the way out"},
	[RULE_EXAMPLES] = {.name = "examples",
			   .type = KEY_LIST,
			   .summary = "its tests: at least one that finds, one that does not",
			   .table = &keys_example},
	{0},
};
const struct key_table keys_rule = {"rule", rule_rows};

static const struct key protect_rows[] = {
	[PROTECT_PATHS] = {.name = "paths",
			   .type = KEY_STRINGS,
			   .summary = "globs of the paths that need approval"},
	[PROTECT_KINDS] = {.name = "kinds",
			   .type = KEY_STRINGS,
			   .summary = "kinds of files that need approval, wherever they are"},
	[PROTECT_ROLES] = {.name = "roles",
			   .type = KEY_STRINGS,
			   .summary = "roles whose holders may approve, any of them"},
	[PROTECT_EACH_ROLE] = {.name = "each_role",
			       .type = KEY_BOOL,
			       .summary = "a holder of each of the roles must approve"},
	[PROTECT_COUNT] = {.name = "count",
			   .type = KEY_INT,
			   .summary = "how many different people must approve (1)"},
	[PROTECT_NOT_BY] = {.name = "not_by",
			    .type = KEY_WORD,
			    .summary = "whose approval does not count (contributors)",
			    .words = authors},
	[PROTECT_SIGNED] = {.name = "signed",
			    .type = KEY_BOOL,
			    .summary = "only signed approvals count"},
	[PROTECT_ATTESTED] = {.name = "attested",
			      .type = KEY_BOOL,
			      .summary = "unsigned records of an approval count, too"},
	[PROTECT_CODEOWNERS] = {.name = "codeowners",
				.type = KEY_BOOL,
				.summary = "an owner of each path must approve"},
	{0},
};
const struct key_table keys_protect = {"entry of 'protect'", protect_rows};

static const struct key tier_rows[] = {
	[TIER_NAME] = {.name = "tier",
		       .type = KEY_STRING,
		       .required = true,
		       .summary = "the name of the tier"},
	[TIER_FROM] = {.name = "from",
		       .type = KEY_INT,
		       .required = true,
		       .summary = "the lowest score of the tier"},
	[TIER_TEXT] = {.name = "text", .type = KEY_STRING, .summary = "what the tier means"},
	{0},
};
const struct key_table keys_tier = {"tier", tier_rows};

static const struct key floor_rows[] = {
	[FLOOR_TIER] = {.name = "tier",
			.type = KEY_STRING,
			.required = true,
			.summary = "the lowest tier that such an entry can have"},
	[FLOOR_WHEN] = {.name = "when",
			.type = KEY_ANY,
			.required = true,
			.summary = "conditions on the entry as it is written"},
	[FLOOR_BECAUSE] = {.name = "because",
			   .type = KEY_STRING,
			   .required = true,
			   .summary = "the reason, for messages"},
	{0},
};
const struct key_table keys_floor = {"floor", floor_rows};

static const struct key issue_rows[] = {
	[ISSUE_NAME] = {.name = "issue",
			.type = KEY_STRING,
			.required = true,
			.summary = "its name"},
	[ISSUE_UNLESS] = {.name = "unless",
			  .type = KEY_ANY,
			  .required = true,
			  .summary = "conditions on the entry as it is written; an answer that is "
				     "missing does not meet them"},
	[ISSUE_ADD] = {.name = "add",
		       .type = KEY_INT,
		       .required = true,
		       .summary = "the points it gives"},
	[ISSUE_SEVERITY] = {.name = "severity",
			    .type = KEY_STRING,
			    .required = true,
			    .summary = "how bad it is, in the pack's own words"},
	{0},
};
const struct key_table keys_issue = {"issue", issue_rows};

static const struct key approved_rows[] = {
	[APPROVED_TIERS] = {.name = "tiers",
			    .type = KEY_STRINGS,
			    .required = true,
			    .summary = "the tiers whose use is approved"},
	[APPROVED_NO_SEVERITY] = {.name = "no_severity",
				  .type = KEY_STRING,
				  .summary = "a severity of which there may be no issue"},
	{0},
};
const struct key_table keys_approved = {"map of 'approved'", approved_rows};

static const struct key score_rows[] = {
	[SCORE_KIND] = {.name = "kind",
			.type = KEY_STRING,
			.summary = "what is scored: system for risk, vendor for vendor"},
	[SCORE_SUM] = {.name = "sum",
		       .type = KEY_ANY,
		       .summary = "the dimensions that are added up: {dimension: {value: points}}"},
	[SCORE_POINTS] = {.name = "points",
			  .type = KEY_LIST,
			  .summary = "issues that add up",
			  .table = &keys_issue},
	[SCORE_TIERS] = {.name = "tiers",
			 .type = KEY_LIST,
			 .summary = "what a score means",
			 .table = &keys_tier},
	[SCORE_FLOORS] = {.name = "floors",
			  .type = KEY_LIST,
			  .summary = "tiers that some entries cannot fall below",
			  .table = &keys_floor},
	[SCORE_APPROVED] = {.name = "approved",
			    .type = KEY_MAP,
			    .summary = "when the use of what is scored is approved",
			    .table = &keys_approved},
	{0},
};
const struct key_table keys_score = {"score", score_rows};

static const struct key scores_rows[] = {
	[SCORES_RISK] = {.name = "risk",
			 .type = KEY_MAP,
			 .summary = "the risk score of systems",
			 .table = &keys_score},
	[SCORES_VENDOR] = {.name = "vendor",
			   .type = KEY_MAP,
			   .summary = "the score of vendors",
			   .table = &keys_score},
	{0},
};
const struct key_table keys_scores = {"map of scores", scores_rows};

static const struct key role_rows[] = {
	[ROLE_SAME_AS] = {.name = "same_as",
			  .type = KEY_ANY,
			  .summary = "roles whose holders hold this one, too"},
	[ROLE_OF] = {.name = "of",
		     .type = KEY_STRINGS,
		     .summary = "roles whose holders fill this one together"},
	[ROLE_COUNT] = {.name = "count",
			.type = KEY_INT,
			.summary = "how many different people that takes"},
	{0},
};
const struct key_table keys_role = {"role", role_rows};

static const struct key pack_rows[] = {
	[PACK_NAME] = {.name = "pack",
		       .type = KEY_STRING,
		       .required = true,
		       .summary = "the pack's name"},
	[PACK_TITLE] = {.name = "title", .type = KEY_STRING, .summary = "what it is, in full"},
	[PACK_VERSION] = {.name = "version", .type = KEY_STRING, .summary = "its version, quoted"},
	[PACK_FRAMEWORK] = {.name = "framework",
			    .type = KEY_STRING,
			    .summary = "the name that registries give it in regulatory_scope"},
	[PACK_RULES] = {.name = "rules",
			.type = KEY_ANY,
			.summary = "the rules that judge: {rule: {severity, parameters}}"},
	[PACK_ROLES] = {.name = "roles",
			.type = KEY_NAMED,
			.summary = "the roles that its rules name",
			.table = &keys_role},
	[PACK_STAGES] = {.name = "stages",
			 .type = KEY_STRINGS,
			 .summary = "the stages of a system's life, in order"},
	[PACK_SCORES] = {.name = "scores",
			 .type = KEY_MAP,
			 .summary = "how tiers are computed",
			 .table = &keys_scores},
	[PACK_SCOPE] = {.name = "scope",
			.type = KEY_WORD,
			.summary = "whose systems its requirements concern: those whose "
				   "regulatory_scope names the framework, or every one",
			.words = words_scope},
	[PACK_CONTROLS] = {.name = "controls",
			   .type = KEY_LIST,
			   .summary = "what tiers can ask of a system",
			   .table = &keys_control},
	[PACK_TIERS] = {.name = "tiers",
			.type = KEY_NAMED,
			.summary = "what each tier asks: {tier: {review, controls}}",
			.table = &keys_asks},
	[PACK_GATES] = {.name = "gates",
			.type = KEY_LIST,
			.summary = "what stands between the stages of a system's life",
			.table = &keys_gate},
	[PACK_REQUIREMENTS] = {.name = "requirements",
			       .type = KEY_LIST,
			       .summary = "what the framework asks",
			       .table = &keys_requirement},
	[PACK_RACI] = {.name = "raci",
		       .type = KEY_ANY,
		       .summary = "who does what: {activity: {role: letters}}"},
	[PACK_INCIDENTS] = {.name = "incidents",
			    .type = KEY_MAP,
			    .summary = "what incidents there are, and how soon what is done",
			    .table = &keys_incidents},
	[PACK_PLAYBOOKS] = {.name = "playbooks",
			    .type = KEY_NAMED,
			    .summary = "what to do: {type of incident: {first, containment}}",
			    .table = &keys_playbook},
	{0},
};
const struct key_table keys_pack = {"pack", pack_rows};

static const struct key holder_rows[] = {
	[HOLDER_NAME] = {.name = "name", .type = KEY_STRING, .summary = "the person's name"},
	[HOLDER_GITHUB] = {.name = "github", .type = KEY_STRING, .summary = "the login on GitHub"},
	[HOLDER_EMAIL] = {.name = "email", .type = KEY_STRING, .summary = "the address in commits"},
	[HOLDER_SSH_KEY] = {.name = "ssh_key", .type = KEY_STRING, .summary = "the key that signs"},
	{0},
};
const struct key_table keys_holder = {"holder of a role", holder_rows};

static const struct key waiver_rows[] = {
	[WAIVER_RULE] = {.name = "rule",
			 .type = KEY_STRING,
			 .required = true,
			 .summary = "the rule whose finding is accepted"},
	[WAIVER_PATH] = {.name = "path",
			 .type = KEY_STRING,
			 .required = true,
			 .summary = "the exact path"},
	[WAIVER_SUBJECT] = {.name = "subject",
			    .type = KEY_STRING,
			    .summary = "the subject, as the finding names it"},
	[WAIVER_SYSTEM] = {.name = "system",
			   .type = KEY_STRING,
			   .summary = "the system, as the finding names it"},
	[WAIVER_REASON] = {.name = "reason",
			   .type = KEY_STRING,
			   .required = true,
			   .summary = "why it is accepted"},
	[WAIVER_APPROVED_BY] = {.name = "approved_by",
				.type = KEY_STRING,
				.required = true,
				.summary = "who accepted it"},
	[WAIVER_UNTIL] = {.name = "until",
			  .type = KEY_DATE,
			  .required = true,
			  .summary = "the last day, UTC"},
	{0},
};
const struct key_table keys_waiver = {"waiver", waiver_rows};

static const struct key extends_rows[] = {
	[EXTENDS_GIT] = {.name = "git",
			 .type = KEY_STRING,
			 .required = true,
			 .summary = "where it comes from, for people: nothing is fetched"},
	[EXTENDS_REV] = {.name = "rev", .type = KEY_STRING, .summary = "the tag or commit"},
	[EXTENDS_DIGEST] = {.name = "digest",
			    .type = KEY_STRING,
			    .required = true,
			    .summary = "what it is, to the byte: sha256:…"},
	{0},
};
const struct key_table keys_extends = {"entry of 'extends'", extends_rows};

static const struct key config_rows[] = {
	[CONFIG_VERSION] = {.name = "govlint",
			    .type = KEY_INT,
			    .required = true,
			    .summary = "the version of this format: 1"},
	[CONFIG_POLICIES] = {.name = "policies",
			     .type = KEY_STRINGS,
			     .summary = "the packs that judge, by name or path"},
	[CONFIG_RULES] = {.name = "rules",
			  .type = KEY_ANY,
			  .summary = "the team's settings: {rule: {severity, parameters}}"},
	[CONFIG_ARTIFACTS] = {.name = "artifacts",
			      .type = KEY_ANY,
			      .summary =
				      "globs that add to a kind; under 'ignore', that take away"},
	[CONFIG_MAY_BE_EMPTY] = {.name = "may_be_empty",
				 .type = KEY_BOOL,
				 .summary = "a tree without governed artifacts is fine"},
	[CONFIG_ROLES] = {.name = "roles",
			  .type = KEY_ANY,
			  .summary =
				  "who holds which role: {role: [{name, github, email, ssh_key}]}"},
	[CONFIG_TEAMS] = {.name = "teams",
			  .type = KEY_ANY,
			  .summary = "teams that CODEOWNERS names: {team: [logins]}"},
	[CONFIG_WAIVERS] = {.name = "waivers",
			    .type = KEY_LIST,
			    .summary = "findings that are accepted for a time",
			    .table = &keys_waiver},
	[CONFIG_EXTENDS] = {.name = "extends",
			    .type = KEY_LIST,
			    .summary = "policies of others, whose packs and rules can be named",
			    .table = &keys_extends},
	{0},
};
const struct key_table keys_config = {"govlint.yaml", config_rows};

const struct key_table *const policy_key_tables[] = {
	&keys_rule,     &keys_param,   &keys_example, &keys_commit,      &keys_protect,
	&keys_pack,     &keys_role,    &keys_scores,  &keys_score,       &keys_tier,
	&keys_floor,    &keys_config,  &keys_holder,  &keys_waiver,      &keys_control,
	&keys_evidence, &keys_asks,    &keys_gate,    &keys_requirement, &keys_applies,
	&keys_excused,  &keys_extends, &keys_issue,   &keys_approved,    &keys_incidents,
	&keys_severity, &keys_clock,   &keys_notice,  &keys_playbook,    NULL,
};
