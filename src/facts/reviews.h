/* SPDX-License-Identifier: Apache-2.0
 *
 * What the reviews of a change come to.
 */
#ifndef GOVLINT_FACTS_REVIEWS_H
#define GOVLINT_FACTS_REVIEWS_H

#include "facts/paths.h"

/* One element per person whose last word counts or counted: {by, means, state, commit, covers,
 * why_not}. */
struct err *
reviews_approvals(struct view *view, const struct change_paths *paths, struct value *out) MUST_USE;

#endif
