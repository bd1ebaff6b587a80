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

struct err *
macro_expand(struct node *call, struct str text, struct arena *run, struct node **out)
{
	static const struct {
		const char *name;
		enum loop_type loop;
		size_t count; /* with what stands before the dot */
	} loops[] = {
		{"all", LOOP_ALL, 3},       {"exists", LOOP_EXISTS, 3},
		{"map", LOOP_MAP, 3},       {"exists_one", LOOP_EXISTS_ONE, 3},
		{"map", LOOP_MAP, 4},       {"existsOne", LOOP_EXISTS_ONE, 3},
		{"filter", LOOP_FILTER, 3},
	};

	*out = call;
	if (!call->is_member && str_is(call->name, "has") && call->count == 1)
		return make_has(call, text, run, out);
	for (size_t i = 0; call->is_member && i < sizeof loops / sizeof *loops; i++)
		if (str_is(call->name, loops[i].name) && call->count == loops[i].count)
			return make_loop(call, loops[i].loop, text, run, out);
	return NULL;
}
