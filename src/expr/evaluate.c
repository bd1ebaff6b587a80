/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes and a scope → a value. An error is a value that passes through everything but what does not
 * need it: "false && x" is false whatever x is. What is never absorbed is that the budget is spent.
 */
#include <string.h>

#include "base/arena.h"
#include "expr/operate.h"
#include "model/limits.h"

enum {
	STEPS_A_LOOK = 1024, /* at the clock */
};

struct evaluation {
	struct call call; /* its cost counts all */
	uint64_t looked;  /* at the clock, at this cost */
	bool spent;
	bool late;
	bool null_is_unknown;
	struct expr_scope *scope;
	struct expr_value *locals;
	struct str text; /* of the expression, for messages */
};

static struct expr_value
evaluate(struct evaluation *evaluation, const struct node *node);

static struct expr_value
failed(const char *reason)
{
	return (struct expr_value){.type = EXPR_ERROR, .reason = reason};
}

/* Whether the budget is spent; said at each node and at what takes long. */
static bool
is_spent(struct evaluation *evaluation)
{
	struct expr_scope *scope = evaluation->scope;

	if (evaluation->call.cost > evaluation->call.most)
		evaluation->spent = true;
	if (evaluation->call.cost - evaluation->looked >= STEPS_A_LOOK) {
		evaluation->looked = evaluation->call.cost;
		evaluation->late = scope && scope->late && scope->late(scope);
		evaluation->spent |= evaluation->late;
	}
	return evaluation->spent;
}

/* What the host says it cannot tell. The errno of a machine that failed is kept beside it. */
static struct expr_value
refused(const struct evaluation *evaluation, struct err *err)
{
	struct expr_value out = {
		.type = EXPR_ERROR,
		.reason = err_text(evaluation->call.scratch, err),
	};

	out.nanoseconds = err->number;
	err_settle(err);
	return out;
}

/* ---- names ---- */

static struct expr_value
evaluate_root(struct evaluation *evaluation, const struct node *node)
{
	struct expr_scope *scope = evaluation->scope;
	struct expr_value out = {0};
	struct err *err = scope->root(scope, node->slot, evaluation->call.scratch, &out);

	return err ? refused(evaluation, err) : out;
}

/* Something that has no fields, most often because it is not there. */
static struct expr_value
no_field(struct evaluation *evaluation, const struct node *node, const struct expr_value *of)
{
	const struct node *child = node->children[0];
	struct str text = str_cut(evaluation->text, child->start, child->end);

	if (of->type == EXPR_NULL && text.size < 80)
		return expr_failed(evaluation->call.scratch, "'%.*s' is null, and has no '%.*s'",
				   STR_ARG(text), STR_ARG(node->name));
	return expr_failed(evaluation->call.scratch, "%s has no field '%.*s'",
			   expr_type_name(of->type), STR_ARG(node->name));
}

static struct expr_value
evaluate_field(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value of = evaluate(evaluation, node->children[0]), out = {0};
	struct expr_scope *scope = evaluation->scope;
	struct err *err;

	if (of.type == EXPR_ERROR)
		return of;
	if (of.type != EXPR_OBJECT)
		return no_field(evaluation, node, &of);
	err = scope->field(scope, &of, node->slot, evaluation->call.scratch, &out);
	return err ? refused(evaluation, err) : out;
}

static struct expr_value
evaluate_select(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value of = evaluate(evaluation, node->children[0]), out;
	bool found;

	if (of.type == EXPR_ERROR)
		return of;
	if (of.type != EXPR_MAP)
		return no_field(evaluation, node, &of);
	evaluation->call.cost += expr_count(&of) / 16;
	out = operate_field(&of, node->name, &found);
	return found ? out
		     : expr_failed(evaluation->call.scratch, "the map has no key '%.*s'",
				   STR_ARG(node->name));
}

/* Of a map whether it has the key, of a record whether the field is not null. */
static struct expr_value
evaluate_has(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value of = evaluate(evaluation, node->children[0]), out = {0};
	struct expr_scope *scope = evaluation->scope;
	struct err *err;
	bool found;

	if (of.type == EXPR_ERROR)
		return of;
	if (of.type == EXPR_MAP) {
		evaluation->call.cost += expr_count(&of) / 16;
		out = operate_field(&of, node->name, &found);
		return make_bool(found);
	}
	if (of.type != EXPR_OBJECT)
		return no_field(evaluation, node, &of);
	err = scope->field(scope, &of, node->slot, evaluation->call.scratch, &out);
	return err ? refused(evaluation, err) : make_bool(out.type != EXPR_NULL);
}

