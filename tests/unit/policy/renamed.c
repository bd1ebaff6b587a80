/* SPDX-License-Identifier: Apache-2.0
 *
 * A fact that is called otherwise in the table of its kind is missed by every rule that uses it, when
 * the rule is loaded: nothing reads a fact by a name that the loader does not know of. The tables are
 * const; so facts_kind is wrapped (cmake/tests.cmake), and gives a copy in which one is renamed.
 */
#include "base/arena.h"
#include "check/check.h"
#include "facts/facts.h"
#include "unit/policy/loading.h"

/* What is renamed while a test runs. Tests run one at a time. */
static struct kind changed_kind;
static const struct kind *changed_from;

const struct kind *
__real_facts_kind(struct str name);
const struct kind *
__wrap_facts_kind(struct str name);

const struct kind *
__wrap_facts_kind(struct str name)
{
	const struct kind *kind = __real_facts_kind(name);

	return kind && kind == changed_from ? &changed_kind : kind;
}

static size_t
count_facts(const struct fact_def *facts)
{
	size_t count = 0;

	while (facts && facts[count].name)
		count++;
	return count;
}

static struct fact_def *
copy_facts(struct arena *arena, const struct fact_def *facts)
{
	size_t count = count_facts(facts);
	struct fact_def *copy = arena_array(arena, count + 1, sizeof *copy);

	for (size_t i = 0; i < count; i++)
		copy[i] = facts[i];
	return copy;
}

/* Rename a fact, or with `field` a field of its elements. */
static void
rename_fact(struct arena *arena, const struct kind *kind, size_t fact, size_t field)
{
	struct fact_def *facts = copy_facts(arena, kind->facts);

	if (field == SIZE_MAX) {
		facts[fact].name = "renamed";
	} else {
		struct fact_def *fields = copy_facts(arena, facts[fact].fields);

		fields[field].name = "renamed";
		facts[fact].fields = fields;
	}
	changed_kind = *kind;
	changed_kind.facts = facts;
	changed_from = kind;
}

static void
rename_nothing(void)
{
	changed_from = NULL;
}

static struct str
whole(struct arena *arena, const struct builtin_file *file)
{
	return str_of(arena_print(arena, "%.*s%.*s", STR_ARG(file->text), STR_ARG(file->examples)));
}

static bool
loads(struct arena *arena, const struct builtin_file *file, struct rule *rule)
{
	struct err *err =
		policy_load_rule(file->path, whole(arena, file), &limits_default, arena, rule);
	bool right = err == NULL;

	err_settle(err);
	return right;
}

/* Whether a name stands in a text as a word: no letter, digit or '_' beside it. */
static bool
has_word(struct str text, struct str word)
{
	for (size_t at = 0; at + word.size <= text.size; at++) {
		char before = at > 0 ? text.data[at - 1] : ' ';
		char after = at + word.size < text.size ? text.data[at + word.size] : ' ';

		if (str_starts(str_cut(text, at, text.size), word) && before != '_' &&
		    before != '.' && after != '_' && !(before >= 'a' && before <= 'z') &&
		    !(after >= 'a' && after <= 'z'))
			return true;
	}
	return false;
}

/* What a rule's file says from its condition or check on, before it comes to words for people. */
static struct str
machine_part(struct str text)
{
	size_t when = str_find(text, STR("\nwhen:"));
	size_t check = str_find(text, STR("\ncheck:"));
	size_t end = str_find(text, STR("\nmessage:"));

	return str_cut(text, when < check ? when : check, end);
}

static bool
is_builtin_rule(const struct builtin_file *file)
{
	return str_starts(str_of(file->path), STR("rules/"));
}

/* Whether the rule names the fact: of its own kind, or behind the relation that leads to it. */
static bool
uses(struct arena *arena, const struct builtin_file *file, const struct rule *rule,
     const struct kind *kind, const char *name)
{
	struct str text = machine_part(file->text);
	const struct relation *relation;

	if (rule->kind == kind && has_word(text, str_of(name)))
		return true;
	for (size_t n = 0; (relation = facts_relation(rule->kind, n)); n++)
		if (str_is(str_of(relation->to), kind->name) &&
		    has_word(text, str_of(arena_print(arena, "%s.%s", relation->root, name))))
			return true;
	return false;
}

