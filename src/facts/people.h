/* SPDX-License-Identifier: Apache-2.0
 *
 * Who contributed to a change.
 */
#ifndef GOVLINT_FACTS_PEOPLE_H
#define GOVLINT_FACTS_PEOPLE_H

#include "model/value.h"
#include "model/view.h"

/* A list of {name, email, login}: authors, committers and co-authors of the change's commits and
 * its author, each once. `login` is null where the address does not tell it. */
struct err *
people_contributors(struct view *view, struct value *out) MUST_USE;

#endif
