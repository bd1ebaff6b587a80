/* SPDX-License-Identifier: Apache-2.0
 *
 * Errors are values: a function that can fail returns `struct err *`, NULL when all is well. An
 * error names what was being done and where, may carry a help line and a cause.
 *
 * No error gets lost: an arena counts the errors raised in it, and whoever answers for one (turns
 * it into "not verified", prints it, or decides that it does not matter) says so with err_settle.
 * Where an arena ends a piece of work with errors that nobody settled, err_lost tells, and that
 * piece of work was not judged. A dropped return value can thus never become a pass.
 *
 *	TRY(read_header(input, &header));
 *	if (header.size > limit)
 *		return err_help(err_new(scratch, "header of %zu bytes", header.size), "…");
 */
#ifndef GOVLINT_BASE_ERR_H
#define GOVLINT_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

struct err {
	const char *message; /* one line, impersonal, no final stop */
	const char *help;    /* what mends it, or NULL */
	const char *path;    /* the file it speaks of, or NULL */
	uint32_t line;       /* 1-based; 0 = none */
	uint32_t column;     /* 1-based, in code points */
	uint32_t end_column; /* one past the last; 0 = none */
	struct str excerpt;  /* the source line, when it may be shown */
	struct err *cause;
	struct err *next;    /* further errors of the same load */
	struct arena *arena; /* where it is counted */
	bool settled;
	int number; /* the errno behind it, or 0 */
};

#define MUST_USE __attribute__((warn_unused_result))

/* Return the error of `expression`, if any. The mutation build (tests/harness/mutate.h) can make
 * any one of these ignore what it was given. */
#ifdef GOVLINT_MUTATE
#include "harness/mutate.h"
#else
#define TRY(expression)                                                                            \
	do {                                                                                       \
		struct err *try_error = (expression);                                              \
		if (try_error)                                                                     \
			return try_error;                                                          \
	} while (0)
#endif

struct err *
err_new(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3))) MUST_USE;

/* A new error caused by `cause`, which it answers for. Place and help are taken over; a cause of
 * another arena is copied. */
struct err *
err_wrap(struct arena *arena, struct err *cause, const char *format, ...)
	__attribute__((format(printf, 3, 4))) MUST_USE;

/* Say where; returns the error. */
struct err *
err_at(struct err *err, const char *path, uint32_t line, uint32_t column) MUST_USE;

/* Say what mends it; returns the error. */
struct err *
err_help(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3))) MUST_USE;

/* Put `more` (which may be NULL) at the end of the list; returns the list. */
struct err *
err_join(struct err *list, struct err *more) MUST_USE;

/* Answer for an error and all that follow it. NULL is fine. */
void
err_settle(struct err *err);

/* Copy an error with its causes and followers into another arena, settling the original. */
struct err *
err_move(struct arena *to, struct err *err) MUST_USE;

/* The number of errors raised in the arena that nobody settled. */
size_t
err_lost(const struct arena *arena);

/* The same with the system's words for an errno behind it, which it keeps as its number: the machine
 * failed, not what was read. */
struct err *
err_of_system(struct arena *arena, int number, const char *format, ...)
	__attribute__((format(printf, 3, 4))) MUST_USE;

/* Whether it is the machine that failed: nothing was learnt of what was asked for. */
bool
err_is_machines(const struct err *err);

/* The system's words for an errno. */
const char *
err_system(struct arena *arena, int number);

/* "message: cause: cause" on one line. */
char *
err_text(struct arena *arena, const struct err *err);

#endif
