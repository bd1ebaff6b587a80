/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of the key tables of incidents and playbooks, by name. The tables are in keys_incident.c.
 */
#ifndef GOVLINT_POLICY_KEYS_INCIDENT_H
#define GOVLINT_POLICY_KEYS_INCIDENT_H

#include "policy/policy.h"

enum {
	INCIDENTS_TYPES,
	INCIDENTS_SEVERITIES,
	INCIDENTS_CLOCKS,
	INCIDENTS_NOTICES,
};

enum {
	SEVERITY_TRIAGE, /* the steps first, in the order of enum incident_step */
	SEVERITY_CONTAINMENT,
	SEVERITY_LEADERSHIP,
	SEVERITY_WINDOW,
	SEVERITY_ESCALATION,
};

enum {
	CLOCK_FRAMEWORK,
	CLOCK_ARTICLE,
	CLOCK_WHEN,
	CLOCK_WITHIN,
};

enum {
	NOTICE_SAYS,
};

enum {
	PLAYBOOK_FIRST,
	PLAYBOOK_CONTAINMENT,
};

extern const struct key_table keys_incidents;
extern const struct key_table keys_severity;
extern const struct key_table keys_clock;
extern const struct key_table keys_notice;
extern const struct key_table keys_playbook;

#endif
