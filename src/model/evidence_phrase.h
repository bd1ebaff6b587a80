/* SPDX-License-Identifier: Apache-2.0
 *
 * Phrases that stand for what is still to be written. For evidence.c only.
 */
#ifndef GOVLINT_MODEL_EVIDENCE_PHRASE_H
#define GOVLINT_MODEL_EVIDENCE_PHRASE_H

#include <stdbool.h>

#include "base/str.h"

/* "T.B.D.", "to be discussed with legal", "[insert results here]", "Coming soon", "[^1]" … "Pending
 * litigation data is excluded" and "None of the models" are none. */
bool
evidence_is_phrase(struct str line);

#endif
