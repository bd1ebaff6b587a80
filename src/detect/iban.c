/* SPDX-License-Identifier: Apache-2.0
 *
 * International bank account numbers (ISO 13616): a country, two check digits, and the country's own
 * number, whose length and form are in the registry that SWIFT keeps. In: text. Out: the next one,
 * written in one or in fours. One random text in 97 passes the check, and hardly one the form; where
 * ids of a country's form fill a column, as many are chance.
 */
#include "detect/detect.h"
#include "detect/token.h"

enum {
	IBAN_MIN = 15, /* Norway */
	IBAN_MAX = 34,
};

static const char *const header[] = {
	"iban",           "ibans",       "bank account",
	"bankaccount",    "kontonummer", "bankverbindung",
	"rekeningnummer", "conto",       "compte bancaire",
	"cuenta",         NULL,
};

/* Form of what follows the check digits: n digits, a capital letters, c either. */
struct country {
	char code[3];
	const char *form;
};

/* SWIFT IBAN registry, release 101; sorted. */
static const struct country countries[] = {
	{"AD", "8n12c"},    {"AE", "19n"},      {"AL", "8n16c"},    {"AT", "16n"},
	{"AZ", "4a20c"},    {"BA", "16n"},      {"BE", "12n"},      {"BG", "4a6n8c"},
	{"BH", "4a14c"},    {"BI", "23n"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"},
	{"CH", "5n12c"},    {"CR", "18n"},      {"CY", "8n16c"},    {"CZ", "20n"},
	{"DE", "18n"},      {"DJ", "23n"},      {"DK", "14n"},      {"DO", "4c20n"},
	{"EE", "16n"},      {"EG", "25n"},      {"ES", "20n"},      {"FI", "14n"},
	{"FK", "2a12n"},    {"FO", "14n"},      {"FR", "10n11c2n"}, {"GB", "4a14n"},
	{"GE", "2a16n"},    {"GI", "4a15c"},    {"GL", "14n"},      {"GR", "7n16c"},
	{"GT", "24c"},      {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},
	{"IE", "4a14n"},    {"IL", "19n"},      {"IQ", "4a15n"},    {"IS", "22n"},
	{"IT", "1a10n12c"}, {"JO", "4a4n18c"},  {"KW", "4a22c"},    {"KZ", "3n13c"},
	{"LB", "4n20c"},    {"LC", "4a24c"},    {"LI", "5n12c"},    {"LT", "16n"},
	{"LU", "3n13c"},    {"LV", "4a13c"},    {"LY", "21n"},      {"MC", "10n11c2n"},
	{"MD", "20c"},      {"ME", "18n"},      {"MK", "3n10c2n"},  {"MN", "16n"},
	{"MR", "23n"},      {"MT", "4a5n18c"},  {"MU", "4a19n3a"},  {"NI", "4a20n"},
	{"NL", "4a10n"},    {"NO", "11n"},      {"OM", "3n16c"},    {"PK", "4a16c"},
	{"PL", "24n"},      {"PS", "4a21c"},    {"PT", "21n"},      {"QA", "4a21c"},
	{"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},   {"SA", "2n18c"},
	{"SC", "4a20n3a"},  {"SD", "14n"},      {"SE", "20n"},      {"SI", "15n"},
	{"SK", "20n"},      {"SM", "1a10n12c"}, {"SO", "19n"},      {"ST", "21n"},
	{"SV", "4a20n"},    {"TL", "19n"},      {"TN", "20n"},      {"TR", "6n16c"},
	{"UA", "6n19c"},    {"VA", "18n"},      {"VG", "4a16n"},    {"XK", "16n"},
	{"YE", "4a4n18c"},
};

static const struct country *
country_of(char first, char second)
{
	size_t low = 0;
	size_t high = sizeof countries / sizeof countries[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *code = countries[middle].code;
		int order = first != code[0] ? first - code[0] : second - code[1];

		if (order == 0)
			return &countries[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static char
upper(char byte)
{
	return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static size_t
size_of(const struct country *country)
{
	size_t size = 4;
	size_t part = 0;

	for (const char *form = country->form; *form; form++) {
		if (token_is_digit(*form)) {
			part = 10 * part + (size_t)(*form - '0');
		} else {
			size += part;
			part = 0;
		}
	}
	return size;
}

/* Take `size` letters and digits from `at`, in one run or in fours with blanks or hyphens between them;
 * 0 where it is neither. */
static size_t
take(struct str text, size_t at, size_t size, char *number)
{
	char joint = at + 4 < text.size ? text.data[at + 4] : 0;
	bool joined = joint == ' ' || joint == '-';

	for (size_t i = 0; i < size; i++) {
		if (joined && i > 0 && i % 4 == 0) {
			if (at >= text.size || text.data[at] != joint)
				return 0;
			at++;
		}
		if (at >= text.size || text.data[at] == '_' || !token_is_word(text.data[at]))
			return 0;
		number[i] = upper(text.data[at++]);
	}
	return at;
}

static bool
has_form(const struct country *country, const char *number)
{
	size_t part = 0;

	number += 4;
	for (const char *form = country->form; *form; form++) {
		if (token_is_digit(*form)) {
			part = 10 * part + (size_t)(*form - '0');
			continue;
		}
		for (; part > 0; part--, number++) {
			if (*form == 'n' && !token_is_digit(*number))
				return false;
			if (*form == 'a' && !token_is_letter(*number))
				return false;
		}
	}
	return true;
}

/* ISO 7064 MOD 97-10 over the number with its first four characters at the end. */
static bool
checks(const char *number, size_t size)
{
	unsigned rest = 0;

	for (size_t i = 0; i < size; i++) {
		char byte = number[(i + 4) % size];

		if (token_is_digit(byte))
			rest = (10 * rest + (unsigned)(byte - '0')) % 97;
		else
			rest = (100 * rest + (unsigned)(byte - 'A' + 10)) % 97;
	}
	return rest == 1;
}

/* Check digits are 98 less a remainder: 02 to 98. */
static bool
check_digits_possible(const char *number)
{
	int digits = 10 * (number[2] - '0') + (number[3] - '0');

	return digits >= 2 && digits <= 98;
}

/* Where the number of some country's form that starts at `at` ends, or 0; `checked`: its check digits
 * are right. */
static size_t
iban_end(struct str text, size_t at, bool *checked)
{
	const struct country *country = country_of(upper(text.data[at]), upper(text.data[at + 1]));
	char number[IBAN_MAX];
	size_t size;
	size_t end;

	if (!country)
		return 0;
	size = size_of(country);
	end = take(text, at, size, number);
	if (end == 0 || !has_form(country, number))
		return 0;
	*checked = check_digits_possible(number) && checks(number, size);
	return end;
}

/* A number may start at `at`, or right behind the word that says what it is. */
static bool
starts(struct str text, size_t at)
{
	size_t word = at;

	if (token_starts(text, at))
		return true;
	if (text.data[word - 1] == '_' || text.data[word - 1] == '-')
		word--;
	return word >= 4 && str_equal_fold(str_cut(text, word - 4, word), STR("iban")) &&
	       token_starts(text, word - 4);
}

static bool
ends(struct str text, size_t end, enum detect_name name)
{
	if (name == DETECT_NAMED)
		return end == text.size || !token_is_digit(text.data[end]);
	return token_ends(text, end);
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	if (text.size < IBAN_MIN)
		return false;
	for (size_t digit = token_digit(text, from); digit < text.size;
	     digit = token_digit(text, token_digits(text, digit))) {
		size_t at = digit - 2;
		bool checked = false;
		size_t end;

		if (digit < from + 2 || !token_is_letter(text.data[at]) ||
		    !token_is_letter(text.data[at + 1]) || digit + 1 >= text.size ||
		    !token_is_digit(text.data[digit + 1]) ||
		    (name != DETECT_NAMED && !starts(text, at)))
			continue;
		end = iban_end(text, at, &checked);
		if (end == 0 || !checked || !ends(text, end, name))
			continue;
		*hit = (struct detect_hit){.start = at, .end = end, .strong = true};
		return true;
	}
	return false;
}

static enum detect_form
shaped(struct str text, enum detect_name name, unsigned *way)
{
	bool checked = false;

	(void)name;
	(void)way;
	if (text.size < IBAN_MIN || !token_is_letter(text.data[0]) ||
	    !token_is_letter(text.data[1]))
		return DETECT_NO_FORM;
	return iban_end(text, 0, &checked) == text.size && !checked ? DETECT_REFUSED
								    : DETECT_NO_FORM;
}

/* As many pass as one in 97 would, within three standard deviations. */
static bool
is_random(const uint64_t counts[DETECT_FORMS])
{
	double passed = (double)counts[DETECT_PASSED];
	double expected = (passed + (double)counts[DETECT_REFUSED]) / 97;
	double over = passed - expected - 1;

	return over <= 0 || over * over <= 9 * expected;
}

static bool
possible(const struct detect_looks *looks)
{
	return looks->size >= IBAN_MIN && (looks->kinds & DETECT_COUNTRY);
}

const struct detector detect_iban = {
	.entity = "iban",
	.summary = "international bank account numbers",
	.header = header,
	.alone = 0.95,
	.weak = 0.95,
	.in_column = 0.97,
	.with_header = 0.99,
	.checked = true,
	.letters = true,
	.chance = 0.0103,
	.possible = possible,
	.find = find,
	.shaped = shaped,
	.random = is_random,
};
