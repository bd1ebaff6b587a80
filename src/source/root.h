/* SPDX-License-Identifier: Apache-2.0
 *
 * The root: the nearest folder at or above the path, inside the repository, that holds the marker.
 */
#ifndef GOVLINT_SOURCE_ROOT_H
#define GOVLINT_SOURCE_ROOT_H

#include "source/index_file.h"
#include "source/locate.h"

struct store;

/* Where to look for the marker: one of the three. */
struct root_search {
	const struct location *location;
	struct store *store;
	const struct oid *tree;         /* in this tree … */
	const struct index_file *index; /* … else in this index … */
	bool disk;                      /* … and on the disk */
	struct str marker;
};

struct root {
	struct str folder; /* relative to the top */
	struct str narrow; /* the path, relative to the root */
	bool found;        /* the marker is there */
};

struct err *
root_find(const struct root_search *search, struct arena *run, struct root *out) MUST_USE;

#endif
