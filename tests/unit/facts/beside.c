/* SPDX-License-Identifier: Apache-2.0
 *
 * Values with something beside them: in columns that say what they hold, and in running text.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "harness/test.h"
#include "tree.h"

/* How sure the surest answer about a dataset is. */
static double
surest_of(struct tree *tree, const char *path)
{
	const struct value *pii = tree_fact(tree, "dataset", path, "pii");
	double sure = 0;

	for (size_t i = 0; pii && i < pii->list.count; i++) {
		double one = value_get(&pii->list.items[i], STR("confidence"))->real;

		sure = one > sure ? one : sure;
	}
	return sure;
}

static double
surest(const char *path, const char *text)
{
	struct arena arena;
	struct tree *tree;
	double sure;

	arena_init(&arena, NULL);
	tree = tree_new(&arena);
	tree_file(tree, path, text);
	CHECK_OK(tree_gather(tree));
	sure = surest_of(tree, path);
	arena_free(&arena);
	return sure;
}

/* A form with the value in the place of every '$'; quotes doubled, as tables write them. */
static void
fill(char *out, const char *form, const char *value)
{
	for (; *form; form++) {
		if (*form == '$')
			out += sprintf(out, "%s", value);
		else if (*form == '"')
			out += sprintf(out, "\"\"");
		else
			*out++ = *form;
	}
	*out = '\0';
}

/* A table for each form. */
static void
each(const char *name, const char *value, const char *const *forms, bool want)
{
	struct arena *arena = test_arena();
	struct tree *tree = tree_new(arena);
	size_t count = 0;

	for (; forms[count]; count++) {
		char *cell = arena_alloc(arena, 256);

		fill(cell, forms[count], value);
		tree_file(tree, arena_print(arena, "data/%zu.csv", count),
			  arena_print(arena, "id,%s\n1,\"%s\"\n", name, cell));
	}
	CHECK_OK(tree_gather(tree));
	for (size_t i = 0; i < count; i++)
		test_check((surest_of(tree, arena_print(arena, "data/%zu.csv", i)) >= 0.6) == want,
			   arena_print(arena, "%s: %s: %s", name, value, forms[i]), __FILE__,
			   __LINE__);
}

static const char *const dressed[] = {
	"$",     "'$",      "'$'",           "\t$",     " $ ",          "#$",    "=$",  "=\"$\"",
	"\"$\"", "[\"$\"]", "{\"a\":\"$\"}", "($)",     "<$>",          "[$]",   "$.",  "$?",
	"$*",    "~$",      "$ (home)",      "$ home",  "$ (verified)", "n:$",   "ID$", "x_$",
	"$_old", "$;$",     "$,$",           "$, $",    "$|$",          "$ / $", "$/$", "$\\n",
	"1) $",  "$ USA",   "2026-01-01 $",  "10:15 $", NULL,
};

TEST(facts_beside, a_named_column_is_believed_whatever_stands_beside_its_numbers)
{
	each("ssn", "536228172", dressed, true);
	each("ssn", "536-22-8172", dressed, true);
	each("phone", "4158675309", dressed, true);
	each("phone", "415-867-5309", dressed, true);
	each("mobile", "07911 123456", dressed, true);
	each("telefon", "030 901820", dressed, true);
	each("card_number", "4539148803436467", dressed, true);
	each("card_number", "4539 1488 0343 6467", dressed, true);
	each("card_number", "4539-1488-0343-6467", dressed, true);
	each("iban", "DE89370400440532013000", dressed, true);
}

TEST(facts_beside, a_named_column_makes_no_hit_of_what_is_none)
{
	static const char *const phones[] = {
		"2026-01-01",
		"2026-01-01T10:15:00Z",
		"10.0.0.12 (office)",
		"37.774929, -122.419416",
		"iPhone 12 128 GB 2021",
		"Nokia 3310 2000",
		"9f86d081884c7d659a2feaa0c55ad015",
		"f47ac10b-5812-4372-8567-0e02b2c3d479",
		"123e4567-e89b-12d3-a456-426614174000",
		"0.123456789 of 1",
		"1,234,567 sold",
		"(2125550123)",
		"7,4123456",
		NULL,
	};
	static const char *const numbers[] = {
		"9f86d081884c7d659a2feaa0c55ad015",
		"a219099998b7",
		"f47ac10b-5812-4372-8567-0e02b2c3d479",
		"0.536228172",
		"5362281720",
		"000228172 (none)",
		"see 4539148803436468",
		"0.4539148803436467",
		"4111111111111111 (test)",
		NULL,
	};

	each("phone", "", phones, false);
	each("ssn", "", numbers, false);
	each("card_number", "", numbers, false);
}

static const char *const beside[] = {
	"pay $",       "$ 12/27",      "pay $ 12/27 123",
	"$ 1227",      "$ 123",        "$, 12/27, 123",
	"$|12|27|123", "$ 12 27 123",  "card2 $",
	"VISA1 $",     "2026-01-01 $", "10:15 $",
	"line 7 $",    "row2 $",       "#1 $",
	"No.1 $",      "12/27 $",      "$ 5x",
	"$;$",         "$/$",          "$ / $",
	"id=7 $",      "amt 12.50 $",  "$ 12.50",
	"$ 12-2027",   "PAN$",         "x_$",
	"v1.2 $",      "AES256 $",     "see $.",
	"5309 is $",   NULL,
};

