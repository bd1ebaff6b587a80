/* SPDX-License-Identifier: Apache-2.0
 *
 * One thing that can be judged, with its facts as far as somebody asked for them. A fact is
 * computed once, by whichever worker asks first, under the artifact's lock; a compute function may
 * ask only for facts of kinds that stand before its own in facts.list, so that nobody waits in a
 * circle.
 */
#ifndef GOVLINT_MODEL_ARTIFACT_H
#define GOVLINT_MODEL_ARTIFACT_H

#include <pthread.h>
#include <stdbool.h>

#include "base/map.h"
#include "model/kind.h"
#include "model/value.h"

struct entry;

enum fact_state {
	FACT_UNASKED,
	FACT_KNOWN,
	FACT_UNKNOWN, /* `reason` says why; whoever reads it is not verified */
};

struct fact {
	enum fact_state state;
	bool kept; /* the value lives in the run already */
	struct value value;
	struct err *reason; /* lives in the run, settled */
};

struct artifact_list {
	struct artifact **items;
	size_t count;
	size_t capacity;
};

struct artifact {
	const struct kind *kind;
	struct str path;    /* of the file it stands in */
	struct str id;      /* a system's id; the path for files */
	struct place place; /* of a record in its file; zero for files */
	const struct entry *entry;
	const struct value *record; /* the registry entry; NULL for files */
	struct artifact *owner;     /* the system that owes a duty; else NULL */
	struct str subject;         /* what findings call it inside its file, or none */
	const struct str *reads;    /* paths that it was made from beside its own */
	size_t read_count;
	bool touched;    /* what it was made from is, in a way that no path says */
	struct str text; /* the file's text, for excerpts, where it may be shown */
	size_t index;    /* in view.artifacts */
	pthread_mutex_t lock;
	struct fact *facts;            /* one per row of kind->facts */
	struct artifact_list *related; /* one list per relation of the kind, in table order */
};

#endif
