/* SPDX-License-Identifier: Apache-2.0
 *
 * Facts that are fields of a record as people write them. A kind's table of facts says which those
 * are and what they are written as (`key`); nothing else is written down about them.
 *
 *	FIELD("owner_team", FACT_STRING, WORDS, "whose it is"),   // needs a `compute_fields`
 */
#ifndef GOVLINT_FACTS_FIELDS_H
#define GOVLINT_FACTS_FIELDS_H

#include "model/view.h"

#define FIELD_AS(fact, written, kind, fills, text)                                                 \
	{                                                                                          \
		.name = fact, .key = written, .type = kind, .filling = FILLING_##fills,            \
		.summary = text, .compute = compute_fields                                         \
	}
#define FIELD(name, kind, fills, text) FIELD_AS(name, name, kind, fills, text)

/* The fact `path` of a file. */
#define FIELD_PATH(text)                                                                           \
	{                                                                                          \
		.name = "path", .type = FACT_STRING, .summary = text, .required = true,            \
		.compute = fields_path                                                             \
	}

struct err *
fields_path(struct view *view, struct artifact *artifact) MUST_USE;

/* Set every fact that is a field to what stands under its key, null where nothing does. */
void
fields_set(struct artifact *artifact, const struct value *written);

/* Every key that is neither a field's nor among the others (ended by NULL; dimensions of the score
 * count too where they are asked of the kind): a list as content_unknown_keys makes it. */
struct value
fields_unknown(struct view *view, const struct kind *kind, const char *const *others,
	       const struct score *score, const struct value *written);

#endif
