/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `model_card` (after Mitchell et al., Model Cards for Model Reporting, 2019): what a model
 * is for, how well it works for whom, and who answers for it. As YAML or JSON with the fields under
 * their own names, or as Markdown with Hugging Face front matter and the usual headings.
 *
 * What is written elsewhere under another name is mapped only where it says the same: the list of
 * dataset names in `datasets:` is no description of training data.
 */
#include "facts/model_card.h"
#include "base/arena.h"
#include "facts/card.h"
#include "facts/facts.h"
#include "facts/recognise.h"

#define CARD_PATHS(prefix)                                                                         \
	prefix ".md", prefix ".markdown", prefix ".yaml", prefix ".yml", prefix ".json"

static const char *const paths[] = {
	CARD_PATHS("**/model_card"), CARD_PATHS("**/model-card"),
	CARD_PATHS("**/modelcard"),  CARD_PATHS("**/*.model-card"),
	"models/**/card.yaml",       "models/**/card.yml",
	"models/**/card.json",       "models/**/card.md",
	"models/*/**/README.md",     NULL,
};

static const struct card_name headings[] = {
	/* Hugging Face's template */
	{"direct use", "primary_intended_uses"},
	{"out of scope use", "out_of_scope_uses"},
	{"bias risks and limitations", "known_limitations"},
	{"recommendations", "mitigation_measures"},
	{"training data", "training_data_description"},
	{"training procedure", "fine_tuning_approach"},
	{"testing data", "evaluation_data_description"},
	{"results", "overall_performance"},
	{"model card authors", "authors"},
	{"developed by", "organization"},
	{"finetuned from model", "base_model"},
	{"finetuned from model optional", "base_model"},
	/* Mitchell et al. */
	{"intended use", "primary_intended_uses"},
	{"primary intended uses", "primary_intended_uses"},
	{"out of scope use cases", "out_of_scope_uses"},
	{"evaluation data", "evaluation_data_description"},
	{"quantitative analyses", "overall_performance"},
	{"caveats and recommendations", "performance_caveats"},
	{"disaggregated results", "performance_by_group"},
	/* What people write */
	{"intended uses", "primary_intended_uses"},
	{"intended purpose", "primary_intended_uses"},
	{"use cases", "primary_intended_uses"},
	{"uses", "primary_intended_uses"},
	{"intended users", "primary_intended_users"},
	{"users", "primary_intended_users"},
	{"out of scope", "out_of_scope_uses"},
	{"out of scope uses", "out_of_scope_uses"},
	{"prohibited use", "prohibited_uses"},
	{"misuse", "prohibited_uses"},
	{"limitations", "known_limitations"},
	{"known issues", "known_limitations"},
	{"failure mode", "failure_modes"},
	{"limits", "known_limitations"},
	{"biases", "identified_biases"},
	{"bias", "identified_biases"},
	{"known biases", "identified_biases"},
	{"failures", "failure_modes"},
	{"mitigations", "mitigation_measures"},
	{"mitigation", "mitigation_measures"},
	{"risk mitigation", "mitigation_measures"},
	{"risks", "safety_risks"},
	{"safety", "safety_risks"},
	{"safety considerations", "safety_risks"},
	{"performance", "overall_performance"},
	{"evaluation results", "overall_performance"},
	{"metrics", "overall_performance"},
	{"performance by subgroup", "performance_by_group"},
	{"performance across groups", "performance_by_group"},
	{"fairness", "performance_by_group"},
	{"thresholds", "performance_thresholds"},
	{"caveats", "performance_caveats"},
	{"training dataset", "training_data_description"},
	{"evaluation dataset", "evaluation_data_description"},
	{"test data", "evaluation_data_description"},
	{"fine tuning", "fine_tuning_approach"},
	{"training", "fine_tuning_approach"},
	{"name", "model_name"},
	{"model version", "version"},
	{"id", "model_id"},
	{"model identifier", "model_id"},
	{"released", "release_date"},
	{"date", "release_date"},
	{"changelog", "changelog_summary"},
	{"changes", "changelog_summary"},
	{"author", "authors"},
	{"organisation", "organization"},
	{"owner", "organization"},
	{"contact", "incident_contact"},
	{"incident response", "incident_contact"},
	{"oversight", "required_oversight_level"},
	{"human oversight", "required_oversight_level"},
	{"approval", "approved_by"},
	{"approvals", "approved_by"},
	{"approved", "approved_by"},
	{"review", "review_schedule"},
	{"compliance", "regulatory_compliance"},
	{"regulation", "regulatory_compliance"},
	{"risk classification", "risk_tier"},
	{0},
};

static const struct card_name other_keys[] = {{0}};

static const struct card_shape shape = {
	.headings = headings, .keys = other_keys, .title = "model_name"};

static struct err *
compute_fields(struct view *view, struct artifact *artifact);
static struct err *
compute_filled(struct view *view, struct artifact *artifact);

static struct err *
compute_unknown(struct view *view, struct artifact *artifact);

