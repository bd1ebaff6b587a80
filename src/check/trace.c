/* SPDX-License-Identifier: Apache-2.0
 *
 * What `--trace` tells of an item while it is judged. In: nodes, conditions, values. Out: lines that
 * say what was asked, by which line of the policy, what was found, and where that stands.
 *
 * The one thing to know: a trace shows no more than a message may. Of data, what a table calls its
 * columns and whatever else the file itself says is not shown; lists and maps show their size.
 */
#include "base/arena.h"
#include "check/internal.h"

/* What is shown of one value. */
#define SHOWN_BYTES 200

/* "path:line:column" in the text of a rule. */
static const char *
in_policy(const struct item *item, const struct place *place)
{
	struct arena *scratch = item->view->scratch;
	struct str file = item->planned->rule->file;

	if (place->line == 0)
		return str_copy(scratch, file);
	return arena_print(scratch, "%.*s:%u:%u", STR_ARG(file), place->line, place->column);
}

static const char *
in_tree(const struct item *item, const struct artifact *source, const struct value *value)
{
	struct arena *scratch = item->view->scratch;
	struct place place = check_place(source, value);

	if (place.line == 0)
		place = source->place;
	if (place.line == 0)
		return str_copy(scratch, source->path);
	return arena_print(scratch, "%.*s:%u:%u", STR_ARG(source->path), place.line, place.column);
}

/* Whether a text was said by the data itself: not one of a closed list, nor computed. */
static bool
is_said_by_data(const struct artifact *source, const struct fact_def *def)
{
	return source && source->kind->holds_data &&
	       (!def || def->subject || def->type == FACT_ANY);
}

static const char *
shown(const struct item *item, const struct artifact *source, const struct fact_def *def,
      const struct value *value)
{
	struct arena *scratch = item->view->scratch;

	if (!value || value->type == VALUE_NULL)
		return "nothing";
	if (value->type == VALUE_LIST)
		return arena_print(scratch, "a list of %zu", (size_t)value->list.count);
	if (value->type == VALUE_MAP)
		return arena_print(scratch, "a map of %zu", (size_t)value->map.count);
	if (value->type != VALUE_STRING)
		return str_copy(scratch, value_show(scratch, value, SHOWN_BYTES));
	if (is_said_by_data(source, def))
		return "a text, which is not shown";
	return arena_print(scratch, "'%.*s'", STR_ARG(value_show(scratch, value, SHOWN_BYTES)));
}

/* Who set a parameter, and where. */
static const char *
set_by(const struct item *item, size_t param)
{
	struct arena *scratch = item->view->scratch;
	const struct origin *from = &item->planned->params_from[param];

	if (from->place.line == 0)
		return str_copy(scratch, from->what);
	return arena_print(scratch, "%.*s [%.*s:%u:%u]", STR_ARG(from->what), STR_ARG(from->file),
			   from->place.line, from->place.column);
}

/* The operand as the policy means it, and who set it where it is a parameter. */
static const char *
demanded(const struct item *item, const struct operand *operand)
{
	struct arena *scratch = item->view->scratch;
	const struct value *value = check_operand(item, operand);
	struct str text = value_show(scratch, value, SHOWN_BYTES);
	const char *quote = value->type == VALUE_STRING ? "'" : "";

	if (!operand->is_param)
		return arena_print(scratch, "%s%.*s%s", quote, STR_ARG(text), quote);
	return arena_print(scratch, "%s%.*s%s ($%.*s, set by %s)", quote, STR_ARG(text), quote,
			   STR_ARG(item->planned->rule->params[operand->param].name),
			   set_by(item, operand->param));
}

void
trace_found(struct item *item, struct str name, const struct fact_def *def,
	    const struct value *value, const struct artifact *source)
{
	if (!item->trace)
		return;
	trace_add(item->trace, TRACE_PLAIN, "found %.*s: %s, in %s", STR_ARG(name),
		  shown(item, source, def, value),
		  in_tree(item, source ? source : item->artifact, value));
}

void
trace_operand(struct item *item, const char *name, const struct operand *operand)
{
	if (item->trace)
		trace_add(item->trace, TRACE_PLAIN, "demanded %s: %s", name,
			  demanded(item, operand));
}

static size_t
open_condition(struct item *item, const struct condition *condition)
{
	return trace_open(item->trace, "%.*s %s %s [%s]", STR_ARG(condition->ref.text),
			  operation_name(condition->operation), demanded(item, &condition->operand),
			  in_policy(item, &condition->ref.place));
}

void
trace_condition(struct item *item, const struct condition *condition,
		const struct comparison *comparison, const struct artifact *source,
		enum trace_result result, const struct err *err)
{
	const struct ref *ref = &condition->ref;
	size_t line;

	if (!item->trace)
		return;
	line = open_condition(item, condition);
	if (ref->root == REF_RELATED && ref->fact == REF_WHOLE)
		trace_add(item->trace, TRACE_PLAIN,
			  comparison->value ? "there is one" : "there is none");
	else if (ref->root == REF_ELEMENT)
		trace_add(item->trace, TRACE_PLAIN, "found %s",
			  shown(item, item->trace->listed, ref->def, comparison->value));
	else if (!err || comparison->value)
		trace_found(item, ref->text, ref->def, comparison->value, source);
	if (err)
		trace_add(item->trace, TRACE_PLAIN, "%s", err_text(item->view->scratch, err));
	trace_close(item->trace, line, result);
}

void
trace_unasked_conditions(struct item *item, const struct predicate *predicate, size_t first)
{
	for (size_t i = first; item->trace && i < predicate->count; i++)
		trace_close(item->trace, open_condition(item, &predicate->conditions[i]),
			    TRACE_UNASKED);
}

void
trace_elements(struct item *item, const struct ref *ref, const struct value *list,
	       const struct artifact *source)
{
	if (!item->trace)
		return;
	item->trace->listed = source;
	trace_found(item, ref->text, ref->def, list, source);
}

size_t
trace_element(struct item *item, const struct value *list, size_t number)
{
	const struct value *element = &list->list.items[number];
	const struct artifact *source;
	struct place place;
	const char *text = "";

	if (!item->trace)
		return 0;
	source = item->trace->listed;
	place = check_element_place(source, element);
	if (element->type != VALUE_MAP)
		text = arena_print(item->view->scratch, ", %s", shown(item, source, NULL, element));
	if (place.line == 0)
		return trace_open(item->trace, "element %zu%s", number + 1, text);
	return trace_open(item->trace, "element %zu%s, at %.*s:%u:%u", number + 1, text,
			  STR_ARG(source->path), place.line, place.column);
}

static const char *
name_of(const struct check_node *node)
{
	switch (node->type) {
	case NODE_CHECK:
		return node->check->name;
	case NODE_ALL:
		return "all";
	case NODE_ANY:
		return "any";
	case NODE_NONE:
		return "none";
	}
	return "?";
}

size_t
trace_node(struct item *item, const struct check_node *node)
{
	if (!item->trace)
		return 0;
	return trace_open(item->trace, "%s [%s]", name_of(node), in_policy(item, &node->place));
}

void
trace_node_end(struct item *item, size_t line, size_t found, const struct err *err)
{
	trace_close(item->trace, line, err ? TRACE_UNKNOWN : found > 0 ? TRACE_FINDS : TRACE_HOLDS);
}

void
trace_unasked(struct item *item, const struct check_node *node, size_t first)
{
	for (size_t i = first; item->trace && i < node->child_count; i++)
		trace_close(item->trace, trace_node(item, &node->children[i]), TRACE_UNASKED);
}
