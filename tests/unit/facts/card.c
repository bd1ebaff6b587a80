/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "harness/test.h"
#include "model/evidence.h"
#include "tree.h"

static const char *
field(const char *path, const char *text, const char *name)
{
	struct tree *tree = tree_new(test_arena());
	const struct value *value;

	tree_file(tree, path, text);
	CHECK_OK(tree_gather(tree));
	value = tree_fact(tree, "model_card", path, name);
	return value && value->type != VALUE_NULL ? tree_show(tree, value) : NULL;
}

static const char *
markdown(const char *text, const char *name)
{
	return field("models/a/card.md", text, name);
}

static const char *
yaml(const char *text, const char *name)
{
	return field("model_card.yaml", text, name);
}

TEST(facts_card, reads_fields_under_their_names)
{
	CHECK_STR(yaml("model_name: Screener\nversion: 2\n", "model_name"), "Screener");
	CHECK_STR(yaml("model_name: Screener\nversion: 2\n", "version"), "2");
	CHECK_STR(yaml("model_name: Screener\n", "version"), NULL);
	CHECK_STR(yaml("", "version"), NULL);
	CHECK_STR(yaml("model_name: x\n", "format"), "yaml");
	CHECK_STR(field("model_card.json", "{\"model_name\": \"J\"}", "model_name"), "J");
	CHECK_STR(yaml("model_name: x\n", "path"), "model_card.yaml");
}

TEST(facts_card, keeps_the_place_of_a_field)
{
	struct tree *tree = tree_new(test_arena());
	const struct value *value;

	tree_file(tree, "model_card.yaml", "model_name: S\nversion: 2\n");
	CHECK_OK(tree_gather(tree));
	value = tree_fact(tree, "model_card", "model_card.yaml", "version");
	CHECK_INT(value->place.line, 2);
	CHECK_INT(value->place.column, 10);
	CHECK_SLICE(tree_artifact(tree, "model_card", "model_card.yaml")->text,
		    "model_name: S\nversion: 2\n");
}

TEST(facts_card, reads_front_matter_and_headings)
{
	const char *text = "---\n"
			   "base_model: bert\n"
			   "license: mit\n"
			   "---\n"
			   "# Model Card for Screener\n"
			   "\n"
			   "- **Developed by:** ACME\n"
			   "- **Version**: 1.2\n"
			   "\n"
			   "## Uses\n\n"
			   "### Direct Use\n\nRanking applicants.\n\n"
			   "### Out-of-Scope Use\n\nCredit.\n\n"
			   "## Bias, Risks, and Limitations\n\nOld CVs.\n\n"
			   "## Training Details\n\n### Training Data\n\nCVs of 2025.\n\n"
			   "#### Preprocessing\n\nNames removed.\n\n"
			   "## Failure modes\n\nTables.\n";

	CHECK_STR(markdown(text, "base_model"), "bert");
	CHECK_STR(markdown(text, "model_name"), "Screener");
	CHECK_STR(markdown(text, "organization"), "ACME");
	CHECK_STR(markdown(text, "version"), "1.2");
	CHECK_STR(markdown(text, "primary_intended_uses"), "Ranking applicants.");
	CHECK_STR(markdown(text, "out_of_scope_uses"), "Credit.");
	CHECK_STR(markdown(text, "known_limitations"), "Old CVs.");
	CHECK(strstr(markdown(text, "training_data_description"), "Names removed.") != NULL);
	CHECK_STR(markdown(text, "failure_modes"), "Tables.");
	CHECK_STR(markdown(text, "approved_by"), NULL);
	CHECK_STR(markdown(text, "format"), "markdown");
}

TEST(facts_card, reads_headings_as_people_write_them)
{
	CHECK_STR(markdown("# X\n\n## 1.2 Known Limitations:\n\nFew.\n", "known_limitations"),
		  "Few.");
	CHECK_STR(markdown("# X\n\n## **Limitations**\n\nFew.\n", "known_limitations"), "Few.");
	CHECK_STR(markdown("# X\n\nLimitations\n-----------\n\nFew.\n", "known_limitations"),
		  "Few.");
	CHECK_STR(markdown("# X\n\n## ⚠️ Limitations\n\nFew.\n", "known_limitations"), "Few.");
	CHECK_STR(markdown("# X\n\n## [Failure modes](#x)\n\nFew.\n", "failure_modes"), "Few.");
	CHECK_STR(markdown("# X\n\n## Failure modes {#fm}\n\nFew.\n", "failure_modes"), "Few.");
	CHECK_STR(markdown("# X\n\n## <a name=\"fm\"></a>Failure modes\n\nFew.\n", "failure_modes"),
		  "Few.");
	CHECK_STR(markdown("# X\n\n## Failure\xc2\xa0modes\n\nFew.\n", "failure_modes"), "Few.");
	CHECK_STR(markdown("# X\n\n```\n## Limitations\n```\n", "known_limitations"), NULL);
}

