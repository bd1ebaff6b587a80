/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of detect/: text → spans that look like personal data. What is looked for is a table per
 * entity (header words, how much a hit says); how its form and check digits work is C. A span is
 * evidence, not a verdict: facts/dataset weighs what a column's cells have in common.
 *
 * What is published as an example (test cards, RFC 2606 domains, 555-01xx numbers) is no hit.
 * Detectors read plain text: whichever blanks, dashes and escapes it is written with.
 *
 *	struct detect_hit hits[DETECT_MAX];
 *	size_t count = detect_text(&room, text, hits);
 */
#ifndef GOVLINT_DETECT_DETECT_H
#define GOVLINT_DETECT_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Hits kept of one detector in one text, and of all: none takes another's places. Strong ones push
 * out weak ones; a text with more of them is full of them anyway, and the first ones stand. */
#define DETECT_EACH 32
#define DETECT_MAX  (8 * DETECT_EACH)

/* No hit is shorter than this, nor does one need more bytes around it than DETECT_REACH. */
#define DETECT_MIN   6
#define DETECT_REACH 512

struct detect_hit {
	size_t detector; /* index into detectors */
	size_t start;    /* byte offsets into the text */
	size_t end;
	bool whole;   /* the text is nothing else, blanks aside */
	bool strong;  /* written in a way that nothing else is */
	bool context; /* a header word stands shortly before it */
};

/* What a text is made of: a first look, taken once for all detectors. */
enum detect_kind {
	DETECT_DIGIT = 1,
	DETECT_LETTER = 2,
	DETECT_AT = 4,
	DETECT_PLUS = 8,
	DETECT_JOINT = 16,    /* what joins groups of digits: space ( - . / */
	DETECT_LINE = 32,     /* ' ' and '-' among them: what joins groups on cards */
	DETECT_HIGH = 64,     /* beyond ASCII */
	DETECT_ESCAPE = 128,  /* what escapes start with: % & \ */
	DETECT_OPEN = 256,    /* ( */
	DETECT_COUNTRY = 512, /* two letters and two digits in a row */
};

struct detect_looks {
	size_t size;
	size_t digits;
	size_t run;    /* the most digits in a row */
	size_t groups; /* rows of digits */
	unsigned kinds;
	bool named; /* the column's name speaks of what the detector looks for */
};

/* What the name of a text's column says about what a detector looks for. */
enum detect_name {
	DETECT_UNNAMED,
	DETECT_CLAIMED, /* it may be that, or what was made of it: "cell", "ssn_hash" */
	DETECT_NAMED,   /* it is that: "ssn" */
};

struct detect_names {
	unsigned named; /* bit n: the n-th detector */
	unsigned claimed;
};

/* What a text of a detector's form is. */
enum detect_form {
	DETECT_NO_FORM,
	DETECT_PASSED,  /* a hit */
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

	/* What a whole text that is no hit has of the form; examples and one digit all over have
	 * none. NULL: the form is its own proof. */
	enum detect_form (*shaped)(struct str text, enum detect_name name);

	/* Whether random digits would come out so; NULL: the share of those that pass counts. */
	bool (*random)(const uint64_t counts[DETECT_FORMS]);
};

/* All detectors, the more specific first: a later one finds nothing inside an earlier one's hit. */
extern const struct detector *const detectors[];
extern const size_t detector_count;

/* The hits in a text, by detector. `room`: where the plain text is made, when it is another. */
size_t
detect_text(struct buf *room, struct str text, struct detect_hit hits[DETECT_MAX]);

/* The same for a cell of a column whose name speaks of some. */
size_t
detect_cell(struct buf *room, struct str text, struct detect_names names,
	    struct detect_hit hits[DETECT_MAX]);

/* Make the text plain where it is not and take the first look; false when it cannot hold a hit (which
 * it never says wrongly). Plain text is valid until the next call; room NULL: as it is. */
bool
detect_look(struct buf *room, struct str *text, struct detect_names names,
	    struct detect_looks *looks);

/* As detect_cell for a text that has been looked at; places are those in the plain text. */
size_t
detect_looked(struct str plain, const struct detect_looks *looks, struct detect_names names,
	      struct detect_hit hits[DETECT_MAX]);

/* Where in a text that stands which is at `offset` in its plain form. */
size_t
detect_origin(struct str text, size_t offset);

/* What a name, of a column or a path of keys, says: whole words, split at case and separators. */
enum detect_name
detect_header(const struct detector *detector, struct str name);

struct detect_names
detect_names(struct str name);

enum detect_name
detect_named(struct detect_names names, size_t detector);

#endif
