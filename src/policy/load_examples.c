/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples inside a rule. In: `examples:`. Out: problems, if any; the list itself is kept as it is
 * for whoever runs them. A slip in an example would let it show nothing, so all that can be told
 * without running it is told here: paths, times, places, parameters, and its configuration.
 */
#include "base/arena.h"
#include "base/date.h"
#include "policy/config.h"
#include "policy/load.h"

/* A file cannot stand where another needs a folder. */
static void
check_folders(struct loader *loader, const struct value *map, size_t i)
{
	struct str path = map->map.members[i].key;

	for (size_t n = 0; n < map->map.count; n++) {
		struct str other = map->map.members[n].key;

		if (other.size <= path.size || !str_starts(other, path) ||
		    other.data[path.size] != '/')
			continue;
		problem(loader, map->map.members[i].key_place, NULL,
			"'%.*s' cannot be a file beside '%.*s'", STR_ARG(path), STR_ARG(other));
		return;
	}
}

/* A tree in memory: {path: text}. */
static void
check_files(struct loader *loader, const struct field *field, const char *name)
{
	if (!field->value)
		return;
	if (field->value->type != VALUE_MAP) {
		problem(loader, field_place(field), NULL, "'%s' takes {path: text}, not %s", name,
			value_article(field->value));
		return;
	}
	if (!entries_fit(loader, field_place(field), name, field->value->map.count))
		return;
	for (size_t i = 0; i < field->value->map.count; i++) {
		const struct value_member *member = &field->value->map.members[i];
		const char *slip = path_slip(member->key);

		if (slip)
			problem(loader, member->key_place,
				"paths begin at the root: data/train.csv",
				"'%.*s' is no path of a file: it %s", STR_ARG(member->key), slip);
		else
			check_folders(loader, field->value, i);
		if (member->value.type != VALUE_STRING)
			problem(loader,
				member->value.place.line > 0 ? member->value.place
							     : member->key_place,
				"put the text in quotes", "'%.*s' is %s, not the text of a file",
				STR_ARG(member->key), value_article(&member->value));
	}
}

static void
check_type(struct loader *loader, const struct field *field, const char *name,
	   enum value_type structured, const char *words)
{
	if (field->value && field->value->type != VALUE_STRING && field->value->type != structured)
		problem(loader, field_place(field), NULL, "'%s' takes %s or a text, not %s", name,
			words, value_article(field->value));
}

/* A moment: a day is its first one, a month would be any of thirty. */
static void
check_time(struct loader *loader, const struct field *field, const char *name)
{
	struct date date;

	if (field->value && !(date_parse(field->value->string, &date) && date.form != DATE_MONTH))
		problem(loader, field_place(field), "2026-11-21T12:00:00Z",
			"'%s' is no time: '%.*s'", name, STR_ARG(field->value->string));
}

static void
check_author(struct loader *loader, const struct field *field)
{
	struct str text = field_string(field);
	size_t open = str_find_byte(text, '<');
	size_t close = str_find_byte(text, '>');

	if (!field->value || (open != SIZE_MAX && close + 1 == text.size && close > open + 1 &&
			      str_trim(str_cut(text, 0, open)).size > 0))
		return;
	problem(loader, field_place(field), "Ann Bell <ann@example.org>",
		"'author' is a name and an address, not '%.*s'", STR_ARG(text));
}

static void
check_history(struct loader *loader, const struct field *history)
{
	struct field fields[KEYS_MAX];

	for (size_t i = 0; history->value && i < history->value->list.count; i++) {
		if (!keys_read(loader, &keys_commit, &history->value->list.items[i], history->key,
			       fields))
			continue;
		check_files(loader, &fields[COMMIT_FILES], "files");
		check_time(loader, &fields[COMMIT_DATE], "date");
		check_author(loader, &fields[COMMIT_AUTHOR]);
	}
}

/* A line or column: a number from 1, without zeros in front. */
static bool
is_coordinate(struct str text)
{
	int64_t number;

	return text.size > 0 && text.data[0] != '0' && text.data[0] != '+' &&
	       str_to_int64(text, &number) && number > 0 && number <= UINT32_MAX;
}

