/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies of others. In: `extends:` of govlint.yaml, and the policy files of --policy-cache, or of
 * submodules as they are checked out. Out: the packs and rules of each entry, to be named like built-in
 * ones; they judge only when they are named.
 *
 * The one thing to know: what is taken is told by its digest alone, never by a name or a place: SHA-256
 * over all policy files of a folder in the order of their paths, each as "path size\n" and its bytes.
 * So it does not matter who filled the cache, or what else is checked out.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hex.h"
#include "base/sha256.h"
#include "policy/shelf.h"

#define DIGEST_PREFIX "sha256:"

enum {
	DIGEST_HEX = 2 * SHA256_SIZE,
};

/* A folder of the cache. */
struct bundle {
	struct str folder;
	const struct memory_text **files; /* by path */
	size_t count;
	char digest[sizeof DIGEST_PREFIX + DIGEST_HEX];
};

static struct str
below(const struct bundle *bundle, const struct memory_text *file)
{
	struct str path = str_of(file->path);

	return str_cut(path, bundle->folder.size + 1, path.size);
}

static int
by_path(const void *a, const void *b)
{
	const struct memory_text *const *left = a, *const *right = b;

	return str_compare(str_of((*left)->path), str_of((*right)->path));
}

static struct bundle
bundle_of(struct making *making, const struct memory_text *texts, size_t count, struct str folder)
{
	struct bundle bundle = {.folder = folder};
	unsigned char digest[SHA256_SIZE];
	struct sha256 state;

	bundle.files = arena_array(making->run, count, sizeof *bundle.files);
	for (size_t i = 0; i < count; i++) {
		struct str path = str_of(texts[i].path);

		if (path.size > folder.size + 1 && path.data[folder.size] == '/' &&
		    str_starts(path, folder))
			bundle.files[bundle.count++] = &texts[i];
	}
	if (bundle.count > 1)
		qsort(bundle.files, bundle.count, sizeof *bundle.files, by_path);
	sha256_init(&state);
	for (size_t i = 0; i < bundle.count; i++) {
		struct str path = below(&bundle, bundle.files[i]);

		/* A path with a line end could spell two files: such a folder has no digest. */
		if (str_find_byte(path, '\n') != SIZE_MAX)
			return bundle;

		sha256_add(&state, str_of(arena_print(making->run, "%.*s %zu\n", STR_ARG(path),
						      bundle.files[i]->text.size)));
		sha256_add(&state, bundle.files[i]->text);
	}
	sha256_end(&state, digest);
	memcpy(bundle.digest, DIGEST_PREFIX, sizeof DIGEST_PREFIX);
	sha256_hex(digest, bundle.digest + sizeof DIGEST_PREFIX - 1);
	return bundle;
}

/* The cache as a whole, then each folder in it. Files of one folder stand together. */
static struct bundle *
bundles_of_cache(struct making *making, size_t *count)
{
	const struct policy_request *request = making->request;
	struct str cache = str_of(request->cache_folder), last = {0};
	struct bundle *bundles =
		arena_array(making->run, request->cache_count + 1, sizeof *bundles);

	*count = 0;
	if (request->cache_count > 0)
		bundles[(*count)++] =
			bundle_of(making, request->cache, request->cache_count, cache);
	for (size_t i = 0; i < request->cache_count; i++) {
		struct str path = str_of(request->cache[i].path);
		struct str rest = str_cut(path, cache.size + 1, path.size);
		size_t slash = str_find_byte(rest, '/');
		struct str folder = str_cut(path, 0, cache.size + 1 + slash);

		if (slash == SIZE_MAX || str_equal(folder, last))
			continue;
		last = folder;
		bundles[(*count)++] =
			bundle_of(making, request->cache, request->cache_count, folder);
	}
	return bundles;
}

/* Each submodule that is checked out. One that cannot be read holds nothing: what is looked for is then
 * not here. */
static struct bundle *
bundles_of_submodules(struct making *making, size_t *count)
{
	const struct policy_request *request = making->request;
	const struct entries *entries = request->entries;
	struct bundle *bundles =
		arena_array(making->run, entries ? entries->count : 0, sizeof *bundles);

	*count = 0;
	for (size_t i = 0; entries && request->submodule && i < entries->count; i++) {
		struct str path = entries->items[i].path;
		struct texts_found found = {0};
		struct err *err;

		if (entries->items[i].type != ENTRY_SUBMODULE)
			continue;
		err = request->submodule(request, path, making->run, &found);
		err_settle(err);
		if (!err && found.count > 0)
			bundles[(*count)++] = bundle_of(making, found.items, found.count, path);
	}
	return bundles;
}

/* ---- one entry ---- */

static bool
is_digest(struct str text)
{
	struct str hex = str_cut(text, sizeof DIGEST_PREFIX - 1, text.size);

	return str_starts(text, STR(DIGEST_PREFIX)) && hex_is_lower(hex, DIGEST_HEX);
}

