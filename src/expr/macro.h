/* SPDX-License-Identifier: Apache-2.0
 *
 * A call → itself, or what it stands for as a macro.
 *
 *	TRY(macro_expand(call, text, run, &node));
 */
#ifndef GOVLINT_EXPR_MACRO_H
#define GOVLINT_EXPR_MACRO_H

#include "expr/node.h"

struct err *
macro_expand(struct node *call, struct str text, struct arena *run, struct node **out) MUST_USE;

#endif
