/* SPDX-License-Identifier: Apache-2.0
 *
 * The corridor up to a point, for looking at: the plan that would judge, and the facts that rules
 * see. In: a request and perhaps the name of an artifact. Out: the plan; an artifact's facts as a
 * map, or those of all artifacts as a list.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "engine/corridor.h"
#include "facts/facts.h"

static struct err *
no_such_artifact(const struct corridor *corridor, struct str name)
{
	struct err *err = err_new(corridor->run, "there is no artifact %.*s", STR_ARG(name));
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < corridor->index.count; i++) {
		suggest_name(&suggest, corridor->index.artifacts[i]->path);
		suggest_name(&suggest, corridor->index.artifacts[i]->id);
	}
	best = suggest_best(&suggest);
	if (best.data)
		return err_help(err, "did you mean '%.*s'?", STR_ARG(best));
	return err_help(err, "without a name the facts of all artifacts are printed");
}

static struct err *
collect(struct corridor *corridor, struct str name, struct value *out)
{
	struct value all = value_list();

	for (size_t i = 0; i < corridor->index.count; i++) {
		struct artifact *artifact = corridor->index.artifacts[i];

		if (!name.data || str_equal(artifact->path, name) || str_equal(artifact->id, name))
			value_add(corridor->run, &all, facts_all(&corridor->view, artifact));
	}
	if (name.data && all.list.count == 0)
		return no_such_artifact(corridor, name);
	*out = name.data && all.list.count == 1 ? all.list.items[0] : all;
	return NULL;
}

static struct err *
walk_to_plan(struct corridor *corridor)
{
	TRY(corridor_open(corridor));
	TRY(corridor_ask(corridor));
	return NULL;
}

static struct err *
walk_to_artifacts(struct corridor *corridor)
{
	TRY(walk_to_plan(corridor));
	TRY(corridor_reviews(corridor));
	TRY(corridor_gather(corridor));
	return NULL;
}

/* The end of a walk; what went wrong outlives it. */
static struct err *
leave(struct corridor *corridor, struct err *err)
{
	if (err)
		err = err_move(corridor->run, err);
	corridor_close(corridor);
	return err;
}

struct err *
engine_facts(const struct engine_request *request, struct str artifact, struct arena *run,
	     struct value *out)
{
	struct result result = {0};
	struct corridor corridor = {.request = request, .run = run, .result = &result};
	struct err *err;

	arena_init(&corridor.scratch, request->exhausted);
	err = walk_to_artifacts(&corridor);
	if (!err)
		err = collect(&corridor, artifact, out);
	return leave(&corridor, err);
}

struct err *
engine_records(const struct engine_request *request, const char *which, struct arena *run,
	       struct value *out)
{
	struct result result = {
		.systems = value_list(), .vendors = value_list(), .incidents = value_list()};
	struct corridor corridor = {.request = request, .run = run, .result = &result};
	struct err *err;

	arena_init(&corridor.scratch, request->exhausted);
	err = walk_to_artifacts(&corridor);
	if (!err)
		err = corridor_tell(&corridor);
	*out = str_is(STR("vendors"), which)     ? result.vendors
	       : str_is(STR("incidents"), which) ? result.incidents
						 : result.systems;
	return leave(&corridor, err);
}

struct err *
engine_plan(const struct engine_request *request, struct arena *run, struct plan *out)
{
	struct result result = {0};
	struct corridor corridor = {.request = request, .run = run, .result = &result};
	struct err *err;

	arena_init(&corridor.scratch, request->exhausted);
	err = walk_to_plan(&corridor);
	*out = corridor.plan;
	return leave(&corridor, err);
}
