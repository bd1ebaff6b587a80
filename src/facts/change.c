/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `change`: a pull request, as far as the repository and the runner tell. One artifact when
 * there is a base to compare with: which paths change and whose they are, who made it, who approved
 * what of it. Owners come from the base. Signatures are not verified here: reviews are the one means
 * of approval that this version reads.
 */
#include "base/arena.h"
#include "facts/codeowners.h"
#include "facts/facts.h"
#include "facts/people.h"
#include "facts/reviews.h"

static struct err *
compute_ends(struct view *view, struct artifact *artifact);

static struct err *
compute_paths(struct view *view, struct artifact *artifact);

static struct err *
compute_contributors(struct view *view, struct artifact *artifact);

static struct err *
compute_approvals(struct view *view, struct artifact *artifact);

static const char *const change_types[] = {"added", "modified", "deleted", "renamed", NULL};

static const char *const review_states[] = {"approved", "changes_requested", "dismissed", NULL};

static const struct fact_def path_fields[] = {
	{.name = "path", .type = FACT_STRING, .summary = "what changes", .subject = true},
	{.name = "type",
	 .type = FACT_STRING,
	 .summary = "added, modified, deleted, renamed",
	 .values = change_types},
	{.name = "old_path", .type = FACT_STRING, .summary = "of a rename, else the path"},
	{.name = "kinds", .type = FACT_LIST, .summary = "what is recognised there, or was"},
	{.name = "owners", .type = FACT_LIST, .summary = "by CODEOWNERS of the base"},
	{.name = "owners_known", .type = FACT_BOOL, .summary = "whether the base has CODEOWNERS"},
	{0},
};

static const struct fact_def contributor_fields[] = {
	{.name = "name", .type = FACT_STRING, .summary = "as the commits write it"},
	{.name = "email",
	 .type = FACT_STRING,
	 .summary = "as the commits write it",
	 .subject = true},
	{.name = "login", .type = FACT_STRING, .summary = "where it is known, else null"},
	{0},
};

static const struct fact_def approval_fields[] = {
	{.name = "by", .type = FACT_STRING, .summary = "whose word it is", .subject = true},
	{.name = "means", .type = FACT_STRING, .summary = "review"},
	{.name = "state",
	 .type = FACT_STRING,
	 .summary = "approved, changes_requested or dismissed",
	 .values = review_states},
	{.name = "commit", .type = FACT_STRING, .summary = "what was looked at"},
	{.name = "covers", .type = FACT_LIST, .summary = "changed paths that are still the same"},
	{.name = "why_not", .type = FACT_STRING, .summary = "why it cannot count, or null"},
	{0},
};

static const struct fact_def facts[] = {
	{.name = "base",
	 .type = FACT_STRING,
	 .summary = "the commit it starts from",
	 .compute = compute_ends},
	{.name = "head",
	 .type = FACT_STRING,
	 .summary = "the commit it ends with",
	 .compute = compute_ends},
	{.name = "author",
	 .type = FACT_STRING,
	 .summary = "the login that opened it, or null",
	 .compute = compute_ends},
	{.name = "paths",
	 .type = FACT_LIST,
	 .summary = "what changes",
	 .fields = path_fields,
	 .required = true,
	 .compute = compute_paths},
	{.name = "contributors",
	 .type = FACT_LIST,
	 .summary = "who made it",
	 .fields = contributor_fields,
	 .required = true,
	 .compute = compute_contributors},
	{.name = "approvals",
	 .type = FACT_LIST,
	 .summary = "who approved what of it",
	 .fields = approval_fields,
	 .required = true,
	 .compute = compute_approvals},
	{0},
};

static struct err *
need_change(struct view *view)
{
	if (!view->change)
		return err_new(view->scratch, "there is no change to judge");
	return NULL;
}

static struct value
text_or_null(struct str text)
{
	return text.size > 0 ? value_str(text) : value_null();
}

static struct err *
compute_ends(struct view *view, struct artifact *artifact)
{
	TRY(need_change(view));
	facts_set(artifact, "base", text_or_null(view->change->base));
	facts_set(artifact, "head", text_or_null(view->change->head));
	facts_set(artifact, "author", text_or_null(view->author));
	return NULL;
}

static struct value
owners_of(struct view *view, const struct codeowners *codeowners, struct str path)
{
	const struct codeowners_line *line = codeowners_of(codeowners, view->scratch, path);
	struct value owners = value_list();

	for (size_t i = 0; line && i < line->count; i++)
		value_add(view->scratch, &owners, value_str(line->owners[i]));
	return owners;
}

/* Whether an artifact of the kind stands at the path: by its name, or because a registry claims it. */
static bool
is_of_kind(const struct view *view, const struct kind *kind, struct str path)
{
	const struct artifact_list *there = map_get(&view->index->by_path, path);

	for (size_t i = 0; there && i < there->count; i++)
		if (there->items[i]->kind == kind)
			return true;
	return facts_recognises(view, kind, path);
}

static struct value
kinds_of(struct view *view, const struct change_path *path)
{
	struct value kinds = value_list();

	for (size_t i = 0; facts_kinds[i]; i++)
		if (kind_is_of_files(facts_kinds[i]) &&
		    (is_of_kind(view, facts_kinds[i], path->path) ||
		     is_of_kind(view, facts_kinds[i], path->old_path)))
			value_add(view->scratch, &kinds, value_text(facts_kinds[i]->name));
	return kinds;
}

static struct err *
compute_paths(struct view *view, struct artifact *artifact)
{
	struct codeowners codeowners;
	struct change_paths paths;
	struct value list = value_list();

	TRY(need_change(view));
	TRY(codeowners_read(&codeowners, view));
	paths_list(view, &paths);
	for (size_t i = 0; i < paths.count; i++) {
		const struct change_path *path = &paths.items[i];
		struct value *element = value_add(view->scratch, &list, value_map());

		value_set(view->scratch, element, "path", value_str(path->path));
		value_set(view->scratch, element, "type", value_text(paths_type(path->type)));
		value_set(view->scratch, element, "old_path", value_str(path->old_path));
		value_set(view->scratch, element, "kinds", kinds_of(view, path));
		value_set(view->scratch, element, "owners",
			  owners_of(view, &codeowners, path->path));
		value_set(view->scratch, element, "owners_known", value_bool(codeowners.found));
	}
	facts_set(artifact, "paths", list);
	return NULL;
}

static struct err *
compute_contributors(struct view *view, struct artifact *artifact)
{
	struct value list;

	TRY(need_change(view));
	TRY(people_contributors(view, &list));
	facts_set(artifact, "contributors", list);
	return NULL;
}

static struct err *
compute_approvals(struct view *view, struct artifact *artifact)
{
	struct change_paths paths;
	struct value list;

	TRY(need_change(view));
	paths_list(view, &paths);
	TRY(reviews_approvals(view, &paths, &list));
	facts_set(artifact, "approvals", list);
	return NULL;
}

const struct kind facts_change = {
	.name = "change",
	.summary = "a pull request: what changes, who made it, who approved it",
	.facts = facts,
	.ungoverned = true,
};
