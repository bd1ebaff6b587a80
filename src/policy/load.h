/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of policy/ share while a text becomes a rule.
 */
#ifndef GOVLINT_POLICY_LOAD_H
#define GOVLINT_POLICY_LOAD_H

#include "base/glob.h"
#include "model/rule.h"
#include "policy/strict.h"

/* --- Names and conditions of a rule (or of a pack) --- */

struct check;

/* Where names are looked up while a rule is compiled. */
struct scope {
	struct loader *loader;
	const struct kind *kind;
	struct rule *rule;      /* whose relations and parameters are used; NULL: of a pack */
	bool written;           /* a floor: of what people wrote, for the tier is not there yet */
	const struct ref *list; /* whose elements `where` chooses among, or NULL */
	struct str element; /* what its expression calls one; none: it cannot be an expression */
	bool params_are_off; /* they have problems of their own: how they are used is not held against them */
};

/* A fact of the kind or of a related artifact, or a related artifact as a whole. */
bool
name_fact(struct scope *scope, struct str text, struct place place, struct ref *out);
/* A related artifact; a fact of a kind by itself, as `requires` lists them. */
bool
name_root(struct scope *scope, struct str text, struct place place, struct ref *out);
bool
name_field(struct loader *loader, const struct kind *kind, struct str text, struct place place,
	   struct ref *out);

/* A field of the elements of a list. */
bool
name_element(struct loader *loader, const struct ref *list, struct str text, struct place place,
	     struct ref *out);

/* The index of $text (given without the '$'), marked as used; SIZE_MAX and a problem when unknown. */
size_t
name_param(struct scope *scope, struct str text, struct place place);

/* `when`, or in a scope with a list the `where` of its elements. */
void
load_conditions(struct scope *scope, const struct value *map, const char *key,
		struct predicate *out);

/* A condition in the language of expr/; false with a problem where it does not compile. */
bool
load_expression(struct scope *scope, const struct value *value, struct place place,
		const struct expr **out);

/* An operand for an operator on something of a type; false with a problem when it does not fit. */
bool
load_operand(struct scope *scope, const struct ref *ref, enum operation operation,
	     const struct value *value, struct place place, struct operand *out,
	     const struct regex **regex);

/* Which operators go with a type, and which types with each other. */
bool
operand_goes_with(enum fact_type type, enum operation operation);

bool
operand_types_compare(enum fact_type a, enum fact_type b);

/* What a check can look at: lists where it has a `where`, references where it has a `kind`. */
bool
check_can_look_at(const struct check *check, enum fact_type type);

/* "$name" → "name"; none for anything else. */
struct str
operand_param(const struct value *value);

/* A constant as it is meant: "$$x" is the text "$x". */
struct value
operand_constant(const struct value *value);

/* The type as messages call it: "a tier". */
const char *
fact_type_words(enum fact_type type);

/* --- Parts of a rule --- */

void
load_params(struct loader *loader, const struct value *map, struct rule *rule);

/* Whether a value is right for a parameter; a problem in `loader` when it is not. */
bool
param_accepts(struct loader *loader, const struct param *param, const struct value *value,
	      struct place place);

/* Whether values of a type can be stricter so, and how that is written, as an example; NULL: two
 * values of it cannot be weighed. */
bool
param_has_direction(enum param_type type, enum stricter stricter);

const char *
param_stricter_example(enum param_type type);

/* -1, 0, 1, or 2 when the values have no order. */
int
param_order(enum param_type type, const struct value *a, const struct value *b);

/* Whether a list holds a value. */
bool
param_lists(const struct value *list, const struct value *value);

/* -1: a is stricter, 1: b is, 0: the same, 2: neither, `merged` asks for what both do, 3: no telling. */
int
param_stricter(struct arena *run, const struct param *param, const struct value *a,
	       const struct value *b, struct value *merged);

/* The values of a check's keys as its arguments; `args` has one for each row of its table. */
void
load_args(struct scope *scope, const struct check *check, const struct field *fields,
	  struct arg *args);

void
load_check(struct scope *scope, const struct value *value, struct place place, size_t depth,
	   struct check_node *out);

void
load_message(struct scope *scope, const struct field *field, const struct check_node *check,
	     struct template *out);

/* `rule` (NULL: it has problems of its own) is what the examples' parameters are for. */
void
load_examples(struct loader *loader, const struct value *list, const struct rule *rule);

/* Whether what somebody says about a rule's parameters is right by itself; `severity` beside them is
 * none of them. */
void
params_accept(struct loader *loader, const struct rule *rule, const struct value *map);

/* A glob that can match a path; else false, and a problem that says what to write. */
bool
load_glob(struct loader *loader, struct str text, struct place place, struct glob *out);

/* The list of `protect`: keys, globs and counts. Role names are checked in the plan. */
bool
protect_accepts(struct loader *loader, const struct value *list, struct place place);

/* A rule's text; problems are put on the loader's list. `id` (or none) is what it must be called. */
void
load_rule(struct loader *loader, struct str id, struct rule *out);

#endif
