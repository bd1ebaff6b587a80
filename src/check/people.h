/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is who. One person appears as a login in a review, as an address in a commit and as either in
 * CODEOWNERS; the holders of roles in the plan tie them together. Logins and addresses fold case,
 * and GitHub's noreply addresses name a login. Holders of one name are taken for one person where that
 * takes an approval away, and for two where it would lend one a role of the other.
 *
 *	struct people alice = people_of(plan, scratch, STR("Alice"));
 *	people_named(scratch, &alice, plan_role(plan, STR("CISO")))
 */
#ifndef GOVLINT_CHECK_PEOPLE_H
#define GOVLINT_CHECK_PEOPLE_H

#include "model/plan.h"

struct known_names {
	struct str *items;
	size_t count;
	size_t capacity;
};

/* All names one person is known by. */
struct people {
	struct known_names sure; /* logins and addresses that entries of holders tie together */
	struct known_names same; /* those, and what equal names of holders tie; the names, too */
};

/* The person behind a login or address. Nobody (no names) for none, empty and noreply@github.com. */
struct people
people_of(const struct plan *plan, struct arena *arena, struct str name);

/* Take in another name of the same person. */
void
people_add(const struct plan *plan, struct arena *arena, struct people *person, struct str name);

/* Whether two may be one person. */
bool
people_same(const struct people *a, const struct people *b);

/* Whether it is anybody. */
bool
people_known(const struct people *person);

/* Whether the role itself names the person as a holder; what it is made of is not asked. */
bool
people_named(struct arena *arena, const struct people *person, const struct role *role);

/* Whether anybody holds the role, one it is the same as, or one it is made of. */
bool
people_fill(const struct plan *plan, struct arena *arena, struct str role);

/* Whether a name as commits write it is the person's: that of a holder, or the login itself. Enough to
 * take somebody for a contributor, never enough to let them approve. */
bool
people_called(struct arena *arena, const struct people *person, struct str name);

/* Whether an owner as CODEOWNERS writes it (@login, @org/team, address) means this person. Teams are
 * those of the plan; one it does not know is nobody. */
bool
people_own(const struct plan *plan, struct arena *arena, const struct people *person,
	   struct str owner);

#endif
