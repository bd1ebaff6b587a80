/* SPDX-License-Identifier: Apache-2.0
 *
 * governance/registry.yaml → systems, governance/vendors.yaml → vendors, governance/incidents/x.yaml → an
 * incident. In: an entry of the tree. Out: an artifact for each entry of its list, or for the whole file.
 *
 * The one thing to know: a registry that cannot be read is no empty registry. Every system would count as
 * unregistered, and every tier as the highest. So all that is wrong with its form stops the run, and is
 * told at once: `systems:` that is no list, an entry that is no map, an `id` that is missing, no text, or
 * used twice (in another file of its kind, too).
 */
#include "facts/registry.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "model/evidence.h"

struct registry {
	struct view *view;
	const struct register_form *form;
	const struct kind *kind;
	const struct entry *entry;
	const char *path;
	struct str text;
	struct map ids; /* of its kind: id in lower case → struct artifact */
	struct err *errors;
};

static struct err *
at(struct registry *registry, struct err *err, struct place place)
{
	err = err_at(err, registry->path, place.line, place.column);
	err->end_column = place.end_line == place.line ? place.end_column : 0;
	err->excerpt = read_line(registry->text, place.line);
	return err;
}

static void
add_error(struct registry *registry, struct err *err, struct place place, const char *help)
{
	if (help)
		err = err_help(err, "%s", help);
	registry->errors = err_join(registry->errors, at(registry, err, place));
}

static struct err *
read_text(struct registry *registry, struct value *out)
{
	struct view *view = registry->view;

	TRY(content_text(view, registry->entry, &registry->text));
	if (str_ends_fold(registry->entry->path, STR(".json")))
		TRY(read_json_text(registry->path, registry->text, view->limits, view->run, out));
	else
		TRY(read_yaml_text(registry->path, registry->text, view->limits, view->run, out));
	return NULL;
}

static bool
known_id(struct registry *registry, const struct value *id)
{
	const struct artifact *other =
		map_get(&registry->ids, str_lower(registry->view->run, id->string));

	if (!other)
		return false;
	add_error(registry,
		  err_new(registry->view->run,
			  "the %s '%.*s' is used twice: line %u of %.*s has it",
			  registry->form->key, STR_ARG(id->string), other->place.line,
			  STR_ARG(other->path)),
		  id->place, registry->form->advice);
	return true;
}

static void
add_record(struct registry *registry, const struct value *record)
{
	struct view *view = registry->view;
	const struct register_form *form = registry->form;
	const struct value *id = value_get(record, str_of(form->key));
	struct artifact *artifact;

	if (record->type != VALUE_MAP) {
		add_error(registry,
			  form->list ? err_new(view->run, "an entry of '%s' is %s, not a map",
					       form->list, value_type_name(record->type))
				     : err_new(view->run, "the %s is %s, not a map", form->file,
					       value_type_name(record->type)),
			  record->place.line ? record->place : (struct place){1, 1, 1, 1},
			  arena_print(view->run, "an entry starts with '%s:'", form->key));
		return;
	}
	if (!id || id->type != VALUE_STRING) {
		add_error(registry,
			  err_new(view->run, "%s is %s", form->key_of,
				  id ? value_type_name(id->type) : "missing"),
			  id ? id->place : record->place,
			  id && id->type == VALUE_INT ? "write it in quotes, so that it is text"
						      : form->advice);
		return;
	}
	if (evidence_emptiness(id) != EMPTINESS_FILLED) {
		add_error(registry,
			  err_new(view->run, "%s is %s", form->key_of,
				  evidence_emptiness_text(evidence_emptiness(id))),
			  id->place, form->advice);
		return;
	}
	if (known_id(registry, id) || view->index->count > view->limits->artifacts)
		return; /* of the latter add_kinds tells */
	artifact = facts_add(view, registry->kind, registry->entry, record);
	artifact->id = id->string;
	if (form->subjects)
		artifact->subject = id->string;
	artifact->text = registry->text;
	map_put(&registry->ids, str_lower(view->run, artifact->id), artifact);
}

/* The key that was meant for the list, when there is one like it. */
static const char *
meant(struct registry *registry, const struct value *root)
{
	struct arena *run = registry->view->run;
	const char *list = registry->form->list;

	for (size_t i = 0; root->type == VALUE_MAP && i < root->map.count; i++) {
		struct suggest suggest;

		if (str_is(root->map.members[i].key, list))
			return arena_print(run, "each entry stands in a list: %s: [{%s: …}]", list,
					   registry->form->key);
		suggest_init(&suggest, root->map.members[i].key);
		suggest_name(&suggest, str_of(list));
		if (suggest_best(&suggest).data)
			return arena_print(run, "'%.*s' on line %u is not '%s'",
					   STR_ARG(root->map.members[i].key),
					   root->map.members[i].key_place.line, list);
	}
	return arena_print(run, "a %s without %s says so: %s: []", registry->form->file, list,
			   list);
}

/* Entries in a second list ("more:") would be nobody's. */
static void
refuse_other_lists(struct registry *registry, const struct value *root)
{
	const char *list = registry->form->list;

	for (size_t i = 0; i < root->map.count; i++) {
		const struct value_member *member = &root->map.members[i];

		if (member->value.type == VALUE_LIST && !str_is(member->key, list))
			add_error(registry,
				  err_new(registry->view->run,
					  "'%.*s' is a list beside '%s', which nobody reads",
					  STR_ARG(member->key), list),
				  member->key_place,
				  arena_print(registry->view->run, "put its entries under '%s'",
					      list));
	}
}

static void
add_records(struct registry *registry, const struct value *root)
{
	struct arena *run = registry->view->run;
	const struct register_form *form = registry->form;
	const struct value *records = value_get(root, str_of(form->list));

	if (root->type != VALUE_MAP) {
		add_error(registry,
			  err_new(run, "the %s is %s, not a map", form->file,
				  value_type_name(root->type)),
			  root->place.line ? root->place : (struct place){1, 1, 1, 1},
			  meant(registry, root));
		return;
	}
	if (!records || records->type != VALUE_LIST) {
		add_error(registry,
			  records ? err_new(run, "'%s' is %s, not a list", form->list,
					    value_type_name(records->type))
				  : err_new(run, "the %s has no '%s'", form->file, form->list),
			  records && records->place.line ? records->place
							 : (struct place){1, 1, 1, 1},
			  meant(registry, root));
		return;
	}
	refuse_other_lists(registry, root);
	for (size_t i = 0; i < records->list.count; i++)
		add_record(registry, &records->list.items[i]);
}

static void
note_ids(struct registry *registry)
{
	const struct index *index = registry->view->index;

	map_init(&registry->ids, registry->view->run);
	for (size_t i = 0; i < index->count; i++)
		if (index->artifacts[i]->kind == registry->kind)
			map_put(&registry->ids,
				str_lower(registry->view->run, index->artifacts[i]->id),
				index->artifacts[i]);
}

struct err *
registry_expand(struct view *view, const struct entry *entry, const struct register_form *form)
{
	struct value *root = arena_alloc(view->run, sizeof *root);
	struct registry registry = {
		.view = view,
		.form = form,
		.kind = facts_kind(str_of(form->kind)),
		.entry = entry,
		.path = str_copy(view->run, entry->path),
	};
	struct err *err = read_text(&registry, root);

	/* What was raised in the scratch arena would not outlive this entry. */
	if (err)
		return err->arena == view->run ? err : err_move(view->run, err);
	note_ids(&registry);
	if (form->list)
		add_records(&registry, root);
	else
		add_record(&registry, root);
	return registry.errors;
}
