/* SPDX-License-Identifier: Apache-2.0
 *
 * An input in, a buffer out that slides over it.
 *
 * The one thing to know: offsets into the buffer and slices of it are void after window_fill.
 */
#include "read/window.h"

#include <string.h>

#include "base/arena.h"

void
window_init(struct window *window, struct input *input, struct arena *arena)
{
	*window = (struct window){.input = input, .arena = arena};
}

/* The first buffer is as large as the input says it is, if that is little. */
static size_t
window_size(const struct window *window)
{
	uint64_t announced = window->input->size;
	if (window->capacity == 0 && announced < WINDOW_FIRST - WINDOW_PADDING)
		return (size_t)announced + WINDOW_PADDING;
	if (window->capacity < WINDOW_FIRST)
		return WINDOW_FIRST;
	if (window->capacity < WINDOW_USUAL)
		return WINDOW_USUAL;
	return window->end == window->capacity ? window->capacity * 2 : window->capacity;
}

static void
window_make_room(struct window *window)
{
	size_t held = window->end - window->start;
	if (window->start > 0 && held > 0)
		memmove(window->data, window->data + window->start, held);
	window->before += window->start;
	window->start = 0;
	window->end = held;
	size_t size = window_size(window);
	if (size == window->capacity)
		return;
	char *data = arena_alloc(window->arena, size + WINDOW_PADDING);
	if (held > 0)
		memcpy(data, window->data, held);
	window->data = data;
	window->capacity = size;
}

static struct err *
window_read(struct window *window)
{
	while (window->end < window->capacity && !window->ended) {
		size_t got = 0;
		TRY(input_read(window->input, window->data + window->end,
			       window->capacity - window->end, &got));
		window->end += got;
		window->ended = got == 0;
	}
	return NULL;
}

struct err *
window_fill(struct window *window)
{
	if (window->ended)
		return NULL;
	window_make_room(window);
	TRY(window_read(window));
	if (window->ended || window->capacity >= WINDOW_FIRST)
		return NULL;
	/* The input is larger than it said: what is held first may not depend on that. */
	window_make_room(window);
	return window_read(window);
}

struct err *
window_is_fed(const struct window *window, size_t held)
{
	if (window->ended || window->end - window->start > held)
		return NULL;
	return err_at(err_new(window->arena, "the input gives nothing and does not end"),
		      window->input->name, 0, 0);
}

struct str
window_str(const struct window *window)
{
	if (!window->data)
		return STR("");
	return str_make(window->data + window->start, window->end - window->start);
}
