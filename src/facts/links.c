/* SPDX-License-Identifier: Apache-2.0
 *
 * Links and relative paths, resolved over the list of entries. In: a link. Out: the entry it leads
 * to, or why there is none. Folders on the way may be links themselves. What is not in the list is
 * not there: an ignored file behind a link is a lost end, whatever stands on the disk.
 */
#include "facts/links.h"

#include "base/arena.h"

/* As many as Linux follows. */
#define LINKS_MAX 40

struct str
links_path(struct arena *arena, struct str folder, struct str target)
{
	struct str rest = target;
	struct str path = folder;
	struct str part;

	if (target.size == 0 || target.data[0] == '/')
		return (struct str){0};
	while (str_split(&rest, '/', &part)) {
		if (part.size == 0 || str_is(part, "."))
			continue;
		if (!str_is(part, "..")) {
			path = str_join_path(arena, path, part);
			continue;
		}
		if (path.size == 0)
			return (struct str){0};
		path = str_folder(path);
	}
	return path.data ? path : STR("");
}

bool
links_is_beneath(struct str path, struct str folder)
{
	return folder.size == 0 || (path.size > folder.size && path.data[folder.size] == '/' &&
				    str_starts(path, folder));
}

size_t
links_first_beneath(const struct entries *entries, struct str folder)
{
	size_t low = 0;
	size_t high = folder.size == 0 ? 0 : entries->count;

	/* The first entry beneath sorts where "folder/" would. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct str at = entries->items[middle].path;
		struct str head = str_cut(at, 0, folder.size);
		int order = str_compare(head, folder);

		if (order == 0 && (at.size == folder.size || at.data[folder.size] < '/'))
			order = -1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
links_is_folder(const struct entries *entries, struct str path)
{
	size_t first = links_first_beneath(entries, path);

	return path.size == 0 ||
	       (first < entries->count && links_is_beneath(entries->items[first].path, path));
}

/* The first part of the path that is a link itself, or NULL. */
static const struct entry *
link_on_the_way(const struct entries *entries, struct str path)
{
	for (size_t i = 1; i <= path.size; i++) {
		const struct entry *entry;

		if (i < path.size && path.data[i] != '/')
			continue;
		entry = entries_find(entries, str_cut(path, 0, i));
		if (entry && entry->type == ENTRY_LINK)
			return entry;
	}
	return NULL;
}

enum link_end
links_resolve(const struct entries *entries, const struct entry *link, struct arena *scratch,
	      struct str *out)
{
	struct str path = link->path;
	const struct entry *next = link;

	*out = (struct str){0};
	for (size_t steps = 0; next; steps++) {
		struct str rest = str_cut(path, next->path.size, path.size);
		struct str to = links_path(scratch, str_folder(next->path), next->target);

		if (steps == LINKS_MAX)
			return LINK_LOST;
		if (!to.data)
			return LINK_OUT;
		path = rest.size > 1 ? str_join_path(scratch, to, str_cut(rest, 1, rest.size)) : to;
		next = link_on_the_way(entries, path);
	}
	*out = path;
	if (entries_find(entries, path))
		return LINK_FILE;
	return links_is_folder(entries, path) ? LINK_FOLDER : LINK_LOST;
}

enum link_end
links_follow(const struct entries *entries, const struct entry *link, struct arena *scratch,
	     const struct entry **out)
{
	struct str path;
	enum link_end end = links_resolve(entries, link, scratch, &path);

	*out = end == LINK_FILE ? entries_find(entries, path) : NULL;
	return end;
}