static void
no_bundle(struct making *making, const struct extension *extension, const struct bundle *bundles,
	  size_t count)
{
	const char *cache = making->request->cache_folder;
	size_t first = cache && count > 1 ? 1 : 0;
	const char *held = "nothing";

	if (!cache && count == 0) {
		problem(making->config.loader, extension->place,
			"clone it, and name the folder above the clone: --policy-cache DIR; or "
			"check "
			"its submodule out",
			"'%.*s' is not here: no --policy-cache was given", STR_ARG(extension->git));
		return;
	}
	/* The cache itself is told only where it is no folder of folders. */
	for (size_t i = first; i < count; i++)
		held = arena_print(making->run, "%s%s%s (%.*s)", i == first ? "" : held,
				   i == first ? "" : ", ", bundles[i].digest,
				   STR_ARG(bundles[i].folder));
	if (!cache) {
		problem(making->config.loader, extension->place,
			arena_print(making->run, "there is %s", held),
			"no submodule holds '%.*s' of this digest", STR_ARG(extension->git));
		return;
	}
	problem(making->config.loader, extension->place,
		arena_print(making->run, "it holds %s", held),
		"--policy-cache %s holds no '%.*s' of this digest", making->request->cache_folder,
		STR_ARG(extension->git));
}

/* How files of an extension are called, wherever the cache stands. */
static const char *
name_file(struct making *making, const struct extension *extension, struct str path)
{
	return arena_print(making->run, "%.*s%s%.*s/%.*s", STR_ARG(extension->git),
			   extension->rev.size > 0 ? "@" : "", STR_ARG(extension->rev),
			   STR_ARG(path));
}

static void
add_rule(struct making *making, struct loader *loader, struct str id)
{
	struct shelf_rule *shelf = arena_alloc(making->run, sizeof *shelf);

	*shelf = (struct shelf_rule){.id = id, .loader = loader};
	shelf_put(making, shelf);
}

static void
add_pack(struct making *making, struct loader *loader, struct str name)
{
	struct place top = {1, 1, 1, 1};

	if (policy_builtin(str_of(arena_print(making->run, "policies/%.*s.yaml", STR_ARG(name)))))
		problem(loader, top, NULL, "'%.*s' is a built-in pack and cannot be replaced",
			STR_ARG(name));
	else if (map_has(&making->extended, name))
		problem(loader, top, NULL, "pack '%.*s' is there twice", STR_ARG(name));
	else
		map_put(&making->extended, name, loader);
}

static void
add_files(struct making *making, const struct extension *extension, const struct bundle *bundle)
{
	static const struct str rules = {"rules/", 6}, packs = {"policies/", 9}, end = {".yaml", 5};
	size_t taken = 0;

	for (size_t i = 0; i < bundle->count; i++) {
		struct str path = below(bundle, bundle->files[i]);
		const char *name = name_file(making, extension, path);
		struct loader *loader =
			making_loader(making, name, bundle->files[i]->text, extension->git);

		if (!str_ends(path, end))
			continue;
		if (str_starts(path, rules))
			add_rule(making, loader, str_cut(path, rules.size, path.size - end.size));
		else if (str_starts(path, packs))
			add_pack(making, loader, str_cut(path, packs.size, path.size - end.size));
		taken += str_starts(path, rules) || str_starts(path, packs);
	}
	if (taken == 0)
		problem(making->config.loader, extension->place,
			"it has them in rules/ and policies/", "'%.*s' holds no policies",
			STR_ARG(extension->git));
}

void
extends_fill(struct making *making)
{
	const struct config *config = &making->config;
	struct bundle *bundles;
	size_t count = 0;

	if (config->extension_count == 0)
		return;
	bundles = making->request->cache_folder ? bundles_of_cache(making, &count)
						: bundles_of_submodules(making, &count);
	for (size_t i = 0; i < config->extension_count; i++) {
		const struct extension *extension = &config->extensions[i];
		size_t n = 0;

		while (n < count && !str_is(extension->digest, bundles[n].digest))
			n++;
		if (n < count)
			add_files(making, extension, &bundles[n]);
		else
			no_bundle(making, extension, bundles, count);
	}
}

void
load_extends(struct loader *loader, const struct field *field, struct config *out)
{
	const struct value *list = field->value;
	struct field fields[KEYS_MAX];

	if (!list)
		return;
	out->extensions = arena_array(loader->run, list->list.count, sizeof *out->extensions);
	for (size_t i = 0; i < list->list.count; i++) {
		struct extension *extension = &out->extensions[out->extension_count];
		const struct field *digest = &fields[EXTENDS_DIGEST];

		if (!keys_read(loader, &keys_extends, &list->list.items[i], field->key, fields) ||
		    !fields[EXTENDS_GIT].value || !digest->value)
			continue;
		*extension = (struct extension){
			.git = field_string(&fields[EXTENDS_GIT]),
			.rev = field_string(&fields[EXTENDS_REV]),
			.digest = field_string(digest),
			.place = field_place(digest),
		};
		if (is_digest(extension->digest))
			out->extension_count++;
		else
			problem(loader, extension->place, NULL,
				"a digest is written sha256: and 64 hexadecimal digits in lower "
				"case");
	}
}
