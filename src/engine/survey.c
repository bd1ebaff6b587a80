/* SPDX-License-Identifier: Apache-2.0
 *
 * What a repository holds that governance has to speak of, for `govlint init`. In: a request. Out: the
 * packs that would judge, what they demand of an entry of the registry, and the artifacts with their
 * cards. Judges nothing and computes no fact of any file.
 */
#include "base/arena.h"
#include "check/check.h"
#include "engine/corridor.h"
#include "facts/facts.h"
#include "model/rank.h"

/* One field of an entry, once: what it is called there, what it may be, what it is for. */
static void
add_field(struct corridor *corridor, struct value *fields, const char *key, struct value words,
	  const struct fact_def *def)
{
	struct value *field;

	for (size_t i = 0; i < fields->list.count; i++)
		if (str_is(value_string(value_get(&fields->list.items[i], STR("key"))), key))
			return;
	field = value_add(corridor->run, fields, value_map());
	value_set(corridor->run, field, "key", value_text(key));
	value_set(corridor->run, field, "words", words);
	value_set(corridor->run, field, "summary", value_text(def ? def->summary : ""));
	value_set(corridor->run, field, "is_list", value_bool(def && def->type == FACT_LIST));
}

/* Tiers and stages have the words of the packs. */
static struct value
words_of(const struct corridor *corridor, enum fact_type type)
{
	struct ranked_words words = plan_words(&corridor->plan, type);
	struct value list = value_list();

	for (size_t i = 0; i < words.count; i++)
		value_add(corridor->run, &list, value_str(words.items[i]));
	return list;
}

static void
add_names(struct corridor *corridor, const struct planned_rule *planned, const struct arg *names,
	  struct value *fields)
{
	const struct kind *kind = planned->rule->kind;
	const struct value *list = names->operand.is_param ? &planned->params[names->operand.param]
							   : &names->operand.constant;

	for (size_t i = 0; list->type == VALUE_LIST && i < list->list.count; i++) {
		size_t fact = facts_index(kind, value_string(&list->list.items[i]));

		if (fact != REF_WHOLE && kind->facts[fact].key)
			add_field(corridor, fields, kind->facts[fact].key,
				  words_of(corridor, kind->facts[fact].type), &kind->facts[fact]);
	}
}

/* The names that a check demands of the artifact itself. */
static void
add_demands(struct corridor *corridor, const struct planned_rule *planned,
	    const struct check_node *node, struct value *fields)
{
	bool of_another = false;

	for (size_t i = 0; i < node->child_count; i++)
		add_demands(corridor, planned, &node->children[i], fields);
	for (size_t i = 0; node->check && node->check->args[i].name; i++)
		of_another |= node->check->args[i].type == ARG_ROOT && node->args[i].given;
	for (size_t i = 0; node->check && !of_another && node->check->args[i].name; i++)
		if (node->check->args[i].type == ARG_NAMES && node->args[i].given)
			add_names(corridor, planned, &node->args[i], fields);
}

/* What every entry owes: what rules demand, then the dimensions of the score. */
static struct value
survey_fields(struct corridor *corridor, const struct kind *kind)
{
	const struct plan *plan = &corridor->plan;
	struct value fields = value_list();

	for (size_t i = 0; i < plan->rule_count; i++)
		if (plan->rules[i].rule->kind == kind)
			add_demands(corridor, &plan->rules[i], &plan->rules[i].rule->check,
				    &fields);
	for (size_t i = 0; plan->risk && i < plan->risk->dimension_count; i++) {
		const struct score_dimension *dimension = &plan->risk->dimensions[i];
		size_t fact = facts_index(kind, dimension->name);
		struct value words = value_list();

		for (size_t n = 0; n < dimension->count; n++)
			value_add(corridor->run, &words, value_str(dimension->names[n]));
		add_field(corridor, &fields, str_copy(corridor->run, dimension->name), words,
			  fact == REF_WHOLE ? NULL : &kind->facts[fact]);
	}
	return fields;
}

static bool
has_card(const struct artifact *artifact)
{
	const struct relation *relation;

	for (size_t n = 0; (relation = facts_relation(artifact->kind, n)); n++)
		if (str_is(STR("card"), relation->root))
			return artifact->related[n].count > 0;
	return true;
}

static struct value
survey_artifacts(struct corridor *corridor)
{
	struct value list = value_list();

	for (size_t i = 0; i < corridor->index.count; i++) {
		const struct artifact *artifact = corridor->index.artifacts[i];
		struct value *row;

		if (artifact->kind->ungoverned)
			continue;
		row = value_add(corridor->run, &list, value_map());
		value_set(corridor->run, row, "kind", value_text(artifact->kind->name));
		value_set(corridor->run, row, "path", value_str(artifact->path));
		value_set(corridor->run, row, "has_card", value_bool(has_card(artifact)));
	}
	return list;
}

/* The registry by one of its names, or null. */
static struct value
survey_registry(struct corridor *corridor, const struct kind *kind)
{
	for (size_t i = 0; kind->paths[i]; i++)
		if (entries_find(&corridor->entries, str_of(kind->paths[i])))
			return value_text(kind->paths[i]);
	return value_null();
}

static struct err *
walk(struct corridor *corridor, struct value *out)
{
	const struct kind *system = facts_kind(STR("system"));
	struct value packs = value_list(), roles = value_list();

	TRY(corridor_open(corridor));
	TRY(corridor_ask(corridor));
	TRY(corridor_gather(corridor));
	for (size_t i = 0; i < corridor->plan.pack_count; i++)
		value_add(corridor->run, &packs, value_str(corridor->plan.packs[i].name));
	for (size_t i = 0; i < corridor->plan.role_count; i++)
		value_add(corridor->run, &roles, value_str(corridor->plan.roles[i].name));
	*out = value_map();
	value_set(corridor->run, out, "source", value_text(corridor->source.judged->source));
	value_set(corridor->run, out, "has_config", value_bool(corridor->plan.has_config));
	value_set(corridor->run, out, "packs", packs);
	value_set(corridor->run, out, "roles", roles);
	value_set(corridor->run, out, "registry", survey_registry(corridor, system));
	value_set(corridor->run, out, "fields", survey_fields(corridor, system));
	value_set(corridor->run, out, "artifacts", survey_artifacts(corridor));
	return NULL;
}

struct err *
engine_survey(const struct engine_request *request, struct arena *run, struct value *out)
{
	struct result result = {0};
	struct corridor corridor = {.request = request, .run = run, .result = &result};
	struct err *err;

	arena_init(&corridor.scratch, request->exhausted);
	err = walk(&corridor, out);
	if (err)
		err = err_move(run, err);
	corridor_close(&corridor);
	return err;
}
