/* SPDX-License-Identifier: Apache-2.0
 *
 * A schema after compiling: one member for each keyword; what was not given holds always.
 */
#ifndef GOVLINT_SCHEMA_NODE_H
#define GOVLINT_SCHEMA_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/regex.h"
#include "model/value.h"
#include "schema/schema.h"

/* `type`, as bits. */
enum {
	TYPE_NULL = 1 << 0,
	TYPE_BOOLEAN = 1 << 1,
	TYPE_INTEGER = 1 << 2,
	TYPE_NUMBER = 1 << 3,
	TYPE_STRING = 1 << 4,
	TYPE_ARRAY = 1 << 5,
	TYPE_OBJECT = 1 << 6,
};

extern const char *const schema_types[]; /* in the order of the bits, NULL at the end */

enum schema_format {
	FORMAT_ANY,
	FORMAT_DATE,
	FORMAT_DATE_TIME,
};

struct schema_range {
	uint64_t least;
	uint64_t most; /* UINT64_MAX: no bound */
};

struct schema_list {
	const struct schema **items;
	size_t count;
};

/* A name or a pattern and what its values must be. */
struct schema_member {
	struct str name;
	const struct regex *pattern;
	const struct schema *schema;
};

struct schema_members {
	struct schema_member *items;
	size_t count;
};

struct schema {
	bool nothing;   /* `false` */
	unsigned types; /* 0: any */
	const struct value *constant;
	const struct value *values; /* of enum */
	const struct value *minimum, *maximum, *above, *below, *multiple_of;
	struct schema_range length, items_count, properties_count, contains_count;
	const struct regex *pattern;
	struct str pattern_text;
	enum schema_format format;
	bool unique;
	struct schema_list prefix, all_of, any_of, one_of;
	const struct schema *items, *contains, *additional, *names;
	const struct schema *negated, *condition, *then, *otherwise, *reference;
	struct schema_members properties, patterns, dependents;
	const struct value *required;   /* a list of names */
	const struct value *dependency; /* name → names that go with it */
	struct place place;
	bool entered, left; /* while circles are looked for */
};

#endif
