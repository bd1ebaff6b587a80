/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines and texts in, where HTML starts and ends and what is left without comments out.
 *
 * The one thing to know: stripping is linear whatever the text: once no closing is left for a
 * comment or for a run of so many backticks, none is looked for again.
 */
#include "read/markdown_html.h"

#include <string.h>

enum {
	HTML_RAW = 1,
	HTML_COMMENT = 2,
	HTML_INSTRUCTION = 3,
	HTML_DECLARATION = 4,
	HTML_CDATA = 5,
	HTML_BLOCK = 6,
	HTML_TAG = 7,
	HTML_LONGEST_NAME = 16,
	STRIP_TICKS = 64,
};

static const char *const html_raw_tags[] = {"pre", "script", "style", "textarea", NULL};

static const char *const html_block_tags[] = {
	"address", "article",  "aside",  "base",     "basefont", "blockquote", "body",
	"caption", "center",   "col",    "colgroup", "dd",       "details",    "dialog",
	"dir",     "div",      "dl",     "dt",       "fieldset", "figcaption", "figure",
	"footer",  "form",     "frame",  "frameset", "h1",       "h2",         "h3",
	"h4",      "h5",       "h6",     "head",     "header",   "hr",         "html",
	"iframe",  "legend",   "li",     "link",     "main",     "menu",       "menuitem",
	"nav",     "noframes", "ol",     "optgroup", "option",   "p",          "param",
	"search",  "section",  "source", "summary",  "table",    "tbody",      "td",
	"tfoot",   "th",       "thead",  "title",    "tr",       "track",      "ul",
	NULL,
};

static bool
html_is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
html_is_name(char byte)
{
	return html_is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-';
}

static bool
html_is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The tag name at the start of `text`. */
static struct str
html_name(struct str text)
{
	size_t size = 0;
	if (text.size == 0 || !html_is_letter(text.data[0]))
		return STR("");
	while (size < text.size && html_is_name(text.data[size]))
		size++;
	return str_cut(text, 0, size);
}

static bool
html_is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++) {
		if (str_equal_fold(name, str_of(*names)))
			return true;
	}
	return false;
}

/* Behind a tag name of the first and sixth kind: the end, a blank, '>' (or "/>" for the sixth). */
static bool
html_name_ends(struct str text, size_t at, bool slash)
{
	if (at >= text.size || html_is_blank(text.data[at]) || text.data[at] == '>')
		return true;
	return slash && text.data[at] == '/' && at + 1 < text.size && text.data[at + 1] == '>';
}

/* The end of attributes from `at` on, or SIZE_MAX when they are none. */
static size_t
html_attributes(struct str text, size_t at)
{
	for (;;) {
		size_t blanks = at;
		while (at < text.size && html_is_blank(text.data[at]))
			at++;
		if (at == text.size || text.data[at] == '>' || text.data[at] == '/')
			return at;
		if (at == blanks || (!html_is_letter(text.data[at]) && text.data[at] != '_' &&
				     text.data[at] != ':'))
			return SIZE_MAX;
		while (at < text.size &&
		       (html_is_name(text.data[at]) || strchr("_:.", text.data[at])) &&
		       text.data[at])
			at++;
		size_t equals = at;
		while (equals < text.size && html_is_blank(text.data[equals]))
			equals++;
		if (equals == text.size || text.data[equals] != '=')
			continue;
		at = equals + 1;
		while (at < text.size && html_is_blank(text.data[at]))
			at++;
		if (at == text.size)
			return SIZE_MAX;
		char quote = text.data[at];
		if (quote == '"' || quote == '\'') {
			size_t end = str_find_byte(str_cut(text, at + 1, text.size), quote);
			if (end == SIZE_MAX)
				return SIZE_MAX;
			at += end + 2;
			continue;
		}
		size_t start = at;
		while (at < text.size && !html_is_blank(text.data[at]) && text.data[at] &&
		       !strchr("\"'=<>`", text.data[at]))
			at++;
		if (at == start)
			return SIZE_MAX;
	}
}

/* One whole opening or closing tag alone in its line. */
static bool
html_is_tag_line(struct str text)
{
	bool closing = text.size > 1 && text.data[1] == '/';
	struct str name = html_name(str_cut(text, closing ? 2 : 1, text.size));
	if (name.size == 0)
		return false;
	size_t at = 1 + closing + name.size;
	if (closing) {
		while (at < text.size && html_is_blank(text.data[at]))
			at++;
	} else {
		at = html_attributes(text, at);
		if (at == SIZE_MAX)
			return false;
		at += at < text.size && text.data[at] == '/';
	}
	return at < text.size && text.data[at] == '>' &&
	       str_trim(str_cut(text, at + 1, text.size)).size == 0;
}

int
markdown_html_starts(struct str text, bool in_paragraph)
{
	if (text.size < 2 || text.data[0] != '<')
		return 0;
	if (str_starts(text, STR("<!--")))
		return HTML_COMMENT;
	if (text.data[1] == '?')
		return HTML_INSTRUCTION;
	if (str_starts(text, STR("<![CDATA[")))
		return HTML_CDATA;
	if (text.data[1] == '!')
		return text.size > 2 && html_is_letter(text.data[2]) ? HTML_DECLARATION : 0;
	bool closing = text.data[1] == '/';
	struct str name = html_name(str_cut(text, closing ? 2 : 1, text.size));
	size_t at = 1 + closing + name.size;
	if (!closing && html_is_one_of(name, html_raw_tags) && html_name_ends(text, at, false))
		return HTML_RAW;
	if (html_is_one_of(name, html_block_tags) && html_name_ends(text, at, true))
		return HTML_BLOCK;
	return !in_paragraph && html_is_tag_line(text) ? HTML_TAG : 0;
}

