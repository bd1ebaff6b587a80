/* SPDX-License-Identifier: Apache-2.0
 *
 * The steps between the list of entries and the index of artifacts, one file each.
 */
#ifndef GOVLINT_FACTS_GATHER_H
#define GOVLINT_FACTS_GATHER_H

#include "facts/facts.h"
#include "facts/recognise.h"

/* Add the entry as an artifact of the kind, unless it is one. */
void
gather_add(struct view *view, const struct kind *kind, const struct entry *entry);

bool
gather_has(const struct view *view, const struct kind *kind, struct str path);

/* Artifacts that only a registry's entries name (`models`, `model_cards`, `datasets`). */
void
gather_claims(struct view *view, size_t *ignored);

/* Who claims what, which card describes what: fills in `related` of all artifacts. */
void
gather_link(struct view *view);

/* Field of a registry entry → the kind it claims; ended by a row without a field. */
struct gather_claim {
	const char *field;
	const char *kind;
};

extern const struct gather_claim gather_claims_table[];

/* What a system's entry lists that is not in the tree: a list of {field, reference, line, column}. */
struct value
gather_broken_links(struct view *view, const struct artifact *system);

/* The fields of such a list's elements. */
extern const struct fact_def gather_link_fields[];

typedef void
gather_use(struct view *view, const struct entry *entry, bool in_folder, void *context);

/* Call `use` for each entry that the system lists under `field`, or that stands in a folder it
 * lists. */
void
gather_claimed(struct view *view, const struct artifact *system, const char *field, gather_use *use,
	       void *context);

#endif
