/* SPDX-License-Identifier: Apache-2.0
 *
 * Elements of lists. In: a fact that is a list and a `where`. Out: the elements that match, where
 * each stands and what it is called in findings. A list that is not there is no empty list: that is
 * an error.
 */
#include "base/arena.h"
#include "check/internal.h"

/* Of how many elements a trace tells. */
#define TRACE_ELEMENTS 20

struct err *
check_elements(struct item *item, const struct ref *ref, const struct value **out,
	       struct artifact **source)
{
	TRY(check_value(item, ref, out, source));
	if (!*out || (*out)->type == VALUE_NULL)
		return err_help(
			err_new(item->view->scratch, "'%.*s' is not given", STR_ARG(ref->text)),
			"an empty list is written []");
	if ((*out)->type != VALUE_LIST)
		return err_new(item->view->scratch, "'%.*s' is %s, not a list", STR_ARG(ref->text),
			       value_type_name((*out)->type));
	trace_elements(item, ref, *out, source ? *source : NULL);
	return NULL;
}

/* Whether one element matches. The first few leave a trace. */
static struct err *
match(struct item *item, const struct value *list, size_t i, const struct predicate *where,
      bool *out)
{
	struct trace *trace = item->trace;
	struct err *err;
	size_t line;

	if (i >= TRACE_ELEMENTS)
		item->trace = NULL;
	line = trace_element(item, list, i);
	err = check_predicate(item, where, &list->list.items[i], out);
	trace_close(item->trace, line, err ? TRACE_UNKNOWN : *out ? TRACE_HOLDS : TRACE_FAILS);
	item->trace = trace;
	return err;
}

struct err *
check_matching(struct item *item, const struct value *list, const struct predicate *where,
	       const struct value **matching, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < list->list.count; i++) {
		bool holds = false;

		TRY(match(item, list, i, where, &holds));
		if (holds)
			matching[(*count)++] = &list->list.items[i];
	}
	trace_add(item->trace, TRACE_PLAIN, "%zu of %zu match", *count, (size_t)list->list.count);
	return NULL;
}

struct place
check_place(const struct artifact *source, const struct value *value)
{
	if (!value || !source || source->kind->holds_data)
		return (struct place){0};
	return value->place;
}

/* A member of an element that is a line or column number; 0 when it has none. */
static uint32_t
coordinate(const struct value *element, struct str key)
{
	const struct value *value = value_get(element, key);

	if (!value || value->type != VALUE_INT || value->integer < 1 || value->integer > UINT32_MAX)
		return 0;
	return (uint32_t)value->integer;
}

struct place
check_element_place(const struct artifact *source, const struct value *element)
{
	uint32_t line = coordinate(element, STR("line"));
	uint32_t column = coordinate(element, STR("column"));

	if (line == 0)
		return check_place(source, element);
	return (struct place){.line = line, .column = column > 0 ? column : 1};
}

struct str
check_subject(struct item *item, const struct ref *ref, const struct value *element)
{
	const struct fact_def *fields = ref->def ? ref->def->fields : NULL;

	for (; fields && fields->name; fields++) {
		const struct value *value;

		if (!fields->subject)
			continue;
		value = value_get(element, str_of(fields->name));
		if (value && value->type != VALUE_NULL)
			return value_show(item->view->run, value, 200);
	}
	if (element->type == VALUE_STRING)
		return str_dup(item->view->run, element->string);
	return (struct str){0};
}
