/* SPDX-License-Identifier: Apache-2.0
 *
 * What every input shares: reading it whole within a budget, and bytes in memory as an input. The
 * announced size is a hint for the first allocation only; the end is where read gives nothing.
 */
#include "model/input.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"

enum {
	INPUT_PIECE = 64 * 1024
};

struct input_memory {
	struct input input;
	struct str rest;
};

struct err *
input_read(struct input *input, char *buffer, size_t size, size_t *got)
{
	*got = 0;
	if (size == 0)
		return NULL;
	TRY(input->read(input, buffer, size, got));
	if (*got > size)
		return err_at(
			err_new(input->arena, "reading %s: more bytes than asked for", input->name),
			input->name, 0, 0);
	return NULL;
}

/* The size of the first allocation: as announced, if that can be true, and one byte more, so that
 * the end is met without growing. */
static size_t
input_guess(const struct input *input, size_t limit)
{
	uint64_t announced = input->size < limit ? input->size : limit;
	if (announced < INPUT_PIECE)
		return (size_t)announced + 1;
	/* A false announcement may cost a piece, not the machine. */
	return announced < 16 * 1024 * 1024 ? (size_t)announced + 1 : 16 * 1024 * 1024;
}

static struct err *
input_too_large(const struct input *input, size_t limit)
{
	struct err *err = err_new(input->arena, "reading %s: larger than the budget of %zu bytes",
				  input->name, limit);

	err->number = EFBIG;
	return err_at(err, input->name, 0, 0);
}

struct err *
input_all(struct input *input, struct arena *arena, size_t limit, struct str *out)
{
	size_t capacity = input_guess(input, limit);
	char *data = arena_alloc(arena, capacity);
	size_t size = 0;
	size_t got;
	do {
		data = arena_grow(arena, data, size, &capacity, 1);
		TRY(input_read(input, data + size, capacity - size, &got));
		size += got;
		if (size > limit)
			return input_too_large(input, limit);
	} while (got > 0);
	*out = str_make(data, size);
	return NULL;
}

void
input_close(struct input *input)
{
	if (input && input->close) {
		void (*close)(struct input * self) = input->close;
		input->close = NULL;
		close(input);
	}
}

static struct err *
input_memory_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct input_memory *memory = (struct input_memory *)self;
	*got = size < memory->rest.size ? size : memory->rest.size;
	if (*got)
		memcpy(buffer, memory->rest.data, *got);
	memory->rest = str_cut(memory->rest, *got, memory->rest.size);
	return NULL;
}

struct input *
input_of(struct arena *arena, const char *name, struct str text)
{
	struct input_memory *memory = arena_alloc(arena, sizeof *memory);
	memory->input = (struct input){
		.read = input_memory_read,
		.arena = arena,
		.name = name,
		.size = text.size,
	};
	memory->rest = text;
	return &memory->input;
}
