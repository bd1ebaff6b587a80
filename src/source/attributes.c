/* SPDX-License-Identifier: Apache-2.0
 *
 * .gitattributes, as far as `filter` goes: patterns of gitignore(5) without '!', attributes set
 * (`filter=x`), unset (`-filter`, `!filter`) or set by a macro (`[attr]x filter=…`, at the top).
 * The last matching line of the innermost file decides.
 *
 * Not read: .git/info/attributes, the user's and the system's files.
 */
#include "source/attributes.h"

#include "base/arena.h"
#include "base/glob.h"

struct attribute_rule {
	struct glob glob;
	struct str filter; /* none: unset */
};

enum {
	MACROS = 64,  /* that set a filter; a file has one or two */
	RULES = 1000, /* that speak of filters, in one file: each is asked for every file */
};

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The next word of a line; false at its end. */
static bool
take_word(struct str *rest, struct str *word)
{
	size_t start = 0, end;

	while (start < rest->size && is_blank(rest->data[start]))
		start++;
	for (end = start; end < rest->size && !is_blank(rest->data[end]);)
		end++;
	*word = str_cut(*rest, start, end);
	*rest = str_cut(*rest, end, rest->size);
	return word->size > 0;
}

/* A pattern, which may be a C string in quotes; of its escapes only \" and \\ are usual. */
static bool
take_pattern(struct arena *arena, struct str *rest, struct str *pattern)
{
	struct str text = str_trim(*rest);
	char *out;
	size_t size = 0, i;

	if (text.size == 0 || text.data[0] != '"')
		return take_word(rest, pattern);
	out = arena_alloc(arena, text.size);
	for (i = 1; i < text.size && text.data[i] != '"'; i++) {
		if (text.data[i] == '\\' && i + 1 < text.size)
			i++;
		out[size++] = text.data[i];
	}
	*pattern = str_make(out, size);
	*rest = str_cut(text, i + 1, text.size);
	return i < text.size && size > 0;
}

static const struct str *
find_macro(const struct attributes *attributes, struct str name)
{
	for (size_t i = attributes->macro_count; i-- > 0;)
		if (str_equal(attributes->macros[i], name))
			return &attributes->macro_filters[i];
	return NULL;
}

/* What the words behind a pattern say of the filter; false: nothing. The last word decides. */
static bool
read_filter(const struct attributes *attributes, struct str rest, struct str *filter)
{
	struct str word;
	bool said = false;

	while (take_word(&rest, &word)) {
		const struct str *macro = find_macro(attributes, word);

		if (str_starts(word, STR("filter="))) {
			*filter = str_cut(word, 7, word.size);
			said = true;
		} else if (str_is(word, "-filter") || str_is(word, "!filter")) {
			*filter = (struct str){0};
			said = true;
		} else if (macro) {
			*filter = *macro;
			said = true;
		}
	}
	return said;
}

static void
add_macro(struct attributes *out, struct arena *arena, struct str name, struct str filter)
{
	if (!out->macros) {
		out->macros = arena_array(arena, MACROS, sizeof *out->macros);
		out->macro_filters = arena_array(arena, MACROS, sizeof *out->macro_filters);
	}
	if (out->macro_count == MACROS)
		return;
	out->macros[out->macro_count] = name;
	out->macro_filters[out->macro_count++] = filter;
}

static void
take_line(struct attributes *out, struct arena *arena, struct str line)
{
	struct str rest = line, pattern, filter = {0};
	struct attribute_rule rule = {0};
	struct err *err;

	if (!take_pattern(arena, &rest, &pattern) || pattern.data[0] == '#')
		return;
	if (!read_filter(out, rest, &filter))
		return;
	if (str_starts(pattern, STR("[attr]"))) {
		if (out->folder.size == 0)
			add_macro(out, arena, str_cut(pattern, 6, pattern.size), filter);
		return;
	}
	/* git: "negative patterns are forbidden", and a folder has no filter. */
	if (pattern.data[0] == '!' || pattern.data[pattern.size - 1] == '/')
		return;
	err = glob_parse(&rule.glob, arena, pattern);
	if (err) {
		err_settle(err);
		return;
	}
	rule.filter = filter;
	out->rules = arena_grow(arena, out->rules, out->count, &out->capacity, sizeof rule);
	out->rules[out->count++] = rule;
}

struct err *
attributes_parse(struct attributes *out, struct arena *arena, struct str folder, struct str text,
		 const struct attributes *above)
{
	struct str line;

	*out = (struct attributes){.folder = folder};
	if (above) {
		out->macros = above->macros;
		out->macro_filters = above->macro_filters;
		out->macro_count = above->macro_count;
	}
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_cut(text, 3, text.size);
	while (str_line(&text, &line)) {
		take_line(out, arena, line);
		if (out->count > RULES)
			return err_new(arena,
				       "'%.*s/.gitattributes' has more than the budget of %d lines "
				       "about filters",
				       STR_ARG(folder), RULES);
	}
	return NULL;
}

struct str
attributes_filter(struct attributes *const *list, size_t count, struct str path)
{
	while (count-- > 0) {
		const struct attributes *attributes = list[count];
		size_t skip = attributes->folder.size == 0 ? 0 : attributes->folder.size + 1;

		for (size_t i = attributes->count; i-- > 0;)
			if (glob_match(&attributes->rules[i].glob, str_cut(path, skip, path.size),
				       false))
				return attributes->rules[i].filter;
	}
	return (struct str){0};
}
