/* SPDX-License-Identifier: Apache-2.0
 *
 * Commits → contributors. In: the commits of a change, the author that the runner names, the base's
 * .mailmap and the holders of roles. Out: people, each once. Merges of the base count: whoever made
 * one put its resolution into the change. GitHub as committer of a web merge is nobody.
 */
#include "facts/people.h"

#include "base/arena.h"
#include "facts/mailmap.h"
#include "model/login.h"

struct gathering {
	struct view *view;
	struct mailmap mailmap;
	struct map seen; /* folded address or login → something */
	struct value *list;
};

static bool
is_github(struct str email)
{
	return str_equal_fold(email, STR("noreply@github.com"));
}

/* Whether an address is a holder's, as govlint.yaml writes it or as .mailmap would. */
static bool
is_holder(const struct gathering *gathering, const struct holder *holder, struct str email)
{
	struct person person = {holder->name, holder->email};

	if (holder->email.size == 0 || holder->github.size == 0)
		return false;
	return str_equal_fold(holder->email, email) ||
	       str_equal_fold(mailmap_resolve(&gathering->mailmap, person).email, email);
}

static struct value
text_or_null(struct str text)
{
	return text.size > 0 ? value_str(text) : value_null();
}

static void
add(struct gathering *gathering, struct person person, struct str login)
{
	struct arena *scratch = gathering->view->scratch;
	struct str key = str_lower(scratch, login.size > 0 ? login : person.email);
	struct value *element;

	if (key.size == 0 || map_has(&gathering->seen, key))
		return;
	map_put(&gathering->seen, key, gathering);
	element = value_add(scratch, gathering->list, value_map());
	value_set(scratch, element, "name", text_or_null(person.name));
	value_set(scratch, element, "email", text_or_null(person.email));
	value_set(scratch, element, "login", text_or_null(login));
}

/* Add the person by every login that the address tells; whether it tells any. */
static bool
add_logins(struct gathering *gathering, struct person person)
{
	const struct plan *plan = gathering->view->plan;
	struct str login = login_of_noreply(person.email);
	bool known = login.data != NULL;

	if (known)
		add(gathering, person, login);
	for (size_t i = 0; i < plan->role_count; i++)
		for (size_t n = 0; n < plan->roles[i].holder_count; n++) {
			const struct holder *holder = &plan->roles[i].holders[n];

			if (!is_holder(gathering, holder, person.email))
				continue;
			add(gathering, person, holder->github);
			known = true;
		}
	return known;
}

/* A person goes by the address of the commit and by the one that .mailmap has for it: either may be
 * the one that govlint.yaml knows. Nobody without an address can be told apart from others; a name
 * alone stays named. */
static void
add_person(struct gathering *gathering, struct person person)
{
	struct person proper;
	bool known;

	if (is_github(person.email))
		return;
	proper = mailmap_resolve(&gathering->mailmap, person);
	known = add_logins(gathering, proper);
	known |= add_logins(gathering, person);
	if (known)
		return;
	if (person.email.size == 0)
		person.email = person.name;
	if (proper.email.size == 0)
		proper.email = proper.name;
	add(gathering, proper, (struct str){0});
	add(gathering, person, (struct str){0});
}

/* "Name <address>", any number of them; without an address the text is a name. */
static void
add_people(struct gathering *gathering, struct str text)
{
	bool any = false;

	for (;;) {
		size_t open = str_find_byte(text, '<');
		size_t close = str_find_byte(str_cut(text, open, text.size), '>');
		struct person person;

		if (open == SIZE_MAX || close == SIZE_MAX)
			break;
		close += open;
		person.name = str_trim(str_cut(text, 0, open));
		person.email = str_trim(str_cut(text, open + 1, close));
		text = str_trim(str_cut(text, close + 1, text.size));
		if (str_starts(text, STR(",")))
			text = str_cut(text, 1, text.size);
		add_person(gathering, person);
		any = true;
	}
	if (!any)
		add_person(gathering, (struct person){.name = str_trim(text)});
}

/* What follows "Co-authored-by:", on lines that start with a blank, too; false for another line. */
static bool
take_co_authors(struct str line, struct str rest, struct str *out)
{
	struct str key = STR("Co-authored-by");
	struct str text = str_trim(line);
	struct str next;

	if (!str_equal_fold(str_cut(text, 0, key.size), key))
		return false;
	text = str_trim(str_cut(text, key.size, text.size));
	if (!str_starts(text, STR(":")))
		return false;
	while (str_line(&rest, &next) && next.size > 0 &&
	       (next.data[0] == ' ' || next.data[0] == '\t'))
		text.size = (size_t)(next.data + next.size - text.data);
	*out = str_trim(str_cut(text, 1, text.size));
	return true;
}

/* Wherever a line starts with it, not in the last paragraph alone. */
static void
add_co_authors(struct gathering *gathering, struct str message)
{
	struct str line, people;

	while (str_line(&message, &line))
		if (take_co_authors(line, message, &people))
			add_people(gathering, people);
}

struct err *
people_contributors(struct view *view, struct value *out)
{
	struct gathering gathering = {.view = view, .list = out};
	const struct change *change = view->change;

	*out = value_list();
	if (change->truncated)
		return err_help(err_new(view->scratch,
					"who contributed is not known: the clone is shallow and "
					"lacks commits of the change"),
				"fetch the whole history (actions/checkout: fetch-depth: 0)");
	map_init(&gathering.seen, view->scratch);
	TRY(mailmap_read(&gathering.mailmap, view));
	if (view->author.size > 0)
		add(&gathering, (struct person){0}, view->author);
	for (size_t i = 0; i < change->commit_count; i++) {
		add_person(&gathering, change->commits[i].author);
		add_person(&gathering, change->commits[i].committer);
		add_co_authors(&gathering, change->commits[i].message);
	}
	return NULL;
}
