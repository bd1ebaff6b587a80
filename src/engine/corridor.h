/* SPDX-License-Identifier: Apache-2.0
 *
 * What one run holds while it goes down the corridor: what is asked, what there is, what is true,
 * what is wrong. Each step fills in its part and leaves the earlier ones alone.
 */
#ifndef GOVLINT_ENGINE_CORRIDOR_H
#define GOVLINT_ENGINE_CORRIDOR_H

#include "base/arena.h"
#include "engine/engine.h"
#include "model/stats.h"
#include "model/view.h"

/* A path that the change took away. */
struct gone {
	struct str path;
	bool mentioned; /* a record still names it */
};

struct corridor {
	const struct engine_request *request;
	struct arena *run;
	struct arena scratch; /* of the steps that are not parallel */
	struct source source;
	struct entries entries;         /* of the judged tree */
	struct entries trusted_entries; /* of the tree that the policy comes from */
	struct plan plan;
	const struct plan *after;    /* of the judged tree, where that is another one; else NULL */
	const struct change *change; /* the changed set, or NULL */
	struct map changed_paths;    /* every path in it, old and new → struct changed */
	struct map changed_folders;  /* every folder above one of them */
	struct map described;        /* what a changed path describes, or would, as its card */
	struct map readme_folders;   /* where a README changes */
	struct map card_folders;     /* where a model or a card comes, changes or goes */
	struct gone *gone;
	size_t gone_count;
	bool records_changed;   /* a file of records (a registry) is in the changed set */
	bool links_changed;     /* a link is */
	bool artifacts_changed; /* a file of any artifact is */
	struct index index;
	struct deadline deadline;
	struct view view;
	struct result *result;
};

static inline const struct limits *
limits_of(const struct corridor *corridor)
{
	const struct limits *limits = corridor->request->policy.limits;

	return limits ? limits : &limits_default;
}

/* What there is: the repository, its tree and what changed. */
struct err *
corridor_open(struct corridor *corridor) MUST_USE;

/* What is asked: the plan, from the trusted tree. The judged tree's own must load, too. */
struct err *
corridor_ask(struct corridor *corridor) MUST_USE;

/* What is known already: the baseline. */
struct err *
corridor_known(struct corridor *corridor) MUST_USE;

/* What there is to judge: artifacts and how they relate. */
struct err *
corridor_gather(struct corridor *corridor) MUST_USE;

/* What is wrong: every item of the plan, on as many threads as were asked for. */
struct err *
corridor_judge(struct corridor *corridor) MUST_USE;

/* Whether the artifact is in the part of the tree that was asked for. */
bool
corridor_in_scope(const struct corridor *corridor, const struct artifact *artifact);

/* Comments in judged files that excuse findings. */
struct err *
corridor_suppressions(struct corridor *corridor) MUST_USE;

/* The blobs of files with findings, where a baseline asks for them. */
struct err *
corridor_blobs(struct corridor *corridor) MUST_USE;

/* Rules of whose kind there is nothing in the whole tree; judging does it last. */
struct err *
corridor_count_rules(struct corridor *corridor) MUST_USE;

/* What the report tells about systems, vendors and incidents. */
struct err *
corridor_tell(struct corridor *corridor) MUST_USE;

/* --trace: the rule of the plan that it names. */
struct err *
corridor_traced(struct corridor *corridor) MUST_USE;

/* --stats: what there is to count before judging, once the plan and the artifacts are there. */
void
corridor_count(struct corridor *corridor);

/* What code scanning asks about the lines of findings, read once more; after settling. */
void
corridor_lines(struct corridor *corridor);

void
corridor_close(struct corridor *corridor);

/* Look once at what the changed set takes away and whether it touches records. */
void
corridor_trace(struct corridor *corridor);

/* Whether rule and artifact are touched by the changed set (judge.c asks, touch.c knows). */
bool
corridor_touched(const struct corridor *corridor, const struct rule *rule,
		 const struct artifact *artifact, const struct artifact *system);

/* The reviews in a text of the GitHub API's shape: a list of reviews, or a list of such lists. */
struct err *
corridor_reviews(struct corridor *corridor) MUST_USE;

/* The text of a file of the repository that the command line names; `help`: what to do where a tree
 * does not have it. */
struct err *
corridor_read_named(struct corridor *corridor, struct repository *repository,
		    const struct entries *entries, const char *path, const char *help,
		    struct str *out) MUST_USE;

/* A sentence for the person who reads the report. */
void
corridor_note(struct corridor *corridor, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
