/* SPDX-License-Identifier: Apache-2.0
 *
 * Which configuration, which packs. In: the request and govlint.yaml. Out: both, loaded. What was named
 * is never replaced by something else: a configuration or pack that is not there is a problem, and
 * only where nothing was named does ai-baseline apply.
 */
#include "base/arena.h"
#include "policy/plan.h"

static const char baseline[] = "ai-baseline";

static const struct entry *
find_entry(const struct making *making, struct str path)
{
	if (!making->request->repository || !making->request->entries)
		return NULL;
	return entries_find(making->request->entries, path);
}

static struct str
plain_path(struct str path)
{
	while (str_starts(path, STR("./")))
		path = str_cut(path, 2, path.size);
	return path;
}

/* At the root, what was surely meant for govlint.yaml: another case, ending, a dot before it, "_" or
 * "-" within. By the default pack a team that wrote one would believe its own rules judge. */
static bool
is_near_miss(struct str path)
{
	static const char *const endings[] = {".yaml", ".yml", ".yaml.yaml", ".json", ".toml"};
	char letters[32];
	size_t size = 0;

	if (path.size > sizeof letters || str_find_byte(path, '/') != SIZE_MAX ||
	    str_is(path, POLICY_CONFIG))
		return false;
	for (size_t i = 0; i < path.size; i++) {
		char byte = path.data[i];
		bool dropped =
			byte == '-' || byte == '_' || byte == ' ' || (byte == '.' && size == 0);

		if (!dropped)
			letters[size++] = byte;
	}
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		struct str name = str_make(letters, size);
		struct str ending = str_of(endings[i]);

		if (str_ends_fold(name, ending) &&
		    str_equal_fold(str_cut(name, 0, size - ending.size), STR("govlint")))
			return true;
	}
	return false;
}

static void
refuse_near_misses(struct making *making)
{
	const struct entries *entries =
		making->request->repository ? making->request->entries : NULL;

	for (size_t i = 0; entries && i < entries->count; i++) {
		struct str path = entries->items[i].path;

		if (is_near_miss(path))
			problem(&making->command_line, (struct place){0},
				"rename it, or name it with --config",
				"'%.*s' is no configuration: that is called " POLICY_CONFIG,
				STR_ARG(path));
	}
}

void
select_config(struct making *making)
{
	const struct policy_request *request = making->request;
	const char *path = request->config ? request->config : POLICY_CONFIG;
	struct loader *loader = NULL;

	if (request->config_tree) {
		loader = making_loader(making, path, request->rule_text, str_of(path));
	} else if (request->config_text.data) {
		loader = making_loader(making, path, request->config_text, str_of(path));
	} else {
		const struct entry *entry = find_entry(making, plain_path(str_of(path)));

		if (entry)
			loader = making_file(making, entry, entry->path);
		else if (request->config)
			problem(&making->command_line, (struct place){0}, NULL,
				"the configuration '%s' does not exist", path);
	}
	if (!loader && !request->config)
		refuse_near_misses(making);
	if (!loader)
		return;
	making->plan->has_config = true;
	if (request->config_tree) {
		load_config_tree(loader, request->config_tree, &making->config);
		making->plan->config_path = STR(POLICY_CONFIG);
	} else {
		load_config(loader, &making->config);
		making->plan->config_path = str_of(loader->path);
	}
}

/* A name that is selected already: twice in a file is that file's, else whoever asked twice. */
static void
refuse_twice(struct making *making, const struct pack *pack, struct loader *named_in,
	     struct place named_at)
{
	for (size_t i = 0; i < making->pack_count; i++) {
		const struct pack *other = making->packs[i];
		bool one_file = other->loader == pack->loader || !named_in->path;

		if (!pack->planned.name.data || !str_equal(other->planned.name, pack->planned.name))
			continue;
		problem(one_file ? pack->loader : named_in, one_file ? pack->place : named_at, NULL,
			"pack '%.*s' is selected twice", STR_ARG(pack->planned.name));
		return;
	}
}

static void
add_packs(struct making *making, struct loader *loader, struct loader *named_in,
	  struct place named_at)
{
	size_t count = 0;
	struct pack *packs = load_packs(loader, &count);

	for (size_t i = 0; i < count; i++) {
		refuse_twice(making, &packs[i], named_in, named_at);
		making->packs = arena_grow(making->run, making->packs, making->pack_count,
					   &making->pack_capacity, sizeof(const struct pack *));
		making->packs[making->pack_count++] = &packs[i];
	}
}

