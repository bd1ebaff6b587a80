/* SPDX-License-Identifier: Apache-2.0
 *
 * What the examples of a rule reached: each check and each condition, and what came of it. A point is
 * known by the address of what the loader made, which all copies of a rule share. Not thread-safe:
 * examples are judged on one thread.
 */
#ifndef GOVLINT_MODEL_COVERAGE_H
#define GOVLINT_MODEL_COVERAGE_H

#include "model/rule.h"

enum coverage_type {
	COVERAGE_NODE,
	COVERAGE_CONDITION,
	COVERAGE_PARAM, /* reached where it is set off its default: both at once */
};

struct coverage_point {
	enum coverage_type type;
	const void *what;
	struct place place;
	const char *words; /* what it is called: "check 'requires'" */
	bool held;
	bool failed;
};

struct rule_coverage {
	struct coverage_point *points;
	size_t count;
	size_t capacity;
};

/* What a node is known by: a rule's first one is copied with the rule, its parts are not. */
static inline const void *
coverage_of_node(const struct check_node *node)
{
	return node->type == NODE_CHECK ? (const void *)node->args : (const void *)node->children;
}

static inline void
coverage_saw(struct rule_coverage *coverage, const void *what, bool holds)
{
	for (size_t i = 0; coverage && i < coverage->count; i++)
		if (coverage->points[i].what == what)
			*(holds ? &coverage->points[i].held : &coverage->points[i].failed) = true;
}

#endif
