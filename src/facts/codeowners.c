/* SPDX-License-Identifier: Apache-2.0
 *
 * CODEOWNERS (docs.github.com, "About code owners"). In: the file of the trusted tree, so that a
 * change cannot appoint the owners that judge it. Out: who owns a path. Patterns are gitignore's
 * without '!' and classes; the last match wins; a line without owners clears; a line that GitHub
 * would refuse is skipped as GitHub skips it. Whether an owner exists is not known here.
 */
#include "facts/codeowners.h"

#include <string.h>

#include "base/arena.h"
#include "model/input.h"

/* GitHub does not load a larger file. */
#define CODEOWNERS_BYTES ((size_t)3 * 1024 * 1024)

/* "#" starts a comment where a word could start. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t start = 0;
	size_t end;

	while (start < rest->size && (rest->data[start] == ' ' || rest->data[start] == '\t'))
		start++;
	end = start;
	while (end < rest->size && rest->data[end] != ' ' && rest->data[end] != '\t') {
		/* "\ " is a blank inside a pattern. */
		if (rest->data[end] == '\\' && end + 1 < rest->size)
			end++;
		end++;
	}
	*word = str_cut(*rest, start, end);
	*rest = str_cut(*rest, end, rest->size);
	return word->size > 0 && word->data[0] != '#';
}

static bool
is_owner(struct str word)
{
	size_t at = str_find_byte(word, '@');

	return at < word.size && word.size > 1 && at + 1 < word.size;
}

/* Patterns that GitHub does not take. */
static bool
is_refused(struct str pattern)
{
	return pattern.data[0] == '!' || str_find_byte(pattern, '[') != SIZE_MAX ||
	       str_find_byte(pattern, ']') != SIZE_MAX;
}

static bool
read_owners(struct codeowners_line *line, struct arena *arena, struct str rest)
{
	struct str word;
	size_t capacity = 0;

	while (next_word(&rest, &word)) {
		if (!is_owner(word))
			return false;
		line->owners = arena_grow(arena, line->owners, line->count, &capacity,
					  sizeof *line->owners);
		line->owners[line->count++] = word;
	}
	return true;
}

static void
add_line(struct codeowners *out, struct arena *arena, struct str text)
{
	struct codeowners_line line = {0};
	struct str pattern;
	struct err *err;

	if (!next_word(&text, &pattern) || is_refused(pattern) || !read_owners(&line, arena, text))
		return;
	err = glob_parse(&line.glob, arena, pattern);
	if (err) {
		err_settle(err);
		return;
	}
	line.children_only = str_ends(pattern, STR("/*"));
	out->lines = arena_grow(arena, out->lines, out->count, &out->capacity, sizeof *out->lines);
	out->lines[out->count++] = line;
}

struct err *
codeowners_parse(struct codeowners *out, struct arena *arena, struct str text)
{
	struct str line;

	*out = (struct codeowners){.found = true};
	if (text.size > CODEOWNERS_BYTES)
		return err_help(err_new(arena, "the file is larger than 3 MiB, which GitHub does "
					       "not load"),
				"write patterns for folders, not for files");
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_cut(text, 3, text.size);
	while (str_line(&text, &line))
		add_line(out, arena, line);
	return NULL;
}

static struct err *
read_entry(struct codeowners *out, struct view *view, const struct entry *entry)
{
	struct repository *trusted = view->trusted;
	struct input *input;
	struct str text;
	struct err *err;

	if (entry->type != ENTRY_FILE || entry->obstacle)
		return err_new(view->scratch, "%.*s cannot be read: %s", STR_ARG(entry->path),
			       entry->obstacle ? entry->obstacle : "it is no regular file");
	TRY(trusted->backend->open(trusted, entry, view->scratch, &input));
	err = input_all(input, view->scratch, CODEOWNERS_BYTES, &text);
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	TRY(codeowners_parse(out, view->scratch, text));
	return NULL;
}

/* GitHub's places are those of the repository's top, wherever the root is. */
static struct err *
find_entry(struct view *view, const char *place, const struct entry **out)
{
	struct repository *trusted = view->trusted;
	bool found = false;
	bool known = false;
	struct entry *entry;

	*out = NULL;
	if (!trusted || trusted->root.size == 0) {
		*out = entries_find(view->trusted_entries, str_of(place));
		return NULL;
	}
	entry = arena_alloc(view->scratch, sizeof *entry);
	TRY(trusted->backend->entry_at(trusted, trusted->head,
				       str_of(arena_print(view->scratch, "/%s", place)),
				       view->scratch, entry, &found, &known));
	if (found)
		*out = entry;
	return NULL;
}

struct err *
codeowners_read(struct codeowners *out, struct view *view)
{
	static const char *const places[] = {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
					     NULL};

	*out = (struct codeowners){0};
	for (const char *const *place = places; *place && view->trusted_entries; place++) {
		const struct entry *entry = NULL;

		TRY(find_entry(view, *place, &entry));
		if (!entry)
			continue;
		TRY(read_entry(out, view, entry));
		break;
	}
	out->root = view->trusted ? view->trusted->root : (struct str){0};
	return NULL;
}

const struct codeowners_line *
codeowners_of(const struct codeowners *owners, struct arena *arena, struct str path)
{
	if (owners->root.size > 0)
		path = str_join_path(arena, owners->root, path);
	for (size_t i = owners->count; i-- > 0;) {
		const struct codeowners_line *line = &owners->lines[i];

		if (line->children_only ? glob_match(&line->glob, path, false)
					: glob_covers(&line->glob, path))
			return line;
	}
	return NULL;
}
