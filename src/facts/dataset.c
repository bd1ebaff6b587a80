/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `dataset`: a file of data, told by its ending, its folder, or a registry that claims it.
 * Its facts come from one pass over the bytes: rows, columns, and what in them looks like personal
 * data. What it may be used for says its card.
 *
 * The one thing to know: a format that cannot be read, or a file not read to its end, has no facts.
 * It is never clean.
 */
#include "base/arena.h"
#include "facts/content.h"
#include "facts/data_card.h"
#include "facts/facts.h"
#include "facts/scan.h"

/* With compressed forms: what is inside is the same data. */
#define TABLE(ending)                                                                              \
	"**/*" ending, "**/*" ending ".gz", "**/*" ending ".bz2", "**/*" ending ".xz",             \
		"**/*" ending ".zst", "**/*" ending ".zip"

static const char *const paths[] = {
	TABLE(".csv"),    TABLE(".tsv"),  TABLE(".psv"), TABLE(".jsonl"),
	TABLE(".ndjson"), "**/*.parquet", "**/*.arrow",  "**/*.feather",
	"**/*.avro",      "**/*.orc",     "**/*.xlsx",   "**/*.sqlite",
	"**/*.sqlite3",   "**/*.db",      "**/*.duckdb", "data/**",
	"datasets/**",    "dataset/**",   NULL,
};

static struct err *
compute_path(struct view *view, struct artifact *artifact);

static struct err *
compute_format(struct view *view, struct artifact *artifact);

static struct err *
compute_content(struct view *view, struct artifact *artifact);

static struct err *
compute_use(struct view *view, struct artifact *artifact);

static const struct fact_def column_fields[] = {
	{.name = "name", .type = FACT_STRING, .summary = "as the file calls it", .subject = true},
	{.name = "filled", .type = FACT_INT, .summary = "cells that are not empty"},
	{0},
};

static const char *const entities[] = {"email", "iban", "payment_card", "phone", "us_ssn", NULL};

static const char *const protections[] = {
	"plain", "mixed", "masked", "pseudonymised", "encrypted", "declared", NULL,
};

static const struct fact_def pii_fields[] = {
	{.name = "field",
	 .type = FACT_STRING,
	 .summary = "the column, key or 'text'",
	 .subject = true},
	{.name = "entity",
	 .type = FACT_STRING,
	 .summary = "email, payment_card, iban …",
	 .values = entities},
	{.name = "count", .type = FACT_INT, .summary = "how many values"},
	{.name = "rows", .type = FACT_INT, .summary = "how many cells or lines hold one"},
	{.name = "confidence",
	 .type = FACT_NUMBER,
	 .share = true,
	 .summary = "0 to 1; from 0.6 on it is sure"},
	{.name = "validated", .type = FACT_BOOL, .summary = "check digits confirm it"},
	{.name = "protection",
	 .type = FACT_STRING,
	 .summary = "plain, mixed, masked, pseudonymised, encrypted or declared",
	 .values = protections},
	{.name = "line", .type = FACT_INT, .summary = "of the first value"},
	{.name = "column", .type = FACT_INT, .summary = "of the first value"},
	{0},
};

/* All that read/ knows. */
static const char *const dataset_formats[] = {
	"yaml",    "json",  "jsonl",  "csv",    "markdown", "text", "parquet", "arrow",
	"feather", "avro",  "orc",    "sqlite", "xlsx",     "xls",  "zip",     "tar",
	"gzip",    "bzip2", "xz",     "zstd",   "lz4",      "7z",   "rar",     "pickle",
	"npy",     "hdf5",  "matlab", "r-data", "tfrecord", "pdf",  "image",   NULL};

static const struct fact_def facts[] = {
	{.name = "path",
	 .type = FACT_STRING,
	 .summary = "where the file is",
	 .required = true,
	 .compute = compute_path},
	{.name = "format",
	 .type = FACT_STRING,
	 .summary = "csv, jsonl, parquet …",
	 .values = dataset_formats,
	 .required = true,
	 .compute = compute_format},
	{.name = "rows",
	 .type = FACT_INT,
	 .summary = "rows, lines or elements",
	 .required = true,
	 .compute = compute_content},
	{.name = "columns",
	 .type = FACT_LIST,
	 .summary = "what it holds, by name",
	 .fields = column_fields,
	 .required = true,
	 .compute = compute_content},
	{.name = "pii",
	 .type = FACT_LIST,
	 .summary = "what looks like personal data",
	 .fields = pii_fields,
	 .required = true,
	 .compute = compute_content},
	{.name = "declared_use",
	 .type = FACT_ANY,
	 .summary = "what its card says, or null",
	 .values = data_card_uses,
	 .compute = compute_use},
	{.name = "use",
	 .type = FACT_STRING,
	 .summary = "training, evaluation, production or other; training where no card says",
	 .values = data_card_uses,
	 .required = true,
	 .compute = compute_use},
	{0},
};

