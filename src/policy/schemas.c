/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON Schemas that rules name. In: a path, and the tree that the policy comes from. Out: the schema
 * in the plan, read and compiled once; or problems in it, beside those of the policy.
 */
#include "schema/schema.h"

#include "base/arena.h"
#include "policy/plan.h"
#include "read/read.h"

static bool
is_there(const struct plan *plan, struct str path)
{
	for (size_t i = 0; i < plan->schema_count; i++)
		if (str_equal(plan->schemas[i].path, path))
			return true;
	return false;
}

static void
no_such_file(struct making *making, struct loader *loader, struct place place, struct str path)
{
	const struct entries *entries = making->request->entries;
	struct hint hint;

	hint_init(&hint, loader, path);
	for (size_t i = 0; entries && i < entries->count; i++)
		if (str_ends(entries->items[i].path, STR(".json")) ||
		    str_ends(entries->items[i].path, STR(".yaml")))
			suggest_name(&hint.suggest, entries->items[i].path);
	problem(loader, place,
		hint.suggest.best.data
			? hint_text(&hint, "files")
			: "a schema is read from the tree that the policy comes from, and from the "
			  "'files' of an example",
		"there is no file '%.*s'", STR_ARG(path));
}

static const struct schema *
compile(struct making *making, struct loader *file)
{
	struct str path = str_of(file->path);
	const struct schema *schema = NULL;
	struct value *tree = arena_alloc(making->run, sizeof *tree);
	struct err *err;

	err = str_ends(path, STR(".json"))
		      ? read_json_text(file->path, file->text, making->limits, making->run, tree)
		      : read_yaml_text(file->path, file->text, making->limits, making->run, tree);
	if (!err)
		err = schema_compile(file->path, tree, making->run, &schema);
	for (struct err *one = err; one; one = one->next)
		one->excerpt = read_line(file->text, one->line);
	if (err && !err->path)
		err = err_at(err, file->path, 0, 0);
	problems_take(&making->problems, err);
	return schema;
}

void
schemas_need(struct making *making, struct loader *loader, struct place place, struct str path)
{
	struct plan *plan = making->plan;
	const struct policy_request *request = making->request;
	const struct entry *entry = request->repository && request->entries
					    ? entries_find(request->entries, path)
					    : NULL;
	struct planned_schema *grown;
	struct loader *file;

	if (is_there(plan, path))
		return;
	if (!entry) {
		no_such_file(making, loader, place, path);
		return;
	}
	file = making_file(making, entry, path);
	grown = arena_array(making->run, plan->schema_count + 1, sizeof *grown);
	for (size_t i = 0; i < plan->schema_count; i++)
		grown[i] = plan->schemas[i];
	grown[plan->schema_count++] = (struct planned_schema){
		.path = path,
		.schema = file ? compile(making, file) : NULL,
	};
	plan->schemas = grown;
}
