/* SPDX-License-Identifier: Apache-2.0
 *
 * What packs put in order: tiers, stages. Words compare as written; what no pack names has no rank.
 *
 *	plan_rank(plan, FACT_TIER, STR("high")) > plan_rank(plan, FACT_TIER, STR("low"))
 */
#ifndef GOVLINT_MODEL_RANK_H
#define GOVLINT_MODEL_RANK_H

#include "model/plan.h"

/* Words in their order, the lowest first. */
struct ranked_words {
	const char *noun; /* "tier"; NULL where the type is not ranked */
	const char *plural;
	const struct str *items;
	size_t count;
};

/* The words of a ranked type; none where no pack has any. */
struct ranked_words
plan_words(const struct plan *plan, enum fact_type type);

/* The rank of a word (0 = lowest), or SIZE_MAX. */
size_t
plan_rank(const struct plan *plan, enum fact_type type, struct str word);

/* How two values of a type compare: -1, 0, 1; 2: they have no order. */
int
plan_order(const struct plan *plan, enum fact_type type, const struct value *a,
	   const struct value *b);

#endif
