/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks the tree from the leaves: each node gets its kind, names become roots, locals or types, calls
 * their functions. Where kinds are not compared (request.unchecked), what is not known becomes a node
 * that fails when it is evaluated, so that "x || true" is true without an x.
 *
 * The one thing to know: null goes with everything, because facts can be absent.
 */
#include "expr/check.h"

#include "base/regex.h"
#include "base/suggest.h"
#include "expr/checker.h"
#include "expr/functions.h"
#include "expr/kind.h"
#include "expr/zone.h"
#include "model/ref.h"

/* ---- operators ---- */

static struct err *
check_index(struct checker *checker, struct node *node)
{
	const struct expr_kind *of = node->children[0]->kind;
	const struct expr_kind *index = node->children[1]->kind;

	node->kind = kind_or_dyn(of->element);
	if (of->type == EXPR_LIST && !checker_fits(node->children[1], EXPR_INT))
		return checker_misfit(checker, node,
				      arena_print(checker->run, "%s cannot be an index of a list",
						  kind_name(checker->run, index)));
	if (of->type == EXPR_MAP && !kind_goes_with(of->key, index) &&
	    !(kind_is_numeric(kind_or_dyn(of->key)->type) && kind_is_numeric(index->type)))
		return checker_misfit(checker, node,
				      arena_print(checker->run, "%s cannot be a key of the map",
						  kind_name(checker->run, index)));
	if (of->type != EXPR_LIST && of->type != EXPR_MAP && of->type != EXPR_DYN)
		return checker_misfit(checker, node,
				      arena_print(checker->run, "%s has no elements",
						  kind_name(checker->run, of)));
	return NULL;
}

static const char *
operator_text(enum operator_type sign)
{
	static const char *const signs[] = {
		[OPERATOR_EQUAL] = "==",   [OPERATOR_UNEQUAL] = "!=", [OPERATOR_LESS] = "<",
		[OPERATOR_AT_MOST] = "<=", [OPERATOR_ABOVE] = ">",    [OPERATOR_AT_LEAST] = ">=",
		[OPERATOR_IN] = "in",      [OPERATOR_ADD] = "+",      [OPERATOR_SUBTRACT] = "-",
		[OPERATOR_MULTIPLY] = "*", [OPERATOR_DIVIDE] = "/",   [OPERATOR_REMAINDER] = "%",
		[OPERATOR_NEGATE] = "-",
	};

	return signs[sign];
}

static struct err *
no_operator(struct checker *checker, struct node *node)
{
	return checker_misfit(checker, node,
			      arena_print(checker->run, "'%s' does not take %s and %s",
					  operator_text(node->sign),
					  kind_name(checker->run, node->children[0]->kind),
					  kind_name(checker->run, node->children[1]->kind)));
}

static bool
has_order(enum expr_type type)
{
	return kind_is_numeric(type) || type == EXPR_BOOL || type == EXPR_STRING ||
	       type == EXPR_BYTES || type == EXPR_TIMESTAMP || type == EXPR_DURATION;
}

/* Keep a text that something is compared with whose words the host knows; each one of a list. */
static void
note_words(struct checker *checker, const struct expr_kind *kind, const struct node *other)
{
	struct compared_word *word;

	if (!kind->words)
		return;
	for (size_t i = 0; other->type == NODE_LIST && i < other->count; i++)
		note_words(checker, kind, other->children[i]);
	/* Whether anything is written at all may be asked of everything. */
	if (other->type != NODE_LITERAL || other->value.type != EXPR_STRING ||
	    other->value.text.size == 0)
		return;
	word = arena_alloc(checker->run, sizeof *word);
	*word = (struct compared_word){kind->words, other->value.text, checker->expr->words};
	checker->expr->words = word;
}

