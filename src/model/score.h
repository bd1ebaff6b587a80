/* SPDX-License-Identifier: Apache-2.0
 *
 * A pack's score: what the answers in each dimension are worth, and from what sum on a tier begins.
 */
#ifndef GOVLINT_MODEL_SCORE_H
#define GOVLINT_MODEL_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "model/ref.h"

/* One dimension of a sum: value → points. */
struct score_dimension {
	struct str name;
	struct map values; /* name → struct score_points */
	struct str *names;
	int64_t *points;
	size_t count;
	int64_t max;
};

struct score_tier {
	struct str name;
	int64_t from;
};

struct score_floor {
	struct str tier;
	struct predicate when;
	struct str because;
};

/* A pack's `scores:` entry of the form sum. */
struct score {
	struct str name;
	const struct kind *kind;
	struct score_dimension *dimensions;
	size_t dimension_count;
	struct score_tier *tiers; /* highest `from` first */
	size_t tier_count;
	struct score_floor *floors;
	size_t floor_count;
	int64_t max;
	struct str pack;
};

#endif
