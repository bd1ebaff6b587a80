/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the checker share.
 */
#ifndef GOVLINT_EXPR_CHECKER_H
#define GOVLINT_EXPR_CHECKER_H

#include "expr/node.h"

enum {
	LOCALS = 32, /* variables of macros, one within the other */
};

struct checker {
	const struct expr_request *request;
	struct arena *run;
	struct expr *expr;
	struct str names[LOCALS];
	const struct expr_kind *kinds[LOCALS];
	size_t locals;
};

struct err *
checker_node(struct checker *checker, struct node *node) MUST_USE;

/* Whether a node's value can be of the type, by what is known of it. */
bool
checker_fits(const struct node *node, enum expr_type type);

struct err *
checker_wrong(struct checker *checker, const struct node *node, const char *message) MUST_USE;

/* An error, or where nothing is checked a node that fails when it is evaluated. */
struct err *
checker_unknown(struct checker *checker, struct node *node, const char *message,
		struct str meant) MUST_USE;

/* An error, or where nothing is checked none: the values will tell. */
struct err *
checker_misfit(struct checker *checker, struct node *node, const char *message) MUST_USE;

struct err *
resolve_name(struct checker *checker, struct node *node) MUST_USE;

struct err *
resolve_select(struct checker *checker, struct node *node) MUST_USE;

struct err *
resolve_has(struct checker *checker, struct node *node) MUST_USE;

#endif
