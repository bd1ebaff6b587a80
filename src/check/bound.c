/* SPDX-License-Identifier: Apache-2.0
 *
 * bound: what is said is said of these bytes. In: fact (a SHA-256: 64 hex digits of any case, "sha256:"
 * may stand before them) and to (the path of the file), or a list as fact and the names of both fields of
 * its elements as digest and to. Finds: a digest that is none, is that of an empty file, or is not that of
 * the file; a path that leads to no file.
 *
 * The one thing to know: of a file in Git LFS the pointer is here and not the content, but the pointer
 * names the SHA-256 of the content, and that is what a digest is compared with.
 */
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "check/internal.h"

enum {
	FACT,
	AS,
	WHERE,
	DIGEST,
	TO,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the SHA-256, or a list whose elements name one"},
	[AS] = {"as", ARG_AS, false,
		"what the message and an expression of 'where' call an element"},
	[WHERE] = {"where", ARG_WHERE, false, "which elements; all of them when not given"},
	[DIGEST] = {"digest", ARG_FIELD, false, "of a list: the field that is the SHA-256"},
	[TO] = {"to", ARG_TARGET, true, "the path of the file; of a list: the field that is it"},
	{0},
};

static const char *const binds[] = {"path", "reason", NULL};

static const char *
refuse(const struct arg *given)
{
	bool list = given[TO].ref.root == REF_ELEMENT;

	if (list && !given[DIGEST].given)
		return "needs 'digest': which field of the elements is the SHA-256";
	if (!list && (given[AS].given || given[WHERE].given || given[DIGEST].given))
		return "takes 'as', 'where' and 'digest' for a list only";
	return NULL;
}

static bool
read_digest(struct str text, unsigned char out[SHA256_SIZE])
{
	if (str_starts(text, STR("sha256:")))
		text = str_cut(text, 7, text.size);
	return sha256_parse(text, out);
}

/* Why the digest is not that of the file, or NULL. */
static struct err *
compare(struct item *item, const struct value *digest, const struct value *path, const char **out)
{
	struct view *view = item->view;
	unsigned char named[SHA256_SIZE];
	const struct entry *entry;
	struct digest found = {0};

	if (!digest || digest->type == VALUE_NULL)
		*out = "is not bound: no SHA-256 is given";
	else if (!path || path->type == VALUE_NULL)
		*out = "is bound to nothing: no path is given";
	else if (digest->type != VALUE_STRING || !read_digest(digest->string, named))
		*out = "is not bound: that is no SHA-256 (64 hex digits)";
	else if (path->type != VALUE_STRING)
		*out = "is no path";
	else
		*out = check_path(item, path->string, &entry);
	if (*out)
		return NULL;
	TRY(view->files->digest(view, entry, &found));
	if (found.size == 0)
		*out = "is empty";
	else if (memcmp(named, found.bytes, sizeof named) != 0)
		*out = found.of_pointer ? "is another: its Git LFS pointer names other bytes"
					: "is another: the SHA-256 is not that of its bytes";
	return NULL;
}

struct bond {
	struct artifact *source;
	const struct value *digest;
	const struct value *path;
	const struct value *element;
};

static struct err *
judge_bond(struct item *item, const struct bond *bond)
{
	const char *reason = NULL;

	TRY(compare(item, bond->digest, bond->path, &reason));
	if (reason) {
		const struct value *at = bond->digest ? bond->digest : bond->element;
		const struct binding bindings[] = {
			{.name = "path", .value = bond->path ? *bond->path : value_null()},
			{.name = "reason", .value = value_text(reason)},
		};

		check_report(item, &(struct found){
					   .source = bond->source,
					   .place = check_place(bond->source, at),
					   .subject = bond->path ? value_show(item->view->scratch,
									      bond->path, 200)
								 : (struct str){0},
					   .bindings = bindings,
					   .binding_count = 2,
					   .element = bond->element,
				   });
	}
	return NULL;
}

static struct err *
judge_elements(struct item *item, const struct arg *given)
{
	const struct value *list = NULL;
	struct artifact *source = NULL;
	const struct value **matching;
	size_t count = 0;

	TRY(check_elements(item, &given[FACT].ref, &list, &source));
	matching = arena_array(item->view->scratch, list->list.count, sizeof *matching);
	TRY(check_matching(item, list, &given[WHERE].where, matching, &count));
	for (size_t i = 0; i < count; i++) {
		const struct bond bond = {
			.source = source,
			.digest = value_path(matching[i], given[DIGEST].ref.field),
			.path = value_path(matching[i], given[TO].ref.field),
			.element = matching[i],
		};

		TRY(judge_bond(item, &bond));
	}
	return NULL;
}

static struct err *
not_given(struct item *item, const struct ref *ref)
{
	return err_help(err_new(item->view->scratch, "'%.*s' is not given", STR_ARG(ref->text)),
			"a rule that can do without it asks first: %.*s: {is_set: true}",
			STR_ARG(ref->text));
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	struct bond bond = {0};

	if (given[TO].ref.root == REF_ELEMENT)
		return judge_elements(item, given);
	TRY(check_value(item, &given[TO].ref, &bond.path, NULL));
	TRY(check_value(item, &given[FACT].ref, &bond.digest, &bond.source));
	if (!bond.digest || bond.digest->type == VALUE_NULL)
		return not_given(item, &given[FACT].ref);
	if (!bond.path || bond.path->type == VALUE_NULL)
		return not_given(item, &given[TO].ref);
	return judge_bond(item, &bond);
}

const struct check check_bound = {
	.name = "bound",
	.summary = "a SHA-256 is that of the file it is said of",
	.args = args,
	.binds = binds,
	.judge = judge,
	.refuse = refuse,
	.reads = READS_FILES,
};
