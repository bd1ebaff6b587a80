/* SPDX-License-Identifier: Apache-2.0
 *
 * Strict reading of one text: everything wrong is put on one list and reading goes on, so that a
 * person sees all of it at once. A loader lives as long as the plan is made, so that what only the
 * plan can tell (an unknown tier) still points into the text.
 *
 *	struct field fields[KEYS_MAX];
 *	if (keys_read(loader, &keys_rule, &root, fields))
 *		title = field_string(&fields[RULE_TITLE]);
 */
#ifndef GOVLINT_POLICY_STRICT_H
#define GOVLINT_POLICY_STRICT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/suggest.h"
#include "model/limits.h"
#include "model/value.h"
#include "policy/keys.h"

/* What is wrong, over all texts. */
struct problems {
	struct err *list;
	struct err *last;
	size_t count;
};

struct loader {
	struct arena *run;
	const struct limits *limits;
	struct problems *problems;
	const char *path;
	struct str text;
	struct str from; /* "built-in", or the folder or file it came from */
};

/* Entries that one list or table of a policy may have: more than people write, and few enough to be
 * compared each with each. */
#define POLICY_ENTRIES_MAX 1000

/* One key's value; `value` is NULL when it is not there or of the wrong type. */
struct field {
	const struct value *value;
	struct place key;
};

/* Put a problem on the list. `help` may be NULL. */
void
problem(struct loader *loader, struct place place, const char *help, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Put errors that somebody else raised on the list. */
void
problems_take(struct problems *problems, struct err *err);

/* All of them, each file's in the order of its lines. Ends the list's use. */
struct err *
problems_sorted(const struct problems *problems) MUST_USE;

/* The path and text as a tree: one document, or a list of them. False: it is not readable, which has
 * been put on the list. Control, bidi and other invisible characters are refused. */
bool
loader_read(struct loader *loader, bool several, struct value *out);

/* Read a map by its table. Wrong keys and values are put on the list; false only when `map` is no
 * map at all. `fields` has KEYS_MAX elements and receives what is right. */
bool
keys_read(struct loader *loader, const struct key_table *table, const struct value *map,
	  struct place place, struct field *fields);

/* Whether there are no more entries than POLICY_ENTRIES_MAX; a problem when there are. */
bool
entries_fit(struct loader *loader, struct place place, const char *what, size_t count);

/* The text of a KEY_STRING, or none. */
struct str
field_string(const struct field *field);

/* The index of a KEY_WORD's value among `words`, or `otherwise`. */
size_t
field_word(const struct field *field, const char *const *words, size_t otherwise);

/* Where a value stands; where it has no place of its own, its key. */
struct place
field_place(const struct field *field);

/* Why a text cannot be the path of a file in a repository ("it …"); NULL: it can. */
const char *
path_slip(struct str path);

/* What was probably meant, among names that are offered one by one. */
struct hint {
	struct loader *loader;
	struct suggest suggest;
	struct buf known;
	size_t count;
};

void
hint_init(struct hint *hint, struct loader *loader, struct str word);

void
hint_name(struct hint *hint, struct str name);

/* "did you mean 'x'?", or "known PLURAL: a, b", or NULL where nothing was offered. */
const char *
hint_text(struct hint *hint, const char *plural);

/* "a string", "a list" … for messages. */
const char *
value_article(const struct value *value);

#endif
