/* SPDX-License-Identifier: Apache-2.0
 *
 * The path that the user named → the folders to work with. Goes down the path one part at a time
 * and then up again until a `.git` (or, with none anywhere above, a bare repository) is found.
 *
 * The one thing to know: what a stranger can put into a tree must not choose another tree. Links
 * above a repository are the user's own and followed; a link inside one is refused; a bare
 * repository inside a working tree is data; a `.git` file is followed only to a folder that points
 * back here. Nothing of git's environment is asked.
 */
#define _XOPEN_SOURCE 700 /* realpath(3) */

#include "source/locate.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	LOCATE_FILE_BYTES = 2 * PATH_MAX, /* a .git file holds one path */
};

static char *
join(struct arena *run, struct str folder, const char *name)
{
	return arena_print(run, "%.*s%s%s", STR_ARG(folder), str_is(folder, "/") ? "" : "/", name);
}

static struct str
parent_of(struct str path)
{
	struct str folder = str_folder(path);

	return folder.size == 0 ? STR("/") : folder;
}

/* A path without links and dots, or none. */
static struct str
real_path(struct arena *run, const char *path)
{
	char text[PATH_MAX];

	return realpath(path, text) ? str_dup(run, str_of(text)) : (struct str){0};
}

/* A name that cannot be looked at is neither there nor missing: that is an error, or a repository
 * would be taken for a folder without git. */
static struct err *
cannot_look(struct arena *run, const char *path)
{
	return err_of_system(run, errno, "looking at %s", path);
}

static struct err *
is_folder(struct arena *run, const char *path, bool *out)
{
	struct stat status;

	*out = stat(path, &status) == 0;
	if (!*out && !file_is_absence(errno))
		return cannot_look(run, path);
	*out = *out && S_ISDIR(status.st_mode);
	return NULL;
}

static struct err *
exists(struct arena *run, const char *path, bool *out)
{
	struct stat status;

	*out = lstat(path, &status) == 0;
	return *out || file_is_absence(errno) ? NULL : cannot_look(run, path);
}

struct str
locate_below(struct str folder, struct str path)
{
	size_t start = str_is(folder, "/") ? 1 : folder.size + 1;

	return path.size < start ? STR("") : str_cut(path, start, path.size);
}

/* ---- down the path ---- */

static struct err *
is_inside_repository(struct arena *run, struct str folder, bool *out)
{
	for (;; folder = parent_of(folder)) {
		TRY(exists(run, join(run, folder, ".git"), out));
		if (*out || folder.size <= 1)
			return NULL;
	}
}

/* `at`, with the link at its end followed where that is the user's own. */
static struct err *
follow_link(struct location *out, struct arena *run, const char *at)
{
	struct str target;
	bool inside;

	TRY(is_inside_repository(run, out->start, &inside));
	if (inside)
		return err_help(err_new(run, "%s is a link inside a repository", at),
				"name what it leads to");
	target = real_path(run, at);
	if (!target.data)
		return err_of_system(run, errno, "following the link %s", at);
	out->start = target;
	return NULL;
}

static struct err *
take_part(struct location *out, struct arena *run, struct str part)
{
	struct stat status;
	char *at = join(run, out->start, str_copy(run, part));

	if (out->missing.size > 0) {
		out->missing = str_join_path(run, out->missing, part);
		return NULL;
	}
	if (out->is_file)
		return err_new(run, "%.*s is a file, not a folder", STR_ARG(out->start));
	if (lstat(at, &status) != 0) {
		if (errno != ENOENT)
			return err_of_system(run, errno, "looking at %s", at);
		out->missing = part;
		return NULL;
	}
	if (S_ISLNK(status.st_mode)) {
		TRY(follow_link(out, run, at));
		if (stat(str_copy(run, out->start), &status) != 0)
			return err_of_system(run, errno, "looking at %s", at);
	} else {
		out->start = str_of(at);
	}
	out->is_file = S_ISREG(status.st_mode);
	if (!out->is_file && !S_ISDIR(status.st_mode))
		return err_new(run, "%s is neither a file nor a folder", at);
	return NULL;
}

static struct err *
go_down(struct location *out, struct arena *run, const char *path)
{
	struct str rest = str_of(path);
	struct str part;

	if (!path || path[0] == '\0')
		return err_new(run, "the path to check is empty");
	out->start = real_path(run, path[0] == '/' ? "/" : ".");
	out->missing = STR("");
	if (!out->start.data)
		return err_of_system(run, errno, "finding the current folder");
	while (str_split(&rest, '/', &part)) {
		if (part.size == 0 || str_is(part, "."))
			continue;
		if (!str_is(part, "..")) {
			TRY(take_part(out, run, part));
		} else if (out->missing.size > 0 || out->is_file) {
			return err_new(run, "the path %s leaves a folder that does not exist",
				       path);
		} else {
			out->start = parent_of(out->start);
		}
	}
	return NULL;
}

/* ---- up to the repository ---- */

/* The first line of a small file that holds a path; a relative one counts from `folder`. */
static struct err *
read_path(struct str *out, struct arena *run, struct str folder, const char *name,
	  struct str prefix)
{
	char *path = join(run, folder, name);
	struct str text, line = STR("");

	TRY(file_read_path(&text, run, path, LOCATE_FILE_BYTES));
	str_line(&text, &line);
	if (!str_starts(line, prefix))
		return err_new(run, "%s does not begin with '%.*s'", path, STR_ARG(prefix));
	line = str_trim(str_cut(line, prefix.size, line.size));
	if (line.size == 0)
		return err_new(run, "%s names no path", path);
	path = str_copy(run, line);
	if (path[0] != '/')
		path = join(run, folder, path);
	*out = real_path(run, path);
	if (!out->data)
		return err_of_system(run, errno, "looking at %s, named by %.*s/%s", path,
				     STR_ARG(folder), name);
	return NULL;
}

