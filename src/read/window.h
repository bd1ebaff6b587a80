/* SPDX-License-Identifier: Apache-2.0
 *
 * The part of an input that a streaming reader holds: [start, end) of one buffer that is used over
 * and over. It is filled to the brim whatever pieces the input comes in, so that no result can
 * depend on them.
 *
 *	window_init(&window, input, arena);
 *	while (!found && !window.ended)
 *		TRY(window_fill(&window));      // what is before `start` is forgotten
 */
#ifndef GOVLINT_READ_WINDOW_H
#define GOVLINT_READ_WINDOW_H

#include <stdbool.h>

#include "model/input.h"

enum {
	/* Small files, which are most files, shall not pay for large ones. */
	WINDOW_FIRST = 64 * 1024,
	WINDOW_USUAL = 256 * 1024,
	/* Readable bytes after the end, for scanners that take a block at a time. */
	WINDOW_PADDING = 64,
};

struct window {
	struct input *input;
	struct arena *arena;
	char *data;
	size_t start;
	size_t end;
	size_t capacity;
	uint64_t before; /* bytes of the input that stood before data[0] */
	bool ended;      /* the input has no more */
};

void
window_init(struct window *window, struct input *input, struct arena *arena);

/* Move what is held to the front, make room (twice the buffer when nothing is free), read. Afterwards
 * either more is held than before or the input has ended; else that is an error. The caller bounds
 * what it holds, and asks window_is_fed, so that a lost error cannot make its loop endless. */
struct err *
window_fill(struct window *window) MUST_USE;

/* Whether there is more than `held` bytes, or no more to come. */
struct err *
window_is_fed(const struct window *window, size_t held) MUST_USE;

struct str
window_str(const struct window *window);

#endif
