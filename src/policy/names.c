/* SPDX-License-Identifier: Apache-2.0
 *
 * Names in rules → references. In: `columns`, `card.version`, `system.risk_tier`, `confidence`. Out:
 * which fact, of which artifact, of which type. The tables of facts/ say what there is; a name that
 * they do not know is a problem with the nearest one that they do.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/load.h"

static size_t
dot_of(struct str text)
{
	size_t dot = str_find_byte(text, '.');

	return dot == SIZE_MAX ? text.size : dot;
}

static const struct relation *
relation_named(const struct kind *kind, struct str name, size_t *index)
{
	const struct relation *relation;

	for (*index = 0; (relation = facts_relation(kind, *index)); ++*index)
		if (str_is(name, relation->root))
			return relation;
	return NULL;
}

static void
hint_facts(struct hint *hint, const struct fact_def *facts)
{
	for (; facts && facts->name; facts++)
		hint_name(hint, str_of(facts->name));
}

static void
hint_roots(struct hint *hint, const struct kind *kind)
{
	const struct relation *relation;

	for (size_t i = 0; (relation = facts_relation(kind, i)); i++)
		hint_name(hint, str_of(relation->root));
}

static const struct fact_def *
field_named(const struct fact_def *fields, struct str name)
{
	for (; fields && fields->name; fields++)
		if (str_is(name, fields->name))
			return fields;
	return NULL;
}

/* A path inside a value: `rest` after a fact or field that `def` describes. */
static bool
name_inside(struct loader *loader, const struct fact_def *def, struct str rest, struct place place,
	    struct ref *out)
{
	size_t dot = dot_of(rest);
	struct str first = str_cut(rest, 0, dot);
	const struct fact_def *field;
	struct hint hint;

	if (def->type != FACT_MAP && def->type != FACT_ANY) {
		problem(loader, place, NULL, "'%.*s': '%s' is %s and has no fields",
			STR_ARG(out->text), def->name, fact_type_words(def->type));
		return false;
	}
	out->field = rest;
	out->type = FACT_ANY;
	out->def = NULL;
	if (!def->fields)
		return true;
	field = field_named(def->fields, first);
	if (!field) {
		hint_init(&hint, loader, first);
		hint_facts(&hint, def->fields);
		problem(loader, place, hint_text(&hint, "fields"), "'%s' has no field '%.*s'",
			def->name, STR_ARG(first));
		return false;
	}
	out->type = field->type;
	out->def = field;
	return dot == rest.size ||
	       name_inside(loader, field, str_cut(rest, dot + 1, rest.size), place, out);
}

/* `text` is a fact of `kind`, with a path inside it. `others` are offered as well when it is not. */
static bool
name_in_kind(struct loader *loader, const struct kind *kind, struct str text, struct place place,
	     const struct kind *others, struct ref *out)
{
	size_t dot = dot_of(text);
	struct str first = str_cut(text, 0, dot);
	size_t fact = facts_index(kind, first);
	struct hint hint;

	if (fact == REF_WHOLE) {
		hint_init(&hint, loader, first);
		hint_facts(&hint, kind->facts);
		if (others)
			hint_roots(&hint, others);
		problem(loader, place, hint_text(&hint, "facts"), "kind %s has no fact '%.*s'",
			kind->name, STR_ARG(first));
		return false;
	}
	out->fact = fact;
	out->def = &kind->facts[fact];
	out->type = out->def->type;
	if (dot == text.size)
		return true;
	return name_inside(loader, out->def, str_cut(text, dot + 1, text.size), place, out);
}

/* A rule that asks for such a fact looks at files that the record names. */
static void
mark_reading(struct scope *scope, const struct kind *kind, const struct ref *ref)
{
	if (scope->rule && kind->facts[ref->fact].reads_tree)
		scope->rule->reads_files = true;
}

static void
mark_relation(struct scope *scope, const struct relation *relation, size_t index)
{
	if (!scope->rule)
		return;
	scope->rule->relations_used[index] = true;
	if (str_is(str_of("system"), relation->root))
		scope->rule->reads_system = true;
}

/* The related artifact that a name begins with. 0: it begins with none, 1: it does, -1: a problem. */
static int
name_relation(struct scope *scope, struct str first, struct place place,
	      const struct relation **out, size_t *index)
{
	*out = relation_named(scope->kind, first, index);
	if (!*out)
		return 0;
	if ((*out)->many && !str_is(first, "system")) {
		problem(scope->loader, place, NULL,
			"'%.*s' leads to several artifacts; a rule can only name one",
			STR_ARG(first));
		return -1;
	}
	mark_relation(scope, *out, *index);
	return 1;
}

