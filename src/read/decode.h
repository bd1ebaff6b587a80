/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs around inputs: one whose first bytes have been looked at, one that turns UTF-16 into
 * UTF-8 as it goes. Both leave closing to who opened the first.
 *
 *	struct peek *peek = peek_over(input, arena);
 *	TRY(peek_look(peek));
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

struct peek *
peek_over(struct input *input, struct arena *arena);

/* Fill the head. */
struct err *
peek_look(struct peek *peek) MUST_USE;

/* The same as UTF-8 without a byte order mark, to be looked at (again). */
struct peek *
decode_over(struct peek *raw, struct arena *arena);

#endif
