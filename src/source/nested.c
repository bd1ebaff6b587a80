/* SPDX-License-Identifier: Apache-2.0
 *
 * The name `.git` in a folder → whether git takes the folder for a repository: it is a git folder
 * (a HEAD that names a reference or a commit, objects and refs) or a file whose "gitdir: …" leads to
 * one.
 *
 * The one thing to know: what cannot be looked into, because it lies outside or is not to be read, is
 * no repository, so that the files beside it are judged. Only a failing machine is an error.
 */
#include "source/nested.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/oid.h"

enum {
	NESTED_BYTES = 2 * PATH_MAX, /* HEAD and .git hold one line each */
	NESTED_FLAGS = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
};

/* Whether the machine failed: any other number says that there is nothing to be had by that name. */
static bool
is_trouble(int number)
{
	return !file_is_absence(number) && number != ELOOP && number != EACCES && number != EPERM &&
	       number != ENAMETOOLONG && number != ENXIO && number != ENODEV;
}

static struct err *
cannot_look(struct arena *arena, const char *path)
{
	return err_of_system(arena, errno, "looking at %s", path);
}

/* The text of a small file; none where it is no such file. */
static struct err *
read_line(struct str *out, struct arena *arena, int folder, const char *path)
{
	int fd = openat(folder, path, NESTED_FLAGS);
	struct stat status;
	struct err *err;

	*out = (struct str){0};
	if (fd < 0)
		return is_trouble(errno) ? cannot_look(arena, path) : NULL;
	/* A FIFO, or a file too long to be one of git's. */
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > NESTED_BYTES) {
		close(fd);
		return NULL;
	}
	err = file_read(out, arena, fd, NESTED_BYTES, path);
	if (!err && out->data)
		*out = str_trim(*out);
	return err;
}

static struct err *
is_folder(struct arena *arena, int folder, const char *path, bool *out)
{
	struct stat status;

	*out = fstatat(folder, path, &status, 0) == 0;
	if (!*out && is_trouble(errno))
		return cannot_look(arena, path);
	*out = *out && S_ISDIR(status.st_mode);
	return NULL;
}

/* As git's own test of a HEAD: what follows the name or the id does not count. */
static bool
is_head(struct str text)
{
	struct oid id;

	if (str_starts(text, STR("ref:")))
		return str_starts(str_trim(str_cut(text, 4, text.size)), STR("refs/"));
	return oid_parse(str_cut(text, 0, OID_HEX), &id);
}

static char *
beneath(struct arena *arena, struct str git, struct str path)
{
	return path.size > 0 && path.data[0] == '/'
		       ? str_copy(arena, path)
		       : str_copy(arena, str_join_path(arena, git, path));
}

static struct err *
is_git_folder(struct arena *arena, int folder, struct str git, bool *out)
{
	struct str text, common = git;

	*out = false;
	TRY(read_line(&text, arena, folder, beneath(arena, git, STR("HEAD"))));
	if (!is_head(text))
		return NULL;
	TRY(read_line(&text, arena, folder, beneath(arena, git, STR("commondir"))));
	if (text.size > 0)
		common = str_of(beneath(arena, git, text));
	TRY(is_folder(arena, folder, beneath(arena, common, STR("objects")), out));
	if (*out)
		TRY(is_folder(arena, folder, beneath(arena, common, STR("refs")), out));
	return NULL;
}

struct err *
nested_is_repository(struct arena *arena, int folder, bool *out)
{
	static const char prefix[] = "gitdir: ";
	struct str text, path;

	TRY(is_git_folder(arena, folder, STR(".git"), out));
	if (*out)
		return NULL;
	TRY(read_line(&text, arena, folder, ".git"));
	if (!str_starts(text, str_of(prefix)))
		return NULL;
	path = str_cut(text, sizeof prefix - 1, text.size);
	if (str_find_byte(path, '\0') != SIZE_MAX)
		return NULL;
	return is_git_folder(arena, folder, path, out);
}
