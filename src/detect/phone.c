/* SPDX-License-Identifier: Apache-2.0
 *
 * Telephone numbers: international ones ('+', a calling code, a national number of that country's
 * length) and North American ones ((NXX) NXX-XXXX and its spellings). In: text. Out: the next one.
 * There is no check digit, and most digits in the world are something else: bare digits count only
 * where the column's name says that they are telephone numbers.
 *
 * Numbers kept for films and examples are no hits.
 */
#include <string.h>

#include "detect/amount.h"
#include "detect/announced.h"
#include "detect/calling_code.h"
#include "detect/detect.h"
#include "detect/phone_name.h"
#include "detect/phone_number.h"
#include "detect/token.h"
#include "detect/written.h"

enum {
	GROUP_MIN = 6,   /* in words, digits without separators, or all of them … */
	WORDS_MIN = 9,   /* … that are somebody's number */
	LONGEST_MIN = 4, /* digits in the longest group of a number that words announce */
	LONG_MIN = 12,   /* bare digits that have a calling code, or a zero, before them */
};

/* How numbers are written. What chance does to one of these says nothing about another. */
enum {
	WAY_BARE,
	WAY_SIGNED, /* "+4930901820", as changes are written, too */
	WAY_PLUS,   /* "+49 30 901820" */
	WAY_ZEROS,  /* "0049 30 901820" */
	WAY_BRACKETS,
	WAY_NATIONAL,
};

extern const struct detector detect_phone;

/* A cell has many meanings, most of them in biology. */
static const char *const vague[] = {"cell", "cells", NULL};

static size_t
calling_code_size(struct str text, size_t at, size_t end)
{
	char digits[WRITTEN_DIGITS];
	size_t count = token_take(text, at, end, digits, WRITTEN_DIGITS);

	return calling_code(digits, count);
}

/* Digits that follow after a space may be something else: the longest number that holds counts. */
static bool
find_from(struct str text, size_t start, size_t at, struct detect_hit *hit)
{
	struct written written;

	for (size_t stop = at + WRITTEN_SIZE; stop > at;
	     stop = written_shorter(text, at, written.end)) {
		bool fits = written_read(str_cut(text, 0, stop), at, &written);
		size_t end = written.end;

		if (!fits || !written_ends(text, &end))
			continue;
		written_drop_prefix(text, at, &written);
		if (!phone_number_is_international(&written))
			continue;
		*hit = (struct detect_hit){.start = start, .end = end, .strong = true};
		hit->way = written.points + written.others > 0 ? WAY_PLUS : WAY_SIGNED;
		return true;
	}
	return false;
}

static bool
find_international(struct str text, size_t plus, struct detect_hit *hit)
{
	size_t at = plus + 1;

	if (at < text.size && text.data[at] == '(')
		at++;
	return at < text.size && token_is_digit(text.data[at]) && token_starts(text, plus) &&
	       !amount_is_position(text, at) && find_from(text, plus, at, hit) &&
	       !amount_is_beside_negative(text, plus, hit->end);
}

/* "0049-1234-5678-9012": four groups of four, as keys have. */
static bool
is_key(struct str text, size_t at)
{
	char separator = at + 4 < text.size ? text.data[at + 4] : 0;

	for (size_t groups = 0; groups < 4; groups++, at += 5) {
		if (token_digits(text, at) != at + 4)
			return false;
		if (groups < 3 && (at + 4 >= text.size || text.data[at + 4] != separator))
			return false;
	}
	return true;
}

/* "555-0127", in any area and country. */
static bool
ends_in_fiction(struct str number)
{
	struct str last = str_cut(number, number.size - 8, number.size);

	return number.size >= 8 && str_starts(last, STR("555")) && !token_is_digit(last.data[3]) &&
	       str_starts(str_cut(last, 4, last.size), STR("01"));
}

/* "0049 30 901820", "00 49 30 901820": zeros are dialled where '+' is written. The calling code stands by
 * itself, and what follows is not all pairs, which bytes and times are. */
