/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-16 code units in, a hash for each line out, a hundred units later than the line begins. The
 * one thing to know: every number here is part of the published algorithm; two programs that look
 * at one file must come to the same text.
 */
#include "base/line_hash.h"

enum {
	FACTOR = 37,
	END_OF_FILE = 0xffff,
};

void
line_hash_init(struct line_hash *state, void (*tell)(void *context, uint32_t line, uint64_t hash),
	       void *context)
{
	*state =
		(struct line_hash){.tell = tell, .context = context, .oldest = 1, .at_start = true};
	for (size_t i = 0; i < LINE_HASH_WINDOW; i++)
		state->oldest *= FACTOR;
}

static void
tell(struct line_hash *state)
{
	if (state->begins[state->at] > 0)
		state->tell(state->context, state->begins[state->at], state->hash);
	state->begins[state->at] = 0;
}

static void
roll(struct line_hash *state, uint16_t unit)
{
	state->hash = FACTOR * state->hash + unit - state->oldest * state->window[state->at];
	state->window[state->at] = unit;
	state->at = (state->at + 1) % LINE_HASH_WINDOW;
}

void
line_hash_unit(struct line_hash *state, uint16_t unit)
{
	bool paired = state->after_cr && unit == '\n';

	state->after_cr = unit == '\r';
	if (unit == ' ' || unit == '\t' || paired)
		return;
	if (unit == '\r')
		unit = '\n';
	tell(state);
	if (state->at_start)
		state->begins[state->at] = ++state->line;
	state->at_start = unit == '\n';
	roll(state, unit);
}

void
line_hash_end(struct line_hash *state)
{
	line_hash_unit(state, END_OF_FILE);
	for (size_t i = 0; i < LINE_HASH_WINDOW; i++) {
		tell(state);
		roll(state, 0);
	}
}
