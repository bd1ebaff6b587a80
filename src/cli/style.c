/* SPDX-License-Identifier: Apache-2.0
 *
 * How the output may look. In: --color and the environment as plain data. Out: the style. The first
 * that speaks decides: --color, NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, a CI whose log shows
 * colours, a terminal that is not dumb. An empty variable does not speak (no-color.org).
 */
#include "cli/command.h"

static bool
is_set(const char *variable)
{
	return variable && variable[0];
}

static bool
is_on(const char *variable)
{
	return is_set(variable) && !str_is(str_of(variable), "0");
}

static bool
is_true(const char *variable)
{
	return variable && str_is(str_of(variable), "true");
}

static bool
wants_colour(const struct cli_environment *environment, const char *when, bool terminal)
{
	struct str asked = str_of(when);

	if (str_is(asked, "always"))
		return true;
	if (str_is(asked, "never") || is_set(environment->no_color))
		return false;
	if (is_on(environment->force_color) || is_on(environment->clicolor_force))
		return true;
	if (is_true(environment->github_actions) || is_true(environment->gitlab_ci))
		return true;
	return terminal && !(environment->term && str_is(str_of(environment->term), "dumb"));
}

/* What is no terminal takes UTF-8 whatever the locale says, and is never wrapped. */
static struct report_style
style_of(const struct session *session, bool terminal)
{
	const struct cli_environment *environment = session->environment;
	const char *when = option_value(session->arguments, OPTION_color);

	return (struct report_style){
		.colour = wants_colour(environment, when, terminal),
		.utf8 = !terminal || environment->utf8,
		.show_waived = option_given(session->arguments, OPTION_show_waived),
		.quiet = option_given(session->arguments, OPTION_quiet),
		.verbose = option_given(session->arguments, OPTION_verbose),
		.width = terminal ? environment->width : 0,
	};
}

void
style_decide(struct session *session)
{
	session->style = style_of(session, session->environment->output_is_terminal);
	session->error_style = style_of(session, session->environment->error_is_terminal);
}
