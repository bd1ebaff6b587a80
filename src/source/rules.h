/* SPDX-License-Identifier: Apache-2.0
 *
 * The .gitignore and .gitattributes files between the top of the repository and the folder that is
 * being walked: a stack, outermost first. Who leaves a folder sets the counts back.
 *
 *	TRY(rules_read(&rules, descriptor, folder, ".gitignore", &text));
 *	rules_add_ignore(&rules, folder, text);
 *	if (rules_ignore(&rules, rules.ignore_count, path, false)) …
 */
#ifndef GOVLINT_SOURCE_RULES_H
#define GOVLINT_SOURCE_RULES_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct attributes;
struct ignore;

struct rules {
	struct arena *arena;
	size_t file_limit; /* bytes of one file */
	struct ignore **ignores;
	size_t ignore_count, ignore_capacity;
	struct attributes **attributes;
	size_t attribute_count, attribute_capacity;
};

/* The text of a rule file in a folder; none where there is no regular one. A link is not followed,
 * as git does not. */
struct err *
rules_read(struct rules *rules, int descriptor, struct str folder, const char *name,
	   struct str *text) MUST_USE;

void
rules_add_ignore(struct rules *rules, struct str folder, struct str text);

struct err *
rules_add_attributes(struct rules *rules, struct str folder, struct str text) MUST_USE;

/* Whether the innermost of the first `count` files that speaks of a path ignores it. */
bool
rules_ignore(const struct rules *rules, size_t count, struct str path, bool is_folder);

/* The git filter that a file goes through, or none. */
struct str
rules_filter(const struct rules *rules, struct str path);

#endif
