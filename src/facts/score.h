/* SPDX-License-Identifier: Apache-2.0
 *
 * A pack's score applied to a record: points, the tier they fall in, the issues that gave points, and
 * whether its use is approved.
 *
 *	struct scored scored;
 *	TRY(score_weigh(view, system, view->plan->risk, &scored));   // an error says which answers do not do
 */
#ifndef GOVLINT_FACTS_SCORE_H
#define GOVLINT_FACTS_SCORE_H

#include "model/view.h"

struct score;
struct score_tier;

struct scored {
	int64_t points;
	const struct score_tier *tier;
	struct value issues; /* [{issue, severity, points}], in the scratch arena */
	bool approved;       /* the score says when that is, and it is */
};

/* The fields of an issue. */
extern const struct fact_def score_issue_fields[];

/* `score` may be NULL: no selected pack has one of the name. */
struct err *
score_weigh(struct view *view, const struct artifact *artifact, const struct score *score,
	    const char *name, struct scored *out) MUST_USE;

#endif
