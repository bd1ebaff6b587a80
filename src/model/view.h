/* SPDX-License-Identifier: Apache-2.0
 *
 * What a facts function may look at: the repository, the index of artifacts, the plan's tables.
 * One per worker; everything but the two arenas is shared and does not change while judging.
 */
#ifndef GOVLINT_MODEL_VIEW_H
#define GOVLINT_MODEL_VIEW_H

#include "model/artifact.h"
#include "model/coverage.h"
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
	/* What is kept once somebody asked for it, each under its lock; digests may be asked for while
	 * a tally is made. */
	pthread_mutex_t tally_lock;
	struct map tallies; /* kind and fact → struct tally */
	pthread_mutex_t digest_lock;
	struct map digests; /* path → struct digest */
};

/* Where a line of a text was last found: the next one asked for is near. */
struct line_cursor {
	struct str text;
	uint32_t line;
	size_t offset; /* of its first byte */
};

/* Which artifact of a kind came first with a value of a fact; made when a check first asks. */
struct tally {
	struct map first; /* the value as text → struct artifact */
	struct str
		unknown; /* of an artifact whose value cannot be known: its id; none: there is none */
	const char *why; /* and why */
};

/* The SHA-256 of a file's content. */
struct digest {
	unsigned char bytes[32];
	bool of_pointer; /* the content is not here: a Git LFS pointer says that this is its digest */
	uint64_t size;   /* of the content */
};

struct view;

/* What stands in files of the judged tree, for the rooms that do not know facts/. */
struct view_files {
	struct err *(*digest)(struct view *view, const struct entry *entry, struct digest *out);
	/* Why the content says nothing ("is empty", "is a placeholder"), or NULL. */
	struct err *(*emptiness)(struct view *view, const struct entry *entry, const char **out);
	/* The lines of a log in turn, without their line ends and as JSON (NULL: it is none). */
	struct err *(*lines)(struct view *view, const struct entry *entry,
			     struct err *(*each)(void *context, uint32_t number, struct str line,
						 const struct value *value),
			     void *context);
	/* What the artifact's record, or its file as YAML, JSON or front matter, holds. */
	struct err *(*tree)(struct view *view, struct artifact *artifact, struct value *out);
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
	const struct plan *judged_plan; /* of the judged tree; the same where nothing changes */
	const struct limits *limits;
	struct deadline deadline;
	struct index *index;
	struct line_cursor cursor; /* of this worker, as are the arenas */
	struct arena *run;
	struct arena *scratch;
	struct rule_coverage *coverage; /* what examples reach, or NULL */
	struct stats_reads *reads;      /* --stats; NULL: nobody counts */

	/* A fact's value (facts_get), for the rooms that do not know facts/. */
	struct err *(*fact)(struct view *view, struct artifact *artifact, size_t fact,
			    const struct value **out);
	const struct view_files *files;
};

/* Whether the run has taken what `seconds` allows. */
static inline bool
view_is_late(const struct view *view)
{
	return view->deadline.clock && view->deadline.clock() >= view->deadline.end;
}

#endif
