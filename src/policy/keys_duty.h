/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of the key tables of controls, tiers, gates and requirements, by name. The tables are in
 * keys_duty.c.
 */
#ifndef GOVLINT_POLICY_KEYS_DUTY_H
#define GOVLINT_POLICY_KEYS_DUTY_H

#include "policy/policy.h"

enum {
	CONTROL_ID,
	CONTROL_TITLE,
	CONTROL_HELP,
	CONTROL_MAX_AGE,
	CONTROL_SATISFIED_BY,
	CONTROL_APPROVAL,
	CONTROL_NOT_APPLICABLE,
	CONTROL_EVIDENCE,
	CONTROL_RULES,
};

enum {
	EVIDENCE_ID,
	EVIDENCE_TITLE,
	EVIDENCE_MAX_AGE,
	EVIDENCE_SAME_AS,
	EVIDENCE_APPROVAL,
	EVIDENCE_NOT_APPLICABLE,
};

enum {
	ASKS_REVIEW,
	ASKS_CONTROLS,
};

enum {
	GATE_ID,
	GATE_TITLE,
	GATE_HELP,
	GATE_FROM,
	GATE_TO,
	GATE_TIERS,
	GATE_BLOCKING,
	GATE_ARTIFACTS,
	GATE_APPROVALS,
	GATE_TESTS,
	GATE_RULES,
};

enum {
	REQUIREMENT_ID,
	REQUIREMENT_TITLE,
	REQUIREMENT_ARTICLE,
	REQUIREMENT_APPLIES,
	REQUIREMENT_ADOPTED_ON,
	REQUIREMENT_APPLIES_FROM,
	REQUIREMENT_AMENDED_BY,
	REQUIREMENT_SOURCE,
	REQUIREMENT_REVIEWED_ON,
	REQUIREMENT_COVERAGE,
	REQUIREMENT_HELP,
	REQUIREMENT_EVIDENCE,
	REQUIREMENT_RULES,
	REQUIREMENT_NOT_APPLICABLE,
};

enum {
	APPLIES_TIERS,
	APPLIES_WHEN,
};

enum {
	EXCUSED_WHEN,
};

extern const struct key_table keys_control;
extern const struct key_table keys_evidence;
extern const struct key_table keys_asks;
extern const struct key_table keys_gate;
extern const struct key_table keys_requirement;
extern const struct key_table keys_applies;
extern const struct key_table keys_excused;

extern const char *const words_scope[];    /* declared, every_system */
extern const char *const words_coverage[]; /* in the order of enum duty_coverage */

#endif
