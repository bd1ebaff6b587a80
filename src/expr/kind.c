/* SPDX-License-Identifier: Apache-2.0
 *
 * What is known of a value before it is evaluated: which kinds go together, and what people call them.
 */
#include "expr/kind.h"

static const struct expr_kind simple_kinds[] = {
	[EXPR_NULL] = {.type = EXPR_NULL},         [EXPR_BOOL] = {.type = EXPR_BOOL},
	[EXPR_INT] = {.type = EXPR_INT},           [EXPR_UINT] = {.type = EXPR_UINT},
	[EXPR_DOUBLE] = {.type = EXPR_DOUBLE},     [EXPR_STRING] = {.type = EXPR_STRING},
	[EXPR_BYTES] = {.type = EXPR_BYTES},       [EXPR_LIST] = {.type = EXPR_LIST},
	[EXPR_MAP] = {.type = EXPR_MAP},           [EXPR_TIMESTAMP] = {.type = EXPR_TIMESTAMP},
	[EXPR_DURATION] = {.type = EXPR_DURATION}, [EXPR_TYPE] = {.type = EXPR_TYPE},
	[EXPR_OBJECT] = {.type = EXPR_OBJECT},     [EXPR_DYN] = {.type = EXPR_DYN},
	[EXPR_ERROR] = {.type = EXPR_ERROR},
};

const struct expr_kind *
kind_of(enum expr_type type)
{
	return &simple_kinds[type];
}

const struct expr_kind *
kind_or_dyn(const struct expr_kind *kind)
{
	return kind ? kind : kind_of(EXPR_DYN);
}

const struct expr_kind *
kind_container(struct arena *run, enum expr_type type, const struct expr_kind *key,
	       const struct expr_kind *element)
{
	struct expr_kind *kind = arena_alloc(run, sizeof *kind);

	kind->type = type;
	kind->key = key;
	kind->element = element;
	return kind;
}

bool
kind_is_numeric(enum expr_type type)
{
	return type == EXPR_INT || type == EXPR_UINT || type == EXPR_DOUBLE;
}

/* Whether one value can be of both kinds. */
bool
kind_goes_with(const struct expr_kind *a, const struct expr_kind *b)
{
	a = kind_or_dyn(a);
	b = kind_or_dyn(b);
	if (a->type == EXPR_DYN || b->type == EXPR_DYN || a->type == EXPR_NULL ||
	    b->type == EXPR_NULL)
		return true;
	if (a->type != b->type)
		return false;
	if (a->type == EXPR_LIST)
		return kind_goes_with(a->element, b->element);
	if (a->type == EXPR_MAP)
		return kind_goes_with(a->key, b->key) && kind_goes_with(a->element, b->element);
	return a->type != EXPR_OBJECT || a->object == b->object;
}

/* What a value is that is of either kind. */
const struct expr_kind *
kind_common(struct arena *run, const struct expr_kind *a, const struct expr_kind *b)
{
	const struct expr_kind *key, *element;

	a = kind_or_dyn(a);
	b = kind_or_dyn(b);
	if (a->type == EXPR_NULL)
		return b;
	if (b->type == EXPR_NULL || a == b)
		return a;
	if (!kind_goes_with(a, b) || a->type != b->type)
		return kind_of(EXPR_DYN);
	if (a->type != EXPR_LIST && a->type != EXPR_MAP)
		return a->words == b->words && a->unordered == b->unordered ? a : kind_of(a->type);
	/* Of what is inside no more is known than of both. */
	key = kind_common(run, a->key, b->key);
	element = kind_common(run, a->element, b->element);
	if (key == kind_or_dyn(a->key) && element == kind_or_dyn(a->element) &&
	    a->object == b->object)
		return a;
	return kind_container(run, a->type, key, element);
}

/* A kind as people call it. */
const char *
kind_name(struct arena *run, const struct expr_kind *kind)
{
	kind = kind_or_dyn(kind);
	switch (kind->type) {
	case EXPR_NULL:
		return "null";
	case EXPR_TIMESTAMP:
		return "a timestamp";
	case EXPR_DURATION:
		return "a duration";
	case EXPR_LIST:
		return "a list";
	case EXPR_INT:
		return "an int";
	case EXPR_DYN:
		return "a value of any type";
	default:
		return arena_print(run, "a %s", expr_type_name(kind->type));
	}
}
