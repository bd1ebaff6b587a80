/* SPDX-License-Identifier: Apache-2.0
 *
 * A field's definition and its value in, why it is not filled in out. The one thing to know: a field
 * for words takes a list or map that holds numbers (its keys are words), but no bare 0 or yes.
 */
#include "model/filled.h"

#include <math.h>

#include "base/date.h"
#include "model/evidence.h"

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

static bool
is_wordless(const struct value *value);

static bool
holds_wordless(const struct value *list)
{
	for (size_t i = 0; i < list->list.count; i++)
		if (is_wordless(&list->list.items[i]))
			return true;
	return false;
}

/* Whether what says something says it by numbers and yes or no, alone or in lists. */
static bool
is_wordless(const struct value *value)
{
	if (value->type != VALUE_LIST)
		return value->type == VALUE_BOOL || is_number(value);
	/* Then words are all there is. */
	if (!holds_wordless(value))
		return false;
	for (size_t i = 0; i < value->list.count; i++)
		if (!is_wordless(&value->list.items[i]) &&
		    evidence_emptiness(&value->list.items[i]) == EMPTINESS_FILLED)
			return false;
	return true;
}

static const char *
filling_state(enum fact_filling filling, const struct value *value)
{
	switch (filling) {
	case FILLING_NAME:
		return value->type == VALUE_BOOL ? "not a text" : NULL;
	case FILLING_WORDS:
		return is_wordless(value) ? "not a text" : NULL;
	case FILLING_ANYTHING:
		break;
	}
	return NULL;
}

static const char *
type_state(enum fact_type type, const struct value *value)
{
	struct date date;
	bool holds_more = value->type == VALUE_LIST || value->type == VALUE_MAP;

	switch (type) {
	case FACT_LIST:
		return value->type == VALUE_LIST ? NULL : "not a list";
	case FACT_MAP:
		return value->type == VALUE_MAP ? NULL : "not a map";
	case FACT_DATE:
		return date_parse(value_string(value), &date) ? NULL : "not a date";
	case FACT_TIER:
	case FACT_STAGE:
		return value->type == VALUE_STRING ? NULL : "not a text";
	case FACT_STRING:
		return holds_more || value->type == VALUE_BOOL ? "not a text" : NULL;
	case FACT_BOOL:
	case FACT_INT:
	case FACT_NUMBER:
	case FACT_ANY:
		break;
	}
	return NULL;
}

/* Whether a text is no more than the field's own name: "**Failure modes**". */
static bool
repeats_name(const struct fact_def *def, struct str text)
{
	const char *name = def->name;

	for (size_t i = 0; i < text.size; i++) {
		char byte = text.data[i];
		bool upper = byte >= 'A' && byte <= 'Z';

		if (!upper && !(byte >= 'a' && byte <= 'z') && !(byte & 0x80) &&
		    !(byte >= '0' && byte <= '9'))
			continue;
		while (*name == '_')
			name++;
		if (*name++ != (upper ? (char)(byte - 'A' + 'a') : byte))
			return false;
	}
	return *name == '\0';
}

const char *
filled_state(const struct fact_def *def, const struct value *value)
{
	enum emptiness emptiness = evidence_emptiness(value);
	const char *state;

	if (value && value->type == VALUE_DOUBLE && !isfinite(value->real))
		return "not a number";
	if (emptiness != EMPTINESS_FILLED)
		return evidence_emptiness_text(emptiness);
	if (value->type == VALUE_STRING && repeats_name(def, value->string))
		return evidence_emptiness_text(EMPTINESS_PLACEHOLDER);
	state = type_state(def->type, value);
	return state ? state : filling_state(def->filling, value);
}
