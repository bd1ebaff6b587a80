/* SPDX-License-Identifier: Apache-2.0
 *
 * What a person calls a commit ("HEAD^1", "origin/main", an id) → its id. A name that several
 * references share is refused where they differ.
 */
#include "source/git.h"

#include <string.h>

#include "source/oid.h"

/* The name that a revision begins with: up to "^", "~", ":" or "@{". */
static struct str
base_name(const char *revision)
{
	struct str text = str_of(revision);
	size_t end = strcspn(revision, "^~:");
	size_t at = str_find(text, STR("@{"));

	return str_cut(text, 0, at < end ? at : end);
}

/* Configured remotes are not read: one is known by what was fetched from it. */
static bool
is_remote(struct store *store, struct arena *arena, struct str name)
{
	char *glob = arena_print(arena, "refs/remotes/%.*s/*", STR_ARG(name));
	git_reference_iterator *iterator = NULL;
	const char *first;
	bool found = str_is(name, "origin");

	if (!found && git_reference_iterator_glob_new(&iterator, store->repository, glob) == 0)
		found = git_reference_next_name(&first, iterator) == 0;
	git_reference_iterator_free(iterator);
	return found;
}

/* "origin/main" is called "main" where it is fetched from. */
static struct err *
help_fetch(struct store *store, struct arena *arena, struct err *err, const char *revision)
{
	static const char *const prefixes[] = {"refs/remotes/", "remotes/", "refs/heads/",
					       "heads/"};
	struct str name = base_name(revision), remote = STR("origin");
	size_t slash;

	if (str_is(name, "HEAD") || name.size == 0)
		return err_help(err, "name a commit that is here: git log shows them");
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts(name, str_of(prefixes[i]))) {
			name = str_cut(name, strlen(prefixes[i]), name.size);
			break;
		}
	slash = str_find_byte(name, '/');
	if (slash != SIZE_MAX && is_remote(store, arena, str_cut(name, 0, slash))) {
		remote = str_cut(name, 0, slash);
		name = str_cut(name, slash + 1, name.size);
	}
	return err_help(err, "fetch it: git fetch %.*s %.*s", STR_ARG(remote), STR_ARG(name));
}

static struct err *
unknown_revision(struct store *store, struct arena *arena, const char *revision)
{
	struct err *err = err_new(arena, "the revision '%s' is not in this clone", revision);

	if (store_is_shallow(store))
		return err_help(err, "the clone is shallow: set fetch-depth: 2 in actions/checkout "
				     "for HEAD^1, or fetch-depth: 0 for all revisions");
	return help_fetch(store, arena, err, revision);
}

static struct err *
check_readable(struct store *store, struct arena *arena, const git_oid *key, const char *doing)
{
	git_odb_object *object = NULL;
	struct oid id = oid_make(key->id);
	bool found = true;

	TRY(store_has(store, arena, key, &found));
	if (!found)
		return store_missing(store, arena, &id, doing);
	if (git_odb_read(&object, store->odb, key) != 0)
		return store_error(arena, "%s: object %s", doing, oid_hex(arena, &id).data);
	git_odb_object_free(object);
	return NULL;
}

/* The object of the reference that a revision begins with must be there and whole: libgit2's own
 * error for it does not name it, and loses memory. */
static struct err *
check_reference(struct store *store, struct arena *arena, const char *revision)
{
	size_t size = strcspn(revision, "^~@:");
	char *name = str_copy(arena, str_make(revision, size));
	git_reference *reference = NULL, *resolved = NULL;
	struct err *err = NULL;

	if (size == 0 || git_reference_dwim(&reference, store->repository, name) != 0)
		return NULL;
	if (git_reference_resolve(&resolved, reference) == 0)
		err = check_readable(store, arena, git_reference_target(resolved),
				     arena_print(arena, "reading the revision '%s'", revision));
	git_reference_free(resolved);
	git_reference_free(reference);
	return err;
}

/* The commit that a reference names; *found false: there is none. What cannot be looked up is neither. */
static struct err *
commit_of(struct store *store, struct arena *arena, const char *name, git_oid *out, bool *found)
{
	git_reference *reference = NULL;
	git_object *object = NULL;
	int failed = git_reference_lookup(&reference, store->repository, name);

	*found = false;
	if (failed == GIT_ENOTFOUND || failed == GIT_EINVALIDSPEC)
		return NULL;
	if (!failed)
		failed = git_reference_peel(&object, reference, GIT_OBJECT_COMMIT);
	if (!failed)
		git_oid_cpy(out, git_object_id(object));
	git_object_free(object);
	git_reference_free(reference);
	*found = !failed;
	/* A tag of a file or folder is no commit, and no rival of one. */
	return !failed || failed == GIT_EPEEL || failed == GIT_EINVALIDSPEC
		       ? NULL
		       : store_error(arena, "reading the reference %s", name);
}

