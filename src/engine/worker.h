/* SPDX-License-Identifier: Apache-2.0
 *
 * A thread that judges, and what comes of one artifact. Judging one item to its end is in worker.c, which
 * items there are in judge.c.
 */
#ifndef GOVLINT_ENGINE_WORKER_H
#define GOVLINT_ENGINE_WORKER_H

#include "check/check.h"
#include "engine/corridor.h"

/* What came of one artifact. */
struct outcome {
	struct findings findings;
	struct findings unseen;  /* of items that are hidden, for what duties ask of their rules */
	struct findings touched; /* items of these that the change touches, whatever came of them */
	size_t planned;
	size_t judged;
	size_t not_verified;
	size_t not_applicable;
	size_t hidden;
	struct traces traces; /* of the rule that is traced */
	bool late;            /* the run's time was over before it was judged to its end */
};

struct worker {
	struct arena run;
	struct arena scratch;
	struct view view;
	struct stats *stats;       /* of the run, for its stopwatch; NULL: nobody asks */
	struct stats_rule *counts; /* what this thread saw, by rule of the plan */
};

/* Judge an item to its end, and put what came of it into its list. */
enum trace_end
worker_judge(struct worker *worker, struct item *item);

/* What an item came to, for its trace and for the counts of its rule; `first` is the first of its findings. */
void
worker_note(struct worker *worker, const struct item *item, size_t first, enum trace_end end,
	    int64_t start);

#endif
