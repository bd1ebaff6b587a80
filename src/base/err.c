/* SPDX-License-Identifier: Apache-2.0
 *
 * Errors and their ledger: words go in, a chain of errors comes out, and the arena they are raised
 * in counts how many somebody still has to answer for.
 *
 * The one thing to know: an error is counted once when it is made and at most once when it is
 * settled, by whatever way (`settled` remembers). A message is made one line here, whatever file
 * name it holds; making it safe for a terminal is up to who prints it.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* File names may hold line ends; a message may not. */
static char *
err_one_line(char *text)
{
	for (char *at = text; *at; at++) {
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			*at = '?';
	}
	return text;
}

static struct err *
err_raise(struct arena *arena, const char *message)
{
	struct err *err = arena_alloc(arena, sizeof *err);
	*err = (struct err){.message = message, .arena = arena};
	arena->raised++;
	return err;
}

struct err *
err_new(struct arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	char *message = err_one_line(arena_vprint(arena, format, values));
	va_end(values);
	return err_raise(arena, message);
}

struct err *
err_of_system(struct arena *arena, int number, const char *format, ...)
{
	va_list values;
	struct err *err;

	va_start(values, format);
	err = err_raise(arena, arena_vprint(arena, format, values));
	va_end(values);
	err->message =
		err_one_line(arena_print(arena, "%s: %s", err->message, err_system(arena, number)));
	err->number = number;
	return err;
}

bool
err_is_machines(const struct err *err)
{
	return err && err->number != 0 && err->number != EFBIG;
}

const char *
err_system(struct arena *arena, int number)
{
	char text[256] = "";
	if (strerror_r(number, text, sizeof text) != 0 || !text[0])
		return arena_print(arena, "system error %d", number);
	return arena_copy(arena, text, strlen(text));
}

static void
err_settle_one(struct err *err)
{
	if (err->settled)
		return;
	err->settled = true;
	err->arena->settled++;
}

void
err_settle(struct err *err)
{
	for (; err; err = err->next)
		err_settle_one(err);
}

static const char *
err_copy_text(struct arena *to, const char *text)
{
	return text ? arena_copy(to, text, strlen(text)) : NULL;
}

/* A cause is settled by its effect, so the copy of one is not counted again. */
static struct err *
err_copy(struct arena *to, const struct err *from)
{
	struct err *copy = err_raise(to, err_copy_text(to, from->message));
	copy->help = err_copy_text(to, from->help);
	copy->path = err_copy_text(to, from->path);
	copy->line = from->line;
	copy->column = from->column;
	copy->end_column = from->end_column;
	copy->number = from->number;
	copy->excerpt = str_dup(to, from->excerpt);
	return copy;
}

/* `err` with its causes and followers. Causes nest as deep as code wraps, not as input does. */
static struct err *
err_copy_chain(struct arena *to, const struct err *err)
{
	struct err *first = NULL;
	struct err **link = &first;
	for (; err; err = err->next) {
		struct err *copy = err_copy(to, err);
		copy->cause = err_copy_chain(to, err->cause);
		err_settle(copy->cause);
		*link = copy;
		link = &copy->next;
	}
	return first;
}

struct err *
err_wrap(struct arena *arena, struct err *cause, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	char *message = err_one_line(arena_vprint(arena, format, values));
	va_end(values);
	struct err *err = err_raise(arena, message);
	if (!cause)
		return err;
	err_settle(cause);
	if (cause->arena != arena) {
		cause = err_copy_chain(arena, cause);
		err_settle(cause);
	}
	err->cause = cause;
	err->help = cause->help;
	err->path = cause->path;
	err->line = cause->line;
	err->column = cause->column;
	err->end_column = cause->end_column;
	err->number = cause->number;
	err->excerpt = cause->excerpt;
	return err;
}

struct err *
err_at(struct err *err, const char *path, uint32_t line, uint32_t column)
{
	err->path = path ? err_copy_text(err->arena, path) : NULL;
	err->line = line;
	err->column = column;
	return err;
}

struct err *
err_help(struct err *err, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	err->help = err_one_line(arena_vprint(err->arena, format, values));
	va_end(values);
	return err;
}

struct err *
err_join(struct err *list, struct err *more)
{
	if (!list || list == more)
		return more;
	struct err *last = list;
	while (last->next)
		last = last->next;
	last->next = more;
	return list;
}

struct err *
err_move(struct arena *to, struct err *err)
{
	struct err *copy = err_copy_chain(to, err);
	err_settle(err);
	return copy;
}

size_t
err_lost(const struct arena *arena)
{
	return arena->raised - arena->settled;
}

char *
err_text(struct arena *arena, const struct err *err)
{
	struct buf text;
	buf_init(&text, arena, SIZE_MAX);
	for (const struct err *link = err; link; link = link->cause) {
		if (link != err)
			buf_add(&text, STR(": "));
		buf_add(&text, str_of(link->message));
		size_t more = 0;
		for (const struct err *next = link->next; link != err && next; next = next->next)
			more++;
		if (more)
			buf_print(&text, " (and %zu more)", more);
	}
	return str_copy(arena, buf_str(&text));
}
