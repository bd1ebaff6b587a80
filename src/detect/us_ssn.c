/* SPDX-License-Identifier: Apache-2.0
 *
 * United States social security numbers: area, group and serial as AAA-GG-SSSS (SSA POMS RM
 * 10201.030). There is no check digit: of random numbers of the form nearly nine in ten could have
 * been issued, so nine digits without hyphens count only where the column's name says what they are.
 *
 * Numbers that became known and were withdrawn, or were never issued, are no hits.
 */
#include "detect/detect.h"
#include "detect/token.h"

enum {
	SSN_DIGITS = 9,
	SSN_SIZE = 11,
};

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

static bool
could_be_issued(const char *digits)
{
	unsigned area = 100u * (unsigned)(digits[0] - '0') + 10u * (unsigned)(digits[1] - '0') +
			(unsigned)(digits[2] - '0');
	bool group = digits[3] != '0' || digits[4] != '0';
	bool serial = false;

	for (size_t i = 5; i < SSN_DIGITS; i++)
		serial |= digits[i] != '0';
	return area != 0 && area != 666 && area < 900 && group && serial &&
	       !token_same(digits, SSN_DIGITS) && !is_example(digits);
}

/* AAA?GG?SSSS with the same separator twice. */
static bool
has_form(struct str text, size_t at, char separator)
{
	return text.size - at >= SSN_SIZE && token_digits(text, at) == at + 3 &&
	       text.data[at + 3] == separator && token_digits(text, at + 4) == at + 6 &&
	       text.data[at + 6] == separator && token_digits(text, at + 7) == at + SSN_SIZE;
}

static size_t
form_end(struct str text, size_t at, bool named)
{
	if (has_form(text, at, '-') || (named && has_form(text, at, ' ')))
		return at + SSN_SIZE;
	if (named && token_digits(text, at) == at + SSN_DIGITS)
		return at + SSN_DIGITS;
	return 0;
}

static bool
find(struct str text, size_t from, bool named, struct detect_hit *hit)
{
	for (size_t at = token_digit(text, from); at < text.size;
	     at = token_digit(text, token_digits(text, at))) {
		char digits[SSN_DIGITS];
		size_t end = token_digits(text, at);

		/* All forms start with three digits or are nine. */
		if (end - at != 3 && end - at != SSN_DIGITS)
			continue;
		end = form_end(text, at, named);

		if (end == 0 || !token_starts(text, at) || !token_ends(text, end))
			continue;
		token_take(text, at, end, digits, SSN_DIGITS);
		if (!could_be_issued(digits))
			continue;
		*hit = (struct detect_hit){.start = at, .end = end, .strong = end - at == SSN_SIZE};
		return true;
	}
	return false;
}

static bool
shaped(struct str text)
{
	char digits[SSN_DIGITS];

	if (text.size != SSN_SIZE || !has_form(text, 0, '-'))
		return false;
	token_take(text, 0, text.size, digits, SSN_DIGITS);
	return !token_same(digits, SSN_DIGITS) && !is_example(digits);
}

static bool
possible(const struct detect_looks *looks)
{
	return looks->digits >= SSN_DIGITS &&
	       (looks->named || (looks->run >= 4 && (looks->kinds & DETECT_LINE)));
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
};
