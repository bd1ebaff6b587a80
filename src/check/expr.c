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

/* An item as what names stand for. */
struct host {
	struct expr_scope scope;
	struct item *item;
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

	(void)scratch;
	switch (slot) {
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

/* A day is its first moment. */
static struct err *
date_value(const struct fact_def *def, const struct value *value, struct arena *scratch,
	   struct expr_value *out)
{
	struct date date;

	if (value->type != VALUE_STRING || !date_parse(value->string, &date))
		return err_new(scratch, "'%s' is no date", def->name);
	*out = (struct expr_value){.type = EXPR_TIMESTAMP,
				   .integer = date.seconds,
				   .nanoseconds = (int32_t)date.nanoseconds};
	return NULL;
}

/* What the document holds may be of another type than the field is of. */
static struct err *
fact_value(const struct fact_def *def, const struct value *value, struct arena *scratch,
	   struct expr_value *out)
{
	static const enum value_type types[] = {
		[FACT_BOOL] = VALUE_BOOL,     [FACT_INT] = VALUE_INT,
		[FACT_NUMBER] = VALUE_DOUBLE, [FACT_STRING] = VALUE_STRING,
		[FACT_DATE] = VALUE_STRING,   [FACT_TIER] = VALUE_STRING,
		[FACT_STAGE] = VALUE_STRING,  [FACT_LIST] = VALUE_LIST,
		[FACT_MAP] = VALUE_MAP,
	};

	*out = (struct expr_value){.type = EXPR_NULL};
	if (!value || value->type == VALUE_NULL)
		return NULL;
	if (def->type == FACT_DATE)
		return date_value(def, value, scratch, out);
	if (def->type != FACT_ANY && value->type != types[def->type] &&
	    !(def->type == FACT_NUMBER && value->type == VALUE_INT))
		return err_new(scratch, "'%s' is %s, not %s", def->name,
			       value_type_name(value->type), value_type_name(types[def->type]));
	*out = expr_from_tree(value);
	return NULL;
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
	return fact_value(&artifact->kind->facts[slot], value, scratch, out);
}

struct err *
check_expression(struct item *item, const struct expr *expr, bool *out)
{
	struct host host = {
		.scope = {.root = root_value, .field = field_value},
		.item = item,
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

	TRY(check_expression(item, given[THAT].expr, &holds));
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
