/* SPDX-License-Identifier: Apache-2.0
 *
 * A line in, the part of it that says something out.
 *
 * The one thing to know: each search for a closing mark stops at the next opening one, so that a
 * line of opening marks alone costs linear time.
 */
#include "model/evidence_markup.h"

#include "model/evidence.h"

#include "base/utf8.h"

static bool
markup_is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static struct str
markup_from(struct str text, size_t at)
{
	return str_cut(text, at, text.size);
}

static size_t
markup_find_fold(struct str text, struct str needle)
{
	for (size_t at = 0; at + needle.size <= text.size; at++)
		if (str_equal_fold(str_cut(text, at, at + needle.size), needle))
			return at;
	return SIZE_MAX;
}

/* The size of what starts with `open` and ends with `close` without another `open` in between. */
static size_t
markup_enclosed(struct str text, const char *open, const char *close)
{
	struct str start = str_of(open);
	struct str end = str_of(close);
	if (!str_starts(text, start))
		return 0;
	for (size_t at = start.size; at < text.size; at++) {
		struct str rest = markup_from(text, at);
		if (str_starts(rest, end))
			return at + end.size;
		if (str_starts(rest, start))
			return 0;
	}
	return 0;
}

/* "<name …>", "</name>", "<!DOCTYPE …>"; no "<https://…>" and no "<who@where>", which are seen. */
static size_t
markup_tag(struct str text)
{
	bool mark = text.size > 1 && (text.data[1] == '/' || text.data[1] == '!');
	size_t size = markup_enclosed(text, "<", ">");
	if (size < 3 || (!mark && !markup_is_letter(text.data[1])))
		return 0;
	struct str inner = str_cut(text, 1, size - 1);
	struct str name = str_cut(inner, 0, str_find_byte(inner, ' '));
	if (name.size == inner.size &&
	    (str_find_byte(name, '@') != SIZE_MAX || str_find_byte(name, ':') != SIZE_MAX))
		return 0;
	return size;
}

/* "![](address)", "[](address)". */
static size_t
markup_textless(struct str text)
{
	size_t start = str_starts(text, STR("!")) ? 1 : 0;
	struct str rest = markup_from(text, start);
	if (!str_starts(rest, STR("[](")))
		return 0;
	size_t size = markup_enclosed(markup_from(rest, 2), "(", ")");
	return size ? start + 2 + size : 0;
}

static size_t
markup_entity(struct str text)
{
	static const char *const blanks[] = {
		"&nbsp;",   "&#160;",    "&#xa0;",  "&ensp;",   "&emsp;",
		"&thinsp;", "&shy;",     "&zwnj;",  "&zwj;",    "&lrm;",
		"&rlm;",    "&NoBreak;", "&#8203;", "&#x200b;", "&ZeroWidthSpace;",
		"&#8205;",  "&hellip;",  "&mdash;", "&ndash;"};
	for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
		struct str blank = str_of(blanks[i]);
		if (str_equal_fold(str_cut(text, 0, blank.size), blank))
			return blank.size;
	}
	return 0;
}

/* The mark that ends what hides everything from here on; NULL when nothing of that kind starts. */
static const char *
markup_hides(struct str text)
{
	static const struct {
		const char *start;
		const char *end;
	} hiding[] = {
		{"<!--", "-->"},        {"<script", "</script>"},
		{"<style", "</style>"}, {"<summary", "</summary>"},
		{"<?", "?>"},
	};
	for (size_t i = 0; i < sizeof hiding / sizeof hiding[0]; i++) {
		struct str start = str_of(hiding[i].start);
		if (str_equal_fold(str_cut(text, 0, start.size), start))
			return hiding[i].end;
	}
	return NULL;
}

/* How much at the start of `text` is not seen; 0: something seen starts here. */
static size_t
markup_skip(struct evidence_markup *markup, struct str text)
{
	if (!markup->hidden_until && text.data[0] == '<')
		markup->hidden_until = markup_hides(text);
	if (markup->hidden_until) {
		struct str end = str_of(markup->hidden_until);
		size_t at = markup_find_fold(text, end);
		if (at == SIZE_MAX)
			return text.size;
		markup->hidden_until = NULL;
		return at + end.size;
	}
	size_t size = 0;
	switch (text.data[0]) {
	case '<':
		size = markup_enclosed(text, "<%", "%>");
		return size ? size : markup_tag(text);
	case '{':
		size = markup_enclosed(text, "{{", "}}");
		return size ? size : markup_enclosed(text, "{%", "%}");
	case '$':
		return markup_enclosed(text, "${", "}");
	case '&':
		return markup_entity(text);
	case '!':
	case '[':
		return markup_textless(text);
	default:
		return 0;
	}
}

/* Whether one of the bytes that markup_skip looks for stands in the line. */
static bool
markup_may_stand_in(struct str line)
{
	for (size_t at = 0; at < line.size; at++)
		switch (line.data[at]) {
		case '<':
		case '{':
		case '$':
		case '&':
		case '!':
		case '[':
			return true;
		default:
			break;
		}
	return false;
}

struct str
evidence_seen(struct evidence_markup *markup, struct str line)
{
	if (!markup->hidden_until && !markup_may_stand_in(line))
		return line;
	size_t first = SIZE_MAX;
	size_t last = 0;
	for (size_t at = 0; at < line.size;) {
		size_t skip = markup_skip(markup, markup_from(line, at));
		if (skip) {
			at += skip;
			continue;
		}
		size_t start = at;
		if (evidence_is_blank(utf8_next(line, &at)))
			continue;
		first = first == SIZE_MAX ? start : first;
		last = at;
	}
	return first == SIZE_MAX ? STR("") : str_cut(line, first, last);
}

bool
evidence_is_link_definition(struct str line)
{
	if (!str_starts(line, STR("[")) || str_starts(line, STR("[^")))
		return false;
	size_t end = str_find(line, STR("]:"));
	if (end == SIZE_MAX)
		return false;
	struct str rest = str_trim(markup_from(line, end + 2));
	size_t blank = str_find_byte(rest, ' ');
	if (rest.size == 0 || blank == SIZE_MAX)
		return rest.size > 0;
	rest = str_trim(markup_from(rest, blank));
	return str_starts(rest, STR("(")) || str_starts(rest, STR("\"")) ||
	       str_starts(rest, STR("'"));
}
