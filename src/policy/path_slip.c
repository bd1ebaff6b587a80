/* SPDX-License-Identifier: Apache-2.0
 *
 * A path as a policy writes it: of a waiver, of a file in an example. In: a text. Out: why no file of
 * a repository can be called that, as the rest of a sentence that begins with "it", or nothing.
 */
#include "policy/strict.h"

const char *
path_slip(struct str path)
{
	struct str rest = path;
	struct str part;

	if (path.size == 0)
		return "is empty";
	if (path.data[0] == '/')
		return "begins with '/'";
	while (str_split(&rest, '/', &part)) {
		if (part.size == 0)
			return "has nothing between or behind its '/'";
		if (str_is(part, ".") || str_is(part, ".."))
			return "has a part that is '.' or '..'";
		if (str_equal_fold(part, STR(".git")))
			return "leads into .git";
	}
	return str_find_byte(path, '\0') == SIZE_MAX ? NULL : "holds a NUL";
}