static struct err *
compute_taken(struct view *view, struct artifact *artifact);

static const struct fact_def facts[] = {
	CARD_FACTS(compute_fields, compute_filled, compute_unknown),
	{.name = "taken_for_card",
	 .type = FACT_STRING,
	 .summary = "why a README counts as a card, for messages; empty for other files",
	 .required = true,
	 .compute = compute_taken},
	FIELD("model_id", FACT_ANY, NAME, "identity: the model's own name"),
	FIELD("model_name", FACT_ANY, NAME, "identity: what people call it"),
	FIELD("version", FACT_ANY, NAME, "identity: which one it is"),
	FIELD("release_date", FACT_DATE, ANYTHING, "identity: since when"),
	FIELD("previous_version", FACT_ANY, NAME, "identity: what it replaces"),
	FIELD("changelog_summary", FACT_ANY, WORDS, "identity: what is new"),
	FIELD("authors", FACT_ANY, WHO, "identity: who made it"),
	FIELD("organization", FACT_ANY, WORDS, "identity: for whom"),
	FIELD("primary_intended_uses", FACT_ANY, WORDS, "use: what it is for"),
	FIELD("primary_intended_users", FACT_ANY, WORDS, "use: for whom"),
	FIELD("out_of_scope_uses", FACT_ANY, WORDS, "use: what it was not made for"),
	FIELD("prohibited_uses", FACT_ANY, WORDS, "use: what it must not be used for"),
	FIELD("overall_performance", FACT_ANY, NAME, "performance: benchmark → score"),
	FIELD("performance_by_group", FACT_ANY, WORDS, "performance: group → benchmark → score"),
	FIELD("performance_thresholds", FACT_ANY, NAME, "performance: benchmark → minimum"),
	FIELD("performance_caveats", FACT_ANY, WORDS, "performance: what the scores do not say"),
	FIELD("base_model", FACT_ANY, WORDS, "technical: what it was made from"),
	FIELD("fine_tuning_approach", FACT_ANY, WORDS, "technical: how it was trained"),
	FIELD("training_data_description", FACT_ANY, WORDS, "technical: what it was trained on"),
	FIELD("training_data_size", FACT_ANY, NAME, "technical: on how much"),
	FIELD("training_data_cutoff", FACT_ANY, NAME, "technical: until when"),
	FIELD("training_data_known_issues", FACT_ANY, WORDS,
	      "technical: what is wrong with that data"),
	FIELD("evaluation_data_description", FACT_ANY, WORDS, "technical: what it was tested on"),
	FIELD("known_limitations", FACT_ANY, WORDS, "risk: what it cannot do"),
	FIELD("failure_modes", FACT_ANY, WORDS, "risk: how it fails"),
	FIELD("identified_biases", FACT_ANY, WORDS, "risk: whom it treats worse"),
	FIELD("safety_risks", FACT_ANY, WORDS, "risk: what harm it can do"),
	FIELD("mitigation_measures", FACT_ANY, WORDS, "risk: what is done about it"),
	FIELD("risk_tier", FACT_TIER, ANYTHING, "governance: the tier the card states"),
	FIELD("required_oversight_level", FACT_ANY, WORDS, "governance: how far people decide"),
	FIELD("approved_by", FACT_ANY, WHO, "governance: who accepted it"),
	FIELD("approval_date", FACT_DATE, ANYTHING, "governance: when"),
	FIELD("review_schedule", FACT_ANY, WORDS, "governance: when it is looked at again"),
	FIELD("incident_contact", FACT_ANY, WHO, "governance: whom to call"),
	FIELD("regulatory_compliance", FACT_ANY, WORDS, "governance: which rules it is held to"),
	{0},
};

/* Keys of Hugging Face cards and other things a card may say beside its fields. */
static const char *const other_known[] = {
	"license",
	"licence",
	"license_name",
	"license_link",
	"language",
	"languages",
	"tags",
	"datasets",
	"metrics",
	"model-index",
	"library_name",
	"pipeline_tag",
	"thumbnail",
	"base_model_relation",
	"new_version",
	"inference",
	"widget",
	"co2_eq_emissions",
	"extra_gated_prompt",
	"extra_gated_fields",
	"extra_gated_heading",
	"extra_gated_description",
	"extra_gated_button_content",
	"mask_token",
	"arxiv",
	"model_type",
	"quantized_by",
	"description",
	"title",
	"citation",
	"homepage",
	"repository",
	NULL,
};

/* One metric of a result: its name, or its type, after the dataset's name where it is known. */
static struct str
metric_name(struct view *view, const struct value *result, const struct value *metric)
{
	struct str name = value_string(value_get(metric, STR("name")));
	struct str dataset = value_string(value_path(result, STR("dataset.name")));

	if (!name.data)
		name = value_string(value_get(metric, STR("type")));
	if (!name.data || !dataset.data)
		return name;
	return str_of(arena_print(view->scratch, "%.*s %.*s", STR_ARG(dataset), STR_ARG(name)));
}

