/* SPDX-License-Identifier: Apache-2.0
 *
 * What tells a data card from a README.
 */
#ifndef GOVLINT_FACTS_DATA_CARD_H
#define GOVLINT_FACTS_DATA_CARD_H

#include "model/view.h"

/* The words that `use` takes, ended by NULL. */
extern const char *const data_card_uses[];

/* Whether the file at a path of the kind is one: a README needs front matter. One that cannot be
 * read is a card, whose facts are unknown. */
struct err *
data_card_is_one(struct view *view, const struct entry *entry, bool *out) MUST_USE;

#endif
