/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables of facts/: all kinds, all relations, and looking them up by name. What a kind is stands
 * in the kind's own file; how artifacts relate stands here, because a relation has two ends.
 */
#include "facts/facts.h"

#define ROW(name) extern const struct kind facts_##name;
#include "facts/facts.list"
#undef ROW

const struct kind *const facts_kinds[] = {
#define ROW(name) &facts_##name,
#include "facts/facts.list"
#undef ROW
	NULL,
};

const struct relation facts_relations[] = {
	{"model_card", "system", "system", true, "the systems that claim the card or its model"},
	{"model", "card", "model_card", false,
	 "the card in its folder, in a folder above, or the only one of the system that claims it"},
	{"model", "system", "system", true, "the systems that claim the model"},
	{"dataset", "card", "data_card", false,
	 "<file>.card.yaml beside it, else the README with front matter in its folder"},
	{"dataset", "system", "system", true, "the systems that claim the dataset"},
	{"data_card", "system", "system", true, "the systems that claim a dataset it describes"},
	{"vendor", "system", "system", true, "the systems that list it"},
	{"incident", "system", "system", true,
	 "the system that it happened in; each, where it names none"},
	{"control", "system", "system", true, "the system that owes it"},
	{"gate", "system", "system", true, "the system that stands before it"},
	{"requirement", "system", "system", true, "the system that it applies to"},
	{0},
};

const struct kind *
facts_kind(struct str name)
{
	for (const struct kind *const *kind = facts_kinds; *kind; kind++)
		if (str_is(name, (*kind)->name))
			return *kind;
	return NULL;
}

size_t
facts_index(const struct kind *kind, struct str name)
{
	for (size_t i = 0; kind->facts[i].name; i++)
		if (str_is(name, kind->facts[i].name))
			return i;
	return REF_WHOLE;
}

bool
facts_has(const struct kind *kind, struct str name)
{
	size_t dot = str_find_byte(name, '.');
	size_t fact = facts_index(kind, str_cut(name, 0, dot));
	const struct fact_def *field;

	if (dot == SIZE_MAX || fact == REF_WHOLE)
		return fact != REF_WHOLE;
	for (field = kind->facts[fact].fields; field && field->name; field++)
		if (str_is(str_cut(name, dot + 1, name.size), field->name))
			return true;
	return false;
}

const struct relation *
facts_relation(const struct kind *kind, size_t n)
{
	for (const struct relation *relation = facts_relations; relation->kind; relation++)
		if (str_is(str_of(kind->name), relation->kind) && n-- == 0)
			return relation;
	return NULL;
}
