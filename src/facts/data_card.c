/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `data_card`: what a dataset is, where it comes from and what it may be used for. As YAML
 * or JSON beside the data file, or as the front matter of the README in the data's folder (with the
 * keys that Hugging Face dataset cards have).
 */
#include "facts/data_card.h"

#include <string.h>

#include "base/arena.h"
#include "facts/card.h"
#include "facts/facts.h"

static const char *const paths[] = {
	"**/*.card.yaml",
	"**/*.card.yml",
	"**/*.card.json",
	"data/**/README.md",
	"datasets/**/README.md",
	"dataset/**/README.md",
	NULL,
};

static const struct card_name headings[] = {
	{"dataset description", "description"},
	{"dataset summary", "description"},
	{"dataset details", "description"},
	{"intended use", "purpose"},
	{"intended uses", "purpose"},
	{"purpose of the dataset", "purpose"},
	{"curation rationale", "purpose"},
	{"source data", "source"},
	{"data collection", "source"},
	{"licensing information", "licence"},
	{"license", "licence"},
	{"legal basis", "lawful_basis"},
	{"retention", "retention_until"},
	{0},
};

static const struct card_name other_keys[] = {
	{"license", "licence"},
	{"legal_basis", "lawful_basis"},
	{"source_datasets", "source"},
	{"summary", "description"},
	{0},
};

const char *const data_card_uses[] = {"training", "evaluation", "production", "other", NULL};

static const struct card_shape shape = {.headings = headings, .keys = other_keys};

static struct err *
compute_fields(struct view *view, struct artifact *artifact);
static struct err *
compute_filled(struct view *view, struct artifact *artifact);

static struct err *
compute_unknown(struct view *view, struct artifact *artifact);

static const struct fact_def facts[] = {
	CARD_FACTS(compute_fields, compute_filled, compute_unknown),
	FIELD("description", FACT_ANY, WORDS, "what the data is"),
	FIELD("purpose", FACT_ANY, WORDS, "why it was collected"),
	{.name = "use",
	 .key = "use",
	 .type = FACT_STRING,
	 .summary = "training, evaluation, production or other",
	 .values = data_card_uses,
	 .compute = compute_fields},
	FIELD("lawful_basis", FACT_ANY, WORDS, "on what ground personal data is held"),
	FIELD("licence", FACT_ANY, WORDS, "under which terms it may be used"),
	FIELD("source", FACT_ANY, WORDS, "where it comes from"),
	FIELD("retention_until", FACT_DATE, ANYTHING, "when it has to go"),
	FIELD("columns", FACT_MAP, ANYTHING, "column → purpose, protection"),
	FIELD("quasi_identifiers", FACT_LIST, ANYTHING, "columns that single people out together"),
	FIELD("sensitive_attributes", FACT_LIST, ANYTHING,
	      "columns that must not be linked to people"),
	{0},
};

/* Keys of Hugging Face cards and other things a card may say beside its fields. */
static const char *const other_known[] = {
	"legal_basis",
	"license",
	"annotations_creators",
	"language",
	"languages",
	"language_creators",
	"language_details",
	"license_name",
	"license_link",
	"license_details",
	"multilinguality",
	"pretty_name",
	"size_categories",
	"source_datasets",
	"summary",
	"task_categories",
	"task_ids",
	"tags",
	"configs",
	"config_names",
	"dataset_info",
	"train-eval-index",
	"paperswithcode_id",
	"viewer",
	"title",
	"name",
	"version",
	"authors",
	"citation",
	"homepage",
	"extra_gated_prompt",
	"extra_gated_fields",
	"extra_gated_heading",
	"extra_gated_description",
	"extra_gated_button_content",
	NULL,
};

/* Two cards beside one file may contradict each other: neither is believed. */
static struct err *
only_card(struct view *view, const struct artifact *artifact)
{
	static const char *const endings[] = {".card.yaml", ".card.yml", ".card.json", NULL};
	size_t size = str_find_last(artifact->path, '.');
	struct str stem = str_cut(artifact->path, 0, size);

	if (size == SIZE_MAX || !str_ends(stem, STR(".card")))
		return NULL;
	stem = str_cut(stem, 0, stem.size - strlen(".card"));
	for (const char *const *ending = endings; *ending; ending++) {
		struct str path =
			str_of(arena_print(view->scratch, "%.*s%s", STR_ARG(stem), *ending));
		if (!str_equal(path, artifact->path) && map_get(&view->index->by_path, path))
			return err_help(
				err_new(view->scratch, "%.*s has two data cards: %.*s and %.*s",
					STR_ARG(stem), STR_ARG(artifact->path), STR_ARG(path)),
				"keep one of them");
	}
	return NULL;
}

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	struct card card;

	TRY(only_card(view, artifact));
	TRY(card_read(view, artifact, &shape, &card));
	card_facts(artifact, &card);
	return NULL;
}

static struct err *
compute_filled(struct view *view, struct artifact *artifact)
{
	struct card card;

	TRY(card_read(view, artifact, &shape, &card));
	card_filled(view, artifact, &shape, &card);
	return NULL;
}

static struct err *
compute_unknown(struct view *view, struct artifact *artifact)
{
	struct card card;

	TRY(card_read(view, artifact, &shape, &card));
	facts_set(artifact, "unknown_fields",
		  fields_unknown(view, artifact->kind, other_known, NULL, &card.written));
	return NULL;
}

/* The first bytes, a byte order mark aside, are "---" and the end of a line. */
static struct err *
starts_with_front_matter(struct input *input, bool *out)
{
	char head[8] = "";
	size_t size = 0;
	size_t got;
	struct str text;

	*out = false;
	do {
		TRY(input_read(input, head + size, sizeof head - size, &got));
		size += got;
	} while (got > 0 && size < sizeof head);
	text = str_make(head, size);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_cut(text, 3, text.size);
	*out = str_starts(text, STR("---\n")) || str_starts(text, STR("---\r")) ||
	       str_starts(text, STR("--- "));
	return NULL;
}

struct err *
data_card_is_one(struct view *view, const struct entry *entry, bool *out)
{
	struct input *input;
	struct err *err;

	*out = true;
	if (!str_equal_fold(str_name(entry->path), STR("README.md")))
		return NULL;
	err = content_open_entry(view, entry, &input);
	if (!err) {
		err = starts_with_front_matter(input, out);
		input_close(input);
	}
	/* What cannot be read is asked again when a rule wants its facts, and answered for there. */
	if (err)
		*out = true;
	err_settle(err);
	return NULL;
}

const struct kind facts_data_card = {
	.name = "data_card",
	.summary = "what a dataset is and may be used for",
	.paths = paths,
	.facts = facts,
	.has_tree = true,
};
