/* SPDX-License-Identifier: Apache-2.0
 *
 * What was approved, by whom, and whether it may count. In: the facts of a change and one entry of
 * `protect`. Out: each approval with the reason it does not count, or none. Who holds which role is
 * asked in approved.c; which review of a person stands, and what it covers, the facts have settled.
 * Facts of a shape that is not known here are an error: they may hide a withdrawal.
 */
#include "check/approval.h"

#include "base/arena.h"

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

/* A text of an element; null is none where it may be, anything else is an error. */
static struct err *
text_of(struct item *item, const struct value *element, const char *key, bool required,
	struct str *out)
{
	const struct value *value = value_get(element, str_of(key));

	*out = (struct str){0};
	if (!required && (!value || value->type == VALUE_NULL))
		return NULL;
	if (!value || value->type != VALUE_STRING)
		return err_new(item->view->scratch, "'%s' in the facts of the change is %s", key,
			       value ? value_type_name(value->type) : "missing");
	*out = value->string;
	return NULL;
}

static struct err *
read_contributor(struct item *item, const struct value *element, struct contributor *out)
{
	struct arena *scratch = item->view->scratch;
	const struct plan *plan = item->view->plan;
	struct str login, email, name;

	TRY(text_of(item, element, "login", false, &login));
	TRY(text_of(item, element, "email", false, &email));
	TRY(text_of(item, element, "name", false, &name));
	out->person = people_of(plan, scratch, login);
	people_add(plan, scratch, &out->person, email);
	if (login.size == 0)
		out->name = name;
	return NULL;
}

static struct err *
read_author(struct approvals *approvals)
{
	struct item *item = approvals->item;
	const struct value *author = NULL;

	TRY(fact(item, "author", false, &author));
	approvals->author = people_of(item->view->plan, item->view->scratch, value_string(author));
	return NULL;
}

/* Where the author is not known, everybody who contributed may be. */
static bool
by_author_only(const struct approvals *approvals, const struct protection *protection)
{
	return protection->by_author_only && people_known(&approvals->author);
}

/* Only once there is an approval that they may take away: a shallow clone may not know them. */
static struct err *
read_contributors(struct approvals *approvals, const struct protection *protection)
{
	struct item *item = approvals->item;
	const struct value *list = NULL;

	if (approvals->contributors || approvals->count == 0 ||
	    by_author_only(approvals, protection))
		return NULL;
	TRY(list_fact(item, "contributors", &list));
	approvals->contributors =
		arena_array(item->view->scratch, list->list.count, sizeof *approvals->contributors);
	for (size_t i = 0; i < list->list.count; i++)
		TRY(read_contributor(item, &list->list.items[i],
				     &approvals->contributors[approvals->contributor_count++]));
	return NULL;
}

/* The changed paths; each names at least itself. */
static struct err *
read_changed(struct approvals *approvals)
{
	struct str path;

	TRY(list_fact(approvals->item, "paths", &approvals->paths));
	for (size_t i = 0; i < approvals->paths->list.count; i++)
		TRY(text_of(approvals->item, &approvals->paths->list.items[i], "path", true,
			    &path));
	return NULL;
}

static struct err *
add(struct approvals *approvals, const struct value *element)
{
	struct item *item = approvals->item;
	struct approval *approval = &approvals->given[approvals->count++];

	TRY(text_of(item, element, "by", false, &approval->by));
	TRY(text_of(item, element, "why_not", false, &approval->never));
	approval->person = people_of(item->view->plan, item->view->scratch, approval->by);
	approval->covers = value_get(element, STR("covers"));
	if (!approval->never.data && !people_known(&approval->person))
		approval->never = STR("it names nobody");
	return NULL;
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

/* Take in one word that somebody has said; a withdrawal takes effect once all are known. */
static struct err *
read_word(struct approvals *approvals, const struct value *element, bool withdrawals)
{
	struct str state, by;

	TRY(text_of(approvals->item, element, "state", true, &state));
	if (!withdrawals && str_equal_fold(state, STR("approved")))
		TRY(add(approvals, element));
	if (withdrawals && str_equal_fold(state, STR("changes_requested"))) {
		TRY(text_of(approvals->item, element, "by", false, &by));
		cancel(approvals, by);
	}
	return NULL;
}

struct err *
approvals_read(struct item *item, struct approvals *out)
{
	const struct value *list = NULL;

	*out = (struct approvals){.item = item};
	TRY(read_changed(out));
	TRY(list_fact(item, "approvals", &list));
	TRY(read_author(out));
	out->given = arena_array(item->view->scratch, list->list.count, sizeof *out->given);
	for (size_t i = 0; i < list->list.count; i++)
		TRY(read_word(out, &list->list.items[i], false));
	for (size_t i = 0; i < list->list.count; i++)
		TRY(read_word(out, &list->list.items[i], true));
	return NULL;
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

static bool
is_own_work(const struct approvals *approvals, const struct protection *protection,
	    const struct people *person)
{
	const struct view *view = approvals->item->view;

	if (people_same(person, &approvals->author))
		return true;
	if (by_author_only(approvals, protection))
		return false;
	for (size_t i = 0; i < approvals->contributor_count; i++) {
		const struct contributor *contributor = &approvals->contributors[i];

		if (people_same(person, &contributor->person) ||
		    people_called(view->scratch, person, contributor->name))
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

struct err *
approvals_weigh(struct approvals *approvals, const struct protection *protection)
{
	TRY(read_contributors(approvals, protection));
	for (size_t i = 0; i < approvals->count; i++)
		approvals->given[i].why_not = reason(approvals, protection, &approvals->given[i]);
	return NULL;
}
