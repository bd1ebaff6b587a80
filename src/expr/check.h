/* SPDX-License-Identifier: Apache-2.0
 *
 * Names → what they stand for, and whether the kinds of values fit: everything that can be known
 * before there is a value.
 */
#ifndef GOVLINT_EXPR_CHECK_H
#define GOVLINT_EXPR_CHECK_H

#include "expr/node.h"

struct err *
checker_check(const struct expr_request *request, struct arena *run, struct expr *expr) MUST_USE;

#endif