/* path, path:line or path:line:column */
static bool
is_place(struct str text)
{
	struct str part;

	if (!str_split(&text, ':', &part) || path_slip(part))
		return false;
	for (size_t n = 0; str_split(&text, ':', &part); n++)
		if (n == 2 || !is_coordinate(part))
			return false;
	return true;
}

static void
check_places(struct loader *loader, const struct field *field, const char *name)
{
	for (size_t i = 0; field->value && i < field->value->list.count; i++) {
		const struct field item = {&field->value->list.items[i], field->key};

		if (!is_place(item.value->string))
			problem(loader, field_place(&item), "path, path:line or path:line:column",
				"'%.*s' in '%s' is no place in a file", STR_ARG(item.value->string),
				name);
	}
}

static void
check_config(struct loader *loader, const struct field *field)
{
	struct config config;

	check_type(loader, field, "config", VALUE_MAP, "a map");
	if (field->value && field->value->type == VALUE_MAP)
		load_config_tree(loader, field->value, &config);
}

static void
check_fixture(struct loader *loader, const struct field *fields)
{
	const struct field *fixture = &fields[EXAMPLE_FIXTURE];
	const char *slip = fixture->value ? path_slip(fixture->value->string) : NULL;

	if (slip)
		problem(loader, field_place(fixture), "a folder of fixtures/, like repos/clean",
			"'%.*s' is no folder of fixtures/: it %s", STR_ARG(fixture->value->string),
			slip);
	if (fixture->value && fields[EXAMPLE_FILES].value)
		problem(loader, fixture->key, NULL,
			"an example has 'files' or a 'fixture', not both");
}

/* Without any tree nothing is judged, and nothing is found. */
static bool
has_tree(const struct value *example)
{
	static const char *const keys[] = {"files", "fixture", "history"};

	for (size_t i = 0; i < 3; i++)
		if (value_get(example, str_of(keys[i])))
			return true;
	return false;
}

static void
check_params(struct loader *loader, const struct field *field, const struct rule *rule)
{
	const struct value_member *severity = value_member(field->value, STR("severity"));

	if (!field->value)
		return;
	if (field->value->type != VALUE_MAP) {
		problem(loader, field_place(field), NULL, "'params' takes a map, not %s",
			value_article(field->value));
		return;
	}
	if (severity)
		problem(loader, severity->key_place, NULL,
			"'severity' is no parameter; what an example finds does not depend on it");
	if (rule)
		params_accept(loader, rule, field->value);
}

static void
check_example(struct loader *loader, const struct value *example, struct place place,
	      const struct rule *rule)
{
	struct field fields[KEYS_MAX];
	size_t before = loader->problems->count;
	bool all_known;

	if (example->place.line > 0)
		place = example->place;
	if (!keys_read(loader, &keys_example, example, place, fields))
		return;
	/* What is missing may be what is misspelt. */
	all_known = loader->problems->count == before;
	if (all_known && !has_tree(example))
		problem(loader, place, "files: {path: text}",
			"an example has files, a fixture or a history to judge");
	check_files(loader, &fields[EXAMPLE_FILES], "files");
	check_files(loader, &fields[EXAMPLE_BEFORE], "before");
	check_fixture(loader, fields);
	check_history(loader, &fields[EXAMPLE_HISTORY]);
	check_config(loader, &fields[EXAMPLE_CONFIG]);
	check_type(loader, &fields[EXAMPLE_REVIEWS], "reviews", VALUE_LIST, "a list");
	check_params(loader, &fields[EXAMPLE_PARAMS], rule);
	check_time(loader, &fields[EXAMPLE_NOW], "now");
	check_places(loader, &fields[EXAMPLE_FINDS], "finds");
	check_places(loader, &fields[EXAMPLE_UNDECIDED], "undecided");
	if (all_known && !value_get(example, STR("finds")) && !value_get(example, STR("undecided")))
		problem(loader, place, "finds: [] says that nothing is found",
			"an example says what it finds");
}

void
load_examples(struct loader *loader, const struct value *list, const struct rule *rule)
{
	for (size_t i = 0; i < list->list.count; i++)
		check_example(loader, &list->list.items[i], list->place, rule);
}