static const struct builtin_file *
builtin_pack(struct making *making, struct str name)
{
	return policy_builtin(
		str_of(arena_print(making->run, "policies/%.*s.yaml", STR_ARG(name))));
}

struct pack *
select_builtin(struct making *making, const char *name, size_t *count)
{
	const struct builtin_file *file = builtin_pack(making, str_of(name));

	*count = 0;
	if (!file)
		return NULL;
	return load_packs(making_loader(making, file->path, file->text, STR("built-in")), count);
}

static bool
is_path(struct str name)
{
	return str_find_byte(name, '/') != SIZE_MAX || str_ends(name, STR(".yaml")) ||
	       str_ends(name, STR(".yml"));
}

static void
unknown_pack(struct making *making, struct loader *named_in, struct place place, struct str name)
{
	const struct entries *entries = making->request->entries;
	struct str folder = STR("policies/");
	struct hint hint;

	hint_init(&hint, named_in, name);
	for (size_t i = 0; i < builtin_file_count; i++) {
		struct str path = str_of(builtin_files[i].path);

		if (str_starts(path, folder))
			hint_name(&hint, str_cut(path, folder.size, path.size - 5));
	}
	for (size_t i = 0; i < making->extended.count; i++)
		hint_name(&hint, making->extended.entries[i].key);
	for (size_t i = 0; entries && i < entries->count; i++) {
		struct str path = entries->items[i].path;

		if (!str_starts(path, STR("governance/policies/")) || !str_ends(path, STR(".yaml")))
			continue;
		hint_name(&hint, str_starts(name, STR("./"))
					 ? str_of(arena_print(making->run, "./%.*s", STR_ARG(path)))
					 : path);
	}
	problem(named_in, place, hint_text(&hint, "packs"),
		is_path(name) ? "the file '%.*s' does not exist" : "unknown pack '%.*s'",
		STR_ARG(name));
}

/* A path given by somebody must stay inside the tree it is read from. */
static bool
stays_inside(struct str path)
{
	struct str rest = path;
	struct str part;

	if (path.size == 0 || path.data[0] == '/')
		return false;
	while (str_split(&rest, '/', &part))
		if (str_is(part, ".."))
			return false;
	return true;
}

static const struct memory_text *
given_text(const struct making *making, struct str name)
{
	const struct policy_request *request = making->request;

	for (size_t i = 0; i < request->policy_text_count; i++)
		if (str_is(name, request->policy_texts[i].path))
			return &request->policy_texts[i];
	return NULL;
}

static void
add_path(struct making *making, struct loader *named_in, struct place place, struct str name)
{
	struct str path = plain_path(name);
	const struct entry *entry;
	struct loader *loader;

	if (!stays_inside(path)) {
		problem(named_in, place, NULL, "'%.*s' leads out of the repository", STR_ARG(name));
		return;
	}
	entry = find_entry(making, path);
	if (!entry) {
		unknown_pack(making, named_in, place, name);
		return;
	}
	loader = making_file(making, entry, entry->path);
	if (loader)
		add_packs(making, loader, named_in, place);
}

static void
add_named(struct making *making, struct loader *named_in, struct place place, struct str name,
	  bool from_outside)
{
	const struct memory_text *text = from_outside ? given_text(making, name) : NULL;
	const struct builtin_file *file;

	if (text) {
		add_packs(making, making_loader(making, text->path, text->text, str_of(text->path)),
			  named_in, place);
		return;
	}
	if (is_path(name)) {
		add_path(making, named_in, place, name);
		return;
	}
	file = builtin_pack(making, name);
	if (!file && map_has(&making->extended, name))
		add_packs(making, map_get(&making->extended, name), named_in, place);
	else if (file)
		add_packs(making, making_loader(making, file->path, file->text, STR("built-in")),
			  named_in, place);
	else
		unknown_pack(making, named_in, place, name);
}

void
select_packs(struct making *making)
{
	const struct policy_request *request = making->request;
	const struct value *policies = making->config.policies;
	struct place nowhere = {0};

	if (request->policy_count > 0) {
		for (size_t i = 0; i < request->policy_count; i++)
			add_named(making, &making->command_line, nowhere,
				  str_of(request->policies[i]), true);
	} else if (policies) {
		for (size_t i = 0; i < policies->list.count; i++)
			add_named(making, making->config.loader, policies->list.items[i].place,
				  policies->list.items[i].string, false);
	} else {
		add_named(making, &making->command_line, nowhere, str_of(baseline), false);
	}
}
