/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks objects/, refs/ and the single files of a git folder by their types, reading none: libgit2
 * opens them without O_NONBLOCK, and a FIFO among them would stop the run. A clone of the usual
 * sort has a few dozen files there. Objects that are borrowed from elsewhere (alternates) lie where
 * nobody promised that they may be read: such a repository is refused.
 */
#define _DEFAULT_SOURCE /* d_type, without which every name costs an lstat */

#include "source/special.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	SPECIAL_DEPTH = 64, /* refs/heads/a/b/c… */
	ALTERNATES_BYTES = 64 * 1024,
};

static struct err *
check_folder(struct arena *arena, const char *path, unsigned depth);

/* What a name is, links followed; missing is fine. */
static struct err *
check_path(struct arena *arena, const char *path, unsigned depth, bool enter)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return file_is_absence(errno) || errno == ELOOP
			       ? NULL /* libgit2 will say the same, and why */
			       : err_of_system(arena, errno, "looking at %s", path);
	if (S_ISDIR(status.st_mode))
		return enter ? check_folder(arena, path, depth) : NULL;
	if (!S_ISREG(status.st_mode))
		return err_help(err_new(arena, "%s is not a regular file", path),
				"repair the repository, or check a clone of it");
	return NULL;
}

static struct err *
check_names(struct arena *arena, DIR *folder, const char *path, unsigned depth)
{
	struct dirent *name;

	for (errno = 0; (name = readdir(folder)); errno = 0) {
		struct arena_mark mark = arena_mark(arena);

		if (name->d_type == DT_REG || strcmp(name->d_name, ".") == 0 ||
		    strcmp(name->d_name, "..") == 0)
			continue;
		TRY(check_path(arena, arena_print(arena, "%s/%s", path, name->d_name), depth + 1,
			       name->d_type != DT_LNK));
		arena_rewind(arena, mark);
	}
	if (errno != 0)
		return err_of_system(arena, errno, "reading folder %s", path);
	return NULL;
}

static struct err *
check_folder(struct arena *arena, const char *path, unsigned depth)
{
	struct err *err;
	DIR *folder;

	if (depth > SPECIAL_DEPTH)
		return err_new(arena, "%s is nested too deeply", path);
	folder = opendir(path);
	if (!folder)
		return err_of_system(arena, errno, "opening folder %s", path);
	err = check_names(arena, folder, path, depth);
	closedir(folder);
	return err;
}

static struct err *
check_alternates(struct arena *arena, const struct location *location)
{
	char *path = arena_print(arena, "%.*s/objects/info/alternates",
				 STR_ARG(location->common_folder));
	struct str text, line;
	struct err *err = file_read_path(&text, arena, path, ALTERNATES_BYTES);

	if (file_missing(err)) {
		err_settle(err);
		return NULL;
	}
	TRY(err);
	while (str_line(&text, &line))
		if (line.size > 0 && line.data[0] != '#')
			return err_help(err_new(arena, "the clone borrows objects from %.*s",
						STR_ARG(line)),
					"make it whole: git repack -a -d, then remove "
					".git/objects/info/alternates; or clone without "
					"--shared and --reference");
	return NULL;
}

struct err *
special_check(struct arena *arena, const struct location *location)
{
	static const char *const names[] = {"HEAD",   "packed-refs",     "shallow",
					    "config", "config.worktree", "commondir",
					    "gitdir"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		TRY(check_path(
			arena,
			arena_print(arena, "%.*s/%s", STR_ARG(location->git_folder), names[i]), 0,
			false));
		TRY(check_path(
			arena,
			arena_print(arena, "%.*s/%s", STR_ARG(location->common_folder), names[i]),
			0, false));
	}
	TRY(check_path(arena, arena_print(arena, "%.*s/refs", STR_ARG(location->common_folder)), 0,
		       true));
	TRY(check_path(arena, arena_print(arena, "%.*s/objects", STR_ARG(location->common_folder)),
		       0, true));
	return check_alternates(arena, location);
}
