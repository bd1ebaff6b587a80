/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdalign.h>
#include <string.h>

#include "harness/test.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>

TEST(base_arena, memory_that_was_given_back_is_poisoned)
{
	struct arena *arena = test_arena();
	char *kept = arena_alloc(arena, 13);
	struct arena_mark mark = arena_mark(arena);
	char *back = arena_alloc(arena, 40);
	CHECK(!__asan_address_is_poisoned(kept + 12));
	CHECK(__asan_address_is_poisoned(kept + 13));
	CHECK(!__asan_address_is_poisoned(back + 39));
	CHECK(__asan_address_is_poisoned(back + 40));
	arena_rewind(arena, mark);
	CHECK(__asan_address_is_poisoned(back));
	CHECK(!__asan_address_is_poisoned(kept + 12));
	arena_reset(arena);
	CHECK(__asan_address_is_poisoned(kept));
}
#endif

static bool
all_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i])
			return false;
	}
	return true;
}

TEST(base_arena, memory_is_zeroed_aligned_and_apart)
{
	struct arena *arena = test_arena();
	char *before = NULL;
	for (size_t size = 0; size < 3000; size += 7) {
		char *memory = arena_alloc(arena, size);
		CHECK((uintptr_t)memory % alignof(max_align_t) == 0);
		CHECK(all_zero(memory, size));
		CHECK(memory != before);
		memset(memory, 0xff, size);
		before = memory;
	}
	CHECK(arena->used > 0 && arena->held >= arena->used);
}

TEST(base_arena, memory_is_zeroed_again_after_reset_and_rewind)
{
	struct arena *arena = test_arena();
	for (int round = 0; round < 4; round++) {
		struct arena_mark mark = arena_mark(arena);
		for (int i = 0; i < 100; i++) {
			char *memory = arena_alloc(arena, 999);
			CHECK(all_zero(memory, 999));
			memset(memory, 0xff, 999);
		}
		if (round % 2)
			arena_rewind(arena, mark);
		else
			arena_reset(arena);
	}
}

TEST(base_arena, grows_zeroed_into_memory_used_before)
{
	struct arena *arena = test_arena();
	struct arena_mark mark = arena_mark(arena);
	memset(arena_alloc(arena, 5000), 0xff, 5000);
	arena_rewind(arena, mark);
	size_t capacity = 0;
	char *array = NULL;
	for (size_t count = 0; count < 4000; count++) {
		array = arena_grow(arena, array, count, &capacity, 1);
		CHECK(all_zero(array + count, capacity - count));
		array[count] = 1;
	}
}

TEST(base_arena, blocks_larger_than_any_are_taken_for_one_request)
{
	struct arena *arena = test_arena();
	char *large = arena_alloc(arena, 5 * 1024 * 1024);
	CHECK(all_zero(large, 5 * 1024 * 1024));
	CHECK(all_zero(arena_alloc(arena, 1), 1));
	arena_reset(arena);
	CHECK(arena->held < 5 * 1024 * 1024);
	CHECK_INT((int64_t)arena->used, 0);
}

TEST(base_arena, reset_keeps_one_block_and_free_none)
{
	struct arena *arena = test_arena();
	for (int i = 0; i < 1000; i++)
		arena_alloc(arena, 10 * 1024);
	arena_reset(arena);
	CHECK(arena->held > 0 && arena->held <= 1024 * 1024);
	size_t held = arena->held;
	arena_alloc(arena, 1000);
	CHECK_INT((int64_t)arena->held, (int64_t)held);
	arena_free(arena);
	CHECK_INT((int64_t)arena->held, 0);
	CHECK(arena_alloc(arena, 10) != NULL);
}

TEST(base_arena, rewind_goes_back_to_the_mark)
{
	struct arena *arena = test_arena();
	char *kept = arena_copy(arena, "kept", 4);
	struct arena_mark mark = arena_mark(arena);
	char *first = arena_alloc(arena, 100);
	for (int i = 0; i < 500; i++)
		arena_alloc(arena, 4000);
	arena_rewind(arena, mark);
	CHECK(arena_alloc(arena, 100) == (void *)first);
	CHECK_STR(kept, "kept");
}

