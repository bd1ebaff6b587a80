/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/arena.h"
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
	struct arena arena;
	struct tree *tree;
	const struct value *pii;
	double sure = 0;

	arena_init(&arena, NULL);
	tree = tree_new(&arena);
	tree_file(tree, text[0] == '{' ? "a.jsonl" : "a.csv", text);
	CHECK_OK(tree_gather(tree));
	pii = tree_fact(tree, "dataset", text[0] == '{' ? "a.jsonl" : "a.csv", "pii");
	for (size_t i = 0; pii && i < pii->list.count; i++) {
		double one = value_get(&pii->list.items[i], STR("confidence"))->real;

		sure = one > sure ? one : sure;
	}
	arena_free(&arena);
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
	CHECK(surest("id,card_number\n1,4.539148803436467E15\n") >= 0.6);
	CHECK(surest("id,card_number\n1,4.539148803436467e+15\n") >= 0.6);
	CHECK(surest("id,card_number\n1,4539148803436467E0\n") >= 0.6);
	CHECK(surest("{\"card\": 4539148803436467.0}\n") >= 0.6);
	CHECK(surest("id,ssn\n1,5.36228172E8\n") >= 0.6);
	CHECK(surest("id,phone\n1,4.158675309E+09\n2,4.15867531E9\n") >= 0.6);
	CHECK(surest("id,ssn\n1,36228172\n2,11141150.0\n") >= 0.6);
	CHECK(surest("id,ref\n1,36228172\n2,11141150\n") < 0.6);
	CHECK(surest("id,ref\n1,4539148803436467.0\n2,5425233430109911.0\n3,4916338506082832."
		     "0\n") >= 0.6);
	CHECK(surest("id,card\n1,4.53915E+15\n2,4.539148803436467E\n3,4.539148803436467E-15\n"
		     "4,4.539148803436467E14\n5,4.539148803436467E99999999999999999999\n6,e15\n7,"
		     "4.53.9E15\n") < 0.6);
	CHECK(surest("id,phone\n1,4158675309.5\n2,.0\n3,1.\n") < 0.6);
}

/* A table of `count` values under a name, each made from the generator's state and its number. */
static double
column_of(const char *name, int count, void (*make)(char *out, uint64_t *state, int i))
{
	struct arena arena;
	char *text;
	char *at;
	uint64_t state = 11;
	double sure;

	arena_init(&arena, NULL);
	text = arena_alloc(&arena, 64 + (size_t)count * 80);
	at = text + sprintf(text, "id,%s\n", name);

	for (int i = 0; i < count; i++) {
		char value[64];

		make(value, &state, i);
		at += sprintf(at, "%d,%s\n", i, value);
	}
	sure = surest(text);
	arena_free(&arena);
	return sure;
}

static int
below(uint64_t *state, int end)
{
	return (int)(next(state) % (uint64_t)end);
}

/* Somebody's, in the ranges that were in use. */
static void
an_ssn(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%03d-%02d-%04d", 1 + below(state, 665), 1 + below(state, 99),
		1 + below(state, 9999));
}

static void
an_ssn_or_itin(char *out, uint64_t *state, int i)
{
	an_ssn(out, state, i);
	if (i % 11 == 10)
		sprintf(out, "9%02d-%02d-%04d", below(state, 100), 70 + below(state, 10),
			1 + below(state, 9999));
}

static void
an_ssn_or_none(char *out, uint64_t *state, int i)
{
	an_ssn(out, state, i);
	if (i % 11 == 10)
		sprintf(out, "000-%02d-%04d", 1 + below(state, 99), 1 + below(state, 9999));
}

static void
an_ssn_or_a_group_of_zeros(char *out, uint64_t *state, int i)
{
	an_ssn(out, state, i);
	if (i % 11 == 10)
		out[4] = out[5] = '0';
}

static void
an_ssn_or_beyond_all(char *out, uint64_t *state, int i)
{
	an_ssn(out, state, i);
	if (i % 11 == 10)
		sprintf(out, "9%02d-0%d-%04d", below(state, 100), 1 + below(state, 9),
			1 + below(state, 9999));
}

static void
a_random_form(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%03d-%02d-%04d", below(state, 1000), below(state, 100), below(state, 10000));
}

TEST(facts_chance, a_column_of_ssns_is_one_whatever_else_stands_in_it)
{
	for (int count = 22; count <= 2000; count *= 3) {
		CHECK(column_of("taxpayer", count, an_ssn) >= 0.6);
		CHECK(column_of("taxpayer", count, an_ssn_or_itin) >= 0.6);
		CHECK(column_of("tin", count, an_ssn_or_none) >= 0.6);
		CHECK(column_of("tin", count, an_ssn_or_a_group_of_zeros) >= 0.6);
	}
	for (int count = 110; count <= 2000; count *= 3)
		CHECK(column_of("tin", count, an_ssn_or_beyond_all) >= 0.6);
}

TEST(facts_chance, random_digits_of_the_form_are_no_ssns)
{
	for (int count = 100; count <= 2000; count += 100)
		CHECK(column_of("part", count, a_random_form) < 0.6);
}

static void
bare_ssn(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%03d%02d%04d", 100 + below(state, 565), 1 + below(state, 99),
		1 + below(state, 9999));
}

static void
nine_digits(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%09d", below(state, 1000000000));
}

static void
hexadecimal(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%08x%08x%08x%08x", below(state, 1 << 30), below(state, 1 << 30),
		below(state, 1 << 30), below(state, 1 << 30));
}

static void
bare_phone(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "415%d%06d", 2 + below(state, 3), 200000 + below(state, 700000));
}

