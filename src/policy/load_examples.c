/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples inside a rule. In: `examples:`. Out: problems, if any; the list itself is kept as it is
 * for whoever runs them.
 */
#include "base/date.h"
#include "policy/load.h"

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
	for (size_t i = 0; i < field->value->map.count; i++) {
		const struct value_member *member = &field->value->map.members[i];

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

static void
check_time(struct loader *loader, const struct field *field, const char *name)
{
	struct date date;

	if (field->value && !date_parse(field->value->string, &date))
		problem(loader, field_place(field), "2026-11-21T12:00:00Z",
			"'%s' is no time: '%.*s'", name, STR_ARG(field->value->string));
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
	}
}

static void
check_example(struct loader *loader, const struct value *example, struct place place)
{
	struct field fields[KEYS_MAX];

	if (example->place.line > 0)
		place = example->place;
	if (!keys_read(loader, &keys_example, example, place, fields))
		return;
	check_files(loader, &fields[EXAMPLE_FILES], "files");
	check_files(loader, &fields[EXAMPLE_BEFORE], "before");
	check_history(loader, &fields[EXAMPLE_HISTORY]);
	check_type(loader, &fields[EXAMPLE_CONFIG], "config", VALUE_MAP, "a map");
	check_type(loader, &fields[EXAMPLE_REVIEWS], "reviews", VALUE_LIST, "a list");
	check_type(loader, &fields[EXAMPLE_PARAMS], "params", VALUE_MAP, "a map");
	check_time(loader, &fields[EXAMPLE_NOW], "now");
	if (!value_get(example, STR("finds")) && !value_get(example, STR("undecided")))
		problem(loader, place, "finds: [] says that nothing is found",
			"an example says what it finds");
}

void
load_examples(struct loader *loader, const struct value *list)
{
	for (size_t i = 0; i < list->list.count; i++)
		check_example(loader, &list->list.items[i], list->place);
}
