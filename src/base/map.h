/* SPDX-License-Identifier: Apache-2.0
 *
 * A map from byte strings to pointers, iterated in the order of insertion. Keys are not copied:
 * they must live as long as the map. The hash is keyed per map, so hostile keys cannot collide on
 * purpose; the order never depends on it.
 *
 *	struct map seen;
 *	map_init(&seen, scratch);
 *	if (map_get(&seen, key)) …
 *	map_put(&seen, key, value);
 *	for (size_t i = 0; i < seen.count; i++)
 *		use(seen.entries[i].key, seen.entries[i].value);
 */
#ifndef GOVLINT_BASE_MAP_H
#define GOVLINT_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

struct map_entry {
	struct str key;
	void *value;
	uint64_t hash;
};

struct map {
	struct arena *arena;
	struct map_entry *entries;
	size_t count;
	size_t capacity;
	uint32_t *slots; /* index into entries + 1; 0 = free */
	size_t slot_count;
	uint64_t seed[2];
};

void
map_init(struct map *map, struct arena *arena);

/* The value of a key, or NULL when it is not there (or was put as NULL). */
void *
map_get(const struct map *map, struct str key);

bool
map_has(const struct map *map, struct str key);

/* Set a key; an existing one keeps its place in the order. */
void
map_put(struct map *map, struct str key, void *value);

/* The entry's index, or SIZE_MAX. */
size_t
map_index(const struct map *map, struct str key);

#endif
