/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a file that the command line names stands. In: PATH and the file. Out: whether it is the
 * runner's own, and read as it is, or the repository's, and read from the tree that the policy
 * comes from; with a changed set that is the base, so that a pull request cannot bring its own.
 *
 * The one thing to know: in doubt a file is the repository's. A name that leads into it is inside
 * even where a link in the repository then leads out of it again. What stands in `.git` is no part
 * of any tree and therefore the runner's. Where govlint.yaml of the base stands elsewhere than that
 * of the working tree, the name is not found in the base, and the run is undecided.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/files.h"

bool
path_exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 || !file_is_absence(errno);
}

bool
path_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The path without links; NULL when it does not exist, or, with `doubt`, may well. */
static const char *
resolve(struct arena *run, const char *path, bool *doubt)
{
	char resolved[PATH_MAX];

	if (realpath(path, resolved))
		return arena_copy(run, resolved, strlen(resolved));
	if (!file_is_absence(errno))
		*doubt = true;
	return NULL;
}

static const char *
join(struct arena *run, struct str folder, const char *name)
{
	return arena_print(run, "%.*s%s%s", STR_ARG(folder), str_ends(folder, STR("/")) ? "" : "/",
			   name);
}

/* An absolute path without "." and ".." parts, by its letters alone. */
static const char *
normalise(struct arena *run, const char *path)
{
	struct str rest = str_of(path), part;
	size_t size = 0;
	char *clean = arena_alloc(run, rest.size + 2);

	while (str_split(&rest, '/', &part)) {
		if (part.size == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			while (size > 0 && clean[--size] != '/')
				continue;
			continue;
		}
		clean[size++] = '/';
		memcpy(clean + size, part.data, part.size);
		size += part.size;
	}
	if (size == 0)
		clean[size++] = '/';
	clean[size] = '\0';
	return clean;
}

/* The name itself, made absolute but not followed. */
static const char *
by_letters(struct arena *run, const char *file, bool *doubt)
{
	const char *here = file[0] == '/' ? "" : resolve(run, ".", doubt);

	return here ? normalise(run, join(run, str_of(here), file)) : NULL;
}

/* The folder followed, the last name not. */
static const char *
by_folder(struct arena *run, const char *file, bool *doubt)
{
	struct str folder = str_folder(str_of(file));
	const char *real = resolve(run,
				   folder.size > 0  ? str_copy(run, folder)
				   : file[0] == '/' ? "/"
						    : ".",
				   doubt);

	return real ? join(run, str_of(real), str_copy(run, str_name(str_of(file)))) : NULL;
}

/* What follows `folder` in `path`, or NULL. */
static const char *
beneath(const char *folder, const char *path)
{
	struct str outer = str_of(folder), inner = str_of(path);

	if (str_is(outer, "/"))
		return inner.size > 1 ? path + 1 : NULL;
	if (inner.size > outer.size + 1 && str_starts(inner, outer) && path[outer.size] == '/')
		return path + outer.size + 1;
	return NULL;
}

/* The nearest folder at or above `folder` that holds `name`, not above `last`. */
static const char *
nearest_with(struct arena *run, const char *folder, const char *name, const char *last)
{
	struct str at = str_of(folder);

	for (;;) {
		if (path_exists(join(run, at.size > 0 ? at : STR("/"), name)))
			return at.size > 0 ? str_copy(run, at) : "/";
		if (at.size <= 1 || (last && str_is(at, last)))
			return NULL;
		at = str_folder(at);
	}
}

/* Whether a path that exists is a folder; what cannot be told may be one. */
static bool
is_folder(const char *path, bool *doubt)
{
	struct stat status;

	if (stat(path, &status) == 0)
		return S_ISDIR(status.st_mode);
	*doubt = true;
	return true;
}

static const char *
folder_of(struct arena *run, const char *start, bool *doubt)
{
	const char *real = resolve(run, start, doubt);

	if (!real)
		real = resolve(run, ".", doubt);
	if (!real || is_folder(real, doubt))
		return real;
	return str_copy(run, str_folder(str_of(real)));
}

static const char *
find_root(struct arena *run, const char *start, bool *doubt)
{
	const char *folder = folder_of(run, start, doubt);
	const char *top = folder ? nearest_with(run, folder, ".git", NULL) : NULL;
	const char *root = top ? nearest_with(run, folder, POLICY_CONFIG, top) : NULL;

	return root ? root : top;
}

const char *
root_above(struct arena *run, const char *start)
{
	bool doubt = false;

	return find_root(run, start, &doubt);
}

enum whereabouts
whereabouts(struct arena *run, const char *start, const char *file, const char **inside)
{
	bool doubt = false;
	const char *names[] = {by_letters(run, file, &doubt), by_folder(run, file, &doubt)};
	const char *root = find_root(run, start, &doubt);
	const char *top = root ? nearest_with(run, root, ".git", NULL) : NULL;
	enum whereabouts where = doubt ? WHERE_ABOVE : WHERE_OUTSIDE;

	*inside = NULL;
	for (size_t i = 0; top && i < 2; i++) {
		const char *in_top = names[i] ? beneath(top, names[i]) : NULL;

		if (names[i] && str_is(str_of(top), names[i]))
			where = WHERE_ABOVE;
		if (!in_top || str_starts(str_of(in_top), STR(".git/")))
			continue;
		*inside = beneath(root, names[i]);
		if (*inside)
			return WHERE_INSIDE;
		where = WHERE_ABOVE;
	}
	return where;
}