static bool
find_dialled(struct str text, size_t zeros, struct detect_hit *hit)
{
	size_t at = zeros + 2;
	size_t code;
	size_t pairs = 0;
	size_t groups = 0;
	size_t longest;
	char digits[PHONE_NORTH_AMERICAN];

	if (token_digits(text, zeros) == at && at + 1 < text.size &&
	    written_separator(text.data[at]))
		at++;
	code = token_digits(text, at);
	/* A group of a row of numbers. */
	if (zeros >= 2 && text.data[zeros - 1] == ' ' && token_is_digit(text.data[zeros - 2]))
		return false;
	if (is_key(text, zeros))
		return false;
	if (code == at || code - at > 3 || code + 2 >= text.size || text.data[at] == '0' ||
	    !written_separator(text.data[code]) || !token_starts(text, zeros) ||
	    !find_from(text, zeros, at, hit))
		return false;
	/* Behind a code stands one zero at most. */
	if (text.data[code + 1] == '0' && text.data[code + 2] == '0')
		return false;
	hit->way = WAY_ZEROS;
	longest = at == zeros + 2 ? code - zeros : code - at;
	for (size_t i = token_digit(text, code); i < hit->end; groups++) {
		size_t end = token_digits(text, i);

		pairs += end - i == 2;
		longest = end - i > longest ? end - i : longest;
		i = token_digit(text, end);
	}
	return pairs < groups && longest >= 4 && !ends_in_fiction(str_cut(text, zeros, hit->end)) &&
	       token_take(text, zeros, hit->end, digits, sizeof digits) >= PHONE_NORTH_AMERICAN &&
	       calling_code_size(text, at, hit->end) == code - at;
}

/* The spellings, and whether nothing else is written so. */
static const struct {
	const char *form;
	bool strong;
} forms[] = {
	{"(999) 999-9999", true}, {"(999)999-9999", true}, {"(999) 999 9999", true},
	{"999-999-9999", true},   {"999.999.9999", true},  {"999 999-9999", true},
	{"999/999-9999", true},   {"999 999 9999", false}, {"(999) 9999999", true},
	{"(999) 999.9999", true},
};

/* "1-" before a North American number is how it is dialled. */
static size_t
dialled_from(struct str text, size_t at)
{
	if (at >= 2 && text.data[at - 2] == '1' &&
	    (text.data[at - 1] == '-' || text.data[at - 1] == ' ' || text.data[at - 1] == '.'))
		return at - 2;
	return at;
}

/* Whether a number before it, or one behind it where the text has nothing but numbers, goes on. */
static bool
is_in_row(struct str text, size_t start, size_t end)
{
	if (start > 1 && text.data[start - 1] == ' ' && token_is_digit(text.data[start - 2]))
		return true;
	if (start > 0 && text.data[start - 1] == '-')
		return true;
	if (end + 1 >= text.size || text.data[end] != ' ' || !token_is_digit(text.data[end + 1]))
		return false;
	for (size_t i = 0; i < start; i++)
		if (text.data[i] != ' ')
			return false;
	return true;
}

static bool
find_north_american(struct str text, size_t at, struct detect_hit *hit)
{
	/* All forms have three digits first. */
	if (token_digits(text, at + (text.data[at] == '(')) - at - (text.data[at] == '(') != 3)
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		size_t end = written_form_end(text, at, forms[i].form);
		size_t start = dialled_from(text, at);
		char digits[PHONE_NORTH_AMERICAN];
		size_t stop;

		if (end == 0)
			continue;
		stop = end;
		if (!written_ends(text, &stop))
			continue;
		if (!forms[i].strong && is_in_row(text, start, end))
			return false;
		token_take(text, at, end, digits, PHONE_NORTH_AMERICAN);
		if (!token_starts(text, start) ||
		    !phone_number_is_north_american(digits, PHONE_NORTH_AMERICAN))
			return false;
		*hit = (struct detect_hit){.start = start, .end = stop, .strong = forms[i].strong};
		hit->way = text.data[at] == '(' ? WAY_BRACKETS : WAY_NATIONAL;
		return true;
	}
	return false;
}

/* Whether these are digits that somebody may be called by. */
static bool
is_dialable(struct str number, const struct written *written)
{
	if (written->count < PHONE_DIGITS_MIN || token_same(written->digits, written->count))
		return false;
	if ((written->points == 1 && written->others == 0) || written_is_quad(number, written))
		return false;
	if (written->count >= LONG_MIN && written->points + written->others == 0 &&
	    written->digits[0] != '0' && calling_code(written->digits, written->count) == 0)
		return false;
	if (written->count >= PHONE_NORTH_AMERICAN &&
	    phone_number_is_fiction(written->digits + written->count - PHONE_NORTH_AMERICAN))
		return false;
	return !phone_number_is_drama(written->digits, written->count);
}