static struct err *
looks_like_git(struct arena *run, struct str folder, struct str common, bool *out)
{
	TRY(exists(run, join(run, folder, "HEAD"), out));
	if (*out)
		TRY(is_folder(run, join(run, common, "objects"), out));
	if (*out)
		TRY(is_folder(run, join(run, common, "refs"), out));
	return NULL;
}

/* The folder is `<common>/worktrees/<id>` and its `gitdir` names the `.git` file we came from. */
static struct err *
check_linked(struct location *out, struct arena *run, struct str link, bool *own)
{
	struct str back;

	*own = false;
	TRY(read_path(&out->common_folder, run, out->git_folder, "commondir", STR("")));
	if (!str_equal(str_folder(str_folder(out->git_folder)), out->common_folder) ||
	    !str_is(str_name(str_folder(out->git_folder)), "worktrees"))
		return NULL;
	TRY(read_path(&back, run, out->git_folder, "gitdir", STR("")));
	*own = str_equal(back, link);
	return NULL;
}

/* A submodule's folder says by core.worktree which working tree is its own. */
static struct err *
check_submodule(struct location *out, struct arena *run, bool *own)
{
	struct settings settings;
	char *path;

	out->common_folder = out->git_folder;
	TRY(settings_read(&settings, run, out->git_folder));
	*own = false;
	if (!settings.worktree.data)
		return NULL;
	path = str_copy(run, settings.worktree);
	*own = str_equal(real_path(run, path[0] == '/' ? path : join(run, out->git_folder, path)),
			 out->top);
	return NULL;
}

static struct err *
follow_git_file(struct location *out, struct arena *run)
{
	struct str link = str_of(join(run, out->top, ".git"));
	bool own, linked;

	TRY(read_path(&out->git_folder, run, out->top, ".git", STR("gitdir: ")));
	TRY(exists(run, join(run, out->git_folder, "commondir"), &linked));
	if (linked)
		TRY(check_linked(out, run, link, &own));
	else
		TRY(check_submodule(out, run, &own));
	if (own)
		return NULL;
	return err_help(err_new(run, "%.*s leads to %.*s, which does not point back", STR_ARG(link),
				STR_ARG(out->git_folder)),
			"repair it with: git worktree repair; or check a clone");
}

static struct err *
enter_repository(struct location *out, struct arena *run, struct str top)
{
	char *git = join(run, top, ".git");
	struct stat status;
	bool is_git;

	out->is_git = true;
	out->top = top;
	if (lstat(git, &status) != 0)
		return err_of_system(run, errno, "looking at %s", git);
	if (S_ISLNK(status.st_mode))
		return err_help(err_new(run, "%s is a link, which is not followed", git),
				"check the working tree that it belongs to");
	if (S_ISREG(status.st_mode)) {
		TRY(follow_git_file(out, run));
	} else {
		out->git_folder = str_of(git);
		out->common_folder = out->git_folder;
	}
	TRY(looks_like_git(run, out->git_folder, out->common_folder, &is_git));
	if (!is_git)
		return err_help(err_new(run,
					"%.*s is no git repository: HEAD, objects or refs is "
					"missing or cannot be read",
					STR_ARG(out->git_folder)),
				"repair it, or remove %s to check the folder without git", git);
	return NULL;
}

/* A bare repository at or above the folder. */
static struct err *
find_bare(struct location *out, struct arena *run, struct str folder)
{
	bool is_git;

	for (;; folder = parent_of(folder)) {
		TRY(looks_like_git(run, folder, folder, &is_git));
		if (is_git) {
			TRY(settings_read(&out->settings, run, folder));
			if (out->settings.bare_known && !out->settings.is_bare)
				return err_new(run, "%.*s is a git folder, not a working tree",
					       STR_ARG(folder));
			out->is_git = true;
			out->is_bare = true;
			out->top = folder;
			out->git_folder = folder;
			out->common_folder = folder;
			return NULL;
		}
		if (folder.size <= 1)
			return NULL;
	}
}

static struct err *
go_up(struct location *out, struct arena *run)
{
	struct str first = out->is_file ? parent_of(out->start) : out->start;
	struct str folder = first;
	bool is_top;

	for (;; folder = parent_of(folder)) {
		TRY(exists(run, join(run, folder, ".git"), &is_top));
		if (is_top)
			return enter_repository(out, run, folder);
		if (folder.size <= 1)
			break;
	}
	TRY(find_bare(out, run, first));
	if (!out->is_git)
		out->top = first;
	return NULL;
}

struct err *
locate(struct location *out, struct arena *run, const char *path)
{
	*out = (struct location){0};
	TRY(go_down(out, run, path));
	TRY(go_up(out, run));
	if (out->is_git) {
		TRY(settings_read(&out->settings, run, out->common_folder));
		TRY(settings_check(&out->settings, run, out->common_folder));
	}
	/* What lies in a bare repository's own folders is no part of its tree. */
	out->inside = out->is_bare ? STR("") : locate_below(out->top, out->start);
	if (out->missing.size > 0)
		out->inside = str_join_path(run, out->inside, out->missing);
	if (str_equal_fold(str_cut(out->inside, 0, 4), STR(".git")) &&
	    (out->inside.size == 4 || out->inside.data[4] == '/'))
		return err_new(run, "%s is inside git's own folder", path);
	return NULL;
}
