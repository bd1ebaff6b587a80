/* SPDX-License-Identifier: Apache-2.0
 *
 * The bytes of an artifact for the functions that compute facts. Every reason why there are none (a
 * link out of the tree, a submodule, a pointer, a missing blob) is an error here, so that no fact is
 * ever computed from nothing.
 *
 *	TRY(content_open(view, artifact, &input));
 *	err = …;
 *	input_close(input);
 */
#ifndef GOVLINT_FACTS_CONTENT_H
#define GOVLINT_FACTS_CONTENT_H

#include "model/input.h"
#include "model/view.h"
#include "read/read.h"

/* Open for reading once; close it with input_close. Lives in the scratch arena. */
struct err *
content_open(struct view *view, const struct artifact *artifact, struct input **out) MUST_USE;

/* Open an entry that is no artifact (yet). */
struct err *
content_open_entry(struct view *view, const struct entry *entry, struct input **out) MUST_USE;

/* The whole text of a record people write, in the run arena. */
struct err *
content_text(struct view *view, const struct entry *entry, struct str *out) MUST_USE;

/* A card: its document as a map (an empty file is an empty map), its format. The artifact's text is
 * kept for excerpts. */
struct err *
content_card(struct view *view, struct artifact *artifact, struct value *out,
	     const char **format) MUST_USE;

/* The format of a file by its name and first bytes, or NULL. */
struct err *
content_format(struct view *view, const struct artifact *artifact, const char **out) MUST_USE;

/* Whether a file of git's own holds an address or a long number, which no pattern needs. */
struct err *
content_is_more_than_patterns(struct view *view, const struct entry *entry, bool *out) MUST_USE;

/* Every key of `map` that is not among `known` (ended by NULL): a list of {name, nearest, line,
 * column}. */
struct value
content_unknown_keys(struct view *view, const char *const *known, const struct value *map);

/* The fields of such a list's elements. */
extern const struct fact_def content_unknown_fields[];

#endif