static struct err *
compute_path(struct view *view, struct artifact *artifact)
{
	(void)view;
	facts_set(artifact, "path", value_str(artifact->path));
	return NULL;
}

/* Of a document people write fields are told; of data every line counts. */
static bool
is_prose(const char *format)
{
	return str_is(STR("markdown"), format);
}

static struct err *
read_whole(struct view *view, struct input *input, struct document *document)
{
	const struct format *format = read_format(str_of(input->name), (struct str){0});

	if (format && is_prose(format->name))
		TRY(read_as(read_format_named(STR("text")), input, view->limits, view->scratch,
			    document));
	else
		TRY(read_document(input, view->limits, view->scratch, document));
	return NULL;
}

/* The format that the content has where the name does not say. */
static struct err *
format_shown(struct view *view, struct artifact *artifact, const char **format)
{
	struct document document = {0};
	struct input *input;
	struct err *err;

	TRY(content_open(view, artifact, &input));
	err = read_whole(view, input, &document);
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(artifact->path));
	*format = document.format;
	return NULL;
}

static struct err *
compute_format(struct view *view, struct artifact *artifact)
{
	const char *format;

	TRY(content_format(view, artifact, &format));
	if (!format || is_prose(format))
		TRY(format_shown(view, artifact, &format));
	facts_set(artifact, "format", value_text(format));
	return NULL;
}

static struct err *
read_content(struct view *view, struct input *input, struct scan *scan, bool *commented)
{
	struct document document = {0};

	TRY(read_whole(view, input, &document));
	TRY(scan_document(scan, &document));
	*commented = str_is(STR("yaml"), document.format);
	return NULL;
}

static struct err *
read_as_text(struct view *view, struct input *input, struct scan *scan)
{
	struct document document = {0};

	TRY(read_as(read_format_named(STR("text")), input, view->limits, view->scratch, &document));
	TRY(scan_comments(scan, &document));
	return NULL;
}

static struct err *
compute_content(struct view *view, struct artifact *artifact)
{
	struct input *input;
	struct scan scan;
	struct err *err;
	bool commented = false;

	TRY(content_open(view, artifact, &input));
	scan_init(&scan, view->scratch, view->limits);
	err = read_content(view, input, &scan, &commented);
	input_close(input);
	if (!err && commented) {
		TRY(content_open(view, artifact, &input));
		err = read_as_text(view, input, &scan);
		input_close(input);
	}
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(artifact->path));
	facts_set(artifact, "rows", value_int((int64_t)scan.rows));
	columns_keep_names(&scan.columns, view->run);
	facts_keep(artifact, "columns", columns_list(&scan.columns, view->run));
	facts_keep(artifact, "pii", columns_pii(&scan.columns, view->run));
	return NULL;
}

/* The related data card, or NULL. */
static struct artifact *
card_of(const struct artifact *artifact)
{
	const struct relation *relation;

	for (size_t n = 0; (relation = facts_relation(artifact->kind, n)); n++)
		if (str_is(STR("card"), relation->root) && artifact->related[n].count > 0)
			return artifact->related[n].items[0];
	return NULL;
}

/* A word nobody defined declares nothing: the data then counts as training data. */
static struct str
use_of(const struct value *declared)
{
	struct str word = value_string(declared);

	for (const char *const *use = data_card_uses; *use; use++)
		if (str_is(word, *use))
			return str_of(*use);
	return STR("training");
}

static struct err *
compute_use(struct view *view, struct artifact *artifact)
{
	struct artifact *card = card_of(artifact);
	const struct value *declared = NULL;

	if (card)
		TRY(facts_get(view, card, facts_index(card->kind, STR("use")), &declared));
	facts_set(artifact, "declared_use", declared ? *declared : value_null());
	facts_set(artifact, "use", value_str(use_of(declared)));
	return NULL;
}

const struct kind facts_dataset = {
	.name = "dataset",
	.summary = "a file of data",
	.paths = paths,
	.facts = facts,
	.holds_data = true,
};