int
markdown_html_heading(struct str text, struct str *heading)
{
	struct str name = html_name(str_cut(text, 1, text.size));
	if (text.size < 2 || text.data[0] != '<' || name.size != 2 ||
	    (name.data[0] != 'h' && name.data[0] != 'H') || name.data[1] < '1' ||
	    name.data[1] > '6')
		return 0;
	size_t at = html_attributes(text, 1 + name.size);
	if (at == SIZE_MAX || at >= text.size || text.data[at] != '>')
		return 0;
	struct str inner = str_trim(str_cut(text, at + 1, text.size));
	char end[] = {'<', '/', name.data[0], name.data[1], '>', '\0'};
	if (!str_ends_fold(inner, str_of(end)))
		return 0;
	*heading = str_trim(str_cut(inner, 0, inner.size - strlen(end)));
	return name.data[1] - '0';
}

bool
markdown_html_hides(struct str text, bool hidden)
{
	for (;;) {
		struct str mark = hidden ? STR("-->") : STR("<!--");
		size_t at = str_find(text, mark);
		if (at == SIZE_MAX)
			return hidden;
		text = str_cut(text, at + mark.size, text.size);
		hidden = !hidden;
	}
}

static bool
html_ends_raw(struct str text)
{
	for (size_t at = 0; at + 2 < text.size; at++) {
		if (text.data[at] != '<' || text.data[at + 1] != '/')
			continue;
		struct str name = html_name(str_cut(text, at + 2, text.size));
		if (html_is_one_of(name, html_raw_tags) && at + 2 + name.size < text.size &&
		    text.data[at + 2 + name.size] == '>')
			return true;
	}
	return false;
}

bool
markdown_html_ends(int kind, struct str text)
{
	switch (kind) {
	case HTML_RAW:
		return html_ends_raw(text);
	case HTML_COMMENT:
		return str_find(text, STR("-->")) != SIZE_MAX;
	case HTML_INSTRUCTION:
		return str_find(text, STR("?>")) != SIZE_MAX;
	case HTML_DECLARATION:
		return str_find_byte(text, '>') != SIZE_MAX;
	case HTML_CDATA:
		return str_find(text, STR("]]>")) != SIZE_MAX;
	default:
		return false;
	}
}

/* A pass over one text. */
struct strip {
	struct str text;
	bool html;
	bool no_more_ends;
	bool no_more_ticks[STRIP_TICKS];
};

/* The end of the comment that starts at `at`, or SIZE_MAX. "<!-->" and "<!--->" are whole ones. */
static size_t
strip_comment(struct strip *strip, size_t at)
{
	struct str rest = str_cut(strip->text, at + 4, strip->text.size);
	if (str_starts(rest, STR(">")))
		return at + 5;
	if (str_starts(rest, STR("->")))
		return at + 6;
	size_t end = strip->no_more_ends ? SIZE_MAX : str_find(rest, STR("-->"));
	if (end != SIZE_MAX)
		return at + 4 + end + 3;
	strip->no_more_ends = true;
	return strip->html ? strip->text.size : SIZE_MAX;
}

static size_t
strip_ticks(struct str text, size_t at)
{
	size_t size = 0;
	while (at + size < text.size && text.data[at + size] == '`')
		size++;
	return size;
}

/* The end of the code span that starts with `size` backticks at `at`; without a closing run, the
 * end of the opening one. */
static size_t
strip_code(struct strip *strip, size_t at, size_t size)
{
	size_t from = at + size;
	if (size >= STRIP_TICKS || strip->no_more_ticks[size])
		return from;
	for (size_t next = from; next < strip->text.size;) {
		size_t run = strip_ticks(strip->text, next);
		if (run == size)
			return next + run;
		next += run ? run : 1;
	}
	strip->no_more_ticks[size] = true;
	return from;
}

/* How much from `at` on stays as it is; 0: a comment starts here and ends at *after. */
static size_t
strip_keep(struct strip *strip, size_t at, size_t *after)
{
	char byte = strip->text.data[at];
	if (byte == '`' && !strip->html)
		return strip_code(strip, at, strip_ticks(strip->text, at)) - at;
	if (byte == '\\' && !strip->html && at + 1 < strip->text.size)
		return strip->text.data[at + 1] == '`' || strip->text.data[at + 1] == '<' ? 2 : 1;
	if (byte != '<' || !str_starts(str_cut(strip->text, at, at + 4), STR("<!--")))
		return 1;
	*after = strip_comment(strip, at);
	return *after == SIZE_MAX ? 1 : 0;
}

size_t
markdown_strip(char *text, size_t size, bool html)
{
	struct strip strip = {.text = str_make(text, size), .html = html};
	size_t out = 0;
	for (size_t at = 0; at < size;) {
		size_t after = 0;
		size_t keep = strip_keep(&strip, at, &after);
		if (keep == 0) {
			at = after;
			continue;
		}
		memmove(text + out, text + at, keep);
		out += keep;
		at += keep;
	}
	return out;
}
