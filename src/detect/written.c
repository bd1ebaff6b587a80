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

bool
written_read(struct str text, size_t at, struct written *written)
{
	size_t gap = 0;

	*written = (struct written){.end = at};
	for (size_t i = at; i < text.size && i - at < WRITTEN_SIZE; i++) {
		char byte = text.data[i];

		if (token_is_digit(byte)) {
			if (written->count <= WRITTEN_DIGITS)
				written->digits[written->count++] = byte;
			written->end = i + 1;
			gap = 0;
		} else if (written_separator(byte) && gap < 2) {
			if (i + 1 < text.size && token_is_digit(text.data[i + 1])) {
				written->points += byte == '.';
				written->others += byte != '.';
			}
			gap++;
		} else {
			break;
		}
	}
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