TEST(facts_beside, a_grouped_card_is_one_with_digits_beside_it)
{
	each("note", "4539 1488 0343 6467", beside, true);
	each("note", "4539-1488-0343-6467", beside, true);
	each("note", "3714 496353 98431", (const char *const[]){NULL}, true);
	each("note", "3479 741479 49117", beside, true);
}

TEST(facts_beside, cards_in_a_row_are_cards)
{
	static const char *const rows[] = {
		"4539 1488 0343 6467 4013 2453 2892 0416",
		"4539-1488-0343-6467-4013-2453-2892-0416",
		"pay 4539 1488 0343 6467 4013 2453 2892 0416 4561 6818 6481 5899",
		"AES256 4539148803436467 4013245328920416 4561681864815899",
		NULL,
	};

	each("note", "", rows, true);
	CHECK(surest("data/a.yaml", "$ANSIBLE_VAULT;1.1;AES256\n4539 1488 0343 6467\n") >= 0.6);
}

TEST(facts_beside, groups_of_longer_rows_are_no_cards)
{
	static const char *const rows[] = {
		"1203 4539 1488 0343 6467 1204 88 12 4 9",
		"x AB12-4539-1488-0343-6467-CD34",
		"x GB12 4539 1488 0343 6467 12",
		"x 0.4539 1488 0343 6467",
		"x 4539 1488 0343 6467.25",
		"x 4539 1488 0343 6467 1203 2044 1322 1450",
		NULL,
	};

	each("note", "", rows, false);
}

static uint64_t
next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* `rows` rows of low to high numbers below 4000. */
static char *
labels(struct arena *arena, const char *head, const char *lead, int rows, int low, int high,
       int step)
{
	char *text = arena_alloc(arena, 256 + (size_t)rows * 80);
	char *at = text + sprintf(text, "%s", head);
	uint64_t state = (uint64_t)(rows * 31 + low + high);

	for (int i = 0; i < rows; i++) {
		int count = low + step * (int)(next(&state) % (uint64_t)((high - low) / step + 1));

		at += sprintf(at, "%s", lead);
		for (int n = 0; n < count; n++)
			at += sprintf(at, "%s%d", n ? " " : "", (int)(next(&state) % 4000));
		at += sprintf(at, "\n");
	}
	return text;
}

TEST(facts_beside, labels_of_images_are_no_numbers_of_people)
{
	struct arena *arena = test_arena();

	CHECK(surest("data/a.txt", labels(arena, "", "", 2000, 4, 12, 2)) < 0.6);
	CHECK(surest("data/a.txt", labels(arena, "", "", 2000, 4, 4, 1)) < 0.6);
	CHECK(surest("data/a.txt", labels(arena, "", "", 2000, 5, 5, 1)) < 0.6);
	CHECK(surest("data/a.txt", labels(arena, "", "3 ", 2000, 4, 4, 1)) < 0.6);
	CHECK(surest("data/a.csv", labels(arena, "id,bbox\n", "1,", 2000, 4, 4, 1)) < 0.6);
	CHECK(surest("data/a.csv", labels(arena, "id,points\n", "1,", 2000, 4, 12, 1)) < 0.6);
	CHECK(surest("data/a.txt", labels(arena, "", "", 2000, 3, 3, 1)) < 0.6);
	for (int rows = 6; rows < 60; rows++)
		CHECK(surest("data/a.txt", labels(arena, "", "", rows, 4, 4, 1)) < 0.6);
}

TEST(facts_beside, numbers_of_nobody)
{
	static const char *const notes[] = {
		"git@gitlab.com",
		"clone git@github.com here",
		"git@git.corp-mail.com",
		"key 0049-1234-5678-9012",
		"key 0044 1234 5678 9012",
		"order 0027 555-0127",
		NULL,
	};

	each("note", "", notes, false);
}

TEST(facts_beside, an_iban_in_a_hundred_random_ones_is_chance)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 128 * 1024);
	char *at = text + sprintf(text, "id,lot\n");
	uint64_t state = 5;

	for (int i = 0; i < 2000; i++)
		at += sprintf(at, "%d,DE%05d%05d%05d%05d\n", i, (int)(next(&state) % 100000),
			      (int)(next(&state) % 100000), (int)(next(&state) % 100000),
			      (int)(next(&state) % 100000));
	CHECK(surest("data/a.csv", text) < 0.6);
	for (int i = 0; i < 100; i++)
		at += sprintf(at, "%d,DE89370400440532013000\n", i);
	CHECK(surest("data/a.csv", text) < 0.6);
	CHECK(surest("data/a.csv",
		     "id,lot\n1,DE89370400440532013000\n2,DE88370400440532013000\n") >= 0.6);
}

TEST(facts_beside, ways_to_write_in_text)
{
	static const char *const notes[] = {
		"call me at 415.867.5309 ok", "ann.bell@corp-mail.com--x",
		"\"ann bell\"@corp-mail.com", "see 536-22-8172*",
		"see 536-22-8172\\nand",      NULL,
	};

	each("note", "", notes, true);
}
