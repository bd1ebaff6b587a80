/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change concerns. In: a rule, an artifact, the changed set. Out: whether any file that the
 * item reads is in it: the artifact's own, those of the related artifacts that the rule names, and
 * what is no longer there but would have been related. In doubt an item is planned: judging too
 * much is slow, judging too little is a wrong pass.
 */
#include "base/arena.h"
#include "engine/corridor.h"
#include "facts/facts.h"

static bool
is_changed(const struct corridor *corridor, struct str path)
{
	return map_has(&corridor->changed_paths, path);
}

/* Whether a value holds a string equal to the path. */
static bool
mentions(const struct value *value, struct str path)
{
	if (!value)
		return false;
	if (value->type == VALUE_STRING)
		return str_equal(value->string, path);
	if (value->type == VALUE_LIST)
		for (size_t i = 0; i < value->list.count; i++)
			if (mentions(&value->list.items[i], path))
				return true;
	if (value->type == VALUE_MAP)
		for (size_t i = 0; i < value->map.count; i++)
			if (mentions(&value->map.members[i].value, path))
				return true;
	return false;
}

static bool
any_record_mentions(const struct corridor *corridor, struct str path)
{
	for (size_t i = 0; i < corridor->index.count; i++)
		if (mentions(corridor->index.artifacts[i]->record, path))
			return true;
	return false;
}

/* A folder holds itself and all beneath; "" holds everything. */
static bool
folder_holds(struct str folder, struct str path)
{
	return folder.size == 0 || (path.size > folder.size && path.data[folder.size] == '/' &&
				    str_starts(path, folder));
}

/* A path that is gone may have been what the artifact was related to: it stood in a folder that
 * holds the artifact, or a record still names it. */
static bool
was_related(const struct corridor *corridor, const struct kind *to, struct str gone,
	    const struct artifact *artifact)
{
	if (!facts_recognises(&corridor->view, to, gone) && !any_record_mentions(corridor, gone))
		return false;
	return folder_holds(str_folder(gone), artifact->path) ||
	       any_record_mentions(corridor, gone);
}

static bool
records_changed(const struct corridor *corridor, const struct kind *kind)
{
	for (size_t i = 0; i < corridor->change->path_count; i++)
		if (facts_recognises(&corridor->view, kind, corridor->change->paths[i].path) ||
		    facts_recognises(&corridor->view, kind, corridor->change->paths[i].old_path))
			return true;
	return false;
}

/* A changed file of records (a registry) may have dropped its claim on the artifact. */
static bool
relation_touched(const struct corridor *corridor, const struct kind *to,
		 const struct artifact *artifact)
{
	if (to->expand && records_changed(corridor, to))
		return true;
	for (size_t i = 0; i < corridor->change->path_count; i++) {
		const struct changed *changed = &corridor->change->paths[i];
		bool gone = changed->type == CHANGE_DELETED || changed->type == CHANGE_RENAMED;

		if (gone && was_related(corridor, to, changed->old_path, artifact))
			return true;
	}
	return false;
}

/* What is an artifact because a record says so is read from that record, too. */
static bool
newly_claimed(const struct corridor *corridor, const struct artifact *artifact)
{
	if (facts_recognises(&corridor->view, artifact->kind, artifact->path))
		return false;
	for (size_t i = 0; facts_kinds[i]; i++)
		if (facts_kinds[i]->expand && records_changed(corridor, facts_kinds[i]))
			return true;
	return false;
}

/* Facts are made from files of related artifacts, too (a dataset's use from its card), whether or
 * not the rule names them. Only what a system says reaches no fact of another kind. */
static bool
is_read(const struct rule *rule, const struct relation *relation, size_t n)
{
	return rule->relations_used[n] || !str_is(STR("system"), relation->to);
}

bool
corridor_touched(const struct corridor *corridor, const struct rule *rule,
		 const struct artifact *artifact, const struct artifact *system)
{
	const struct relation *relation;

	if (!corridor->change || artifact->kind->ungoverned)
		return true;
	if (is_changed(corridor, artifact->path) || (system && is_changed(corridor, system->path)))
		return true;
	if (newly_claimed(corridor, artifact))
		return true;
	for (size_t n = 0; (relation = facts_relation(artifact->kind, n)); n++) {
		if (!is_read(rule, relation, n))
			continue;
		for (size_t i = 0; i < artifact->related[n].count; i++)
			if (is_changed(corridor, artifact->related[n].items[i]->path))
				return true;
		if (relation_touched(corridor, facts_kind(str_of(relation->to)), artifact))
			return true;
	}
	return false;
}
