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
has(const struct people *person, struct str name)
{
	for (size_t i = 0; i < person->count; i++)
		if (str_equal(person->names[i], name))
			return true;
	return false;
}

/* Add a plain name; false when it adds nothing. */
static bool
add(struct arena *arena, struct people *person, struct str name)
{
	if (name.size == 0 || has(person, name))
		return false;
	person->names = arena_grow(arena, person->names, person->count, &person->capacity,
				   sizeof *person->names);
	person->names[person->count++] = name;
	return true;
}

/* Take in what one holder's entry ties together; whether that told something new. */
static bool
learn(struct arena *arena, struct people *person, const struct holder *holder)
{
	struct str github = login_plain(arena, holder->github);
	struct str email = login_plain(arena, holder->email);
	bool more;

	if (!(github.size > 0 && has(person, github)) && !(email.size > 0 && has(person, email)))
		return false;
	more = add(arena, person, github);
	return add(arena, person, email) || more;
}

void
people_add(const struct plan *plan, struct arena *arena, struct people *person, struct str name)
{
	bool more = add(arena, person, login_plain(arena, name));

	while (more) {
		more = false;
		for (size_t i = 0; i < plan->role_count; i++)
			for (size_t n = 0; n < plan->roles[i].holder_count; n++)
				more |= learn(arena, person, &plan->roles[i].holders[n]);
	}
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
	for (size_t i = 0; i < a->count; i++)
		if (has(b, a->names[i]))
			return true;
	return false;
}

static bool
is_holder(struct arena *arena, const struct people *person, const struct holder *holder)
{
	return has(person, login_plain(arena, holder->github)) ||
	       has(person, login_plain(arena, holder->email));
}

bool
people_called(const struct plan *plan, struct arena *arena, const struct people *person,
	      struct str name)
{
	struct str called = login_plain(arena, name);

	if (called.size == 0)
		return false;
	for (size_t i = 0; i < plan->role_count; i++)
		for (size_t n = 0; n < plan->roles[i].holder_count; n++) {
			const struct holder *holder = &plan->roles[i].holders[n];

			if (is_holder(arena, person, holder) &&
			    str_equal(login_plain(arena, holder->name), called))
				return true;
		}
	return has(person, called);
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
			if (has(person, login_plain(arena, team->members[n])))
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

	if (person->count == 0 || name.size == 0)
		return false;
	if (slash == SIZE_MAX)
		return has(person, name);
	return team_has(plan, arena, person, name) ||
	       team_has(plan, arena, person, str_cut(name, slash + 1, name.size));
}
