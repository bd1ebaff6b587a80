/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions on what people wrote in a record. While a score is computed, no fact of the record can be
 * asked for: its lock is held. So a pack's floors and points speak of the written fields alone.
 */
#ifndef GOVLINT_FACTS_WRITTEN_H
#define GOVLINT_FACTS_WRITTEN_H

#include "model/ref.h"
#include "model/view.h"

/* What the record says; NULL: nothing. */
const struct value *
written_value(const struct artifact *artifact, const struct ref *ref);

/* Whether the record meets the predicate, called `what` ("a floor"). What cannot be
 * compared is an error; what is not answered is one, too, or does not meet it where `absent_fails`. */
struct err *
written_holds(struct view *view, const struct artifact *artifact, const struct predicate *predicate,
	      const char *what, bool absent_fails, bool *out) MUST_USE;

#endif
