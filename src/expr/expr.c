/* SPDX-License-Identifier: Apache-2.0
 *
 * Compiling: parse, then check. And what lists, maps and types are to those outside.
 */
#include "expr/expr.h"

#include "expr/check.h"
#include "expr/parse.h"
#include "model/limits.h"
#include "model/value.h"

struct err *
expr_compile(const struct expr_request *request, struct arena *run, const struct expr **out)
{
	struct expr *expr = arena_alloc(run, sizeof *expr);

	expr->text = request->text;
	expr->limits = request->limits ? request->limits : &limits_default;
	expr->null_is_unknown = request->null_is_unknown;
	TRY(parser_parse(request->text, request->no_macros, run, &expr->root));
	TRY(checker_check(request, run, expr));
	*out = expr;
	return NULL;
}

const struct expr_kind *
expr_kind(const struct expr *expr)
{
	return expr->root->kind;
}

const struct compared_word *
expr_words(const struct expr *expr)
{
	return expr->words;
}

struct expr_value
expr_from_tree(const struct value *tree)
{
	struct expr_value out = {.type = EXPR_NULL};

	switch (tree->type) {
	case VALUE_NULL:
		break;
	case VALUE_BOOL:
		out.type = EXPR_BOOL;
		out.boolean = tree->boolean;
		break;
	case VALUE_INT:
		out.type = EXPR_INT;
		out.integer = tree->integer;
		break;
	case VALUE_DOUBLE:
		out.type = EXPR_DOUBLE;
		out.real = tree->real;
		break;
	case VALUE_STRING:
		out.type = EXPR_STRING;
		out.text = tree->string.data ? tree->string : STR("");
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		out.type = tree->type == VALUE_LIST ? EXPR_LIST : EXPR_MAP;
		out.is_tree = true;
		out.tree = tree;
		break;
	}
	return out;
}

size_t
expr_count(const struct expr_value *value)
{
	if (!value->is_tree)
		return value->type == EXPR_MAP ? value->count / 2 : value->count;
	return value->type == EXPR_MAP ? value->tree->map.count : value->tree->list.count;
}

struct expr_value
expr_item(const struct expr_value *list, size_t index)
{
	return list->is_tree ? expr_from_tree(&list->tree->list.items[index]) : list->items[index];
}

struct expr_value
expr_key(const struct expr_value *map, size_t index)
{
	if (!map->is_tree)
		return map->items[2 * index];
	return (struct expr_value){
		.type = EXPR_STRING,
		.text = map->tree->map.members[index].key,
	};
}

struct expr_value
expr_held(const struct expr_value *map, size_t index)
{
	return map->is_tree ? expr_from_tree(&map->tree->map.members[index].value)
			    : map->items[2 * index + 1];
}

const char *
expr_type_name(enum expr_type type)
{
	static const char *const names[] = {
		[EXPR_NULL] = "null_type",
		[EXPR_BOOL] = "bool",
		[EXPR_INT] = "int",
		[EXPR_UINT] = "uint",
		[EXPR_DOUBLE] = "double",
		[EXPR_STRING] = "string",
		[EXPR_BYTES] = "bytes",
		[EXPR_LIST] = "list",
		[EXPR_MAP] = "map",
		[EXPR_TIMESTAMP] = "google.protobuf.Timestamp",
		[EXPR_DURATION] = "google.protobuf.Duration",
		[EXPR_TYPE] = "type",
		[EXPR_OBJECT] = "record",
		[EXPR_DYN] = "dyn",
		[EXPR_ERROR] = "error",
	};

	return names[type];
}
