/* SPDX-License-Identifier: Apache-2.0
 *
 * Flat lists of what git tracks: building them in order, finding in them by halving. Damage that
 * would make two readers see two different trees (names out of order, twice, "..") is an error
 * here, once for the index and for trees.
 */
#include "source/listing.h"

#include "base/arena.h"

bool
listing_name(struct str name)
{
	return name.size > 0 && !str_is(name, ".") && !str_is(name, "..") &&
	       !str_equal_fold(name, STR(".git")) && str_find_byte(name, '/') == SIZE_MAX &&
	       str_find_byte(name, '\0') == SIZE_MAX;
}

static bool
is_path(struct str path)
{
	struct str rest = path;
	struct str name;

	if (path.size == 0)
		return false;
	while (str_split(&rest, '/', &name))
		if (!listing_name(name))
			return false;
	return true;
}

static size_t
depth_of(struct str path)
{
	size_t depth = 0;

	for (size_t i = 0; i < path.size; i++)
		depth += path.data[i] == '/';
	return depth;
}

static struct err *
check(const struct listing *listing, struct arena *arena, const struct listed *item,
      const char *where, const struct limits *limits)
{
	struct str path = item->path;
	uint32_t type = item->mode & MODE_TYPE;

	if (!is_path(path))
		return err_new(arena, "%s names '%.*s', which is no path of a tree", where,
			       STR_ARG(path));
	if (type != MODE_FILE && type != MODE_LINK && type != MODE_SUBMODULE)
		return err_new(arena, "%s holds %.*s with the mode %o, which is unknown", where,
			       STR_ARG(path), item->mode);
	if (path.size > limits->path_bytes)
		return limits_met(err_new(arena,
					  "%s holds a path of %zu bytes, longer than path_bytes "
					  "(%zu) allows",
					  where, path.size, limits->path_bytes),
				  "path_bytes");
	if (listing->path_bytes + path.size > limits->paths_bytes)
		return limits_met(err_new(arena,
					  "%s holds paths of more than paths_bytes (%zu) allows",
					  where, limits->paths_bytes),
				  "paths_bytes");
	if (depth_of(path) > limits->folder_depth)
		return limits_met(err_new(arena,
					  "%s nests folders deeper than folder_depth (%zu) "
					  "allows: %.*s",
					  where, limits->folder_depth, STR_ARG(path)),
				  "folder_depth");
	if (listing->count >= limits->entries)
		return limits_met(err_new(arena, "%s holds more than entries (%zu) allows", where,
					  limits->entries),
				  "entries");
	if (listing->count > 0 && str_compare(listing->items[listing->count - 1].path, path) >= 0)
		return err_new(arena, "%s is damaged: %.*s is out of order or there twice", where,
			       STR_ARG(path));
	return NULL;
}

struct err *
listing_add(struct listing *listing, struct arena *items, struct arena *arena, struct listed item,
	    const char *where, const struct limits *limits)
{
	TRY(check(listing, arena, &item, where, limits));
	listing->items =
		arena_grow(items, listing->items, listing->count, &listing->capacity, sizeof item);
	listing->items[listing->count++] = item;
	listing->path_bytes += item.path.size;
	return NULL;
}

size_t
listing_first(const struct listing *listing, struct str path)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(listing->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct listed *
listing_find(const struct listing *listing, struct str path)
{
	size_t at = listing_first(listing, path);

	return at < listing->count && str_equal(listing->items[at].path, path) ? &listing->items[at]
									       : NULL;
}

/* "folder/" compared with a path without building it. */
static int
compare_beneath(struct str path, struct str folder)
{
	int order = str_compare(str_cut(path, 0, folder.size), folder);

	if (order != 0)
		return order;
	if (path.size == folder.size)
		return -1;
	return path.data[folder.size] == '/' ? 0 : path.data[folder.size] < '/' ? -1 : 1;
}

static size_t
first_beneath(const struct listing *listing, struct str folder, int below)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_beneath(listing->items[middle].path, folder) < below)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
listing_has_folder(const struct listing *listing, struct str folder)
{
	size_t at = first_beneath(listing, folder, 0);

	return at < listing->count && compare_beneath(listing->items[at].path, folder) == 0;
}

struct listing
listing_part(const struct listing *listing, struct str root)
{
	size_t first, end;

	if (root.size == 0)
		return *listing;
	first = first_beneath(listing, root, 0);
	end = first_beneath(listing, root, 1);
	return (struct listing){
		.items = first < listing->count ? listing->items + first : NULL,
		.count = end - first,
	};
}

struct entry
listing_entry(const struct listed *item, struct str root)
{
	uint32_t type = item->mode & MODE_TYPE;

	return (struct entry){
		.path = root.size == 0 ? item->path
				       : str_cut(item->path, root.size + 1, item->path.size),
		.type = type == MODE_LINK        ? ENTRY_LINK
			: type == MODE_SUBMODULE ? ENTRY_SUBMODULE
						 : ENTRY_FILE,
		.executable = type == MODE_FILE && (item->mode & MODE_EXECUTABLE),
		.tracked = true,
		.from_blob = true,
		.blob = item->id,
	};
}
