/* SPDX-License-Identifier: Apache-2.0
 *
 * matches: a fact's text matches a regular expression (the RE2 subset, searched anywhere in the
 * text: anchor with ^ and $). In: fact, pattern. Finds: a text that does not match, at its place. A
 * value that is no text, or a match that meets a limit, is not verified.
 */
#include "check/internal.h"

enum {
	FACT,
	PATTERN,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the text that is looked at"},
	[PATTERN] = {"pattern", ARG_PATTERN, true, "the regular expression (RE2 subset)"},
	{0},
};

static const char *const binds[] = {"value", "expected", NULL};

static struct err *
judge(struct item *item, const struct arg *given)
{
	return check_one_value(item, &given[FACT], OPERATION_MATCHES, &given[PATTERN]);
}

const struct check check_matches = {
	.name = "matches",
	.summary = "a fact's text matches a regular expression",
	.args = args,
	.binds = binds,
	.judge = judge,
};
