/* SPDX-License-Identifier: Apache-2.0
 *
 * Slips in globs. In: a glob that parses. Out: why it matches no path that anybody has, and what to
 * write. Shells, editors and .gitignore have braces, variables, lists and comments; here they would be
 * letters of a name. A name that does have such a letter is written with '\' before it: only what is
 * neither quoted nor in a class is looked at.
 */
#include "policy/glob_slips.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/glob_class.h"
#include "base/utf8.h"
#include "model/evidence.h"

/* A glob, and the same with quoted bytes and classes as 'x', byte for byte. */
struct spelled {
	struct arena *run;
	struct str text;
	struct str plain;
};

static struct str
plain_of(struct arena *run, struct str text)
{
	char *plain = str_copy(run, text);
	size_t at = 0;

	while (at < text.size) {
		size_t end = at + 1;

		if (text.data[at] == '\\')
			end = at + 2;
		else if (text.data[at] == '[')
			end = glob_class_end(text, at);
		if (end > text.size)
			end = text.size;
		for (size_t i = at; end > at + 1 && i < end; i++)
			plain[i] = 'x';
		at = end;
	}
	return str_make(plain, text.size);
}

static bool
has(struct str text, char byte)
{
	return str_find_byte(text, byte) != SIZE_MAX;
}

static const char *
without(struct arena *run, struct str text)
{
	return arena_print(run, "write it without: \"%.*s\"", STR_ARG(text));
}

/* Where the text starts and ends without blanks of any script; a quoted one is none. */
static void
trim(const struct spelled *glob, size_t *start, size_t *end)
{
	struct str plain = glob->plain;
	bool inside = false;
	size_t last = *start;

	for (size_t at = *start; at < *end;) {
		size_t from = at;

		if (evidence_is_blank(utf8_next(plain, &at)))
			continue;
		if (!inside)
			*start = from;
		inside = true;
		last = at;
	}
	*end = inside ? last : *start;
}

static const char *
blank_borders(const struct spelled *glob)
{
	struct buf text;
	size_t start = 0;

	buf_init(&text, glob->run, glob->text.size + 1);
	while (start < glob->text.size) {
		size_t slash = str_find_byte(str_cut(glob->plain, start, glob->plain.size), '/');
		size_t next = slash == SIZE_MAX ? glob->text.size : start + slash + 1;
		size_t end = slash == SIZE_MAX ? next : next - 1;

		trim(glob, &start, &end);
		buf_add(&text, str_cut(glob->text, start, end));
		if (slash != SIZE_MAX)
			buf_byte(&text, '/');
		start = next;
	}
	return str_equal(buf_str(&text), glob->text) ? NULL : without(glob->run, buf_str(&text));
}

static const char *
quotes(const struct spelled *glob)
{
	struct str plain = glob->plain;
	size_t last = plain.size - 1;

	if (plain.size < 2 || !has(STR("\"'`"), plain.data[0]) || plain.data[0] != plain.data[last])
		return NULL;
	return without(glob->run, str_cut(glob->text, 1, last));
}

static const char *
comment(const struct spelled *glob)
{
	if (glob->plain.data[0] != '#')
		return NULL;
	return arena_print(glob->run, "a name that begins so is written \"\\%.*s\"",
			   STR_ARG(glob->text));
}

static const char from_root[] = "write it as paths are written, from the root: \"models/**\"";

static const char *
home(const struct spelled *glob)
{
	struct str plain = glob->plain;

	return str_is(plain, "~") || str_starts(plain, STR("~/")) ? from_root : NULL;
}