TEST(facts_card, compares_headings_by_their_words)
{
	static const char *const failures[] = {
		"Known failure modes and errors", "Limitations and failure modes",
		"Failure modes & mitigations",    "Failure mode",
		"Failure Modes of the Model",     "Potential failures",
	};
	static const char *const others[] = {
		"Training", "Failure is no option", "Modes", "Errors in training data", "Known",
	};

	for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++)
		CHECK_STR(markdown(arena_print(test_arena(), "## %s\n\nTables.\n", failures[i]),
				   "failure_modes"),
			  "Tables.");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		CHECK_STR(markdown(arena_print(test_arena(), "## %s\n\nTables.\n", others[i]),
				   "failure_modes"),
			  NULL);
	CHECK_STR(markdown("## Limitations and failure modes\n\nTables.\n", "known_limitations"),
		  "Tables.");
	CHECK_STR(markdown("<h2>Limitations</h2>\n\nTables.\n", "known_limitations"), "Tables.");
	CHECK_STR(
		markdown("## Training and evaluation data\n\nCVs.\n", "training_data_description"),
		"CVs.");
	CHECK_STR(markdown("## Training and evaluation data\n\nCVs.\n",
			   "evaluation_data_description"),
		  "CVs.");
	CHECK_STR(markdown("## Training\n\nCVs.\n", "training_data_description"), NULL);
	CHECK_STR(markdown("## Training and evaluation data\n\nCVs.\n", "fine_tuning_approach"),
		  NULL);
}

TEST(facts_card, tells_which_fields_say_something)
{
	CHECK_STR(yaml("model_name: S\nversion: 2\nfailure_modes: 0\nsafety_risks: .nan\n"
		       "identified_biases: [true]\nmitigation_measures: {a: 1}\nauthors: TODO x\n",
		       "filled"),
		  "model_name, version, mitigation_measures");
	CHECK_STR(yaml("", "filled"), "[]");
	CHECK_STR(yaml("colour: red\n", "filled"), "[]");
	CHECK_STR(markdown("# Screener\n", "filled"), "[]");
	CHECK_STR(markdown("# Screener\n\n## Limitations\n\nNight.\n", "filled"),
		  "known_limitations");
}

TEST(facts_card, a_template_says_nothing)
{
	const char *text = "# Model Card\n\n## Direct Use\n\n<!-- Address questions -->\n\n"
			   "[More Information Needed]\n\n## Failure modes\n\n- TODO\n- TBD\n\n"
			   "## Limitations\n\n## Biases\n\n- TODO\n- Older people rank lower.\n";
	struct tree *tree = tree_new(test_arena());

	CHECK_STR(markdown(text, "primary_intended_uses"), "[More Information Needed]");
	CHECK_STR(markdown(text, "failure_modes"), "TODO");
	CHECK_STR(markdown(text, "known_limitations"), "");
	CHECK(strstr(markdown(text, "identified_biases"), "rank lower") != NULL);
	CHECK_STR(markdown(text, "model_name"), NULL);
	tree_file(tree, "models/a/card.md", text);
	CHECK_OK(tree_gather(tree));
}

TEST(facts_card, what_no_reader_sees_says_nothing)
{
	static const char *const hollow[] = {
		"| Mode | How |\n|---|---|\n| TBD | TBD |",
		"| Mode | How |\n|---|---|",
		"1.\n2.",
		"- [ ]\n- [ ]",
		"```\n```",
		"```\nTODO\n```",
		"![](x.png)",
		"<br>",
		"&nbsp;",
		"<details>\n</details>",
		"[x]: http://y",
		"<script>\nfail()\n</script>",
		"- **Scans:**\n- **More:**",
		"{{ failure_modes | default(\"[More Information Needed]\", true)}}",
	};
	for (size_t i = 0; i < sizeof hollow / sizeof hollow[0]; i++) {
		struct tree *tree = tree_new(test_arena());
		const char *path = "models/a/card.md";

		tree_file(tree, path,
			  arena_print(test_arena(), "# X\n\n## Failure modes\n\n%s\n", hollow[i]));
		CHECK_OK(tree_gather(tree));
		if (!CHECK(evidence_emptiness(tree_fact(tree, "model_card", path,
							"failure_modes")) != EMPTINESS_FILLED))
			test_check_str(hollow[i], NULL, "text", __FILE__, __LINE__);
	}
}

TEST(facts_card, code_holds_no_fields)
{
	CHECK_STR(markdown("# X\n\n```\n**Failure modes:** few\n```\n", "failure_modes"), NULL);
	CHECK_STR(markdown("# X\n\nSo:\n\n    **Failure modes:** few\n", "failure_modes"), NULL);
	CHECK_STR(markdown("# X\n\n    **Failure modes:** few\n", "failure_modes"), NULL);
	CHECK_STR(markdown("# X\n\n- a\n\n    **Failure modes:** few\n", "failure_modes"), "few");
	CHECK_STR(markdown("# X\n\n```\na\n```\n**Failure modes:** few\n", "failure_modes"), "few");
}

