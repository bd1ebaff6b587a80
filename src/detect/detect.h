/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of detect/: text → spans that look like personal data. What to look for is data (shape,
 * header words, validator by name); how a check digit works is C. A span is evidence, not a
 * verdict: facts/dataset weighs what a column's cells have in common.
 *
 *	struct detect_hit hits[DETECT_MAX];
 *	size_t count = detect_text(text, hits);
 */
#ifndef GOVLINT_DETECT_DETECT_H
#define GOVLINT_DETECT_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Hits reported for one text; a text with more is full of them anyway and the first ones stand. */
#define DETECT_MAX 32

struct detector {
	const char *entity; /* "email", "payment_card", "iban", "us_ssn", "phone" */
	const char *summary;
	const char *const *header; /* words that a column's name holds when it means this */
	double alone;              /* confidence of one hit by itself */
	double in_column;          /* when nearly every cell of a column is one */
	double with_header;        /* when the column's name says so, too */
	bool checked;              /* a check digit or list confirms a hit */
	/* Find the next one at or after `from`; false when there is none. */
	bool (*find)(struct str text, size_t from, size_t *start, size_t *end);
};

struct detect_hit {
	size_t detector; /* index into detectors */
	size_t start;    /* byte offsets into the text */
	size_t end;
	bool whole; /* the text is nothing else, blanks aside */
};

extern const struct detector detectors[];
extern const size_t detector_count;

/* All hits in a text, by detector, then by place; at most DETECT_MAX. */
size_t
detect_text(struct str text, struct detect_hit hits[DETECT_MAX]);

/* Whether a column's name means this detector: split at case and separators, whole words. */
bool
detect_header(const struct detector *detector, struct str name);

#endif
