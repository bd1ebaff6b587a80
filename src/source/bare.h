/* SPDX-License-Identifier: Apache-2.0
 *
 * A tree of files can hold names that make it look like a bare repository, whose commit would then be
 * judged in their place.
 *
 *	TRY(bare_check(run, location->git_folder));
 */
#ifndef GOVLINT_SOURCE_BARE_H
#define GOVLINT_SOURCE_BARE_H

#include "base/err.h"
#include "base/str.h"

/* An error where the folder holds what no bare repository does. */
struct err *
bare_check(struct arena *run, struct str folder) MUST_USE;

#endif