static struct err *
check_comparison(struct checker *checker, struct node *node)
{
	const struct expr_kind *a = node->children[0]->kind, *b = node->children[1]->kind;

	node->kind = kind_of(EXPR_BOOL);
	note_words(checker, a, node->children[1]);
	if (node->sign != OPERATOR_IN)
		note_words(checker, b, node->children[0]);
	if (node->sign == OPERATOR_EQUAL || node->sign == OPERATOR_UNEQUAL)
		return kind_goes_with(a, b) ? NULL : no_operator(checker, node);
	if (node->sign == OPERATOR_IN) {
		if (b->type == EXPR_LIST && kind_goes_with(a, b->element))
			return NULL;
		if (b->type == EXPR_MAP && kind_goes_with(a, b->key))
			return NULL;
		return b->type == EXPR_DYN ? NULL : no_operator(checker, node);
	}
	if (a->type == EXPR_DYN || b->type == EXPR_DYN)
		return NULL;
	if (kind_is_numeric(a->type) && kind_is_numeric(b->type))
		return NULL;
	if (a->unordered || b->unordered)
		return checker_misfit(
			checker, node,
			"these words have an order of their own; compare them in a "
			"closed condition, like {system.risk_tier: {at_least: high}}");
	return a->type == b->type && has_order(a->type) ? NULL : no_operator(checker, node);
}

/* What arithmetic gives, EXPR_ERROR where it takes no such values. */
static enum expr_type
arithmetic_gives(enum operator_type sign, enum expr_type a, enum expr_type b)
{
	bool adds = sign == OPERATOR_ADD;

	if (a == EXPR_DYN || b == EXPR_DYN)
		return EXPR_DYN;
	if (a == EXPR_TIMESTAMP && b == EXPR_TIMESTAMP)
		return sign == OPERATOR_SUBTRACT ? EXPR_DURATION : EXPR_ERROR;
	if ((a == EXPR_TIMESTAMP && b == EXPR_DURATION) ||
	    (adds && a == EXPR_DURATION && b == EXPR_TIMESTAMP))
		return adds || sign == OPERATOR_SUBTRACT ? EXPR_TIMESTAMP : EXPR_ERROR;
	if (a != b)
		return EXPR_ERROR;
	if (a == EXPR_DURATION)
		return adds || sign == OPERATOR_SUBTRACT ? EXPR_DURATION : EXPR_ERROR;
	if (a == EXPR_DOUBLE)
		return sign == OPERATOR_REMAINDER ? EXPR_ERROR : EXPR_DOUBLE;
	if (a == EXPR_INT || a == EXPR_UINT)
		return a;
	return adds && (a == EXPR_STRING || a == EXPR_BYTES || a == EXPR_LIST) ? a : EXPR_ERROR;
}

static struct err *
check_operator(struct checker *checker, struct node *node)
{
	const struct expr_kind *a = node->children[0]->kind, *b;
	enum expr_type gives;

	if (node->sign == OPERATOR_NEGATE) {
		node->kind = a;
		return a->type == EXPR_INT || a->type == EXPR_DOUBLE || a->type == EXPR_DYN ||
				       a->type == EXPR_DURATION
			       ? NULL
			       : checker_misfit(checker, node,
						arena_print(checker->run, "'-' does not take %s",
							    kind_name(checker->run, a)));
	}
	if (node->sign <= OPERATOR_IN)
		return check_comparison(checker, node);
	b = node->children[1]->kind;
	gives = arithmetic_gives(node->sign, a->type, b->type);
	node->kind = gives == EXPR_LIST ? kind_common(checker->run, a, b) : kind_of(gives);
	if (gives == EXPR_LIST && node->kind->type != EXPR_LIST)
		node->kind = kind_of(EXPR_LIST);
	return gives == EXPR_ERROR ? no_operator(checker, node) : NULL;
}

static struct err *
must_be_bool(struct checker *checker, struct node *node)
{
	if (checker_fits(node, EXPR_BOOL))
		return NULL;
	return checker_misfit(checker, node,
			      arena_print(checker->run, "%s is neither true nor false",
					  kind_name(checker->run, node->kind)));
}

static struct err *
check_logic(struct checker *checker, struct node *node)
{
	for (size_t i = 0; i < node->count; i++)
		TRY(must_be_bool(checker, node->children[i]));
	node->kind = kind_of(EXPR_BOOL);
	return NULL;
}

