/* SPDX-License-Identifier: Apache-2.0
 *
 * Logins and addresses → people, roles and owners. In: names as reviews, commits, CODEOWNERS and
 * govlint.yaml write them. Out: whether two of them are one person, and what that person may approve.
 * A name that leads to nobody holds nothing and owns nothing. Mailmaps are not read here.
 */
#include "check/people.h"

#include "base/arena.h"
#include "model/login.h"

static bool
has(const struct known_names *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->items[i], name))
			return true;
	return false;
}

/* Add a plain name; false when it adds nothing. */
static bool
add(struct arena *arena, struct known_names *names, struct str name)
{
	if (name.size == 0 || has(names, name))
		return false;
	names->items = arena_grow(arena, names->items, names->count, &names->capacity,
				  sizeof *names->items);
	names->items[names->count++] = name;
	return true;
}

/* The name of a holder as it is compared: blanks and case make nobody another. It starts with a blank,
 * as no login does. None for none. */
static struct str
called(struct arena *arena, struct str name)
{
	char *text = arena_print(arena, " %.*s", STR_ARG(login_plain(arena, name)));
	size_t size = 1;

	for (size_t i = 1; text[i]; i++)
		if (text[i] != ' ' || text[size - 1] != ' ')
			text[size++] = text[i];
	return size > 1 ? str_make(text, size) : (struct str){0};
}

/* Take in what one holder's entry ties together; whether that told something new. Two names that are
 * equal tie two entries only in `same`. */
static bool
learn(struct arena *arena, struct known_names *names, const struct holder *holder, bool by_name)
{
	struct str github = login_plain(arena, holder->github);
	struct str email = login_plain(arena, holder->email);
	struct str name = by_name ? called(arena, holder->name) : (struct str){0};
	bool more;

	if (!(github.size > 0 && has(names, github)) && !(email.size > 0 && has(names, email)) &&
	    !(name.size > 0 && has(names, name)))
		return false;
	more = add(arena, names, github);
	more |= add(arena, names, email);
	return add(arena, names, name) || more;
}

static void
add_known(const struct plan *plan, struct arena *arena, struct known_names *names, struct str name,
	  bool by_name)
{
	bool more = add(arena, names, login_plain(arena, name));

	while (more) {
		more = false;
		for (size_t i = 0; i < plan->role_count; i++)
			for (size_t n = 0; n < plan->roles[i].holder_count; n++)
				more |= learn(arena, names, &plan->roles[i].holders[n], by_name);
	}
}

void
people_add(const struct plan *plan, struct arena *arena, struct people *person, struct str name)
{
	add_known(plan, arena, &person->sure, name, false);
	add_known(plan, arena, &person->same, name, true);
}

struct people
people_of(const struct plan *plan, struct arena *arena, struct str name)
{
	struct people person = {0};

	people_add(plan, arena, &person, name);
	return person;
}

bool
people_same(const struct people *a, const struct people *b)
{
	for (size_t i = 0; i < a->same.count; i++)
		if (has(&b->same, a->same.items[i]))
			return true;
	return false;
}

bool
people_known(const struct people *person)
{
	return person->sure.count > 0;
}

static bool
is_holder(struct arena *arena, const struct people *person, const struct holder *holder)
{
	return has(&person->sure, login_plain(arena, holder->github)) ||
	       has(&person->sure, login_plain(arena, holder->email));
}

bool
people_called(struct arena *arena, const struct people *person, struct str name)
{
	struct str text = called(arena, name);

	return text.size > 0 &&
	       (has(&person->same, text) || has(&person->sure, login_plain(arena, name)));
}

bool
people_named(struct arena *arena, const struct people *person, const struct role *role)
{
	for (size_t i = 0; i < role->holder_count; i++)
		if (is_holder(arena, person, &role->holders[i]))
			return true;
	return false;
}

/* `seen` marks roles that were asked before. */
static bool
reach(const struct plan *plan, struct str name, bool *seen)
{
	const struct role *role = plan_role(plan, name);

	if (!role || seen[role - plan->roles])
		return false;
	seen[role - plan->roles] = true;
	if (role->holder_count > 0)
		return true;
	for (size_t i = 0; i < role->same_as_count; i++)
		if (reach(plan, role->same_as[i], seen))
			return true;
	for (size_t i = 0; i < role->of_count; i++)
		if (reach(plan, role->of[i], seen))
			return true;
	return false;
}

bool
people_fill(const struct plan *plan, struct arena *arena, struct str role)
{
	bool *seen = arena_array(arena, plan->role_count, sizeof *seen);

	return reach(plan, role, seen);
}

static bool
team_has(const struct plan *plan, struct arena *arena, const struct people *person, struct str name)
{
	for (size_t i = 0; i < plan->team_count; i++) {
		const struct team *team = &plan->teams[i];

		if (!str_equal_fold(team->name, name))
			continue;
		for (size_t n = 0; n < team->member_count; n++)
			if (has(&person->sure, login_plain(arena, team->members[n])))
				return true;
	}
	return false;
}

bool
people_own(const struct plan *plan, struct arena *arena, const struct people *person,
	   struct str owner)
{
	struct str name = login_plain(arena, owner);
	size_t slash = str_find_byte(name, '/');

	if (!people_known(person) || name.size == 0)
		return false;
	if (slash == SIZE_MAX)
		return has(&person->sure, name);
	return team_has(plan, arena, person, name) ||
	       team_has(plan, arena, person, str_cut(name, slash + 1, name.size));
}
