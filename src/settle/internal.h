/* SPDX-License-Identifier: Apache-2.0
 *
 * The steps of settling, in the order in which settle.c takes them.
 */
#ifndef GOVLINT_SETTLE_INTERNAL_H
#define GOVLINT_SETTLE_INTERNAL_H

#include "base/map.h"
#include "settle/settle.h"

/* Give every finding its waiver, if one applies; report on the waivers themselves. */
void
settle_waive(struct result *result, struct arena *run);

/* Hide what comments in the judged files excuse; report on the comments themselves. */
void
settle_suppress(struct result *result, struct arena *run);

/* By path, place, rule, system, subject, message. */
void
settle_order(struct findings *findings);

/* Fingerprint each finding of an ordered list. */
void
settle_identify(struct findings *findings, struct arena *run);

/* Mark the identified findings that the baseline knows, or, where one is made, all that can be
 * known; say what is wrong with the baseline. */
void
settle_baseline(struct result *result, struct arena *run);

/* Whether the rule judges and the path is in the part of the tree that was asked for. */
bool
settle_concerns(const struct result *result, struct str rule, struct str path);

/* Paths of items that are not verified: what was found there may well be there still. */
struct map
settle_undecided_paths(const struct result *result, struct arena *run);

/* A line for the person who reads the report. */
void
settle_note(struct result *result, struct arena *run, struct str note);

/* An error by which the run cannot decide; the verdict answers for it. */
void
settle_undecided(struct result *result, struct err *reason);

/* Count what is open, waived, not verified. */
void
settle_count(struct result *result);

/* The one place where "undecided" may become "pass" or "fail". */
void
settle_decide(struct result *result, struct arena *run);

/* Whether the run looks at what changed only. */
bool
settle_has_changed_set(const struct result *result);

/* Whether a severity is at or above --fail-on. A severity out of range is. */
bool
settle_blocks(const struct result *result, enum severity severity);

/* A finding of settle/ itself, by one of settle_rules; place and message are for the caller to fill
 * in, before the next one. */
struct finding *
settle_report(struct result *result, struct arena *run, const char *rule);

#endif
