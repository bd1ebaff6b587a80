/* SPDX-License-Identifier: Apache-2.0
 *
 * What there is to judge. In: the trees and the plan. Out: the view that facts are asked from, with
 * its index of artifacts, and the counts of what was ignored and what is governed.
 */
#include "base/arena.h"
#include "engine/corridor.h"
#include "facts/facts.h"

/* A pull request's reviews and authors are judged with a base to compare with; what is staged is
 * no change request yet. */
static const struct change *
change_to_judge(const struct corridor *corridor)
{
	return corridor->request->source.mode == SOURCE_DIFF ? corridor->change : NULL;
}

static void
look(struct corridor *corridor)
{
	struct view *view = &corridor->view;

	map_init(&corridor->index.by_path, corridor->run);
	map_init(&corridor->index.tallies, corridor->run);
	map_init(&corridor->index.digests, corridor->run);
	pthread_mutex_init(&corridor->index.tally_lock, NULL);
	pthread_mutex_init(&corridor->index.digest_lock, NULL);
	view->repository = corridor->source.judged;
	view->trusted = corridor->source.trusted;
	view->entries = &corridor->entries;
	view->trusted_entries = &corridor->trusted_entries;
	view->change = change_to_judge(corridor);
	view->author = corridor->request->author;
	view->plan = &corridor->plan;
	view->judged_plan = corridor->after ? corridor->after : &corridor->plan;
	view->limits = limits_of(corridor);
	view->deadline = corridor->deadline;
	view->index = &corridor->index;
	view->run = corridor->run;
	view->scratch = &corridor->scratch;
	view->coverage = corridor->request->coverage;
	view->fact = facts_get;
	view->files = &facts_files;
	view->reads = corridor->result->stats ? &corridor->result->stats->reads : NULL;
}

struct err *
corridor_gather(struct corridor *corridor)
{
	struct summary *summary = &corridor->result->summary;

	look(corridor);
	TRY(facts_gather(&corridor->view, &summary->ignored));
	for (size_t i = 0; i < corridor->index.count; i++)
		if (kind_is_of_files(corridor->index.artifacts[i]->kind))
			summary->governed++;
	corridor_trace(corridor);
	corridor_count(corridor);
	return NULL;
}