static void
ten_digits(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%05d%05d", below(state, 100000), below(state, 100000));
}

TEST(facts_chance, a_name_is_a_claim_and_the_values_are_evidence)
{
	static const char *const ssns[] = {"ssn_hash",      "ssn_sha256", "hashed_ssn",
					   "ssn_encrypted", "ssn_token",  "ssnMasked",
					   "ssn_redacted",  NULL};
	static const char *const phones[] = {"phone_hash",   "phone_token", "mobile_sha1",
					     "masked_phone", "cell",        NULL};

	for (const char *const *name = ssns; *name; name++) {
		CHECK(column_of(*name, 1, bare_ssn) >= 0.6);
		CHECK(column_of(*name, 5, bare_ssn) >= 0.6);
		CHECK(column_of(*name, 500, bare_ssn) >= 0.6);
		CHECK(column_of(*name, 500, nine_digits) < 0.6);
		CHECK(column_of(*name, 500, hexadecimal) < 0.6);
	}
	for (const char *const *name = phones; *name; name++) {
		CHECK(column_of(*name, 5, bare_phone) >= 0.6);
		CHECK(column_of(*name, 500, bare_phone) >= 0.6);
		CHECK(column_of(*name, 500, ten_digits) < 0.6);
		CHECK(column_of(*name, 500, hexadecimal) < 0.6);
	}
	CHECK(column_of("ref", 500, bare_ssn) < 0.6);
	CHECK(column_of("ref", 500, bare_phone) < 0.6);
	CHECK(column_of("ssn_hash_count", 500, bare_ssn) < 0.6);
	CHECK(surest("{\"ssn\": {\"hash\": \"536228172\"}}\n") >= 0.6);
}

static void
a_count(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%d", below(state, 1 << (8 + below(state, 23))));
}

static void
a_barcode(char *out, uint64_t *state, int i)
{
	sprintf(out, "%d%06d", 1 + below(state, 9999), i);
}

static void
a_parcel(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "9400 1%03d %04d %04d %04d %02d", below(state, 1000), below(state, 10000),
		below(state, 10000), below(state, 10000), below(state, 100));
}

static void
a_parcel_in_one(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "92055%05d%06d%06d", below(state, 100000), below(state, 1000000),
		below(state, 1000000));
}

static void
a_coordinate(char *out, uint64_t *state, int i)
{
	sprintf(out, "%c%02d.%0*d%c%03d.%0*d/", "+-"[below(state, 2)], below(state, 90), 4 + i % 3,
		below(state, 10000), "+-"[below(state, 2)], below(state, 180), 4 + i % 3,
		below(state, 10000));
}

static void
a_place_and_height(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "+%02d%02d%02d+%03d%02d%02d+%d/", below(state, 90), below(state, 60),
		below(state, 60), below(state, 180), below(state, 60), below(state, 60),
		below(state, 8000));
}

static void
a_change(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "%+d", below(state, 1 << 30) - (1 << 29));
}

static void
a_gain(char *out, uint64_t *state, int i)
{
	(void)i;
	sprintf(out, "+%d", below(state, 1 << (10 + below(state, 21))));
}

static void
tokens(char *out, uint64_t *state, int i)
{
	out += sprintf(out, "%d", 1000 + below(state, 9000));
	for (i = 1 + below(state, 7); i > 0; i--)
		out += sprintf(out, " %d", 1000 + below(state, 9000));
}

TEST(facts_chance, ordinary_numbers_are_nobodys)
{
	static const struct {
		const char *name;
		void (*make)(char *out, uint64_t *state, int i);
	} rows[] = {
		{"cell", a_count},
		{"cell", a_barcode},
		{"cells", a_count},
		{"tracking", a_parcel},
		{"tracking", a_parcel_in_one},
		{"position", a_coordinate},
		{"position", a_place_and_height},
		{"delta", a_change},
		{"delta", a_gain},
		{"tokens", tokens},
		{"ids", ten_digits},
		{"ids", nine_digits},
		{"sha", hexadecimal},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (int count = 2000; count >= 20; count /= 10)
			test_check(column_of(rows[i].name, count, rows[i].make) < 0.6, rows[i].name,
				   "row", (int)i);
}

TEST(facts_chance, what_is_not_seen_neither_hides_nor_joins)
{
	CHECK(surest("id,x\n1,see 536-\u200b22-8172\n") >= 0.6);
	CHECK(surest("id,x\n1,ann.bell@corp-mail.com\u200band more\n") >= 0.6);
	CHECK(surest("id,x\n1,ann.bell@corp-mail.com\u200b2026\n") >= 0.6);
	CHECK(surest("id,x\n1,7\u200b536-22-8172\n") >= 0.6);
	CHECK(surest("id,x\n1,\u200b\u200b\n2,7\u200b5367-22-8172\n") < 0.6);
}

static void
any_groups(char *out, uint64_t *state, int i)
{
	(void)state;
	sprintf(out, "%03d-%03d-%04d", (i * 37) % 1000, (i * 91) % 1000, i);
}

static void
callable_groups(char *out, uint64_t *state, int i)
{
	(void)state;
	sprintf(out, "%03d-%03d-%04d", 212 + i, 320 + i, i);
}

TEST(facts_chance, groups_of_digits_are_telephones_only_when_enough_could_be)
{
	CHECK(surest("id,ref\n1,234 567 8901\n2,234 567 8902\n3,345 678 9012\n") < 0.6);
	CHECK(column_of("ref", 100, any_groups) < 0.6);
	CHECK(column_of("ref", 100, callable_groups) >= 0.6);
}