/* Digits as people write them, at `at` in a column whose name says telephone: the longest number that
 * stands by itself. Among words it takes more than a few digits. Where there is none, `skip` is the end
 * of what is known to be something else. */
static bool
find_named(struct str text, size_t at, size_t *skip, struct detect_hit *hit)
{
	size_t first = at + (text.data[at] == '+');
	struct written written;

	*skip = token_digits(text, first);
	if (written_is_quantity(text, at))
		return false;
	for (size_t stop = first + WRITTEN_SIZE; stop > first;
	     stop = written_shorter(text, first, written.end)) {
		bool fits = written_read(str_cut(text, 0, stop), first, &written);
		size_t end = written_extension(text, written.end);

		if (!fits)
			continue;
		if (written.count < PHONE_DIGITS_MIN)
			return false;
		if (!is_dialable(str_cut(text, first, written.end), &written)) {
			*skip = end;
			return false;
		}
		if (written_is_part(text, at, end, &written) ||
		    (end == written.end && !token_stands(text, at, end)))
			continue;
		if (written.count < WORDS_MIN &&
		    written_longest(str_cut(text, first, written.end)) < GROUP_MIN &&
		    written_among_words(text, at, end))
			continue;
		*hit = (struct detect_hit){.start = at, .end = end};
		return true;
	}
	return false;
}

/* Bare digits as long as those of numbers with an area or a country. */
static bool
is_bare(struct str text)
{
	return text.size >= PHONE_NORTH_AMERICAN && text.size <= 13 &&
	       token_digits(text, 0) == text.size && !token_same(text.data, text.size);
}

/* The whole cell is digits that somebody's number could be: many of such are evidence. */
static bool
find_claimed(struct str text, struct detect_hit *hit)
{
	struct str number = str_trim(text);
	size_t start = (size_t)(number.data - text.data);
	struct written written;

	if (!is_bare(number) || !written_read(text, start, &written))
		return false;
	if (!phone_number_is_north_american(written.digits, written.count) &&
	    !phone_number_is_international(&written))
		return false;
	*hit = (struct detect_hit){.start = start, .end = written.end};
	return true;
}

static bool
find_at(struct str text, size_t at, struct detect_hit *hit)
{
	char byte = text.data[at];

	if (byte == '+')
		return find_international(text, at, hit);
	if (byte == '0' && at + 1 < text.size && text.data[at + 1] == '0' &&
	    find_dialled(text, at, hit))
		return true;
	return (byte == '(' || token_is_digit(byte)) && find_north_american(text, at, hit);
}

/* So few digits right behind a blank, or at all, that no name makes a number of them. */
static bool
is_too_short(struct str text, size_t at)
{
	size_t end = token_digits(text, at);
	bool marked = text.data[at - 1] != ' ' || (at > 1 && !token_is_word(text.data[at - 2]));

	return end - at < (marked ? PHONE_DIGITS_MIN : WORDS_MIN) &&
	       (end >= text.size || !written_separator(text.data[end]) || end + 1 >= text.size ||
		!(token_is_digit(text.data[end + 1]) || written_separator(text.data[end + 1])));
}

/* "phone: 4158675309", "tel=030901820": what a name right before says is what a column's says. */
static bool
find_announced(struct str text, size_t at, struct detect_hit *hit)
{
	enum announced how;
	struct written written;
	size_t skip;

	if (at == 0 || !token_is_digit(text.data[at]) || is_too_short(text, at) ||
	    !token_starts(text, at))
		return false;
	how = announced_by(&detect_phone, text, at);
	if (how == NOT_ANNOUNCED || written_date_end(text, at) > 0 ||
	    !find_named(text, at, &skip, hit) ||
	    !written_read(str_cut(text, 0, hit->end), at, &written))
		return false;
	if (written.count < WORDS_MIN && (how == ANNOUNCED_AS_WORD || written.others > 0))
		return false;
	return written.others == 0 || written_longest(str_cut(text, at, hit->end)) >= LONGEST_MIN;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	bool named = name == DETECT_NAMED;

	for (size_t at = from; at < text.size; at++) {
		size_t skip;

		if (!token_is_digit(text.data[at]) && text.data[at] != '+' && text.data[at] != '(')
			continue;
		if (find_at(text, at, hit))
			return true;
		if (!token_is_digit(text.data[at]) && text.data[at] != '+')
			continue;
		if (!named && find_announced(text, at, hit))
			return true;
		skip = named ? written_date_end(text, at) : 0;
		if (named && skip == 0 && find_named(text, at, &skip, hit))
			return true;
		at = larger(skip, token_digits(text, at + 1)) - 1;
	}
	return from == 0 && name == DETECT_CLAIMED && find_claimed(text, hit);
}

