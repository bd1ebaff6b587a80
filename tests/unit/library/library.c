/* SPDX-License-Identifier: Apache-2.0
 *
 * The public functions, as a program that links the library sees them.
 */
#include <string.h>

#include "govlint/govlint.h"
#include "harness/test.h"

/* 2026-11-21T12:00:00Z */
#define NOW 1795262400

TEST(library_govlint, reports_a_missing_path_as_undecided)
{
	struct govlint *govlint = govlint_new();

	CHECK(govlint != NULL);
	CHECK_INT(govlint_check(govlint, "no/such/path", "json", NOW), GOVLINT_UNDECIDED);
	CHECK(govlint_report_size(govlint) == strlen(govlint_report(govlint)));
	CHECK(strstr(govlint_report(govlint), "\"verdict\": \"undecided\"") != NULL);
	CHECK(strstr(govlint_report(govlint), "\"now\": \"2026-11-21T12:00:00Z\"") != NULL);
	CHECK_STR(govlint_messages(govlint), "");
	govlint_free(govlint);
}

TEST(library_govlint, runs_command_lines_one_after_the_other)
{
	static const char *const version[] = {"--version"};
	static const char *const wrong[] = {"--nope"};
	struct govlint *govlint = govlint_new();

	CHECK_INT(govlint_run(govlint, 1, version, NOW), GOVLINT_PASS);
	CHECK(strstr(govlint_report(govlint), govlint_version()) != NULL);
	CHECK_INT(govlint_run(govlint, 1, wrong, NOW), GOVLINT_USAGE);
	CHECK_STR(govlint_report(govlint), "");
	CHECK(strstr(govlint_messages(govlint), "unknown option '--nope'") != NULL);
	CHECK_INT(govlint_run(govlint, 1, version, NOW), GOVLINT_PASS);
	CHECK_STR(govlint_messages(govlint), "");
	govlint_free(govlint);
}

TEST(library_govlint, takes_a_path_that_looks_like_an_option)
{
	struct govlint *govlint = govlint_new();

	CHECK_INT(govlint_check(govlint, "--exit-zero", NULL, NOW), GOVLINT_UNDECIDED);
	govlint_free(govlint);
	govlint_free(NULL);
}
