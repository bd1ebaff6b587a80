/* SPDX-License-Identifier: Apache-2.0
 *
 * Differences of trees as a changed set, for the two that need it: the changed set itself and the
 * search for a file's former name in history.
 */
#ifndef GOVLINT_SOURCE_CHANGE_H
#define GOVLINT_SOURCE_CHANGE_H

#include "source/tree.h"

/* Deltas with renames found by reading blobs. The store must be entered. */
struct err *
change_paths(struct store *store, const struct deltas *deltas, struct arena *run,
	     struct changed **out, size_t *count) MUST_USE;

#endif
