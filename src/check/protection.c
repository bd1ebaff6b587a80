/* SPDX-License-Identifier: Apache-2.0
 *
 * One entry of `protect`. In: the value as a rule, a pack or govlint.yaml writes it, and the changed
 * paths. Out: what it asks for, and the paths it takes in. The loader has checked the value; what is
 * not as it should be all the same is an error, never a demand left out.
 */
#include "base/arena.h"
#include "base/glob.h"
#include "check/approval.h"

static struct err *
wrong(struct approvals *approvals, const char *key, const struct value *value)
{
	return err_new(approvals->item->view->scratch, "'%s' of an entry of 'protect' is %s", key,
		       value_type_name(value->type));
}

static struct err *
read_flag(struct approvals *approvals, const struct value *entry, const char *key, bool *out)
{
	const struct value *value = value_get(entry, str_of(key));

	*out = false;
	if (!value)
		return NULL;
	if (value->type != VALUE_BOOL)
		return wrong(approvals, key, value);
	*out = value->boolean;
	return NULL;
}

static struct err *
read_count(struct approvals *approvals, const struct value *entry, size_t *out)
{
	const struct value *value = value_get(entry, STR("count"));

	*out = 1;
	if (!value)
		return NULL;
	if (value->type != VALUE_INT || value->integer < 1)
		return wrong(approvals, "count", value);
	*out = (size_t)value->integer;
	return NULL;
}

static struct err *
read_not_by(struct approvals *approvals, const struct value *entry, bool *by_author_only)
{
	const struct value *value = value_get(entry, STR("not_by"));

	*by_author_only = false;
	if (!value)
		return NULL;
	if (value->type != VALUE_STRING)
		return wrong(approvals, "not_by", value);
	*by_author_only = str_is(value->string, "author");
	return NULL;
}

static struct err *
read_roles(struct approvals *approvals, const struct value *entry, struct protection *out)
{
	const struct view *view = approvals->item->view;
	const struct value *list = value_get(entry, STR("roles"));

	if (!list)
		return NULL;
	if (list->type != VALUE_LIST)
		return wrong(approvals, "roles", list);
	out->roles = arena_array(view->scratch, list->list.count, sizeof *out->roles);
	for (size_t i = 0; i < list->list.count; i++) {
		struct str role = value_string(&list->list.items[i]);

		if (!plan_role(view->plan, role))
			return err_new(view->scratch, "unknown role '%.*s' in 'protect'",
				       STR_ARG(role));
		out->roles[out->role_count++] = role;
	}
	return NULL;
}

static bool
is_no_file(const struct entries *entries, struct str path)
{
	const struct entry *entry = entries ? entries_find(entries, path) : NULL;

	return entry && entry->type != ENTRY_FILE;
}

/* Whether the glob takes in what would stand below the path, were it a folder: the path is where the
 * glob's own folders lead. Wildcards among these count for links and submodules alone, which are
 * folders by another name; a file may well stand beside the folders that '*' means. */
static bool
reaches_below(const struct glob *glob, struct str path, bool is_link)
{
	struct glob above = *glob;

	above.literal_suffix = (struct str){0};
	if (is_link && glob_match(glob, path, true))
		return true;
	for (size_t i = 0; glob->anchored && i < glob->pattern.size; i++) {
		if (glob->pattern.data[i] != '/')
			continue;
		above.pattern = str_cut(glob->pattern, 0, i);
		above.folders_only = false;
		if (str_is(above.pattern, "**"))
			return false;
		if (str_equal_fold(above.pattern, path) ||
		    (is_link && glob_match(&above, path, true)))
			return true;
	}
	return false;
}

/* What stands at a folder's path is everything below it: a link or a submodule, even a file. */
static bool
takes_in_path(const struct view *view, const struct glob *globs, size_t count, struct str path)
{
	bool is_link = is_no_file(view->entries, path) || is_no_file(view->trusted_entries, path);

	for (size_t i = 0; i < count; i++)
		if (glob_covers(&globs[i], path) || reaches_below(&globs[i], path, is_link))
			return true;
	return false;
}

/* A text that this run judges by: the configuration, a pack or a rule of the team. */
static bool
is_policy(const struct plan *plan, struct str path)
{
	if (str_equal(plan->config_path, path))
		return true;
	for (size_t i = 0; i < plan->pack_count; i++)
		if (str_equal(plan->packs[i].from, path))
			return true;
	for (size_t i = 0; i < plan->rule_count; i++)
		if (str_equal(plan->rules[i].rule->file, path) &&
		    !str_is(plan->rules[i].rule->from, "built-in"))
			return true;
	return false;
}