static bool
is_letter(char byte)
{
	return byte == '_' || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* "$NAME" in front; further in, a '$' starts names that routers of web sites give meaning. */
static const char *
variable(const struct spelled *glob)
{
	struct str plain = glob->plain;
	struct str rest = plain;
	struct str first = {0};
	bool named;

	str_split(&rest, '/', &first);
	named = first.size > 1 && first.data[0] == '$' && is_letter(first.data[1]);
	named |= first.size > 2 && first.data[0] == '%' && first.data[first.size - 1] == '%';
	return named || str_find(plain, STR("${")) != SIZE_MAX ? from_root : NULL;
}

static const char *
git_folder(const struct spelled *glob)
{
	struct str rest = glob->plain;
	struct str part;

	while (str_split(&rest, '/', &part))
		if (str_is(part, ".git"))
			return "hooks and settings of a clone are no part of a change";
	return NULL;
}

static const char *
anchors(const struct spelled *glob)
{
	struct str plain = glob->plain;

	if (plain.data[0] != '^' && plain.data[plain.size - 1] != '$')
		return NULL;
	return from_root;
}

static const char *
colon(const struct spelled *glob)
{
	struct str plain = glob->plain;
	size_t at = str_find_byte(plain, ':');
	char *text;

	if (at == SIZE_MAX || at + 1 == plain.size)
		return NULL;
	if (at == 1 && is_letter(plain.data[0]) && plain.data[2] == '/')
		return from_root;
	if (plain.data[at + 1] != '*')
		return NULL;
	text = str_copy(glob->run, glob->text);
	text[at] = '/';
	return arena_print(glob->run, "write it with '/': \"%s\"", text);
}

static const char *
bar(const struct spelled *glob)
{
	return has(glob->plain, '|') ? "write one glob for each" : NULL;
}

/* A class with a '/' in it, which no class matches. */
static const char *
slash_in_class(const struct spelled *glob)
{
	size_t at = 0;

	while (at < glob->text.size) {
		size_t end = at + 1;

		if (glob->text.data[at] == '\\')
			end = at + 2;
		else if (glob->text.data[at] == '[')
			end = glob_class_end(glob->text, at);
		if (end > at + 2 && has(str_cut(glob->text, at, end), '/'))
			return "write '/' outside of the brackets";
		at = end;
	}
	return NULL;
}

/* "a{b,c}d" as two globs; only the general advice where it is more than that. */
static const char *
braces(const struct spelled *glob)
{
	size_t open = str_find_byte(glob->plain, '{');
	size_t close = str_find_byte(str_cut(glob->plain, open, glob->plain.size), '}');
	struct str before, after, rest, one;
	struct buf text;

	if (open == SIZE_MAX || close == SIZE_MAX)
		return NULL;
	close += open;
	rest = str_cut(glob->plain, open + 1, close);
	if (!has(rest, ',') && str_find(rest, STR("..")) == SIZE_MAX)
		return NULL;
	before = str_cut(glob->text, 0, open);
	after = str_cut(glob->text, close + 1, glob->text.size);
	rest = str_cut(glob->text, open + 1, close);
	if (!has(rest, ',') || has(rest, '{') || has(after, '{'))
		return "write one glob for each";
	buf_init(&text, glob->run, 400);
	buf_add(&text, STR("write one glob for each:"));
	for (bool more = false; str_split(&rest, ',', &one); more = true)
		buf_print(&text, "%s \"%.*s%.*s%.*s\"", more ? "," : "", STR_ARG(before),
			  STR_ARG(str_trim(one)), STR_ARG(after));
	return text.full ? "write one glob for each" : str_copy(glob->run, buf_str(&text));
}

/* Whether the glob is several, each of which looks like one by itself. */
static const char *
list_by(const struct spelled *glob, char separator, bool wild)
{
	struct str rest = glob->plain;
	struct str part;
	size_t parts = 0;

	while (str_split(&rest, separator, &part)) {
		if (!has(part, '*') && (wild || !has(part, '/')))
			return NULL;
		if (wild && !has(part, '/'))
			return NULL;
		parts++;
	}
	return parts > 1 ? "write one glob for each" : NULL;
}

static const char *
commas(const struct spelled *glob)
{
	return list_by(glob, ',', false);
}

/* Names have blanks more often than commas. */
static const char *
blanks(const struct spelled *glob)
{
	return list_by(glob, ' ', true);
}

const char *
glob_slip(struct arena *run, struct str text, const char **help)
{
	static const struct {
		const char *why;
		const char *(*mend)(const struct spelled *glob);
	} slips[] = {
		{"the quotes are a part of it", quotes},
		{"it is one glob, not a list", commas},
		{"braces are no choice", braces},
		{"'|' is no choice", bar},
		{"it is one glob, not a list", blanks},
		{"it has a blank where a name begins or ends", blank_borders},
		{"it begins as comments do", comment},
		{"'~' is no folder of a repository", home},
		{"variables are not filled in", variable},
		{"nothing in .git is tracked", git_folder},
		{"it is a glob, not a regular expression", anchors},
		{"folders end with '/', not with ':'", colon},
		{"no class matches '/'", slash_in_class},
	};
	const struct spelled glob = {run, text, plain_of(run, text)};

	for (size_t i = 0; text.size > 0 && i < sizeof slips / sizeof *slips; i++) {
		*help = slips[i].mend(&glob);
		if (*help)
			return slips[i].why;
	}
	*help = NULL;
	return NULL;
}
