/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a folder that looks like a bare repository is one: by its names, of which git and those who
 * serve repositories make but a few.
 */
#include "source/bare.h"

#include <dirent.h>
#include <errno.h>

#include "base/arena.h"

/* What git keeps in a repository's folder; some tools add `*_HEAD`. */
static bool
is_gits(struct str name)
{
	static const char *const names[] = {
		".",
		"..",
		"HEAD",
		"AUTO_MERGE",
		"COMMIT_EDITMSG",
		"annex",
		"branches",
		"cloneurl",
		"config",
		"config.worktree",
		"custom_hooks",
		"description",
		"filter-repo",
		"gc.log",
		"gc.pid",
		"git-daemon-export-ok",
		"hooks",
		"index",
		"info",
		"language-stats.cache",
		"lfs",
		"logs",
		"modules",
		"objects",
		"packed-refs",
		"refs",
		"rr-cache",
		"shallow",
		"sparse-checkout",
		"svn",
		"worktrees",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return true;
	return str_ends(name, STR("_HEAD")) || str_ends(name, STR(".lock"));
}

struct err *
bare_check(struct arena *run, struct str folder)
{
	struct str other = STR("");
	struct dirent *entry;
	DIR *stream = opendir(str_copy(run, folder));
	int failed;

	if (!stream)
		return err_of_system(run, errno, "opening folder %.*s", STR_ARG(folder));
	for (errno = 0; (entry = readdir(stream)); errno = 0) {
		struct str name = str_of(entry->d_name);

		if (!is_gits(name) && (other.size == 0 || str_compare(name, other) < 0))
			other = str_dup(run, name);
	}
	failed = errno;
	closedir(stream);
	if (failed != 0)
		return err_of_system(run, failed, "reading folder %.*s", STR_ARG(folder));
	if (other.size == 0)
		return NULL;
	return err_help(err_new(run,
				"%.*s looks like a bare repository, but holds other files, "
				"too: %.*s",
				STR_ARG(folder), STR_ARG(other)),
			"name the commit that is meant: --rev HEAD");
}
