/* SPDX-License-Identifier: Apache-2.0
 *
 * Packs, as far as each text knows them: what they name is looked up when the plan is made.
 */
#ifndef GOVLINT_POLICY_PACK_H
#define GOVLINT_POLICY_PACK_H

#include "model/plan.h"
#include "policy/keys_pack.h"
#include "policy/strict.h"

/* What a pack or govlint.yaml says about one rule. */
struct setting {
	struct loader *loader;
	struct str rule;
	struct place place; /* of the rule's name */
	bool has_severity;
	enum severity severity;
	struct place severity_place;
	const struct value *map; /* parameters, and severity */
};

struct settings {
	struct setting *items;
	size_t count;
};

struct role_def {
	struct loader *loader;
	struct place place;
	const struct value *same_as; /* as written, for the places of the names; or NULL */
	const struct value *of;
	struct role role;
};

struct roles {
	struct role_def *items;
	size_t count;
	size_t capacity;
};

/* A duty, and what it names as written, for the plan to look up; NULL where it names none. */
struct duty_def {
	struct loader *loader;
	struct place place; /* of its id */
	struct duty duty;
	const struct value *tiers;
	const struct value *rules;
	const struct value *roles; /* of a gate's approvals */
	const struct value *role;  /* of a control that is an approval */
	const struct value *from;
	const struct value *to;
	const struct value *satisfied_by;
	struct settings settings; /* of a requirement's rules */
};

struct duty_defs {
	struct duty_def *items;
	size_t count;
	size_t capacity;
};

struct tier_asks_def {
	struct loader *loader;
	struct place place;
	struct tier_asks asks;
	const struct value *controls;
};

/* What a pack says of one score. */
struct score_def {
	struct place place;
	struct score *table; /* NULL: floors alone */
	struct score_floor *floors;
	struct place *floor_places;
	size_t floor_count;
};

struct pack {
	struct loader *loader;
	struct place place;
	struct planned_pack planned;
	struct settings settings;
	struct roles roles;
	struct str *stages;
	size_t stage_count;
	struct place stages_place;
	struct score_def scores[SCORES_COUNT]; /* by the rows of keys_scores */
	struct str framework;
	bool every_system;
	struct duty_defs duties;
	struct tier_asks_def *tiers;
	size_t tier_count;
	struct place tiers_place;
	struct raci_row *raci;
	size_t raci_count;
	struct incident_tables incidents;
	struct place incidents_place;
	const struct value *raci_written; /* for the places of its roles */
};

/* `rules:` of a pack (no `off`) or of govlint.yaml. */
void
load_settings(struct loader *loader, const struct field *field, bool allow_off,
	      struct settings *out);

void
load_roles(struct loader *loader, const struct value *map, struct roles *out);

void
load_holders(struct loader *loader, const struct value *map, struct roles *out);

void
load_scores(struct loader *loader, const struct value *map, struct pack *out);

/* controls, tiers, gates, requirements: all of a pack's `fields`. */
void
load_duties(struct loader *loader, const struct field *fields, struct pack *out);

/* raci.c: who does what. */
void
load_raci(struct loader *loader, const struct field *field, struct pack *out);

/* incidents.c: of all of a pack's `fields`. */
void
load_incidents(struct loader *loader, const struct field *pack_fields, struct pack *out);

/* All packs of a text. */
struct pack *
load_packs(struct loader *loader, size_t *count);

#endif
