/* SPDX-License-Identifier: Apache-2.0
 *
 * A map that remembers the order of insertion: entries stand in an array, and an open-addressing
 * table of indices, at most half full, finds them. Keys go in as slices, values come out.
 *
 * The one thing to know: the hash is SipHash-1-3 (Aumasson and Bernstein 2012) keyed by where this
 * map and its arena happen to lie, so that a file of chosen keys cannot make every lookup walk the
 * whole table. Nothing observable depends on the key. There is no removal.
 */
#include "base/map.h"

#include "base/arena.h"

enum {
	MAP_FEW = 8, /* up to here looking at every key is cheaper than a table */
	MAP_FIRST_SLOTS = 32,
};

static uint64_t
map_rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static void
map_sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = map_rotate(v[1], 13) ^ v[0];
	v[0] = map_rotate(v[0], 32);
	v[2] += v[3];
	v[3] = map_rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = map_rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = map_rotate(v[1], 17) ^ v[2];
	v[2] = map_rotate(v[2], 32);
}

static uint64_t
map_word(const char *bytes, size_t count)
{
	uint64_t word = 0;
	for (size_t i = 0; i < count; i++)
		word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
	return word;
}

static uint64_t
map_hash(const uint64_t seed[2], struct str key)
{
	uint64_t v[4] = {
		seed[0] ^ 0x736f6d6570736575,
		seed[1] ^ 0x646f72616e646f6d,
		seed[0] ^ 0x6c7967656e657261,
		seed[1] ^ 0x7465646279746573,
	};
	size_t whole = key.size & ~(size_t)7;
	for (size_t at = 0; at < whole; at += 8) {
		uint64_t word = map_word(key.data + at, 8);
		v[3] ^= word;
		map_sip_round(v);
		v[0] ^= word;
	}
	uint64_t last = (uint64_t)key.size << 56;
	if (key.size > whole)
		last |= map_word(key.data + whole, key.size - whole);
	v[3] ^= last;
	map_sip_round(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		map_sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void
map_init(struct map *map, struct arena *arena)
{
	*map = (struct map){.arena = arena};
	/* Address space layout randomisation makes these addresses unknown to who wrote the keys. */
	map->seed[0] = (uint64_t)(uintptr_t)map * 0x9e3779b97f4a7c15 ^ (uintptr_t)&map_hash;
	map->seed[1] = (uint64_t)(uintptr_t)arena ^ map_rotate((uintptr_t)arena->next, 32);
}

/* The slot of a key: where it is, or the free one where it belongs. */
static size_t
map_slot(const struct map *map, struct str key, uint64_t hash)
{
	size_t slot = hash & (map->slot_count - 1);
	while (map->slots[slot]) {
		const struct map_entry *entry = &map->entries[map->slots[slot] - 1];
		if (entry->hash == hash && str_equal(entry->key, key))
			break;
		slot = (slot + 1) & (map->slot_count - 1);
	}
	return slot;
}

static void
map_rebuild(struct map *map, size_t slot_count)
{
	map->slots = arena_array(map->arena, slot_count, sizeof *map->slots);
	map->slot_count = slot_count;
	for (size_t i = 0; i < map->count; i++) {
		struct map_entry *entry = &map->entries[i];
		map->slots[map_slot(map, entry->key, entry->hash)] = (uint32_t)(i + 1);
	}
}

size_t
map_index(const struct map *map, struct str key)
{
	if (map->slot_count) {
		size_t slot = map_slot(map, key, map_hash(map->seed, key));
		return map->slots[slot] ? map->slots[slot] - 1 : SIZE_MAX;
	}
	for (size_t i = 0; i < map->count; i++) {
		if (str_equal(map->entries[i].key, key))
			return i;
	}
	return SIZE_MAX;
}

void *
map_get(const struct map *map, struct str key)
{
	size_t index = map_index(map, key);
	return index == SIZE_MAX ? NULL : map->entries[index].value;
}

bool
map_has(const struct map *map, struct str key)
{
	return map_index(map, key) != SIZE_MAX;
}

void
map_put(struct map *map, struct str key, void *value)
{
	size_t index = map_index(map, key);
	if (index != SIZE_MAX) {
		map->entries[index].value = value;
		return;
	}
	map->entries = arena_grow(map->arena, map->entries, map->count, &map->capacity,
				  sizeof *map->entries);
	struct map_entry *entry = &map->entries[map->count++];
	*entry = (struct map_entry){
		.key = key,
		.value = value,
		.hash = map_hash(map->seed, key),
	};
	if (map->count <= MAP_FEW)
		return;
	if (map->count * 2 > map->slot_count)
		map_rebuild(map, map->slot_count ? map->slot_count * 2 : MAP_FIRST_SLOTS);
	else
		map->slots[map_slot(map, key, entry->hash)] = (uint32_t)map->count;
}
