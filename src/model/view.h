/* SPDX-License-Identifier: Apache-2.0
 *
 * What a facts function may look at: the repository, the index of artifacts, the plan's tables.
 * One per worker; everything but the two arenas is shared and does not change while judging.
 */
#ifndef GOVLINT_MODEL_VIEW_H
#define GOVLINT_MODEL_VIEW_H

#include "model/artifact.h"
#include "model/limits.h"
#include "model/plan.h"
#include "model/repository.h"

/* A pull request's reviews (GitHub API shape), as the runner handed them over. */
struct review {
	struct str user;
	struct str state;
	struct str commit; /* none: null */
	struct str submitted_at;
	int64_t submitted;
	bool bot; /* the API says that nobody stands behind the login */
};

struct recogniser;
struct stats_reads;

/* Every artifact found, grouped by kind in the order of facts.list, then by path and place. */
struct index {
	struct artifact **artifacts;
	size_t count;
	size_t capacity;
	struct map by_path;                  /* path → struct artifact_list */
	const struct recogniser *recogniser; /* facts/ alone looks into it */
};

/* Where a line of a text was last found: the next one asked for is near. */
struct line_cursor {
	struct str text;
	uint32_t line;
	size_t offset; /* of its first byte */
};

/* How long a run may still take. */
struct deadline {
	int64_t (*clock)(void); /* seconds, never going back; NULL: for ever */
	int64_t end;
};

struct view {
	struct repository *repository; /* what is judged */
	struct repository *trusted;    /* where policy, CODEOWNERS and roles come from */
	const struct entries *entries;
	const struct entries *trusted_entries;
	const struct change *change; /* NULL: no changed set */
	const struct review *reviews;
	size_t review_count;
	bool has_reviews;  /* --reviews was given */
	struct str author; /* --author, or none */
	const struct plan *plan;
	const struct limits *limits;
	struct deadline deadline;
	struct index *index;
	struct line_cursor cursor; /* of this worker, as are the arenas */
	struct arena *run;
	struct arena *scratch;
	struct stats_reads *reads; /* --stats; NULL: nobody counts */

	/* A fact's value (facts_get), for the rooms that do not know facts/. */
	struct err *(*fact)(struct view *view, struct artifact *artifact, size_t fact,
			    const struct value **out);
};

/* Whether the run has taken what `seconds` allows. */
static inline bool
view_is_late(const struct view *view)
{
	return view->deadline.clock && view->deadline.clock() >= view->deadline.end;
}

#endif
