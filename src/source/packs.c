/* SPDX-License-Identifier: Apache-2.0
 *
 * objects/pack/ → one backend of libgit2 for each pack that has an index. Of the index its size, and
 * that each offset lies within the pack, are checked; its order and its checksum are libgit2's to
 * check, and the bytes of objects are hashed when they are read. The formats are those of
 * gitformat-pack(5), versions 1 and 2.
 */
#include "source/packs.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	ID_BYTES = 20,
	FANOUT_BYTES = 256 * 4,
	PACK_HEAD = 12,
	OFFSETS_AT_ONCE = 4096,
};

/* An index that is looked through. */
struct pack_index {
	struct arena *arena;
	const char *path;
	int file;
	uint64_t size;
	uint64_t pack_size;
	uint32_t count;
	unsigned version;
};

static struct err *
damaged(const struct pack_index *index, const char *what)
{
	return err_help(err_new(index->arena, "%s is damaged: %s", index->path, what),
			"see what git fsck says, and fetch the repository anew");
}

static uint64_t
number_at(const unsigned char *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}

static struct err *
read_at(const struct pack_index *index, uint64_t offset, void *out, size_t size)
{
	char *bytes = out;

	while (size > 0) {
		ssize_t got = pread(index->file, bytes, size, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_of_system(index->arena, errno, "reading %s", index->path);
		if (got == 0)
			return damaged(index, "it is cut short");
		bytes += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return NULL;
}

static struct err *
read_head(struct pack_index *index)
{
	unsigned char head[8], count[4];
	uint64_t fanout;

	TRY(read_at(index, 0, head, sizeof head));
	index->version = memcmp(head, "\377tOc", 4) == 0 ? (unsigned)number_at(head + 4, 4) : 1;
	if (index->version != 1 && index->version != 2)
		return damaged(index, "its version is not known");
	fanout = index->version == 1 ? 0 : 8;
	TRY(read_at(index, fanout + FANOUT_BYTES - sizeof count, count, sizeof count));
	index->count = (uint32_t)number_at(count, sizeof count);
	return NULL;
}

static bool
is_within(const struct pack_index *index, uint64_t offset)
{
	return offset >= PACK_HEAD && offset < index->pack_size &&
	       index->pack_size - offset > ID_BYTES;
}

/* `count` numbers of `size` bytes, every `stride`; one with its highest bit set stands, in a table
 * of four bytes, for a place in the table of eight, which has `large` of them. */
static struct err *
check_offsets(const struct pack_index *index, uint64_t at, uint64_t count, size_t size,
	      size_t stride, uint64_t large)
{
	unsigned char *bytes = arena_alloc(index->arena, (size_t)OFFSETS_AT_ONCE * stride);

	for (uint64_t done = 0; done < count;) {
		size_t now = count - done < OFFSETS_AT_ONCE ? (size_t)(count - done)
							    : (size_t)OFFSETS_AT_ONCE;

		TRY(read_at(index, at + done * stride, bytes, now * stride));
		for (size_t i = 0; i < now; i++) {
			uint64_t offset = number_at(bytes + i * stride, size);
			bool elsewhere = index->version == 2 && size == 4 && offset >> 31;

			if (elsewhere ? (offset & 0x7fffffff) >= large : !is_within(index, offset))
				return damaged(index, "an object would lie outside of the pack");
		}
		done += now;
	}
	return NULL;
}

static struct err *
check_tables(const struct pack_index *index)
{
	uint64_t count = index->count, ids = FANOUT_BYTES, small, end;

	if (index->version == 1) {
		if (index->size != ids + count * (4 + ID_BYTES) + 2 * (uint64_t)ID_BYTES)
			return damaged(index, "its size is not that of its objects");
		return check_offsets(index, ids, count, 4, 4 + ID_BYTES, 0);
	}
	small = 8 + ids + count * (ID_BYTES + 4);
	end = small + count * 4 + 2 * (uint64_t)ID_BYTES;
	if (index->size < end || (index->size - end) % 8 != 0 || (index->size - end) / 8 > count)
		return damaged(index, "its size is not that of its objects");
	TRY(check_offsets(index, small, count, 4, 4, (index->size - end) / 8));
	return check_offsets(index, small + count * 4, (index->size - end) / 8, 8, 8, 0);
}

static struct err *
check_open(struct pack_index *index)
{
	struct stat status;

	if (fstat(index->file, &status) != 0)
		return err_of_system(index->arena, errno, "looking at %s", index->path);
	index->size = (uint64_t)status.st_size;
	TRY(read_head(index));
	return check_tables(index);
}

/* *is_pack false: the index has no pack beside it, and git does not ask it either. */
static struct err *
check_index(struct arena *arena, const char *path, bool *is_pack)
{
	struct pack_index index = {.arena = arena, .path = path};
	char *pack = arena_print(arena, "%.*spack", (int)(strlen(path) - strlen("idx")), path);
	struct stat status;
	struct err *err;

	*is_pack = stat(pack, &status) == 0;
	if (!*is_pack)
		return file_is_absence(errno) ? NULL
					      : err_of_system(arena, errno, "looking at %s", pack);
	index.pack_size = (uint64_t)status.st_size;
	TRY(file_open(&index.file, arena, path, NULL));
	err = check_open(&index);
	close(index.file);
	return err;
}

static struct err *
add_pack(git_odb *odb, struct arena *arena, const char *path, int priority)
{
	git_odb_backend *pack;
	bool is_pack;

	TRY(check_index(arena, path, &is_pack));
	if (!is_pack)
		return NULL;
	if (git_odb_backend_one_pack(&pack, path) != 0)
		return store_error(arena, "opening %s", path);
	if (git_odb_add_backend(odb, pack, priority) != 0) {
		pack->free(pack);
		return store_error(arena, "opening %s", path);
	}
	return NULL;
}

static struct err *
add_names(git_odb *odb, struct arena *arena, DIR *stream, const char *folder, int priority)
{
	struct dirent *entry;

	for (errno = 0; (entry = readdir(stream)); errno = 0)
		if (str_ends(str_of(entry->d_name), STR(".idx")))
			TRY(add_pack(odb, arena, arena_print(arena, "%s/%s", folder, entry->d_name),
				     priority));
	return errno == 0 ? NULL : err_of_system(arena, errno, "reading folder %s", folder);
}

struct err *
packs_add(git_odb *odb, const char *objects, struct arena *arena, int priority)
{
	char *folder = arena_print(arena, "%s/pack", objects);
	DIR *stream = opendir(folder);
	struct err *err;

	if (!stream)
		return file_is_absence(errno)
			       ? NULL
			       : err_of_system(arena, errno, "opening folder %s", folder);
	err = add_names(odb, arena, stream, folder, priority);
	closedir(stream);
	return err;
}
