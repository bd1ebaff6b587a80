/* SPDX-License-Identifier: Apache-2.0
 *
 * Starting and stopping libgit2, commits and blobs.
 *
 * The one thing to know: the git folder is opened as a bare one and given an empty configuration
 * and index before anything else is asked. So neither an include, a filter, a merge driver nor an
 * index that libgit2 cannot read can matter. Later versions read the configuration while opening;
 * there, a repository whose configuration includes other files is refused. Owners are not
 * compared: nothing of the repository is ever executed.
 */
#define _XOPEN_SOURCE 700 /* recursive mutexes */

#include "source/git.h"

#include <errno.h>
#include <git2/sys/repository.h>
#include <string.h>

#include "base/file.h"
#include "source/allocator.h"
#include "source/loose.h"
#include "source/oid.h"
#include "source/packs.h"
#include "source/special.h"

enum {
	SHALLOW_BYTES = 64 * 1024 * 1024,
	TREE_CACHED = 8 * 1024 * 1024,
	CACHE_MOST = 64 * 1024 * 1024,
	LOOSE_PRIORITY = 1,
	PACKS_PRIORITY = 2, /* asked first */
	PACKS_OPEN = 128,   /* at once: a process may have some thousand files open */
};

struct store *
store_new(struct arena *run, const struct location *location, const struct limits *limits)
{
	struct store *store = arena_alloc(run, sizeof *store);
	pthread_mutexattr_t attributes;

	store->location = location;
	store->limits = limits;
	store->users = 1;
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&store->lock, &attributes);
	pthread_mutexattr_destroy(&attributes);
	arena_init(&store->own, run->exhausted);
	map_init(&store->shallow, &store->own);
	return store;
}

struct store *
store_share(struct store *store)
{
	store->users++;
	return store;
}

void
store_release(struct store *store)
{
	if (!store || --store->users > 0)
		return;
	git_odb_free(store->odb);
	git_repository_free(store->repository);
	if (store->started)
		git_libgit2_shutdown();
	arena_free(&store->own);
	pthread_mutex_destroy(&store->lock);
}

static struct err *
help_repair(struct err *err)
{
	return err_help(err, "look at it with git fsck, and clone again");
}

/* Not what a whole object says wrongly (a tag of a file, a tree without a name): a clone has it, too. */
static bool
is_damage(int class)
{
	return class == GIT_ERROR_ODB || class == GIT_ERROR_ZLIB || class == GIT_ERROR_INDEXER;
}

struct err *
store_error(struct arena *arena, const char *format, ...)
{
	const git_error *last = git_error_last();
	struct err *err;
	va_list values;
	char *doing;

	va_start(values, format);
	doing = arena_vprint(arena, format, values);
	va_end(values);
	err = err_new(arena, "%s: %s", doing, last && last->message ? last->message : "unknown");
	/* Which of its calls failed libgit2 does not say: no waiver excuses it. */
	err->number = EIO;
	return last && is_damage(last->klass) ? help_repair(err) : err;
}

bool
store_is_shallow(const struct store *store)
{
	return store->shallow.count > 0;
}

struct err *
store_missing(struct store *store, struct arena *arena, const struct oid *id, const char *what)
{
	struct err *err = err_new(arena, "%s: object %s is missing from the repository", what,
				  oid_hex(arena, id).data);

	if (store_is_shallow(store))
		return err_help(err, "the clone is shallow: fetch more with fetch-depth: 0 in "
				     "actions/checkout, or git fetch --unshallow");
	if (store->location->settings.is_partial)
		return err_help(err,
				"the clone is partial: clone without --filter, or fetch the "
				"object with git cat-file -p %s",
				oid_hex(arena, id).data);
	return help_repair(err);
}

git_oid
store_oid(const struct oid *id)
{
	git_oid out;

	memset(&out, 0, sizeof out);
	memcpy(out.id, id->bytes, OID_BYTES);
	return out;
}

/* ---- starting ---- */

/* The ids of .git/shallow: commits that are here without their parents. */
static struct err *
read_shallow(struct store *store, struct arena *arena)
{
	char *path = arena_print(arena, "%.*s/shallow", STR_ARG(store->location->common_folder));
	struct str text, line;
	struct err *err = file_read_path(&text, arena, path, SHALLOW_BYTES);

	if (file_missing(err)) {
		err_settle(err);
		return NULL;
	}
	TRY(err);
	while (str_line(&text, &line)) {
		struct oid *id = arena_alloc(&store->own, sizeof *id);

		if (line.size == 0)
			continue;
		if (!oid_parse(line, id))
			return err_new(arena, "%s is damaged", path);
		map_put(&store->shallow, oid_key(id), id);
	}
	return NULL;
}

