/* SPDX-License-Identifier: Apache-2.0
 *
 * Text → nodes. Macros become loops here; names are not resolved yet.
 *
 *	TRY(parser_parse(text, false, run, &root));
 */
#ifndef GOVLINT_EXPR_PARSE_H
#define GOVLINT_EXPR_PARSE_H

#include "expr/node.h"

struct err *
parser_parse(struct str text, bool no_macros, struct arena *run, struct node **out) MUST_USE;

#endif
