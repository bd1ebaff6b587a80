/* SPDX-License-Identifier: Apache-2.0
 *
 * Loose objects (objects/ab/cdef…) for libgit2, which by itself reads for ever in one that is cut
 * short and has crashed in others. Here an object is whole and has the bytes that its id says, or
 * reading it fails.
 *
 *	git_odb_backend *loose = loose_new(&store->own, "repository/.git/objects", limits);
 *	git_odb_add_backend(odb, loose, LOOSE_PRIORITY);
 */
#ifndef GOVLINT_SOURCE_LOOSE_H
#define GOVLINT_SOURCE_LOOSE_H

#include "source/git.h"

struct arena;
struct limits;

/* Lives as long as the arena; libgit2 need not give it back. */
git_odb_backend *
loose_new(struct arena *arena, const char *folder, const struct limits *limits);

#endif