/* No search for configuration anywhere, no comparing of owners. That what is read has the id it is
 * asked for by is checked by default: an index of a pack can name another object's place. */
static void
quiet_libgit2(void)
{
	for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	/* A folder of thousands of files is looked into for each of them. */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)TREE_CACHED);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_MOST);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, (size_t)PACKS_OPEN);
}

static bool
opening_reads_configuration(void)
{
	int major, minor, revision;

	git_libgit2_version(&major, &minor, &revision);
	return major > 1 || minor > 5;
}

/* Packs are libgit2's to read, loose objects are not; neither borrowed ones nor a commit graph,
 * which nobody checks, are asked. */
static int
open_loose(struct store *store, const char *folder)
{
	int failed = git_odb_new(&store->odb);

	if (!failed)
		failed = git_odb_add_backend(
			store->odb, loose_new(&store->own, folder, store->limits), LOOSE_PRIORITY);
	if (!failed)
		failed = git_repository_set_odb(store->repository, store->odb);
	return failed;
}

static int
open_empty_handed(struct store *store, const char *path, const char *objects)
{
	git_config *config = NULL;
	git_index *index = NULL;
	int failed = git_repository_open_bare(&store->repository, path);

	if (!failed)
		failed = git_config_new(&config);
	if (!failed)
		failed = git_repository_set_config(store->repository, config);
	if (!failed)
		failed = git_index_new(&index);
	if (!failed)
		failed = git_repository_set_index(store->repository, index);
	if (!failed)
		failed = open_loose(store, objects);
	git_config_free(config);
	git_index_free(index);
	return failed;
}

static struct err *
open_all(struct store *store, struct arena *arena)
{
	const struct location *location = store->location;
	char *objects = arena_print(arena, "%.*s/objects", STR_ARG(location->common_folder));

	TRY(special_check(arena, location));
	TRY(read_shallow(store, arena));
	allocator_install(store->own.exhausted);
	if (git_libgit2_init() < 0)
		return store_error(arena, "starting libgit2");
	store->started = true;
	if (location->settings.has_include && opening_reads_configuration())
		return err_help(err_new(arena, "%.*s/config includes other files",
					STR_ARG(location->common_folder)),
				"remove include.path and includeIf from it");
	quiet_libgit2();
	if (open_empty_handed(store, str_copy(arena, location->git_folder), objects) != 0)
		return store_error(arena, "opening the repository %.*s",
				   STR_ARG(location->git_folder));
	return packs_add(store->odb, objects, arena, PACKS_PRIORITY);
}

/* What could not be opened whole is not there at all. */
static struct err *
start(struct store *store, struct arena *arena)
{
	struct err *err = open_all(store, arena);

	if (err) {
		git_odb_free(store->odb);
		store->odb = NULL;
	}
	return err;
}

struct err *
store_enter(struct store *store, struct arena *arena)
{
	struct err *err = NULL;

	pthread_mutex_lock(&store->lock);
	if (!store->odb)
		err = store->started ? err_new(arena, "the repository could not be opened")
				     : start(store, arena);
	if (err)
		pthread_mutex_unlock(&store->lock);
	return err;
}

void
store_leave(struct store *store)
{
	pthread_mutex_unlock(&store->lock);
}

/* ---- commits ---- */

/* A parent that a shallow clone left out is cut off; any other that is missing is damage. */
static struct err *
take_parents(struct store *store, struct arena *arena, git_commit *commit, struct store_commit *out)
{
	unsigned count = git_commit_parentcount(commit);
	bool shallow = map_has(&store->shallow, oid_key(&out->id));

	out->parents = arena_array(arena, count + 1, sizeof *out->parents);
	for (unsigned i = 0; i < count; i++) {
		const git_oid *id = git_commit_parent_id(commit, i);
		bool found = true;

		if (shallow)
			TRY(store_has(store, arena, id, &found));
		if (found)
			out->parents[out->parent_count++] = oid_make(id->id);
		else
			out->cut = true;
	}
	return NULL;
}

