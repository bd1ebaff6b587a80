/* SPDX-License-Identifier: Apache-2.0
 *
 * The program. The only file that looks at the clock, the environment and the terminal, that has
 * the sandbox entered, and that exits (base/demand.h apart); everything else gets these as plain
 * data. Out: the exit code, which is 2 whenever the output did not get out whole.
 */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/demand.h"
#include "base/err.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "cli/cli.h"

#define UNDECIDED 2

static void
leave(const struct exhausted *self) __attribute__((noreturn));

static void
leave(const struct exhausted *self)
{
	(void)self;
	demand_failed();
}

/* A closed descriptor 0, 1 or 2 would be given to the next file that is opened, and a report or a
 * message be written into it. Output that nobody gave is opened for reading, so that writing to it
 * fails: a report that went nowhere is no pass. */
static void
hold_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
			_exit(UNDECIDED);
}

/* A pipe without a reader and a file beyond the limit of its size are errors of writing. */
static void
ignore_signals_of_writing(void)
{
	struct sigaction action = {.sa_handler = SIG_IGN};

	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
}

static struct date
read_clock(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct date){.form = DATE_TIME, .seconds = now.tv_sec};
}

static int64_t
count_seconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static int64_t
count_nanoseconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* What the C library would choose for LC_CTYPE, without loading a locale. */
static bool
shows_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return strstr(value, "UTF-8") || strstr(value, "utf8") ||
			       strstr(value, "UTF8") || strstr(value, "utf-8");
	}
	return false;
}

static int
terminal_width(void)
{
	struct winsize size = {0};

	if (ioctl(1, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

static size_t
count_processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count > 0 ? (size_t)count : 1;
}

static void
look_around(struct cli_environment *environment)
{
	environment->now = read_clock();
	environment->has_now = true;
	environment->no_color = getenv("NO_COLOR");
	environment->force_color = getenv("FORCE_COLOR");
	environment->clicolor_force = getenv("CLICOLOR_FORCE");
	environment->github_actions = getenv("GITHUB_ACTIONS");
	environment->gitlab_ci = getenv("GITLAB_CI");
	environment->term = getenv("TERM");
	environment->index_file = getenv("GIT_INDEX_FILE");
	environment->output_is_terminal = isatty(1);
	environment->error_is_terminal = isatty(2);
	environment->utf8 = shows_utf8();
	environment->width = environment->output_is_terminal ? terminal_width() : 0;
	environment->processors = count_processors();
}

/* The code, or 2 where the output did not get out. Nobody is left to tell when the error output
 * did not. */
static int
finish(int code, struct arena *run, struct out *output, struct out *error)
{
	struct err *err = out_close(output);

	if (err) {
		out_print(error, "govlint: error: %s\n", err_text(run, err));
		err_settle(err);
		code = UNDECIDED;
	}
	err_settle(out_close(error));
	return code;
}

int
main(int count, char **words)
{
	const struct exhausted exhausted = {.leave = leave, .ends = true};
	struct arena run;
	struct out output, error;
	struct cli_environment environment = {
		.arguments = (const char *const *)words + (count > 0),
		.argument_count = count > 0 ? (size_t)count - 1 : 0,
		.clock = count_seconds,
		.stopwatch = count_nanoseconds,
		.confine = sandbox_enter,
		.exhausted = &exhausted,
		.output = &output,
		.error = &error,
	};
	int code;

	hold_descriptors();
	ignore_signals_of_writing();
	look_around(&environment);
	arena_init(&run, &exhausted);
	out_to_fd(&output, &run, 1, "standard output");
	out_to_fd(&error, &run, 2, "standard error");
	code = cli_run(&environment, &run);
	code = finish(code, &run, &output, &error);
	arena_free(&run);
	return code;
}
