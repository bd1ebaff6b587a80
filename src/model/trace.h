/* SPDX-License-Identifier: Apache-2.0
 *
 * How one rule came to its answer on one artifact: what was asked, what was found and where, line by
 * line. Made by engine/ and check/ where `--trace` asks for it, read by report/. Lines are made where
 * an item is judged, by one thread, and are bounded, so that a table of a million elements leaves no
 * trace of a million lines.
 *
 *	trace = trace_new(run, artifact, system);
 *	trace_add(trace, TRACE_HOLDS, "use equals '%s'", …);   // NULL takes no lines
 */
#ifndef GOVLINT_MODEL_TRACE_H
#define GOVLINT_MODEL_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/place.h"

struct arena;
struct artifact;

/* More than a person reads of one artifact. */
#define TRACE_LINES_MAX 1000

/* What came of one part of a rule. */
enum trace_result {
	TRACE_PLAIN, /* a line that says something of the one above it */
	TRACE_HOLDS,
	TRACE_FAILS, /* a condition that does not hold */
	TRACE_FINDS,
	TRACE_UNKNOWN, /* an error: the item is not verified */
	TRACE_UNASKED, /* what stands before it decided */
};

/* What came of the whole. */
enum trace_end {
	TRACE_JUDGED,
	TRACE_NOT_APPLICABLE, /* `when` does not hold */
	TRACE_NOT_VERIFIED,
	TRACE_HIDDEN,  /* the change does not touch it */
	TRACE_OUTSIDE, /* of PATH */
};

struct trace_line {
	unsigned depth;
	enum trace_result result;
	struct str text;
};

struct trace {
	size_t number; /* among the traces of the run */
	struct arena *run;
	struct str path;
	struct place place;            /* of a record in its file */
	struct str id;                 /* of a record; else none */
	struct str system;             /* that it is judged for, or none */
	const struct artifact *listed; /* whose elements are looked at */
	enum trace_end end;
	struct trace_line *lines;
	size_t count;
	size_t capacity;
	unsigned depth; /* of the next line */
	bool cut;       /* there would have been more lines */
};

struct traces {
	struct trace **items;
	size_t count;
	size_t capacity;
};

struct trace *
trace_new(struct arena *run, const struct artifact *artifact, const struct artifact *system);

/* One more line. Nothing happens to no trace. */
void
trace_add(struct trace *trace, enum trace_result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A line with others beneath it; trace_close says what came of it. */
size_t
trace_open(struct trace *trace, const char *format, ...) __attribute__((format(printf, 2, 3)));

void
trace_close(struct trace *trace, size_t line, enum trace_result result);

#endif
