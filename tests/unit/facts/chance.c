/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "harness/test.h"
#include "tree.h"

static uint64_t
next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* How sure the surest answer about a table of one column is. */
static double
surest(const char *text)
{
	struct tree *tree = tree_new(test_arena());
	const struct value *pii;
	double sure = 0;

	tree_file(tree, "a.csv", text);
	CHECK_OK(tree_gather(tree));
	pii = tree_fact(tree, "dataset", "a.csv", "pii");
	for (size_t i = 0; pii && i < pii->list.count; i++) {
		double one = value_get(&pii->list.items[i], STR("confidence"))->real;

		sure = one > sure ? one : sure;
	}
	return sure;
}

TEST(facts_chance, rows_of_four_digit_tokens_are_no_cards)
{
	char *text = arena_alloc(test_arena(), 256 * 1024);
	char *at = text + sprintf(text, "id,tokens\n");
	uint64_t state = 7;

	for (int i = 0; i < 2000; i++) {
		at += sprintf(at, "%d,", i);
		for (uint64_t n = 2 + next(&state) % 7; n > 0; n--)
			at += sprintf(at, "%d ", (int)(1000 + next(&state) % 9000));
		at += sprintf(at, "\n");
	}
	CHECK(surest(text) < 0.6);
}

TEST(facts_chance, a_card_with_its_code_in_a_row_is_a_card)
{
	CHECK(surest("id,ref\n1,4539 1488 0343 6467 123\n") >= 0.6);
}

TEST(facts_chance, changes_with_their_signs_are_no_telephones)
{
	char *text = arena_alloc(test_arena(), 64 * 1024);
	char *at = text + sprintf(text, "id,delta\n");
	uint64_t state = 7;

	for (int i = 0; i < 2000; i++)
		at += sprintf(at, "%d,%c%d\n", i, next(&state) % 2 ? '+' : '-',
			      (int)(1000000 + next(&state) % 9000000));
	CHECK(surest(text) < 0.6);
	at = text + sprintf(text, "id,delta\n");
	for (int i = 0; i < 2000; i++)
		at += sprintf(at, "%d,+%d\n", i, (int)(1000000 + next(&state) % 9000000));
	CHECK(surest(text) < 0.6);
	at = text + sprintf(text, "id,ref\n");
	for (int i = 0; i < 100; i++)
		at += sprintf(at, "%d,+4915112%06d\n", i, (int)(next(&state) % 1000000));
	CHECK(surest(text) >= 0.6);
}

TEST(facts_chance, whole_numbers_that_became_floats_are_what_the_column_says)
{
	CHECK(surest("id,phone\n1,4158675309.0\n2,4158675310.0\n") >= 0.6);
	CHECK(surest("id,card_number\n1,4539148803436467.0\n") >= 0.6);
	CHECK(surest("id,ssn\n1,536228172.0\n") >= 0.6);
	CHECK(surest("id,ref\n1,4158675309.0\n2,4158675310.0\n") < 0.6);
	CHECK(surest("id,phone\n1,4158675309.5\n2,.0\n3,1.\n") < 0.6);
}
