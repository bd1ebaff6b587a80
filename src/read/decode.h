/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs around inputs: one whose first bytes have been looked at, one that turns UTF-16 into
 * UTF-8 as it goes. Both leave closing to who opened the first.
 *
 *	TRY(peek_open(input, arena, &peek));
 *	look_at(peek->head);
 *	reader(&peek->input);                    // sees all bytes, the head included
 */
#ifndef GOVLINT_READ_DECODE_H
#define GOVLINT_READ_DECODE_H

#include "model/input.h"

struct peek {
	struct input input; /* first: it is one */
	struct input *under;
	struct str head; /* the first bytes; all of them when `whole` */
	size_t taken;    /* how much of the head has been read again */
	bool whole;
};

struct err *
peek_open(struct input *input, struct arena *arena, struct peek **out) MUST_USE;

/* The same as UTF-8 without a byte order mark, to be looked at again. */
struct err *
decode_open(struct peek *raw, struct arena *arena, struct peek **out) MUST_USE;

#endif
