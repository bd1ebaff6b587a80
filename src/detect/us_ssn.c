/* SPDX-License-Identifier: Apache-2.0
 *
 * United States social security numbers: area, group and serial as AAA-GG-SSSS (SSA POMS RM
 * 10201.030). There is no check digit: of random numbers of the form nearly nine in ten could have
 * been issued, so nine digits without hyphens count only where the column's name, or the word before
 * them, says what they are.
 *
 * Numbers that became known and were withdrawn, or were never issued, are no hits.
 */
#include <string.h>

#include "detect/detect.h"
#include "detect/header.h"
#include "detect/token.h"

enum {
	SSN_DIGITS = 9,
	SSN_SIZE = 11,
	GAP_MAX = 4,   /* bytes between a word and the next, or the number */
	WORD_MAX = 32, /* bytes that may hold the words that announce a number */
};

extern const struct detector detect_us_ssn;

static const char *const header[] = {
	"ssn",
	"ssns",
	"ssnum",
	"social security",
	"socialsecurity",
	"social security number",
	"socialsecuritynumber",
	"soc sec",
	"us ssn",
	"ssnumber",
	"ssno",
	"ss number",
	"ss num",
	"ss no",
	NULL,
};

/* Printed on wallet inserts, pamphlets and advertisements. */
static const char *const examples[] = {"078051120", "219099999", "457555462", NULL};

static bool
is_example(const char *digits)
{
	for (const char *const *example = examples; *example; example++)
		if (str_is(str_make(digits, SSN_DIGITS), *example))
			return true;
	return false;
}

static unsigned
number_at(const char *digits, size_t count)
{
	unsigned number = 0;

	for (size_t i = 0; i < count; i++)
		number = 10 * number + (unsigned)(digits[i] - '0');
	return number;
}

/* The groups of individual taxpayer identification numbers (IRS Publication 1915), which begin with 9. */
static bool
is_taxpayer(unsigned group)
{
	return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
	       (group >= 90 && group <= 92) || group >= 94;
}

static enum detect_form
form_of(const char *digits)
{
	unsigned area = number_at(digits, 3);
	unsigned group = number_at(digits + 3, 2);
	unsigned serial = number_at(digits + 5, 4);

	if (token_same(digits, SSN_DIGITS) || is_example(digits))
		return DETECT_NO_FORM;
	if (group == 0 || serial == 0 || area == 0 || area == 666)
		return DETECT_REFUSED;
	if (area < 900)
		return DETECT_PASSED;
	return is_taxpayer(group) ? DETECT_KIN : DETECT_UNUSED;
}

/* AAA?GG?SSSS with the same separator twice. */
static bool
has_form(struct str text, size_t at, char separator)
{
	return text.size - at >= SSN_SIZE && token_digits(text, at) == at + 3 &&
	       text.data[at + 3] == separator && token_digits(text, at + 4) == at + 6 &&
	       text.data[at + 6] == separator && token_digits(text, at + 7) == at + SSN_SIZE;
}

/* Whether the word that ends before `end` may be the last of a header word: they begin with s, n or u, or
 * end with "ssn". Most text is let go here. */
static bool
may_end(struct str text, size_t end)
{
	size_t start = end;

	while (start > 0 && end - start < WORD_MAX && token_is_letter(text.data[start - 1]))
		start--;
	if (start == end)
		return true;
	return strchr("snu", text.data[start] | 0x20) || (text.data[end - 1] | 0x20) == 'n';
}

/* "SSN", "ssn no.:" right before the number. */
static bool
is_announced(struct str text, size_t at)
{
	static const char *const fillers[] = {"number", "num", "no", "nr", "is", "was", NULL};
	size_t end = at;
	size_t start;

	for (size_t words = 0; words < 4; words++) {
		const char *const *filler = fillers;
		size_t gap = end;

		while (end > 0 && gap - end < GAP_MAX && !token_is_word(text.data[end - 1]))
			end--;
		start = end;
		while (start > 0 && end - start < WORD_MAX && token_is_word(text.data[start - 1]))
			start--;
		while (*filler && !str_equal_fold(str_cut(text, start, end), str_of(*filler)))
			filler++;
		if (!*filler)
			break;
		end = start;
	}
	start = end > WORD_MAX ? end - WORD_MAX : 0;
	return end > 0 && may_end(text, end) &&
	       header_ends(&detect_us_ssn, str_cut(text, start, end));
}

