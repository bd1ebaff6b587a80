/* SPDX-License-Identifier: Apache-2.0
 *
 * When there are colours: each voice against the one below it.
 */
#include "made.h"

static bool
coloured(struct cli_environment environment, const char *when)
{
	const char *values[] = {when};
	struct arguments arguments = {.command = &cmd_check};
	struct session session = {.environment = &environment, .arguments = &arguments};

	if (when)
		arguments.options[OPTION_color] = (struct given){.values = values, .count = 1};
	style_decide(&session);
	return session.style.colour;
}

#define ENVIRONMENT(...) ((struct cli_environment){__VA_ARGS__})

TEST(cli_style, decides_colours_in_the_documented_order)
{
	CHECK(!coloured(ENVIRONMENT(.width = 0), NULL));
	CHECK(coloured(ENVIRONMENT(.output_is_terminal = true), NULL));
	CHECK(coloured(ENVIRONMENT(.output_is_terminal = true), "auto"));
	CHECK(!coloured(ENVIRONMENT(.output_is_terminal = true, .term = "dumb"), NULL));
	CHECK(coloured(ENVIRONMENT(.github_actions = "true"), NULL));
	CHECK(!coloured(ENVIRONMENT(.github_actions = "false"), NULL));
	CHECK(coloured(ENVIRONMENT(.gitlab_ci = "true"), NULL));
	CHECK(coloured(ENVIRONMENT(.force_color = "1", .term = "dumb"), NULL));
	CHECK(coloured(ENVIRONMENT(.clicolor_force = "1"), NULL));
	CHECK(!coloured(ENVIRONMENT(.force_color = "0"), NULL));
	CHECK(!coloured(ENVIRONMENT(.force_color = ""), NULL));
	CHECK(!coloured(ENVIRONMENT(.no_color = "1", .force_color = "1"), NULL));
	CHECK(!coloured(ENVIRONMENT(.no_color = "0", .output_is_terminal = true), NULL));
	CHECK(coloured(ENVIRONMENT(.no_color = "", .output_is_terminal = true), NULL));
	CHECK(coloured(ENVIRONMENT(.no_color = "1"), "always"));
	CHECK(!coloured(ENVIRONMENT(.force_color = "1", .output_is_terminal = true), "never"));
}

TEST(cli_style, wraps_and_falls_back_to_ascii_on_terminals_only)
{
	struct arguments arguments = {.command = &cmd_check};
	struct cli_environment environment = {.width = 80};
	struct session session = {.environment = &environment, .arguments = &arguments};

	style_decide(&session);
	CHECK(session.style.utf8);
	CHECK_INT(session.style.width, 0);
	environment.output_is_terminal = true;
	style_decide(&session);
	CHECK(!session.style.utf8);
	CHECK_INT(session.style.width, 80);
}
