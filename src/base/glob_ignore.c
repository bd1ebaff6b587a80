/* SPDX-License-Identifier: Apache-2.0
 *
 * The lines of a .gitignore: text goes in, an ordered list of globs and the word of the last one
 * that matches come out. Whether a folder above is ignored already is up to who walks the tree.
 */
#include "base/arena.h"
#include "base/glob.h"

/* Blanks at the end do not count, unless quoted; only spaces are blanks here. */
static struct str
ignore_trim(struct str line)
{
	size_t end = 0;
	for (size_t i = 0; i < line.size; i++) {
		if (line.data[i] == '\\')
			i++;
		else if (line.data[i] == ' ')
			continue;
		end = i + 1;
	}
	return str_cut(line, 0, end);
}

void
ignore_parse(struct ignore *ignore, struct arena *arena, struct str folder, struct str text)
{
	size_t capacity = 0;
	struct str line;
	*ignore = (struct ignore){.folder = folder};
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_cut(text, 3, text.size);
	/* git ends the last line if nobody did, and a CR before a line's end does not count. */
	if (str_ends(text, STR("\r")))
		text = str_cut(text, 0, text.size - 1);
	while (str_line(&text, &line)) {
		/* git takes a line for a C string. */
		line = ignore_trim(str_cut(line, 0, str_find_byte(line, '\0')));
		if (line.size == 0 || line.data[0] == '#')
			continue;
		struct glob glob;
		struct err *err = glob_parse(&glob, arena, line);
		err_settle(err);
		if (err)
			continue;
		ignore->globs = arena_grow(arena, ignore->globs, ignore->count, &capacity,
					   sizeof *ignore->globs);
		ignore->globs[ignore->count++] = glob;
	}
}

int
ignore_match(const struct ignore *ignore, struct str path, bool is_folder)
{
	if (ignore->folder.size) {
		if (path.size <= ignore->folder.size || !str_starts(path, ignore->folder) ||
		    path.data[ignore->folder.size] != '/')
			return -1;
		path = str_cut(path, ignore->folder.size + 1, path.size);
	}
	for (size_t i = ignore->count; i > 0; i--) {
		const struct glob *glob = &ignore->globs[i - 1];
		if (glob_match(glob, path, is_folder))
			return glob->negated ? 0 : 1;
	}
	return -1;
}
