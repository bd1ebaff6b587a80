/* SPDX-License-Identifier: Apache-2.0
 *
 * What `list` and `explain` show: what can be named, and how it is laid out.
 */
#ifndef GOVLINT_CLI_PAGE_H
#define GOVLINT_CLI_PAGE_H

#include "cli/command.h"

struct suggest;

/* The rules and packs that can be named: those built in, and the team's own on disk. */
struct known_rule {
	const char *path;
	struct str text; /* with its examples */
	struct rule rule;
};

struct known_rules {
	struct known_rule *items;
	size_t count;
	size_t capacity;
};

struct err *
known_rules(struct session *session, struct known_rules *out) MUST_USE;

/* The files of rules with their examples, not loaded. */
struct err *
known_rule_texts(struct session *session, struct memory_text **texts, size_t *count,
		 size_t *capacity) MUST_USE;

/* The names of the packs that are built in, as a list of strings. */
struct value
known_packs(struct session *session);

/* What one pack asks, by itself. */
struct err *
known_pack(struct session *session, const char *name, struct plan *out) MUST_USE;

/* Parts of a page of `explain`. */
void
page_title(struct session *session, struct str name, const char *what, struct str title);

void
page_heading(struct session *session, const char *heading);

/* A text, each line indented. */
void
page_text(struct session *session, struct str text);

/* The page of a rule. */
void
explain_rule(struct session *session, const struct known_rule *known);

/* The plan of the repository one stands in; of `policy` alone, unless it is NULL. */
struct err *
plan_here(struct session *session, const char *policy, struct plan *out) MUST_USE;

/* The page of a pack that is built in. */
struct err *
explain_pack(struct session *session, struct str name) MUST_USE;

/* The page of a pack that is selected in the repository one stands in, by its name or path; else its names
 * are offered. */
bool
explain_own_pack(struct session *session, struct str name, struct suggest *suggest);

/* A list of maps as aligned columns; `columns` ends with NULL. */
void
table_print(struct session *session, struct out *out, const char *const *columns,
	    const struct value *rows);

#endif
