/* SPDX-License-Identifier: Apache-2.0
 *
 * Any text as an expression: it is refused with a place within it, or evaluates twice to the same; and
 * a value is of the kind that was known of it before.
 */
#include "expr/expr.h"
#include "fuzz/reading.h"

static const struct expr_kind any = {.type = EXPR_DYN};

static const struct expr_kind *
find(const struct expr_names *self, struct str name, size_t *slot)
{
	(void)self;
	*slot = str_is(name, "y");
	return str_is(name, "x") || str_is(name, "y") ? &any : NULL;
}

static struct err *
take(struct expr_scope *self, size_t slot, struct arena *scratch, struct expr_value *out)
{
	(void)self;
	if (slot == 1)
		return err_new(scratch, "y is not known");
	*out = (struct expr_value){.type = EXPR_INT, .integer = 7};
	return NULL;
}

/* What was known of a value holds, as far as it was known. */
static void
is_of_kind(const struct expr_value *value, const struct expr_kind *kind)
{
	if (!kind || kind->type == EXPR_DYN || value->type == EXPR_NULL)
		return;
	HOLDS(kind->type == EXPR_NULL || value->type == kind->type);
	for (size_t i = 0; i < expr_count(value); i++) {
		struct expr_value item;

		if (value->type == EXPR_LIST) {
			item = expr_item(value, i);
			is_of_kind(&item, kind->element);
		} else if (value->type == EXPR_MAP) {
			item = expr_key(value, i);
			is_of_kind(&item, kind->key);
			item = expr_held(value, i);
			is_of_kind(&item, kind->element);
		}
	}
}

static void
one_way(struct arena *arena, struct str text, const struct limits *limits, bool unchecked)
{
	const struct expr_names names = {.root = find};
	struct expr_scope scope = {.root = take};
	struct expr_request request = {
		.text = text, .names = &names, .limits = limits, .unchecked = unchecked};
	struct expr_value value, again;
	const struct expr *expr;
	struct err *err = expr_compile(&request, arena, &expr);

	if (err) {
		HOLDS(err->line > 0 && err->column > 0 && err->end_column > err->column);
		err_settle(err);
		return;
	}
	err = expr_evaluate(expr, &scope, arena, &value);
	if (!err) {
		struct err *other = expr_evaluate(expr, &scope, arena, &again);

		HOLDS(!other && value.type == again.type);
		if (!unchecked)
			is_of_kind(&value, expr_kind(expr));
	}
	err_settle(err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = size > 0 ? str_make((const char *)data, size) : STR("");
	struct arena *arena = reading_arena();
	struct limits tight = reading_tight();

	if (size > 1024)
		return 0;
	tight.expression_cost = 2000;
	one_way(arena, text, &tight, false);
	one_way(arena, text, &tight, true);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