/* Whoever approves what the configuration says approves every text that it is made of, wherever in
 * the tree that stands. */
static bool
takes_in_either(const struct view *view, const struct glob *globs, size_t count, struct str path)
{
	return takes_in_path(view, globs, count, path) ||
	       (is_policy(view->plan, path) &&
		takes_in_path(view, globs, count, STR("govlint.yaml")));
}

/* Whether the globs take in the path, or the one that a rename took it from. */
static bool
takes_in(const struct view *view, const struct glob *globs, size_t count, const struct value *path)
{
	struct str now = value_string(value_get(path, STR("path")));
	struct str old = value_string(value_get(path, STR("old_path")));

	return takes_in_either(view, globs, count, now) ||
	       (old.size > 0 && takes_in_either(view, globs, count, old));
}

static struct err *
read_globs(struct approvals *approvals, const struct value *entry, struct glob **out, size_t *count)
{
	struct arena *scratch = approvals->item->view->scratch;
	const struct value *paths = value_get(entry, STR("paths"));

	*count = 0;
	if (!paths && !value_get(entry, STR("kinds")))
		return err_new(scratch, "an entry of 'protect' has neither 'paths' nor 'kinds'");
	if (!paths)
		return NULL;
	if (paths->type != VALUE_LIST)
		return wrong(approvals, "paths", paths);
	*out = arena_array(scratch, paths->list.count, sizeof **out);
	for (size_t i = 0; i < paths->list.count; i++) {
		TRY(glob_parse(&(*out)[i], scratch, value_string(&paths->list.items[i])));
		/* As the kinds are recognised: Models/a.onnx is a model, whoever writes it so. */
		(*out)[i].folds = true;
	}
	*count = paths->list.count;
	return NULL;
}

/* Whether a changed path is of one of the kinds of an entry. */
static struct err *
is_of_kinds(struct approvals *approvals, const struct value *entry, const struct value *path,
	    bool *out)
{
	const struct value *wanted = value_get(entry, STR("kinds"));
	const struct value *kinds = value_get(path, STR("kinds"));

	if (!wanted || *out)
		return NULL;
	if (wanted->type != VALUE_LIST)
		return wrong(approvals, "kinds", wanted);
	if (!kinds || kinds->type != VALUE_LIST)
		return err_new(approvals->item->view->scratch,
			       "of what kind '%.*s' is, is not known",
			       STR_ARG(value_string(value_get(path, STR("path")))));
	for (size_t i = 0; i < wanted->list.count; i++)
		for (size_t n = 0; n < kinds->list.count; n++)
			*out |= value_equal(&wanted->list.items[i], &kinds->list.items[n]);
	return NULL;
}

static struct err *
read_paths(struct approvals *approvals, const struct value *entry, struct protection *out)
{
	const struct value *changed = approvals->paths;
	struct glob *globs = NULL;
	size_t count = 0;

	TRY(read_globs(approvals, entry, &globs, &count));
	out->paths = arena_array(approvals->item->view->scratch, changed->list.count,
				 sizeof(const struct value *));
	for (size_t i = 0; i < changed->list.count; i++) {
		const struct value *path = &changed->list.items[i];
		bool is_taken = takes_in(approvals->item->view, globs, count, path);

		TRY(is_of_kinds(approvals, entry, path, &is_taken));
		if (is_taken)
			out->paths[out->path_count++] = path;
	}
	return NULL;
}

struct err *
protection_read(struct approvals *approvals, const struct value *entry, struct protection *out)
{
	*out = (struct protection){0};
	TRY(read_flag(approvals, entry, "each_role", &out->each_role));
	TRY(read_flag(approvals, entry, "signed", &out->is_signed));
	TRY(read_flag(approvals, entry, "codeowners", &out->codeowners));
	TRY(read_count(approvals, entry, &out->people));
	TRY(read_not_by(approvals, entry, &out->by_author_only));
	TRY(read_roles(approvals, entry, out));
	TRY(read_paths(approvals, entry, out));
	if (out->role_count == 0 && !out->codeowners)
		return err_new(approvals->item->view->scratch,
			       "an entry of 'protect' names neither roles nor codeowners");
	return NULL;
}
