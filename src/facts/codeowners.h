/* SPDX-License-Identifier: Apache-2.0
 *
 * CODEOWNERS as GitHub reads it.
 *
 *	TRY(codeowners_read(&owners, view));
 *	const struct codeowners_line *line = codeowners_of(&owners, scratch, path);   // NULL: nobody's
 */
#ifndef GOVLINT_FACTS_CODEOWNERS_H
#define GOVLINT_FACTS_CODEOWNERS_H

#include "model/view.h"

struct codeowners_line {
	struct glob glob;
	bool children_only; /* "docs/" and a star: what stands right in it */
	struct str *owners; /* "@login", "@organisation/team" or an address */
	size_t count;
};

struct codeowners {
	bool found;      /* there is such a file at the base */
	struct str root; /* what paths are relative to, beneath the top */
	struct codeowners_line *lines;
	size_t count;
	size_t capacity;
};

/* From .github/, the root or docs/ of the trusted tree, the first that exists. */
struct err *
codeowners_read(struct codeowners *out, struct view *view) MUST_USE;

/* The lines of a text; what GitHub does not understand it skips, and so does this. */
struct err *
codeowners_parse(struct codeowners *out, struct arena *arena, struct str text) MUST_USE;

/* The last line that matches, or NULL. One without owners says that the path has none. */
const struct codeowners_line *
codeowners_of(const struct codeowners *owners, struct arena *arena, struct str path);

#endif
