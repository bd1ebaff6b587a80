/* SPDX-License-Identifier: Apache-2.0
 *
 * schema: a card or record is as a JSON Schema says (draft 2020-12). In: file (the schema's path in the
 * tree that the policy comes from, so that a change cannot loosen what it is judged by). Finds: each
 * fault, where the value stands. Of a Markdown card the front matter is judged.
 */
#include "schema/schema.h"

#include "base/arena.h"
#include "check/internal.h"

enum {
	SCHEMA_FILE,
};

static const struct arg_def args[] = {
	[SCHEMA_FILE] = {"file", ARG_FILE, true, "the path of the schema, from the root"},
	{0},
};

static const char *const binds[] = {"where", "reason", NULL};

static const struct schema *
planned(const struct plan *plan, struct str path)
{
	for (size_t i = 0; i < plan->schema_count; i++)
		if (str_equal(plan->schemas[i].path, path))
			return plan->schemas[i].schema;
	return NULL;
}

static void
report(struct item *item, const struct schema_fault *fault)
{
	struct str where = fault->where.size > 0 ? fault->where : STR("it");
	const struct binding bindings[] = {
		{.name = "where", .value = value_str(where)},
		{.name = "reason", .value = value_text(fault->message)},
	};

	check_report(item, &(struct found){
				   .place = fault->place,
				   .subject = fault->where,
				   .bindings = bindings,
				   .binding_count = 2,
			   });
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct schema *schema = planned(item->view->plan, given[SCHEMA_FILE].name);
	struct schema_faults faults = {0};
	struct view *view = item->view;
	struct value tree;

	if (!schema)
		return err_new(view->scratch, "the schema %.*s was not read",
			       STR_ARG(given[SCHEMA_FILE].name));
	TRY(view->files->tree(view, item->artifact, &tree));
	TRY(schema_validate(schema, &tree, view->limits, view->scratch, &faults));
	for (size_t i = 0; i < faults.count; i++)
		report(item, &faults.items[i]);
	return NULL;
}

const struct check check_schema = {
	.name = "schema",
	.summary = "a card or record is as a JSON Schema says",
	.args = args,
	.binds = binds,
	.judge = judge,
};
