/* SPDX-License-Identifier: Apache-2.0
 *
 * expr: an expression is true. In: its text, compiled when the rule was loaded. Finds: that it is false.
 * And what names of expressions stand for: facts of the artifact and of those related to it, asked for
 * when an expression comes to them; parameters; the time of the run.
 */
#include "expr/expr.h"

#include "base/arena.h"
#include "check/internal.h"

enum {
	THAT,
};

static const struct arg_def args[] = {
	[THAT] = {"that", ARG_EXPRESSION, true, "what must be true"},
	{0},
};

static const char *const binds[] = {NULL};

/* An item, and an element of one of its lists where one is chosen, as what names stand for. */
struct host {
	struct expr_scope scope;
	struct item *item;
	const struct value *element;
};

static struct item *
item_of(struct expr_scope *scope)
{
	return ((struct host *)scope)->item;
}

static struct expr_value
object_of(const void *object)
{
	return (struct expr_value){.type = object ? EXPR_OBJECT : EXPR_NULL, .object = object};
}

static struct err *
root_value(struct expr_scope *scope, size_t slot, struct arena *scratch, struct expr_value *out)
{
	struct item *item = item_of(scope);
	const struct value *element = ((struct host *)scope)->element;

	switch (slot) {
	case EXPRESSION_ELEMENT:
		if (!element)
			return err_new(scratch, "an element is spoken of where there is none");
		*out = expr_from_tree(element);
		break;
	case EXPRESSION_NOW:
		*out = (struct expr_value){.type = EXPR_TIMESTAMP,
					   .integer = item->view->plan->now.seconds};
		break;
	case EXPRESSION_PARAMS:
		*out = object_of(item->planned);
		break;
	default:
		*out = object_of(item->artifact);
		break;
	}
	return NULL;
}

/* A word of another spelling compares with none, as in closed conditions. */
static struct err *
check_rank(const struct plan *plan, const struct fact_def *def, const struct value *value,
	   struct arena *scratch)
{
	if (!fact_is_ranked(def->type) || plan_rank(plan, def->type, value->string) != SIZE_MAX)
		return NULL;
	return err_new(scratch, "'%s' is '%.*s', which is no %s", def->name,
		       STR_ARG(str_cut(value->string, 0, 100)), plan_words(plan, def->type).noun);
}

static struct err *
related_value(struct item *item, struct artifact *artifact, size_t slot, struct arena *scratch,
	      struct expr_value *out)
{
	const struct artifact_list *list;
	struct expr_value *items;

	if (slot & EXPRESSION_SYSTEM) {
		*out = object_of(item->system);
		return NULL;
	}
	list = &artifact->related[slot & ~(EXPRESSION_RELATED | EXPRESSION_MANY)];
	if (!(slot & EXPRESSION_MANY)) {
		*out = object_of(list->count > 0 ? list->items[0] : NULL);
		return NULL;
	}
	items = arena_array(scratch, list->count + 1, sizeof *items);
	for (size_t i = 0; i < list->count; i++)
		items[i] = object_of(list->items[i]);
	*out = (struct expr_value){
		.type = EXPR_LIST, .count = (uint32_t)list->count, .items = items};
	return NULL;
}

static struct err *
field_value(struct expr_scope *scope, const struct expr_value *object, size_t slot,
	    struct arena *scratch, struct expr_value *out)
{
	struct item *item = item_of(scope);
	struct artifact *artifact = (struct artifact *)object->object;
	const struct value *value = NULL;

	if (object->object == item->planned) {
		trace_operand(item, "of a parameter",
			      &(struct operand){.is_param = true, .param = slot});
		*out = expr_from_tree(&item->planned->params[slot]);
		return NULL;
	}
	if (slot & (EXPRESSION_RELATED | EXPRESSION_SYSTEM))
		return related_value(item, artifact, slot, scratch, out);
	TRY(item->view->fact(item->view, artifact, slot, &value));
	trace_found(item, str_of(artifact->kind->facts[slot].name), &artifact->kind->facts[slot],
		    value, artifact);
	if (value && value->type == VALUE_STRING)
		TRY(check_rank(item->view->plan, &artifact->kind->facts[slot], value, scratch));
	return expr_from_fact(&artifact->kind->facts[slot], value, scratch, out);
}

static bool
is_late(struct expr_scope *scope)
{
	return view_is_late(item_of(scope)->view);
}

struct err *
check_expression(struct item *item, const struct expr *expr, const struct value *element, bool *out)
{
	struct host host = {
		.scope = {.root = root_value, .field = field_value, .late = is_late},
		.item = item,
		.element = element,
	};
	struct expr_value value;

	TRY(expr_evaluate(expr, &host.scope, item->view->scratch, &value));
	if (value.type != EXPR_BOOL)
		return err_new(item->view->scratch, "the expression is %s, neither true nor false",
			       expr_type_name(value.type));
	*out = value.boolean;
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	bool holds = false;

	TRY(check_expression(item, given[THAT].expr, NULL, &holds));
	if (!holds)
		check_report(item, &(struct found){0});
	return NULL;
}

const struct check check_expr = {
	.name = "expr",
	.summary = "an expression is true",
	.args = args,
	.binds = binds,
	.judge = judge,
};
