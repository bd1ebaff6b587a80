/* SPDX-License-Identifier: Apache-2.0
 *
 * Groups of digits → the cards they may be. In: text and where a group starts. Out: the card in groups
 * there, and what other groups stand in the same row. Whether a row is one of cards or of other numbers
 * is decided in payment_card.c.
 */
#include "detect/card_row.h"

#include "detect/token.h"

/* How the digits are grouped on cards; 0 ends a row. */
static const unsigned char groupings[][CARD_ROW_GROUPS] = {
	{4, 4, 4, 4, 0}, {4, 6, 5, 0}, {4, 6, 4, 0},       {4, 4, 4, 4, 3, 0},
	{6, 13, 0},      {4, 4, 5, 0}, {4, 4, 4, 4, 2, 0},
};

enum card_number
card_row_number(struct str text, size_t start, size_t end)
{
	char digits[CARD_MAX + 1];
	size_t count = token_take(text, start, end, digits, sizeof digits);

	return card_number(digits, count);
}

/* The end of groups as in `grouping` from `at`, or 0. */
static size_t
grouped_end(struct str text, size_t at, const unsigned char *grouping, char separator)
{
	for (const unsigned char *size = grouping;; at++) {
		size_t end = at + *size;

		if (end > text.size || (end < text.size && token_is_digit(text.data[end])))
			return 0;
		for (size_t i = at; i < end; i++)
			if (!token_is_digit(text.data[i]))
				return 0;
		if (*++size == 0)
			return end;
		if (end >= text.size || text.data[end] != separator)
			return 0;
		at = end;
	}
}

static size_t
groups_of(const unsigned char *grouping)
{
	size_t count = 0;

	while (grouping[count])
		count++;
	return count;
}

/* The card in groups that starts at `at`. A published one is taken for what it is. */
bool
card_row_window(struct str text, size_t at, struct card_window *window)
{
	size_t first = token_digits(text, at);
	char separator = first < text.size ? text.data[first] : 0;
	size_t second;

	if (separator != ' ' && separator != '-')
		return false;
	second = token_digits(text, first + 1) - first - 1;
	for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++) {
		size_t end = first - at == groupings[i][0] && second == groupings[i][1]
				     ? grouped_end(text, at, groupings[i], separator)
				     : 0;
		enum card_number number = end > 0 ? card_row_number(text, at, end) : CARD_NONE;

		if (number == CARD_NONE)
			continue;
		*window = (struct card_window){.start = at,
					       .end = end,
					       .groups = groups_of(groupings[i]),
					       .separator = separator,
					       .number = number};
		return true;
	}
	return false;
}

/* The next group of the same row behind `end`: where it starts, or SIZE_MAX. */
static size_t
next_group(struct str text, size_t end, char separator)
{
	if (end + 1 >= text.size || text.data[end] != separator ||
	    !token_is_digit(text.data[end + 1]))
		return SIZE_MAX;
	/* "12/27", "12-2027", "12.50" and "5x" are no groups. */
	return token_ends(text, token_digits(text, end + 1)) || separator == '-' ? end + 1
										 : SIZE_MAX;
}

/* The group of the same row before `start`: where it starts, or SIZE_MAX. */
static size_t
previous_group(struct str text, size_t start, char separator)
{
	size_t at = start;

	if (start < 2 || text.data[start - 1] != separator || !token_is_digit(text.data[start - 2]))
		return SIZE_MAX;
	for (at = start - 1; at > 0 && token_is_digit(text.data[at - 1]); at--)
		if (start - at > CARD_MAX)
			return SIZE_MAX;
	return token_starts(text, at) || separator == '-' ? at : SIZE_MAX;
}

struct card_row
card_row_of(struct str text, const struct card_window *window)
{
	struct card_row row = {.start = window->start, .end = window->end};
	size_t at;

	while (row.before < CARD_ROW_MAX &&
	       (at = previous_group(text, row.start, window->separator)) != SIZE_MAX) {
		row.fours += row.before == 0 && row.start - 1 - at == 4;
		row.start = at;
		row.before++;
	}
	while (row.behind < CARD_ROW_MAX &&
	       (at = next_group(text, row.end, window->separator)) != SIZE_MAX) {
		row.end = token_digits(text, at);
		row.fours += row.behind == 0 && row.end - at == 4;
		row.behind++;
	}
	return row;
}

/* Whether the whole row is cards, one behind the other. */
bool
card_row_is_cards(struct str text, const struct card_row *row, char separator)
{
	struct card_window card;
	size_t at = row->start;

	while (card_row_window(text, at, &card) && card.end <= row->end) {
		if (card.end == row->end)
			return true;
		if (text.data[card.end] != separator)
			return false;
		at = card.end + 1;
	}
	return false;
}

bool
card_row_grouped(struct str text, char separator)
{
	size_t first = token_digits(text, 0);
	size_t second = token_digits(text, first + 1) - first - 1;

	if (first >= text.size)
		return false;
	for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++)
		if (groupings[i][0] == first && groupings[i][1] == second &&
		    grouped_end(text, 0, groupings[i], separator) == text.size)
			return true;
	return false;
}

/* Numbers with blanks between them: grouped as on cards, or a row that has room for one. */
enum detect_form
card_row_shape(struct str text)
{
	size_t groups = 0;
	size_t longest = 0;
	bool windows = false;

	for (size_t at = 0; at < text.size; groups++) {
		size_t end;

		at += text.data[at] == '-';
		end = token_digits(text, at);
		if (end == at || (end < text.size && text.data[end] != ' '))
			return DETECT_NO_FORM;
		longest = end - at > longest ? end - at : longest;
		for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++)
			windows |= groupings[i][0] == end - at &&
				   grouped_end(text, at, groupings[i], ' ') > 0;
		at = end + 1;
	}
	if (windows)
		return card_row_grouped(text, ' ') ? DETECT_REFUSED : DETECT_UNUSED;
	return groups >= 4 && longest <= 5 ? DETECT_KIN : DETECT_NO_FORM;
}
