/* SPDX-License-Identifier: Apache-2.0
 *
 * How two commits are related: where they part and which commits only the second one has.
 */
#ifndef GOVLINT_SOURCE_ANCESTRY_H
#define GOVLINT_SOURCE_ANCESTRY_H

#include "source/git.h"

struct ancestry {
	struct oid merge_base; /* the newest of the best common ancestors; size 0 = none */
	size_t merge_bases;    /* how many best ones there are */
	struct oid *commits;   /* reachable from head and not from base, newest first */
	size_t count;
	bool truncated; /* a shallow clone left out commits that may belong to them */
};

/* The store must be entered. */
struct err *
ancestry_relate(struct store *store, struct arena *arena, const struct oid *base,
		const struct oid *head, struct ancestry *out) MUST_USE;

#endif
