/* SPDX-License-Identifier: Apache-2.0
 *
 * Rule files below a folder that the command line names. In: a file or a folder. Out: the texts of
 * its *.yaml and *.yml files, in byte order of their paths. Links to folders are not followed.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/files.h"

/* Folders nested deeper than this are a mistake, not a collection of rules. */
#define DEPTH_MOST 32

struct found_files {
	struct session *session;
	struct memory_text **texts;
	size_t *count;
	size_t *capacity;
};

static bool
is_rule_file(struct str path)
{
	return str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml"));
}

static struct err *
add_file(struct found_files *found, const char *path)
{
	struct arena *run = found->session->run;
	struct str text;

	TRY(limits_named(file_read_path(&text, run, path, found->session->limits.policy_bytes),
			 "policy_bytes"));
	*found->texts = arena_grow(run, *found->texts, *found->count, found->capacity,
				   sizeof(struct memory_text));
	(*found->texts)[(*found->count)++] = (struct memory_text){.path = path, .text = text};
	return NULL;
}

static struct err *
add_folder(struct found_files *found, const char *path, int depth);

static struct err *
add_entry(struct found_files *found, const char *path, int depth)
{
	struct stat status;

	if (lstat(path, &status) != 0)
		return err_of_system(found->session->run, errno, "cannot look at %s", path);
	if (S_ISDIR(status.st_mode))
		return add_folder(found, path, depth + 1);
	return is_rule_file(str_of(path)) ? add_file(found, path) : NULL;
}

static struct err *
read_names(struct found_files *found, const char *path, struct value *names)
{
	struct arena *run = found->session->run;
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
add_folder(struct found_files *found, const char *path, int depth)
{
	struct arena *run = found->session->run;
	struct value names = value_list();
	struct err *errors = NULL;

	if (depth > DEPTH_MOST)
		return err_new(run, "folders below %s are nested too deeply", path);
	TRY(read_names(found, path, &names));
	if (names.list.count > 1)
		qsort(names.list.items, names.list.count, sizeof(struct value), compare_names);
	for (size_t i = 0; i < names.list.count; i++) {
		struct str joined = str_join_path(run, str_of(path), names.list.items[i].string);

		errors = err_join(errors, add_entry(found, str_copy(run, joined), depth));
	}
	return errors;
}

struct err *
files_below(struct session *session, const char *path, struct memory_text **texts, size_t *count,
	    size_t *capacity)
{
	struct found_files found = {
		.session = session, .texts = texts, .count = count, .capacity = capacity};
	struct str clean = str_of(path);

	while (clean.size > 1 && str_ends(clean, STR("/")))
		clean.size--;
	path = str_copy(session->run, clean);
	if (!path_exists(path))
		return err_help(err_new(session->run, "there is no file or folder %s", path),
				"the path is taken from the folder that govlint is started in");
	return path_is_folder(path) ? add_folder(&found, path, 0) : add_file(&found, path);
}
