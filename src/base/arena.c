/* SPDX-License-Identifier: Apache-2.0
 *
 * Arenas: sizes go in, zeroed memory comes out, and the system is asked for blocks that start at
 * 64 KiB and double up to 1 MiB; a larger request gets a block of its own size.
 *
 * The one thing to know: a block comes zeroed from the system, so only what was handed out once
 * and taken back has to be cleared again; `dirty` is that high-water mark. Under AddressSanitizer
 * free memory is poisoned and a gap follows each allocation, so that an overrun is as visible as
 * with one malloc for each. This file and demand.c are the only ones that call malloc's family. It
 * does not lock: an arena belongs to one thread at a time.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#define ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
enum {
	ARENA_GAP = 16
};
#else
#define ASAN_POISON_MEMORY_REGION(start, size)   ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
enum {
	ARENA_GAP = 0
};
#endif

enum {
	ARENA_ALIGNMENT = alignof(max_align_t),
	ARENA_FIRST_BLOCK = 64 * 1024,
	ARENA_LARGEST_BLOCK = 1024 * 1024, /* of those that are not made for one request */
	ARENA_FIRST_CAPACITY = 8,
};

struct arena_block {
	struct arena_block *older;
	size_t size; /* as taken from the system, this header included */
	char *dirty; /* from here to the end nothing was ever handed out */
};

static size_t
arena_round(size_t size)
{
	return (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}

static char *
arena_block_start(struct arena_block *block)
{
	return (char *)block + arena_round(sizeof *block);
}

void
arena_leave(const struct arena *arena)
{
	if (arena->exhausted)
		arena->exhausted->leave(arena->exhausted);
	abort();
}

/* What an allocation of `size` bytes takes from its block. */
static size_t
arena_footprint(const struct arena *arena, size_t size)
{
	if (size > PTRDIFF_MAX - 4096)
		arena_leave(arena);
	return arena_round(size ? size : 1) + ARENA_GAP;
}

static size_t
arena_block_size(const struct arena *arena, size_t needed)
{
	size_t size = ARENA_FIRST_BLOCK;
	if (arena->blocks) {
		size_t newest = arena->blocks->size;
		size = newest < ARENA_LARGEST_BLOCK / 2 ? newest * 2 : ARENA_LARGEST_BLOCK;
	}
	return needed > size ? needed : size;
}

static void
arena_add_block(struct arena *arena, size_t footprint)
{
	size_t header = arena_round(sizeof(struct arena_block));
	size_t size = arena_block_size(arena, header + footprint);
	struct arena_block *block = calloc(1, size);
	if (!block)
		arena_leave(arena);
	block->older = arena->blocks;
	block->size = size;
	block->dirty = (char *)block + header;
	arena->blocks = block;
	arena->next = block->dirty;
	arena->end = (char *)block + size;
	arena->held += size;
	ASAN_POISON_MEMORY_REGION(arena->next, size - header);
}

static void
arena_drop_block(struct arena *arena, struct arena_block *block)
{
	arena->held -= block->size;
	ASAN_UNPOISON_MEMORY_REGION(block, block->size);
	free(block);
}

/* Open [start, start + size) for use, zeroed where it was in use before. */
static void
arena_open(struct arena *arena, char *start, size_t size)
{
	struct arena_block *block = arena->blocks;
	ASAN_UNPOISON_MEMORY_REGION(start, size);
	if (start < block->dirty) {
		size_t stale = (size_t)(block->dirty - start);
		memset(start, 0, stale < size ? stale : size);
	}
	if (start + size > block->dirty)
		block->dirty = start + size;
}

void
arena_init(struct arena *arena, const struct exhausted *exhausted)
{
	*arena = (struct arena){.exhausted = exhausted};
}

/* Of the blocks of ordinary size the largest, so that a one-off giant is not kept for ever. */
static struct arena_block *
arena_keep(const struct arena *arena)
{
	struct arena_block *kept = NULL;
	for (struct arena_block *block = arena->blocks; block; block = block->older) {
		if (block->size <= ARENA_LARGEST_BLOCK && (!kept || block->size > kept->size))
			kept = block;
	}
	return kept;
}

/* Give back all blocks but the kept one, which is as new. */
static void
arena_empty(struct arena *arena)
{
	struct arena_block *kept = arena_keep(arena);
	struct arena_block *older;
	for (struct arena_block *block = arena->blocks; block; block = older) {
		older = block->older;
		if (block != kept)
			arena_drop_block(arena, block);
	}
	arena->blocks = kept;
	arena->next = NULL;
	arena->end = NULL;
	arena->used = 0;
	if (!kept)
		return;
	kept->older = NULL;
	arena->next = arena_block_start(kept);
	arena->end = (char *)kept + kept->size;
	ASAN_POISON_MEMORY_REGION(arena->next, (size_t)(arena->end - arena->next));
}

void
arena_reset(struct arena *arena)
{
	arena_empty(arena);
	arena->raised = 0;
	arena->settled = 0;
}

void
arena_free(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->older;
		arena_drop_block(arena, block);
	}
	arena_init(arena, arena->exhausted);
}

