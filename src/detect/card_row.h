/* SPDX-License-Identifier: Apache-2.0
 *
 * Cards in groups and the rows they stand in, for the detectors' own room.
 *
 *	if (card_row_window(text, at, &window))
 *		row = card_row_of(text, &window);
 */
#ifndef GOVLINT_DETECT_CARD_ROW_H
#define GOVLINT_DETECT_CARD_ROW_H

#include "base/str.h"
#include "detect/card_number.h"
#include "detect/detect.h"

enum {
	CARD_ROW_GROUPS = 7, /* of a row of numbers that holds one card */
	CARD_ROW_MAX =
		24, /* looked at on either side: cards of three and of four groups end there */
};

/* A card's place, and how it is written. */
struct card_window {
	size_t start;
	size_t end;
	size_t groups;
	char separator; /* between the groups; 0: one group */
	enum card_number number;
};

/* The groups of the row that a window stands in. */
struct card_row {
	size_t before; /* groups */
	size_t behind;
	size_t start; /* of the first one, as far as it is looked at */
	size_t end;
	size_t fours; /* of four digits, right beside the window */
};

/* The number whose digits stand in text[start, end). */
enum card_number
card_row_number(struct str text, size_t start, size_t end);

/* The card in groups that starts at `at`; false when there is none. */
bool
card_row_window(struct str text, size_t at, struct card_window *window);

struct card_row
card_row_of(struct str text, const struct card_window *window);

/* Whether the whole row is cards, one behind the other. */
bool
card_row_is_cards(struct str text, const struct card_row *row, char separator);

/* What a text of numbers with blanks between them has of a card's form. */
enum detect_form
card_row_shape(struct str text);

/* Whether the whole text is grouped as cards are. */
bool
card_row_grouped(struct str text, char separator);

#endif
