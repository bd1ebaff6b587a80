/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <time.h>

#include "harness/test.h"
#include "tree.h"

static bool
is(struct tree *tree, const char *kind, const char *path)
{
	return tree_artifact(tree, kind, path) != NULL;
}

/* Whether a tree of this one file has it as an artifact of the kind. */
static bool
alone(const char *kind, const char *path)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, path, "---\nname: x\n---\n");
	CHECK_OK(tree_gather(tree));
	CHECK(facts_recognises(&tree->view, facts_kind(str_of(kind)), str_of(path)) ==
	      is(tree, kind, path));
	return is(tree, kind, path);
}

TEST(facts_gather, tells_datasets_by_ending_and_folder)
{
	CHECK(alone("dataset", "a.csv"));
	CHECK(alone("dataset", "deep/in/here/A.CSV"));
	CHECK(alone("dataset", "a.csv.gz"));
	CHECK(alone("dataset", "x/a.jsonl"));
	CHECK(alone("dataset", "x/a.parquet"));
	CHECK(alone("dataset", "data/a.json"));
	CHECK(alone("dataset", "data/x/y/notes.txt"));
	CHECK(alone("dataset", "Datasets/a.yaml"));
	CHECK(!alone("dataset", "a.json"));
	CHECK(!alone("dataset", "src/data/a.json"));
	CHECK(!alone("dataset", "data/README.md"));
	CHECK(!alone("dataset", "data/README.txt"));
	CHECK(!alone("dataset", "acsv"));
}

TEST(facts_gather, tells_models_by_ending)
{
	CHECK(alone("model", "m.onnx"));
	CHECK(alone("model", "models/x/M.SafeTensors"));
	CHECK(alone("model", "models/x/pytorch_model.bin"));
	CHECK(!alone("model", "bin/x.bin"));
	CHECK(!alone("model", "onnx"));
}

TEST(facts_gather, tells_cards_by_name)
{
	CHECK(alone("model_card", "MODEL_CARD.md"));
	CHECK(alone("model_card", "x/modelcard.json"));
	CHECK(alone("model_card", "x/a.model-card.yaml"));
	CHECK(alone("model_card", "models/x/card.yaml"));
	CHECK(!alone("model_card", "models/README.md"));
	CHECK(!alone("model_card", "README.md"));
	CHECK(!alone("model_card", "card.yaml"));
	CHECK(alone("data_card", "x/a.csv.card.yaml"));
	CHECK(alone("data_card", "data/README.md"));
	CHECK(!alone("data_card", "docs/README.md"));
}

TEST(facts_gather, a_readme_under_data_needs_front_matter)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "data/README.md", "# Data\n");
	tree_file(tree, "data/x/README.md", "\xef\xbb\xbf---\nuse: training\n---\n");
	CHECK_OK(tree_gather(tree));
	CHECK(!is(tree, "data_card", "data/README.md"));
	CHECK(is(tree, "data_card", "data/x/README.md"));
}

TEST(facts_gather, a_readme_beside_a_model_is_its_card)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "weights/readme.md", "# M\n");
	tree_file(tree, "weights/m.onnx", "x");
	tree_file(tree, "other/README.md", "# O\n");
	CHECK_OK(tree_gather(tree));
	CHECK(is(tree, "model_card", "weights/readme.md"));
	CHECK(!is(tree, "model_card", "other/README.md"));
	CHECK_STR(tree_related(tree, "model", "weights/m.onnx", "card"), "weights/readme.md");
}

TEST(facts_gather, a_readme_beside_a_model_card_is_none)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "models/a/README.md", "---\nmodel_name: A\n---\n# How to train\n");
	tree_file(tree, "models/a/m.onnx", "x");
	tree_file(tree, "models/a/Model_Card.yaml", "model_name: A\n");
	CHECK_OK(tree_gather(tree));
	CHECK(!is(tree, "model_card", "models/a/README.md"));
	CHECK_STR(tree_related(tree, "model", "models/a/m.onnx", "card"),
		  "models/a/Model_Card.yaml");
}

TEST(facts_gather, a_readme_under_models_is_a_card_by_its_fields)
{
	static const struct {
		const char *text;
		bool is;
	} readmes[] = {
		{"# Staging\n\nTables of the warehouse.\n", false},
		{"---\ntitle: Staging\ntags: [dbt]\n---\n# Staging\n", false},
		{"# Staging\n\n## Limitations\n\nNone.\n", false},
		{"---\nlibrary_name: transformers\n---\n# M\n", true},
		{"---\nmodel_name: M\n---\n", true},
		{"# M\n\n## Intended use\n\nTo rank.\n\n## Failure modes\n\nMany.\n", true},
	};

	for (size_t i = 0; i < sizeof readmes / sizeof readmes[0]; i++) {
		struct tree *tree = tree_new(test_arena());

		tree_file(tree, "models/a/README.md", readmes[i].text);
		CHECK_OK(tree_gather(tree));
		CHECK_INT(is(tree, "model_card", "models/a/README.md"), readmes[i].is);
	}
}

