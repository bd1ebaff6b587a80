/* SPDX-License-Identifier: Apache-2.0
 *
 * When something written counts as nothing: empty, blank, or a placeholder.
 */
#ifndef GOVLINT_MODEL_EVIDENCE_H
#define GOVLINT_MODEL_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct value;

/* "TODO", "TBD: ask legal", "N/A", "to be written", "[More Information Needed]" … in any case,
 * possibly in brackets or emphasis. "Todo-list application" is not one. */
bool
evidence_is_placeholder(struct str text);

/* Blank to the eye. */
bool
evidence_is_blank(uint32_t point);

/* Punctuation, a symbol or a blank: it says nothing without a word beside it. */
bool
evidence_is_mark(uint32_t point);

enum emptiness {
	EMPTINESS_FILLED,
	EMPTINESS_MISSING, /* NULL or null */
	EMPTINESS_EMPTY,   /* "", blanks, NaN, [] or {} or only such inside */
	EMPTINESS_PLACEHOLDER,
};

/* A list or map is empty when every leaf is; a placeholder when every leaf is empty or one. */
enum emptiness
evidence_emptiness(const struct value *value);

/* "missing", "empty", "a placeholder", "" */
const char *
evidence_emptiness_text(enum emptiness emptiness);

#endif
