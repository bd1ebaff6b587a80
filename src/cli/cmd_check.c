/* SPDX-License-Identifier: Apache-2.0
 *
 * The gate. In: a path and how to look at it. Out: reports and the exit code that lets a change
 * through or not. A report that did not get out whole is never a pass.
 */
#include "base/arena.h"
#include "cli/outputs.h"
#include "model/stats.h"

static int
exit_code(const struct session *session, const struct result *result)
{
	int code = result_exit_code(result);

	if (code == EXIT_FAIL && option_given(session->arguments, OPTION_exit_zero))
		return EXIT_PASS;
	return code;
}

static bool
asks_lines(const struct sinks *sinks)
{
	for (size_t i = 0; i < sinks->count; i++)
		if (sinks->items[i].report->asks_lines)
			return true;
	return false;
}

static int
run_check(struct session *session)
{
	struct engine_request request;
	struct result result;
	struct sinks sinks;
	struct err *err;

	err = err_join(sinks_parse(session, &sinks), request_check(session, &request));
	err = err_join(err, sinks_add_baseline(session, &sinks));
	if (err)
		return usage_error(session, err);
	request.wants_lines = asks_lines(&sinks);
	err = sinks_open(session, &sinks);
	if (err)
		return cannot_do(session, err);
	err = request_read(session, &request);
	if (err)
		result_of_errors(session, err, &result);
	else
		engine_run(&request, session->run, &result);
	err = sinks_write(session, &sinks, &result);
	stats_lap(result.stats, "report");
	report_trace(&result, &session->error_style, session->error);
	stats_print(session, &result);
	if (err) {
		report_error(err, &session->error_style, session->error);
		err_settle(err);
		return EXIT_UNDECIDED;
	}
	return exit_code(session, &result);
}

const struct command cmd_check = {
	.name = "check",
	.words = "[PATH]",
	.summary = "judge a repository: pass or fail, and why",
	.description =
		"Judges the repository that PATH (default: the current folder) stands in. A PATH "
		"below the root\nnarrows what is judged. The command's name may be left out.\n"
		"--trace and --stats write to the error output, whatever the format, and change "
		"no exit code.",
	.words_most = 1,
	.run = run_check,
};
