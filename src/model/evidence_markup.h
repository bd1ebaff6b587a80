/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a line a reader of the page sees: tags, comments, templates that nobody filled in, images
 * and links without text, and blanks are nothing.
 */
#ifndef GOVLINT_MODEL_EVIDENCE_MARKUP_H
#define GOVLINT_MODEL_EVIDENCE_MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What ends that which hides the lines at hand: "-->", "</script" …; NULL: nothing is hidden. */
struct evidence_markup {
	const char *hidden_until;
};

/* Of a line without blanks at its ends: from the first to the last thing that is seen; empty when
 * nothing is. */
struct str
evidence_seen(struct evidence_markup *markup, struct str line);

/* "[name]: address", which no reader sees. */
bool
evidence_is_link_definition(struct str line);

#endif
