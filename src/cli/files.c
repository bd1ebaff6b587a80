/* SPDX-License-Identifier: Apache-2.0
 *
 * Rule files that the command line names. In: a file or a folder. Out: the texts of its *.yaml and *.yml
 * files, in byte order of their paths.
 */
#include "cli/files.h"

#include "base/arena.h"

struct err *
files_below(struct session *session, const char *path, struct memory_text **texts, size_t *count,
	    size_t *capacity)
{
	struct texts_found found = {.items = *texts, .count = *count, .capacity = *capacity};
	struct str clean = str_of(path);
	struct err *err;

	while (clean.size > 1 && str_ends(clean, STR("/")))
		clean.size--;
	path = str_copy(session->run, clean);
	if (!path_exists(path))
		return err_help(err_new(session->run, "there is no file or folder %s", path),
				"the path is taken from the folder that govlint is started in");
	err = path_is_folder(path)
		      ? engine_folder_texts(path, &session->limits, session->run, &found)
		      : engine_file_text(path, &session->limits, session->run, &found);
	*texts = found.items;
	*count = found.count;
	*capacity = found.capacity;
	return err;
}
