/* SPDX-License-Identifier: Apache-2.0
 *
 * Path patterns as git matches them: a pattern and a path go in, yes or no comes out. Reading the
 * lines of a .gitignore is in glob_ignore.c.
 *
 * Matching walks both texts once and remembers two places to come back to: the last '*', which may
 * take one more byte of its name, and the last "**", which may take one more folder. Older ones
 * need no second try, because whatever they could still take the newer one can take as well; so
 * the work is bounded by the product of the sizes, where git's own wildmatch is exponential.
 *
 * The one thing to know: this follows the program, not only its manual. git compares the part
 * before the first wildcard on its own and looks at the rest afresh, so that in "a/b**" and
 * "ab**" followed by a slash the "**" spans folders though it does not stand between slashes.
 * Bytes are compared, not code points: '?' is one byte.
 */
#include "base/glob.h"

#include <string.h>

#include "base/arena.h"
#include "base/glob_class.h"

enum {
	GLOB_LONGEST = 4096
};

static char
glob_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static char
glob_upper(char byte)
{
	return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool
glob_is_special(char byte)
{
	return byte == '*' || byte == '?' || byte == '[' || byte == '\\';
}

/* Where the piece of pattern at `at` ends: a literal, a quoted byte, a wildcard or a class. */
static size_t
glob_piece_end(struct str pattern, size_t at)
{
	switch (pattern.data[at]) {
	case '\\':
		return at + 1 < pattern.size ? at + 2 : SIZE_MAX;
	case '[':
		return glob_class_end(pattern, at);
	default:
		return at + 1;
	}
}

/* Every match ends with what follows the last wildcard. The slash after a "**" is no part of it,
 * for it may stand for nothing. */
static struct err *
glob_look(struct glob *glob, struct arena *arena, struct str written)
{
	struct str pattern = glob->pattern;
	size_t literal = 0;
	for (size_t at = 0; at < pattern.size;) {
		size_t end = glob_piece_end(pattern, at);
		if (end == SIZE_MAX && pattern.data[at] == '\\')
			return err_new(arena, "pattern '%.*s' ends in the middle of a '\\' quote",
				       STR_ARG(written));
		if (end == SIZE_MAX)
			return err_new(arena, "pattern '%.*s' has a '[' without its ']'",
				       STR_ARG(written));
		if (pattern.data[at] == '\\')
			literal = at + 1;
		else if (glob_is_special(pattern.data[at]))
			literal = end;
		at = end;
	}
	if (literal >= 2 && literal < pattern.size && pattern.data[literal] == '/' &&
	    pattern.data[literal - 1] == '*' && pattern.data[literal - 2] == '*')
		literal++;
	glob->literal_suffix = str_cut(pattern, literal, pattern.size);
	return NULL;
}

struct err *
glob_parse(struct glob *glob, struct arena *arena, struct str pattern)
{
	struct str rest = pattern;
	*glob = (struct glob){0};
	if (pattern.size > GLOB_LONGEST)
		return err_new(arena, "a pattern of %zu bytes is longer than %d", pattern.size,
			       GLOB_LONGEST);
	if (str_find_byte(pattern, '\0') != SIZE_MAX)
		return err_new(arena, "a pattern holds a NUL byte");
	if (str_starts(rest, STR("!"))) {
		glob->negated = true;
		rest = str_cut(rest, 1, rest.size);
	}
	if (str_ends(rest, STR("/"))) {
		glob->folders_only = true;
		rest = str_cut(rest, 0, rest.size - 1);
	}
	glob->anchored = str_find_byte(rest, '/') != SIZE_MAX;
	if (str_starts(rest, STR("/")))
		rest = str_cut(rest, 1, rest.size);
	if (rest.size == 0)
		return err_new(arena, "pattern '%.*s' is empty", STR_ARG(pattern));
	glob->pattern = rest;
	return glob_look(glob, arena, pattern);
}

/* A match under way. A place to come back to is none when its `in_pattern` is SIZE_MAX. */
struct glob_place {
	size_t in_pattern;
	size_t in_text;
};

struct glob_match {
	struct str pattern;
	struct str text;
	bool folds;
	size_t start; /* of the pattern that is looked at afresh */
	struct glob_place at;
	struct glob_place star; /* what follows the '*', and where it is to be tried next */
	struct glob_place deep; /* what follows the "**", and the folder it was last tried at */
};

/* Take one more byte with the last '*', or one more folder with the last "**". */
static bool
glob_retry(struct glob_match *match)
{
	if (match->star.in_pattern != SIZE_MAX) {
		size_t next = match->star.in_text;
		if (next < match->text.size && match->text.data[next] != '/') {
			match->star.in_text = next + 1;
			match->at = match->star;
			return true;
		}
		match->star.in_pattern = SIZE_MAX;
	}
	if (match->deep.in_pattern == SIZE_MAX)
		return false;
	size_t from = match->deep.in_text;
	size_t slash = str_find_byte(str_cut(match->text, from, match->text.size), '/');
	if (slash == SIZE_MAX)
		return false;
	match->deep.in_text = from + slash + 1;
	match->at = match->deep;
	return true;
}

/* At a run of stars: note where to come back to and go on behind it. True when the rest of the
 * text is matched whatever it is. */
static bool
glob_stars(struct glob_match *match, bool *failed)
{
	struct str pattern = match->pattern;
	size_t first = match->at.in_pattern;
	size_t end = first;
	while (end < pattern.size && pattern.data[end] == '*')
		end++;
	struct str rest = str_cut(pattern, end, pattern.size);
	bool at_start = first == match->start || pattern.data[first - 1] == '/';
	bool quoted_slash = str_starts(rest, STR("\\/"));
	if (end - first >= 2 && at_start && rest.size == 0)
		return true;
	match->star.in_pattern = SIZE_MAX;
	if (end - first >= 2 && at_start && (rest.data[0] == '/' || quoted_slash)) {
		match->at.in_pattern = end + (quoted_slash ? 2 : 1);
		match->deep = match->at;
		/* git lets "**" stand for nothing only before a plain slash. */
		*failed = quoted_slash && !glob_retry(match);
		return false;
	}
	match->at.in_pattern = end;
	match->star = match->at;
	return false;
}

static bool
glob_takes(const struct glob_match *match, size_t at, char byte)
{
	struct str pattern = match->pattern;
	if (pattern.data[at] == '[')
		return glob_class_has(pattern, at, byte);
	return byte == pattern.data[pattern.data[at] == '\\' ? at + 1 : at];
}

/* Match one piece that is no star against the byte at hand. Where case folds, either case of the
 * byte will do; a quoted or plain letter of the pattern is one of the two. */
static bool
glob_step(struct glob_match *match)
{
	struct str pattern = match->pattern;
	size_t at = match->at.in_pattern;
	if (at == pattern.size || match->at.in_text == match->text.size)
		return false;
	char byte = match->text.data[match->at.in_text];
	bool fits;
	if (pattern.data[at] == '?')
		fits = byte != '/';
	else if (pattern.data[at] == '[' && byte == '/')
		fits = false;
	else
		fits = glob_takes(match, at, byte) ||
		       (match->folds && (glob_takes(match, at, glob_lower(byte)) ||
					 glob_takes(match, at, glob_upper(byte))));
	match->at.in_pattern = glob_piece_end(pattern, at);
	match->at.in_text++;
	return fits;
}

static bool
glob_run(struct glob_match *match)
{
	for (;;) {
		bool failed = false;
		size_t at = match->at.in_pattern;
		if (at == match->pattern.size && match->at.in_text == match->text.size)
			return true;
		if (at < match->pattern.size && match->pattern.data[at] == '*') {
			if (glob_stars(match, &failed))
				return true;
		} else {
			failed = !glob_step(match);
			failed = failed && !glob_retry(match);
		}
		if (failed)
			return false;
	}
}

static size_t
glob_literal_prefix(struct str pattern)
{
	size_t size = 0;
	while (size < pattern.size && !glob_is_special(pattern.data[size]))
		size++;
	return size;
}

bool
glob_match(const struct glob *glob, struct str path, bool is_folder)
{
	if ((glob->folders_only && !is_folder) || path.size == 0 ||
	    !(glob->folds ? str_ends_fold(path, glob->literal_suffix)
			  : str_ends(path, glob->literal_suffix)))
		return false;
	struct str text = glob->anchored ? path : str_name(path);
	size_t prefix = glob_literal_prefix(glob->pattern);
	struct str literal = str_cut(glob->pattern, 0, prefix);
	if (!(glob->folds ? str_equal_fold(str_cut(text, 0, prefix), literal)
			  : str_starts(text, literal)))
		return false;
	struct glob_match match = {
		.pattern = glob->pattern,
		.folds = glob->folds,
		.text = text,
		.start = prefix,
		.at = {.in_pattern = prefix, .in_text = prefix},
		.star = {.in_pattern = SIZE_MAX},
		.deep = {.in_pattern = SIZE_MAX},
	};
	return glob_run(&match);
}

bool
glob_covers(const struct glob *glob, struct str path)
{
	if (glob_match(glob, path, false))
		return true;
	for (size_t i = 0; i < path.size; i++) {
		if (path.data[i] == '/' && glob_match(glob, str_cut(path, 0, i), true))
			return true;
	}
	return false;
}
