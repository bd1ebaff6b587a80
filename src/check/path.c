/* SPDX-License-Identifier: Apache-2.0
 *
 * From a path that somebody wrote to a file of the judged tree. A path that is absolute or climbs out
 * of the tree leads nowhere, whatever stands there.
 */
#include "check/internal.h"
#include "model/repository.h"

static bool
leads_out(struct str path)
{
	struct str rest = path;
	struct str part;

	if (path.size == 0 || path.data[0] == '/')
		return true;
	while (str_split(&rest, '/', &part))
		if (str_is(part, "..") || part.size == 0)
			return true;
	return false;
}

const char *
check_path(const struct item *item, struct str path, const struct entry **out)
{
	*out = NULL;
	if (str_starts(path, STR("./")))
		path = str_cut(path, 2, path.size);
	if (leads_out(path))
		return "leads out of the repository";
	*out = entries_find(item->view->entries, path);
	if (!*out)
		return "does not exist";
	return (*out)->type == ENTRY_FILE ? NULL : "is no file";
}