void
arena_adopt(struct arena *arena, struct arena *from)
{
	struct arena_block **last = &arena->blocks;
	while (*last)
		last = &(*last)->older;
	*last = from->blocks;
	if (arena->blocks == from->blocks) {
		arena->next = from->next;
		arena->end = from->end;
	}
	arena->held += from->held;
	arena->used += from->used;
	arena->raised += from->raised;
	arena->settled += from->settled;
	arena_init(from, from->exhausted);
}

struct arena_mark
arena_mark(const struct arena *arena)
{
	return (struct arena_mark){
		.block = arena->blocks,
		.next = arena->next,
		.used = arena->used,
	};
}

void
arena_rewind(struct arena *arena, struct arena_mark mark)
{
	/* To the very beginning: a block stays warm, for this is done once for each item. */
	if (!mark.block) {
		arena_empty(arena);
		return;
	}
	while (arena->blocks != mark.block) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->older;
		arena_drop_block(arena, block);
	}
	arena->next = mark.next;
	arena->end = (char *)mark.block + mark.block->size;
	arena->used = mark.used;
	ASAN_POISON_MEMORY_REGION(arena->next, (size_t)(arena->end - arena->next));
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t footprint = arena_footprint(arena, size);
	if (!arena->blocks || footprint > (size_t)(arena->end - arena->next))
		arena_add_block(arena, footprint);
	char *start = arena->next;
	arena->next += footprint;
	arena->used += footprint;
	arena_open(arena, start, size ? size : 1);
	return start;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		arena_leave(arena);
	return arena_alloc(arena, count * size);
}

char *
arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	if (size == SIZE_MAX)
		arena_leave(arena);
	char *copy = arena_alloc(arena, size + 1);
	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

/* Whether `size` bytes at `array` are what was allocated last and can become `larger` bytes. */
static bool
arena_extend(struct arena *arena, char *array, size_t size, size_t larger)
{
	if (!arena->blocks || array < arena_block_start(arena->blocks) || array >= arena->end)
		return false;
	size_t footprint = arena_footprint(arena, size);
	size_t wanted = arena_footprint(arena, larger);
	if (array + footprint != arena->next || wanted > (size_t)(arena->end - array))
		return false;
	arena_open(arena, array + size, larger - size);
	arena->next = array + wanted;
	arena->used += wanted - footprint;
	return true;
}

void *
arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return array;
	if (*capacity > SIZE_MAX / 2 / (size ? size : 1))
		arena_leave(arena);
	size_t larger = *capacity ? *capacity * 2 : ARENA_FIRST_CAPACITY;
	if (larger <= count)
		larger = count + 1;
	if (array && arena_extend(arena, array, *capacity * size, larger * size)) {
		*capacity = larger;
		return array;
	}
	void *grown = arena_array(arena, larger, size);
	if (array && *capacity)
		memcpy(grown, array, *capacity * size);
	*capacity = larger;
	return grown;
}

char *
arena_vprint(struct arena *arena, const char *format, va_list values)
{
	va_list again;
	va_copy(again, values);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size < 0)
		arena_leave(arena);
	char *text = arena_alloc(arena, (size_t)size + 1);
	if (vsnprintf(text, (size_t)size + 1, format, values) != size)
		arena_leave(arena);
	return text;
}

char *
arena_print(struct arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	char *text = arena_vprint(arena, format, values);
	va_end(values);
	return text;
}
