/* SPDX-License-Identifier: Apache-2.0
 *
 * What must hold for every reader and every input, however broken: a document is the same however
 * its bytes arrive, every error is answered for, texts are valid UTF-8, and what a place points at
 * is what the reader says stands there.
 */
#ifndef GOVLINT_TESTS_FUZZ_READING_H
#define GOVLINT_TESTS_FUZZ_READING_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

static inline __attribute__((noreturn)) void
reading_leave(const struct exhausted *self)
{
	(void)self;
	abort();
}

static const struct exhausted reading_exhausted = {.leave = reading_leave};

/* An arena that stays warm from one input to the next: most of the time of an input is spent on
 * getting memory otherwise. */
static inline struct arena *
reading_arena(void)
{
	static struct arena arena;
	if (!arena.exhausted)
		arena_init(&arena, &reading_exhausted);
	arena_reset(&arena);
	return &arena;
}

/* Budgets that small inputs reach. */
static inline struct limits
reading_tight(void)
{
	struct limits limits = limits_default;
	limits.line_bytes = 24;
	limits.fields = 6;
	limits.tree_depth = 5;
	limits.tree_nodes = 20;
	return limits;
}

static inline void
reading_is_valid(struct str text)
{
	HOLDS(utf8_invalid(text) == SIZE_MAX);
}

/* Whether lines and columns of the text can be found again: no other encoding, all of it UTF-8. */
static inline bool
reading_has_places(struct str text)
{
	size_t bom;
	return encoding_guess(text, &bom) == ENCODING_UTF8 && bom == 0 &&
	       utf8_invalid(text) == SIZE_MAX;
}

/* The offset of a place, or SIZE_MAX when the text has no such place. Columns one past the end of
 * a line are places, too. */
static inline size_t
reading_offset(struct str text, uint32_t line, uint32_t column, bool lines_end_at_lf_only)
{
	size_t at = 0;
	for (uint32_t i = 1; i < line; i++) {
		while (at < text.size && text.data[at] != '\n' &&
		       (text.data[at] != '\r' || lines_end_at_lf_only))
			at++;
		if (at == text.size)
			return SIZE_MAX;
		bool paired =
			text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n';
		at += 1 + paired;
	}
	for (uint32_t i = 1; i < column; i++) {
		if (at == text.size)
			return SIZE_MAX;
		utf8_next(text, &at);
	}
	return at;
}

/* Every scalar's literal stands where its place says, and ends there. */
static inline void
reading_tree_places(struct str text, const struct value *value)
{
	const struct place *place = &value->place;
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++)
			reading_tree_places(text, &value->list.items[i]);
		return;
	}
	if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count; i++) {
			const struct value_member *member = &value->map.members[i];
			reading_is_valid(member->key);
			HOLDS(reading_offset(text, member->key_place.line, member->key_place.column,
					     false) != SIZE_MAX);
			reading_tree_places(text, &member->value);
		}
		return;
	}
	if (value->type == VALUE_STRING)
		reading_is_valid(value->string);
	size_t start = reading_offset(text, place->line, place->column, false);
	HOLDS(start != SIZE_MAX);
	HOLDS(start == (size_t)(value->literal.data - text.data));
	if (place->end_line == 0)
		return;
	size_t end = reading_offset(text, place->end_line, place->end_column, false);
	HOLDS(end == start + value->literal.size);
}

/* libFuzzer's targets do the dearest checks with one input of so many, replays with every one. */
#ifndef READING_ONE_OF
#define READING_ONE_OF 1
#endif

/* Whether this text is one of those. The text alone decides, so that a finding is found again. */
static inline bool
reading_is_chosen(struct str text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.size; i++)
		hash = (hash ^ (uint8_t)text.data[i]) * 16777619u;
	return (hash >> 16) % READING_ONE_OF == 0;
}

/* Read as `name` from pieces of one and of seven bytes and whole: all the same. */
static inline void
reading_is_stable(const char *name, struct str text, const struct limits *limits)
{
	struct arena *arena = reading_arena();
	struct str whole = show_input(arena, input_of(arena, name, text), limits);
	HOLDS(err_lost(arena) == 0);
	if (!reading_is_chosen(text))
		return;
	struct str bytes = show_input(arena, pieces_of(arena, name, text, 1), limits);
	struct input *lying = pieces_of(arena, name, text, 7);
	lying->size = 0;
	HOLDS(str_equal(whole, bytes));
	HOLDS(str_equal(whole, show_input(arena, lying, limits)));
	HOLDS(err_lost(arena) == 0);
}

#endif
