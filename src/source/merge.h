/* SPDX-License-Identifier: Apache-2.0
 *
 * Filling in the tree of a merge made in memory.
 */
#ifndef GOVLINT_SOURCE_MERGE_H
#define GOVLINT_SOURCE_MERGE_H

#include "source/ancestry.h"
#include "source/snapshot.h"

/* Set snapshot->tree to the merge of `commit` into `base`; a conflict is an error naming the
 * files. *renames: whether those of either side were followed. The store must be entered. */
struct err *
merge_tree(struct snapshot *snapshot, struct arena *run, const struct ancestry *ancestry,
	   bool *renames) MUST_USE;

#endif
