/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes of one artifact, pulled. Backends of the repository make them, readers consume them.
 *
 *	size_t got;
 *	do
 *		TRY(input_read(input, buffer, sizeof buffer, &got));
 *	while (got > 0);
 */
#ifndef GOVLINT_MODEL_INPUT_H
#define GOVLINT_MODEL_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct input {
	/* Fill `buffer` with up to `size` bytes; *got == 0 means the end and nothing else. */
	struct err *(*read)(struct input *self, char *buffer, size_t size, size_t *got);
	/* Give back what the input holds; may be NULL. */
	void (*close)(struct input *self);
	struct arena *arena; /* for errors and for what the input needs while it is read */
	const char *name;    /* the path, for messages */
	uint64_t size;       /* as announced by the backend; the truth is what read gives */
};

struct err *
input_read(struct input *input, char *buffer, size_t size, size_t *got) MUST_USE;

/* Everything that is left; more than `limit` bytes is an error that names the budget. */
struct err *
input_all(struct input *input, struct arena *arena, size_t limit, struct str *out) MUST_USE;

void
input_close(struct input *input);

/* Bytes in memory as an input. The text must outlive it. */
struct input *
input_of(struct arena *arena, const char *name, struct str text);

#endif
