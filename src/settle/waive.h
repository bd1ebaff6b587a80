/* SPDX-License-Identifier: Apache-2.0
 *
 * A waiver and what it met in this run, between waive.c, which applies waivers, and audit.c, which
 * judges them.
 */
#ifndef GOVLINT_SETTLE_WAIVE_H
#define GOVLINT_SETTLE_WAIVE_H

#include "settle/internal.h"

struct waiver_use {
	const struct waiver *waiver;
	struct waiver_use *next; /* the next one of the same path */
	size_t matched;          /* findings and items not verified that it speaks of */
	struct str subject;      /* of the first of them */
	struct str system;
	bool many_subjects;
	bool many_systems;
};

/* Whether the last day of the waiver is over. */
bool
waiver_expired(const struct waiver *waiver, struct date now);

/* Whether it speaks of the finding, expired or not. */
bool
waiver_matches(const struct waiver *waiver, const struct finding *finding);

/* Report waivers that are expired, about to, unused or over-broad. */
void
waiver_audit(struct result *result, struct arena *run, const struct waiver_use *uses, size_t count);

#endif
