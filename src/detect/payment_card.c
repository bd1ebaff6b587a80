/* SPDX-License-Identifier: Apache-2.0
 *
 * Payment card numbers (ISO/IEC 7812-1): 13 to 19 digits that begin as a scheme's numbers do, have
 * one of its lengths and pass the Luhn check, written without separators or in the groups that stand
 * on cards. In: text. Out: the next one. One random number in ten passes the check, so a hit without
 * groups is weak; what the column's cells have in common decides.
 *
 * Groups are looked at through a window that moves from group to group, for dates, codes, counters
 * and other cards stand beside a card. In longer rows of numbers, which is what lists of ids, tokens
 * and coordinates look like, four of them are no card.
 */
#include <string.h>

#include "detect/card_number.h"
#include "detect/detect.h"
#include "detect/token.h"

enum {
	NAME_MAX = 32,   /* of track 1: 26, and spare */
	GROUPS_MAX = 7,  /* of a row of numbers that holds one card */
	SPARES_MAX = 3,  /* of these beside the card: month, year, code */
	ROW_MAX = 24,    /* groups looked at on either side: cards of three and of four end there */
	ROW_CARDS = 3,   /* so many without groups in a row are no accident */
	LETTERS_MAX = 8, /* of a word that a number is written behind */
};

static const char *const header[] = {
	"card",
	"cards",
	"credit card",
	"creditcard",
	"debit card",
	"debitcard",
	"card number",
	"cardnumber",
	"ccnum",
	"cc",
	"ccn",
	"pan",
	"visa",
	"mastercard",
	"amex",
	"kreditkarte",
	"kartennummer",
	"carte",
	"carte bancaire",
	"tarjeta",
	"cartao",
	"carta",
	"karta",
	"creditcardnumber",
	NULL,
};

/* How the digits are grouped on cards; 0 ends a row. */
static const unsigned char groupings[][GROUPS_MAX] = {
	{4, 4, 4, 4, 0}, {4, 6, 5, 0}, {4, 6, 4, 0},       {4, 4, 4, 4, 3, 0},
	{6, 13, 0},      {4, 4, 5, 0}, {4, 4, 4, 4, 2, 0},
};

/* A card's place, and how it is written. */
struct window {
	size_t start;
	size_t end;
	size_t groups;
	char separator; /* between the groups; 0: one group */
	enum card_number number;
};