static struct err *
check_choice(struct checker *checker, struct node *node)
{
	const struct expr_kind *a = node->children[1]->kind, *b = node->children[2]->kind;

	node->kind = kind_common(checker->run, a, b);
	TRY(must_be_bool(checker, node->children[0]));
	if (!kind_goes_with(a, b))
		return checker_misfit(checker, node,
				      arena_print(checker->run, "'?:' chooses between %s and %s",
						  kind_name(checker->run, a),
						  kind_name(checker->run, b)));
	return NULL;
}

/* ---- lists, maps, calls ---- */

static struct err *
check_list(struct checker *checker, struct node *node)
{
	const struct expr_kind *element = node->count > 0 ? node->children[0]->kind : NULL;

	for (size_t i = 1; i < node->count; i++)
		element = kind_common(checker->run, element, node->children[i]->kind);
	node->kind = kind_container(checker->run, EXPR_LIST, NULL, element);
	return NULL;
}

static struct err *
check_map(struct checker *checker, struct node *node)
{
	const struct expr_kind *key = NULL, *element = NULL;

	for (size_t i = 0; i < node->count; i += 2) {
		struct node *child = node->children[i];
		enum expr_type type = child->kind->type;

		if (type != EXPR_INT && type != EXPR_UINT && type != EXPR_STRING &&
		    type != EXPR_BOOL && type != EXPR_DYN)
			TRY(checker_misfit(checker, child,
					   arena_print(checker->run, "%s cannot be a key",
						       kind_name(checker->run, child->kind))));
		key = key ? kind_common(checker->run, key, child->kind) : child->kind;
		child = node->children[i + 1];
		element = element ? kind_common(checker->run, element, child->kind) : child->kind;
	}
	node->kind = kind_container(checker->run, EXPR_MAP, key, element);
	return NULL;
}

static bool
row_takes(const struct function *row, const struct node *node)
{
	if (!function_is_called_so(row, node))
		return false;
	for (size_t i = 0; i < node->count; i++)
		if (row->takes[i] != EXPR_DYN && node->children[i]->kind->type != row->takes[i] &&
		    node->children[i]->kind->type != EXPR_DYN)
			return false;
	return true;
}

static const char *
list_kinds(struct checker *checker, const struct node *node)
{
	const char *text = "nothing";

	for (size_t i = 0; i < node->count; i++)
		text = i == 0 ? kind_name(checker->run, node->children[i]->kind)
			      : arena_print(checker->run, "%s and %s", text,
					    kind_name(checker->run, node->children[i]->kind));
	return text;
}

static struct err *
unknown_function(struct checker *checker, struct node *node)
{
	struct suggest suggest;

	suggest_init(&suggest, node->name);
	for (const struct function *row = functions; row->name; row++)
		suggest_name(&suggest, str_of(row->name));
	return checker_unknown(
		checker, node,
		arena_print(checker->run, "there is no function '%.*s'", STR_ARG(node->name)),
		suggest_best(&suggest));
}

static struct err *
compile_pattern(struct checker *checker, struct node *node, struct str text)
{
	struct regex *regex;
	struct err *err = regex_compile(&regex, checker->run, text, REGEX_POLICY);

	if (!err) {
		node->pattern = regex;
		return NULL;
	}
	err_settle(err);
	return checker_unknown(checker, node, err->message, (struct str){0});
}

static struct err *
find_zone(struct checker *checker, struct node *node, struct str name)
{
	struct zone *zone = arena_alloc(checker->run, sizeof *zone);
	const char *why = zone_find(checker->run, name, zone);

	if (why)
		return checker_unknown(checker, node, why, (struct str){0});
	node->zone = zone;
	return NULL;
}

/* A pattern or time zone that stands in the text is looked at once, and a wrong one found at once. */
static struct err *
take_literal(struct checker *checker, struct node *node)
{
	const struct node *literal = node->count == 2 ? node->children[1] : NULL;

	if (!literal || literal->type != NODE_LITERAL || literal->value.type != EXPR_STRING)
		return NULL;
	if (str_is(node->name, "matches"))
		return compile_pattern(checker, node, literal->value.text);
	if (node->functions->takes[0] == EXPR_TIMESTAMP)
		return find_zone(checker, node, literal->value.text);
	return NULL;
}

