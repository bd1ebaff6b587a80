/* SPDX-License-Identifier: Apache-2.0
 *
 * Maps read by tables. In: a YAML tree and a key table. Out: the values by row; what is wrong goes on
 * the list with file, line, column, source line and the nearest valid name. Duplicate keys are
 * refused by the YAML reader, with a place of their own.
 */
#include "policy/strict.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/date.h"
#include "read/read.h"

/* More than a person mends at once; a hostile file must not cost more. */
#define PROBLEMS_MAX 200

static void
put(struct problems *problems, struct err *err)
{
	if (problems->last)
		problems->last->next = err;
	else
		problems->list = err;
	problems->last = err;
	problems->count++;
}

static struct err *
make(struct loader *loader, struct place place, const char *text)
{
	struct err *err = err_new(loader->run, "%s", text);

	err->path = loader->path;
	err->line = place.line;
	err->column = place.column;
	if (place.end_line == place.line && place.end_column > place.column)
		err->end_column = place.end_column;
	if (place.line > 0)
		err->excerpt = read_line(loader->text, place.line);
	return err;
}

void
problem(struct loader *loader, struct place place, const char *help, const char *format, ...)
{
	struct err *err;
	va_list values;
	char *text;

	if (loader->problems->count > PROBLEMS_MAX)
		return;
	if (loader->problems->count == PROBLEMS_MAX) {
		put(loader->problems, err_new(loader->run,
					      "there are more problems than %d; the "
					      "others are not listed",
					      PROBLEMS_MAX));
		return;
	}
	va_start(values, format);
	text = arena_vprint(loader->run, format, values);
	va_end(values);
	err = make(loader, place, text);
	if (help)
		err = err_help(err, "%s", help);
	put(loader->problems, err);
}

static bool
goes_before(const struct err *a, const struct err *b)
{
	return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* Whether two problems are of one file (paths are not copied while a plan is made). */
static bool
same_file(const struct err *a, const struct err *b)
{
	return str_equal(str_of(a->path), str_of(b->path));
}

struct err *
problems_sorted(const struct problems *problems)
{
	struct err *sorted = NULL;
	struct err *rest = problems->list;

	while (rest) {
		struct err *err = rest;
		struct err **link = &sorted;

		rest = err->next;
		/* Behind its file's earlier lines; a file's problems stay where its first one is. */
		while (*link && !same_file(*link, err))
			link = &(*link)->next;
		while (*link && same_file(*link, err) && !goes_before(err, *link))
			link = &(*link)->next;
		err->next = *link;
		*link = err;
	}
	return sorted;
}

void
problems_take(struct problems *problems, struct err *err)
{
	while (err) {
		struct err *next = err->next;

		err->next = NULL;
		put(problems, err);
		err = next;
	}
}

const char *
value_article(const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
		return "nothing";
	case VALUE_BOOL:
		return "true or false";
	case VALUE_INT:
		return "an integer";
	case VALUE_DOUBLE:
		return "a number";
	case VALUE_STRING:
		return "a string";
	case VALUE_LIST:
		return "a list";
	case VALUE_MAP:
		return "a map";
	}
	return "a value";
}

static struct str
article(struct arena *arena, const char *name)
{
	bool vowel = name[0] == 'a' || name[0] == 'e' || name[0] == 'i' || name[0] == 'o';

	if (str_find_byte(str_of(name), '.') != SIZE_MAX)
		return str_of(name); /* a file's name takes none */
	return str_of(arena_print(arena, "%s %s", vowel ? "an" : "a", name));
}

bool
entries_fit(struct loader *loader, struct place place, const char *what, size_t count)
{
	if (count <= POLICY_ENTRIES_MAX)
		return true;
	problem(loader, place, NULL, "'%s' has %zu entries; at most %d are taken", what, count,
		POLICY_ENTRIES_MAX);
	return false;
}

struct place
field_place(const struct field *field)
{
	return field->value && field->value->place.line > 0 ? field->value->place : field->key;
}

struct str
field_string(const struct field *field)
{
	return value_string(field->value);
}

