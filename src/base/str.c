/* SPDX-License-Identifier: Apache-2.0
 *
 * Slices of bytes: compare, search, cut, split. Nothing here copies unless it takes an arena, and
 * nothing asks the locale: letters are ASCII letters. Numbers are in str_number.c.
 */
#include "base/str.h"

#include <string.h>

#include "base/arena.h"

char *
str_copy(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.data, text.size);
}

struct str
str_dup(struct arena *arena, struct str text)
{
	if (!text.data)
		return text;
	return str_make(arena_copy(arena, text.data, text.size), text.size);
}

bool
str_is(struct str a, const char *text)
{
	if (!text)
		return a.size == 0;
	/* Most words differ in their first letters: do not measure them first. */
	for (size_t i = 0; i < a.size; i++) {
		if (text[i] == '\0' || text[i] != a.data[i])
			return false;
	}
	return text[a.size] == '\0';
}

static char
str_fold(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool
str_equal_fold(struct str a, struct str b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++) {
		if (str_fold(a.data[i]) != str_fold(b.data[i]))
			return false;
	}
	return true;
}

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.size < b.size ? a.size : b.size;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
	if (order == 0)
		order = (a.size > b.size) - (a.size < b.size);
	return (order > 0) - (order < 0);
}

bool
str_ends(struct str text, struct str suffix)
{
	return text.size >= suffix.size &&
	       str_equal(str_cut(text, text.size - suffix.size, text.size), suffix);
}

bool
str_ends_fold(struct str text, struct str suffix)
{
	return text.size >= suffix.size &&
	       str_equal_fold(str_cut(text, text.size - suffix.size, text.size), suffix);
}

size_t
str_find(struct str text, struct str needle)
{
	if (needle.size == 0)
		return 0;
	for (size_t from = 0; text.size - from >= needle.size;) {
		const char *hit = memchr(text.data + from, needle.data[0],
					 text.size - from - needle.size + 1);
		if (!hit)
			return SIZE_MAX;
		if (memcmp(hit, needle.data, needle.size) == 0)
			return (size_t)(hit - text.data);
		from = (size_t)(hit - text.data) + 1;
	}
	return SIZE_MAX;
}

size_t
str_find_byte(struct str text, char byte)
{
	const char *hit = text.size ? memchr(text.data, byte, text.size) : NULL;
	return hit ? (size_t)(hit - text.data) : SIZE_MAX;
}

size_t
str_find_last(struct str text, char byte)
{
	for (size_t at = text.size; at > 0; at--) {
		if (text.data[at - 1] == byte)
			return at - 1;
	}
	return SIZE_MAX;
}

static bool
str_is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct str
str_trim(struct str text)
{
	size_t start = 0;
	size_t end = text.size;
	while (start < end && str_is_blank(text.data[start]))
		start++;
	while (end > start && str_is_blank(text.data[end - 1]))
		end--;
	return str_cut(text, start, end);
}

bool
str_split(struct str *rest, char separator, struct str *part)
{
	if (!rest->data)
		return false;
	size_t at = str_find_byte(*rest, separator);
	*part = str_cut(*rest, 0, at);
	*rest = at == SIZE_MAX ? (struct str){0} : str_cut(*rest, at + 1, rest->size);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	if (rest->size == 0)
		return false;
	size_t at = str_find_byte(*rest, '\n');
	*line = str_cut(*rest, 0, at);
	if (at != SIZE_MAX && line->size && line->data[line->size - 1] == '\r')
		line->size--;
	*rest = at == SIZE_MAX ? str_cut(*rest, rest->size, rest->size)
			       : str_cut(*rest, at + 1, rest->size);
	return true;
}

struct str
str_lower(struct arena *arena, struct str text)
{
	if (!text.data)
		return text;
	char *lower = arena_copy(arena, text.data, text.size);
	for (size_t i = 0; i < text.size; i++)
		lower[i] = str_fold(lower[i]);
	return str_make(lower, text.size);
}

struct str
str_folder(struct str path)
{
	size_t slash = str_find_last(path, '/');
	return slash == SIZE_MAX ? STR("") : str_cut(path, 0, slash);
}

struct str
str_name(struct str path)
{
	size_t slash = str_find_last(path, '/');
	return slash == SIZE_MAX ? path : str_cut(path, slash + 1, path.size);
}

struct str
str_join_path(struct arena *arena, struct str folder, struct str name)
{
	if (folder.size == 0)
		return str_dup(arena, name);
	size_t size = folder.size + 1 + name.size;
	char *path = arena_alloc(arena, size + 1);
	memcpy(path, folder.data, folder.size);
	path[folder.size] = '/';
	if (name.size)
		memcpy(path + folder.size + 1, name.data, name.size);
	return str_make(path, size);
}
