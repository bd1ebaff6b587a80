/* SPDX-License-Identifier: Apache-2.0
 *
 * A pattern in the first line, a path in the second: the matcher and a plain table of what matches
 * what (gitignore(5), written down once more, without classes) say the same.
 */
#include <string.h>

#include "base/glob.h"
#include "fuzz/reading.h"

enum {
	LONGEST = 64,
	PARTS = LONGEST,
};

/* '*' and '?' within one part of a path, by the table of all prefixes. */
static bool
part_matches(struct str pattern, struct str text)
{
	bool row[LONGEST + 1] = {true};
	for (size_t p = 0; p < pattern.size; p++) {
		char byte = pattern.data[p];
		bool next[LONGEST + 1] = {byte == '*' && row[0]};
		for (size_t t = 1; t <= text.size; t++)
			next[t] = byte == '*'
					  ? row[t] || next[t - 1]
					  : row[t - 1] && (byte == '?' || byte == text.data[t - 1]);
		memcpy(row, next, sizeof row);
	}
	return row[text.size];
}

static size_t
split(struct str text, struct str parts[PARTS])
{
	size_t count = 0;
	struct str part;
	while (count < PARTS && str_split(&text, '/', &part))
		parts[count++] = part;
	return count;
}

/* Parts against parts; "**" stands for any number of them, as the last part for one at least. */
static bool
parts_match(struct str *patterns, size_t pattern_count, struct str *parts, size_t count)
{
	bool row[PARTS + 1] = {true};
	for (size_t p = 0; p < pattern_count; p++) {
		bool any = str_is(patterns[p], "**");
		bool last = p + 1 == pattern_count;
		bool next[PARTS + 1] = {any && !last && row[0]};
		for (size_t t = 1; t <= count; t++)
			next[t] = any ? (row[t] && !last) || next[t - 1] || (last && row[t - 1])
				      : row[t - 1] && part_matches(patterns[p], parts[t - 1]);
		memcpy(row, next, sizeof row);
	}
	return row[count];
}

/* What git makes of "**" beside other bytes has no simple rule. */
static bool
has_odd_stars(struct str pattern)
{
	struct str part;
	while (str_split(&pattern, '/', &part))
		if (str_find(part, STR("**")) != SIZE_MAX && !str_is(part, "**"))
			return true;
	return false;
}

static bool
is_plain(struct str pattern, struct str path)
{
	if (has_odd_stars(pattern))
		return false;
	for (size_t i = 0; i < pattern.size; i++)
		if (str_find_byte(STR("[]\\!\n\r"), pattern.data[i]) != SIZE_MAX ||
		    (unsigned char)pattern.data[i] >= 0x80 || pattern.data[i] <= ' ')
			return false;
	for (size_t i = 0; i < path.size; i++)
		if ((unsigned char)path.data[i] >= 0x80)
			return false;
	return pattern.size <= LONGEST && path.size <= LONGEST && path.size > 0 &&
	       path.data[0] != '/' && path.data[path.size - 1] != '/' &&
	       str_find(path, STR("//")) == SIZE_MAX && str_find(pattern, STR("//")) == SIZE_MAX;
}

static void
compare(const struct glob *glob, struct str pattern, struct str path)
{
	struct str patterns[PARTS], parts[PARTS];
	if (str_starts(pattern, STR("/")))
		pattern = str_cut(pattern, 1, pattern.size);
	if (str_ends(pattern, STR("/")))
		pattern = str_cut(pattern, 0, pattern.size - 1);
	if (pattern.size == 0)
		return;
	size_t pattern_count = split(pattern, patterns);
	size_t count = split(path, parts);
	bool want = glob->anchored ? parts_match(patterns, pattern_count, parts, count)
				   : part_matches(pattern, parts[count - 1]);
	HOLDS(glob_match(glob, path, true) == want);
	HOLDS(glob_match(glob, path, false) == (want && !glob->folders_only));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct str pattern = str_cut(text, 0, str_find_byte(text, '\n'));
	struct str path = str_cut(text, pattern.size + 1, size);
	struct arena *arena = reading_arena();
	struct ignore ignore;
	struct glob glob;
	if (size > 4096)
		return 0;
	ignore_parse(&ignore, arena, STR(""), text);
	ignore_match(&ignore, path, false);
	struct err *err = glob_parse(&glob, arena, pattern);
	if (err) {
		err_settle(err);
		return 0;
	}
	bool matches = glob_match(&glob, path, false);
	HOLDS(!matches || glob_match(&glob, path, true));
	HOLDS(!matches || glob_covers(&glob, path));
	if (is_plain(pattern, path))
		compare(&glob, pattern, path);
	return 0;
}