/* Nine digits without hyphens, and eight, with no others, where a leading zero went lost with a number's. */
static size_t
bare_end(struct str text, size_t at)
{
	size_t end = token_digits(text, at);

	if (end - at == SSN_DIGITS)
		return end;
	return end - at == SSN_DIGITS - 1 && token_digit(text, 0) == at &&
			       token_digit(text, end) == text.size
		       ? end
		       : 0;
}

static size_t
form_end(struct str text, size_t at, enum detect_name name)
{
	size_t end = bare_end(text, at);
	bool spaced = has_form(text, at, ' ');

	if (has_form(text, at, '-'))
		return at + SSN_SIZE;
	if (!spaced && end == 0)
		return 0;
	if (name == DETECT_NAMED || (end - at != SSN_DIGITS - 1 && is_announced(text, at)))
		return spaced ? at + SSN_SIZE : end;
	return name == DETECT_CLAIMED && str_trim(text).size == SSN_DIGITS ? end : 0;
}

/* The nine digits of a form. */
static void
take(struct str text, size_t at, size_t end, char *digits)
{
	digits[0] = '0';
	token_take(text, at, end, digits + (end - at < SSN_DIGITS), SSN_DIGITS);
}

static bool
stands(struct str text, size_t at, size_t end, enum detect_name name)
{
	if (name == DETECT_NAMED)
		return token_stands(text, at, end);
	return token_starts(text, at) && token_ends(text, end);
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	for (size_t at = token_digit(text, from); at < text.size;
	     at = token_digit(text, token_digits(text, at))) {
		char digits[SSN_DIGITS + 1];
		size_t size = token_digits(text, at) - at;
		size_t end;

		/* All forms start with three digits or are nine. */
		if (size != 3 && size != SSN_DIGITS && size != SSN_DIGITS - 1)
			continue;
		end = form_end(text, at, name);
		if (end == 0 || !stands(text, at, end, name))
			continue;
		take(text, at, end, digits);
		if (form_of(digits) != DETECT_PASSED)
			continue;
		*hit = (struct detect_hit){.start = at, .end = end, .strong = end - at == SSN_SIZE};
		return true;
	}
	return false;
}

static enum detect_form
shaped(struct str text, enum detect_name name, unsigned *way)
{
	char digits[SSN_DIGITS + 1];
	bool bare = name != DETECT_UNNAMED && text.size == SSN_DIGITS &&
		    token_digits(text, 0) == SSN_DIGITS;

	(void)way;
	if (!bare && (text.size != SSN_SIZE || !has_form(text, 0, '-')))
		return DETECT_NO_FORM;
	take(text, 0, text.size, digits);
	return form_of(digits);
}

/* Of random numbers every tenth begins with 9, 44 in a hundred of these look like a taxpayer's, and one
 * in eighty fails for another reason. A column of real ones with mistakes, placeholders or taxpayers'
 * numbers among them can have as many that fail, but not such: within 2.5 standard deviations. */
static bool
is_random(const uint64_t counts[DETECT_FORMS])
{
	double unused = (double)counts[DETECT_UNUSED];
	double nines = unused + (double)counts[DETECT_KIN];
	double kin = (double)counts[DETECT_KIN] - 0.44 * nines;
	double refused = (double)counts[DETECT_REFUSED];
	double all = nines + refused + (double)counts[DETECT_PASSED];
	double over = refused - 0.0125 * all - 1;

	if (unused < 0.02 * all || kin * kin > 6.25 * 0.25 * nines)
		return false;
	return over <= 0 || over * over <= 6.25 * 0.0125 * all;
}

static bool
possible(const struct detect_looks *looks)
{
	if (looks->named)
		return looks->digits >= SSN_DIGITS - 1;
	return looks->digits >= SSN_DIGITS &&
	       ((looks->run >= 4 && looks->groups >= 3 && (looks->kinds & DETECT_LINE)) ||
		(looks->run >= SSN_DIGITS && (looks->kinds & DETECT_LETTER)));
}

const struct detector detect_us_ssn = {
	.entity = "us_ssn",
	.summary = "United States social security numbers",
	.header = header,
	.alone = 0.6,
	.weak = 0.3,
	.in_column = 0.85,
	.with_header = 0.97,
	.chance = 0.88,
	.possible = possible,
	.find = find,
	.shaped = shaped,
	.random = is_random,
};
