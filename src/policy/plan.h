/* SPDX-License-Identifier: Apache-2.0
 *
 * A plan while it is made: what was asked for, what was found under those names, what is wrong.
 */
#ifndef GOVLINT_POLICY_PLAN_H
#define GOVLINT_POLICY_PLAN_H

#include "base/map.h"
#include "model/rank.h"
#include "policy/config.h"
#include "policy/load.h"

struct shelf_rule;

/* A rule that will judge, with everybody's settings. */
struct draft {
	struct shelf_rule *shelf;
	const struct pack **packs;       /* those that name it … */
	const struct setting **settings; /* … and what each says */
	size_t count;
	size_t capacity;
	size_t capacity_settings;
	const struct setting *config;
	const struct value *given; /* parameters of an example */
	bool selected;             /* --select */
	bool ignored;              /* --ignore */
	struct planned_rule planned;
};

struct making {
	const struct policy_request *request;
	const struct limits *limits;
	struct arena *run;
	struct problems problems;
	struct loader command_line; /* for what has no file */
	struct config config;
	struct map shelf; /* id → struct shelf_rule: the team's, and built-in ones once named */
	const struct pack **packs;
	size_t pack_count;
	size_t pack_capacity;
	struct map drafts; /* id → struct draft */
	struct roles roles;
	struct map roles_by_name; /* in the order of `roles` */
	struct map controls;      /* id → struct duty of the plan */
	struct map extended;      /* name → struct loader of a pack that was extended from */
	struct plan *plan;
};

/* A loader for a text that stays for as long as the plan is made. */
struct loader *
making_loader(struct making *making, const char *path, struct str text, struct str from);

/* Read a file of the configuration's tree; NULL and a problem when it cannot be had. */
struct loader *
making_file(struct making *making, const struct entry *entry, struct str from);

/* extends.c: their rules onto the shelf, their packs to be named; after shelf_fill. */
void
extends_fill(struct making *making);

/* --- Which packs (select.c) --- */

void
select_config(struct making *making);

void
select_packs(struct making *making);

/* A built-in pack's documents, for tables that no selected pack has. */
struct pack *
select_builtin(struct making *making, const char *name, size_t *count);

/* --- Tables (tables.c) --- */

void
make_tables(struct making *making);

/* Of them, what is in raci.c and incidents.c. */
void
make_raci(struct making *making);
void
make_incidents(struct making *making);

/* After the tables, which they name. */
void
make_duties(struct making *making);

/* --- Settings (settings.c) --- */

/* Severity and parameters of a draft, from everybody who has a say. */
void
make_settings(struct making *making, struct draft *draft);

/* --- What only the plan can tell (verify.c) --- */

/* Tiers, stages, roles and names that come from parameters. */
void
verify_draft(struct making *making, const struct draft *draft);

/* The same of conditions in a pack. */
void
verify_conditions(struct making *making, struct loader *loader, const struct predicate *predicate);

/* Whether a parameter is the list of `protect`. */
bool
verify_is_protect(const struct check_node *node, size_t param);

/* schemas.c: put the schema of a path into the plan; a problem at `place` where there is none. */
void
schemas_need(struct making *making, struct loader *loader, struct place place, struct str path);

/* bounds.c: conditions that nothing meets. */
struct bound {
	enum operation operation;
	const struct value *value;
};

/* Whether something of the type can meet both; true where that cannot be told. */
bool
bounds_agree(const struct plan *plan, enum fact_type type, const struct bound *a,
	     const struct bound *b);

void
digest_pack(struct making *making, const struct pack *pack, char out[72]);

#endif