static struct err *
check_call(struct checker *checker, struct node *node)
{
	const struct function *row = function_find(node->name);
	bool any = false;

	node->functions = row;
	if (!row)
		return unknown_function(checker, node);
	for (; row->name && str_is(node->name, row->name); row++) {
		if (!row_takes(row, node))
			continue;
		node->kind = any && node->kind->type != row->gives ? kind_of(EXPR_DYN)
								   : kind_of(row->gives);
		any = true;
	}
	if (!any)
		return checker_misfit(checker, node,
				      arena_print(checker->run, "%.*s() does not take %s",
						  STR_ARG(node->name), list_kinds(checker, node)));
	return take_literal(checker, node);
}

/* ---- loops ---- */

static struct err *
check_inside(struct checker *checker, struct node *node, const struct expr_kind *variable)
{
	struct err *err = NULL;

	if (checker->locals == LOCALS)
		return checker_wrong(checker, node,
				     "more macros stand within each other than are followed");
	node->slot = checker->locals;
	checker->names[checker->locals] = node->name;
	checker->kinds[checker->locals++] = variable;
	if (checker->expr->locals < checker->locals)
		checker->expr->locals = checker->locals;
	for (size_t i = 1; !err && i < node->count; i++)
		err = checker_node(checker, node->children[i]);
	checker->locals--;
	return err;
}

static struct err *
check_loop(struct checker *checker, struct node *node)
{
	const struct expr_kind *range;
	bool conditional = node->loop != LOOP_MAP || node->count == 3;

	TRY(checker_node(checker, node->children[0]));
	range = node->children[0]->kind;
	if (range->type != EXPR_LIST && range->type != EXPR_MAP && range->type != EXPR_DYN)
		TRY(checker_misfit(checker, node->children[0],
				   arena_print(checker->run, "%s has no elements to go through",
					       kind_name(checker->run, range))));
	TRY(check_inside(checker, node,
			 kind_or_dyn(range->type == EXPR_MAP ? range->key : range->element)));
	if (conditional)
		TRY(must_be_bool(checker, node->children[1]));
	if (node->loop == LOOP_MAP)
		node->kind = kind_container(checker->run, EXPR_LIST, NULL,
					    node->children[node->count - 1]->kind);
	else if (node->loop == LOOP_FILTER)
		node->kind = range->type == EXPR_LIST
				     ? range
				     : kind_container(checker->run, EXPR_LIST, NULL,
						      range->type == EXPR_MAP ? range->key : NULL);
	else
		node->kind = kind_of(EXPR_BOOL);
	return NULL;
}

struct err *
checker_node(struct checker *checker, struct node *node)
{
	switch (node->type) {
	case NODE_NAME:
		return resolve_name(checker, node);
	case NODE_SELECT:
		return resolve_select(checker, node);
	case NODE_HAS:
		return resolve_has(checker, node);
	case NODE_LOOP:
		return check_loop(checker, node);
	default:
		break;
	}
	for (size_t i = 0; i < node->count; i++)
		TRY(checker_node(checker, node->children[i]));
	switch (node->type) {
	case NODE_INDEX:
		return check_index(checker, node);
	case NODE_CALL:
		return check_call(checker, node);
	case NODE_OPERATOR:
		return check_operator(checker, node);
	case NODE_AND:
	case NODE_OR:
	case NODE_NOT:
		return check_logic(checker, node);
	case NODE_CHOICE:
		return check_choice(checker, node);
	case NODE_LIST:
		return check_list(checker, node);
	case NODE_MAP:
		return check_map(checker, node);
	default:
		node->kind = kind_of(node->value.type);
		return NULL;
	}
}

struct err *
checker_check(const struct expr_request *request, struct arena *run, struct expr *expr)
{
	struct checker checker = {.request = request, .run = run, .expr = expr};

	return checker_node(&checker, expr->root);
}
