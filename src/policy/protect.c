/* SPDX-License-Identifier: Apache-2.0
 *
 * `protect`: which paths and kinds of files need whose approval. In: the list as a rule, pack or govlint.yaml writes it.
 * Out: whether it is right. The value itself stays as it is; check/ reads it. Roles are looked up in
 * the plan, because govlint.yaml may add some.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/load.h"

static bool
globs_are_right(struct loader *loader, const struct field *field)
{
	bool right = true;

	for (size_t i = 0; field->value && i < field->value->list.count; i++) {
		const struct field item = {&field->value->list.items[i], field->key};
		struct glob glob;

		if (!load_glob(loader, item.value->string, field_place(&item), &glob)) {
			right = false;
		} else if (glob.negated) {
			problem(loader, field_place(&item), NULL,
				"'%.*s': paths under protection cannot be taken away",
				STR_ARG(item.value->string));
			right = false;
		}
	}
	return right;
}

static void
check_kinds(struct loader *loader, const struct field *field)
{
	for (size_t i = 0; field->value && i < field->value->list.count; i++) {
		const struct field item = {&field->value->list.items[i], field->key};
		const struct kind *kind = facts_kind(item.value->string);
		struct hint hint;

		if (kind && kind_is_of_files(kind))
			continue;
		hint_init(&hint, loader, item.value->string);
		for (size_t n = 0; facts_kinds[n]; n++)
			if (kind_is_of_files(facts_kinds[n]))
				hint_name(&hint, str_of(facts_kinds[n]->name));
		problem(loader, field_place(&item), hint_text(&hint, "kinds"),
			kind ? "artifacts of kind '%.*s' are not files" : "unknown kind '%.*s'",
			STR_ARG(item.value->string));
	}
}

static bool
is_empty(const struct field *field)
{
	return field->value && field->value->list.count == 0;
}

static bool
is_true(const struct field *field)
{
	return field->value && field->value->boolean;
}

static bool
entry_accepts(struct loader *loader, const struct value *entry, struct place place)
{
	struct field fields[KEYS_MAX];
	const struct field *count = &fields[PROTECT_COUNT];
	const struct field *paths = &fields[PROTECT_PATHS];
	const struct field *kinds = &fields[PROTECT_KINDS];
	const struct field *roles = &fields[PROTECT_ROLES];
	size_t before = loader->problems->count;

	if (entry->place.line > 0)
		place = entry->place;
	if (!keys_read(loader, &keys_protect, entry, place, fields))
		return false;
	globs_are_right(loader, paths);
	check_kinds(loader, kinds);
	if (is_empty(paths))
		problem(loader, field_place(paths), NULL, "'paths' is empty and protects nothing");
	if (is_empty(kinds))
		problem(loader, field_place(kinds), NULL, "'kinds' is empty and protects nothing");
	if (!paths->value && !kinds->value && loader->problems->count == before)
		problem(loader, place, "add paths: [\"models/**\"] or kinds: [model]",
			"an entry of 'protect' says what needs approval");
	if (roles->value && roles->value->list.count == 0)
		problem(loader, field_place(roles), NULL, "'roles' is empty: nobody could approve");
	if (count->value && (count->value->integer < 1 || count->value->integer > 100))
		problem(loader, field_place(count), NULL, "'count' is a number from 1 to 100");
	if (is_true(&fields[PROTECT_EACH_ROLE]) && !roles->value)
		problem(loader, fields[PROTECT_EACH_ROLE].key, NULL,
			"'each_role' goes with 'roles' only");
	if (!roles->value && !is_true(&fields[PROTECT_CODEOWNERS]) &&
	    loader->problems->count == before)
		problem(loader, place, "add roles: [...] or codeowners: true",
			"an entry of 'protect' says who may approve");
	return loader->problems->count == before;
}

bool
protect_accepts(struct loader *loader, const struct value *list, struct place place)
{
	bool right = true;

	if (list->type != VALUE_LIST) {
		problem(loader, list->place.line > 0 ? list->place : place, NULL,
			"'protect' takes a list, not %s", value_article(list));
		return false;
	}
	if (list->list.count == 0) {
		problem(loader, list->place.line > 0 ? list->place : place,
			"to judge without the rule: severity: off",
			"'protect' is empty: nothing would need an approval");
		return false;
	}
	if (!entries_fit(loader, list->place.line > 0 ? list->place : place, "protect",
			 list->list.count))
		return false;
	for (size_t i = 0; i < list->list.count; i++)
		right &= entry_accepts(loader, &list->list.items[i], place);
	return right;
}
