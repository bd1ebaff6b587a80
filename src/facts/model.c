/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `model`: a file of weights, told by its ending or by a registry that claims it. Of its
 * bytes nothing but the digest is asked: what matters first is that somebody describes and owns it.
 */
#include "base/arena.h"
#include "base/sha256.h"
#include "facts/facts.h"
#include "facts/fields.h"

static const char *const paths[] = {
	"**/*.safetensors", "**/*.onnx",    "**/*.gguf",       "**/*.ggml",   "**/*.pt",
	"**/*.pth",         "**/*.ckpt",    "**/*.pkl",        "**/*.pickle", "**/*.joblib",
	"**/*.h5",          "**/*.hdf5",    "**/*.keras",      "**/*.tflite", "**/*.pb",
	"**/*.pmml",        "**/*.mlmodel", "models/**/*.bin", NULL,
};

/* Ending → format. */
static const struct {
	const char *ending;
	const char *format;
} formats[] = {
	{".safetensors", "safetensors"},
	{".onnx", "onnx"},
	{".gguf", "gguf"},
	{".ggml", "ggml"},
	{".pt", "pytorch"},
	{".pth", "pytorch"},
	{".ckpt", "pytorch"},
	{".bin", "pytorch"},
	{".pkl", "pickle"},
	{".pickle", "pickle"},
	{".joblib", "joblib"},
	{".h5", "hdf5"},
	{".hdf5", "hdf5"},
	{".keras", "keras"},
	{".tflite", "tflite"},
	{".pb", "tensorflow"},
	{".pmml", "pmml"},
	{".mlmodel", "coreml"},
};

static const char *const format_names[] = {
	"safetensors", "onnx",  "gguf",   "ggml",       "pytorch", "pickle", "joblib",
	"hdf5",        "keras", "tflite", "tensorflow", "pmml",    "coreml", NULL,
};

static struct err *
compute_format(struct view *view, struct artifact *artifact);

static struct err *
compute_size(struct view *view, struct artifact *artifact);

static struct err *
compute_sha256(struct view *view, struct artifact *artifact);

static const struct fact_def facts[] = {
	FIELD_PATH("where the file is"),
	{.name = "format",
	 .type = FACT_STRING,
	 .summary = "by its ending, or null",
	 .values = format_names,
	 .compute = compute_format},
	{.name = "size",
	 .type = FACT_INT,
	 .summary = "bytes",
	 .required = true,
	 .compute = compute_size},
	{.name = "sha256",
	 .type = FACT_STRING,
	 .summary = "of its bytes, in lower case; of a file in Git LFS as its pointer says",
	 .required = true,
	 .compute = compute_sha256},
	{0},
};

static struct err *
compute_format(struct view *view, struct artifact *artifact)
{
	(void)view;
	facts_set(artifact, "format", value_null());
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (str_ends_fold(artifact->path, str_of(formats[i].ending)))
			facts_set(artifact, "format", value_text(formats[i].format));
	return NULL;
}

static struct err *
compute_size(struct view *view, struct artifact *artifact)
{
	const struct entry *entry = artifact->entry;

	if (!entry || entry->type != ENTRY_FILE)
		return err_new(view->scratch, "%.*s is no file in this tree",
			       STR_ARG(artifact->path));
	if (entry->size > INT64_MAX)
		return err_new(view->scratch, "the size of %.*s is not known",
			       STR_ARG(artifact->path));
	facts_set(artifact, "size", value_int((int64_t)entry->size));
	return NULL;
}

static struct err *
compute_sha256(struct view *view, struct artifact *artifact)
{
	char *hex = arena_alloc(view->scratch, 2 * SHA256_SIZE + 1);
	struct digest digest;

	if (!artifact->entry)
		return err_new(view->scratch, "%.*s is no file in this tree",
			       STR_ARG(artifact->path));
	TRY(facts_files.digest(view, artifact->entry, &digest));
	sha256_hex(digest.bytes, hex);
	facts_set(artifact, "sha256", value_text(hex));
	return NULL;
}

const struct kind facts_model = {
	.name = "model",
	.summary = "a file of model weights",
	.paths = paths,
	.facts = facts,
};