/* Floors, points and clocks are asked while a score is computed: of what people wrote in the entry itself. */
static bool
name_written(struct scope *scope, struct str text, struct place place, struct ref *out)
{
	if (!name_in_kind(scope->loader, scope->kind, text, place, NULL, out))
		return false;
	if (!scope->kind->facts[out->fact].key)
		problem(scope->loader, place, NULL,
			"'%.*s' is computed; floors, points and clocks ask for what is written",
			STR_ARG(text));
	return scope->kind->facts[out->fact].key != NULL;
}

bool
name_fact(struct scope *scope, struct str text, struct place place, struct ref *out)
{
	size_t dot = dot_of(text);
	const struct relation *relation;
	int related;

	*out = (struct ref){.text = text, .root = REF_SELF, .place = place};
	if (scope->written)
		return name_written(scope, text, place, out);
	related = name_relation(scope, str_cut(text, 0, dot), place, &relation, &out->relation);
	if (related < 0)
		return false;
	if (related == 0) {
		if (!name_in_kind(scope->loader, scope->kind, text, place, scope->kind, out))
			return false;
		mark_reading(scope, scope->kind, out);
		return true;
	}
	out->root = REF_RELATED;
	if (dot == text.size) {
		out->fact = REF_WHOLE;
		out->type = FACT_ANY;
		return true;
	}
	if (!name_in_kind(scope->loader, facts_kind(str_of(relation->to)),
			  str_cut(text, dot + 1, text.size), place, NULL, out))
		return false;
	mark_reading(scope, facts_kind(str_of(relation->to)), out);
	return true;
}

bool
name_root(struct scope *scope, struct str text, struct place place, struct ref *out)
{
	const struct relation *relation;
	struct hint hint;
	int related;

	*out = (struct ref){.text = text, .root = REF_RELATED, .fact = REF_WHOLE, .place = place};
	related = name_relation(scope, text, place, &relation, &out->relation);
	if (related != 0)
		return related > 0;
	hint_init(&hint, scope->loader, text);
	hint_roots(&hint, scope->kind);
	problem(scope->loader, place, hint_text(&hint, "related artifacts"),
		"a %s has no related '%.*s'", scope->kind->name, STR_ARG(text));
	return false;
}

bool
name_field(struct loader *loader, const struct kind *kind, struct str text, struct place place,
	   struct ref *out)
{
	*out = (struct ref){.text = text, .root = REF_SELF, .place = place};
	return name_in_kind(loader, kind, text, place, NULL, out);
}

bool
name_element(struct loader *loader, const struct ref *list, struct str text, struct place place,
	     struct ref *out)
{
	const struct fact_def *fields = list->def ? list->def->fields : NULL;
	struct str first = str_cut(text, 0, dot_of(text));
	const struct fact_def *field = field_named(fields, first);
	struct hint hint;

	*out = (struct ref){
		.text = text, .root = REF_ELEMENT, .field = text, .type = FACT_ANY, .place = place};
	if (!fields) {
		/* Nothing is known of the elements; a scalar is called `value`. */
		if (str_is(text, "value"))
			out->field = (struct str){0};
		return true;
	}
	if (!field) {
		hint_init(&hint, loader, first);
		hint_facts(&hint, fields);
		problem(loader, place, hint_text(&hint, "fields"),
			"an element of '%.*s' has no field '%.*s'", STR_ARG(list->text),
			STR_ARG(first));
		return false;
	}
	out->type = field->type;
	out->def = field;
	if (first.size == text.size)
		return true;
	if (!name_inside(loader, field, str_cut(text, first.size + 1, text.size), place, out))
		return false;
	out->field = text;
	return true;
}

size_t
name_param(struct scope *scope, struct str text, struct place place)
{
	struct hint hint;

	hint_init(&hint, scope->loader, text);
	for (size_t i = 0; scope->rule && i < scope->rule->param_count; i++) {
		if (str_equal(text, scope->rule->params[i].name)) {
			scope->rule->params[i].used = true;
			return i;
		}
		hint_name(&hint, scope->rule->params[i].name);
	}
	problem(scope->loader, place, hint_text(&hint, "parameters"), "unknown parameter '$%.*s'",
		STR_ARG(text));
	return SIZE_MAX;
}
