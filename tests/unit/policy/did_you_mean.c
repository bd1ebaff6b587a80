/* SPDX-License-Identifier: Apache-2.0
 *
 * For every name of four letters or more that policies are written with, one edit leads back to it:
 * every key of every table, every rule, pack, kind, fact, field, relation, check, argument and
 * operator. The names come from the tables; the edits from a generator with a fixed seed.
 */
#include "base/suggest.h"
#include "check/check.h"
#include "facts/facts.h"
#include "unit/policy/loading.h"

struct names {
	struct arena *arena;
	struct str *items;
	size_t count;
	size_t capacity;
};

static void
add(struct names *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], name))
			return;
	names->items = arena_grow(names->arena, names->items, names->count, &names->capacity,
				  sizeof *names->items);
	names->items[names->count++] = name;
}

static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static struct str
edited(struct arena *arena, struct str name, uint32_t *state)
{
	size_t at = next(state) % name.size;
	char letter = (char)('a' + next(state) % 26);
	struct str before = str_cut(name, 0, at);
	struct str after = str_cut(name, at + 1, name.size);

	switch (next(state) % 4) {
	case 0: /* a letter too many */
		return str_of(arena_print(arena, "%.*s%c%.*s", STR_ARG(before), letter,
					  STR_ARG(str_cut(name, at, name.size))));
	case 1: /* a letter too few */
		return str_of(arena_print(arena, "%.*s%.*s", STR_ARG(before), STR_ARG(after)));
	case 2: /* another letter */
		return str_of(
			arena_print(arena, "%.*s%c%.*s", STR_ARG(before), letter, STR_ARG(after)));
	default: /* two letters swapped */
		if (after.size == 0)
			return name;
		return str_of(arena_print(arena, "%.*s%c%c%.*s", STR_ARG(before), after.data[0],
					  name.data[at], STR_ARG(str_cut(after, 1, after.size))));
	}
}

static struct str
suggestion(const struct names *names, struct str word)
{
	struct suggest suggest;

	suggest_init(&suggest, word);
	for (size_t i = 0; i < names->count; i++)
		suggest_name(&suggest, names->items[i]);
	return suggest_best(&suggest);
}

static bool
has(const struct names *names, struct str word)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], word))
			return true;
	return false;
}

/* Whether another name is one edit from the word as well: then either may be meant. */
static bool
is_ambiguous(const struct names *names, struct str name, struct str word)
{
	for (size_t i = 0; i < names->count; i++) {
		struct suggest suggest;

		if (str_equal(names->items[i], name))
			continue;
		suggest_init(&suggest, word);
		suggest_name(&suggest, names->items[i]);
		if (suggest_best(&suggest).data && suggest.distance <= 1)
			return true;
	}
	return false;
}

static void
try_all(const struct names *names)
{
	struct arena *arena = test_arena();
	uint32_t state = 20261121;

	for (size_t i = 0; i < names->count; i++) {
		struct str name = names->items[i];

		for (int turn = 0; turn < 20 && name.size >= 4; turn++) {
			struct str word = edited(arena, name, &state);

			if (has(names, word) || is_ambiguous(names, name, word))
				continue;
			if (!str_equal(suggestion(names, word), name)) {
				CHECK_SLICE(suggestion(names, word), str_copy(arena, name));
				CHECK_STR(str_copy(arena, word), "");
				return;
			}
		}
	}
	CHECK(names->count > 0);
}

TEST(policy_did_you_mean, finds_every_key)
{
	for (size_t i = 0; policy_key_tables[i]; i++) {
		struct names names = {.arena = test_arena()};

		for (const struct key *key = policy_key_tables[i]->keys; key->name; key++)
			add(&names, str_of(key->name));
		try_all(&names);
	}
}

TEST(policy_did_you_mean, finds_every_rule_and_pack)
{
	struct names rules = {.arena = test_arena()};
	struct names packs = {.arena = test_arena()};

	for (size_t i = 0; i < builtin_file_count; i++) {
		struct str path = str_of(builtin_files[i].path);

		if (str_starts(path, STR("rules/")))
			add(&rules, str_cut(path, 6, path.size - 5));
		else
			add(&packs, str_cut(path, 9, path.size - 5));
	}
	try_all(&rules);
	try_all(&packs);
}

TEST(policy_did_you_mean, finds_every_fact_and_relation)
{
	for (size_t i = 0; facts_kinds[i]; i++) {
		struct names names = {.arena = test_arena()};
		const struct relation *relation;

		for (const struct fact_def *fact = facts_kinds[i]->facts; fact->name; fact++) {
			struct names fields = {.arena = names.arena};

			add(&names, str_of(fact->name));
			for (const struct fact_def *field = fact->fields; field && field->name;
			     field++)
				add(&fields, str_of(field->name));
			if (fields.count > 0)
				try_all(&fields);
		}
		for (size_t n = 0; (relation = facts_relation(facts_kinds[i], n)); n++)
			add(&names, str_of(relation->root));
		try_all(&names);
	}
}

TEST(policy_did_you_mean, finds_every_check_argument_kind_and_operator)
{
	struct names names = {.arena = test_arena()};
	struct names kinds = {.arena = names.arena};
	struct names operations = {.arena = names.arena};

	for (size_t i = 0; checks[i]; i++) {
		struct names args = {.arena = names.arena};

		add(&names, str_of(checks[i]->name));
		for (const struct arg_def *arg = checks[i]->args; arg->name; arg++)
			add(&args, str_of(arg->name));
		try_all(&args);
	}
	for (size_t i = 0; facts_kinds[i]; i++)
		add(&kinds, str_of(facts_kinds[i]->name));
	for (int i = OPERATION_AT_LEAST; i <= OPERATION_IS_SET; i++)
		add(&operations, str_of(operation_name((enum operation)i)));
	try_all(&names);
	try_all(&kinds);
	try_all(&operations);
}

/* Not only the suggester, also the loader: every key of a rule, in a rule. */
TEST(policy_did_you_mean, is_said_by_the_loader)
{
	struct arena *arena = test_arena();
	uint32_t state = 7;
	const struct key *keys = policy_key_tables[0]->keys;
	struct names names = {.arena = arena};

	for (const struct key *key = keys; key->name; key++)
		add(&names, str_of(key->name));
	for (const struct key *key = keys; key->name; key++) {
		struct str word = edited(arena, str_of(key->name), &state);
		char *text, *want;

		if (str_of(key->name).size < 4 || has(&names, word) ||
		    is_ambiguous(&names, str_of(key->name), word))
			continue;
		text = arena_print(arena, "%.*s: x\n", STR_ARG(word));
		want = arena_print(arena, "unknown key '%.*s' in a rule [did you mean '%s'?]",
				   STR_ARG(word), key->name);
		CHECK(str_find(str_of(rule_problems(RULE_PATH, text)), str_of(want)) != SIZE_MAX);
	}
}
