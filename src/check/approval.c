/* SPDX-License-Identifier: Apache-2.0
 *
 * What was approved, by whom, and whether it may count. In: the facts of a change and one entry of
 * `protect`. Out: each approval with the reason it does not count, or none. Who holds which role is
 * asked in approved.c; which review of a person stands, and what it covers, the facts have settled.
 */
#include "check/approval.h"

#include "base/arena.h"
#include "base/glob.h"

/* The value of a fact of the change by its name; null is an error. */
static struct err *
fact(struct item *item, const char *name, bool required, const struct value **out)
{
	const struct fact_def *facts = item->artifact->kind->facts;

	*out = NULL;
	for (size_t i = 0; facts[i].name; i++)
		if (str_is(str_of(name), facts[i].name)) {
			TRY(item->view->fact(item->view, item->artifact, i, out));
			break;
		}
	if (*out && (*out)->type == VALUE_NULL)
		*out = NULL;
	if (!*out && required)
		return err_new(item->view->scratch, "'%s' of the change is not known", name);
	return NULL;
}

static struct err *
list_fact(struct item *item, const char *name, const struct value **out)
{
	TRY(fact(item, name, true, out));
	if ((*out)->type != VALUE_LIST)
		return err_new(item->view->scratch, "'%s' of the change is %s, not a list", name,
			       value_type_name((*out)->type));
	return NULL;
}

static struct err *
read_contributors(struct approvals *approvals)
{
	struct item *item = approvals->item;
	struct arena *scratch = item->view->scratch;
	const struct plan *plan = item->view->plan;
	const struct value *list = NULL;
	const struct value *author = NULL;

	TRY(list_fact(item, "contributors", &list));
	approvals->contributors =
		arena_array(scratch, list->list.count, sizeof *approvals->contributors);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *element = &list->list.items[i];
		struct contributor *contributor = &approvals->contributors[i];
		struct str login = value_string(value_get(element, STR("login")));
		struct str email = value_string(value_get(element, STR("email")));

		contributor->person = people_of(plan, scratch, login);
		people_add(plan, scratch, &contributor->person, email);
		if (login.size == 0)
			contributor->name = value_string(value_get(element, STR("name")));
	}
	approvals->contributor_count = list->list.count;
	TRY(fact(item, "author", false, &author));
	approvals->author = people_of(plan, scratch, value_string(author));
	return NULL;
}

static struct approval *
add(struct approvals *approvals, const struct value *element)
{
	struct arena *scratch = approvals->item->view->scratch;
	struct approval *approval = &approvals->given[approvals->count++];
	const struct value *why_not = value_get(element, STR("why_not"));

	approval->by = value_string(value_get(element, STR("by")));
	approval->person = people_of(approvals->item->view->plan, scratch, approval->by);
	approval->covers = value_get(element, STR("covers"));
	if (why_not && why_not->type != VALUE_NULL)
		approval->never = value_show(scratch, why_not, 200);
	else if (approval->person.count == 0)
		approval->never = STR("it names nobody");
	return approval;
}

/* Whoever asks for changes approves nothing, whatever else they said. */
static void
cancel(struct approvals *approvals, struct str by)
{
	struct arena *scratch = approvals->item->view->scratch;
	struct people person = people_of(approvals->item->view->plan, scratch, by);

	for (size_t i = 0; i < approvals->count; i++)
		if (people_same(&approvals->given[i].person, &person))
			approvals->given[i].never = STR("the same person asks for changes");
}

static bool
in_state(const struct value *element, const char *state)
{
	return str_equal_fold(value_string(value_get(element, STR("state"))), str_of(state));
}

struct err *
approvals_read(struct item *item, struct approvals *out)
{
	const struct value *list = NULL;

	*out = (struct approvals){.item = item};
	TRY(list_fact(item, "paths", &out->paths));
	TRY(list_fact(item, "approvals", &list));
	TRY(read_contributors(out));
	out->given = arena_array(item->view->scratch, list->list.count, sizeof *out->given);
	for (size_t i = 0; i < list->list.count; i++)
		if (in_state(&list->list.items[i], "APPROVED"))
			add(out, &list->list.items[i]);
	for (size_t i = 0; i < list->list.count; i++)
		if (in_state(&list->list.items[i], "CHANGES_REQUESTED"))
			cancel(out, value_string(value_get(&list->list.items[i], STR("by"))));
	return NULL;
}

static bool
flag(const struct value *entry, struct str key)
{
	const struct value *value = value_get(entry, key);

	return value && value->type == VALUE_BOOL && value->boolean;
}