static enum card_number
number_in(struct str text, size_t start, size_t end)
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

		if (end > text.size || token_digits(str_cut(text, 0, end + 1), at) != end)
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
static bool
window_grouped(struct str text, size_t at, struct window *window)
{
	size_t first = token_digits(text, at);
	char separator = first < text.size ? text.data[first] : 0;

	if (separator != ' ' && separator != '-')
		return false;
	for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++) {
		size_t end = first - at == groupings[i][0]
				     ? grouped_end(text, at, groupings[i], separator)
				     : 0;
		enum card_number number = end > 0 ? number_in(text, at, end) : CARD_NONE;

		if (number == CARD_NONE)
			continue;
		*window = (struct window){.start = at,
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

/* The groups of the row that a window stands in. */
struct row {
	size_t before; /* groups */
	size_t behind;
	size_t start; /* of the first one, as far as it is looked at */
	size_t end;
	size_t fours; /* of four digits, right beside the window */
};

static struct row
row_of(struct str text, const struct window *window)
{
	struct row row = {.start = window->start, .end = window->end};
	size_t at;

	while (row.before < ROW_MAX &&
	       (at = previous_group(text, row.start, window->separator)) != SIZE_MAX) {
		row.fours += row.before == 0 && row.start - 1 - at == 4;
		row.start = at;
		row.before++;
	}
	while (row.behind < ROW_MAX &&
	       (at = next_group(text, row.end, window->separator)) != SIZE_MAX) {
		row.end = token_digits(text, at);
		row.fours += row.behind == 0 && row.end - at == 4;
		row.behind++;
	}
	return row;
}

/* Whether the whole row is cards, one behind the other. */
static bool
is_row_of_cards(struct str text, const struct row *row, char separator)
{
	struct window card;
	size_t at = row->start;

	while (window_grouped(text, at, &card) && card.end <= row->end) {
		if (card.end == row->end)
			return true;
		if (text.data[card.end] != separator)
			return false;
		at = card.end + 1;
	}
	return false;
}

/* The date of expiry and the security code: "1227", "12 27", "123", in that order. */
static bool
is_expiry_and_code(struct str text, size_t at, size_t end)
{
	char digits[8];
	size_t count = token_take(text, at, end, digits, sizeof digits);
	bool month = count >= 2 &&
		     (digits[0] == '0' ? digits[1] > '0' : digits[0] == '1' && digits[1] <= '2');

	return count == 3 || ((count == 4 || count == 7) && month);
}

/* Whether the row has room for one card and what goes with it. */
static bool
is_row_of_one(const struct row *row, const struct window *window)
{
	size_t spares = row->before + row->behind;

	if (spares + window->groups > GROUPS_MAX || spares > SPARES_MAX)
		return false;
	return row->fours == 0 || (window->separator == ' ' && spares < SPARES_MAX);
}

/* A group of letters and digits as long as the card's own, with the same separator: a key goes on
 * there. "row2" and "card2" are words with a number. */
static bool
is_key_before(struct str text, const struct window *window)
{
	size_t at = window->start;
	size_t letters = 0;

	if (at == 0 || text.data[at - 1] != window->separator)
		return false;
	for (at--; at > 0 && window->start - at <= LETTERS_MAX && token_is_word(text.data[at - 1]);
	     at--)
		letters += !token_is_digit(text.data[at - 1]);
	return window->start - 1 - at == 4 && letters > 0 && letters < 3;
}

static bool
is_key_behind(struct str text, const struct window *window)
{
	size_t at = window->end + 1;
	size_t digits = 0;

	if (window->end >= text.size || text.data[window->end] != window->separator)
		return false;
	for (; at < text.size && at - window->end <= LETTERS_MAX && token_is_word(text.data[at]);
	     at++)
		digits += token_is_digit(text.data[at]);
	return at - window->end - 1 == 4 && digits > 0 && digits < 4;
}

/* Whether a card in groups may start here: behind a blank, a word or a date, but not inside a number
 * or a path. */
static bool
starts_window(struct str text, const struct window *window)
{
	size_t at = window->start;
	char before;

	while (at > 0 && window->start - at <= LETTERS_MAX && token_is_letter(text.data[at - 1]))
		at--;
	if (at == 0)
		return true;
	before = text.data[at - 1];
	if (at < window->start)
		return !token_is_word(before) && before != '%';
	if (at == 1 || before == '_')
		return before != '+' && before != '*' && before != '-';
	switch (before) {
	case '+':
	case '*':
		return false;
	case '-':
		return text.data[at - 2] != ' ';
	case '.':
		return !token_is_digit(text.data[at - 2]);
	case '/':
		return !token_is_letter(text.data[at - 2]);
	case '@':
	case '\\':
		return !token_is_word(text.data[at - 2]);
	default:
		return true;
	}
}

static bool
ends_window(struct str text, const struct window *window)
{
	size_t at = window->end;

	while (at < text.size && at - window->end <= LETTERS_MAX && token_is_letter(text.data[at]))
		at++;
	if (at == text.size)
		return true;
	if (at > window->end)
		return !token_is_word(text.data[at]);
	if (at + 1 == text.size || text.data[at] == '_')
		return text.data[at] != '%';
	switch (text.data[at]) {
	case '%':
		return false;
	case '*':
		return text.data[at + 1] != '*' && !token_is_word(text.data[at + 1]);
	case '.':
		return !token_is_digit(text.data[at + 1]);
	case '@':
	case '\\':
		return !token_is_word(text.data[at + 1]);
	default:
		return true;
	}
}

/* Numbers alone, of which this card is some: what stands beside it should then be what stands beside
 * cards. */
static bool
is_strong(struct str text, const struct row *row, const struct window *window)
{
	struct str bare = str_trim(text);

	if (row->before + row->behind == 0 || row->end - row->start < bare.size)
		return true;
	return row->before == 0 && is_expiry_and_code(text, window->end, row->end);
}

static bool
find_grouped(struct str text, const struct window *window, bool named, struct detect_hit *hit)
{
	struct row row = row_of(text, window);
	bool cards = row.before + row.behind > 0 && is_row_of_cards(text, &row, window->separator);

	if (named ? row.before + row.behind > ROW_MAX / 2
		  : !starts_window(text, window) || !ends_window(text, window) ||
			    is_key_before(text, window) || is_key_behind(text, window))
		return false;
	if (!named && !cards && !is_row_of_one(&row, window))
		return false;
	*hit = (struct detect_hit){.start = window->start, .end = window->end};
	hit->strong = cards || is_strong(text, &row, window);
	return true;
}

/* YYMM. */
static bool
is_expiry(struct str text, size_t at)
{
	unsigned month;

	if (at > text.size || text.size - at < 4 || token_digits(text, at) < at + 4)
		return false;
	month = 10 * (unsigned)(text.data[at + 2] - '0') + (unsigned)(text.data[at + 3] - '0');
	return month >= 1 && month <= 12;
}

/* What a magnetic stripe holds behind the number (ISO/IEC 7813): on track 1 the name between two '^',
 * on track 2 '=', then the date of expiry. */
static bool
is_on_stripe(struct str text, size_t end)
{
	size_t name = end + 1;

	if (end < text.size && text.data[end] == '=')
		return is_expiry(text, end + 1);
	if (end >= text.size || text.data[end] != '^')
		return false;
	while (name < text.size && name - end <= NAME_MAX && text.data[name] != '^')
		name++;
	return name < text.size && text.data[name] == '^' && is_expiry(text, name + 1);
}

/* A number may start at `at`, or behind the letter that says how track 1 is written. */
static bool
starts(struct str text, size_t at)
{
	if (token_starts(text, at))
		return true;
	return (text.data[at - 1] | 0x20) == 'b' && is_on_stripe(text, token_digits(text, at)) &&
	       (at < 2 || !token_is_word(text.data[at - 2]));
}

/* Whether nearly all numbers of the row are cards, and several. */
static bool
is_among_cards(struct str text, size_t start, size_t end)
{
	struct window window = {.start = start, .end = end, .separator = ' '};
	struct row row = row_of(text, &window);
	size_t cards = 0;

	if (row.before + row.behind + 1 < ROW_CARDS)
		return false;
	for (size_t at = row.start; at < row.end; at = token_digits(text, at) + 1)
		cards += number_in(text, at, token_digits(text, at)) != CARD_NONE;
	return cards >= ROW_CARDS && 5 * cards >= 4 * (row.before + row.behind + 1);
}

/* Digits without separators. */
static bool
find_bare(struct str text, size_t at, enum detect_name name, struct detect_hit *hit)
{
	size_t end = token_digits(text, at);

	if (end - at < CARD_MIN || end - at > CARD_MAX || number_in(text, at, end) != CARD_VALID)
		return false;
	if (!(starts(text, at) && token_ends(text, end)) &&
	    !(name == DETECT_NAMED && token_stands(text, at, end)))
		return false;
	*hit = (struct detect_hit){.start = at, .end = end};
	hit->strong = is_on_stripe(text, end) || is_among_cards(text, at, end);
	return true;
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	struct window window;

	for (size_t at = token_digit(text, from); at < text.size;
	     at = token_digit(text, window.end)) {
		window.end = token_digits(text, at);
		if (at > 0 && token_is_digit(text.data[at - 1]))
			continue;
		if (find_bare(text, at, name, hit))
			return true;
		if (window.end - at != 4 && window.end - at != 6)
			continue;
		if (!window_grouped(text, at, &window))
			continue;
		if (window.number == CARD_VALID &&
		    find_grouped(text, &window, name == DETECT_NAMED, hit))
			return true;
		/* What is no card by itself may begin with what another one ends with. */
		if (window.number == CARD_VALID)
			window.end = token_digits(text, at);
	}
	return false;
}

/* Numbers with blanks between them. */
static enum detect_form
shape_of_row(struct str text)
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
		return DETECT_REFUSED;
	return groups >= 4 && longest <= 5 ? DETECT_KIN : DETECT_NO_FORM;
}

static enum detect_form
shaped(struct str text, enum detect_name name)
{
	struct window window = {0};
	size_t end;

	(void)name;
	if (text.size < CARD_MIN || !token_is_digit(text.data[0]))
		return DETECT_NO_FORM;
	end = token_digits(text, 0);
	if (end == text.size)
		return end <= CARD_MAX && !token_same(text.data, end) &&
				       card_number(text.data, end) != CARD_EXAMPLE
			       ? DETECT_REFUSED
			       : DETECT_NO_FORM;
	if (window_grouped(text, 0, &window) && window.number == CARD_EXAMPLE)
		return DETECT_NO_FORM;
	if (text.data[end] == ' ')
		return shape_of_row(text);
	for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++)
		if (text.data[end] == '-' && grouped_end(text, 0, groupings[i], '-') == text.size)
			return DETECT_REFUSED;
	return DETECT_NO_FORM;
}

static bool
possible(const struct detect_looks *looks)
{
	return looks->run >= CARD_MIN ||
	       (looks->digits >= CARD_MIN && looks->run >= 4 && (looks->kinds & DETECT_LINE));
}

const struct detector detect_payment_card = {
	.entity = "payment_card",
	.summary = "payment card numbers",
	.header = header,
	.alone = 0.9,
	.weak = 0.4,
	.in_column = 0.9,
	.with_header = 0.97,
	.checked = true,
	.chance = 0.1,
	.possible = possible,
	.find = find,
	.shaped = shaped,
};
