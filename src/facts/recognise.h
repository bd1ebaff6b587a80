/* SPDX-License-Identifier: Apache-2.0
 *
 * Which kinds a path is of. All globs are compiled once; a path is looked up by its ending first,
 * so that ten thousand paths meet a handful of globs each.
 *
 *	TRY(recogniser_init(&recogniser, run, plan));
 *	unsigned kinds = recognise(&recogniser, path);   // bit n: the n-th kind of facts.list
 */
#ifndef GOVLINT_FACTS_RECOGNISE_H
#define GOVLINT_FACTS_RECOGNISE_H

#include "base/map.h"
#include "model/view.h"

struct recogniser_glob {
	struct glob glob;
	unsigned kind;
};

struct recogniser_globs {
	struct recogniser_glob *items;
	size_t count;
	size_t capacity;
};

struct recogniser {
	struct map by_ending;           /* ".csv" → struct recogniser_globs */
	struct recogniser_globs others; /* that end with no fixed ending */
	struct map model_folders;       /* folders that hold a model: a README may be its card */
	struct map card_folders;        /* folders with a model_card.*: a README there is none */
	const struct plan *plan;
	struct arena *run;
};

struct err *
recogniser_init(struct recogniser *recogniser, struct arena *run, const struct plan *plan) MUST_USE;

/* By the kinds' globs (the first kind of facts.list that takes it) and the team's additions. A
 * folder whose content is not here (a submodule, a link out of the tree, `data.dvc`) counts as what
 * it would hold: pass `is_folder`. */
unsigned
recognise(const struct recogniser *recogniser, struct str path, bool is_folder);

/* As what the team adds alone. */
unsigned
recognise_by_team(const struct plan *plan, struct str path);

bool
recognise_is_readme(struct str path);

/* What stands among data for people and for git: README.de.md, LICENSE, .gitkeep. */
bool
recognise_is_about_data(struct str path);

/* AUTHORS, NOTICE, COPYING.txt: among data they may name people. */
bool
recognise_is_of_people(struct str path);

/* .gitkeep, .gitignore, .gitattributes */
bool
recognise_is_of_git(struct str path);

/* The dataset that a path would be were it called after no card and none of git's files. */
unsigned
recognise_as_data(const struct recogniser *recogniser, struct str path);

/* The number of a kind in facts.list. */
unsigned
recognise_number(const struct kind *kind);

/* Whether the team wants the path left alone. */
bool
recognise_ignored(const struct plan *plan, struct str path);

/* "data/users.csv.dvc" → "data/users.csv"; none when the path is no pointer. */
struct str
recognise_pointer(struct str path);

#endif
