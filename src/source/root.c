/* SPDX-License-Identifier: Apache-2.0
 *
 * Looks for the marker from the path upwards to the top of the repository, in the tree that is
 * trusted, so that a change cannot move the root. Without a repository the root is the path itself.
 */
#include "source/root.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/git.h"
#include "source/tree.h"

static struct err *
in_tree(const struct root_search *search, struct arena *run, struct str path, bool *found)
{
	struct listed item;
	struct err *err;

	TRY(store_enter(search->store, run));
	err = tree_find(search->store, run, search->tree, path, &item, found);
	store_leave(search->store);
	*found = !err && *found && (item.mode & MODE_TYPE) != MODE_FOLDER;
	return err;
}

static struct err *
on_disk(const struct root_search *search, struct arena *run, struct str path, bool *found)
{
	struct stat status;
	char *name = arena_print(run, "%.*s/%.*s", STR_ARG(search->location->top), STR_ARG(path));

	*found = lstat(name, &status) == 0;
	if (!*found && !file_is_absence(errno))
		return err_of_system(run, errno, "looking at %s", name);
	*found = *found && !S_ISDIR(status.st_mode);
	return NULL;
}

static struct err *
has_marker(const struct root_search *search, struct arena *run, struct str folder, bool *found)
{
	struct str path = str_join_path(run, folder, search->marker);

	if (search->tree)
		return in_tree(search, run, path, found);
	*found = search->index && listing_find(&search->index->listing, path);
	if (!*found && search->disk)
		TRY(on_disk(search, run, path, found));
	return NULL;
}

struct err *
root_find(const struct root_search *search, struct arena *run, struct root *out)
{
	const struct location *location = search->location;
	struct str folder = location->inside;

	*out = (struct root){.folder = STR(""), .narrow = location->inside};
	while (search->marker.size > 0) {
		TRY(has_marker(search, run, folder, &out->found));
		if (out->found || folder.size == 0 || !location->is_git)
			break;
		folder = str_folder(folder);
	}
	if (!out->found)
		return NULL;
	out->folder = folder;
	if (folder.size > 0)
		out->narrow = str_cut(location->inside, folder.size + 1, location->inside.size);
	return NULL;
}
