/* SPDX-License-Identifier: Apache-2.0
 *
 * What a person calls a commit ("HEAD^1", "origin/main", an id) → its id. A name that several
 * references share is refused where they differ.
 */
#include "source/git.h"

#include <string.h>

#include "source/oid.h"

static struct err *
unknown_revision(struct store *store, struct arena *arena, const char *revision)
{
	struct err *err = err_new(arena, "the revision '%s' is not in this clone", revision);

	if (store_is_shallow(store))
		return err_help(err, "the clone is shallow: set fetch-depth: 2 in actions/checkout "
				     "for HEAD^1, or fetch-depth: 0 for all revisions");
	return err_help(err, "fetch it: git fetch origin %s", revision);
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

/* Tags, branches and what was fetched share short names, and git would take the tag: whoever may
 * push one would choose what a change is compared with. */
static struct err *
check_ambiguous(struct store *store, struct arena *arena, const char *revision)
{
	static const char *const places[] = {"refs/tags/", "refs/heads/", "refs/remotes/"};
	char *name = str_copy(arena, str_make(revision, strcspn(revision, "^~@:")));
	const char *first = NULL;
	git_oid first_id = {0}, id;

	if (strcmp(name, "HEAD") == 0 || str_starts(str_of(name), STR("refs/")))
		return NULL;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		char *path = arena_print(arena, "%s%s", places[i], name);

		if (git_reference_name_to_id(&id, store->repository, path) != 0)
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
	TRY(check_ambiguous(store, arena, revision));
	TRY(check_reference(store, arena, revision));
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
