/* SPDX-License-Identifier: Apache-2.0
 *
 * What the formats share: safe text, colours, source frames, errors, the last line.
 */
#ifndef GOVLINT_REPORT_INTERNAL_H
#define GOVLINT_REPORT_INTERNAL_H

#include "report/report.h"

/* A text on its way out, made safe code point by code point (safe.c). */
struct safe {
	struct out *out; /* NULL: only measure */
	bool ascii;      /* the reader shows ASCII only */
	bool started;    /* something other than a blank was written */
	int command;     /* as safe_command says */
};

/* How far a text has come to a command of a CI runner, "##[" or "##name[": from the last state (first
 * 0) and the next code point. From SAFE_COMMAND on a bracket would complete it. */
enum {
	SAFE_COMMAND = 2,
};

int
safe_command(int state, uint32_t point);

/* Write the code point at `*offset`, advance, and say how many cells it took. */
size_t
safe_next(struct safe *safe, struct str text, size_t *offset);

/* Text of the repository, as far as the style can show it. */
void
show(struct out *out, const struct report_style *style, struct str text);

enum paint {
	PAINT_NONE,
	PAINT_ERROR,
	PAINT_WARNING,
	PAINT_NOTE,
	PAINT_PLACE,
	PAINT_STRONG,
	PAINT_GOOD,
};

/* Start and end a colour, where the style has colours. */
void
paint_start(struct out *out, const struct report_style *style, enum paint paint);

void
paint_end(struct out *out, const struct report_style *style, enum paint paint);

enum paint
paint_severity(enum severity severity);

/* Write text word by word; on a terminal lines break before its width, with `indent` blanks in
 * front of each but the first, which starts at column `column`. */
void
wrap(struct out *out, const struct report_style *style, struct str text, size_t column,
     size_t indent);

/* The source line with carets under the place; nothing when there is no line to show. */
void
frame(struct out *out, const struct report_style *style, struct str line, const struct place *place,
      size_t gutter);

size_t
count_digits(size_t number);

/* A path with its line and column, as far as they are known. */
void
show_place(struct out *out, const struct report_style *style, struct str path,
	   const struct place *place);

/* All errors of a list; `frames`: with the source line. */
void
show_errors(struct out *out, const struct report_style *style, const struct err *errors,
	    bool frames);

/* One error of a list as a report tells it: causes that are lists of their own are told one by
 * one, each with what was being done. */
void
each_error(struct arena *arena, const struct err *errors,
	   void (*tell)(void *context, const struct err *err, const char *message), void *context);

/* The last line: the verdict and every count. */
void
show_summary(struct out *out, const struct report_style *style, const struct result *result);

/* pass, fail, undecided */
const char *
verdict_name(enum verdict verdict);

/* A JSON string, or null for none. */
void
json_string(struct out *out, struct str text);

/* The reports of the list. */
#define ROW(name) extern const struct report report_##name;
#include "report/report.list"
#undef ROW

#endif
