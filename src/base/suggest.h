/* SPDX-License-Identifier: Apache-2.0
 *
 * "Did you mean": the one name that a mistyped word most likely stood for. Promise: for a name of
 * four letters or more with one letter inserted, deleted, replaced or two neighbours swapped, the
 * original is suggested unless the edit is nearer to another name.
 *
 *	struct suggest suggest;
 *	suggest_init(&suggest, STR("dataste"));
 *	suggest_name(&suggest, STR("dataset"));
 *	suggest_best(&suggest)   → "dataset", or a none slice
 */
#ifndef GOVLINT_BASE_SUGGEST_H
#define GOVLINT_BASE_SUGGEST_H

#include "base/str.h"

struct suggest {
	struct str word;
	struct str best;
	size_t distance;
};

void
suggest_init(struct suggest *suggest, struct str word);

/* Offer a candidate. */
void
suggest_name(struct suggest *suggest, struct str name);

/* The nearest candidate within reach (at most a third of its length, two edits at the most; ties
 * go to the first in byte order), or none. */
struct str
suggest_best(const struct suggest *suggest);

#endif
