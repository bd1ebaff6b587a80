/* SPDX-License-Identifier: Apache-2.0
 *
 * Digits as people write telephone numbers. In: text and where the first digit stands. Out: the digits
 * and where they end, with the number of an extension behind them. Whether somebody can be called so
 * is decided in phone.c.
 */
#include "detect/written.h"

#include <string.h>

#include "detect/token.h"

enum {
	EXTENSION_MAX = 6,
};

bool
written_separator(char byte)
{
	return byte == ' ' || byte == '-' || byte == '.' || byte == '/' || byte == '(' ||
	       byte == ')';
}

/* " -5": the sign of another number. */
static bool
is_sign(struct str text, size_t at)
{
	return text.data[at] == ' ' && at + 2 < text.size && text.data[at + 1] == '-' &&
	       token_is_digit(text.data[at + 2]);
}

bool
written_read(struct str text, size_t at, struct written *written)
{
	size_t gap = 0;
	size_t point = SIZE_MAX; /* the last separator, where it is one */

	*written = (struct written){.end = at};
	for (size_t i = at; i < text.size && i - at < WRITTEN_SIZE; i++) {
		char byte = text.data[i];

		if (token_is_digit(byte)) {
			if (written->count <= WRITTEN_DIGITS)
				written->digits[written->count++] = byte;
			written->end = i + 1;
			gap = 0;
		} else if (written_separator(byte) && gap < 2) {
			if (is_sign(text, i))
				break;
			if (i + 1 < text.size && token_is_digit(text.data[i + 1])) {
				point = byte == '.' ? i : SIZE_MAX;
				written->points += byte == '.';
				written->others += byte != '.';
			}
			gap++;
		} else {
			break;
		}
	}
	if (point != SIZE_MAX && written->end - point <= 3)
		written->fraction = written->end - point - 1;
	return written->count <= WRITTEN_DIGITS;
}

void
written_drop_prefix(struct str text, size_t at, struct written *written)
{
	struct str number = str_cut(text, at, written->end);
	size_t zero = str_find(number, STR("(0)"));
	size_t before;

	if (zero == SIZE_MAX)
		return;
	before = token_take(number, 0, zero, (char[WRITTEN_DIGITS + 1]){0}, WRITTEN_DIGITS + 1);
	memmove(written->digits + before, written->digits + before + 1,
		written->count - before - 1);
	written->count--;
}

size_t
written_shorter(struct str text, size_t at, size_t end)
{
	while (end > at && token_is_digit(text.data[end - 1]))
		end--;
	while (end > at && !token_is_digit(text.data[end - 1]))
		end--;
	return end;
}

size_t
written_extension(struct str text, size_t end)
{
	static const char *const words[] = {"extension", "ext.", "ext", "x.", "x", "#", NULL};
	size_t at = end;
	size_t stop;

	while (at < text.size && at - end < 2 && (text.data[at] == ' ' || text.data[at] == ','))
		at++;
	for (const char *const *word = words; *word; word++) {
		struct str one = str_of(*word);

		if (!str_equal_fold(str_cut(text, at, at + one.size), one))
			continue;
		at += one.size;
		at += at < text.size && (text.data[at] == ' ' || text.data[at] == ':');
		stop = token_digits(text, at);
		return stop > at && stop - at <= EXTENSION_MAX && token_ends(text, stop) ? stop
											 : end;
	}
	return end;
}

bool
written_ends(struct str text, size_t *end)
{
	size_t stop = written_extension(text, *end);
	bool extended = stop > *end;

	*end = stop;
	return extended || token_ends(text, stop);
}

/* NXX?NXX?XXXX from `at`, the separators as in `form`; the offset after it, or 0. */
size_t
written_form_end(struct str text, size_t at, const char *form)
{
	for (; *form; form++, at++) {
		if (at >= text.size)
			return 0;
		if (*form == '9' ? !token_is_digit(text.data[at]) : text.data[at] != *form)
			return 0;
	}
	return at;
}

/* 2026-03-01, 01/03/2026 and the like, in a column that is named after something dialled: where it ends,
 * or 0. */
size_t
written_date_end(struct str text, size_t at)
{
	static const char *const dates[] = {"9999-99-99", "9999/99/99", "99/99/9999", "99.99.9999",
					    "99-99-9999", "9999.99.99", NULL};

	for (const char *const *form = dates; *form; form++) {
		size_t end = written_form_end(text, at, *form);

		if (end > 0 && token_digits(text, end) == end)
			return end;
	}
	return 0;
}

/* Four groups of up to three digits with points between them: IPv4, or a version. */
bool
written_is_quad(struct str text, const struct written *written)
{
	size_t size = 0;

	if (written->points != 3 || written->others != 0)
		return false;
	for (size_t i = 0; i < text.size; i++) {
		size = token_is_digit(text.data[i]) ? size + 1 : 0;
		if (size > 3)
			return false;
	}
	return true;
}

static bool
has_letters(struct str text)
{
	for (size_t i = 0; i < text.size; i++)
		if (token_is_letter(text.data[i]))
			return true;
	return false;
}

/* Whether words stand beside text[start, end). */
bool
written_among_words(struct str text, size_t start, size_t end)
{
	size_t low = start > WRITTEN_SIZE ? start - WRITTEN_SIZE : 0;

	return has_letters(str_cut(text, low, start)) ||
	       has_letters(str_cut(text, end, end + WRITTEN_SIZE));
}

size_t
written_longest(struct str number)
{
	size_t longest = 0;

	for (size_t at = token_digit(number, 0); at < number.size;) {
		size_t end = token_digits(number, at);

		longest = end - at > longest ? end - at : longest;
		at = token_digit(number, end);
	}
	return longest;
}

/* "-122.4194", "7,4123456", "1,234,567": what numbers are that nobody dials. */
bool
written_is_quantity(struct str text, size_t at)
{
	size_t before = at;

	if (at == 0 || (text.data[at - 1] != '-' && text.data[at - 1] != ','))
		return false;
	if (text.data[at - 1] == '-')
		return at == 1 || text.data[at - 2] == ' ' || text.data[at - 2] == ',';
	while (before > 1 && token_is_digit(text.data[before - 2]))
		before--;
	return at - before > 0 && at - before <= 3;
}

/* "1234-5678" goes on behind a hyphen, and "v2.12.4567890" stands behind a letter. */
bool
written_is_part(struct str text, size_t at, size_t end, const struct written *written)
{
	if (at > 1 && text.data[at - 1] == '-' && token_is_digit(text.data[at - 2]))
		return true;
	if (end + 1 < text.size && text.data[end] == '-' && token_is_digit(text.data[end + 1]))
		return true;
	return written->points > 0 && written->others == 0 && at > 0 &&
	       token_is_letter(text.data[at - 1]);
}
