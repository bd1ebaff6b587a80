/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls that are no calls, because they bind a name or ask for a field that need not be there:
 * has(e.f), e.all(x, p), exists, exists_one, map and filter. They become nodes of their own.
 */
#include "expr/macro.h"

#include "expr/lex.h"

/* has(e.f) */
static struct err *
make_has(struct node *call, struct str text, struct arena *run, struct node **out)
{
	struct node *field = call->children[0];

	if (field->type != NODE_SELECT)
		return lex_error(run, text, field->start, field->end,
				 "has() asks for a field, like has(model.card)");
	field->type = NODE_HAS;
	field->start = call->start;
	field->end = call->end;
	*out = field;
	return NULL;
}

static struct err *
make_loop(struct node *call, enum loop_type loop, struct str text, struct arena *run,
	  struct node **out)
{
	struct node *variable = call->children[1];
	struct node *node = node_new(run, NODE_LOOP, call->start);

	if (variable->type != NODE_NAME || variable->is_absolute)
		return lex_error(run, text, variable->start, variable->end,
				 "the first of %.*s() is the name of what each element is called",
				 STR_ARG(call->name));
	node->loop = loop;
	node->name = variable->name;
	node_add(run, node, call->children[0]);
	for (size_t i = 2; i < call->count; i++)
		node_add(run, node, call->children[i]);
	node->end = call->end;
	*out = node;
	return NULL;
}

const struct macro macros[] = {
	{"has", "has(e.field)", 1, LOOP_ALL, "whether a field is there"},
	{"all", "list.all(x, condition)", 3, LOOP_ALL, "whether it holds of each element"},
	{"exists", "list.exists(x, condition)", 3, LOOP_EXISTS, "whether it holds of one or more"},
	{"exists_one", "list.exists_one(x, condition)", 3, LOOP_EXISTS_ONE,
	 "whether it holds of exactly one"},
	{"existsOne", "list.existsOne(x, condition)", 3, LOOP_EXISTS_ONE, "the same"},
	{"filter", "list.filter(x, condition)", 3, LOOP_FILTER, "the elements of which it holds"},
	{"map", "list.map(x, value)", 3, LOOP_MAP, "what each element comes to"},
	{"map", "list.map(x, condition, value)", 4, LOOP_MAP,
	 "what each element of which it holds comes to"},
	{0},
};

struct err *
macro_expand(struct node *call, struct str text, struct arena *run, struct node **out)
{
	*out = call;
	for (const struct macro *macro = macros; macro->name; macro++) {
		bool is_has = macro == macros;

		if (!str_is(call->name, macro->name) || call->count != macro->count ||
		    call->is_member == is_has)
			continue;
		return is_has ? make_has(call, text, run, out)
			      : make_loop(call, macro->loop, text, run, out);
	}
	return NULL;
}
