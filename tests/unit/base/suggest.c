/* SPDX-License-Identifier: Apache-2.0 */
#include "base/suggest.h"

#include <stdio.h>

#include "harness/test.h"

static struct str
best_of(const char *word, const char *const *names)
{
	struct suggest suggest;
	suggest_init(&suggest, str_of(word));
	for (; *names; names++)
		suggest_name(&suggest, str_of(*names));
	return suggest_best(&suggest);
}

static const char *const names[] = {
	"dataset",
	"data_card",
	"model",
	"model_card",
	"system",
	"change",
	"severity",
	"rule",
	"title",
	"kind",
	"params",
	"check",
	"message",
	"examples",
	"on_empty",
	"stricter",
	"at_least",
	"at_most",
	"risk_tier",
	"owner_team",
	"stage",
	"incident",
	"vendor",
	"waivers",
	"human_oversight",
	"decision_reversibility",
	"regulatory_scope",
	NULL,
};

TEST(base_suggest, finds_the_neighbour)
{
	CHECK_SLICE(best_of("dataste", names), "dataset");
	CHECK_SLICE(best_of("DATASET", names), "dataset");
	CHECK_SLICE(best_of("mesage", names), "message");
	CHECK_SLICE(best_of("severitty", names), "severity");
	CHECK_SLICE(best_of("humanoversigt", names), "human_oversight");
	CHECK_SLICE(best_of("rlue", names), "rule");
	CHECK_SLICE(best_of("kin", names), "kind");
}

TEST(base_suggest, says_nothing_when_nothing_is_near)
{
	CHECK_SLICE(best_of("zebra", names), NULL);
	CHECK_SLICE(best_of("", names), NULL);
	CHECK_SLICE(best_of("a", names), NULL);
	CHECK_SLICE(best_of("dxxxset", names), NULL);
	CHECK_SLICE(best_of("ab", (const char *const[]){"cd", "xy", "", NULL}), NULL);
	CHECK_SLICE(best_of("anything", (const char *const[]){NULL}), NULL);
}

TEST(base_suggest, knows_names_of_two_letters_by_the_first)
{
	static const char *const short_names[] = {"in", "of", "to", "as", NULL};

	CHECK_SLICE(best_of("inn", short_names), "in");
	CHECK_SLICE(best_of("off", short_names), "of");
	CHECK_SLICE(best_of("tp", short_names), "to");
	CHECK_SLICE(best_of("A", short_names), "as");
	CHECK(!best_of("xo", short_names).data);
	CHECK(!best_of("into", short_names).data);
	CHECK(!best_of("", short_names).data);
}

TEST(base_suggest, ties_go_to_the_first_in_byte_order_whatever_came_first)
{
	CHECK_SLICE(best_of("carx", (const char *const[]){"cart", "card", NULL}), "card");
	CHECK_SLICE(best_of("carx", (const char *const[]){"card", "cart", NULL}), "card");
}

TEST(base_suggest, the_nearer_one_wins_whatever_came_first)
{
	CHECK_SLICE(best_of("stricte", (const char *const[]){"strictly", "stricter", NULL}),
		    "stricter");
	CHECK_SLICE(best_of("stricte", (const char *const[]){"stricter", "strictly", NULL}),
		    "stricter");
}

/* The plain definition with a whole table, to compare with. */
static size_t
plain_distance(struct str a, struct str b)
{
	static size_t table[64][64];
	for (size_t i = 0; i <= a.size; i++) {
		for (size_t j = 0; j <= b.size; j++) {
			size_t *cell = &table[i][j];
			*cell = i + j;
			if (i == 0 || j == 0)
				continue;
			size_t cost = a.data[i - 1] != b.data[j - 1];
			*cell = table[i - 1][j - 1] + cost;
			if (table[i - 1][j] + 1 < *cell)
				*cell = table[i - 1][j] + 1;
			if (table[i][j - 1] + 1 < *cell)
				*cell = table[i][j - 1] + 1;
			if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
			    a.data[i - 2] == b.data[j - 1] && table[i - 2][j - 2] + 1 < *cell)
				*cell = table[i - 2][j - 2] + 1;
		}
	}
	return table[a.size][b.size];
}

