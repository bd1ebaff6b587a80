/* SPDX-License-Identifier: Apache-2.0
 *
 * Digits as people write telephone numbers, for the detectors' own room.
 *
 *	if (written_read(text, at, &written) && written_ends(text, &written.end)) …
 */
#ifndef GOVLINT_DETECT_WRITTEN_H
#define GOVLINT_DETECT_WRITTEN_H

#include "base/str.h"

enum {
	WRITTEN_DIGITS = 15, /* E.164 §6 */
	WRITTEN_SIZE = 32,
};

/* What a written number is made of; "(0)" is how some write the national prefix. */
struct written {
	char digits[WRITTEN_DIGITS + 1];
	size_t count;
	size_t end;
	size_t points;   /* '.' among the separators */
	size_t others;   /* other separators */
	size_t fraction; /* one or two digits behind a '.' that is the last separator */
};

/* What may stand between digits. */
bool
written_separator(char byte);

/* Read digits with single separators ("), " and ") " are one) from `at`; false when they are too many. */
bool
written_read(struct str text, size_t at, struct written *written);

/* "+49 (0)30 …": the zero is dialled inside the country only. */
void
written_drop_prefix(struct str text, size_t at, struct written *written);

/* The end of the group of digits before the one that ends at `end`; `at` when there is none. */
size_t
written_shorter(struct str text, size_t at, size_t end);

/* The offset after the number of an extension at `end`: "x22", " ext. 22", "#22"; `end`: there is none. */
size_t
written_extension(struct str text, size_t end);

/* Whether the number may end at `*end`, which an extension moves. */
bool
written_ends(struct str text, size_t *end);

/* The offset after the digits and separators of `form` ("999-9999") at `at`, or 0. */
size_t
written_form_end(struct str text, size_t at, const char *form);

/* The same of a date. */
size_t
written_date_end(struct str text, size_t at);

/* An address of IPv4, or a version. */
bool
written_is_quad(struct str text, const struct written *written);

/* Whether words stand beside text[start, end). */
bool
written_among_words(struct str text, size_t start, size_t end);

/* The digits of the longest group. */
size_t
written_longest(struct str number);

/* A number with a sign or a fraction. */
bool
written_is_quantity(struct str text, size_t at);

/* Digits that go on at either side. */
bool
written_is_part(struct str text, size_t at, size_t end, const struct written *written);

#endif
