/* SPDX-License-Identifier: Apache-2.0
 *
 * What a merge in memory would cost, before libgit2 is asked for it: it takes some seventy bytes for
 * each line of a file that both sides changed, and reads whole files to find renames, without a bound.
 *
 *	TRY(contested_weigh(store, run, &base_tree, &our_tree, &their_tree, &renames));
 */
#ifndef GOVLINT_SOURCE_CONTESTED_H
#define GOVLINT_SOURCE_CONTESTED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

struct oid;
struct store;

/* An error where a file that both sides changed is above the budgets. *renames: whether the files
 * that came and went are few enough for renames to be followed. A base of NULL: there are several,
 * and whatever the sides differ in is looked at. */
struct err *
contested_weigh(struct store *store, struct arena *arena, const struct oid *base,
		const struct oid *ours, const struct oid *theirs, bool *renames) MUST_USE;

#endif
