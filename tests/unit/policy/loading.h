/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading for tests: texts in, plans or problems out. Problems read as one text, a line each:
 * "path:line:column-end: message [help]".
 */
#ifndef GOVLINT_TESTS_UNIT_POLICY_LOADING_H
#define GOVLINT_TESTS_UNIT_POLICY_LOADING_H

#include <stdarg.h>

#include "base/buf.h"
#include "harness/test.h"
#include "model/input.h"
#include "policy/policy.h"

/* A whole rule needs more than most tests speak about. */
#define RULE_HEAD                                                                                  \
	"rule: dataset/some-problem\n"                                                             \
	"title: Some problem\n"                                                                    \
	"severity: error\n"                                                                        \
	"why: because\n"                                                                           \
	"fix: mend it\n"                                                                           \
	"examples: [{name: a, files: {}, finds: [x]}, {name: b, files: {}, finds: []}]\n"
#define RULE_PATH "rules/dataset/some-problem.yaml"

/* What is wrong, as one text; "" when nothing is. Settles the errors. */
static inline char *
problems_text(struct arena *arena, struct err *err)
{
	struct buf text;

	buf_init(&text, arena, 1 << 20);
	for (struct err *one = err; one; one = one->next) {
		if (one->path)
			buf_print(&text, "%s", one->path);
		if (one->line > 0)
			buf_print(&text, ":%u:%u", one->line, one->column);
		if (one->end_column > 0)
			buf_print(&text, "-%u", one->end_column);
		buf_print(&text, "%s%s", one->path ? ": " : "", one->message);
		if (one->help)
			buf_print(&text, " [%s]", one->help);
		buf_byte(&text, '\n');
	}
	err_settle(err);
	return str_copy(arena, buf_str(&text));
}

static inline char *
rule_problems(const char *path, const char *text)
{
	struct arena *arena = test_arena();
	struct rule rule;
	char *problems = problems_text(
		arena, policy_load_rule(path, str_of(text), &limits_default, arena, &rule));

	CHECK_INT((int64_t)err_lost(arena), 0);
	return problems;
}

/* Problems of a rule whose other parts are right. */
static inline char *
body_problems(const char *body)
{
	return rule_problems(RULE_PATH, arena_print(test_arena(), RULE_HEAD "%s", body));
}

/* A tree of a few files. */
struct tree {
	struct repository repository;
	const struct memory_text *files;
	size_t count;
	struct entries entries;
};

static inline struct err *
tree_open(struct repository *self, const struct entry *entry, struct arena *scratch,
	  struct input **out)
{
	const struct tree *tree = (const struct tree *)self;

	for (size_t i = 0; i < tree->count; i++)
		if (str_is(entry->path, tree->files[i].path)) {
			*out = input_of(scratch, tree->files[i].path, tree->files[i].text);
			return NULL;
		}
	return err_new(scratch, "no such file");
}

/* `files` sorted by path, ended by a row without a path. */
static inline void
tree_make(struct tree *tree, struct arena *arena, const struct memory_text *files)
{
	static const struct repository_backend backend = {.name = "test", .open = tree_open};

	*tree = (struct tree){.repository = {.backend = &backend}, .files = files};
	while (files[tree->count].path)
		tree->count++;
	tree->entries.count = tree->count;
	tree->entries.items = arena_array(arena, tree->count + 1, sizeof *tree->entries.items);
	for (size_t i = 0; i < tree->count; i++)
		tree->entries.items[i] = (struct entry){
			.path = str_of(files[i].path),
			.type = ENTRY_FILE,
			.size = files[i].text.size,
		};
}

/* Load a plan from files; problems as text. `request` may be NULL. */
static inline char *
load_files(const struct memory_text *files, const struct policy_request *request, struct plan *out)
{
	struct arena *arena = test_arena();
	struct policy_request own = {.limits = &limits_default};
	struct tree *tree = arena_alloc(arena, sizeof *tree);
	char *problems;

	if (request)
		own = *request;
	own.limits = &limits_default;
	tree_make(tree, arena, files);
	own.repository = &tree->repository;
	own.entries = &tree->entries;
	problems = problems_text(arena, policy_load(&own, arena, out));
	CHECK_INT((int64_t)err_lost(arena), 0);
	return problems;
}

static inline char *
load_config_text(const char *config, struct plan *out)
{
	const struct memory_text files[] = {{POLICY_CONFIG, str_of(config)}, {0}};

	return load_files(files, NULL, out);
}

/* Load a plan of the packs in one text. */
static inline char *
pack_problems(const char *text, struct plan *plan)
{
	const struct memory_text files[] = {{"p.yaml", str_of(text)}, {0}};
	const char *const names[] = {"p.yaml"};
	const struct policy_request request = {.policies = names, .policy_count = 1};

	return load_files(files, &request, plan);
}

static inline const struct planned_rule *
planned(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->rule_count; i++)
		if (str_is(plan->rules[i].rule->id, id))
			return &plan->rules[i];
	return NULL;
}

/* A parameter's value as messages show it; "" when there is none. */
static inline struct str
planned_param(struct arena *arena, const struct planned_rule *rule, const char *name)
{
	for (size_t i = 0; rule && i < rule->rule->param_count; i++)
		if (str_is(rule->rule->params[i].name, name))
			return value_show(arena, &rule->params[i], 1000);
	return STR("");
}

#endif
