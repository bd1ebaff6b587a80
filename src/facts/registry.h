/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers: one file, one artifact for each entry of its list.
 *
 *	static const struct register_form form = {.kind = "system", .list = "systems", .key = "id", …};
 *	return registry_expand(view, entry, &form);
 */
#ifndef GOVLINT_FACTS_REGISTRY_H
#define GOVLINT_FACTS_REGISTRY_H

#include "model/view.h"

/* How a register is written: {systems: [{id: …}]}. */
struct register_form {
	const char *kind;   /* of its entries */
	const char *file;   /* what people call it: "registry" */
	const char *list;   /* the key of the list; NULL: the file is one entry */
	const char *key;    /* what names an entry */
	const char *key_of; /* that, in words: "the id of a system" */
	const char *advice; /* "each system has an id of its own" */
	bool subjects; /* findings name the entry as their subject (systems have a place of their own) */
};

/* Read a register; all that is wrong with it comes back in one list. */
struct err *
registry_expand(struct view *view, const struct entry *entry,
		const struct register_form *form) MUST_USE;

#endif
