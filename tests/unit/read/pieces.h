/* SPDX-License-Identifier: Apache-2.0
 *
 * An input that delivers a text in pieces of one size, as pipes and blobs do: what a reader makes
 * of a text may not depend on it.
 */
#ifndef GOVLINT_TESTS_UNIT_READ_PIECES_H
#define GOVLINT_TESTS_UNIT_READ_PIECES_H

#include <string.h>

#include "base/arena.h"
#include "model/input.h"

struct pieces {
	struct input input;
	struct str rest;
	size_t piece;
};

static inline struct err *
pieces_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct pieces *pieces = (struct pieces *)self;
	size_t most = pieces->piece < size ? pieces->piece : size;
	*got = most < pieces->rest.size ? most : pieces->rest.size;
	if (*got > 0)
		memcpy(buffer, pieces->rest.data, *got);
	pieces->rest = str_cut(pieces->rest, *got, pieces->rest.size);
	return NULL;
}

static inline struct input *
pieces_of(struct arena *arena, const char *name, struct str text, size_t piece)
{
	struct pieces *pieces = arena_alloc(arena, sizeof *pieces);
	pieces->input = (struct input){
		.read = pieces_read,
		.arena = arena,
		.name = name,
		.size = text.size,
	};
	pieces->rest = text;
	pieces->piece = piece;
	return &pieces->input;
}

#endif
