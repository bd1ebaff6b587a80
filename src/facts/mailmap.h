/* SPDX-License-Identifier: Apache-2.0
 *
 * .mailmap (gitmailmap(5)) of the trusted tree: addresses that are one person's.
 *
 *	TRY(mailmap_read(&mailmap, view));
 *	person = mailmap_resolve(&mailmap, person);
 */
#ifndef GOVLINT_FACTS_MAILMAP_H
#define GOVLINT_FACTS_MAILMAP_H

#include "model/view.h"

struct mailmap_row {
	struct person proper; /* name or address may be none: kept as committed */
	struct person commit; /* the name may be none: any */
};

struct mailmap {
	struct mailmap_row *rows;
	size_t count;
	size_t capacity;
};

struct err *
mailmap_read(struct mailmap *out, struct view *view) MUST_USE;

void
mailmap_parse(struct mailmap *out, struct arena *arena, struct str text);

struct person
mailmap_resolve(const struct mailmap *mailmap, struct person person);

#endif