static void
add_result(struct view *view, const struct value *result, struct value *scores)
{
	const struct value *metrics = value_get(result, STR("metrics"));

	for (size_t i = 0; metrics && metrics->type == VALUE_LIST && i < metrics->list.count; i++) {
		const struct value *metric = &metrics->list.items[i];
		const struct value *score = value_get(metric, STR("value"));
		struct str name = metric_name(view, result, metric);

		if (name.size > 0 && score && !value_get(scores, name))
			value_set_str(view->scratch, scores, name, *score);
	}
}

/* `model-index`: the model's name and its scores, as Hugging Face cards state them. */
static void
add_model_index(struct view *view, struct card *card)
{
	const struct value *index = value_get(&card->written, STR("model-index"));
	const struct value *model = index && index->type == VALUE_LIST && index->list.count > 0
					    ? index->list.items
					    : NULL;
	const struct value *name = value_get(model, STR("name"));
	const struct value *results = value_get(model, STR("results"));
	struct value scores = value_map();

	if (name)
		card_fill(view, &card->fields, "model_name", *name);
	for (size_t i = 0; results && results->type == VALUE_LIST && i < results->list.count; i++)
		add_result(view, &results->list.items[i], &scores);
	scores.place = results ? results->place : scores.place;
	if (scores.map.count > 0)
		card_fill(view, &card->fields, "overall_performance", scores);
}

/* Yes or no is nobody's name. */
static void
drop_yes_and_no(struct value *fields)
{
	for (size_t i = 0; i < fields->map.count; i++) {
		struct value *value = &fields->map.members[i].value;
		struct place place = value->place;

		if (!str_is(fields->map.members[i].key, "approved_by") || value->type != VALUE_BOOL)
			continue;
		*value = value_str(STR(""));
		value->place = place;
	}
}

static struct err *
read_card(struct view *view, struct artifact *artifact, struct card *card)
{
	TRY(card_read(view, artifact, &shape, card));
	add_model_index(view, card);
	drop_yes_and_no(&card->fields);
	return NULL;
}

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	struct card card;

	TRY(read_card(view, artifact, &card));
	card_facts(artifact, &card);
	return NULL;
}

static struct err *
compute_filled(struct view *view, struct artifact *artifact)
{
	struct card card;

	TRY(read_card(view, artifact, &card));
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

bool
model_card_is_of_folder(struct str path)
{
	static const char *const names[] = {"model_card.", "model-card.", "modelcard.", "card.",
					    NULL};
	struct str name = str_name(path);

	for (const char *const *one = names; *one; one++)
		if (str_equal_fold(str_cut(name, 0, str_of(*one).size), str_of(*one)))
			return true;
	return false;
}

/* A file read as a card. */
static struct err *
look(struct view *view, const struct entry *entry, struct card *out)
{
	struct artifact artifact = {
		.kind = facts_kind(STR("model_card")), .path = entry->path, .entry = entry};

	TRY(read_card(view, &artifact, out));
	return NULL;
}

/* The card's fields that are written as such; the title of a page is none. */
static size_t
count_fields(const struct card *card)
{
	size_t count = 0;

	for (const struct fact_def *def = facts; def->name; def++)
		count += def->key && value_get(&card->fields, str_of(def->key)) != NULL &&
			 !(card->titled && str_is(STR("model_name"), def->name));
	return count;
}

bool
model_card_says_something(struct view *view, const struct entry *entry)
{
	static const char *const telling[] = {"model-index",
					      "library_name",
					      "pipeline_tag",
					      "base_model",
					      "base_model_relation",
					      "model_name",
					      "quantized_by",
					      "co2_eq_emissions",
					      "model_id",
					      NULL};
	struct card card;
	struct err *err = look(view, entry, &card);

	err_settle(err);
	if (err)
		return true;
	for (const char *const *key = telling; *key; key++)
		if (value_get(&card.written, str_of(*key)))
			return true;
	return count_fields(&card) >= 2;
}

bool
model_card_says_no_more(struct view *view, const struct entry *entry)
{
	struct card card;
	struct err *err = look(view, entry, &card);

	err_settle(err);
	return !err && count_fields(&card) > 0 &&
	       fields_unknown(view, facts_kind(STR("model_card")), other_known, NULL, &card.written)
			       .list.count == 0;
}

static struct err *
compute_taken(struct view *view, struct artifact *artifact)
{
	const struct recogniser *recogniser = view->index->recogniser;
	struct str folder = str_folder(artifact->path);
	const char *taken = "";

	if (recognise_is_readme(artifact->path) && recogniser)
		taken = map_has(&recogniser->model_folders, folder)
				? "; this README counts as the model's card: it stands beside the "
				  "model, and no model_card.* does"
				: "; this README counts as a model card: it has fields of one";
	facts_set(artifact, "taken_for_card", value_text(taken));
	return NULL;
}

const struct kind facts_model_card = {
	.name = "model_card",
	.summary = "what a model is for, how well it works, who answers for it",
	.paths = paths,
	.facts = facts,
	.has_tree = true,
};
