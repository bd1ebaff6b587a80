/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules that can be named: the team's own, those of others that it extends from, and built-in ones.
 * A rule is loaded when somebody names it.
 *
 *	struct shelf_rule *shelf = shelf_need(making, loader, place, "", STR("dataset/plain-pii"));
 */
#ifndef GOVLINT_POLICY_SHELF_H
#define GOVLINT_POLICY_SHELF_H

#include "policy/plan.h"

/* A rule that can be named, loaded when somebody does. */
struct shelf_rule {
	struct str id;
	struct loader *loader;
	struct rule *rule; /* NULL: not loaded yet */
	bool broken;       /* it has problems, they are on the list */
	bool own;          /* the team's: it judges without being named */
};

/* Put a rule on the shelf; a problem where a rule of its id is there, or built in. */
void
shelf_put(struct making *making, struct shelf_rule *shelf);

/* Put the team's own rules on the shelf. */
void
shelf_fill(struct making *making);

/* The rule of an id, or NULL. */
struct shelf_rule *
shelf_find(struct making *making, struct str id);

/* As shelf_find; a problem at `place` that names the nearest one when there is none. */
struct shelf_rule *
shelf_need(struct making *making, struct loader *loader, struct place place, const char *what,
	   struct str id);

/* The rule, loaded; NULL when it has problems. */
struct rule *
shelf_rule(struct making *making, struct shelf_rule *shelf);

#endif