TEST(facts_gather, a_name_that_begins_like_a_readme_is_data)
{
	static const char *const names[] = {"data/license_holders.json",
					    "data/licenses.txt",
					    "data/license_plates.yaml",
					    "data/licensees.json",
					    "data/readme_users.txt",
					    "data/README.json",
					    "data/readme.yaml",
					    "data/readme.h5",
					    "data/authors.gz",
					    "data/license.xz",
					    "data/authors.v1",
					    "data/LICENSE.sql",
					    "data/.gitkeep",
					    "data/.gitattributes",
					    "data/.gitignore",
					    "data/users.model-card.json",
					    "data/model_card.json",
					    NULL};

	for (const char *const *name = names; *name; name++) {
		struct tree *tree = tree_new(test_arena());

		tree_file(tree, *name, "[{\"e\": \"ann.bell@corp-mail.com\"}]\n");
		CHECK_OK(tree_gather(tree));
		CHECK(is(tree, "dataset", *name));
	}
}

TEST(facts_gather, a_card_under_data_that_says_more_than_a_card_is_data_too)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "data/a/model_card.json",
		  "{\"model_name\": \"A\", \"version\": \"1\", \"license\": \"mit\"}");
	tree_file(tree, "data/b/model_card.json",
		  "{\"model_name\": \"A\", \"users_seen\": [{\"e\": \"x\"}]}");
	CHECK_OK(tree_gather(tree));
	CHECK(is(tree, "model_card", "data/a/model_card.json"));
	CHECK(!is(tree, "dataset", "data/a/model_card.json"));
	CHECK(is(tree, "dataset", "data/b/model_card.json"));
}

static struct glob *
glob(struct tree *tree, const char *pattern)
{
	struct glob *made = arena_alloc(tree->arena, sizeof *made);

	CHECK_OK(glob_parse(made, tree->arena, str_of(pattern)));
	return made;
}

TEST(facts_gather, the_team_adds_and_only_ignore_takes_away)
{
	struct tree *tree = tree_new(test_arena());
	struct kind_globs added = {
		.kind = facts_kind(STR("dataset")), .globs = glob(tree, "corpus/**"), .count = 1};

	tree->plan.artifacts = &added;
	tree->plan.artifact_count = 1;
	tree->plan.ignore = glob(tree, "third_party/**");
	tree->plan.ignore_count = 1;
	tree_file(tree, "corpus/a.txt", "x\n");
	tree_file(tree, "corpus/README.md", "x\n");
	tree_file(tree, "corpus/.gitignore", "x\n");
	tree_file(tree, "third_party/a.csv", "x\n");
	tree_file(tree, "third_party/main.c", "x\n");
	tree_file(tree, "third_party/m.onnx", "x\n");
	CHECK_OK(tree_gather(tree));
	CHECK(is(tree, "dataset", "corpus/a.txt"));
	CHECK(!is(tree, "dataset", "corpus/README.md"));
	CHECK(!is(tree, "dataset", "corpus/.gitignore"));
	CHECK_INT(tree->ignored, 2);
	CHECK_INT(tree->index.count, 1);
	CHECK(!facts_recognises(&tree->view, facts_kind(STR("dataset")),
				STR("third_party/gone.csv")));
	CHECK(facts_recognises(&tree->view, facts_kind(STR("dataset")), STR("corpus/gone.txt")));
}

TEST(facts_gather, a_registry_claims_what_no_glob_finds)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "governance/registry.yaml",
		  "systems:\n"
		  "  - id: A\n"
		  "    models: [./weights/blob, {path: weights/other}]\n"
		  "    model_cards: [docs/a.md, ../out.md, /etc/passwd, missing.md]\n"
		  "    datasets: [corpus]\n");
	tree_file(tree, "weights/blob", "x");
	tree_file(tree, "weights/other", "x");
	tree_file(tree, "docs/a.md", "# A\n");
	tree_file(tree, "corpus/one.xyz", "x\n");
	tree_file(tree, "corpus/README.md", "x\n");
	tree_file(tree, "corpus/deep/two", "x\n");
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_related(tree, "model", "weights/blob", "system"), "A");
	CHECK_STR(tree_related(tree, "model", "weights/other", "system"), "A");
	CHECK_STR(tree_related(tree, "model", "weights/blob", "card"), "docs/a.md");
	CHECK_STR(tree_related(tree, "model_card", "docs/a.md", "system"), "A");
	CHECK_STR(tree_related(tree, "dataset", "corpus/deep/two", "system"), "A");
	CHECK(!is(tree, "dataset", "corpus/README.md"));
	CHECK_INT(tree->index.count, 6);
}