static struct err *
commit_of_id(struct store *store, struct arena *arena, struct str digits, git_oid *out, bool *found)
{
	git_object *object = NULL, *commit = NULL;
	git_oid start;
	int failed;

	*found = false;
	if (digits.size < GIT_OID_MINPREFIXLEN || digits.size > GIT_OID_HEXSZ ||
	    git_oid_fromstrn(&start, digits.data, digits.size) != 0)
		return NULL;
	failed = git_object_lookup_prefix(&object, store->repository, &start, digits.size,
					  GIT_OBJECT_ANY);
	if (failed == GIT_ENOTFOUND || failed == GIT_EAMBIGUOUS)
		return NULL;
	if (!failed)
		failed = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (!failed)
		git_oid_cpy(out, git_object_id(commit));
	git_object_free(commit);
	git_object_free(object);
	*found = !failed;
	return !failed || failed == GIT_EPEEL || failed == GIT_EINVALIDSPEC
		       ? NULL
		       : store_error(arena, "looking the id %.*s up", STR_ARG(digits));
}

/* "abc1234", and what git describe writes: "v1.2-3-gabc1234". */
static struct str
id_in(struct str name)
{
	size_t at = name.size;

	while (at > 0 && ((name.data[at - 1] >= '0' && name.data[at - 1] <= '9') ||
			  (name.data[at - 1] >= 'a' && name.data[at - 1] <= 'f')))
		at--;
	if (at == 0 || (at > 2 && name.data[at - 1] == 'g' && name.data[at - 2] == '-'))
		return str_cut(name, at, name.size);
	return (struct str){0};
}

/* Tags, branches, what was fetched and ids share short names, and git would take one of them: whoever
 * may push a tag would choose what a change is compared with. */
static struct err *
check_ambiguous(struct store *store, struct arena *arena, const char *revision)
{
	static const char *const places[][2] = {{"refs/", ""},
						{"refs/tags/", ""},
						{"refs/heads/", ""},
						{"refs/remotes/", ""},
						{"refs/remotes/", "/HEAD"}};
	const size_t count = sizeof places / sizeof *places;
	struct str name = base_name(revision), digits = id_in(name);
	const char *first = NULL;
	git_oid first_id = {0}, id;
	bool found;

	if (name.size == 0 || str_is(name, "HEAD") || str_is(name, "@") ||
	    str_starts(name, STR("refs/")))
		return NULL;
	for (size_t i = 0; i <= count; i++) {
		char *path = i == count ? arena_print(arena, "the commit %.*s", STR_ARG(digits))
					: arena_print(arena, "%s%.*s%s", places[i][0],
						      STR_ARG(name), places[i][1]);

		if (i == count)
			TRY(commit_of_id(store, arena, digits, &id, &found));
		else
			TRY(commit_of(store, arena, path, &id, &found));
		if (!found)
			continue;
		if (!first) {
			first = path;
			first_id = id;
		} else if (!git_oid_equal(&first_id, &id)) {
			return err_help(err_new(arena,
						"the revision '%s' is ambiguous: there are %s and "
						"%s, which differ",
						revision, first, path),
					"write the one that is meant in full");
		}
	}
	return NULL;
}

struct err *
store_revision(struct store *store, struct arena *arena, const char *revision, struct oid *out)
{
	git_object *object = NULL, *commit = NULL;
	struct err *err = NULL;
	int failed;

	if (revision[0] == '\0')
		return err_new(arena, "a revision is empty");
	TRY(check_reference(store, arena, revision));
	TRY(check_ambiguous(store, arena, revision));
	failed = git_revparse_single(&object, store->repository, revision);
	if (!failed)
		failed = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (!failed)
		*out = oid_make(git_object_id(commit)->id);
	else if (object)
		err = store_error(arena, "the revision '%s' is no commit", revision);
	else if (failed == GIT_ENOTFOUND)
		err = unknown_revision(store, arena, revision);
	else
		err = store_error(arena, "reading the revision '%s'", revision);
	git_object_free(commit);
	git_object_free(object);
	return err;
}
