/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of schema/ share while a tree becomes a schema: keywords.c has those that speak of a
 * value itself, compile.c those that hold schemas.
 */
#ifndef GOVLINT_SCHEMA_COMPILE_H
#define GOVLINT_SCHEMA_COMPILE_H

#include "base/map.h"
#include "schema/node.h"

struct compiler {
	const char *path;
	const struct value *root;
	struct arena *run;
	struct map known; /* address in the tree → struct schema */
	struct err *problems;
};

/* Put a problem on the list. `help` may be NULL. */
void
complain(struct compiler *compiler, struct place place, const char *help, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Whether a keyword's value is of a type; a problem when it is not. */
bool
is_of(struct compiler *compiler, const struct value_member *member, enum value_type type);

/* The schema at a place of the tree. */
struct schema *
schema_at(struct compiler *compiler, const struct value *value);

/* A pattern, compiled; NULL and a problem where it is wrong. */
const struct regex *
pattern_of(struct compiler *compiler, struct str text, struct place place);

/* One for each row of the table of keywords. */
void
load_type(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_enum(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_const(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_number(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_bound(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_pattern(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_format(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_unique(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_required(struct compiler *compiler, const struct value_member *member, struct schema *out);
void
load_dependency(struct compiler *compiler, const struct value_member *member, struct schema *out);

#endif