TEST(facts_gather, records_come_before_data_and_paths_in_order)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "b.csv", "x\n");
	tree_file(tree, "a.csv", "x\n");
	tree_file(tree, "a.csv.card.yaml", "use: training\n");
	tree_file(tree, "m.onnx", "x");
	tree_file(tree, "governance/registry.yaml", "systems:\n  - id: Z\n  - id: A\n");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree->index.count, 6);
	CHECK_SLICE(tree->index.artifacts[0]->id, "a.csv.card.yaml");
	CHECK_SLICE(tree->index.artifacts[1]->id, "Z");
	CHECK_SLICE(tree->index.artifacts[2]->id, "A");
	CHECK_SLICE(tree->index.artifacts[3]->id, "m.onnx");
	CHECK_SLICE(tree->index.artifacts[4]->id, "a.csv");
	for (size_t i = 0; i < tree->index.count; i++)
		CHECK_INT(tree->index.artifacts[i]->index, i);
}

TEST(facts_gather, links_in_the_tree_are_judged_where_they_lead)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "store/blob", "id,mail\n1,ann@corp-mail.com\n");
	tree_file(tree, "data/real.csv", "id\n1\n");
	tree_link(tree, "data/users.csv", "../store/blob");
	tree_link(tree, "data/again.csv", "real.csv");
	tree_link(tree, "current", "data");
	tree_link(tree, "data/through.csv", "../current/real.csv");
	CHECK_OK(tree_gather(tree));
	CHECK(is(tree, "dataset", "store/blob"));
	CHECK(is(tree, "dataset", "data/real.csv"));
	CHECK_INT(tree->index.count, 2);
}

TEST(facts_gather, what_is_not_in_the_tree_is_not_verified)
{
	static const char *const paths[] = {"data/out.csv",  "data/up.csv",   "data/lost.csv",
					    "data/loop.csv", "data/folder",   "data/sub",
					    "data/pipe.csv", "data/gone.csv", "data/p.csv.dvc"};
	static const char *const reasons[] = {"link out of the tree",
					      "link out of the tree",
					      "not in the tree",
					      "not in the tree",
					      "link out of the tree",
					      "submodule",
					      "a FIFO",
					      "was not checked out",
					      "DVC pointer"};
	struct tree *tree = tree_new(test_arena());

	tree_link(tree, paths[0], "/etc/passwd");
	tree_link(tree, paths[1], "../../x.csv");
	tree_link(tree, paths[2], "nothing.csv");
	tree_link(tree, paths[3], "loop.csv");
	tree_link(tree, paths[4], "/mnt/data");
	tree_file(tree, paths[5], "")->type = ENTRY_SUBMODULE;
	*tree_file(tree, paths[6], "") =
		(struct entry){.path = str_of(paths[6]), .type = ENTRY_OTHER, .obstacle = "a FIFO"};
	tree_file(tree, paths[7], "")->obstacle = "was not checked out";
	tree_file(tree, paths[8], "outs:\n");
	CHECK_OK(tree_gather(tree));
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		CHECK_ERR(tree_unknown(tree, "dataset", paths[i], "pii"), reasons[i]);
		CHECK_ERR(tree_unknown(tree, "dataset", paths[i], "format"), reasons[i]);
		CHECK_STR(tree_show(tree, tree_fact(tree, "dataset", paths[i], "path")), paths[i]);
	}
}

TEST(facts_gather, a_folder_of_models_as_a_submodule_is_an_artifact)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "models/vendor", "")->type = ENTRY_SUBMODULE;
	tree_file(tree, "lib", "")->type = ENTRY_SUBMODULE;
	tree_link(tree, "models/current", "v2");
	tree_file(tree, "models/v2/m.onnx", "x");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "model", "models/vendor", "size"), "no file");
	CHECK_INT(tree->index.count, 2);
}

