/* SPDX-License-Identifier: Apache-2.0
 *
 * Cards of models and data as one flat map of fields, however they are written: YAML, JSON, or
 * Markdown with front matter, headings and "**Key:** value" lines.
 *
 *	TRY(card_read(view, artifact, &shape, &card));
 *	value_get(&card.fields, STR("known_limitations"))
 */
#ifndef GOVLINT_FACTS_CARD_H
#define GOVLINT_FACTS_CARD_H

#include "facts/content.h"
#include "facts/fields.h"
#include "model/view.h"

/* What people write → the field it means. Headings are lower case, words joined by one space. */
struct card_name {
	const char *written;
	const char *field;
};

struct card_shape {
	const struct card_name *headings; /* ended by {0}; a field's own name needs no row */
	const struct card_name *keys;     /* other spellings of keys; ended by {0} */
	const char *title; /* field that the first heading of level 1 fills in, or NULL */
};

struct card {
	struct value fields;  /* field → value */
	struct value written; /* the map of keys as it stands in the file (or its front matter) */
	const char *format;
	bool titled; /* the title's field says no more than the heading of the page */
};

struct err *
card_read(struct view *view, struct artifact *artifact, const struct card_shape *shape,
	  struct card *out) MUST_USE;

/* The fields of a Markdown tree's sections, for keys that the card does not fill. */
struct err *
card_sections(struct view *view, const struct kind *kind, const struct card_shape *shape,
	      const struct value *tree, struct card *card) MUST_USE;

/* Set the fields and `format`. */
void
card_facts(struct artifact *artifact, const struct card *card);

/* Set `filled`: the names of the fields that say something. Every word of a card is looked at for
 * it, so it is a fact of its own, for the rules that ask. */
void
card_filled(struct view *view, struct artifact *artifact, const struct card_shape *shape,
	    const struct card *card);

/* The rows of the facts that every card has. */
/* The formats that a card may have. */
extern const char *const card_formats[];

#define CARD_FACTS(compute_fields, compute_filled, compute_unknown)                                \
	FIELD_PATH("where the card is"),                                                           \
		{.name = "format",                                                                 \
		 .type = FACT_STRING,                                                              \
		 .summary = "yaml, json or markdown",                                              \
		 .values = card_formats,                                                           \
		 .required = true,                                                                 \
		 .compute = compute_fields},                                                       \
		{.name = "filled",                                                                 \
		 .type = FACT_LIST,                                                                \
		 .summary = "the fields that say something",                                       \
		 .required = true,                                                                 \
		 .fills = true,                                                                    \
		 .compute = compute_filled},                                                       \
	{                                                                                          \
		.name = "unknown_fields", .type = FACT_LIST, .summary = "keys that nobody reads",  \
		.fields = content_unknown_fields, .required = true, .compute = compute_unknown     \
	}

enum {
	CARD_FIELDS = 4, /* that one heading means at most */
};

/* The fields that a heading means; `heading` is in lower case, its words joined by one blank,
 * commas behind their word. */
size_t
card_heading(const struct kind *kind, const struct card_shape *shape, struct str heading,
	     const char *fields[CARD_FIELDS]);

/* Set a field that has no value yet, or an empty one. */
void
card_fill(struct view *view, struct value *fields, const char *field, struct value value);

#endif
