/* SPDX-License-Identifier: Apache-2.0
 *
 * The public functions. In: a command line as data. Out: a verdict and the text of the report. The
 * one thing to know: when memory runs out anywhere below, the arena's handler jumps back to the
 * call at hand, which answers "undecided". One thread judges, since a jump cannot leave another;
 * what the repository's library holds at that moment is lost to the process, not corrupted.
 */
#include <setjmp.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/out.h"
#include "cli/cli.h"
#include "govlint/govlint.h"

/* The handler, and where it jumps to; `exhausted` comes first so that one is the other. */
struct escape {
	struct exhausted exhausted;
	jmp_buf boundary;
};

struct govlint {
	struct arena own; /* holds the handle itself */
	struct arena run; /* holds the last call's report */
	struct escape escape;
	const char *report;
	size_t report_size;
	const char *messages;
};

static void
jump(const struct exhausted *exhausted) __attribute__((noreturn));

static void
jump(const struct exhausted *exhausted)
{
	longjmp(((struct escape *)(uintptr_t)exhausted)->boundary, 1);
}

const char *
govlint_version(void)
{
	return GOVLINT_VERSION;
}

struct govlint *
govlint_new(void)
{
	struct escape escape = {.exhausted = {.leave = jump}};
	struct arena own;
	struct govlint *govlint;

	arena_init(&own, &escape.exhausted);
	if (setjmp(escape.boundary))
		return NULL;
	govlint = arena_alloc(&own, sizeof *govlint);
	govlint->own = own;
	govlint->escape.exhausted.leave = jump;
	govlint->own.exhausted = &govlint->escape.exhausted;
	arena_init(&govlint->run, &govlint->escape.exhausted);
	govlint->report = govlint->messages = "";
	return govlint;
}

void
govlint_free(struct govlint *govlint)
{
	struct arena own;

	if (!govlint)
		return;
	arena_free(&govlint->run);
	own = govlint->own;
	arena_free(&own);
}

/* The text of an output in memory, NUL-terminated. */
static const char *
text_of(struct govlint *govlint, const struct out *out, size_t *size)
{
	struct str text = out_str(out);

	if (size)
		*size = text.size;
	return arena_copy(&govlint->run, text.data ? text.data : "", text.size);
}

static int
run_cli(struct govlint *govlint, size_t count, const char *const *arguments, int64_t now)
{
	struct out output, error;
	struct cli_environment environment = {
		.arguments = arguments,
		.argument_count = count,
		.now = {.form = DATE_TIME, .seconds = now},
		.has_now = true,
		.utf8 = true,
		.processors = 1,
		.jobs_most = 1,
		.exhausted = &govlint->escape.exhausted,
		.output = &output,
		.error = &error,
	};
	int code;

	out_to_memory(&output, &govlint->run);
	out_to_memory(&error, &govlint->run);
	code = cli_run(&environment, &govlint->run);
	govlint->report = text_of(govlint, &output, &govlint->report_size);
	govlint->messages = text_of(govlint, &error, NULL);
	return code;
}

int
govlint_run(struct govlint *govlint, size_t count, const char *const *arguments, int64_t now)
{
	govlint->report = govlint->messages = "";
	govlint->report_size = 0;
	arena_free(&govlint->run);
	arena_init(&govlint->run, &govlint->escape.exhausted);
	if (setjmp(govlint->escape.boundary)) {
		govlint->report = "";
		govlint->report_size = 0;
		govlint->messages = "out of memory\n";
		return GOVLINT_UNDECIDED;
	}
	return run_cli(govlint, count, arguments, now);
}

int
govlint_check(struct govlint *govlint, const char *path, const char *format, int64_t now)
{
	const char *arguments[] = {"check", "--format", format ? format : "text", "--",
				   path ? path : "."};

	return govlint_run(govlint, sizeof arguments / sizeof arguments[0], arguments, now);
}

const char *
govlint_report(const struct govlint *govlint)
{
	return govlint->report;
}

size_t
govlint_report_size(const struct govlint *govlint)
{
	return govlint->report_size;
}

const char *
govlint_messages(const struct govlint *govlint)
{
	return govlint->messages;
}
