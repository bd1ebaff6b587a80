/* SPDX-License-Identifier: Apache-2.0
 *
 * A glob as a policy writes it. In: its text. Out: the glob, or a problem that says what to write. One
 * that parses but can match no path is wrong, too: whoever wrote it believes that it protects, adds or
 * leaves out something. Paths are relative to the root, with '/' between their parts.
 */
#include "base/arena.h"
#include "policy/glob_slips.h"
#include "policy/load.h"

/* A '\' quotes what would be special; before anything else, or a star, it stands where Windows has
 * it. */
static bool
has_backslash(struct str text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] != '\\')
			continue;
		if (i + 1 == text.size ||
		    str_find_byte(STR("?[]\\!# {}|,:~$%^'\"`"), text.data[i + 1]) == SIZE_MAX)
			return true;
		i++;
	}
	return false;
}

/* Whether a part of the glob is no part of any path: ".", "..", or nothing between two '/'. */
static bool
has_no_part(struct str text)
{
	struct str rest = text;
	struct str part;
	size_t parts = 0;

	while (str_split(&rest, '/', &part)) {
		bool at_end = parts++ == 0 || rest.size == 0;

		if (str_is(part, ".") || str_is(part, "..") || (part.size == 0 && !at_end))
			return true;
	}
	return false;
}

static const char *
without_dots(struct arena *run, struct str text)
{
	while (str_starts(text, STR("./")))
		text = str_cut(text, 2, text.size);
	if (text.size == 0 || has_no_part(text))
		return "write it as paths are written, from the root: \"models/**\"";
	return arena_print(run, "write it without the dot: \"%.*s\"", STR_ARG(text));
}

static const char *
with_slashes(struct arena *run, struct str text)
{
	char *path = str_copy(run, text);

	for (char *at = path; *at; at++)
		if (*at == '\\')
			*at = '/';
	return arena_print(run, "write it with '/': \"%s\"", path);
}

bool
load_glob(struct loader *loader, struct str text, struct place place, struct glob *out)
{
	struct err *err = glob_parse(out, loader->run, text);
	const char *why = NULL;
	const char *help = NULL;

	if (!err)
		why = glob_slip(loader->run, text, &help);
	if (has_backslash(text)) {
		problem(loader, place, with_slashes(loader->run, text),
			"'%.*s' matches no path: folders end with '/', not with '\\'",
			STR_ARG(text));
	} else if (err) {
		problem(loader, place, err->help, "%s", err->message);
	} else if (why) {
		problem(loader, place, help, "'%.*s' matches no path: %s", STR_ARG(text), why);
	} else if (has_no_part(text)) {
		problem(loader, place, without_dots(loader->run, text), "'%.*s' matches no path",
			STR_ARG(text));
	} else {
		return true;
	}
	err_settle(err);
	return false;
}
