/* SPDX-License-Identifier: Apache-2.0
 *
 * one_of: a fact has one of the values listed. In: fact, values. Finds: a value that is not in the
 * list, at its place. A value of another type than the list's is not verified.
 */
#include "check/internal.h"

enum {
	FACT,
	VALUES,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "what is looked at"},
	[VALUES] = {"values", ARG_LIST, true, "the values it may have"},
	{0},
};

static const char *const binds[] = {"value", "expected", NULL};

static struct err *
judge(struct item *item, const struct arg *given)
{
	return check_one_value(item, &given[FACT], OPERATION_ONE_OF, &given[VALUES]);
}

const struct check check_one_of = {
	.name = "one_of",
	.summary = "a fact has one of the values listed",
	.args = args,
	.binds = binds,
	.judge = judge,
};