static unsigned
random_below(unsigned *state, unsigned limit)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 8) % limit;
}

/* One insertion, deletion, replacement or swap. */
static struct str
edit(struct arena *arena, unsigned *state, struct str name)
{
	char *word = arena_alloc(arena, name.size + 2);
	size_t at = random_below(state, (unsigned)name.size);
	char letter = (char)('a' + random_below(state, 26));
	struct str head = str_cut(name, 0, at);
	struct str tail = str_cut(name, at + 1, name.size);
	unsigned how = random_below(state, 4);
	int size = 0;
	if (how == 0)
		size = sprintf(word, "%.*s%c%c%.*s", STR_ARG(head), letter, name.data[at],
			       STR_ARG(tail));
	else if (how == 1)
		size = sprintf(word, "%.*s%.*s", STR_ARG(head), STR_ARG(tail));
	else if (how == 2 || tail.size == 0)
		size = sprintf(word, "%.*s%c%.*s", STR_ARG(head), letter, STR_ARG(tail));
	else
		size = sprintf(word, "%.*s%c%c%.*s", STR_ARG(head), tail.data[0], name.data[at],
			       STR_ARG(str_cut(tail, 1, tail.size)));
	return str_make(word, (size_t)size);
}

/* The promise of the header, on generated mistakes. */
TEST(base_suggest, one_mistake_in_a_name_of_four_letters_is_seen_through)
{
	struct arena *arena = test_arena();
	unsigned state = 1;
	for (int round = 0; round < 20000; round++) {
		struct arena_mark mark = arena_mark(arena);
		struct str name =
			str_of(names[random_below(&state, sizeof names / sizeof names[0] - 1)]);
		struct str word = edit(arena, &state, name);
		struct str got = best_of(str_copy(arena, word), names);
		bool held = CHECK(got.data != NULL) &&
			    CHECK(str_equal(got, name) ||
				  plain_distance(word, got) <= plain_distance(word, name));
		arena_rewind(arena, mark);
		if (!held)
			break;
	}
}

TEST(base_suggest, distances_are_those_of_the_whole_table)
{
	struct arena *arena = test_arena();
	unsigned state = 7;
	for (int round = 0; round < 20000; round++) {
		char a[16];
		char b[16];
		struct suggest suggest;
		size_t size = 9 + random_below(&state, 4);
		for (size_t i = 0; i < size; i++)
			a[i] = b[i] = (char)('a' + random_below(&state, 3));
		size_t other = size + random_below(&state, 5) - 2;
		for (size_t i = size; i < other; i++)
			b[i] = 'a';
		for (unsigned n = random_below(&state, 3); n > 0; n--)
			b[random_below(&state, (unsigned)other)] =
				(char)('a' + random_below(&state, 3));
		struct str word = str_make(a, size);
		struct str name = str_make(b, other);
		size_t distance = plain_distance(word, name);
		size_t reach = other / 3 < 2 ? other / 3 : 2;
		suggest_init(&suggest, word);
		suggest_name(&suggest, name);
		if (!CHECK((suggest_best(&suggest).data != NULL) == (distance <= reach)))
			break;
		if (distance <= reach && !CHECK_INT((int64_t)suggest.distance, (int64_t)distance))
			break;
	}
	(void)arena;
}

TEST(base_suggest, a_huge_word_costs_little)
{
	struct arena *arena = test_arena();
	char *word = arena_alloc(arena, 1000 * 1000 + 1);
	for (size_t i = 0; i < 1000 * 1000; i++)
		word[i] = 'a';
	CHECK_SLICE(best_of(word, names), NULL);
	const char *twin = word + 1;
	CHECK(best_of(word, (const char *const[]){twin, NULL}).data == twin);
}
