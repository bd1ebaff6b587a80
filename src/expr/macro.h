/* SPDX-License-Identifier: Apache-2.0
 *
 * A call → itself, or what it stands for as a macro.
 *
 *	TRY(macro_expand(call, text, run, &node));
 */
#ifndef GOVLINT_EXPR_MACRO_H
#define GOVLINT_EXPR_MACRO_H

#include "expr/node.h"

struct macro {
	const char *name;
	const char *form;    /* how it is written */
	size_t count;        /* of what it is given, with what stands before the dot */
	enum loop_type loop; /* of all but has(), which comes first */
	const char *summary;
};

/* All of them; the last has no name. */
extern const struct macro macros[];

struct err *
macro_expand(struct node *call, struct str text, struct arena *run, struct node **out) MUST_USE;

#endif
