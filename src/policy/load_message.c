/* SPDX-License-Identifier: Apache-2.0
 *
 * A message with holes. In: the text and the rule's check. Out: text and references in turn. A hole
 * may name what every check that can report binds, the element (`as`), a parameter, or a fact; any
 * other name is a problem when the rule is read, so that no finding ever says "{colum}".
 */
#include "base/arena.h"
#include "check/check.h"
#include "policy/load.h"

/* More checks than this have nothing in common that a message could name. */
#define TELLERS_MAX 64

/* The checks whose findings are told: not those inside `none`, nor the guards of `any`. */
struct tellers {
	const struct check_node *nodes[TELLERS_MAX];
	size_t count;
	bool none; /* a `none` may tell, too, and binds nothing */
};

static void
collect(const struct check_node *node, struct tellers *out)
{
	switch (node->type) {
	case NODE_CHECK:
		if (node->check && out->count < TELLERS_MAX)
			out->nodes[out->count++] = node;
		else
			out->none = true;
		return;
	case NODE_ALL:
		for (size_t i = 0; i < node->child_count; i++)
			collect(&node->children[i], out);
		return;
	case NODE_ANY:
		if (node->child_count > 0)
			collect(&node->children[node->child_count - 1], out);
		return;
	case NODE_NONE:
		out->none = true;
		return;
	}
}

static bool
binds(const struct check *check, struct str name)
{
	for (size_t i = 0; check->binds && check->binds[i]; i++)
		if (str_is(name, check->binds[i]))
			return true;
	return false;
}

/* The argument `as` of a check, and its list. */
static const struct arg *
element_of(const struct check_node *node, const struct arg **list)
{
	const struct arg *as = NULL;

	*list = NULL;
	for (size_t i = 0; node->check->args[i].name; i++) {
		if (node->check->args[i].type == ARG_AS && node->args[i].given)
			as = &node->args[i];
		if (node->check->args[i].type == ARG_FACT && node->args[i].given)
			*list = &node->args[i];
	}
	return *list ? as : NULL;
}

/* Whether a check says something by this name; what is left of it in `ref`. */
static bool
teller_knows(struct loader *loader, const struct check_node *node, struct str name,
	     struct place place, struct ref *out)
{
	size_t dot = str_find_byte(name, '.');
	const struct arg *list;
	const struct arg *as = element_of(node, &list);

	if (as && str_equal(str_cut(name, 0, dot), as->name)) {
		*out = (struct ref){.text = name, .root = REF_ELEMENT, .place = place};
		if (dot != SIZE_MAX)
			name_element(loader, &list->ref, str_cut(name, dot + 1, name.size), place,
				     out);
		return true;
	}
	if (!binds(node->check, name))
		return false;
	*out = (struct ref){.text = name, .root = REF_BOUND, .field = name, .place = place};
	return true;
}

/* 1: bound by every check that tells; 0: by none; -1: by some only, which is a problem. */
static int
name_bound(struct loader *loader, const struct tellers *tellers, struct str name,
	   struct place place, struct ref *out)
{
	const struct check *without = NULL;
	size_t known = 0;

	for (size_t i = 0; i < tellers->count; i++) {
		if (teller_knows(loader, tellers->nodes[i], name, place, out))
			known++;
		else
			without = tellers->nodes[i]->check;
	}
	if (known == 0)
		return 0;
	if (!without && !tellers->none)
		return 1;
	problem(loader, place, NULL,
		"'{%.*s}' is not said by every check that may report: not by '%s'", STR_ARG(name),
		without ? without->name : "none");
	return -1;
}

static void
hint_bound(struct hint *hint, const struct tellers *tellers)
{
	for (size_t i = 0; i < tellers->count; i++) {
		const struct check *check = tellers->nodes[i]->check;
		const struct arg *list;
		const struct arg *as = element_of(tellers->nodes[i], &list);

		for (size_t n = 0; check->binds && check->binds[n]; n++)
			hint_name(hint, str_of(check->binds[n]));
		if (as)
			hint_name(hint, as->name);
	}
}

/* The fact that a hole names. Where it is none, what the checks say is offered as well. */
static bool
name_hole_fact(struct scope *scope, const struct tellers *tellers, struct str name,
	       struct place place, struct ref *out)
{
	struct problems *problems = scope->loader->problems;
	struct problems before = *problems;
	struct hint hint;

	if (name_fact(scope, name, place, out))
		return true;
	hint_init(&hint, scope->loader, name);
	hint_bound(&hint, tellers);
	if (!suggest_best(&hint.suggest).data)
		return false;
	/* What the checks say is nearer than any fact: say that instead. */
	err_settle(problems->last);
	*problems = before;
	if (problems->last)
		problems->last->next = NULL;
	problem(scope->loader, place, hint_text(&hint, "names"), "unknown name '{%.*s}'",
		STR_ARG(name));
	return false;
}

static bool
load_hole(struct scope *scope, const struct tellers *tellers, struct str name, struct place place,
	  struct ref *out)
{
	int bound;

	if (name.size > 1 && name.data[0] == '$') {
		bool used = true;
		size_t param;

		for (size_t i = 0; i < scope->rule->param_count; i++)
			if (str_equal(scope->rule->params[i].name, str_cut(name, 1, name.size)))
				used = scope->rule->params[i].used;
		param = name_param(scope, str_cut(name, 1, name.size), place);
		if (param == SIZE_MAX)
			return false;
		/* To be told is not to be used. */
		scope->rule->params[param].used = used;
		*out = (struct ref){
			.text = name, .root = REF_PARAM, .param = param, .place = place};
		return true;
	}
	bound = name_bound(scope->loader, tellers, name, place, out);
	if (bound != 0)
		return bound > 0;
	return name_hole_fact(scope, tellers, name, place, out);
}

/* Text up to the next brace; "{{" is one brace of text. */
static struct str
load_text(struct loader *loader, struct str text, size_t *offset)
{
	struct buf out;

	buf_init(&out, loader->run, text.size + 1);
	while (*offset < text.size) {
		char byte = text.data[*offset];

		if (byte == '{') {
			if (*offset + 1 >= text.size || text.data[*offset + 1] != '{')
				break;
			++*offset;
		}
		buf_byte(&out, byte);
		++*offset;
	}
	return buf_str(&out);
}

void
load_message(struct scope *scope, const struct field *field, const struct check_node *check,
	     struct template *out)
{
	struct loader *loader = scope->loader;
	struct str text = field_string(field);
	struct place place = field_place(field);
	struct tellers tellers = {0};
	size_t offset = 0;
	size_t capacity = 0;

	collect(check, &tellers);
	while (offset < text.size) {
		struct template_part *part;
		size_t close;

		out->parts = arena_grow(loader->run, out->parts, out->count, &capacity,
					sizeof *out->parts);
		part = &out->parts[out->count++];
		part->text = load_text(loader, text, &offset);
		if (offset >= text.size)
			return;
		close = str_find_byte(str_cut(text, offset, text.size), '}');
		if (close == SIZE_MAX) {
			problem(loader, place, "a brace by itself is written {{",
				"a '{' in 'message' is never closed");
			return;
		}
		part->has_ref =
			load_hole(scope, &tellers, str_cut(text, offset + 1, offset + close), place,
				  &part->ref);
		offset += close + 1;
	}
}
