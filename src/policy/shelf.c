/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules by id. In: the built-in files, the team's under governance/rules/, those of --rules. Out: the
 * rule of an id, read when it is first needed: a start reads only the rules that judge. The team's
 * own rules judge without being named, so they are read at once; none may bear a built-in rule's id.
 */
#include "policy/shelf.h"
#include "base/arena.h"
#include "model/input.h"

static const struct str team_folder = {"governance/rules/", 17};
static const struct str builtin_folder = {"rules/", 6};
static const struct str ending = {".yaml", 5};

struct loader *
making_loader(struct making *making, const char *path, struct str text, struct str from)
{
	struct loader *loader = arena_alloc(making->run, sizeof *loader);

	*loader = (struct loader){
		.run = making->run,
		.limits = making->limits,
		.problems = &making->problems,
		.path = path,
		.text = text,
		.from = from,
	};
	return loader;
}

static struct err *
read_entry(struct making *making, const struct entry *entry, struct str *out)
{
	struct repository *repository = making->request->repository;
	struct input *input = NULL;
	struct err *err;

	TRY(repository->backend->open(repository, entry, making->run, &input));
	err = limits_named(input_all(input, making->run, making->limits->policy_bytes, out),
			   "policy_bytes");
	input_close(input);
	return err;
}

struct loader *
making_file(struct making *making, const struct entry *entry, struct str from)
{
	struct loader *loader =
		making_loader(making, str_copy(making->run, entry->path), STR(""), from);
	struct place none = {0};
	struct err *err;

	if (entry->type == ENTRY_LINK || entry->type == ENTRY_SUBMODULE) {
		problem(loader, none, "policies are read from the tree itself",
			"a policy cannot be a %s",
			entry->type == ENTRY_LINK ? "link" : "submodule");
		return NULL;
	}
	if (entry->obstacle || entry->type != ENTRY_FILE) {
		problem(loader, none, NULL, "the policy cannot be read: %s",
			entry->obstacle ? entry->obstacle : "it is no regular file");
		return NULL;
	}
	err = read_entry(making, entry, &loader->text);
	if (err && !err->path)
		err = err_at(err, loader->path, 0, 0);
	problems_take(&making->problems, err);
	return err ? NULL : loader;
}

static const struct builtin_file *
builtin_rule(struct making *making, struct str id)
{
	return policy_builtin(str_of(arena_print(making->run, "rules/%.*s.yaml", STR_ARG(id))));
}

void
shelf_put(struct making *making, struct shelf_rule *shelf)
{
	struct place top = {1, 1, 1, 1};

	if (builtin_rule(making, shelf->id))
		problem(shelf->loader, top,
			"give it another name; a built-in rule is set in govlint.yaml",
			"'%.*s' is a built-in rule and cannot be replaced", STR_ARG(shelf->id));
	else if (map_has(&making->shelf, shelf->id))
		problem(shelf->loader, top, NULL, "'%.*s' is there twice", STR_ARG(shelf->id));
	else
		map_put(&making->shelf, shelf->id, shelf);
}

/* Put a rule of the team's on the shelf and read it. `id` is none where only the rule itself says. */
static void
add_own(struct making *making, struct loader *loader, struct str id)
{
	struct shelf_rule *shelf = arena_alloc(making->run, sizeof *shelf);
	size_t before = making->problems.count;
	struct rule *rule = arena_alloc(making->run, sizeof *rule);

	load_rule(loader, id, rule);
	if (!id.data)
		id = rule->id;
	if (!id.data)
		return;
	*shelf = (struct shelf_rule){
		.id = id,
		.loader = loader,
		.rule = rule,
		.broken = making->problems.count != before,
		.own = true,
	};
	shelf_put(making, shelf);
}

/* Whether rules could stand behind an entry that is not entered: a link or submodule at the folder
 * of rules, above it or in it. */
static bool
hides_rules(const struct entry *entry)
{
	struct str path = entry->path;

	if (entry->type != ENTRY_LINK && entry->type != ENTRY_SUBMODULE)
		return false;
	return str_starts(path, team_folder) ||
	       (path.size < team_folder.size && team_folder.data[path.size] == '/' &&
		str_starts(team_folder, path));
}

