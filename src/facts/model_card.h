/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a file is a model card, asked before it is one. What cannot be read is answered as if it
 * were: its facts say why it cannot.
 */
#ifndef GOVLINT_FACTS_MODEL_CARD_H
#define GOVLINT_FACTS_MODEL_CARD_H

#include "model/view.h"

/* "model_card.md", "card.yaml": the card of what stands in its folder. */
bool
model_card_is_of_folder(struct str path);

/* Whether a README has fields of a card: a key of Hugging Face's cards, or two fields by their keys or
 * headings. One heading ("Limitations") stands in many a README. */
bool
model_card_says_something(struct view *view, const struct entry *entry);

/* Whether a file called a card is a map of what cards say and of nothing else. */
bool
model_card_says_no_more(struct view *view, const struct entry *entry);

#endif
