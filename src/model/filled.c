/* SPDX-License-Identifier: Apache-2.0
 *
 * A field's definition and its value in, why it is not filled in out. The one thing to know: a field
 * for words takes a list or map that holds numbers (its keys are words), but no bare 0 or yes.
 */
#include "model/filled.h"

#include <math.h>

#include "base/date.h"
#include "model/evidence.h"
#include "model/evidence_answer.h"

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

/* "x", "0", "yes": what a form takes when something has to stand there. */
static bool
is_token(struct str text)
{
	static const char *const tokens[] = {"yes", "no", "true", "false", "ok"};
	bool digits = text.size > 0 && text.size <= 2;

	text = str_trim(text);
	while (text.size > 1 && text.data[text.size - 1] == '.')
		text.size--;
	for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++)
		if (str_equal_fold(text, str_of(tokens[i])))
			return true;
	for (size_t i = 0; i < text.size; i++)
		digits = digits && text.data[i] >= '0' && text.data[i] <= '9';
	return digits || text.size == 1;
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
	if (value->type == VALUE_STRING)
		return is_token(value->string);
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

/* "none", "your-name@company.com": where somebody is to be named, nobody is no answer. */
static bool
names_nobody(struct str text)
{
	static const char *const nobody[] = {
		"none",       "nobody",     "no one",     "no-one",
		"noone",      "nothing",    "nil",        "anybody",
		"anyone",     "someone",    "somebody",   "name",
		"your-name",  "your.name",  "your_name",  "yourname",
		"your-email", "your.email", "your_email", "youremail",
		"email",      "username",   "first.last", "firstname.lastname"};
	struct str at_company = STR("@company.com");

	text = str_trim(text);
	if (str_ends(text, STR(".")))
		text.size--;
	if (str_ends_fold(text, at_company) || str_ends_fold(text, STR("@yourcompany.com")))
		return true;
	text = str_cut(text, 0, str_find_byte(text, '@'));
	for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++)
		if (str_equal_fold(text, str_of(nobody[i])))
			return true;
	return false;
}

static bool
is_nobody(const struct value *value)
{
	if (value->type == VALUE_STRING)
		return names_nobody(value->string);
	if (value->type != VALUE_LIST || value->list.count == 0)
		return false;
	for (size_t i = 0; i < value->list.count; i++)
		if (!is_nobody(&value->list.items[i]) &&
		    evidence_emptiness(&value->list.items[i]) == EMPTINESS_FILLED)
			return false;
	return true;
}

/* A team may be called by a letter, though not by the one that stands for any. */
static bool
is_initial(const struct value *value)
{
	struct str text = str_trim(value_string(value));

	return text.size == 1 && text.data[0] >= 'A' && text.data[0] <= 'Z' && text.data[0] != 'X';
}

static const char *
filling_state(enum fact_filling filling, const struct value *value)
{
	switch (filling) {
	case FILLING_NAME:
		return value->type == VALUE_BOOL ? "not a text" : NULL;
	case FILLING_WHO:
		if (is_nobody(value))
			return "nobody";
		return is_wordless(value) && !is_initial(value) ? "not a text" : NULL;
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
		if (!date_parse(value_string(value), &date))
			return "not a date";
		return date.seconds < 0 ? "a date before 1970" : NULL;
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
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

/* The same of all that a list says. */
static bool
repeats(const struct fact_def *def, const struct value *value)
{
	if (value->type == VALUE_STRING)
		return repeats_name(def, value->string) ||
		       ((def->filling == FILLING_WORDS || def->filling == FILLING_WHO) &&
			evidence_repeats(def->name, value->string));
	if (value->type != VALUE_LIST || value->list.count == 0)
		return false;
	for (size_t i = 0; i < value->list.count; i++)
		if (!repeats(def, &value->list.items[i]) &&
		    evidence_emptiness(&value->list.items[i]) == EMPTINESS_FILLED)
			return false;
	return true;
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
	if (repeats(def, value))
		return evidence_emptiness_text(EMPTINESS_PLACEHOLDER);
	state = type_state(def->type, value);
	return state ? state : filling_state(def->filling, value);
}