/* A file below governance/rules/: a rule, or something that is plainly none. */
static void
add_entry(struct making *making, const struct entry *entry)
{
	struct str path = entry->path;
	struct loader *loader;

	if (hides_rules(entry)) {
		making_file(making, entry, path); /* which says why not */
		return;
	}
	if (!str_ends(path, ending)) {
		if (str_ends_fold(path, ending) || str_ends_fold(path, STR(".yml")))
			problem(making_loader(making, str_copy(making->run, path), STR(""),
					      team_folder),
				(struct place){0}, "rename it", "a rule's file ends in .yaml");
		return;
	}
	loader = making_file(making, entry, STR("governance/rules"));
	if (loader)
		add_own(making, loader, str_cut(path, team_folder.size, path.size - ending.size));
}

/* A rule of a folder outside the repository says itself how it is called; its path must agree. */
static void
add_memory(struct making *making, const struct memory_text *file)
{
	struct loader *loader = making_loader(making, file->path, file->text, str_of(file->path));
	size_t before = making->problems.count;
	struct str path = str_of(file->path);
	struct rule rule;

	load_rule(loader, (struct str){0}, &rule);
	if (making->problems.count != before)
		return;
	if (!str_ends(path, ending) ||
	    !str_ends(str_cut(path, 0, path.size - ending.size), rule.id)) {
		problem(loader, (struct place){1, 1, 1, 1}, NULL,
			"the rule '%.*s' is in a file of another name", STR_ARG(rule.id));
		return;
	}
	add_own(making, loader, rule.id);
}

void
shelf_fill(struct making *making)
{
	const struct policy_request *request = making->request;

	for (size_t i = 0; request->repository && request->entries && i < request->entries->count;
	     i++)
		if (str_starts(request->entries->items[i].path, team_folder) ||
		    hides_rules(&request->entries->items[i]))
			add_entry(making, &request->entries->items[i]);
	for (size_t i = 0; i < request->rules_count; i++)
		add_memory(making, &request->rules[i]);
}

struct shelf_rule *
shelf_find(struct making *making, struct str id)
{
	struct shelf_rule *shelf = map_get(&making->shelf, id);
	const struct builtin_file *file;

	if (shelf)
		return shelf;
	file = builtin_rule(making, id);
	if (!file)
		return NULL;
	shelf = arena_alloc(making->run, sizeof *shelf);
	*shelf = (struct shelf_rule){
		.id = id,
		.loader = making_loader(making, file->path, file->text, STR("built-in")),
	};
	map_put(&making->shelf, id, shelf);
	return shelf;
}

struct shelf_rule *
shelf_need(struct making *making, struct loader *loader, struct place place, const char *what,
	   struct str id)
{
	struct shelf_rule *shelf = shelf_find(making, id);
	struct hint hint;

	if (shelf)
		return shelf;
	hint_init(&hint, loader, id);
	for (size_t i = 0; i < builtin_file_count; i++) {
		struct str path = str_of(builtin_files[i].path);

		struct str known = str_cut(path, builtin_folder.size, path.size - ending.size);

		/* Those that are taken from it already are named below. */
		if (str_starts(path, builtin_folder) && !map_has(&making->shelf, known))
			hint_name(&hint, known);
	}
	for (size_t i = 0; i < making->shelf.count; i++)
		hint_name(&hint, making->shelf.entries[i].key);
	problem(loader, place, hint_text(&hint, "rules"), "unknown rule '%.*s'%s", STR_ARG(id),
		what);
	return NULL;
}

struct rule *
shelf_rule(struct making *making, struct shelf_rule *shelf)
{
	size_t before = making->problems.count;

	if (!shelf->rule) {
		shelf->rule = arena_alloc(making->run, sizeof *shelf->rule);
		load_rule(shelf->loader, shelf->id, shelf->rule);
		shelf->broken = making->problems.count != before;
	}
	return shelf->broken ? NULL : shelf->rule;
}
