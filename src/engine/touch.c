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

/* Every string in a value, for looking up. */
static void
collect_strings(struct map *strings, const struct value *value)
{
	if (!value)
		return;
	if (value->type == VALUE_STRING && !map_has(strings, value->string))
		map_put(strings, value->string, strings);
	if (value->type == VALUE_LIST)
		for (size_t i = 0; i < value->list.count; i++)
			collect_strings(strings, &value->list.items[i]);
	if (value->type == VALUE_MAP)
		for (size_t i = 0; i < value->map.count; i++)
			collect_strings(strings, &value->map.members[i].value);
}

/* Whether a path is one of a file of records. */
static bool
is_of_records(const struct corridor *corridor, struct str path)
{
	for (size_t i = 0; facts_kinds[i]; i++)
		if (facts_kinds[i]->expand &&
		    facts_recognises(&corridor->view, facts_kinds[i], path))
			return true;
	return false;
}

/* A README is a card by what stands beside it. */
static void
note_card_folder(struct corridor *corridor, struct str path)
{
	if (path.size > 0 &&
	    (facts_recognises(&corridor->view, facts_kind(STR("model")), path) ||
	     facts_recognises(&corridor->view, facts_kind(STR("model_card")), path)))
		map_put(&corridor->card_folders, str_folder(path), corridor);
}

static bool
became_a_card(const struct corridor *corridor, const struct artifact *artifact)
{
	return str_is(STR("model_card"), artifact->kind->name) &&
	       str_equal_fold(str_name(artifact->path), STR("README.md")) &&
	       map_has(&corridor->card_folders, str_folder(artifact->path));
}

/* What may become the card of something, or stop being one, by itself or beside another. */
static void
note_card(struct corridor *corridor, struct str path)
{
	struct str described = facts_described(path);

	if (described.data)
		map_put(&corridor->described, described, corridor);
	if (str_equal_fold(str_name(path), STR("README.md")))
		map_put(&corridor->readme_folders, str_folder(path), corridor);
}

