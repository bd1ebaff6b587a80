/* SPDX-License-Identifier: Apache-2.0
 *
 * Git's index, with its checksum made right, so that what lies behind it is reached: what is taken has
 * paths of a tree, each after the one before, and is the same when it is read again.
 */
#include <string.h>

#include "fuzz/reading.h"
#include "source/index_file.h"
#include "source/sha1.h"

static void
paths_are_in_order(const struct listing *listing)
{
	size_t bytes = 0;

	for (size_t i = 0; i < listing->count; i++) {
		struct str path = listing->items[i].path;

		HOLDS(path.size > 0 && str_find_byte(path, '\0') == SIZE_MAX);
		HOLDS(path.data[0] != '/' && path.data[path.size - 1] != '/');
		HOLDS(!str_is(str_name(path), "..") &&
		      !str_equal_fold(str_name(path), STR(".git")));
		HOLDS(i == 0 || str_compare(listing->items[i - 1].path, path) < 0);
		bytes += path.size;
	}
	HOLDS(bytes == listing->path_bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = reading_arena();
	struct limits tight = reading_tight();
	struct index_file index, again;
	struct err *err, *other;
	struct sha1 sha1;
	char *bytes;

	if (size > 4096)
		return 0;
	bytes = arena_alloc(arena, size + SHA1_BYTES);
	if (size > 0)
		memcpy(bytes, data, size);
	sha1_start(&sha1);
	sha1_add(&sha1, bytes, size);
	sha1_end(&sha1, (unsigned char *)bytes + size);
	tight.entries = 3;
	tight.path_bytes = 12;
	err = index_parse(&index, arena, str_make(bytes, size + SHA1_BYTES), &limits_default);
	if (!err)
		paths_are_in_order(&index.listing);
	other = index_parse(&again, arena, str_make(bytes, size + SHA1_BYTES), &tight);
	if (!other)
		HOLDS(!err && again.listing.count == index.listing.count);
	err_settle(err);
	err_settle(other);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
