/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether an object is in the clone. In: an id. Out: yes, no, or an error.
 *
 * The one thing to know: that libgit2 says no may mean that it could not look, for it answers so
 * when a file cannot be opened or a folder not be listed. What it looks at is looked at here, and
 * it is asked again: only what is absent by the system's word is.
 */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "base/file.h"
#include "source/git.h"
#include "source/oid.h"

struct err *
store_check_absence(struct store *store, struct arena *arena, const git_oid *key)
{
	struct oid id = oid_make(key->id);
	struct str hex = oid_hex(arena, &id);
	struct str objects = store->location->common_folder;
	char *loose = arena_print(arena, "%.*s/objects/%.2s/%s", STR_ARG(objects), hex.data,
				  hex.data + 2);
	char *packs = arena_print(arena, "%.*s/objects/pack", STR_ARG(objects));
	struct stat status;
	DIR *folder;

	if (lstat(loose, &status) != 0 && !file_is_absence(errno))
		return err_of_system(arena, errno, "looking at %s", loose);
	folder = opendir(packs);
	if (!folder && !file_is_absence(errno))
		return err_of_system(arena, errno, "opening folder %s", packs);
	if (folder)
		closedir(folder);
	if (git_odb_exists(store->odb, key) == 1)
		return err_new(arena, "reading object %s: it is there, and was not found",
			       hex.data);
	return NULL;
}

struct err *
store_has(struct store *store, struct arena *arena, const git_oid *id, bool *found)
{
	*found = git_odb_exists(store->odb, id) == 1;
	return *found ? NULL : store_check_absence(store, arena, id);
}
