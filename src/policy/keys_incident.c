/* SPDX-License-Identifier: Apache-2.0
 *
 * The keys of incidents and playbooks in a pack, as keys.c has those of everything else.
 */
#include "policy/keys_incident.h"

static const struct key severity_rows[] = {
	[SEVERITY_TRIAGE] = {.name = "triage",
			     .type = KEY_PERIOD,
			     .summary = "how soon after discovery it is looked at"},
	[SEVERITY_CONTAINMENT] = {.name = "containment",
				  .type = KEY_PERIOD,
				  .summary = "how soon it is contained"},
	[SEVERITY_LEADERSHIP] = {.name = "leadership",
				 .type = KEY_PERIOD,
				 .summary = "how soon leadership is told"},
	[SEVERITY_WINDOW] = {.name = "window",
			     .type = KEY_STRING,
			     .summary = "when regulators are thought of, for people"},
	[SEVERITY_ESCALATION] = {.name = "escalation",
				 .type = KEY_STRINGS,
				 .summary = "whom to call, in order"},
	{0},
};
const struct key_table keys_severity = {"severity", severity_rows};

static const struct key clock_rows[] = {
	[CLOCK_FRAMEWORK] = {.name = "framework",
			     .type = KEY_STRING,
			     .required = true,
			     .summary = "who wants to be told"},
	[CLOCK_ARTICLE] = {.name = "article",
			   .type = KEY_STRING,
			   .required = true,
			   .summary = "where that stands"},
	[CLOCK_WHEN] = {.name = "when",
			.type = KEY_ANY,
			.summary = "conditions on the incident as it is written"},
	[CLOCK_WITHIN] = {.name = "within",
			  .type = KEY_PERIOD,
			  .required = true,
			  .summary = "how soon after becoming aware"},
	{0},
};
const struct key_table keys_clock = {"clock", clock_rows};

static const struct key notice_rows[] = {
	[NOTICE_SAYS] = {.name = "says",
			 .type = KEY_STRINGS,
			 .required = true,
			 .summary = "what it has to say"},
	{0},
};
const struct key_table keys_notice = {"notice", notice_rows};

static const struct key incidents_rows[] = {
	[INCIDENTS_TYPES] = {.name = "types",
			     .type = KEY_STRINGS,
			     .summary = "what an incident can be"},
	[INCIDENTS_SEVERITIES] = {.name = "severities",
				  .type = KEY_NAMED,
				  .summary = "how bad it can be, the worst first, and how soon "
					     "each step is taken",
				  .table = &keys_severity},
	[INCIDENTS_CLOCKS] = {.name = "clocks",
			      .type = KEY_LIST,
			      .summary = "who has to be told, and how soon",
			      .table = &keys_clock},
	[INCIDENTS_NOTICES] = {.name = "notices",
			       .type = KEY_NAMED,
			       .summary = "what notices have to say: {to: {says: [texts]}}",
			       .table = &keys_notice},
	{0},
};
const struct key_table keys_incidents = {"map of incidents", incidents_rows};

static const struct key playbook_rows[] = {
	[PLAYBOOK_FIRST] = {.name = "first",
			    .type = KEY_STRINGS,
			    .required = true,
			    .summary = "what to do first"},
	[PLAYBOOK_CONTAINMENT] = {.name = "containment",
				  .type = KEY_STRINGS,
				  .required = true,
				  .summary = "how to keep it from spreading"},
	{0},
};
const struct key_table keys_playbook = {"playbook", playbook_rows};
