/* SPDX-License-Identifier: Apache-2.0
 *
 * Where HEAD stands, read from the reference files without libgit2, so that judging a working
 * tree does not start it.
 */
#ifndef GOVLINT_SOURCE_HEAD_H
#define GOVLINT_SOURCE_HEAD_H

#include "model/repository.h"
#include "source/locate.h"

/* The commit of HEAD; an id of size 0 while there is no commit yet. */
struct err *
head_read(struct oid *out, struct arena *run, const struct location *location) MUST_USE;

#endif
