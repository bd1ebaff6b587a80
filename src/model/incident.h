/* SPDX-License-Identifier: Apache-2.0
 *
 * What packs say of incidents: their types and severities, how soon each step has to be taken, which
 * frameworks want to be told until when, and what to do first.
 */
#ifndef GOVLINT_MODEL_INCIDENT_H
#define GOVLINT_MODEL_INCIDENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/place.h"
#include "model/ref.h"

enum incident_step {
	STEP_TRIAGE,
	STEP_CONTAINMENT,
	STEP_LEADERSHIP,
	STEP_COUNT,
};

struct texts {
	struct str *items;
	size_t count;
};

struct incident_limit {
	bool given;
	struct period within; /* of the discovery */
	struct str text;
};

struct incident_severity {
	struct str name;
	struct incident_limit limits[STEP_COUNT];
	struct str window; /* of regulators, for people */
	struct texts escalation;
};

/* A framework wants to be told within a time of becoming aware. */
struct incident_clock {
	struct str framework;
	struct str article;
	struct predicate when; /* of the record as written */
	struct period within;
	struct str text;
	struct str pack;
};

/* What to do in an incident of a type; "default" is that of types without one. */
struct playbook {
	struct str type;
	struct texts first;
	struct texts containment;
	struct place place;
	struct str pack;
};

/* What a notice to somebody has to say. */
struct notice {
	struct str to;
	struct texts says;
};

struct incident_tables {
	struct str pack; /* whose types and severities they are; none: no pack has any */
	struct texts types;
	struct incident_severity *severities;
	struct str *names; /* of the severities, the mildest first */
	size_t severity_count;
	struct notice *notices;
	size_t notice_count;
	struct incident_clock *clocks; /* of all packs */
	size_t clock_count;
	struct playbook *playbooks;
	size_t playbook_count;
};

#endif
