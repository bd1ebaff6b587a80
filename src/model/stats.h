/* SPDX-License-Identifier: Apache-2.0
 *
 * What a run did and how long that took, where `--stats` asks. Counts are the same at any number of
 * threads; times never are. Nothing here reaches a report or a verdict.
 *
 *	stats_lap(stats, "judge");   // the time since the last lap went into judging
 */
#ifndef GOVLINT_MODEL_STATS_H
#define GOVLINT_MODEL_STATS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct kind;

/* The steps of a run; more than it has. */
#define STATS_LAPS_MAX 16

/* One rule, or what one thread saw of it. */
struct stats_rule {
	size_t planned;
	size_t judged;
	size_t not_verified;
	size_t not_applicable;
	size_t hidden;
	int64_t nanoseconds; /* facts that the rule was the first to ask for included */
};

struct stats_kind {
	const struct kind *kind;
	size_t artifacts;
};

struct stats_lap {
	const char *name;
	int64_t nanoseconds;
};

/* What facts read: files that were opened, as often as they were, and their bytes. */
struct stats_reads {
	atomic_size_t files;
	atomic_uint_fast64_t bytes;
};

struct stats {
	int64_t (*stopwatch)(void); /* nanoseconds, never going back; NULL: no times */
	int64_t last;
	struct stats_rule *rules; /* by rule of the plan; NULL: it came to no judging */
	struct stats_kind *kinds;
	size_t kind_count;
	struct stats_lap laps[STATS_LAPS_MAX];
	size_t lap_count;
	struct stats_reads reads;
};

/* The stopwatch, or 0. */
int64_t
stats_now(const struct stats *stats);

/* Nothing happens to no stats. */
void
stats_lap(struct stats *stats, const char *name);

#endif
