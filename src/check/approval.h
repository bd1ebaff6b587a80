/* SPDX-License-Identifier: Apache-2.0
 *
 * The approvals of a change, and which of them count for one entry of `protect`.
 *
 *	TRY(approvals_read(item, &approvals));
 *	TRY(protection_read(item, &approvals, entry, &protection));
 *	TRY(approvals_weigh(&approvals, &protection));   // sets why_not of each
 */
#ifndef GOVLINT_CHECK_APPROVAL_H
#define GOVLINT_CHECK_APPROVAL_H

#include "check/check.h"
#include "check/people.h"

struct approval {
	struct str by; /* as the review says it */
	struct people person;
	const struct value *covers; /* changed paths that it was given for, as they are now */
	struct str never;           /* why it counts for nothing; none: it may count */
	struct str why_not;         /* why it does not count for the entry at hand; none: it does */
};

struct contributor {
	struct people person;
	struct str name; /* as commits write it, where no login is known; else none */
};

struct approvals {
	struct item *item;
	const struct value *paths; /* the fact: changed paths with their owners */
	struct approval *given;
	size_t count;
	struct contributor *contributors; /* NULL until an entry asks */
	size_t contributor_count;
	struct people author;
};

/* One entry of `protect`, with the changed paths that it takes in. */
struct protection {
	struct str *roles;
	size_t role_count;
	bool each_role;
	size_t people;       /* distinct ones that must approve */
	bool by_author_only; /* only the author's own approval does not count */
	bool is_signed;
	bool codeowners;
	const struct value **paths; /* elements of approvals.paths */
	size_t path_count;
};

struct err *
approvals_read(struct item *item, struct approvals *out) MUST_USE;

struct err *
protection_read(struct approvals *approvals, const struct value *entry,
		struct protection *out) MUST_USE;

/* Decide for every approval whether it counts for the entry, roles and owners aside. An error where
 * it is not known who contributed. */
struct err *
approvals_weigh(struct approvals *approvals, const struct protection *protection) MUST_USE;

/* Whether it was given for this path (and where a rename took it from) as it is now. */
bool
approval_covers(const struct approval *approval, const struct value *path);

#endif