size_t
field_word(const struct field *field, const char *const *words, size_t otherwise)
{
	for (size_t i = 0; field->value && words[i]; i++)
		if (str_is(field->value->string, words[i]))
			return i;
	return otherwise;
}

static void
mistyped(struct loader *loader, const struct key *key, const struct field *field,
	 const char *wanted)
{
	const char *help = NULL;

	if (key->type == KEY_STRING && field->value->type != VALUE_LIST &&
	    field->value->type != VALUE_MAP && field->value->literal.size > 0)
		help = arena_print(loader->run, "in quotes it is one: \"%.*s\"",
				   STR_ARG(field->value->literal));
	problem(loader, field_place(field), help, "'%s' takes %s, not %s", key->name, wanted,
		value_article(field->value));
}

static bool
is_word(struct loader *loader, const struct key *key, const struct field *field)
{
	struct hint hint;

	for (size_t i = 0; key->words[i]; i++)
		if (str_is(field->value->string, key->words[i]))
			return true;
	hint_init(&hint, loader, field->value->string);
	for (size_t i = 0; key->words[i]; i++)
		hint_name(&hint, str_of(key->words[i]));
	problem(loader, field_place(field), hint_text(&hint, "words"), "'%s' cannot be '%.*s'",
		key->name, STR_ARG(field->value->string));
	return false;
}

static bool
is_strings(struct loader *loader, const struct key *key, const struct field *field)
{
	bool right = true;

	for (size_t i = 0; i < field->value->list.count; i++) {
		const struct field item = {&field->value->list.items[i], field->key};

		if (item.value->type == VALUE_STRING && item.value->string.size > 0)
			continue;
		problem(loader, field_place(&item), NULL, "'%s' takes a list of strings, not of %s",
			key->name,
			item.value->type == VALUE_STRING ? "empty ones"
							 : value_article(item.value));
		right = false;
	}
	return right;
}

static bool
is_string(struct loader *loader, const struct key *key, const struct field *field)
{
	if (str_trim(field->value->string).size > 0)
		return true;
	problem(loader, field_place(field), NULL, "'%s' is empty", key->name);
	return false;
}

static bool
is_day(struct loader *loader, const struct key *key, const struct field *field)
{
	struct date date;

	if (date_parse(field->value->string, &date) && date.form == DATE_DAY)
		return true;
	problem(loader, field_place(field), "a day is written YYYY-MM-DD", "'%s' is no day: '%.*s'",
		key->name, STR_ARG(field->value->string));
	return false;
}

static bool
is_period(struct loader *loader, const struct key *key, const struct field *field)
{
	struct period period;

	if (period_parse(field->value->string, &period))
		return true;
	problem(loader, field_place(field), "a duration is written like P1Y, P3M or P90D",
		"'%s' is no duration: '%.*s'", key->name, STR_ARG(field->value->string));
	return false;
}

struct expectation {
	enum value_type type;
	const char *words;
	bool (*further)(struct loader *loader, const struct key *key, const struct field *field);
};

static const struct expectation expectations[] = {
	[KEY_STRING] = {VALUE_STRING, "a string", is_string},
	[KEY_WORD] = {VALUE_STRING, "a word", is_word},
	[KEY_BOOL] = {VALUE_BOOL, "true or false", NULL},
	[KEY_INT] = {VALUE_INT, "an integer", NULL},
	[KEY_DATE] = {VALUE_STRING, "a day", is_day},
	[KEY_PERIOD] = {VALUE_STRING, "a duration", is_period},
	[KEY_STRINGS] = {VALUE_LIST, "a list of strings", is_strings},
	[KEY_LIST] = {VALUE_LIST, "a list", NULL},
	[KEY_MAP] = {VALUE_MAP, "a map", NULL},
	[KEY_NAMED] = {VALUE_MAP, "a map", NULL},
};

static size_t
count_entries(const struct value *value)
{
	return value->type == VALUE_LIST  ? value->list.count
	       : value->type == VALUE_MAP ? value->map.count
					  : 0;
}

