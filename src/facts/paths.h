/* SPDX-License-Identifier: Apache-2.0
 *
 * The changed paths of a change, each with what stands there at the head.
 *
 *	TRY(paths_list(view, &paths));
 *	TRY(paths_same_at(view, &paths.items[0], commit, &same, &known));
 */
#ifndef GOVLINT_FACTS_PATHS_H
#define GOVLINT_FACTS_PATHS_H

#include "model/value.h"
#include "model/view.h"

struct change_path {
	struct str path;
	enum change_type type;
	struct str old_path;
	bool asked; /* what stands at the head has been looked up */
	bool there; /* something does */
	struct entry head;
};

struct change_paths {
	struct change_path *items;
	size_t count;
};

/* Sorted by path, each once. A rename is two: the new path, and the old one as deleted, so that
 * nothing leaves a protected folder unseen. */
void
paths_list(struct view *view, struct change_paths *out);

/* Whether the path stood at the commit as it stands at the head. *known false: the commit is not in
 * the clone. */
struct err *
paths_same_at(struct view *view, struct change_path *path, struct str commit, bool *same,
	      bool *known) MUST_USE;

/* "added", "modified", "deleted", "renamed" */
const char *
paths_type(enum change_type type);

#endif