/* ---- operators ---- */

static struct expr_value
evaluate_index(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value of = evaluate(evaluation, node->children[0]);
	struct expr_value key;

	if (of.type == EXPR_ERROR)
		return of;
	key = evaluate(evaluation, node->children[1]);
	return key.type == EXPR_ERROR ? key : operate_index(&evaluation->call, &of, &key);
}

static struct expr_value
compare(struct evaluation *evaluation, enum operator_type sign, const struct expr_value *a,
	const struct expr_value *b)
{
	enum order order;

	if (sign == OPERATOR_EQUAL)
		return make_bool(operate_same(&evaluation->call, a, b));
	if (sign == OPERATOR_UNEQUAL)
		return make_bool(!operate_same(&evaluation->call, a, b));
	if (sign == OPERATOR_IN)
		return operate_in(&evaluation->call, a, b);
	order = operate_order(a, b);
	if (order == ORDER_NO_OVERLOAD)
		return expr_failed(evaluation->call.scratch, "%s and %s have no order",
				   expr_type_name(a->type), expr_type_name(b->type));
	switch (sign) {
	case OPERATOR_LESS:
		return make_bool(order == ORDER_LESS);
	case OPERATOR_AT_MOST:
		return make_bool(order == ORDER_LESS || order == ORDER_SAME);
	case OPERATOR_ABOVE:
		return make_bool(order == ORDER_MORE);
	default:
		return make_bool(order == ORDER_MORE || order == ORDER_SAME);
	}
}

/* "x == true" of an x that nobody gave is neither true nor false; "x == null" asks just that. */
static struct expr_value
compare_null(struct evaluation *evaluation, const struct node *node, size_t which)
{
	const struct node *unknown = node->children[which];
	struct str text = str_cut(evaluation->text, unknown->start, unknown->end);

	for (size_t i = 0; i < 2; i++)
		if (node->children[i]->type == NODE_LITERAL &&
		    node->children[i]->value.type == EXPR_NULL)
			return (struct expr_value){.type = EXPR_NULL};
	return expr_failed(evaluation->call.scratch,
			   "'%.*s' is not given (has() asks whether it is)",
			   STR_ARG(str_cut(text, 0, 200)));
}

static struct expr_value
evaluate_operator(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value a = evaluate(evaluation, node->children[0]), b;

	if (a.type == EXPR_ERROR)
		return a;
	if (node->sign == OPERATOR_NEGATE)
		return operate_negate(&evaluation->call, &a);
	b = evaluate(evaluation, node->children[1]);
	if (b.type == EXPR_ERROR)
		return b;
	if (node->sign > OPERATOR_IN)
		return operate_arithmetic(&evaluation->call, node->sign, &a, &b);
	if (evaluation->null_is_unknown && (a.type == EXPR_NULL || b.type == EXPR_NULL)) {
		struct expr_value unknown = compare_null(evaluation, node, a.type != EXPR_NULL);

		if (unknown.type == EXPR_ERROR)
			return unknown;
	}
	return compare(evaluation, node->sign, &a, &b);
}

static struct expr_value
no_bool(struct evaluation *evaluation, const struct expr_value *value)
{
	return value->type == EXPR_ERROR
		       ? *value
		       : expr_failed(evaluation->call.scratch, "%s is neither true nor false",
				     expr_type_name(value->type));
}

/* "&&" and "||": what decides does so wherever it stands, errors beside it or not. */
static struct expr_value
evaluate_logic(struct evaluation *evaluation, const struct node *node)
{
	bool deciding = node->type == NODE_OR;
	struct expr_value error = {.type = EXPR_NULL};

	for (size_t i = 0; i < node->count; i++) {
		struct expr_value one = evaluate(evaluation, node->children[i]);

		if (one.type == EXPR_BOOL && one.boolean == deciding)
			return one;
		if (one.type != EXPR_BOOL && error.type == EXPR_NULL)
			error = no_bool(evaluation, &one);
		if (evaluation->spent)
			break;
	}
	return error.type == EXPR_NULL ? make_bool(!deciding) : error;
}

