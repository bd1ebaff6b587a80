/* SPDX-License-Identifier: Apache-2.0
 *
 * What a detector is: a row of the table in detect.list. How sure a hit is and what a name means are
 * fields of it; how its form and check digits work are functions.
 *
 *	const struct detector detect_iban = {.entity = "iban", .find = find, …};
 */
#ifndef GOVLINT_DETECT_DETECTOR_H
#define GOVLINT_DETECT_DETECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct detect_hit;
struct detect_looks;

/* What the name of a text's column says about what a detector looks for. */
enum detect_name {
	DETECT_UNNAMED,
	DETECT_CLAIMED, /* it may be that, or what was made of it: "cell", "ssn_hash" */
	DETECT_NAMED,   /* it is that: "ssn" */
};

/* What a text of a detector's form is. */
enum detect_form {
	DETECT_NO_FORM,
	DETECT_PASSED,  /* a hit */
	DETECT_LOOSE,   /* a hit with other numbers beside it */
	DETECT_REFUSED, /* its checks do not hold, as in mistakes and placeholders */
	DETECT_UNUSED,  /* none in use has it; of random digits some do */
	DETECT_KIN,     /* a number of another kind that is written the same */
	DETECT_FORMS,
};

struct detector {
	const char *entity; /* "email", "payment_card", "iban", "us_ssn", "phone" */
	const char *summary;
	const char *const *header; /* words that a column's name holds when it means this */
	const char *const *vague;  /* words that mean other things as well; NULL: none */
	double alone;              /* confidence of one strong hit by itself */
	double weak;               /* of one that could be something else */
	double in_column;          /* when the cells of a column are such */
	double with_header;        /* when the column's name or the words before say so, too */
	bool checked;              /* a check digit or list confirms a hit */
	bool letters;              /* the form has letters */
	double chance; /* share of random texts of the form that pass; 0: none to speak of */

	/* Whether a text of these looks could hold one; never says no wrongly. */
	bool (*possible)(const struct detect_looks *looks);

	/* Find the next one at or after `from`: start, end, strong; false when there is none. Bare
	 * digits are enough under a name, and as a whole text where the name claims so. */
	bool (*find)(struct str text, size_t from, enum detect_name name, struct detect_hit *hit);

	/* What a whole text that is no hit has of the form, and in which way it is written; examples
	 * and one digit all over have none. NULL: the form is its own proof. */
	enum detect_form (*shaped)(struct str text, enum detect_name name, unsigned *way);

	/* Find the next number inside a text that is one but for its check. NULL: hits inside text
	 * say what they say, however many fail. */
	bool (*missed)(struct str text, size_t from, struct detect_hit *hit);

	/* Whether random digits would come out so; NULL: the share of those that pass counts. */
	bool (*random)(const uint64_t counts[DETECT_FORMS]);
};

#endif
