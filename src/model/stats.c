/* SPDX-License-Identifier: Apache-2.0
 *
 * Laps. In: the name of what has just ended. Out: how long it took.
 */
#include "model/stats.h"

int64_t
stats_now(const struct stats *stats)
{
	return stats && stats->stopwatch ? stats->stopwatch() : 0;
}

void
stats_lap(struct stats *stats, const char *name)
{
	int64_t now = stats_now(stats);

	if (!stats || stats->lap_count == STATS_LAPS_MAX)
		return;
	stats->laps[stats->lap_count++] = (struct stats_lap){name, now - stats->last};
	stats->last = now;
}