static void
check_fact(const struct kind *kind, size_t fact, size_t *used)
{
	struct arena arena;
	struct rule rule;

	arena_init(&arena, NULL);
	for (size_t i = 0; i < builtin_file_count; i++) {
		const struct builtin_file *file = &builtin_files[i];
		bool right;

		if (!is_builtin_rule(file))
			continue;
		rename_nothing();
		CHECK(loads(&arena, file, &rule));
		if (!uses(&arena, file, &rule, kind, kind->facts[fact].name))
			continue;
		++*used;
		rename_fact(&arena, kind, fact, SIZE_MAX);
		right = loads(&arena, file, &rule);
		rename_nothing();
		if (right)
			CHECK_STR(kind->facts[fact].name, file->path);
	}
	arena_free(&arena);
}

TEST(policy_renamed, facts_are_missed_by_every_rule_that_uses_them)
{
	size_t used = 0;

	for (size_t i = 0; facts_kinds[i]; i++)
		for (size_t n = 0; facts_kinds[i]->facts[n].name; n++)
			check_fact(facts_kinds[i], n, &used);
	/* Every rule but those that ask for a relation alone uses one at least. */
	CHECK(used > 10);
}

/* Every fact and field that a check asks for by name is missed, too. */
TEST(policy_renamed, facts_are_missed_by_checks_that_ask_for_them)
{
	struct arena *arena = test_arena();
	const struct builtin_file *file = policy_builtin(STR("rules/change/unapproved.yaml"));
	const struct kind *kind = __real_facts_kind(STR("change"));
	const char *const *reads = check_named(STR("approved"))->asks;
	struct rule rule;
	size_t missed = 0, count = 0;

	CHECK(loads(arena, file, &rule));
	for (; reads[count]; count++) {
		struct str name = str_of(reads[count]);
		size_t dot = str_find_byte(name, '.');
		size_t fact = facts_index(kind, str_cut(name, 0, dot));

		rename_fact(arena, kind, fact, SIZE_MAX);
		missed += !loads(arena, file, &rule);
		for (size_t n = 0; dot != SIZE_MAX && kind->facts[fact].fields[n].name; n++) {
			if (!str_is(str_cut(name, dot + 1, name.size),
				    kind->facts[fact].fields[n].name))
				continue;
			rename_fact(arena, kind, fact, n);
			CHECK(!loads(arena, file, &rule));
		}
	}
	rename_nothing();
	CHECK_INT((int64_t)missed, (int64_t)count);
}

/* That a record is hollow is told by a mark in the table, not by a name. */
TEST(policy_renamed, every_card_has_the_list_of_what_is_filled_in)
{
	static const char *const cards[] = {"data_card", "model_card"};

	for (size_t i = 0; i < 2; i++) {
		const struct kind *kind = __real_facts_kind(str_of(cards[i]));
		size_t marked = 0;

		for (size_t n = 0; kind->facts[n].name; n++)
			marked += kind->facts[n].fills;
		CHECK_INT((int64_t)marked, 1);
	}
}

static bool
has_expression(const struct check_node *node)
{
	for (size_t i = 0; i < node->child_count; i++)
		if (has_expression(&node->children[i]))
			return true;
	for (size_t i = 0; node->type == NODE_CHECK && node->check->args[i].name; i++)
		if (node->args[i].expr || node->args[i].where.expr)
			return true;
	return false;
}

TEST(policy_renamed, nine_rules_in_ten_hold_no_expression)
{
	struct arena *arena = test_arena();
	size_t rules = 0, expressions = 0;

	for (size_t i = 0; i < builtin_file_count; i++) {
		struct rule rule;

		if (!is_builtin_rule(&builtin_files[i]))
			continue;
		CHECK(loads(arena, &builtin_files[i], &rule));
		rules++;
		expressions += rule.when.expr != NULL || has_expression(&rule.check);
	}
	CHECK(rules > 0);
	CHECK(expressions * 10 <= rules);
}