TEST(facts_gather, cards_are_found_by_place)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "models/a/v1/m.onnx", "x");
	tree_file(tree, "models/a/model_card.yaml", "version: 1\n");
	tree_file(tree, "models/b/x.onnx", "x");
	tree_file(tree, "models/b/y.onnx", "x");
	tree_file(tree, "models/b/z.onnx", "x");
	tree_file(tree, "models/b/x.model-card.yaml", "version: 1\n");
	tree_file(tree, "models/b/z.onnx.model-card.yaml", "version: 1\n");
	tree_file(tree, "root.onnx", "x");
	tree_file(tree, "model_card.md", "# Root\n");
	tree_file(tree, "models/c/m.onnx", "x");
	CHECK_OK(tree_gather(tree));
	CHECK_STR(tree_related(tree, "model", "models/a/v1/m.onnx", "card"),
		  "models/a/model_card.yaml");
	CHECK_STR(tree_related(tree, "model", "models/b/x.onnx", "card"),
		  "models/b/x.model-card.yaml");
	CHECK_STR(tree_related(tree, "model", "models/b/y.onnx", "card"), "");
	CHECK_STR(tree_related(tree, "model", "models/b/z.onnx", "card"),
		  "models/b/z.onnx.model-card.yaml");
	CHECK_STR(tree_related(tree, "model", "root.onnx", "card"), "model_card.md");
	CHECK_STR(tree_related(tree, "model", "models/c/m.onnx", "card"), "");
}

TEST(facts_gather, a_change_is_one_artifact)
{
	struct tree *tree = tree_new(test_arena());

	tree->view.change = &tree->change;
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree->index.count, 1);
	CHECK_STR(tree->index.artifacts[0]->kind->name, "change");
	CHECK(tree->index.artifacts[0]->kind->ungoverned);
}

TEST(facts_gather, ten_thousand_artifacts_take_no_time)
{
	struct tree *tree = tree_new(test_arena());
	enum {
		COUNT = 12000
	};
	struct timespec start;
	struct timespec end;

	tree->entries.items = arena_array(tree->arena, COUNT, sizeof(struct entry));
	for (int i = 0; i < COUNT; i++)
		tree->entries.items[i] = (struct entry){
			.path = str_of(arena_print(tree->arena, "models/m/%05d.%s", i / 2,
						   i % 2 ? "onnx" : "model-card.yaml")),
		};
	tree->entries.count = COUNT;
	clock_gettime(CLOCK_MONOTONIC, &start);
	CHECK_OK(tree_gather(tree));
	clock_gettime(CLOCK_MONOTONIC, &end);
	CHECK_INT(tree->index.count, COUNT);
	CHECK_STR(tree_related(tree, "model", "models/m/00003.onnx", "card"),
		  "models/m/00003.model-card.yaml");
	/* Milliseconds in a release; a quadratic step would take minutes under sanitizers. */
	CHECK(end.tv_sec - start.tv_sec < 5);
}

TEST(facts_gather, what_is_read_beside_data_is_none)
{
	static const char *const names[] = {"data/README",
					    "data/README.de.md",
					    "data/x/LICENSE",
					    "data/LICENSE.txt",
					    "src/data/users",
					    "data",
					    NULL};

	for (const char *const *name = names; *name; name++) {
		struct tree *tree = tree_new(test_arena());

		tree_file(tree, *name, "ann.bell@corp-mail.com\n");
		CHECK_OK(tree_gather(tree));
		CHECK(!map_has(&tree->index.by_path, str_of(*name)));
	}
}

TEST(facts_gather, notices_that_name_nobody_are_none)
{
	static const char *const names[] = {"data/NOTICE",       "data/AUTHORS",
					    "data/authors.txt",  "data/COPYING.md",
					    "data/notice.de.md", NULL};

	for (const char *const *name = names; *name; name++) {
		struct tree *tree = tree_new(test_arena());

		tree_file(tree, *name, "Collected in 2023 by the city.\n");
		CHECK_OK(tree_gather(tree));
		CHECK(!is(tree, "dataset", *name));
		tree = tree_new(test_arena());
		tree_file(tree, *name, "Ann Bell <ann.bell@corp-mail.com>\n");
		CHECK_OK(tree_gather(tree));
		CHECK(is(tree, "dataset", *name));
	}
}

TEST(facts_gather, what_is_called_like_a_model_among_data_is_data_too)
{
	static const char *const names[] = {"data/users.pkl", "datasets/x/train.pt", "dataset/a.h5",
					    "DATA/a.ONNX",    "data/a.pb",           NULL};

	for (const char *const *name = names; *name; name++) {
		CHECK(alone("model", *name));
		CHECK(alone("dataset", *name));
	}
	CHECK(!alone("dataset", "models/m.pkl"));
	CHECK(!alone("dataset", "models/data/m.pkl"));
	CHECK(!alone("dataset", "weights/m.onnx"));
}

TEST(facts_gather, files_of_git_that_hold_patterns_are_none)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "data/.gitignore", "*\n!.gitignore\n/users-2023-01-01.csv\n");
	tree_file(tree, "data/.gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
	tree_file(tree, "data/.gitkeep", "");
	CHECK_OK(tree_gather(tree));
	CHECK_INT((int64_t)tree->index.count, 0);
}
