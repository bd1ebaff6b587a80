/* SPDX-License-Identifier: Apache-2.0 */
#include "model/input.h"

#include <string.h>

#include "harness/test.h"

/* Gives `left` bytes, `piece` at a time, then fails or ends. */
struct dripping {
	struct input input;
	size_t left;
	size_t piece;
	bool fails;
	bool lies;
	int closed;
};

static struct err *
drip(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct dripping *dripping = (struct dripping *)self;
	if (dripping->left == 0 && dripping->fails)
		return err_new(self->arena, "the disk is gone");
	size_t piece = dripping->piece < size ? dripping->piece : size;
	if (piece > dripping->left)
		piece = dripping->left;
	memset(buffer, 'x', piece);
	dripping->left -= piece;
	*got = dripping->lies ? size + 1 : piece;
	return NULL;
}

static void
stop(struct input *self)
{
	((struct dripping *)self)->closed++;
}

static struct dripping
make(struct arena *arena, size_t size, size_t piece, uint64_t announced)
{
	return (struct dripping){
		.input = {.read = drip,
			  .close = stop,
			  .arena = arena,
			  .name = "a",
			  .size = announced},
		.left = size,
		.piece = piece,
	};
}

TEST(model_input, memory_is_read_to_its_end)
{
	struct arena *arena = test_arena();
	struct input *input = input_of(arena, "a", STR("12345"));
	char buffer[2];
	size_t got = 9;
	CHECK_INT((int64_t)input->size, 5);
	CHECK_OK(input_read(input, buffer, 2, &got));
	CHECK_INT((int64_t)got, 2);
	struct str rest;
	CHECK_OK(input_all(input, arena, 3, &rest));
	CHECK_SLICE(rest, "345");
	CHECK_OK(input_read(input, buffer, 2, &got));
	CHECK_INT((int64_t)got, 0);
	CHECK_OK(input_all(input, arena, 0, &rest));
	CHECK_SLICE(rest, "");
	input_close(input);
	input_close(NULL);
}

TEST(model_input, nothing_is_an_input)
{
	struct arena *arena = test_arena();
	struct str text;
	CHECK_OK(input_all(input_of(arena, "a", (struct str){0}), arena, 10, &text));
	CHECK_SLICE(text, "");
}

TEST(model_input, the_announced_size_is_only_a_hint)
{
	static const uint64_t announced[] = {0, 1, 99999, 100000, 100001, UINT64_MAX};
	for (size_t i = 0; i < sizeof announced / sizeof announced[0]; i++) {
		struct arena *arena = test_arena();
		struct dripping dripping = make(arena, 100000, 7, announced[i]);
		struct str text;
		CHECK_OK(input_all(&dripping.input, arena, SIZE_MAX, &text));
		CHECK_INT((int64_t)text.size, 100000);
		CHECK(arena->held < 64 * 1024 * 1024);
	}
}

TEST(model_input, a_budget_is_met_exactly)
{
	struct arena *arena = test_arena();
	struct dripping fits = make(arena, 1000, 100, 0);
	struct dripping over = make(arena, 1001, 100, 0);
	struct str text;
	CHECK_OK(input_all(&fits.input, arena, 1000, &text));
	CHECK_INT((int64_t)text.size, 1000);
	CHECK_ERR(input_all(&over.input, arena, 1000, &text),
		  "reading a: larger than the budget of 1000 bytes");
}

TEST(model_input, an_endless_input_stops_at_its_budget)
{
	struct arena *arena = test_arena();
	struct dripping endless = make(arena, SIZE_MAX, 65536, 10);
	struct str text;
	CHECK_ERR(input_all(&endless.input, arena, 1000 * 1000, &text), "budget");
	CHECK(arena->held < 16 * 1024 * 1024);
}

TEST(model_input, a_failure_on_the_way_is_no_end)
{
	struct arena *arena = test_arena();
	struct dripping broken = make(arena, 5, 2, 5);
	struct str text;
	broken.fails = true;
	CHECK_ERR(input_all(&broken.input, arena, 100, &text), "the disk is gone");
	struct dripping lying = make(arena, 5, 2, 5);
	lying.lies = true;
	CHECK_ERR(input_all(&lying.input, arena, 100, &text), "more bytes than asked for");
}

TEST(model_input, is_closed_once)
{
	struct arena *arena = test_arena();
	struct dripping dripping = make(arena, 5, 2, 5);
	input_close(&dripping.input);
	input_close(&dripping.input);
	CHECK_INT(dripping.closed, 1);
}
