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
#include "detect/card_row.h"
#include "detect/detect.h"
#include "detect/token.h"

enum {
	NAME_MAX = 32,   /* of track 1: 26, and spare */
	SPARES_MAX = 3,  /* of these beside the card: month, year, code */
	ROW_CARDS = 3,   /* so many without groups in a row are no accident */
	LETTERS_MAX = 8, /* of a word that a number is written behind */
};

/* How cards are written. What chance does to one of these says nothing about another. */
enum {
	WAY_BARE,
	WAY_SPACED, /* in groups, and the rows of numbers that look like it */
	WAY_DASHED,
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
is_row_of_one(const struct card_row *row, const struct card_window *window)
{
	size_t spares = row->before + row->behind;

	if (spares + window->groups > CARD_ROW_GROUPS || spares > SPARES_MAX)
		return false;
	return row->fours == 0 || (window->separator == ' ' && spares < SPARES_MAX);
}

/* A group of letters and digits as long as the card's own, with the same separator: a key goes on
 * there. "row2" and "card2" are words with a number. */
static bool
is_key_before(struct str text, const struct card_window *window)
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
is_key_behind(struct str text, const struct card_window *window)
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
starts_window(struct str text, const struct card_window *window)
{
	size_t at = token_opened(text, window->start);
	char before;

	if (at < window->start && at > 0)
		return token_starts(text, window->start);
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
ends_window(struct str text, const struct card_window *window)
{
	size_t at = window->end;

	if (token_closed(text, at) > at)
		return token_ends(text, at);
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
is_strong(struct str text, const struct card_row *row, const struct card_window *window)
{
	struct str bare = str_trim(text);

	if (row->before + row->behind == 0 || row->end - row->start < bare.size)
		return true;
	return row->before == 0 && is_expiry_and_code(text, window->end, row->end);
}

static bool
find_grouped(struct str text, const struct card_window *window, bool named, struct detect_hit *hit)
{
	struct card_row row = card_row_of(text, window);
	bool cards =
		row.before + row.behind > 0 && card_row_is_cards(text, &row, window->separator);

	if (named ? row.before + row.behind > CARD_ROW_MAX / 2
		  : !starts_window(text, window) || !ends_window(text, window) ||
			    is_key_before(text, window) || is_key_behind(text, window))
		return false;
	if (!named && !cards && !is_row_of_one(&row, window))
		return false;
	*hit = (struct detect_hit){.start = window->start, .end = window->end};
	hit->way = window->separator == ' ' ? WAY_SPACED : WAY_DASHED;
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
	struct card_window window = {.start = start, .end = end, .separator = ' '};
	struct card_row row = card_row_of(text, &window);
	size_t cards = 0;

	if (row.before + row.behind + 1 < ROW_CARDS)
		return false;
	for (size_t at = row.start; at < row.end; at = token_digits(text, at) + 1)
		cards += card_row_number(text, at, token_digits(text, at)) != CARD_NONE;
	return cards >= ROW_CARDS && 5 * cards >= 4 * (row.before + row.behind + 1);
}

/* Digits without separators. */
static bool
find_bare(struct str text, size_t at, enum detect_name name, struct detect_hit *hit)
{
	size_t end = token_digits(text, at);

	if (end - at < CARD_MIN || end - at > CARD_MAX ||
	    card_row_number(text, at, end) != CARD_VALID)
		return false;
	if (!(starts(text, at) && token_ends(text, end)) &&
	    !(name == DETECT_NAMED && token_stands(text, at, end)))
		return false;
	*hit = (struct detect_hit){.start = at, .end = end, .way = WAY_BARE};
	hit->strong = is_on_stripe(text, end) || is_among_cards(text, at, end);
	return true;
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	struct card_window window;

	for (size_t at = token_digit(text, from); at < text.size;
	     at = token_digit(text, window.end)) {
		window.end = token_digits(text, at);
		if (at > 0 && token_is_digit(text.data[at - 1]))
			continue;
		if (find_bare(text, at, name, hit))
			return true;
		if (window.end - at != 4 && window.end - at != 6)
			continue;
		if (!card_row_window(text, at, &window))
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

static enum detect_form
shaped(struct str text, enum detect_name name, unsigned *way)
{
	struct card_window window = {0};
	size_t end;

	(void)name;
	if (text.size < CARD_MIN || !token_is_digit(text.data[0]))
		return DETECT_NO_FORM;
	end = token_digits(text, 0);
	*way = WAY_BARE;
	if (end == text.size)
		return end <= CARD_MAX && !token_same(text.data, end) &&
				       card_number(text.data, end) != CARD_EXAMPLE
			       ? DETECT_REFUSED
			       : DETECT_NO_FORM;
	if (card_row_window(text, 0, &window) && window.number == CARD_EXAMPLE)
		return DETECT_NO_FORM;
	*way = WAY_SPACED;
	if (text.data[end] == ' ')
		return card_row_shape(text);
	*way = WAY_DASHED;
	if (text.data[end] == '-' && card_row_grouped(text, '-'))
		return DETECT_REFUSED;
	return DETECT_NO_FORM;
}

/* Digits without separators that a scheme would issue, were the check digit right. */
static bool
missed(struct str text, size_t from, struct detect_hit *hit)
{
	size_t end;

	for (size_t at = token_digit(text, from); at < text.size; at = token_digit(text, end)) {
		end = token_digits(text, at);
		if (end - at < CARD_MIN || end - at > CARD_MAX || !starts(text, at) ||
		    !token_ends(text, end) || !card_number_issued(text.data + at, end - at) ||
		    card_number(text.data + at, end - at) != CARD_NONE)
			continue;
		*hit = (struct detect_hit){.start = at, .end = end};
		return true;
	}
	return false;
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
	.missed = missed,
};
