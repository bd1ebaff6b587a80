/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files that make JSON Schemas share: pieces written as JSON, definitions, names of facts.
 */
#ifndef GOVLINT_POLICY_SCHEMA_H
#define GOVLINT_POLICY_SCHEMA_H

#include "check/check.h"
#include "policy/load.h"

struct schema {
	struct arena *run;
	const struct plan *plan;  /* whose words a registry has */
	struct value definitions; /* "$defs" */
};

/* JSON text → value. The texts are ours: one that cannot be read shows as false, which nothing fits. */
struct value
schema_json(struct schema *schema, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* {"$ref": "#/$defs/<name>"} */
struct value
schema_ref(struct schema *schema, const char *name);

/* {"anyOf": [one, other]} */
struct value
schema_either(struct schema *schema, struct value one, struct value other);

/* Whether a definition is still to be made; its name is then taken. */
bool
schema_begin(struct schema *schema, const char *name);

void
schema_define(struct schema *schema, const char *name, struct value value);

/* A reference to a definition that says the same, which is made where there is none yet. */
struct value
schema_shared(struct schema *schema, const char *prefix, struct value value);

/* An object that has no keys but those that are set in its "properties". */
struct value
schema_object(struct schema *schema);

/* A property, with what it is for (NULL: nobody says). */
void
schema_property(struct schema *schema, struct value *object, const char *name, struct value value,
		const char *summary);

/* {"if": …, "then": …} as one more of "allOf". */
void
schema_when(struct schema *schema, struct value *object, struct value condition, struct value then);

/* What a rule can name: facts, fields inside them, related artifacts. */
struct schema_name {
	const char *text;
	enum fact_type type;
	const struct fact_def *def;
	bool is_open;      /* any path behind it is a name, too */
	bool is_whole;     /* a related artifact */
	bool is_only_open; /* it is no name itself here, but what is behind it is */
};

struct schema_names {
	struct schema_name *items;
	size_t count;
	size_t capacity;
};

/* The facts of a kind by themselves, or with those of related artifacts. */
void
schema_names_of(struct schema *schema, const struct kind *kind, bool related,
		struct schema_names *out);

/* A string that is one of the names, or a path behind an open one. */
struct value
schema_named(struct schema *schema, const struct schema_names *names);

/* A constant of a type or a parameter; `one_of` takes lists of constants. */
struct value
schema_operand(struct schema *schema, enum fact_type type, const struct fact_def *def,
	       enum operation operation);

/* Conditions on an artifact of the kind, and on the elements of a list. */
struct value
schema_conditions(struct schema *schema, const struct kind *kind);

struct value
schema_element_conditions(struct schema *schema, const struct kind *kind,
			  const struct schema_name *list);

/* A check of a rule of the kind. */
struct value
schema_check(struct schema *schema, const struct kind *kind);

/* A map by its table. */
struct value
schema_table(struct schema *schema, const struct key_table *table);

/* schema_shape.c: what a row says that has no type of its own, or more than its type; `value` is what
 * the type says. */
void
schema_shape(struct schema *schema, const struct key *key, struct value *value);

/* … and what a table says of its keys together. */
void
schema_together(struct schema *schema, const struct key_table *table, struct value *object);

/* schema_params.c: what a parameter may say by its type, and what packs and teams may set it to. */
void
schema_params(struct schema *schema, struct value *object);

struct value
schema_setting(struct schema *schema, const struct rule *rule, size_t param);

/* The names of all kinds. */
struct value
schema_kinds(struct schema *schema);

/* schema_registry.c: the registry, with the words of the plan's stages, tiers and dimensions. */
struct value
schema_registry(struct schema *schema);

#endif
