/* SPDX-License-Identifier: Apache-2.0
 *
 * The `filter` attribute of gitattributes(5): which files git stores otherwise than they lie on
 * the disk (git-crypt, LFS).
 *
 *	attributes_parse(&attributes, scratch, STR("data"), text);
 *	attributes_filter(list, count, STR("data/people.csv")) → "git-crypt"
 */
#ifndef GOVLINT_SOURCE_ATTRIBUTES_H
#define GOVLINT_SOURCE_ATTRIBUTES_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct attribute_rule;

/* What one .gitattributes says about filters. */
struct attributes {
	struct str folder; /* where the file stands, "" for the top */
	struct attribute_rule *rules;
	size_t count;
	size_t capacity;
	struct str *macros;        /* of the top's file: names that set a filter … */
	struct str *macro_filters; /* … and which */
	size_t macro_count;
};

/* Read the lines that set or unset a filter; lines git would not understand are skipped as git
 * does. `above` is the file of the top, whose macros hold everywhere, or NULL. */
struct err *
attributes_parse(struct attributes *out, struct arena *arena, struct str folder, struct str text,
		 const struct attributes *above) MUST_USE;

/* The filter of a file by the rules of its folders, outermost first; none when it has none.
 * `path` is relative to the top. */
struct str
attributes_filter(struct attributes *const *list, size_t count, struct str path);

#endif
