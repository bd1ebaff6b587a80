/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers as text: decimal integers and JSON numbers, whole or not at all.
 *
 * The one thing to know: a double is rounded correctly (the nearest, ties to even) however many
 * digits are written and whatever locale the process has. Up to 15 digits and 10^22 one
 * multiplication or division of exact doubles does that (Clinger 1990); the rest goes to strtod
 * in the C locale, told at most 800 digits: 768 decide any halfway case, and a 1 stands for all
 * that was cut off.
 */
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum {
	NUMBER_DIGITS = 800,
	NUMBER_EXACT_DIGITS = 15,
	NUMBER_EXACT_POWER = 22,
	NUMBER_EXPONENT_LIMIT = 100000, /* beyond: zero or infinite whatever the digits */
};

/* sign digits × 10^exponent */
struct number {
	bool negative;
	char digits[NUMBER_DIGITS + 1]; /* without leading zeros */
	size_t count;
	int64_t exponent;
};

bool
str_to_int64(struct str text, int64_t *out)
{
	bool negative = text.size && text.data[0] == '-';
	size_t at = text.size && (negative || text.data[0] == '+') ? 1 : 0;
	if (at == text.size)
		return false;
	int64_t value = 0; /* kept negative: there is one more below zero than above */
	for (; at < text.size; at++) {
		int digit = text.data[at] - '0';
		if (digit < 0 || digit > 9)
			return false;
		if (value < (INT64_MIN + digit) / 10)
			return false;
		value = value * 10 - digit;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

static bool
number_is_digit(struct str text, size_t at)
{
	return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

static void
number_add_digit(struct number *number, char digit, bool fraction)
{
	if (number->count == 0 && digit == '0') {
		number->exponent -= fraction;
	} else if (number->count < NUMBER_DIGITS) {
		number->digits[number->count++] = digit;
		number->exponent -= fraction;
	} else {
		if (digit != '0')
			number->digits[NUMBER_DIGITS] = '1';
		number->exponent += !fraction;
	}
}

/* RFC 8259 §6: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool
number_parse(struct str text, struct number *number)
{
	size_t at = 0;
	*number = (struct number){.negative = text.size && text.data[0] == '-'};
	number->digits[NUMBER_DIGITS] = '0';
	at += number->negative;
	if (!number_is_digit(text, at))
		return false;
	if (text.data[at] == '0' && number_is_digit(text, at + 1))
		return false;
	for (; number_is_digit(text, at); at++)
		number_add_digit(number, text.data[at], false);
	if (at < text.size && text.data[at] == '.') {
		if (!number_is_digit(text, ++at))
			return false;
		for (; number_is_digit(text, at); at++)
			number_add_digit(number, text.data[at], true);
	}
	if (at == text.size)
		return true;
	if (text.data[at] != 'e' && text.data[at] != 'E')
		return false;
	at++;
	bool negative = at < text.size && text.data[at] == '-';
	at += at < text.size && (negative || text.data[at] == '+');
	if (!number_is_digit(text, at))
		return false;
	int64_t exponent = 0;
	for (; number_is_digit(text, at); at++) {
		if (exponent <= INT64_MAX / 20)
			exponent = exponent * 10 + (text.data[at] - '0');
	}
	number->exponent += negative ? -exponent : exponent;
	return at == text.size;
}

/* Exact where both the digits and the power of ten are doubles without rounding. */
static bool
number_exact(const struct number *number, double *out)
{
	static const double powers[NUMBER_EXACT_POWER + 1] = {
		1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
	};
	if (number->count > NUMBER_EXACT_DIGITS || number->exponent < -NUMBER_EXACT_POWER ||
	    number->exponent > NUMBER_EXACT_POWER)
		return false;
	int64_t digits = 0;
	for (size_t i = 0; i < number->count; i++)
		digits = digits * 10 + (number->digits[i] - '0');
	double value = (double)digits;
	if (number->exponent < 0)
		value /= powers[-number->exponent];
	else
		value *= powers[number->exponent];
	*out = number->negative ? -value : value;
	return true;
}

bool
str_to_double(struct str text, double *out)
{
	struct number number;
	if (!number_parse(text, &number))
		return false;
	if (number.count == 0) {
		*out = number.negative ? -0.0 : 0.0;
		return true;
	}
	if (number_exact(&number, out))
		return true;
	int64_t exponent = number.exponent;
	if (exponent > NUMBER_EXPONENT_LIMIT)
		return false;
	if (exponent < -NUMBER_EXPONENT_LIMIT)
		exponent = -NUMBER_EXPONENT_LIMIT;
	char plain[NUMBER_DIGITS + 32];
	bool cut = number.digits[NUMBER_DIGITS] == '1';
	snprintf(plain, sizeof plain, "%s%.*s%se%lld", number.negative ? "-" : "",
		 (int)number.count, number.digits, cut ? "1" : "",
		 (long long)(exponent - (cut ? 1 : 0)));
	/* The C locale is a constant of the C library: neither call allocates. */
	locale_t plain_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t before = plain_locale ? uselocale(plain_locale) : (locale_t)0;
	double value = strtod(plain, NULL);
	if (plain_locale) {
		uselocale(before);
		freelocale(plain_locale);
	}
	if (!isfinite(value))
		return false;
	*out = value;
	return true;
}

struct str
str_from_double(char room[STR_DOUBLE], double number)
{
	double again;
	int digits = NUMBER_EXACT_DIGITS;
	do {
		snprintf(room, STR_DOUBLE, "%.*g", digits, number);
		for (char *at = room; *at; at++) {
			/* Whatever the locale writes for the point. */
			if (*at == ',')
				*at = '.';
		}
	} while ((!str_to_double(str_of(room), &again) || again != number) && digits++ < 17);
	return str_of(room);
}
