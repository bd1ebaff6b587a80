/* SPDX-License-Identifier: Apache-2.0
 *
 * govlint as a library: the judgement of `govlint check` without a process of its own.
 *
 * The library never exits, prints, reads the clock or the environment; what it needs to know is
 * given to it. When memory runs out the call answers GOVLINT_UNDECIDED, never a pass. A handle is
 * used by one thread at a time; different handles are independent.
 *
 *	struct govlint *govlint = govlint_new();
 *	int verdict = govlint_check(govlint, ".", "json", time(NULL));
 *	fwrite(govlint_report(govlint), 1, govlint_report_size(govlint), stdout);
 *	govlint_free(govlint);
 */
#ifndef GOVLINT_GOVLINT_H
#define GOVLINT_GOVLINT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct govlint;

/* The same as the exit codes of the program. */
enum govlint_verdict {
	GOVLINT_PASS = 0,
	GOVLINT_FAIL = 1,
	GOVLINT_UNDECIDED = 2,
	GOVLINT_USAGE = 3,
};

/* "0.1.0" */
const char *
govlint_version(void);

/* NULL: out of memory. */
struct govlint *
govlint_new(void);

/* NULL is fine. */
void
govlint_free(struct govlint *govlint);

/* Judge the repository that `path` stands in, at `now` (seconds since 1970-01-01T00:00:00Z), and
 * keep the report in a format of `--format`. */
int
govlint_check(struct govlint *govlint, const char *path, const char *format, int64_t now);

/* Run any command line, without the program's name: {"check", "--diff", "origin/main", "."}.
 * `--jobs` above one is taken for one. */
int
govlint_run(struct govlint *govlint, size_t count, const char *const *arguments, int64_t now);

/* What the last call would have printed on its standard output; valid until the next call. */
const char *
govlint_report(const struct govlint *govlint);

size_t
govlint_report_size(const struct govlint *govlint);

/* And on its error output, NUL-terminated: "" when there was nothing to say. */
const char *
govlint_messages(const struct govlint *govlint);

#ifdef __cplusplus
}
#endif

#endif
