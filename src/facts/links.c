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
/* Parts of one way: twice what a path of PATH_MAX can have. Forty links to long ones are made up. */
#define PARTS_MAX 4096

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

/* A path on the way to its end, gone one part at a time as the kernel goes: a link is followed before
 * a ".." behind it is applied. */
struct way {
	const struct entries *entries;
	struct arena *arena;
	struct str path; /* gone, without links */
	struct str rest; /* still to go */
	size_t links;
	size_t parts;
	bool by_letters; /* what is not there is gone through, too, and a link at the end is kept */
};

static enum link_end
go_up(struct way *way)
{
	if (way->path.size == 0)
		return LINK_OUT;
	if (!way->by_letters && !links_is_folder(way->entries, way->path))
		return LINK_LOST;
	way->path = str_folder(way->path);
	return LINK_FOLDER;
}

/* What the link says, then what was to come behind it; it is left from its own folder. */
static enum link_end
follow(struct way *way, const struct entry *link)
{
	if (link->target.size == 0 || link->target.data[0] == '/')
		return LINK_OUT;
	if (++way->links > LINKS_MAX)
		return LINK_LOST;
	way->path = str_folder(link->path);
	way->rest = way->rest.size == 0 ? link->target
					: str_join_path(way->arena, link->target, way->rest);
	return LINK_FOLDER;
}

static enum link_end
go_down(struct way *way, struct str part)
{
	struct arena_mark mark = arena_mark(way->arena);
	struct str path = str_join_path(way->arena, way->path, part);
	const struct entry *entry = entries_find(way->entries, path);
	size_t first;

	if (entry && entry->type == ENTRY_LINK && !(way->by_letters && way->rest.size == 0))
		return follow(way, entry);
	if (way->by_letters) {
		way->path = path;
		return LINK_FOLDER;
	}
	if (!entry) {
		first = links_first_beneath(way->entries, path);
		if (first == way->entries->count ||
		    !links_is_beneath(way->entries->items[first].path, path))
			return LINK_LOST;
		entry = &way->entries->items[first];
	}
	/* The same bytes, kept by the entry: a long way leaves nothing behind. */
	way->path = str_cut(entry->path, 0, path.size);
	arena_rewind(way->arena, mark);
	return LINK_FOLDER;
}

static enum link_end
go(struct way *way)
{
	enum link_end end = LINK_FOLDER;
	struct str part;

	while (end == LINK_FOLDER && way->rest.size > 0) {
		str_split(&way->rest, '/', &part);
		if (++way->parts > PARTS_MAX)
			return LINK_LOST;
		if (part.size == 0 || str_is(part, "."))
			continue;
		end = str_is(part, "..") ? go_up(way) : go_down(way, part);
	}
	return end;
}

struct str
links_path(const struct entries *entries, struct arena *arena, struct str written)
{
	struct way way = {
		.entries = entries,
		.arena = arena,
		.path = STR(""),
		.rest = written,
		.by_letters = true,
	};

	if (written.size == 0 || written.data[0] == '/' || go(&way) != LINK_FOLDER)
		return (struct str){0};
	return way.path;
}

enum link_end
links_resolve(const struct entries *entries, const struct entry *link, struct arena *scratch,
	      struct str *out)
{
	struct way way = {.entries = entries, .arena = scratch, .rest = STR("")};
	enum link_end end = follow(&way, link);

	*out = (struct str){0};
	if (end == LINK_FOLDER)
		end = go(&way);
	if (end != LINK_FOLDER)
		return end;
	*out = way.path.data ? way.path : STR("");
	return entries_find(entries, way.path) ? LINK_FILE : LINK_FOLDER;
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
