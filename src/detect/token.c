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

/* Marks of emphasis in a row (CommonMark §6.2), and how far the other ones may be. */
enum {
	MARKS_MAX = 3,
	MARKS_REACH = 256,
};

static bool
is_mark(char byte)
{
	return byte == '*' || byte == '_';
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* How many of the mark stand in a row at `at`. */
static size_t
marks_at(struct str text, size_t at, char mark)
{
	size_t end = at;

	while (end < text.size && text.data[end] == mark)
		end++;
	return end - at;
}

/* Whether `count` marks at `at` may open emphasis: no word before them, and no blank behind. */
static bool
opens(struct str text, size_t at, size_t count)
{
	return (at == 0 || !token_is_word(text.data[at - 1])) && at + count < text.size &&
	       !is_blank(text.data[at + count]);
}

static bool
closes(struct str text, size_t at, size_t count)
{
	size_t end = at + count;

	return at > 0 && !is_blank(text.data[at - 1]) &&
	       (end == text.size || !token_is_word(text.data[end]));
}

size_t
token_opened(struct str text, size_t at)
{
	char mark = at > 0 ? text.data[at - 1] : 0;
	size_t start = at;
	size_t count;

	if (!is_mark(mark))
		return at;
	while (start > 0 && text.data[start - 1] == mark && at - start <= MARKS_MAX)
		start--;
	count = at - start;
	if (count > MARKS_MAX || !opens(text, start, count))
		return at;
	for (size_t i = at; i < text.size && i - at < MARKS_REACH; i++) {
		size_t found = marks_at(text, i, mark);

		if (found == count && closes(text, i, found))
			return start;
		if (found == count && mark == '*')
			return at;
		i += found;
	}
	return at;
}

size_t
token_closed(struct str text, size_t end)
{
	char mark = end < text.size ? text.data[end] : 0;
	size_t count;

	if (!is_mark(mark))
		return end;
	count = marks_at(text, end, mark);
	if (count > MARKS_MAX || !closes(text, end, count))
		return end;
	for (size_t i = end; i > 0 && end - i < MARKS_REACH; i--) {
		size_t start = i;

		while (start > 0 && text.data[start - 1] == mark)
			start--;
		if (i - start == count && opens(text, start, count))
			return end + count;
		if (i - start == count && mark == '*')
			return end;
		i = start < i ? start + 1 : i;
	}
	return end;
}

bool
token_starts(struct str text, size_t at)
{
	char before;

	if (at > 0 && is_mark(text.data[at - 1]))
		at = token_opened(text, at);
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

	if (end < text.size && is_mark(text.data[end]))
		end = token_closed(text, end);
	if (end >= text.size)
		return true;
	joint = text.data[end];
	if (token_is_word(joint) || joint == '%')
		return false;
	if (end + 1 >= text.size)
		return true;
	after = text.data[end + 1];
	switch (joint) {
	case '*':
		return after != '*' && !token_is_word(after);
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

/* The letters before or behind a number under a name. */
enum {
	LETTERS_MAX = 16,
};

/* Whether the word that ends before `end` has letters and digits, as hashes and keys do. */
static bool
is_mixed_before(struct str text, size_t end)
{
	bool letters = false;
	bool digits = false;
	size_t at = end;

	for (; at > 0 && end - at <= LETTERS_MAX && text.data[at - 1] != '_' &&
	       token_is_word(text.data[at - 1]);
	     at--) {
		letters |= token_is_letter(text.data[at - 1]);
		digits |= token_is_digit(text.data[at - 1]);
	}
	return letters && digits;
}

static bool
is_mixed_behind(struct str text, size_t at)
{
	bool letters = false;
	bool digits = false;

	for (size_t i = at; i < text.size && i - at <= LETTERS_MAX && text.data[i] != '_' &&
			    token_is_word(text.data[i]);
	     i++) {
		letters |= token_is_letter(text.data[i]);
		digits |= token_is_digit(text.data[i]);
	}
	return letters && digits;
}

static bool
stands_left(struct str text, size_t start)
{
	size_t at = start = token_opened(text, start);

	while (at > 0 && token_is_letter(text.data[at - 1]))
		if (start - --at > LETTERS_MAX)
			return false;
	if (at == 0)
		return true;
	if (token_is_digit(text.data[at - 1]))
		return false;
	/* As in base64. */
	if (at < start && (text.data[at - 1] == '+' || text.data[at - 1] == '/'))
		return false;
	if (at == start && at > 1 && (text.data[at - 1] == '.' || text.data[at - 1] == '*') &&
	    (token_is_digit(text.data[at - 2]) || text.data[at - 2] == '*'))
		return false;
	return text.data[at - 1] != '-' || !is_mixed_before(text, at - 1);
}

static bool
stands_right(struct str text, size_t end)
{
	size_t at = end = token_closed(text, end);

	while (at < text.size && token_is_letter(text.data[at]))
		if (++at - end > LETTERS_MAX)
			return false;
	if (at == text.size)
		return true;
	if (token_is_digit(text.data[at]) ||
	    (at > end && (text.data[at] == '+' || text.data[at] == '/')))
		return false;
	if (at == end && at + 1 < text.size && (text.data[at] == '.' || text.data[at] == '*') &&
	    (token_is_digit(text.data[at + 1]) || text.data[at + 1] == '*'))
		return false;
	return text.data[at] != '-' || !is_mixed_behind(text, at + 1);
}

bool
token_stands(struct str text, size_t start, size_t end)
{
	return stands_left(text, start) && stands_right(text, end);
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
