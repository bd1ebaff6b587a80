/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"

#include "harness/test.h"

static char number[5][2] = {"0", "1", "2", "3", "4"};

TEST(base_map, an_empty_map_has_nothing)
{
	struct map map;
	map_init(&map, test_arena());
	CHECK(map_get(&map, STR("a")) == NULL);
	CHECK(!map_has(&map, STR("")));
	CHECK(map_index(&map, STR("a")) == SIZE_MAX);
	CHECK_INT((int64_t)map.count, 0);
}

TEST(base_map, keeps_the_order_of_insertion)
{
	struct arena *arena = test_arena();
	struct map map;
	map_init(&map, arena);
	for (int i = 0; i < 20000; i++)
		map_put(&map, str_of(arena_print(arena, "key %d", 20000 - i)),
			arena_print(arena, "%d", i));
	CHECK_INT((int64_t)map.count, 20000);
	for (int i = 0; i < 20000; i++) {
		struct str key = str_of(arena_print(arena, "key %d", 20000 - i));
		bool held = CHECK(str_equal(map.entries[i].key, key)) &&
			    CHECK_INT((int64_t)map_index(&map, key), i) &&
			    CHECK(map_get(&map, key) == map.entries[i].value);
		if (!held)
			break;
	}
	CHECK(!map_has(&map, STR("key 0")));
	CHECK(!map_has(&map, STR("key 20001")));
}

TEST(base_map, putting_again_changes_the_value_and_not_the_place)
{
	struct map map;
	map_init(&map, test_arena());
	map_put(&map, STR("a"), number[1]);
	map_put(&map, STR("b"), number[2]);
	map_put(&map, STR("a"), number[3]);
	CHECK_INT((int64_t)map.count, 2);
	CHECK(map_get(&map, STR("a")) == number[3]);
	CHECK_SLICE(map.entries[0].key, "a");
}

TEST(base_map, a_null_value_is_there)
{
	struct map map;
	map_init(&map, test_arena());
	map_put(&map, STR("a"), NULL);
	CHECK(map_has(&map, STR("a")));
	CHECK(map_get(&map, STR("a")) == NULL);
}

TEST(base_map, keys_are_bytes)
{
	struct map map;
	map_init(&map, test_arena());
	map_put(&map, STR("a\0b"), number[1]);
	map_put(&map, STR("a\0c"), number[2]);
	map_put(&map, STR("a"), number[3]);
	map_put(&map, STR(""), number[4]);
	CHECK(map_get(&map, STR("a\0b")) == number[1]);
	CHECK(map_get(&map, STR("a\0c")) == number[2]);
	CHECK(map_get(&map, STR("a")) == number[3]);
	CHECK(map_get(&map, (struct str){0}) == number[4]);
	CHECK_INT((int64_t)map.count, 4);
}

TEST(base_map, every_size_of_key_is_found_again)
{
	struct arena *arena = test_arena();
	struct map map;
	map_init(&map, arena);
	for (int size = 0; size < 200; size++)
		map_put(&map, str_of(arena_print(arena, "%0*d", size, 0)), arena);
	for (int size = 2; size < 200; size++)
		CHECK(map_has(&map, str_of(arena_print(arena, "%0*d", size, 0))));
	CHECK_INT((int64_t)map.count, 199);
}

TEST(base_map, two_maps_hash_differently)
{
	struct map maps[2];
	struct arena *arena = test_arena();
	for (int i = 0; i < 2; i++) {
		map_init(&maps[i], arena);
		map_put(&maps[i], STR("key"), arena);
	}
	CHECK(maps[0].entries[0].hash != maps[1].entries[0].hash);
}
