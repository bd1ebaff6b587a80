/* SPDX-License-Identifier: Apache-2.0
 *
 * Names → what they stand for: a variable of a macro, something of the host's, a type; and the fields
 * of what a name stands for. The longest name that is known comes first.
 */
#include "base/buf.h"
#include "expr/checker.h"
#include "expr/kind.h"
#include "expr/lex.h"

bool
checker_fits(const struct node *node, enum expr_type type)
{
	return node->kind->type == type || node->kind->type == EXPR_DYN ||
	       node->kind->type == EXPR_NULL;
}

/* ---- errors ---- */

struct err *
checker_wrong(struct checker *checker, const struct node *node, const char *message)
{
	return lex_error(checker->run, checker->expr->text, node->start, node->end, "%s", message);
}

struct err *
checker_unknown(struct checker *checker, struct node *node, const char *message, struct str meant)
{
	struct err *err;

	node->kind = kind_of(EXPR_DYN);
	if (checker->request->unchecked) {
		node->type = NODE_FAIL;
		node->reason = message;
		return NULL;
	}
	err = checker_wrong(checker, node, message);
	return meant.size > 0 ? err_help(err, "did you mean '%.*s'?", STR_ARG(meant)) : err;
}

struct err *
checker_misfit(struct checker *checker, struct node *node, const char *message)
{
	node->kind = kind_of(EXPR_DYN);
	return checker->request->unchecked ? NULL : checker_wrong(checker, node, message);
}

/* ---- names ---- */

static bool
find_local(const struct checker *checker, struct str name, size_t *slot)
{
	for (size_t i = checker->locals; i > 0; i--)
		if (str_equal(checker->names[i - 1], name)) {
			*slot = i - 1;
			return true;
		}
	return false;
}

static const struct expr_kind *
find_root(const struct checker *checker, struct str name, size_t *slot)
{
	const struct expr_names *names = checker->request->names;

	return names ? names->root(names, name, slot) : NULL;
}

static bool
find_type(struct str name, enum expr_type *out)
{
	for (enum expr_type type = EXPR_NULL; type <= EXPR_TYPE; type++)
		if (str_is(name, expr_type_name(type))) {
			*out = type;
			return true;
		}
	return false;
}

/* A root or a type of this name, which may hold dots. */
static bool
take_name(struct checker *checker, struct node *node, struct str name)
{
	enum expr_type type;

	node->kind = find_root(checker, name, &node->slot);
	if (node->kind) {
		node->type = NODE_ROOT;
		return true;
	}
	if (!find_type(name, &type))
		return false;
	node->type = NODE_LITERAL;
	node->value = (struct expr_value){.type = EXPR_TYPE, .denoted = type};
	node->kind = kind_of(EXPR_TYPE);
	return true;
}

struct err *
resolve_name(struct checker *checker, struct node *node)
{
	const struct expr_names *names = checker->request->names;
	struct str meant = {0};

	if (!node->is_absolute && find_local(checker, node->name, &node->slot)) {
		node->type = NODE_LOCAL;
		node->kind = checker->kinds[node->slot];
		return NULL;
	}
	if (take_name(checker, node, node->name))
		return NULL;
	if (names && names->meant)
		meant = names->meant(names, NULL, node->name);
	return checker_unknown(
		checker, node,
		arena_print(checker->run, "there is nothing called '%.*s'", STR_ARG(node->name)),
		meant);
}

/* "a.b.c" as one name, where it is names all the way down and "a" is no variable of a macro. */
static bool
dotted(const struct checker *checker, const struct node *node, struct buf *out)
{
	size_t slot;

	if (node->type == NODE_NAME) {
		buf_add(out, node->name);
		return node->is_absolute || !find_local(checker, node->name, &slot);
	}
	if (node->type != NODE_SELECT || !dotted(checker, node->children[0], out))
		return false;
	buf_byte(out, '.');
	buf_add(out, node->name);
	return true;
}

/* The longest name that is known comes first: "a.b" before the field b of a. */
static bool
take_dotted(struct checker *checker, struct node *node)
{
	struct buf name;

	buf_init(&name, checker->run, checker->expr->text.size + 1);
	return node->type == NODE_SELECT && dotted(checker, node, &name) &&
	       take_name(checker, node, buf_str(&name));
}

static struct err *
resolve_field(struct checker *checker, struct node *node)
{
	const struct expr_names *names = checker->request->names;
	const struct expr_kind *of = node->children[0]->kind;
	struct str meant = {0};

	node->kind = names->field(names, of, node->name, &node->slot);
	if (node->kind) {
		if (node->type == NODE_SELECT && of->type == EXPR_OBJECT)
			node->type = NODE_FIELD;
		return NULL;
	}
	if (names->meant)
		meant = names->meant(names, of, node->name);
	return checker_unknown(
		checker, node,
		arena_print(checker->run, "there is no field '%.*s'", STR_ARG(node->name)), meant);
}

struct err *
resolve_select(struct checker *checker, struct node *node)
{
	struct node *of = node->children[0];

	if (take_dotted(checker, node))
		return NULL;
	TRY(checker_node(checker, of));
	if (of->kind->object)
		return resolve_field(checker, node);
	node->kind = kind_or_dyn(of->kind->type == EXPR_MAP ? of->kind->element : NULL);
	if (!checker_fits(of, EXPR_MAP) ||
	    (of->kind->key && !kind_goes_with(of->kind->key, kind_of(EXPR_STRING))))
		TRY(checker_misfit(checker, node,
				   arena_print(checker->run, "%s has no fields",
					       kind_name(checker->run, of->kind))));
	return NULL;
}

struct err *
resolve_has(struct checker *checker, struct node *node)
{
	TRY(resolve_select(checker, node));
	node->kind = kind_of(EXPR_BOOL);
	return NULL;
}
