/* SPDX-License-Identifier: Apache-2.0
 *
 * The promise of facts_get, on a kind made for it: unknown is the outcome of everything but a clean
 * end.
 */
#include <string.h>

#include "harness/test.h"
#include "tree.h"

static struct err *
fail(struct view *view, struct artifact *artifact)
{
	facts_set(artifact, "failed", value_int(1));
	return err_new(view->scratch, "no luck");
}

static struct err *
lose(struct view *view, struct artifact *artifact)
{
	struct err *err = err_new(view->scratch, "dropped");

	(void)err;
	facts_set(artifact, "lost", value_int(1));
	return NULL;
}

static struct err *
lose_in_run(struct view *view, struct artifact *artifact)
{
	struct err *err = err_new(view->run, "dropped");

	(void)err;
	facts_set(artifact, "lost_in_run", value_int(1));
	return NULL;
}

static struct err *
forget(struct view *view, struct artifact *artifact)
{
	(void)view;
	facts_set(artifact, "nothing", value_null());
	facts_set(artifact, "needed", value_null());
	facts_set(artifact, "no_such_fact", value_null());
	return NULL;
}

static struct err *
count(struct view *view, struct artifact *artifact)
{
	char text[] = "kept";
	struct value list = value_list();

	/* What a fact holds outlives the arena it was made in. */
	value_add(view->scratch, &list, value_str(str_make(text, 4)));
	facts_set(artifact, "counted", list);
	memset(text, 'x', sizeof text);
	facts_set(artifact, "times", value_int(1 + artifact->facts[5].value.integer));
	return NULL;
}

static const struct fact_def facts[] = {
	{.name = "failed", .type = FACT_INT, .compute = fail},
	{.name = "lost", .type = FACT_INT, .compute = lose},
	{.name = "forgotten", .type = FACT_INT, .compute = forget},
	{.name = "nothing", .type = FACT_INT, .compute = forget},
	{.name = "needed", .type = FACT_INT, .required = true, .compute = forget},
	{.name = "times", .type = FACT_INT, .compute = count},
	{.name = "counted", .type = FACT_LIST, .compute = count},
	{.name = "lost_in_run", .type = FACT_INT, .compute = lose_in_run},
	{0},
};

static const struct kind kind = {.name = "made", .facts = facts};

static struct artifact *
made(struct tree *tree)
{
	return facts_add(&tree->view, &kind, tree_file(tree, "x", ""), NULL);
}

static struct err *
get(struct tree *tree, struct artifact *artifact, size_t fact)
{
	const struct value *value;

	return facts_get(&tree->view, artifact, fact, &value);
}

TEST(facts_get, a_failure_leaves_the_fact_unknown)
{
	struct tree *tree = tree_new(test_arena());
	struct artifact *artifact = made(tree);

	CHECK_ERR(get(tree, artifact, 0), "no luck");
	CHECK_ERR(get(tree, artifact, 0), "no luck");
	CHECK_INT(err_lost(tree->scratch) + err_lost(tree->arena), 0);
}

TEST(facts_get, a_lost_error_leaves_the_fact_unknown)
{
	struct tree *tree = tree_new(test_arena());
	struct artifact *artifact = made(tree);

	CHECK_ERR(get(tree, artifact, 1), "an error was lost while reading x");
	CHECK_ERR(get(tree, artifact, 7), "an error was lost while reading x");
	/* The ledger still shows them to whoever asks at the end. */
	CHECK_INT(err_lost(tree->scratch), 1);
	CHECK_INT(err_lost(tree->arena), 1);
}

TEST(facts_get, a_fact_that_was_not_set_is_not_null)
{
	struct tree *tree = tree_new(test_arena());
	struct artifact *artifact = made(tree);

	CHECK_ERR(get(tree, artifact, 2), "'forgotten' of x was not computed");
	CHECK_OK(get(tree, artifact, 3));
	CHECK_ERR(get(tree, artifact, 4), "'needed' of x has no value");
}

TEST(facts_get, computes_once_and_keeps_a_copy)
{
	struct tree *tree = tree_new(test_arena());
	struct artifact *artifact = made(tree);
	const struct value *value;
	size_t used = tree->scratch->used;

	CHECK_OK(facts_get(&tree->view, artifact, 6, &value));
	CHECK_OK(facts_get(&tree->view, artifact, 5, &value));
	CHECK_INT(value->integer, 1);
	CHECK_INT(tree->scratch->used, used);
}

TEST(facts_get, all_facts_show_what_is_not_verified)
{
	struct tree *tree = tree_new(test_arena());
	struct value all = facts_all(&tree->view, made(tree));
	const char *shown = tree_show(tree, &all);

	CHECK(strstr(shown, "kind: made, path: x") != NULL);
	CHECK(strstr(shown, "failed: {not_verified: no luck}") != NULL);
	CHECK(strstr(shown, "times: 1") != NULL);
}

TEST(facts_get, tables_are_complete)
{
	for (const struct kind *const *one = facts_kinds; *one; one++) {
		CHECK(facts_kind(str_of((*one)->name)) == *one);
		CHECK((*one)->summary != NULL);
		for (size_t i = 0; (*one)->facts[i].name; i++) {
			const struct fact_def *fact = &(*one)->facts[i];

			CHECK(fact->compute != NULL && fact->summary != NULL);
			CHECK_INT(facts_index(*one, str_of(fact->name)), i);
			for (size_t n = 0; fact->fields && fact->fields[n].name; n++)
				CHECK(fact->fields[n].summary != NULL);
		}
	}
	CHECK(facts_kind(STR("nothing")) == NULL);
	CHECK(facts_index(facts_kinds[0], STR("nothing")) == REF_WHOLE);
	CHECK(facts_relation(facts_kind(STR("dataset")), 2) == NULL);
	CHECK_STR(facts_relation(facts_kind(STR("dataset")), 0)->root, "card");
}
