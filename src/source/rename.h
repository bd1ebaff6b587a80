/* SPDX-License-Identifier: Apache-2.0
 *
 * Differences by path → the changed set, in which a file that went and one that came are a rename
 * when their bytes are the same or at least half of them are.
 */
#ifndef GOVLINT_SOURCE_RENAME_H
#define GOVLINT_SOURCE_RENAME_H

#include "source/tree.h"

/* Hands out the text of a blob that one of the deltas names; *found false: it cannot be had. */
struct rename_texts {
	struct err *(*text)(void *context, struct arena *arena, const struct oid *id,
			    struct str path, size_t limit, struct str *out, bool *found);
	void *context;
};

/* The changed set, sorted by path, in `run`. */
struct err *
rename_changes(const struct deltas *deltas, const struct rename_texts *texts, struct arena *run,
	       struct changed **out, size_t *count) MUST_USE;

/* A measure of what two texts share, in percent of the larger one. */
unsigned
rename_score(struct arena *arena, struct str a, struct str b);

#endif