static struct expr_value
evaluate_not(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value one = evaluate(evaluation, node->children[0]);

	return one.type == EXPR_BOOL ? make_bool(!one.boolean) : no_bool(evaluation, &one);
}

static struct expr_value
evaluate_choice(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value one = evaluate(evaluation, node->children[0]);

	if (one.type != EXPR_BOOL)
		return no_bool(evaluation, &one);
	return evaluate(evaluation, node->children[one.boolean ? 1 : 2]);
}

/* ---- lists, maps, calls ---- */

static bool
has_key(struct evaluation *evaluation, const struct expr_value *items, size_t count,
	const struct expr_value *key)
{
	for (size_t i = 0; i < count; i += 2)
		if (operate_same(&evaluation->call, &items[i], key))
			return true;
	return false;
}

static struct expr_value
evaluate_list(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value *items =
		arena_array(evaluation->call.scratch, node->count + 1, sizeof *items);
	bool is_map = node->type == NODE_MAP;

	for (size_t i = 0; i < node->count; i++) {
		items[i] = evaluate(evaluation, node->children[i]);
		if (items[i].type == EXPR_ERROR)
			return items[i];
		if (!is_map || i % 2 == 1)
			continue;
		if (items[i].type != EXPR_INT && items[i].type != EXPR_UINT &&
		    items[i].type != EXPR_STRING && items[i].type != EXPR_BOOL)
			return expr_failed(evaluation->call.scratch, "%s cannot be a key",
					   expr_type_name(items[i].type));
		if (has_key(evaluation, items, i, &items[i]))
			return failed("a key stands twice in the map");
	}
	return (struct expr_value){
		.type = is_map ? EXPR_MAP : EXPR_LIST,
		.count = (uint32_t)node->count,
		.items = items,
	};
}

static bool
row_takes(const struct function *row, const struct node *node, const struct expr_value *values)
{
	if (!function_is_called_so(row, node))
		return false;
	for (size_t i = 0; i < node->count; i++)
		if (row->takes[i] != EXPR_DYN && row->takes[i] != values[i].type)
			return false;
	return true;
}

static struct expr_value
evaluate_call(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value values[FUNCTION_TAKES] = {{0}};

	for (size_t i = 0; i < node->count; i++) {
		struct expr_value value = evaluate(evaluation, node->children[i]);

		if (value.type == EXPR_ERROR)
			return value;
		if (i < FUNCTION_TAKES)
			values[i] = value;
	}
	for (const struct function *row = node->functions;
	     node->count <= FUNCTION_TAKES && row->name && str_is(node->name, row->name); row++)
		if (row_takes(row, node, values)) {
			evaluation->call.pattern = node->pattern;
			evaluation->call.zone = node->zone;
			evaluation->call.count = row->count;
			return row->run(&evaluation->call, values);
		}
	return expr_failed(evaluation->call.scratch, "%.*s() does not take %s", STR_ARG(node->name),
			   node->count == 0 ? "nothing" : expr_type_name(values[0].type));
}

/* ---- loops ---- */

/* all() and exists() are && and || over the elements. */
static struct expr_value
loop_logic(struct evaluation *evaluation, const struct node *node, const struct expr_value *range)
{
	bool deciding = node->loop == LOOP_EXISTS;
	struct expr_value error = {.type = EXPR_NULL};
	size_t count = expr_count(range);

	for (size_t i = 0; i < count && !evaluation->spent; i++) {
		struct expr_value one;

		evaluation->locals[node->slot] =
			range->type == EXPR_MAP ? expr_key(range, i) : expr_item(range, i);
		one = evaluate(evaluation, node->children[1]);
		if (one.type == EXPR_BOOL && one.boolean == deciding)
			return one;
		if (one.type != EXPR_BOOL && error.type == EXPR_NULL)
			error = no_bool(evaluation, &one);
	}
	return error.type == EXPR_NULL ? make_bool(!deciding) : error;
}

