/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of settle/: findings → what counts. Fingerprints, waivers and their own findings,
 * order, the summary and the verdict.
 */
#ifndef GOVLINT_SETTLE_SETTLE_H
#define GOVLINT_SETTLE_SETTLE_H

#include "model/result.h"

/* Settle everything in `result` whose counts of items, findings and errors are filled in: waive,
 * fingerprint, sort, count, decide. The verdict becomes "pass" here and nowhere else. */
void
settle(struct result *result, struct arena *run);

/* The findings so far as settling would leave them: waived, excused, known, or open. `result` stays as it
 * is; settling does all of it anew. */
struct findings
settle_trial(const struct result *result, struct arena *run);

/* SHA-256(rule, path, system, subject, ordinal among equal ones) in hex. Each text is preceded by
 * its length, so that no two lists of texts read the same; none and empty are the same. */
void
settle_fingerprint(const struct finding *finding, size_t ordinal, char out[65]);

/* What settle/ itself reports, for `explain` and the reference. */
extern const struct own_rule settle_rules[]; /* ended by a row without an id */

#endif