static bool
is_right(struct loader *loader, const struct key *key, const struct field *field)
{
	const struct expectation *expected;

	if (key->type == KEY_ANY)
		return true;
	expected = &expectations[key->type];
	if (field->value->type != expected->type) {
		mistyped(loader, key, field, expected->words);
		return false;
	}
	if (!entries_fit(loader, field_place(field), key->name, count_entries(field->value)))
		return false;
	return !expected->further || expected->further(loader, key, field);
}

/* Where a key that is unknown here would be right. */
static const char *
elsewhere(struct loader *loader, struct str word)
{
	for (size_t i = 0; policy_key_tables[i]; i++)
		for (const struct key *key = policy_key_tables[i]->keys; key->name; key++)
			if (str_is(word, key->name))
				return arena_print(
					loader->run, "'%s' is a key of %.*s", key->name,
					STR_ARG(article(loader->run, policy_key_tables[i]->name)));
	return NULL;
}

/* Complain about a key that the table does not have; the one that was probably meant, or none. */
static struct str
unknown(struct loader *loader, const struct key_table *table, const struct value_member *member)
{
	struct hint hint;
	const char *help = NULL;

	if (loader->problems->count > PROBLEMS_MAX)
		return (struct str){0};
	hint_init(&hint, loader, member->key);
	for (const struct key *key = table->keys; key->name; key++)
		hint_name(&hint, str_of(key->name));
	if (!suggest_best(&hint.suggest).data)
		help = elsewhere(loader, member->key);
	problem(loader, member->key_place, help ? help : hint_text(&hint, "keys"),
		"unknown key '%.*s' in %.*s", STR_ARG(member->key),
		STR_ARG(article(loader->run, table->name)));
	return suggest_best(&hint.suggest);
}

static size_t
row_of(const struct key_table *table, struct str name)
{
	for (size_t i = 0; table->keys[i].name; i++)
		if (str_is(name, table->keys[i].name))
			return i;
	return SIZE_MAX;
}

bool
keys_read(struct loader *loader, const struct key_table *table, const struct value *map,
	  struct place place, struct field *fields)
{
	bool meant[KEYS_MAX] = {false};

	for (size_t i = 0; i < KEYS_MAX; i++)
		fields[i] = (struct field){0};
	if (map->place.line > 0)
		place = map->place;
	if (map->type != VALUE_MAP) {
		problem(loader, place, NULL, "%.*s is a map, not %s",
			STR_ARG(article(loader->run, table->name)), value_article(map));
		return false;
	}
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		struct field field = {&member->value, member->key_place};
		size_t row = row_of(table, member->key);

		if (row == SIZE_MAX) {
			row = row_of(table, unknown(loader, table, member));
			if (row != SIZE_MAX)
				meant[row] = true;
		} else {
			fields[row] = is_right(loader, &table->keys[row], &field)
					      ? field
					      : (struct field){.key = field.key};
		}
	}
	/* A key that was only misspelt has been complained about. */
	for (size_t i = 0; table->keys[i].name; i++)
		if (table->keys[i].required && !meant[i] &&
		    !value_get(map, str_of(table->keys[i].name)))
			problem(loader, place, NULL, "%.*s needs '%s': %s",
				STR_ARG(article(loader->run, table->name)), table->keys[i].name,
				table->keys[i].summary);
	return true;
}

void
hint_init(struct hint *hint, struct loader *loader, struct str word)
{
	*hint = (struct hint){.loader = loader};
	suggest_init(&hint->suggest, word);
	buf_init(&hint->known, loader->run, 400);
}

void
hint_name(struct hint *hint, struct str name)
{
	suggest_name(&hint->suggest, name);
	buf_print(&hint->known, "%s%.*s", hint->count++ > 0 ? ", " : "", STR_ARG(name));
}

const char *
hint_text(struct hint *hint, const char *plural)
{
	struct str best = suggest_best(&hint->suggest);

	if (best.data)
		return arena_print(hint->loader->run, "did you mean '%.*s'?", STR_ARG(best));
	if (hint->count == 0)
		return NULL;
	return arena_print(hint->loader->run, "known %s: %.*s%s", plural,
			   STR_ARG(buf_str(&hint->known)), hint->known.full ? ", …" : "");
}
