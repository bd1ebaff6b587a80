/* SPDX-License-Identifier: Apache-2.0
 *
 * What is asked. In: the trusted tree and the command line. Out: the plan. With a changed set the
 * judged tree's own configuration is loaded as well, to be looked at and not to judge by: a merge that
 * would break the gate is undecided, not a pass.
 */
#include "base/arena.h"
#include "engine/corridor.h"

/* The files are called by where they stand in the repository. */
static struct err *
read_submodule(const struct policy_request *request, struct str path, struct arena *run,
	       struct texts_found *out)
{
	struct str folder = str_join_path(run, request->root, path);

	TRY(engine_folder_texts(str_copy(run, folder),
				request->limits ? request->limits : &limits_default, run, out));
	for (size_t i = 0; i < out->count; i++)
		out->items[i].path += folder.size - path.size;
	return NULL;
}

static struct policy_request
request_for(const struct corridor *corridor, struct repository *repository,
	    const struct entries *entries)
{
	struct policy_request request = corridor->request->policy;

	request.repository = repository;
	request.entries = entries;
	request.submodule = read_submodule;
	request.root = corridor->source.root_path;
	return request;
}

static struct err *
load_judged(struct corridor *corridor)
{
	struct policy_request request =
		request_for(corridor, corridor->source.judged, &corridor->entries);
	struct plan *after = arena_alloc(corridor->run, sizeof *after);
	struct err *err;

	err = policy_load(&request, corridor->run, after);
	if (err)
		return err_wrap(corridor->run, err, "after this change the policy would not load");
	corridor->after = after;
	if (after->has_config && !corridor->plan.has_config)
		corridor_note(corridor, "%s is new in this change: it takes effect after the merge",
			      POLICY_CONFIG);
	return NULL;
}

static struct err *
load_trusted(struct corridor *corridor)
{
	struct policy_request request =
		request_for(corridor, corridor->source.trusted, &corridor->trusted_entries);
	struct err *err;

	err = policy_load(&request, corridor->run, &corridor->plan);
	if (err && corridor->source.trusted != corridor->source.judged)
		return err_help(
			err_wrap(corridor->run, err, "the policy of the base does not load"),
			"--policy-ref REV takes the policy from another revision");
	return err;
}

struct err *
corridor_ask(struct corridor *corridor)
{
	TRY(load_trusted(corridor));
	corridor->result->plan = &corridor->plan;
	TRY(corridor_traced(corridor));
	if (corridor->source.trusted != corridor->source.judged)
		TRY(load_judged(corridor));
	return NULL;
}
