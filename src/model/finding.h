/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong, or could not be decided, at one place. Both pass through the same settling:
 * fingerprint, waiver, order.
 */
#ifndef GOVLINT_MODEL_FINDING_H
#define GOVLINT_MODEL_FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/place.h"
#include "model/rule.h"

struct artifact;
struct planned_rule;
struct trace;
struct waiver;

enum finding_state {
	FINDING_OPEN,
	FINDING_WAIVED,
	FINDING_BASELINE,
};

/* What code scanning asks about the place of a finding (engine/lines.c). */
struct scanned {
	uint32_t column; /* in UTF-16 code units; 0 = not known */
	uint32_t end_column;
	char hash[40]; /* primaryLocationLineHash; "" = not known */
};

struct finding {
	bool not_verified;                  /* `message` is then the reason */
	bool never_waived;                  /* a failing machine, or what is not shown */
	bool rest;                          /* stands for those that are not shown */
	bool in_baseline;                   /* whatever its state is: a waiver comes first */
	struct str rule;                    /* id; also of the findings that settle/ makes itself */
	const struct planned_rule *planned; /* NULL for those */
	const struct own_rule *own;         /* NULL for all others */
	const struct artifact *about;       /* NULL for them */
	enum severity severity;
	enum finding_state state;
	struct str path;
	struct place place;
	struct str system;  /* id, or none */
	struct str subject; /* what it is about inside the artifact, or none */
	struct str message;
	struct str help;    /* the rule's fix */
	struct str excerpt; /* the source line, where it may be shown */
	char fingerprint[65];
	size_t ordinal;  /* among those that are equal in rule, path, system and subject */
	struct str blob; /* hex, of the file at `path`; only where a baseline asks for it */
	const struct waiver *waiver;
	struct scanned scanned;    /* only where a report asks for it */
	const struct trace *trace; /* of the item it comes from, where one was asked for */
};

struct findings {
	struct finding *items;
	size_t count;
	size_t capacity;
};

#endif
