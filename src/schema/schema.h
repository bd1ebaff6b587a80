/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of schema/: JSON Schema, draft 2020-12, on the values of documents. A schema is compiled once
 * and judges any number of values, by any number of threads. It knows nothing of rules.
 *
 *	TRY(schema_compile("card.json", &tree, run, &schema));
 *	TRY(schema_validate(schema, &card, limits, scratch, &faults));
 *	for (size_t i = 0; i < faults.count; i++)
 *		use(faults.items[i].place, faults.items[i].message);
 *
 * The one thing to know: nothing in a schema is ignored. A keyword that is not known here, a `format`
 * that is not checked, a reference out of the file is an error when the schema is compiled.
 */
#ifndef GOVLINT_SCHEMA_SCHEMA_H
#define GOVLINT_SCHEMA_SCHEMA_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "model/place.h"

struct arena;
struct limits;
struct schema;
struct value;

/* What is wrong with a value. */
struct schema_fault {
	struct place
		place; /* of the value, of the key that is too much, or of the map that lacks one */
	struct str where;    /* as a JSON pointer: "/metrics/0/value"; "" is all of it */
	const char *message; /* "is a string, not an integer" */
};

struct schema_faults {
	struct schema_fault *items;
	size_t count;
	size_t capacity;
};

/* All that is wrong with the schema is told at once, each with its place in `path`. The tree and its text
 * must outlive what is compiled. */
struct err *
schema_compile(const char *path, const struct value *tree, struct arena *run,
	       const struct schema **out) MUST_USE;

/* Every fault of a value; none: it is valid. An error where that cannot be told. Lives in `scratch`. */
struct err *
schema_validate(const struct schema *schema, const struct value *value, const struct limits *limits,
		struct arena *scratch, struct schema_faults *out) MUST_USE;

#endif
