/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory that is given back all at once. Everything govlint allocates comes from an arena; the
 * name of the parameter states the lifetime: `run` lives until the report is written, `scratch`
 * until the artifact at hand is done.
 *
 * Invariants: memory is zeroed and aligned for any type; no call returns NULL. When the system has
 * no more, the arena calls its `exhausted` handler, which does not return (the program leaves with
 * 2, the library unwinds to its caller), so that no caller checks.
 *
 *	struct arena run;
 *	arena_init(&run, exhausted);
 *	char *name = arena_print(&run, "%s/%s", folder, file);
 *	arena_free(&run);
 */
#ifndef GOVLINT_BASE_ARENA_H
#define GOVLINT_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Called when memory runs out; must not return. */
struct exhausted {
	void (*leave)(const struct exhausted *self) __attribute__((noreturn));
	bool ends; /* it ends the process, as demand.h then may, too */
};

struct arena {
	struct arena_block *blocks; /* newest first */
	char *next;                 /* first free byte of the newest block */
	char *end;
	size_t used; /* bytes handed out since the last reset */
	size_t held; /* bytes taken from the system */
	const struct exhausted *exhausted;
	size_t raised;  /* errors made in this arena (err.h) … */
	size_t settled; /* … and those that somebody answered for */
};

/* A point to go back to: what was allocated after it is given back by arena_rewind. */
struct arena_mark {
	struct arena_block *block;
	char *next;
	size_t used;
};

void
arena_init(struct arena *arena, const struct exhausted *exhausted);

/* What an allocation does that gets no memory: for a library's own that got none. */
void
arena_leave(const struct arena *arena) __attribute__((noreturn));

/* Give everything back but one block, so that the next artifact finds it warm. The ledger of
 * errors begins anew: ask err_lost before. */
void
arena_reset(struct arena *arena);

void
arena_free(struct arena *arena);

/* Take over everything that `from` holds, its count of errors included; `from` is empty then. Settle
 * its errors before: each goes on naming the arena it was raised in. */
void
arena_adopt(struct arena *arena, struct arena *from);

/* A mark holds until the arena is reset, freed or adopts another. The ledger is not rewound. */
struct arena_mark
arena_mark(const struct arena *arena);

void
arena_rewind(struct arena *arena, struct arena_mark mark);

void *
arena_alloc(struct arena *arena, size_t size);

/* An array of `count` zeroed elements of `size` bytes; the product may not overflow. */
void *
arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes, followed by a NUL that is not counted. */
char *
arena_copy(struct arena *arena, const void *bytes, size_t size);

/* Make room for one more element: returns `array` or its grown copy and updates `capacity`. An
 * array that was allocated last is extended where it stands. */
void *
arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);

/* The text that printf would print, NUL-terminated. */
char *
arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

char *
arena_vprint(struct arena *arena, const char *format, va_list values)
	__attribute__((format(printf, 2, 0)));

#endif
