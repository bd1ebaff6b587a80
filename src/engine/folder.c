/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy files of a folder of this machine, outside of what is judged: what the command line names, and
 * checked-out submodules. In: a path. Out: the texts of its *.yaml and *.yml files, in byte order of their
 * paths. Links to folders are not followed, and what begins with a dot is left alone.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "engine/engine.h"

/* Folders nested deeper than this are a mistake, not a collection of rules. */
#define DEPTH_MOST 32

/* More files than this are a checkout of something else. */
#define FILES_MOST 10000

struct walk {
	const struct limits *limits;
	struct arena *run;
	struct texts_found *found;
};

static bool
is_rule_file(struct str path)
{
	return str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml"));
}

static struct err *
add_file(struct walk *walk, const char *path)
{
	struct texts_found *found = walk->found;
	struct str text;

	if (found->count == FILES_MOST)
		return err_new(walk->run, "more than %d policy files stand there", FILES_MOST);
	TRY(limits_named(file_read_path(&text, walk->run, path, walk->limits->policy_bytes),
			 "policy_bytes"));
	found->items = arena_grow(walk->run, found->items, found->count, &found->capacity,
				  sizeof *found->items);
	found->items[found->count++] = (struct memory_text){.path = path, .text = text};
	return NULL;
}

static struct err *
add_folder(struct walk *walk, const char *path, int depth);

static struct err *
add_entry(struct walk *walk, const char *path, int depth)
{
	struct stat status;

	if (lstat(path, &status) != 0)
		return err_of_system(walk->run, errno, "cannot look at %s", path);
	if (S_ISDIR(status.st_mode))
		return add_folder(walk, path, depth + 1);
	return is_rule_file(str_of(path)) ? add_file(walk, path) : NULL;
}

static struct err *
read_names(struct walk *walk, const char *path, struct value *names)
{
	struct arena *run = walk->run;
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		return err_of_system(run, errno, "cannot list the folder %s", path);
	errno = 0;
	while ((entry = readdir(folder))) {
		struct str name = str_of(entry->d_name);

		if (!str_starts(name, STR(".")))
			value_add(run, names, value_str(str_dup(run, name)));
		errno = 0;
	}
	if (errno != 0) {
		struct err *err = err_of_system(run, errno, "cannot list the folder %s", path);

		closedir(folder);
		return err;
	}
	closedir(folder);
	return NULL;
}

static int
compare_names(const void *a, const void *b)
{
	const struct value *left = a;
	const struct value *right = b;

	return str_compare(left->string, right->string);
}

static struct err *
add_folder(struct walk *walk, const char *path, int depth)
{
	struct arena *run = walk->run;
	struct value names = value_list();
	struct err *errors = NULL;

	if (depth > DEPTH_MOST)
		return err_new(run, "folders below %s are nested too deeply", path);
	TRY(read_names(walk, path, &names));
	if (names.list.count > 1)
		qsort(names.list.items, names.list.count, sizeof(struct value), compare_names);
	for (size_t i = 0; i < names.list.count; i++) {
		struct str joined = str_join_path(run, str_of(path), names.list.items[i].string);

		errors = err_join(errors, add_entry(walk, str_copy(run, joined), depth));
	}
	return errors;
}

struct err *
engine_folder_texts(const char *path, const struct limits *limits, struct arena *run,
		    struct texts_found *found)
{
	struct walk walk = {limits, run, found};

	return add_folder(&walk, path, 0);
}

struct err *
engine_file_text(const char *path, const struct limits *limits, struct arena *run,
		 struct texts_found *found)
{
	struct walk walk = {limits, run, found};

	return add_file(&walk, path);
}
