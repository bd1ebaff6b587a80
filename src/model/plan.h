/* SPDX-License-Identifier: Apache-2.0
 *
 * What is asked: the rules that judge, with their final severities and parameters, and the tables
 * they look things up in. Made by policy/ from packs, the team's choice and the command line
 * before anything else is read; never changed afterwards.
 */
#ifndef GOVLINT_MODEL_PLAN_H
#define GOVLINT_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/glob.h"
#include "model/duty.h"
#include "model/incident.h"
#include "model/raci.h"
#include "model/rule.h"
#include "model/score.h"

struct schema;

/* Where a setting came from, for `explain`. */
struct origin {
	struct str what; /* "rule", "pack ai-baseline", "govlint.yaml", "command line" */
	struct str file;
	struct place place;
};

struct requirement_ref {
	struct str pack;
	struct str requirement;
};

struct planned_rule {
	const struct rule *rule;
	enum severity severity;
	struct origin severity_from;
	struct value *params; /* by rule->params */
	struct origin *params_from;
	struct requirement_ref *maps_to;
	size_t maps_to_count;
	struct str *weakened; /* what the team asks less of than packs: "tolerate (9, not 0)" */
	size_t weakened_count;
};

struct holder {
	struct str name;
	struct str github;
	struct str email;
	struct str ssh_key;
};

struct role {
	struct str name;
	struct holder *holders;
	size_t holder_count;
	struct str *same_as; /* holders of any of these hold it, too */
	size_t same_as_count;
	struct str *of; /* `count` distinct holders of these together fill it */
	size_t of_count;
	size_t count;
};

struct team {
	struct str name;
	struct str *members;
	size_t member_count;
};

struct waiver {
	bool in_file; /* a comment of the judged file: nobody approved it, and it has no end */
	struct str rule;
	struct str path;
	struct str subject; /* none: any */
	struct str system;
	struct str reason;
	struct str approved_by;
	struct date until; /* the last day, UTC */
	struct str until_text;
	struct place place;
};

struct kind_globs {
	const struct kind *kind;
	struct glob *globs;
	size_t count;
};

struct planned_pack {
	struct str name;
	struct str title;
	struct str version;
	struct str from; /* "built-in" or its path */
	char digest[72]; /* "sha256:" and 64 hex digits */
};

/* A JSON Schema that rules judge by. */
struct planned_schema {
	struct str path;
	const struct schema *schema;
};

struct plan {
	struct planned_pack *packs;
	size_t pack_count;
	struct planned_rule *rules; /* by id; severity off is left out and counted */
	size_t rule_count;
	struct str *off; /* ids of those that do not judge: turned off, ignored, not selected */
	size_t rules_off;
	size_t rules_weakened; /* of those that judge */
	struct str *stages;
	size_t stage_count;
	struct score *risk;   /* of systems; NULL where no pack has one */
	struct score *vendor; /* of vendors, the same */
	struct duty *duties;  /* controls, gates, requirements, each in the order of the packs */
	size_t duty_count;
	struct tier_asks *tier_asks;
	size_t tier_ask_count;
	struct raci_row *raci;
	size_t raci_count;
	struct incident_tables incidents;
	struct role *roles;
	size_t role_count;
	struct team *teams;
	size_t team_count;
	struct planned_schema *schemas;
	size_t schema_count;
	struct waiver *waivers;
	size_t waiver_count;
	struct kind_globs *artifacts; /* what the team adds */
	size_t artifact_count;
	struct glob *ignore;
	size_t ignore_count;
	bool may_be_empty;
	bool has_config; /* false: no govlint.yaml, ai-baseline applies */
	struct str config_path;
	struct date now;
};

/* The rule as it judges; NULL: none of the id does. */
const struct planned_rule *
plan_rule(const struct plan *plan, struct str id);

const struct role *
plan_role(const struct plan *plan, struct str name);

#endif