/* "+1234567", "-1234567": what changes are written as, too. */
static bool
is_signed(struct str text)
{
	size_t count = text.size - 1;

	return (text.data[0] == '+' || text.data[0] == '-') && count >= PHONE_DIGITS_MIN &&
	       count <= WRITTEN_DIGITS && token_digits(text, 1) == text.size &&
	       !token_same(text.data + 1, count);
}

/* "+12 345 6789": a number with a sign and in groups. */
static bool
is_signed_groups(struct str text)
{
	struct written written;

	return text.size > 1 && text.data[0] == '+' && token_is_digit(text.data[1]) &&
	       written_read(text, 1, &written) && written.end == text.size &&
	       written.count >= PHONE_DIGITS_MIN;
}

/* "1249-12-345-6789": of such numbers some begin with two zeros. */
static bool
is_long_groups(struct str text)
{
	struct written written;

	return token_digits(text, 0) >= 4 && text.data[0] != '0' &&
	       written_date_end(text, 0) == 0 && written_read(text, 0, &written) &&
	       written.end == text.size && written.count >= PHONE_NORTH_AMERICAN &&
	       written.points + written.others >= 2;
}

static bool
is_national(struct str text)
{
	static const char *const spellings[] = {"999-999-9999", "999 999 9999", "999.999.9999",
						NULL};
	char digits[PHONE_NORTH_AMERICAN];

	for (const char *const *form = spellings; *form && text.size == 12; form++) {
		if (written_form_end(text, 0, *form) != text.size)
			continue;
		token_take(text, 0, text.size, digits, PHONE_NORTH_AMERICAN);
		return !token_same(digits, PHONE_NORTH_AMERICAN) &&
		       !phone_number_is_fiction(digits);
	}
	return false;
}

static enum detect_form
shaped(struct str text, enum detect_name name, unsigned *way)
{
	if (text.size == 0)
		return DETECT_NO_FORM;
	*way = WAY_SIGNED;
	if (is_signed(text))
		return DETECT_REFUSED;
	*way = WAY_BARE;
	if (name == DETECT_CLAIMED && is_bare(text))
		return DETECT_REFUSED;
	*way = WAY_NATIONAL;
	if (is_national(text))
		return DETECT_REFUSED;
	*way = WAY_PLUS;
	if (is_signed_groups(text))
		return DETECT_REFUSED;
	*way = WAY_ZEROS;
	return is_long_groups(text) ? DETECT_REFUSED : DETECT_NO_FORM;
}

static bool
possible(const struct detect_looks *looks)
{
	if (looks->named || (looks->kinds & DETECT_PLUS))
		return looks->digits >= PHONE_DIGITS_MIN;
	if (looks->run >= PHONE_DIGITS_MIN && looks->size == looks->run + 1)
		return looks->kinds & DETECT_LINE;
	/* A word may announce it. */
	if ((looks->kinds & (DETECT_LETTER | DETECT_HIGH)) &&
	    ((looks->kinds & DETECT_MARK) ? looks->run >= LONGEST_MIN
					  : looks->run >= PHONE_DIGITS_MIN) &&
	    looks->digits >= PHONE_DIGITS_MIN)
		return true;
	/* Three groups, or two where brackets or zeros lead. */
	return looks->digits >= PHONE_NORTH_AMERICAN && looks->run >= 4 &&
	       (looks->kinds & DETECT_JOINT) &&
	       (looks->groups >= 3 || looks->run >= 6 || (looks->kinds & DETECT_OPEN));
}

const struct detector detect_phone = {
	.entity = "phone",
	.summary = "telephone numbers",
	.header = phone_name,
	.vague = vague,
	.alone = 0.7,
	.weak = 0.3,
	.in_column = 0.85,
	.with_header = 0.95,
	.chance = 0.63,
	.possible = possible,
	.find = find,
	.shaped = shaped,
};
