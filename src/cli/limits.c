/* SPDX-License-Identifier: Apache-2.0
 *
 * Budgets from the command line: NAME=N in, the session's limits out. A budget is a whole number of
 * at least 1, so that none can be switched off by 0.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "cli/command.h"

static struct err *
unknown_limit(struct session *session, struct str name)
{
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (const struct limit *limit = limits_table; limit->name; limit++)
		suggest_name(&suggest, str_of(limit->name));
	return suggest_help(err_new(session->run, "there is no budget '%.*s'", STR_ARG(name)),
			    suggest_best(&suggest), "`govlint list limits` shows them");
}

static struct err *
choose_limit(struct session *session, const char *given)
{
	struct str text = str_of(given);
	size_t at = str_find_byte(text, '=');
	int64_t value = 0;

	if (at == SIZE_MAX)
		return err_help(err_new(session->run, "'--limit' cannot be '%s'", given),
				"it is NAME=N, like --limit seconds=1200");
	if (!str_to_int64(str_cut(text, at + 1, text.size), &value) || value < 1)
		return err_help(err_new(session->run, "'--limit' cannot be '%s'", given),
				"a budget is a whole number, at least 1");
	if (!limits_set(&session->limits, str_cut(text, 0, at), (size_t)value))
		return unknown_limit(session, str_cut(text, 0, at));
	return NULL;
}

struct err *
choose_limits(struct session *session)
{
	const struct given *given = &session->arguments->options[OPTION_limit];
	struct err *errors = NULL;

	session->limits = limits_default;
	for (size_t i = 0; i < given->count; i++)
		errors = err_join(errors, choose_limit(session, given->values[i]));
	return errors;
}
