/* SPDX-License-Identifier: Apache-2.0
 *
 * An artifact as people may see it: all its facts and relations as one map, for `govlint facts`. In:
 * an artifact. Out: a value in the run's arena. What is not verified stands as a map with the reason,
 * so that it cannot be taken for an empty value.
 */
#include "base/arena.h"
#include "facts/facts.h"

static struct value
shown(struct view *view, struct artifact *artifact, size_t number)
{
	const struct value *value = NULL;
	struct err *err = facts_get(view, artifact, number, &value);
	struct value unknown = value_map();

	if (!err)
		return *value;
	value_set(view->run, &unknown, "not_verified", value_text(err_text(view->run, err)));
	err_settle(err);
	return unknown;
}

static struct value
related(struct view *view, const struct artifact_list *list, bool many)
{
	struct value all = value_list();

	if (!many)
		return list->count > 0 ? value_str(list->items[0]->id) : value_null();
	for (size_t i = 0; i < list->count; i++)
		value_add(view->run, &all, value_str(list->items[i]->id));
	return all;
}

struct value
facts_all(struct view *view, struct artifact *artifact)
{
	const struct kind *kind = artifact->kind;
	const struct relation *relation;
	struct value all = value_map();

	value_set(view->run, &all, "kind", value_text(kind->name));
	if (facts_index(kind, STR("path")) == REF_WHOLE)
		value_set(view->run, &all, "path", value_str(artifact->path));
	if (artifact->place.line > 0)
		value_set(view->run, &all, "line", value_int(artifact->place.line));
	for (size_t i = 0; kind->facts[i].name; i++)
		value_set(view->run, &all, kind->facts[i].name, shown(view, artifact, i));
	for (size_t n = 0; (relation = facts_relation(kind, n)); n++)
		value_set(view->run, &all, relation->root,
			  related(view, &artifact->related[n], relation->many));
	return all;
}
