/* SPDX-License-Identifier: Apache-2.0
 *
 * Where bytes leave: a file descriptor or memory, buffered. Sticky: after the first failure (full,
 * closed, broken pipe) nothing more is written and out_close says so once, so that a report that
 * did not get out whole can never look like a pass.
 *
 *	struct out out;
 *	out_to_fd(&out, run, 1, "standard output");
 *	out_print(&out, "%zu findings\n", count);
 *	TRY(out_close(&out));
 */
#ifndef GOVLINT_BASE_OUT_H
#define GOVLINT_BASE_OUT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct out {
	struct arena *arena;
	const char *name;
	int fd; /* -1: memory */
	char *data;
	size_t size;
	size_t capacity;
	int failed;     /* errno of the first failure */
	size_t written; /* bytes taken so far */
};

void
out_to_fd(struct out *out, struct arena *arena, int fd, const char *name);

void
out_to_memory(struct out *out, struct arena *arena);

void
out_add(struct out *out, struct str text);

void
out_text(struct out *out, const char *text);

void
out_byte(struct out *out, char byte);

void
out_print(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Write what is buffered and say whether everything got out. Does not close the descriptor. */
struct err *
out_close(struct out *out) MUST_USE;

/* What was collected in memory. */
struct str
out_str(const struct out *out);

#endif
