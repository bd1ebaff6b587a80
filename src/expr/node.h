/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parser makes, the checker completes and the evaluator walks: a tree of nodes. Nothing of
 * it changes once an expression is compiled.
 */
#ifndef GOVLINT_EXPR_NODE_H
#define GOVLINT_EXPR_NODE_H

#include "base/arena.h"
#include "expr/expr.h"

enum node_type {
	NODE_LITERAL,
	NODE_NAME,   /* until it is resolved */
	NODE_ROOT,   /* the host's, by `slot` */
	NODE_LOCAL,  /* a macro's variable, by `slot` */
	NODE_SELECT, /* children[0].name; of a map its key */
	NODE_FIELD,  /* the same of an object, by `slot` */
	NODE_HAS,    /* has(children[0].name) */
	NODE_INDEX,  /* children[0][children[1]] */
	NODE_CALL,   /* name(children …); is_member: the first is what stands before the dot */
	NODE_OPERATOR,
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_CHOICE, /* children[0] ? children[1] : children[2] */
	NODE_LIST,
	NODE_MAP,  /* key, value, key, value … */
	NODE_LOOP, /* children[0].name(variable, children[1], children[2]) */
	NODE_FAIL, /* what is not known where nothing is checked: an error when evaluated */
};

enum operator_type {
	OPERATOR_EQUAL,
	OPERATOR_UNEQUAL,
	OPERATOR_LESS,
	OPERATOR_AT_MOST,
	OPERATOR_ABOVE,
	OPERATOR_AT_LEAST,
	OPERATOR_IN,
	OPERATOR_ADD,
	OPERATOR_SUBTRACT,
	OPERATOR_MULTIPLY,
	OPERATOR_DIVIDE,
	OPERATOR_REMAINDER,
	OPERATOR_NEGATE,
};

enum loop_type {
	LOOP_ALL,
	LOOP_EXISTS,
	LOOP_EXISTS_ONE,
	LOOP_MAP, /* with children[2] where there is a condition in children[1] */
	LOOP_FILTER,
};

struct function;

struct node {
	/* What the evaluator asks of most nodes, in one line of the cache. */
	enum node_type type;
	enum operator_type sign;
	size_t slot;
	struct node **children;
	size_t count;
	struct expr_value value;
	/* The rest. */
	enum loop_type loop;
	bool is_member;
	bool is_absolute; /* ".name": not a macro's variable */
	size_t start;     /* bytes of the text, for messages */
	size_t end;
	struct str name; /* also of a loop's variable */
	size_t capacity;
	size_t height; /* of the tree beneath: recursion goes as deep */
	const struct expr_kind *kind;
	const struct function *functions; /* the first of that name */
	const struct regex *pattern;      /* of matches, where it is a literal */
	const struct zone *zone;          /* of a part of a moment, where it is one */
	const char *reason;               /* of NODE_FAIL */
};

struct expr {
	struct str text;
	struct node *root;
	const struct limits *limits;
	size_t locals; /* how many variables of macros are there at once */
	bool null_is_unknown;
	const struct compared_word *words; /* the last one first */
};

struct node *
node_new(struct arena *run, enum node_type type, size_t start);

/* The last of its children; it reaches as far as they do. */
void
node_add(struct arena *run, struct node *node, struct node *child);

#endif
