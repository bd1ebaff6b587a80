/* SPDX-License-Identifier: Apache-2.0
 *
 * Values in columns and texts that hold other numbers: what is written in one way is weighed by itself.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "harness/test.h"
#include "tree.h"

enum {
	ROOM = 256 * 1024,
};

/* How sure the surest answer about a file is. */
static double
surest(const char *path, const char *text)
{
	struct arena arena;
	struct tree *tree;
	const struct value *pii;
	double sure = 0;

	arena_init(&arena, NULL);
	tree = tree_new(&arena);
	tree_file(tree, path, text);
	CHECK_OK(tree_gather(tree));
	pii = tree_fact(tree, "dataset", path, "pii");
	for (size_t i = 0; pii && i < pii->list.count; i++) {
		double one = value_get(&pii->list.items[i], STR("confidence"))->real;

		sure = one > sure ? one : sure;
	}
	arena_free(&arena);
	return sure;
}

static char *
room(void)
{
	return arena_alloc(test_arena(), ROOM);
}

/* A card number without groups. */
static void
card(char out[17], int number)
{
	unsigned sum = 0;

	sprintf(out, "4%014d", number * 7919 % 100000007);
	for (int i = 0; i < 15; i++) {
		unsigned digit = (unsigned)(out[14 - i] - '0');

		digit = i % 2 ? digit : 2 * digit;
		sum += digit > 9 ? digit - 9 : digit;
	}
	out[15] = (char)('0' + (10 - sum % 10) % 10);
	out[16] = '\0';
}

/* The same in groups. */
static void
grouped(char out[20], int number)
{
	char digits[17];

	card(digits, number);
	sprintf(out, "%.4s %.4s %.4s %.4s", digits, digits + 4, digits + 8, digits + 12);
}

TEST(facts_written, bare_cards_inside_text_are_found_when_there_are_several)
{
	char *text = room();
	char *at = text;
	char number[17];

	for (int i = 0; i < 5; i++) {
		card(number, i + 1);
		at += sprintf(at, "Hi, mine is %s, please check\n", number);
	}
	CHECK(surest("data/a.txt", text) >= 0.6);
	card(number, 1);
	sprintf(text, "Hi, mine is %s, please check\n", number);
	CHECK(surest("data/a.txt", text) < 0.6);
}

TEST(facts_written, numbers_inside_text_that_pass_by_chance_are_no_cards)
{
	char *text = room();
	char *at = text;

	for (int i = 0; i < 1000; i++)
		at += sprintf(at, "request 4%015lld took a while\n",
			      i * 7919373737LL % 1000000000000LL);
	CHECK(surest("data/a.txt", text) < 0.6);
}

TEST(facts_written, timestamps_inside_text_take_nothing_from_cards)
{
	char *text = room();
	char *at = text;
	char number[17];

	for (int i = 0; i < 5; i++) {
		card(number, i + 1);
		at += sprintf(at, "at 17000000000%02d paid with %s ok\n", i, number);
	}
	CHECK(surest("data/a.txt", text) >= 0.6);
}

TEST(facts_written, timestamps_take_nothing_from_cards_in_groups)
{
	char *text = room();
	char *at = text + sprintf(text, "id,value\n");
	char number[20];

	for (int i = 0; i < 300; i++)
		at += sprintf(at, "%d,%lld\n", i, 1700000000000LL + i * 7919);
	grouped(number, 1);
	sprintf(at, "999,%s\n", number);
	CHECK(surest("a.csv", text) >= 0.6);
}

TEST(facts_written, longer_rows_of_numbers_take_nothing_from_many_cards_in_groups)
{
	char *text = room();
	char *at = text + sprintf(text, "id,value\n");
	char number[20];

	for (int i = 0; i < 300; i++)
		at += sprintf(at, "%d,%d %d %d %d %d %d\n", i, 1000 + i, 2000 + i, 31 * i, 7000 - i,
			      1234, 5 * i);
	for (int i = 0; i < 5; i++) {
		grouped(number, i + 1);
		at += sprintf(at, "999,%s\n", number);
	}
	CHECK(surest("a.csv", text) >= 0.6);
}

TEST(facts_written, negative_numbers_take_nothing_from_written_telephones)
{
	static const char *const phones[] = {"+49 30 9018200", "(415) 867-5309", "415-867-5309",
					     "0049 30 9018200"};

	for (size_t n = 0; n < sizeof phones / sizeof phones[0]; n++) {
		char *text = room();
		char *at = text + sprintf(text, "id,value\n");

		for (int i = 0; i < 300; i++)
			at += sprintf(at, "%d,-%d\n", i, 1700000010 + i);
		sprintf(at, "999,%s\n", phones[n]);
		CHECK(surest("a.csv", text) >= 0.6);
	}
}

TEST(facts_written, numbers_in_groups_of_which_some_begin_with_zeros_are_no_telephones)
{
	char *text = room();
	char *at = text + sprintf(text, "id,nsn\n");

	for (int i = 0; i < 1000; i++)
		at += sprintf(at, "%d,%04d-%02d-%03d-%04d\n", i, (i * 37 + 49) % 10000, i % 90 + 10,
			      i % 1000, i * 13 % 10000);
	CHECK(surest("a.csv", text) < 0.6);
}

TEST(facts_written, signed_numbers_in_groups_are_no_telephones)
{
	char *text = room();
	char *at = text + sprintf(text, "id,hunk\n");

	for (int i = 0; i < 400; i++)
		at += sprintf(at, "%d,+%d %d\n", i, 1 + i * 37 % 999, 1000000 + i * 7919);
	CHECK(surest("a.csv", text) < 0.6);
}

TEST(facts_written, qualities_of_sequences_are_no_addresses)
{
	char *text = room();
	char *at = text;
	uint64_t state = 9;

	for (int i = 0; i < 1500; i++) {
		for (int n = 0; n < 150; n++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			*at++ = (char)('5' + (state >> 33) % 21);
		}
		*at++ = '\n';
	}
	strcpy(at, "4=;:<I8FF@CC.DE=?>A8;<II;>?HG@9A.CI\n=AFC=D7@IE.CA?;HG>97\n");
	CHECK(surest("data/reads.fastq", text) < 0.6);
	CHECK(surest("data/a.txt", "<A HREF=\"MAILTO:ANN@WEB.DE?SUBJECT=A+B\">\n") >= 0.6);
	CHECK(surest("data/a.txt", "#1 $5 <b>?</b>; \"ANN@WEB.DE\"\n") >= 0.6);
	CHECK(surest("data/a.txt", "https://x.example/?user=ann@gmx.de&a=1+2#b\n") >= 0.6);
}

TEST(facts_written, amounts_of_all_lengths_under_a_name_are_no_telephones)
{
	char *text = room();
	char *at = text + sprintf(text, "country,mobile\n");

	for (int i = 0; i < 100; i++)
		at += sprintf(at, "c%d,%d\n", i, (i + 1) * (i % 4 ? 7919 : 37) * (i % 3 ? 1 : 611));
	CHECK(surest("a.csv", text) < 0.6);
	at = text + sprintf(text, "name,mobile\n");
	for (int i = 0; i < 100; i++)
		at += sprintf(at, "n%d,%lld\n", i, i % 3 ? 4158670000LL + i : 2000LL + i);
	CHECK(surest("a.csv", text) >= 0.6);
}
