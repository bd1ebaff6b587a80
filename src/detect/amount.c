/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers with a '+' that nobody dials. In: text and where one stands. Out: whether it is a place on the
 * globe (ISO 6709), or one of a list of amounts.
 */
#include "detect/amount.h"

#include "detect/token.h"

/* "+43.5648-023.0929": degrees of latitude and longitude (ISO 6709). */
static bool
is_decimal(struct str text, size_t at)
{
	size_t point = token_digits(text, at);
	size_t sign = token_digits(text, point + 1);
	size_t end = token_digits(text, sign + 1);

	return point - at >= 2 && sign > point + 1 && text.data[point] == '.' && sign < text.size &&
	       (text.data[sign] == '-' || text.data[sign] == '+') && end - sign > 3 &&
	       end < text.size && text.data[end] == '.';
}

static unsigned
number_at(struct str text, size_t at, size_t count)
{
	unsigned number = 0;

	for (size_t i = at; i < at + count; i++)
		number = 10 * number + (unsigned)(text.data[i] - '0');
	return number;
}

/* "+4612-05957", "+402011-0750100": degrees and minutes, and seconds. A longitude beyond 99 could as well
 * be a number behind an area's. */
static bool
is_minutes(struct str text, size_t at)
{
	size_t sign = token_digits(text, at);
	size_t end = token_digits(text, sign + 1);
	size_t size = sign - at;

	return (size == 4 || size == 6) && sign < text.size &&
	       (text.data[sign] == '-' || text.data[sign] == '+') && end - sign - 1 == size + 1 &&
	       text.data[sign + 1] == '0' && number_at(text, at, 2) <= 90 &&
	       number_at(text, at + 2, 2) < 60 && number_at(text, sign + 4, 2) < 60;
}

static bool
is_list_gap(char byte)
{
	return byte == ' ' || byte == ',' || byte == ';' || byte == '\t';
}

bool
amount_is_position(struct str text, size_t at)
{
	return is_decimal(text, at) || is_minutes(text, at);
}

/* A negative number is the next of the list: these are amounts. */
bool
amount_is_beside_negative(struct str text, size_t plus, size_t end)
{
	size_t at = token_digits(text, end);

	while (at < text.size && is_list_gap(text.data[at]))
		at++;
	if (at > end && at + 1 < text.size && text.data[at] == '-' &&
	    token_is_digit(text.data[at + 1]))
		return true;
	for (at = plus; at > 0 && is_list_gap(text.data[at - 1]);)
		at--;
	if (at == plus)
		return false;
	while (at > 0 && (token_is_digit(text.data[at - 1]) || text.data[at - 1] == '.'))
		at--;
	return at > 0 && text.data[at - 1] == '-' && token_is_digit(text.data[at]) &&
	       (at == 1 || is_list_gap(text.data[at - 2]));
}
