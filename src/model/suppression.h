/* SPDX-License-Identifier: Apache-2.0
 *
 * A comment in a judged file by which its author excuses a finding: "govlint: allow RULE -- REASON".
 * engine/ finds them and says which are right; settle/ says what they hide and what is wrong with
 * them. One hides a finding as a waiver does, and is shown as one.
 */
#ifndef GOVLINT_MODEL_SUPPRESSION_H
#define GOVLINT_MODEL_SUPPRESSION_H

#include "model/plan.h"

struct suppression {
	struct waiver waiver; /* `in_file`; its place is the comment's */
	uint32_t line;        /* it speaks of findings in this line of its file */
	const char *wrong;    /* why it counts for nothing, or NULL */
	const char *help;
	bool arrives;       /* the tree that the policy comes from does not have it: not yet */
	struct str excerpt; /* the line it stands in, where it may be shown */
};

struct suppressions {
	struct suppression *items;
	size_t count;
	size_t capacity;
};

#endif
