/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of check/ share: elements of lists, and where a value is to be pointed at.
 */
#ifndef GOVLINT_CHECK_INTERNAL_H
#define GOVLINT_CHECK_INTERNAL_H

#include "base/date.h"
#include "check/check.h"
#include "model/rank.h"

#define ROW(name) extern const struct check check_##name;
#include "check/check.list"
#undef ROW

/* The list that a reference leads to. Nothing there, or something else, is an error. */
struct err *
check_elements(struct item *item, const struct ref *ref, const struct value **out,
	       struct artifact **source) MUST_USE;

/* Which elements of a list match; `matching` has room for all of them. */
struct err *
check_matching(struct item *item, const struct value *list, const struct predicate *where,
	       const struct value **matching, size_t *count) MUST_USE;

/* The file of the judged tree that a path of a record leads to; or why there is none. */
const char *
check_path(const struct item *item, struct str path, const struct entry **out);

/* A duration; anything else is an error that names `what`. */
struct err *
check_period(struct item *item, const struct operand *operand, const char *what,
	     struct period *out) MUST_USE;

/* An integer operand; anything else is an error that names `what`. */
struct err *
check_integer(struct item *item, const struct operand *operand, const char *what,
	      int64_t *out) MUST_USE;

/* The place of a value read from `source`, where it stands in that artifact's own file. Facts of
 * data are computed, and may come from a card beside it: they have none. */
struct place
check_place(const struct artifact *source, const struct value *value);

/* As check_place for an element of a fact, which may say itself where it was found. */
struct place
check_element_place(const struct artifact *source, const struct value *element);

/* The field of an element that names it in findings, as text in the run's arena; or none. */
struct str
check_subject(struct item *item, const struct ref *ref, const struct value *element);

/* trace.c: lines of the item's trace, where there is one. A node: the line that trace_node_end ends. */
size_t
trace_node(struct item *item, const struct check_node *node);

void
trace_node_end(struct item *item, size_t line, size_t found, const struct err *err);

/* Children from `first` on, which nobody asked. */
void
trace_unasked(struct item *item, const struct check_node *node, size_t first);

void
trace_condition(struct item *item, const struct condition *condition,
		const struct comparison *comparison, const struct artifact *source,
		enum trace_result result, const struct err *err);

/* The conditions of a predicate from `first` on, which nobody asked. */
void
trace_unasked_conditions(struct item *item, const struct predicate *predicate, size_t first);

/* What a fact was found to be. */
void
trace_found(struct item *item, struct str name, const struct fact_def *def,
	    const struct value *value, const struct artifact *source);

/* The list whose elements are looked at, and one of them: the line that trace_close ends. */
void
trace_elements(struct item *item, const struct ref *ref, const struct value *list,
	       const struct artifact *source);

size_t
trace_element(struct item *item, const struct value *list, size_t number);

/* What was demanded by an argument of a check. */
void
trace_operand(struct item *item, const char *name, const struct operand *operand);

/* Compare the value of `ref` with a constant and report when the comparison fails. */
struct err *
check_one_value(struct item *item, const struct arg *fact, enum operation operation,
		const struct arg *operand) MUST_USE;

#endif