/* map(), filter() and exists_one() look at every element; an error is one of the whole. */
static struct expr_value
loop_all(struct evaluation *evaluation, const struct node *node, const struct expr_value *range)
{
	bool conditional = node->loop != LOOP_MAP || node->count == 3;
	size_t count = expr_count(range), taken = 0;
	struct expr_value *items = arena_array(evaluation->call.scratch, count + 1, sizeof *items);

	for (size_t i = 0; i < count && !evaluation->spent; i++) {
		struct expr_value item =
			range->type == EXPR_MAP ? expr_key(range, i) : expr_item(range, i);

		evaluation->locals[node->slot] = item;
		if (conditional) {
			struct expr_value one = evaluate(evaluation, node->children[1]);

			if (one.type != EXPR_BOOL)
				return no_bool(evaluation, &one);
			if (!one.boolean)
				continue;
		}
		if (node->loop == LOOP_MAP)
			item = evaluate(evaluation, node->children[node->count - 1]);
		if (item.type == EXPR_ERROR)
			return item;
		items[taken++] = item;
	}
	if (node->loop == LOOP_EXISTS_ONE)
		return make_bool(taken == 1);
	return (struct expr_value){.type = EXPR_LIST, .count = (uint32_t)taken, .items = items};
}

static struct expr_value
evaluate_loop(struct evaluation *evaluation, const struct node *node)
{
	struct expr_value range = evaluate(evaluation, node->children[0]);

	if (range.type == EXPR_ERROR)
		return range;
	if (range.type != EXPR_LIST && range.type != EXPR_MAP)
		return expr_failed(evaluation->call.scratch, "%s has no elements",
				   expr_type_name(range.type));
	evaluation->call.cost += expr_count(&range);
	if (is_spent(evaluation))
		return failed("");
	if (node->loop == LOOP_ALL || node->loop == LOOP_EXISTS)
		return loop_logic(evaluation, node, &range);
	return loop_all(evaluation, node, &range);
}

static struct expr_value
evaluate(struct evaluation *evaluation, const struct node *node)
{
	evaluation->call.cost++;
	if (is_spent(evaluation))
		return failed("");
	switch (node->type) {
	case NODE_LITERAL:
		return node->value;
	case NODE_ROOT:
		return evaluate_root(evaluation, node);
	case NODE_LOCAL:
		return evaluation->locals[node->slot];
	case NODE_SELECT:
		return evaluate_select(evaluation, node);
	case NODE_FIELD:
		return evaluate_field(evaluation, node);
	case NODE_HAS:
		return evaluate_has(evaluation, node);
	case NODE_INDEX:
		return evaluate_index(evaluation, node);
	case NODE_CALL:
		return evaluate_call(evaluation, node);
	case NODE_OPERATOR:
		return evaluate_operator(evaluation, node);
	case NODE_AND:
	case NODE_OR:
		return evaluate_logic(evaluation, node);
	case NODE_NOT:
		return evaluate_not(evaluation, node);
	case NODE_CHOICE:
		return evaluate_choice(evaluation, node);
	case NODE_LIST:
	case NODE_MAP:
		return evaluate_list(evaluation, node);
	case NODE_LOOP:
		return evaluate_loop(evaluation, node);
	case NODE_NAME: /* the checker leaves none */
	case NODE_FAIL:
		break;
	}
	return failed(node->reason ? node->reason : "it has no value");
}

struct err *
expr_evaluate(const struct expr *expr, struct expr_scope *scope, struct arena *scratch,
	      struct expr_value *out)
{
	struct evaluation evaluation = {
		.call = {.scratch = scratch, .most = expr->limits->expression_cost},
		.null_is_unknown = expr->null_is_unknown,
		.scope = scope,
		.text = expr->text,
	};
	struct err *err;

	if (expr->locals > 0)
		evaluation.locals = arena_array(scratch, expr->locals, sizeof *evaluation.locals);
	*out = evaluate(&evaluation, expr->root);
	if (is_spent(&evaluation) && evaluation.late)
		return limits_met(err_new(scratch, "the run takes longer than seconds (%zu) allows",
					  expr->limits->seconds),
				  "seconds");
	if (evaluation.spent)
		return limits_met(err_new(scratch,
					  "the expression costs more than expression_cost (%zu) "
					  "allows",
					  expr->limits->expression_cost),
				  "expression_cost");
	if (out->type != EXPR_ERROR)
		return NULL;
	err = err_new(scratch, "%s", out->reason);
	err->number = out->nanoseconds;
	return err;
}
