/* SPDX-License-Identifier: Apache-2.0
 *
 * The registry of AI systems: one file, one artifact per entry of `systems:`.
 */
#ifndef GOVLINT_FACTS_REGISTRY_H
#define GOVLINT_FACTS_REGISTRY_H

#include "model/view.h"

/* Read a registry; all that is wrong with it comes back in one list. */
struct err *
registry_expand(struct view *view, const struct entry *entry) MUST_USE;

#endif