TEST(base_arena, rewinding_to_the_beginning_keeps_a_block_warm)
{
	struct arena *arena = test_arena();
	struct arena_mark mark = arena_mark(arena);
	void *first = arena_alloc(arena, 100);
	arena_rewind(arena, mark);
	CHECK_INT((int64_t)arena->used, 0);
	CHECK(arena_alloc(arena, 100) == first);
}

TEST(base_arena, the_newest_array_grows_where_it_stands)
{
	struct arena *arena = test_arena();
	size_t capacity = 0;
	int *array = arena_grow(arena, NULL, 0, &capacity, sizeof *array);
	int *same = arena_grow(arena, array, capacity, &capacity, sizeof *array);
	CHECK(same == array);
	arena_alloc(arena, 1);
	int *moved = arena_grow(arena, array, capacity, &capacity, sizeof *array);
	CHECK(moved != array);
}

TEST(base_arena, a_grown_array_keeps_its_elements)
{
	struct arena *arena = test_arena();
	size_t capacity = 0;
	size_t *array = NULL;
	for (size_t i = 0; i < 100000; i++) {
		array = arena_grow(arena, array, i, &capacity, sizeof *array);
		array[i] = i;
		if (i % 1000 == 0)
			arena_alloc(arena, i % 77);
	}
	for (size_t i = 0; i < 100000; i++) {
		if (!CHECK(array[i] == i))
			break;
	}
}

TEST(base_arena, grow_leaves_an_array_with_room_alone)
{
	struct arena *arena = test_arena();
	size_t capacity = 4;
	int *array = arena_array(arena, 4, sizeof *array);
	CHECK(arena_grow(arena, array, 3, &capacity, sizeof *array) == (void *)array);
	CHECK_INT((int64_t)capacity, 4);
}

TEST(base_arena, copies_end_with_a_nul_that_is_not_theirs)
{
	struct arena *arena = test_arena();
	char *copy = arena_copy(arena, "a\0b", 3);
	CHECK(memcmp(copy, "a\0b", 4) == 0);
	CHECK_STR(arena_copy(arena, NULL, 0), "");
}

TEST(base_arena, prints_as_printf_does)
{
	struct arena *arena = test_arena();
	CHECK_STR(arena_print(arena, "%s/%zu%%", "a", (size_t)7), "a/7%");
	CHECK_STR(arena_print(arena, "%s", ""), "");
	CHECK_INT((int64_t)strlen(arena_print(arena, "%*d", 300000, 1)), 300000);
}

struct leaving {
	struct exhausted exhausted;
	jmp_buf back;
};

static __attribute__((noreturn)) void
leave(const struct exhausted *self)
{
	struct leaving *leaving = (struct leaving *)(uintptr_t)self;
	longjmp(leaving->back, 1);
}

TEST(base_arena, leaves_when_a_request_cannot_be_met)
{
	static struct leaving leaving = {.exhausted = {.leave = leave}};
	struct arena *arena = test_arena();
	volatile int left = 0;
	arena_init(arena, &leaving.exhausted);
	if (setjmp(leaving.back))
		left++;
	else
		arena_alloc(arena, SIZE_MAX);
	if (setjmp(leaving.back))
		left++;
	else
		arena_array(arena, SIZE_MAX / 2, 3);
	if (setjmp(leaving.back))
		left++;
	else
		arena_copy(arena, "", SIZE_MAX);
	if (setjmp(leaving.back)) {
		left++;
	} else {
		size_t capacity = SIZE_MAX / 16 + 1;
		arena_grow(arena, arena, capacity, &capacity, 16);
	}
	CHECK_INT(left, 4);
	CHECK(arena_alloc(arena, 1) != NULL);
}

TEST(base_arena, adopted_memory_lives_on)
{
	struct arena *arena = test_arena();
	struct arena *other = test_arena();
	char *mine = arena_copy(arena, "mine", 4);
	char *theirs = arena_copy(other, "theirs", 6);
	arena_adopt(arena, other);
	arena_free(other);
	CHECK_STR(mine, "mine");
	CHECK_STR(theirs, "theirs");
	struct arena *empty = test_arena();
	arena_adopt(empty, arena);
	CHECK_STR(arena_copy(empty, "more", 4), "more");
	CHECK_STR(theirs, "theirs");
}
