/* SPDX-License-Identifier: Apache-2.0
 *
 * What would judge. In: a request. Out: its plan, for `explain`; nothing is gathered or judged. The
 * source is closed again: the plan lives in `run` by itself.
 */
#include "base/arena.h"
#include "engine/corridor.h"

static struct err *
walk(struct corridor *corridor)
{
	TRY(corridor_open(corridor));
	TRY(corridor_ask(corridor));
	return NULL;
}

struct err *
engine_plan(const struct engine_request *request, struct arena *run, struct plan *out)
{
	struct result result = {0};
	struct corridor corridor = {.request = request, .run = run, .result = &result};
	struct err *err;

	arena_init(&corridor.scratch, request->exhausted);
	err = walk(&corridor);
	if (err)
		err = err_move(run, err);
	else
		*out = corridor.plan;
	corridor_close(&corridor);
	return err;
}