static struct err *
look_up(struct store *store, struct arena *arena, const struct oid *id, git_commit **out)
{
	git_oid key = store_oid(id);
	git_object_t type;
	size_t size = 0;
	bool found = true;
	int failed = git_odb_read_header(&size, &type, store->odb, &key);

	if (!failed && size > store->limits->commit_bytes)
		return limits_met(err_new(arena,
					  "the commit %s takes %zu bytes, more than commit_bytes "
					  "(%zu) allows",
					  oid_hex(arena, id).data, size,
					  store->limits->commit_bytes),
				  "commit_bytes");
	if (!failed)
		failed = git_commit_lookup(out, store->repository, &key);
	if (failed == GIT_ENOTFOUND)
		TRY(store_has(store, arena, &key, &found));
	if (!found)
		return store_missing(store, arena, id, "reading a commit");
	if (failed)
		return store_error(arena, "reading the commit %s", oid_hex(arena, id).data);
	return NULL;
}

struct err *
store_commit(struct store *store, struct arena *arena, const struct oid *id,
	     struct store_commit *out)
{
	git_commit *commit;
	struct err *err;

	TRY(look_up(store, arena, id, &commit));
	*out = (struct store_commit){
		.id = *id,
		.tree = oid_make(git_commit_tree_id(commit)->id),
		.time = git_commit_time(commit),
	};
	err = take_parents(store, arena, commit, out);
	git_commit_free(commit);
	return err;
}

static struct person
person_of(struct arena *arena, const git_signature *signature)
{
	return (struct person){
		.name = str_dup(arena, str_of(signature ? signature->name : "")),
		.email = str_dup(arena, str_of(signature ? signature->email : "")),
	};
}

struct err *
store_describe(struct store *store, struct arena *arena, const struct oid *id, struct commit *out,
	       bool *found)
{
	git_oid key = store_oid(id);
	const git_signature *author, *committer;
	git_commit *commit;
	const char *message;

	TRY(store_has(store, arena, &key, found));
	if (!*found)
		return NULL;
	TRY(look_up(store, arena, id, &commit));
	author = git_commit_author(commit);
	committer = git_commit_committer(commit);
	message = git_commit_message_raw(commit);
	*out = (struct commit){
		.id = oid_hex(arena, id),
		.author = person_of(arena, author),
		.committer = person_of(arena, committer),
		.author_time = author ? author->when.time : 0,
		.commit_time = committer ? committer->when.time : 0,
		.message = str_dup(arena, str_of(message ? message : "")),
		.parents = git_commit_parentcount(commit),
	};
	git_commit_free(commit);
	return NULL;
}

/* ---- blobs ---- */

struct err *
store_blob_size(struct store *store, struct arena *arena, const struct oid *id, uint64_t *size,
		bool *found)
{
	git_oid key = store_oid(id);
	git_object_t type;
	size_t bytes;
	int failed = git_odb_read_header(&bytes, &type, store->odb, &key);

	*found = false;
	if (failed == GIT_ENOTFOUND)
		return store_check_absence(store, arena, &key);
	if (failed)
		return store_error(arena, "reading the object %s", oid_hex(arena, id).data);
	if (type != GIT_OBJECT_BLOB)
		return err_new(arena, "the object %s is no blob", oid_hex(arena, id).data);
	*found = true;
	*size = bytes;
	return NULL;
}

struct err *
store_blob(struct store *store, struct arena *arena, const struct oid *id, struct str path,
	   size_t limit, struct blob *out)
{
	git_oid key = store_oid(id);
	uint64_t size;
	bool found;

	*out = (struct blob){0};
	TRY(store_blob_size(store, arena, id, &size, &found));
	if (!found)
		return store_missing(store, arena, id,
				     arena_print(arena, "reading %.*s", STR_ARG(path)));
	if (size > limit) {
		struct err *err =
			err_new(arena, "reading %.*s: its %llu bytes are above the budget of %zu",
				STR_ARG(path), (unsigned long long)size, limit);
		err->number = EFBIG;
		return err;
	}
	if (git_odb_read(&out->object, store->odb, &key) != 0)
		return store_error(arena, "reading %.*s (object %s)", STR_ARG(path),
				   oid_hex(arena, id).data);
	out->text = str_make(git_odb_object_data(out->object), git_odb_object_size(out->object));
	return NULL;
}

void
blob_free(struct blob *blob)
{
	git_odb_object_free(blob->object);
	*blob = (struct blob){0};
}

struct err *
store_text(struct store *store, struct arena *arena, const struct oid *id, struct str path,
	   size_t limit, struct str *out)
{
	struct blob blob;

	TRY(store_blob(store, arena, id, path, limit, &blob));
	*out = str_make(arena_copy(arena, blob.text.data, blob.text.size), blob.text.size);
	blob_free(&blob);
	return NULL;
}
