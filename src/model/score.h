/* SPDX-License-Identifier: Apache-2.0
 *
 * A pack's score: what answers are worth, from what sum on a tier begins, and which tiers will do. Two
 * forms, alone or together: a sum of dimensions, where an answer that is missing gives no score, and
 * points for issues, where it is an issue.
 */
#ifndef GOVLINT_MODEL_SCORE_H
#define GOVLINT_MODEL_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "model/ref.h"

struct arena;

/* One dimension of a sum: value → points. */
struct score_dimension {
	struct str name;
	struct map values; /* name → struct score_points */
	struct str *names;
	int64_t *points;
	size_t count;
	int64_t max;
};

/* One row of `points`: an issue, unless the record says what it should. */
struct score_issue {
	struct str name;
	struct predicate unless;
	int64_t add;
	struct str severity;
};

struct score_tier {
	struct str name;
	int64_t from;
	struct str text; /* what it means, for people; may be none */
};

struct score_floor {
	struct str tier;
	struct predicate when;
	struct str because;
};

/* When the use of what is scored is approved. */
struct score_approval {
	struct str *tiers; /* any of these … */
	size_t tier_count;
	struct str no_severity; /* … and no issue of this severity; none: of any */
};

/* A pack's `scores:` entry. */
struct score {
	struct str name;
	const struct kind *kind;
	struct score_dimension *dimensions;
	size_t dimension_count;
	struct score_issue *issues;
	size_t issue_count;
	struct score_tier *tiers; /* highest `from` first */
	struct str *names;        /* of the tiers, lowest first */
	size_t tier_count;
	struct score_floor *floors;
	size_t floor_count;
	struct score_approval *approved; /* NULL: not said */
	int64_t max;
	struct str pack;
};

/* How much of all possible answers leads to each tier, before floors; NULL: there are too many to be told. An
 * issue is there or not: both count the same. */
double *
score_shares(const struct score *score, struct arena *arena);

#endif
