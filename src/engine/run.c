/* SPDX-License-Identifier: Apache-2.0
 *
 * The corridor on one screen: what there is, what is asked, what is true, what is wrong, what
 * counts. In: a request. Out: a result that any report can tell, also when a step failed: the
 * verdict stays undecided until settle/ has counted everything. Nothing is printed here.
 */
#include <stdarg.h>

#include "base/arena.h"
#include "engine/corridor.h"
#include "settle/settle.h"

static struct err *
walk(struct corridor *corridor)
{
	static const struct {
		const char *name;
		struct err *(*take)(struct corridor *corridor);
	} steps[] = {
		{"open", corridor_open},
		{"ask", corridor_ask},
		{"reviews", corridor_reviews},
		{"baseline", corridor_known},
		{"gather", corridor_gather},
		{"judge", corridor_judge},
		{"comments", corridor_suppressions},
		{"blobs", corridor_blobs},
		{"systems", corridor_tell},
	};

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct err *err = steps[i].take(corridor);

		stats_lap(corridor->result->stats, steps[i].name);
		TRY(err);
	}
	return NULL;
}

/* The plan outlives the corridor: settling and reports look things up in it. */
static void
keep_plan(struct corridor *corridor)
{
	struct plan *plan;

	if (!corridor->result->plan)
		return;
	plan = arena_alloc(corridor->run, sizeof *plan);
	*plan = corridor->plan;
	corridor->result->plan = plan;
}

/* More seconds than can be counted are for ever. */
static struct deadline
deadline_in(int64_t (*clock)(void), size_t seconds)
{
	struct deadline deadline = {.clock = clock, .end = INT64_MAX};
	int64_t now = clock();

	if (seconds < (size_t)(INT64_MAX - now))
		deadline.end = now + (int64_t)seconds;
	return deadline;
}

static void
start_stats(struct corridor *corridor)
{
	struct stats *stats;

	if (!corridor->request->stats)
		return;
	stats = arena_alloc(corridor->run, sizeof *stats);
	*stats = (struct stats){.stopwatch = corridor->request->stopwatch};
	stats->last = stats_now(stats);
	corridor->result->stats = stats;
}

void
engine_run(const struct engine_request *request, struct arena *run, struct result *result)
{
	struct corridor corridor = {.request = request, .run = run, .result = result};
	struct err *err;

	*result = (struct result){
		.verdict = VERDICT_UNDECIDED,
		.run = {.source = "worktree", .now = request->policy.now},
		.systems = value_list(),
		.vendors = value_list(),
		.incidents = value_list(),
		.fail_on = request->fail_on,
	};
	if (request->clock)
		corridor.deadline = deadline_in(request->clock, limits_of(&corridor)->seconds);
	start_stats(&corridor);
	arena_init(&corridor.scratch, request->exhausted);
	err = walk(&corridor);
	if (err_lost(&corridor.scratch) > 0 && !err)
		err = err_new(run, "an error was met and not reported");
	if (err)
		result->errors = err_join(result->errors, err_move(run, err));
	err_settle(result->errors);
	if (err_lost(run) > 0)
		result->errors =
			err_join(result->errors, err_new(run, "an error was met and not reported"));
	keep_plan(&corridor);
	settle(result, run);
	stats_lap(result->stats, "settle");
	if (request->wants_lines)
		corridor_lines(&corridor);
	corridor_close(&corridor);
}

void
corridor_note(struct corridor *corridor, const char *format, ...)
{
	struct result *result = corridor->result;
	struct str *notes = arena_array(corridor->run, result->note_count + 1, sizeof(struct str));
	va_list values;

	for (size_t i = 0; i < result->note_count; i++)
		notes[i] = result->notes[i];
	va_start(values, format);
	notes[result->note_count++] = str_of(arena_vprint(corridor->run, format, values));
	va_end(values);
	result->notes = notes;
}

void
corridor_close(struct corridor *corridor)
{
	source_close(&corridor->source);
	arena_free(&corridor->scratch);
}
