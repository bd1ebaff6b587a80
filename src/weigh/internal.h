/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of weigh/ share: one system while its duties are weighed.
 */
#ifndef GOVLINT_WEIGH_INTERNAL_H
#define GOVLINT_WEIGH_INTERNAL_H

#include "base/map.h"
#include "weigh/weigh.h"

/* In the order in which what is not met counts. */
enum status {
	STATUS_NOT_VERIFIED,
	STATUS_NOT_MET, /* something resolves, but says no */
	STATUS_EXPIRED,
	STATUS_NOT_EVIDENCED,
	STATUS_NOT_APPLICABLE,
	STATUS_MET,
};

/* What came of one item. */
struct weighed_item {
	const struct evidence_item *item;
	enum status status;
	struct str reason; /* none where it is met */
	struct str path;   /* of the evidence that decided, or none */
	struct place place;
};

/* A document, looked at once however many name it. */
struct document_state {
	struct str path; /* from the root; none: it leads out of the tree */
	struct str lacks;
	struct err *unknown; /* settled; NULL: it is known */
};

struct weighing {
	struct view *view;
	struct map documents; /* path as written → struct document_state */
	struct map open;      /* rule id → struct open_rule */
	struct map touched;   /* the same of what the change touches */
	const bool *there;    /* by number of the kind: whether there is any such artifact */
	struct artifact *system;
	struct map evidence; /* id → struct entries_of_id, of this system */
	struct str tier;
	struct err *no_tier; /* settled; NULL: `tier` is known */
	struct err *failed;  /* the machine's, settled: nothing can be said of what it kept back */
	struct str *reads;   /* paths of all evidence that the duty at hand was weighed by */
	size_t read_count;
	size_t read_capacity;
	bool is_touched;       /* the duty at hand, by what its rules look at */
	bool told[DUTY_TYPES]; /* that it is unknown what the system owes */
};

/* Open findings of a rule, for all systems together. */
struct open_rule {
	const struct finding **items;
	size_t count;
	size_t capacity;
};

/* Note the system's evidence by id. */
void
evidence_note(struct weighing *weighing);

/* Note that the duty at hand was weighed by a path. */
void
weigh_reads(struct weighing *weighing, struct str path);

void
evidence_weigh(struct weighing *weighing, const struct evidence_item *item,
	       struct weighed_item *out);

/* What stands in the way of one rule; *path is that of the finding, or none. */
struct weighed_item
rule_weigh(struct weighing *weighing, struct str rule, struct str *path);

/* Add the artifact of a duty that the system owes. */
void
duty_weigh(struct weighing *weighing, const struct duty *duty);

/* Whether the system names the requirement's framework, or the pack asks all. */
struct err *
scope_names(struct weighing *weighing, const struct duty *duty, bool *out) MUST_USE;

/* Whether conditions hold for the system. */
struct err *
weigh_holds(struct weighing *weighing, const struct predicate *when, bool *out) MUST_USE;

#endif
