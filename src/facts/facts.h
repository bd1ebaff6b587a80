/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of facts/: what is true. Kinds, what they are recognised by, their facts and their
 * relations are tables here; a fact is computed when a rule first asks for it.
 *
 *	TRY(facts_gather(view));                            // entries → artifacts, relations
 *	TRY(facts_get(view, dataset, fact_index, &value));  // an error: the fact cannot be known
 */
#ifndef GOVLINT_FACTS_FACTS_H
#define GOVLINT_FACTS_FACTS_H

#include "model/view.h"

/* All kinds in the order of facts.list, ended by NULL: records before data. */
extern const struct kind *const facts_kinds[];

/* All relations, ended by a row without a kind. */
extern const struct relation facts_relations[];

const struct kind *
facts_kind(struct str name);

/* The index of a fact in kind->facts, or REF_WHOLE. */
size_t
facts_index(const struct kind *kind, struct str name);

/* Whether a kind has the fact, or "fact.field" the fact with that field in its elements. */
bool
facts_has(const struct kind *kind, struct str name);

/* The relations of a kind in table order: the n-th, or NULL. Its index is that into
 * artifact->related. */
const struct relation *
facts_relation(const struct kind *kind, size_t n);

/* Turn the entries into artifacts (by the kinds' globs, the team's additions and registry claims,
 * less what is ignored: view->plan->ignore, counted in *ignored) and link them. Records that
 * cannot be parsed come back as a list of errors: the run cannot decide. */
struct err *
facts_gather(struct view *view, size_t *ignored) MUST_USE;

/* Whether a path, by itself, would be an artifact of the kind (for deleted paths, too). */
bool
facts_recognises(const struct view *view, const struct kind *kind, struct str path);

/* What a path is the card of by its name ("a.csv" of "a.csv.card.yaml"), or none. */
struct str
facts_described(struct str path);

/* "data/users.csv.card.yaml" → "data/users.csv", what a card beside its data describes; none for
 * other names. */
struct str
facts_described(struct str path);

/* A fact's value; computed on first use. An error says why it cannot be known, lives in the
 * scratch arena and must be answered for. */
struct err *
facts_get(struct view *view, struct artifact *artifact, size_t fact,
	  const struct value **out) MUST_USE;

/* Whether what a record writes for a path leads to a document that says something; *path is that path,
 * counted from the root, whatever stands there (none: it leads out). *lacks is why not
 * ("there is no such file", "it is empty"), none where it does. An error: it cannot be told. */
struct err *
facts_document(struct view *view, struct str written, struct str *path, struct str *lacks) MUST_USE;

/* All facts and relations of an artifact as one map, for `govlint facts`. What is not verified
 * stands as {"not_verified": "reason"}. */
struct value
facts_all(struct view *view, struct artifact *artifact);

/* Whether a register knows the vendor that an entry of a system's `vendors` names. */
bool
facts_vendor_named(const struct view *view, const struct value *entry);

/* What stands in files of the judged tree. */
extern const struct view_files facts_files;

/* For the files of facts/ and for weigh/: add an artifact; set a fact that is known. */
struct artifact *
facts_add(struct view *view, const struct kind *kind, const struct entry *entry,
	  const struct value *record);

void
facts_set(struct artifact *artifact, const char *name, struct value value);

/* That a fact cannot be known; the reason is settled. */
void
facts_set_unknown(struct view *view, struct artifact *artifact, const char *name,
		  struct err *reason);

/* The same of a value that was made in the run arena, all of it, because it is too large to be copied. */
void
facts_keep(struct artifact *artifact, const char *name, struct value value);

#endif
