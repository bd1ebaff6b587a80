/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "tree.h"

static const char *
use(const char *card)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "a.csv", "x\n1\n");
	tree_file(tree, "a.csv.card.yaml", card);
	CHECK_OK(tree_gather(tree));
	return tree_show(tree, tree_fact(tree, "dataset", "a.csv", "use"));
}

TEST(facts_use, an_unknown_use_counts_as_training)
{
	CHECK_STR(use("use: evaluation\n"), "evaluation");
	CHECK_STR(use("use: production\n"), "production");
	CHECK_STR(use("use: other\n"), "other");
	CHECK_STR(use("use: training\n"), "training");
	CHECK_STR(use("use: fine-tuning\n"), "training");
	CHECK_STR(use("use: Evaluation\n"), "training");
	CHECK_STR(use("use:\n"), "training");
	CHECK_STR(use("use: [evaluation]\n"), "training");
	CHECK_STR(use("description: x\n"), "training");
	CHECK_STR(use(""), "training");
}

TEST(facts_use, a_card_that_cannot_be_parsed_leaves_the_use_unknown)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "a.csv", "x\n1\n");
	tree_file(tree, "a.csv.card.yaml", "use: [evaluation\n");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "dataset", "a.csv", "use"), "a.csv.card.yaml");
	CHECK_ERR(tree_unknown(tree, "dataset", "a.csv", "declared_use"), "a.csv.card.yaml");
	CHECK_INT(tree_fact(tree, "dataset", "a.csv", "rows")->integer, 1);
}

TEST(facts_use, the_readme_of_the_folder_under_data_is_the_card)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "data/x/a.csv", "x\n1\n");
	tree_file(tree, "data/x/README.md", "---\nuse: evaluation\nlicense: mit\n---\n# X\n");
	tree_file(tree, "data/b.csv", "x\n1\n");
	tree_file(tree, "c.csv", "x\n1\n");
	tree_file(tree, "README.md", "---\nuse: other\n---\n");
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_show(tree, tree_fact(tree, "dataset", "data/x/a.csv", "use")), "evaluation");
	CHECK_STR(tree_show(tree, tree_fact(tree, "data_card", "data/x/README.md", "licence")),
		  "mit");
	CHECK_STR(tree_related(tree, "dataset", "data/b.csv", "card"), "");
	CHECK_STR(tree_related(tree, "dataset", "c.csv", "card"), "");
}
