/* SPDX-License-Identifier: Apache-2.0
 *
 * A score's table in, how its answers spread over its tiers out. Answers are not enumerated: how many of
 * them lead to each sum is counted one dimension after the other.
 */
#include "model/score.h"

#include "base/arena.h"

/* Additions beyond this are not made: a tenth of a second. */
#define STEPS_MOST 100000000.0

static double
steps(const struct score *score)
{
	double values = 2 * (double)score->issue_count;

	for (size_t i = 0; i < score->dimension_count; i++)
		values += (double)score->dimensions[i].count;
	return values * ((double)score->max + 1);
}

/* How many answers lead to each sum, and room for the next question. */
struct counting {
	double *ways;
	double *next;
	size_t size;
};

/* One more question, which is answered by any of these points. */
static void
ask(struct counting *counting, const int64_t *points, size_t count)
{
	double *ways = counting->ways;

	for (size_t sum = 0; sum < counting->size; sum++)
		counting->next[sum] = 0;
	for (size_t sum = 0; sum < counting->size; sum++)
		for (size_t i = 0; ways[sum] > 0 && i < count; i++)
			counting->next[sum + (size_t)points[i]] += ways[sum];
	counting->ways = counting->next;
	counting->next = ways;
}

static double *
count_ways(const struct score *score, size_t size, struct arena *arena)
{
	struct counting counting = {
		.ways = arena_array(arena, size, sizeof(double)),
		.next = arena_array(arena, size, sizeof(double)),
		.size = size,
	};

	counting.ways[0] = 1;
	for (size_t i = 0; i < score->dimension_count; i++)
		ask(&counting, score->dimensions[i].points, score->dimensions[i].count);
	for (size_t i = 0; i < score->issue_count; i++)
		ask(&counting, (const int64_t[]){0, score->issues[i].add}, 2);
	return counting.ways;
}

double *
score_shares(const struct score *score, struct arena *arena)
{
	size_t size = (size_t)score->max + 1;
	double *shares, *ways;
	double total = 0;

	if (steps(score) > STEPS_MOST)
		return NULL;
	shares = arena_array(arena, score->tier_count, sizeof *shares);
	ways = count_ways(score, size, arena);
	for (size_t sum = 0; sum < size; sum++) {
		size_t tier = 0;

		total += ways[sum];
		while (tier < score->tier_count && (int64_t)sum < score->tiers[tier].from)
			tier++;
		if (tier < score->tier_count)
			shares[tier] += ways[sum];
	}
	for (size_t i = 0; i < score->tier_count; i++)
		shares[i] /= total;
	return shares;
}
