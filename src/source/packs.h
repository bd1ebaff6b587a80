/* SPDX-License-Identifier: Apache-2.0
 *
 * The packs of a clone, for libgit2 to read: each one whose index has been looked through first. An
 * offset behind the end of its pack would have libgit2 read memory that is not there, and an index over
 * several packs (multi-pack-index), of which the same holds, is not asked.
 *
 *	TRY(packs_add(odb, "repository/.git/objects", arena, PACKS_PRIORITY));
 */
#ifndef GOVLINT_SOURCE_PACKS_H
#define GOVLINT_SOURCE_PACKS_H

#include "source/git.h"

struct err *
packs_add(git_odb *odb, const char *objects, struct arena *arena, int priority) MUST_USE;

#endif