void
corridor_trace(struct corridor *corridor)
{
	const struct change *change = corridor->change;
	struct map strings;

	if (!change)
		return;
	map_init(&strings, &corridor->scratch);
	map_init(&corridor->card_folders, corridor->run);
	map_init(&corridor->described, corridor->run);
	map_init(&corridor->readme_folders, corridor->run);
	corridor->artifacts_changed = false;
	for (size_t i = 0; i < corridor->index.count; i++) {
		const struct artifact *artifact = corridor->index.artifacts[i];

		corridor->artifacts_changed |=
			!artifact->kind->ungoverned && is_changed(corridor, artifact->path);
	}
	for (size_t i = 0; i < corridor->index.count; i++)
		collect_strings(&strings, corridor->index.artifacts[i]->record);
	corridor->gone = arena_array(corridor->run, change->path_count, sizeof(struct gone));
	for (size_t i = 0; i < change->path_count; i++) {
		const struct changed *changed = &change->paths[i];

		const struct entry *entry = entries_find(&corridor->entries, changed->path);

		note_card_folder(corridor, changed->path);
		note_card_folder(corridor, changed->old_path);
		note_card(corridor, changed->path);
		note_card(corridor, changed->old_path);
		corridor->links_changed |= entry && entry->type == ENTRY_LINK;
		corridor->records_changed |= is_of_records(corridor, changed->path) ||
					     is_of_records(corridor, changed->old_path);
		if (changed->type == CHANGE_DELETED || changed->type == CHANGE_RENAMED)
			corridor->gone[corridor->gone_count++] =
				(struct gone){.path = changed->old_path,
					      .mentioned = map_has(&strings, changed->old_path)};
	}
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
was_related(const struct corridor *corridor, const struct kind *to, const struct gone *gone,
	    const struct artifact *artifact)
{
	return gone->mentioned || (folder_holds(str_folder(gone->path), artifact->path) &&
				   facts_recognises(&corridor->view, to, gone->path));
}

/* A changed file of records may have dropped its claim on the artifact. */
static bool
relation_touched(const struct corridor *corridor, const struct kind *to,
		 const struct artifact *artifact)
{
	if (to->expand && corridor->records_changed)
		return true;
	for (size_t i = 0; i < corridor->gone_count; i++)
		if (was_related(corridor, to, &corridor->gone[i], artifact))
			return true;
	return false;
}

/* What is an artifact because a record or a link says so is read from there, too. */
static bool
newly_claimed(const struct corridor *corridor, const struct artifact *artifact)
{
	return (corridor->records_changed || corridor->links_changed) &&
	       !facts_recognises(&corridor->view, artifact->kind, artifact->path);
}

/* Facts are made from files of related artifacts, too (a dataset's use from its card), whether or
 * not the rule names them. Only what a system says reaches no fact of another kind. */
static bool
is_read(const struct rule *rule, const struct relation *relation, size_t n)
{
	return rule->relations_used[n] || !str_is(STR("system"), relation->to);
}

/* A link that leads nowhere may have led to what the change took away. */
static bool
lost_its_end(const struct corridor *corridor, const struct artifact *artifact)
{
	return artifact->entry && artifact->entry->type == ENTRY_LINK &&
	       (corridor->links_changed || corridor->gone_count > 0);
}

/* Whether a value names a changed path, or a folder that holds one. */
static bool
names_changed(const struct corridor *corridor, const struct value *value)
{
	bool named = false;
	struct str path;

	if (!value)
		return false;
	if (value->type == VALUE_STRING) {
		path = value->string;
		if (str_starts(path, STR("./")))
			path = str_cut(path, 2, path.size);
		while (path.size > 1 && path.data[path.size - 1] == '/')
			path.size--;
		return is_changed(corridor, path) || map_has(&corridor->changed_folders, path);
	}
	for (size_t i = 0; value->type == VALUE_LIST && !named && i < value->list.count; i++)
		named = names_changed(corridor, &value->list.items[i]);
	for (size_t i = 0; value->type == VALUE_MAP && !named && i < value->map.count; i++)
		named = names_changed(corridor, &value->map.members[i].value);
	return named;
}

/* What a rule looks at beyond what is related: files that facts name, others of the kind. What a card
 * names is not known before it is read. */
static bool
reads_changed(const struct corridor *corridor, const struct rule *rule,
	      const struct artifact *artifact, const struct artifact *system)
{
	if (rule->reads_kind && corridor->artifacts_changed)
		return true;
	/* What a file names was there as long as nothing went away. */
	if (rule->reads_links && !artifact->record && corridor->gone_count > 0)
		return true;
	if (rule->reads_links && corridor->records_changed)
		return true;
	if (rule->reads_files && !artifact->record)
		return corridor->change->path_count > 0;
	return (rule->reads_files || rule->reads_links) &&
	       (names_changed(corridor, artifact->record) ||
		(system && names_changed(corridor, system->record)));
}

/* Whether one of the cards that a system which claims the model lists comes or goes: the only card of a
 * system is that of its models. */
static bool
listed_card_changed(const struct corridor *corridor, const struct artifact *model)
{
	const struct relation *relation;

	for (size_t n = 0; (relation = facts_relation(model->kind, n)); n++) {
		if (!str_is(STR("system"), relation->to))
			continue;
		for (size_t i = 0; i < model->related[n].count; i++)
			if (names_changed(corridor, value_get(model->related[n].items[i]->record,
							      STR("model_cards"))))
				return true;
	}
	return false;
}

/* What stands beside an artifact decides what it is, and which card is its own. */
static bool
neighbour_changed(const struct corridor *corridor, const struct artifact *artifact)
{
	struct str described;

	if (str_is(STR("model"), artifact->kind->name))
		return listed_card_changed(corridor, artifact);
	if (!str_is(STR("dataset"), artifact->kind->name))
		return false;
	described = facts_described(artifact->path);
	return map_has(&corridor->described, artifact->path) ||
	       map_has(&corridor->readme_folders, str_folder(artifact->path)) ||
	       (described.data && is_changed(corridor, described));
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
	for (size_t i = 0; i < artifact->read_count; i++)
		if (is_changed(corridor, artifact->reads[i]))
			return true;
	if (artifact->touched)
		return true;
	if (neighbour_changed(corridor, artifact) || newly_claimed(corridor, artifact) ||
	    became_a_card(corridor, artifact) || lost_its_end(corridor, artifact))
		return true;
	if (reads_changed(corridor, rule, artifact, system))
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
