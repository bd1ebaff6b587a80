/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening and reading files: a folder's descriptor and a relative path go in, a descriptor of a
 * regular file or the whole text comes out.
 *
 * The one thing to know: the kernel resolves the path beneath the folder (openat2, Linux 5.6), so
 * that no race between looking and opening can lead out. Where it cannot, or a sandbox forbids it,
 * the path is walked one component at a time, each opened without following links. Nothing is
 * written, and no folder is listed here.
 */
#define _DEFAULT_SOURCE /* syscall(2), the only door to openat2 */

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

#include "base/arena.h"

enum {
	FILE_FLAGS = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
	FILE_ATTEMPTS = 16, /* openat2 gives EAGAIN when the tree is renamed under it */
	FILE_PIECE = 64 * 1024,
};

static struct err *
file_failed(struct arena *arena, const char *doing, const char *path, int number)
{
	return err_at(err_of_system(arena, number, "%s %s", doing, path), path, 0, 0);
}

static int
file_open_again(const char *path, int flags)
{
	int fd;
	do
		fd = open(path, flags);
	while (fd < 0 && errno == EINTR);
	return fd;
}

struct err *
file_open_folder(int *out, struct arena *arena, const char *path)
{
	*out = file_open_again(path, FILE_FLAGS | O_DIRECTORY);
	return *out < 0 ? file_failed(arena, "opening folder", path, errno) : NULL;
}

/* A path that names something beneath its folder by itself: no "..", no empty part. */
static bool
file_is_beneath(struct str path)
{
	struct str rest = path;
	struct str part;
	if (path.size == 0 || str_find_byte(path, '\0') != SIZE_MAX)
		return false;
	while (str_split(&rest, '/', &part)) {
		if (part.size == 0 || str_is(part, ".") || str_is(part, ".."))
			return false;
	}
	return true;
}

/* One component after the other, no link followed. `path` is taken apart. */
static int
file_walk(int folder, char *path)
{
	int at = folder;
	char *name = path;
	for (char *slash = strchr(name, '/'); slash; slash = strchr(name, '/')) {
		*slash = '\0';
		int next = openat(at, name, FILE_FLAGS | O_DIRECTORY | O_NOFOLLOW);
		int number = errno;
		if (at != folder)
			close(at);
		if (next < 0) {
			errno = number;
			return -1;
		}
		at = next;
		name = slash + 1;
	}
	int fd = openat(at, name, FILE_FLAGS | O_NOFOLLOW);
	int number = errno;
	if (at != folder)
		close(at);
	errno = number;
	return fd;
}

/* -1 with ENOSYS where the kernel has no such call or a sandbox hides it. */
static int
file_resolve(int folder, const char *path)
{
#ifdef SYS_openat2
	struct open_how how = {
		.flags = FILE_FLAGS | O_NOFOLLOW,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	for (int i = 0; i < FILE_ATTEMPTS; i++) {
		long fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
		if (fd >= 0)
			return (int)fd;
		if (errno != EAGAIN && errno != EINTR)
			break;
	}
	if (errno == EPERM || errno == EINVAL || errno == E2BIG || errno == EAGAIN)
		errno = ENOSYS;
#else
	(void)folder;
	(void)path;
	errno = ENOSYS;
#endif
	return -1;
}

static struct err *
file_check_regular(struct arena *arena, int fd, const char *name, struct stat *status)
{
	if (fstat(fd, status) != 0)
		return file_failed(arena, "looking at", name, errno);
	if (!S_ISREG(status->st_mode))
		return err_at(err_new(arena, "opening %s: not a regular file", name), name, 0, 0);
	return NULL;
}

/* Hand out a descriptor that turned out to be of a regular file, or close it. */
static struct err *
file_accept(int *out, struct arena *arena, int fd, const char *name, struct stat *status)
{
	struct stat own;
	struct err *err = file_check_regular(arena, fd, name, status ? status : &own);
	if (err)
		close(fd);
	else
		*out = fd;
	return err;
}

struct err *
file_open_beneath(int *out, struct arena *arena, int folder, struct str path, struct stat *status)
{
	*out = -1;
	const char *name = str_copy(arena, path);
	if (!file_is_beneath(path))
		return err_at(err_new(arena, "opening %s: not a path inside the folder", name),
			      name, 0, 0);
	int fd = file_resolve(folder, name);
	if (fd < 0 && errno == ENOSYS)
		fd = file_walk(folder, str_copy(arena, path));
	if (fd < 0)
		return file_failed(arena, "opening", name, errno);
	return file_accept(out, arena, fd, name, status);
}

bool
file_is_absence(int number)
{
	return number == ENOENT || number == ENOTDIR;
}

bool
file_missing(const struct err *err)
{
	return err && file_is_absence(err->number);
}

struct err *
file_open(int *out, struct arena *arena, const char *path, struct stat *status)
{
	*out = -1;
	int fd = file_open_again(path, FILE_FLAGS);
	if (fd < 0)
		return file_failed(arena, "opening", path, errno);
	return file_accept(out, arena, fd, path, status);
}

static struct err *
file_too_large(struct arena *arena, const char *name, size_t limit)
{
	struct err *err =
		err_new(arena, "reading %s: larger than the budget of %zu bytes", name, limit);
	err->number = EFBIG;
	return err_at(err, name, 0, 0);
}

static struct err *
file_read_all(struct str *out, struct arena *arena, int fd, size_t limit, const char *name)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return file_failed(arena, "looking at", name, errno);
	if (status.st_size > 0 && (uint64_t)status.st_size > limit)
		return file_too_large(arena, name, limit);
	/* One byte more than announced, so that the end is met without growing. */
	size_t capacity = status.st_size > 0 ? (size_t)status.st_size + 1 : FILE_PIECE;
	char *data = arena_alloc(arena, capacity);
	size_t size = 0;
	for (;;) {
		data = arena_grow(arena, data, size, &capacity, 1);
		ssize_t got = read(fd, data + size, capacity - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return file_failed(arena, "reading", name, errno);
		if (got == 0)
			break;
		size += (size_t)got;
		if (size > limit)
			return file_too_large(arena, name, limit);
	}
	/* Files that the kernel makes up announce no size. */
	if (status.st_size > 0 && (uint64_t)status.st_size != size) {
		struct err *err = err_new(arena, "reading %s: it changed while being read", name);
		err->number = EAGAIN;
		return err_at(err, name, 0, 0);
	}
	*out = str_make(data, size);
	return NULL;
}

struct err *
file_read(struct str *out, struct arena *arena, int fd, size_t limit, const char *name)
{
	struct err *err = file_read_all(out, arena, fd, limit, name);
	close(fd);
	return err;
}

struct err *
file_read_path(struct str *out, struct arena *arena, const char *path, size_t limit)
{
	int fd = -1;
	TRY(file_open(&fd, arena, path, NULL));
	return file_read(out, arena, fd, limit, path);
}
