/* SPDX-License-Identifier: Apache-2.0
 *
 * Where numbers start and end. In: a text and an offset. Out: whether a number stands there by
 * itself. The one thing to know: separators count as part of what stands on their other side, so
 * the groups of a UUID, the parts of a date and the digits after a point are inside something else.
 */
#include "detect/token.h"

/* What joins a number to the digits or letters before it. ':' may follow a word ("tel:"), and ','
 * separates what has no table around it. */
static bool
joins_left(char joint, char before)
{
	switch (joint) {
	case '-':
	case '.':
	case '/':
	case '\\':
	case '@':
		return token_is_word(before);
	case ':':
		return token_is_digit(before);
	default:
		return false;
	}
}

bool
token_starts(struct str text, size_t at)
{
	char before;

	if (at == 0)
		return true;
	before = text.data[at - 1];
	if (token_is_word(before) || before == '+' || before == '*')
		return false;
	return at == 1 || !joins_left(before, text.data[at - 2]);
}

bool
token_ends(struct str text, size_t end)
{
	char joint;
	char after;

	if (end >= text.size)
		return true;
	joint = text.data[end];
	if (token_is_word(joint) || joint == '*' || joint == '%')
		return false;
	if (end + 1 >= text.size)
		return true;
	after = text.data[end + 1];
	switch (joint) {
	case '-':
	case '@':
	case '\\':
		return !token_is_word(after);
	case '.':
	case ':':
	case '/':
		return !token_is_digit(after);
	default:
		return true;
	}
}

size_t
token_take(struct str text, size_t start, size_t end, char *digits, size_t room)
{
	size_t count = 0;

	for (size_t i = start; i < end && count < room; i++)
		if (token_is_digit(text.data[i]))
			digits[count++] = text.data[i];
	return count;
}

bool
token_same(const char *digits, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (digits[i] != digits[0])
			return false;
	return true;
}
