/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers that answer nothing, and text that only repeats what was asked. For evidence_phrase.c and
 * filled.c only.
 *
 *	evidence_answers_nothing(STR("Not yet assessed."))              → true
 *	evidence_repeats("failure_modes", STR("What are the failure modes?")) → true
 */
#ifndef GOVLINT_MODEL_EVIDENCE_ANSWER_H
#define GOVLINT_MODEL_EVIDENCE_ANSWER_H

#include <stdbool.h>

#include "base/str.h"

/* Whether a line says no more than that there is nothing yet: "unknown", "to be populated", "no
 * information available", "Please fill in". Of a sentence that begins so it is not true. */
bool
evidence_answers_nothing(struct str line);

/* Whether a line asks for the field of this name or only names it. */
bool
evidence_repeats(const char *name, struct str line);

#endif
