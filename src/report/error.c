/* SPDX-License-Identifier: Apache-2.0
 *
 * Errors that kept the run from deciding, as a person reads them:
 *
 *	govlint.yaml:3:1: error: unknown key 'polices'
 *	  |
 *	3 | polices: [ai-baseline]
 *	  | ^^^^^^^
 *	help: did you mean 'policies'?
 *
 * In: a list of errors with their causes. Out: each with its place, its line where it may be shown,
 * and what mends it. An error that wraps a list tells every one of the list.
 */
#include "base/arena.h"
#include "report/internal.h"

static void
tell_under(struct arena *arena, const struct err *errors, const char *doing,
	   void (*tell)(void *context, const struct err *err, const char *message), void *context)
{
	for (const struct err *err = errors; err; err = err->next) {
		const struct err *last = err;
		const char *message = arena_print(arena, "%s%s%s", doing ? doing : "",
						  doing ? ": " : "", err->message);

		while (last->cause && !last->cause->next) {
			last = last->cause;
			message = arena_print(arena, "%s: %s", message, last->message);
		}
		if (last->cause)
			tell_under(arena, last->cause, message, tell, context);
		else
			tell(context, err, message);
	}
}

void
each_error(struct arena *arena, const struct err *errors,
	   void (*tell)(void *context, const struct err *err, const char *message), void *context)
{
	tell_under(arena, errors, NULL, tell, context);
}

void
show_place(struct out *out, const struct report_style *style, struct str path,
	   const struct place *place)
{
	show(out, style, path);
	if (place->line > 0)
		out_print(out, ":%u", place->line);
	if (place->line > 0 && place->column > 0)
		out_print(out, ":%u", place->column);
}

struct telling {
	struct out *out;
	const struct report_style *style;
	bool frames;
};

static void
tell(void *context, const struct err *err, const char *message)
{
	const struct telling *telling = context;
	const struct report_style *style = telling->style;
	struct out *out = telling->out;
	struct place place = {.line = err->line,
			      .column = err->column,
			      .end_line = err->line,
			      .end_column = err->end_column};

	if (err->path) {
		show_place(out, style, str_of(err->path), &place);
		out_text(out, ": ");
	}
	paint_start(out, style, PAINT_ERROR);
	out_text(out, "error");
	paint_end(out, style, PAINT_ERROR);
	out_text(out, ": ");
	show(out, style, str_of(message));
	out_byte(out, '\n');
	if (telling->frames)
		frame(out, style, err->excerpt, &place, count_digits(err->line));
	if (!err->help)
		return;
	paint_start(out, style, PAINT_NOTE);
	out_text(out, "help");
	paint_end(out, style, PAINT_NOTE);
	out_text(out, ": ");
	show(out, style, str_of(err->help));
	out_byte(out, '\n');
}

void
show_errors(struct out *out, const struct report_style *style, const struct err *errors,
	    bool frames)
{
	struct telling telling = {.out = out, .style = style, .frames = frames};

	each_error(out->arena, errors, tell, &telling);
}

void
report_error(const struct err *err, const struct report_style *style, struct out *out)
{
	show_errors(out, style, err, true);
}
