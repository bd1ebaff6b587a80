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
#include "detect/detector.h"

/* Hits kept of one detector in one text, and of all: none takes another's places. Strong ones push
 * out weak ones; a text with more of them is full of them anyway, and the first ones stand. */
#define DETECT_EACH 32
#define DETECT_MAX  (8 * DETECT_EACH)

/* Ways in which a detector's values are written, those inside text taken together. */
#define DETECT_WITHIN 15

/* No hit is shorter than this, nor does one need more bytes around it than DETECT_REACH. */
#define DETECT_MIN   6
#define DETECT_REACH 512

/* Nothing that is missed has fewer digits in a row. */
#define DETECT_RUN 13

struct detect_hit {
	size_t detector; /* index into detectors */
	size_t start;    /* byte offsets into the text */
	size_t end;
	bool whole;   /* the text is nothing else, blanks aside */
	bool strong;  /* written in a way that nothing else is */
	bool context; /* a header word stands shortly before it */
	unsigned way; /* how it is written, as the detector numbers it: bare, in groups … */
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
	DETECT_MARK = 1024,   /* what stands between a name and its value: : = > " ' */
};

struct detect_looks {
	size_t size;
	size_t digits;
	size_t run;    /* the most digits in a row */
	size_t groups; /* rows of digits */
	unsigned kinds;
	bool named; /* the column's name speaks of what the detector looks for */
};

struct detect_names {
	unsigned named; /* bit n: the n-th detector */
	unsigned claimed;
};

/* What a key says of each detector, whatever stands above it in its path; bits as in detect_names. */
struct detect_meaning {
	unsigned keeps; /* nothing: what stands above decides */
	unsigned hides; /* the same, and no more than claimed */
	unsigned names;
	unsigned claims;
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

/* The same key by key, for paths that have keys in common: what the path says so far, and the next. */
struct detect_meaning
detect_meaning(struct str key);

struct detect_names
detect_below(struct detect_names above, struct detect_meaning meaning);

enum detect_name
detect_named(struct detect_names names, size_t detector);

#endif