TEST(facts_card, yes_is_nobodys_name)
{
	CHECK_STR(yaml("approved_by: true\n", "approved_by"), "");
	CHECK_STR(yaml("approved_by: false\n", "approved_by"), "");
	CHECK_STR(yaml("approved_by: Ada\n", "approved_by"), "Ada");
}

TEST(facts_card, a_key_without_a_value_leaves_the_heading_its_say)
{
	CHECK_STR(markdown("---\nknown_limitations:\n---\n# X\n\n## Limitations\n\nFew.\n",
			   "known_limitations"),
		  "Few.");
	CHECK_STR(markdown("---\nknown_limitations: Many\n---\n# X\n\n## Limitations\n\nFew.\n",
			   "known_limitations"),
		  "Many");
	CHECK_STR(markdown("---\nknown_limitations: Many\n---\n# X\n\n## Limitations\n\nTODO\n",
			   "known_limitations"),
		  "Many");
}

TEST(facts_card, reads_the_model_index_of_hugging_face)
{
	const char *text = "---\n"
			   "model-index:\n"
			   "  - name: bert-screener\n"
			   "    results:\n"
			   "      - task: {type: text-classification}\n"
			   "        dataset: {name: GLUE, type: glue}\n"
			   "        metrics:\n"
			   "          - {type: accuracy, value: 0.91}\n"
			   "          - {type: f1, name: F1 score, value: 0.89}\n"
			   "---\n";

	CHECK_STR(markdown(text, "overall_performance"),
		  "{GLUE accuracy: 0.91, GLUE F1 score: 0.89}");
	CHECK_STR(markdown(text, "model_name"), "bert-screener");
	CHECK_STR(markdown("---\ndatasets: [imdb]\n---\n# X\n", "training_data_description"), NULL);
}

TEST(facts_card, names_keys_that_nobody_reads)
{
	CHECK_STR(yaml("model_nam: X\nlicense: mit\nmodel-index: []\n", "unknown_fields"),
		  "{name: model_nam, nearest: model_name, line: 1, column: 1}");
	CHECK_STR(yaml("path: X\n", "unknown_fields"),
		  "{name: path, nearest: null, line: 1, column: 1}");
	CHECK_STR(yaml("version: 1\n", "unknown_fields"), "[]");
}

static void
unreadable(const char *path, const char *text)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, path, text);
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "model_card", path, "model_name"), path);
	CHECK_ERR(tree_unknown(tree, "model_card", path, "unknown_fields"), path);
	CHECK_INT(err_lost(tree->arena) + err_lost(tree->scratch), 0);
}

TEST(facts_card, what_cannot_be_parsed_is_unknown)
{
	unreadable("model_card.yaml", "model_name: [X\n");
	unreadable("model_card.yaml", "- a\n- b\n");
	unreadable("model_card.yaml", "a: 1\na: 2\n");
	unreadable("model_card.json", "{\"a\": 1");
	unreadable("model_card.json", "");
	unreadable("models/a/card.md", "---\n- a\n---\n");
	unreadable("models/a/card.md", "---\na: [\n---\n");
	unreadable("models/a/card.md", "version https://git-lfs.github.com/spec/v1\n"
				       "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258"
				       "daaa5e2ca24d17e2393\nsize 12345\n");
}

TEST(facts_card, two_data_cards_for_one_file_are_unknown)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "data/a.csv", "id\n1\n");
	tree_file(tree, "data/a.csv.card.yaml", "use: production\n");
	tree_file(tree, "data/a.csv.card.json", "{\"use\": \"training\"}");
	tree_file(tree, "data/b.csv.card.json", "{\"use\": \"training\"}");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "data_card", "data/a.csv.card.yaml", "use"),
		  "data/a.csv.card.json");
	CHECK_ERR(tree_unknown(tree, "data_card", "data/a.csv.card.json", "use"),
		  "data/a.csv.card.yaml");
	CHECK_ERR(tree_unknown(tree, "dataset", "data/a.csv", "use"), "two data cards");
	CHECK_STR(tree_show(tree, tree_fact(tree, "data_card", "data/b.csv.card.json", "use")),
		  "training");
}

TEST(facts_card, a_card_over_the_budget_is_unknown)
{
	struct tree *tree = tree_new(test_arena());

	tree->limits.record_bytes = 8;
	tree_file(tree, "model_card.yaml", "model_name: Screener\n");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "model_card", "model_card.yaml", "model_name"), "budget");
}

TEST(facts_card, a_card_speaks_for_the_systems_of_its_model)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "governance/registry.yaml",
		  "systems:\n  - id: A\n    models: [models/a/m.onnx]\n  - id: B\n"
		  "    models: [models/a]\n    model_cards: [models/b/model_card.yaml]\n");
	tree_file(tree, "models/a/m.onnx", "x");
	tree_file(tree, "models/a/model_card.yaml", "version: 1\n");
	tree_file(tree, "models/b/model_card.yaml", "version: 1\n");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree_artifact(tree, "model_card", "models/a/model_card.yaml")->related[0].count,
		  2);
	CHECK_STR(tree_related(tree, "model_card", "models/b/model_card.yaml", "system"), "B");
}