/* Whether the globs take in the path, or the one that a rename took it from. */
static bool
takes_in(const struct glob *globs, size_t count, const struct value *path)
{
	struct str now = value_string(value_get(path, STR("path")));
	struct str old = value_string(value_get(path, STR("old_path")));

	for (size_t i = 0; i < count; i++)
		if (glob_covers(&globs[i], now) || (old.size > 0 && glob_covers(&globs[i], old)))
			return true;
	return false;
}

static struct err *
read_paths(struct approvals *approvals, const struct value *entry, struct protection *out)
{
	struct arena *scratch = approvals->item->view->scratch;
	const struct value *paths = value_get(entry, STR("paths"));
	const struct value *changed = approvals->paths;
	struct glob *globs;

	if (!paths || paths->type != VALUE_LIST)
		return err_new(scratch, "an entry of 'protect' lacks 'paths'");
	globs = arena_array(scratch, paths->list.count, sizeof *globs);
	for (size_t i = 0; i < paths->list.count; i++)
		TRY(glob_parse(&globs[i], scratch, value_string(&paths->list.items[i])));
	out->paths = arena_array(scratch, changed->list.count, sizeof(const struct value *));
	for (size_t i = 0; i < changed->list.count; i++)
		if (takes_in(globs, paths->list.count, &changed->list.items[i]))
			out->paths[out->path_count++] = &changed->list.items[i];
	return NULL;
}

struct err *
protection_read(struct approvals *approvals, const struct value *entry, struct protection *out)
{
	struct arena *scratch = approvals->item->view->scratch;
	const struct value *roles = value_get(entry, STR("roles"));
	const struct value *count = value_get(entry, STR("count"));

	*out = (struct protection){
		.each_role = flag(entry, STR("each_role")),
		.by_author_only = str_is(value_string(value_get(entry, STR("not_by"))), "author"),
		.is_signed = flag(entry, STR("signed")),
		.codeowners = flag(entry, STR("codeowners")),
		.people = 1,
	};
	if (count && count->type == VALUE_INT && count->integer > 1)
		out->people = (size_t)count->integer;
	if (roles && roles->type == VALUE_LIST) {
		out->roles = arena_array(scratch, roles->list.count, sizeof *out->roles);
		for (size_t i = 0; i < roles->list.count; i++)
			out->roles[out->role_count++] = value_string(&roles->list.items[i]);
	}
	if (out->role_count == 0 && !out->codeowners)
		return err_new(scratch, "an entry of 'protect' names neither roles nor codeowners");
	return read_paths(approvals, entry, out);
}

static bool
lists(const struct value *list, struct str path)
{
	for (size_t i = 0; list && list->type == VALUE_LIST && i < list->list.count; i++)
		if (str_equal(value_string(&list->list.items[i]), path))
			return true;
	return false;
}

bool
approval_covers(const struct approval *approval, const struct value *path)
{
	return lists(approval->covers, value_string(value_get(path, STR("path"))));
}

/* Where the author is not known, everybody who contributed may be. */
static bool
is_own_work(const struct approvals *approvals, const struct protection *protection,
	    const struct people *person)
{
	const struct view *view = approvals->item->view;

	if (people_same(person, &approvals->author))
		return true;
	if (protection->by_author_only && approvals->author.count > 0)
		return false;
	for (size_t i = 0; i < approvals->contributor_count; i++) {
		const struct contributor *contributor = &approvals->contributors[i];

		if (people_same(person, &contributor->person) ||
		    people_called(view->plan, view->scratch, person, contributor->name))
			return true;
	}
	return false;
}

static struct str
reason(const struct approvals *approvals, const struct protection *protection,
       const struct approval *approval)
{
	struct arena *scratch = approvals->item->view->scratch;

	if (approval->never.data)
		return approval->never;
	if (protection->is_signed)
		return STR("this version verifies no signatures, and only signed approvals count");
	if (is_own_work(approvals, protection, &approval->person))
		return protection->by_author_only ? STR("its giver is the author of the change")
						  : STR("its giver contributed to the change");
	for (size_t i = 0; protection->role_count > 0 && i < protection->path_count; i++)
		if (!approval_covers(approval, protection->paths[i]))
			return str_of(arena_print(scratch, "'%.*s' changed after it",
						  STR_ARG(value_string(value_get(
							  protection->paths[i], STR("path"))))));
	return (struct str){0};
}

void
approvals_weigh(struct approvals *approvals, const struct protection *protection)
{
	for (size_t i = 0; i < approvals->count; i++)
		approvals->given[i].why_not = reason(approvals, protection, &approvals->given[i]);
}
