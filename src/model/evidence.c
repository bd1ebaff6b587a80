/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether something written says anything: text or a value goes in, the kind of emptiness comes
 * out.
 *
 * A text is a placeholder when every line beyond headings, rules and comments is one: a word such
 * as TODO or N/A, on its own or followed by ':' and what is still to be done, in brackets,
 * emphasis, quotes or a list. The one thing to know: the word has to stand alone; "Todo-list
 * application" and "No N/A rows" are real text. A text of headings alone says nothing either.
 */
#include "model/evidence.h"

#include "base/utf8.h"
#include "model/value.h"

/* Blank to the eye, beside what utf8_is_unsafe knows: spaces and fillers (Unicode White_Space and
 * Default_Ignorable_Code_Point). */
static bool
evidence_is_blank(uint32_t point)
{
	return utf8_is_unsafe(point) || point == ' ' || point == 0xa0 || point == 0xad ||
	       point == 0x034f || point == 0x115f || point == 0x1160 || point == 0x1680 ||
	       point == 0x180e || (point >= 0x2000 && point <= 0x200a) || point == 0x202f ||
	       point == 0x205f || point == 0x2800 || point == 0x3000 || point == 0x3164 ||
	       point == 0xffa0;
}

/* Where the last code point of a text that has one begins. */
static size_t
evidence_last(struct str text)
{
	size_t start = text.size - 1;
	while (start > 0 && text.size - start < 4 &&
	       ((unsigned char)text.data[start] & 0xc0) == 0x80)
		start--;
	size_t end = start;
	utf8_next(text, &end);
	return end == text.size ? start : text.size - 1;
}

/* Without the blanks at both ends; takes no longer than there are blanks, for it is called for each
 * layer of wrapping. */
static struct str
evidence_trim(struct str text)
{
	while (text.size) {
		size_t next = 0;
		if (!evidence_is_blank(utf8_next(text, &next)))
			break;
		text = str_cut(text, next, text.size);
	}
	while (text.size) {
		size_t last = evidence_last(text);
		size_t at = last;
		if (!evidence_is_blank(utf8_next(text, &at)))
			break;
		text = str_cut(text, 0, last);
	}
	return text;
}

static bool
evidence_is_in(char byte, const char *set)
{
	return byte != '\0' && str_find_byte(str_of(set), byte) != SIZE_MAX;
}

/* Only of these bytes, blanks aside. */
static bool
evidence_is_only(struct str text, const char *set)
{
	for (size_t i = 0; i < text.size; i++) {
		if (!evidence_is_in(text.data[i], set))
			return false;
	}
	return true;
}

/* "# Title", and what draws a line: "---", "***", "===", "|---|:-:|". */
static bool
evidence_is_heading(struct str line)
{
	size_t marks = 0;
	while (marks < line.size && line.data[marks] == '#')
		marks++;
	if (marks >= 1 && marks <= 6 && (marks == line.size || line.data[marks] == ' '))
		return true;
	return line.size >= 2 && evidence_is_only(line, "-*_=|:+ ");
}

/* Whether the next line makes a heading of the one before: "=====" or "-----" (CommonMark §4.3). */
static bool
evidence_is_underlined(struct str rest)
{
	struct str line;
	if (!str_line(&rest, &line))
		return false;
	line = evidence_trim(line);
	return line.size >= 2 && (evidence_is_only(line, "=") || evidence_is_only(line, "-"));
}

/* The list markers and quotes before a line: "- ", "* ", "+ ", "1. ", "2) ", "> ", "[ ] ". */
static struct str
evidence_unlist(struct str line)
{
	for (;;) {
		size_t digits = 0;
		while (digits < line.size && line.data[digits] >= '0' && line.data[digits] <= '9')
			digits++;
		size_t size = 0;
		if (digits && digits + 1 < line.size && evidence_is_in(line.data[digits], ".)") &&
		    line.data[digits + 1] == ' ')
			size = digits + 2;
		else if (line.size >= 2 && evidence_is_in(line.data[0], "-*+>") &&
			 line.data[1] == ' ')
			size = 2;
		else if (line.size >= 4 && line.data[0] == '[' && line.data[2] == ']' &&
			 line.data[3] == ' ' && evidence_is_in(line.data[1], " xX"))
			size = 4;
		if (size == 0)
			return line;
		line = evidence_trim(str_cut(line, size, line.size));
	}
}

/* "**Developed by:** rest" → "rest": a label in bold, as card templates have them. */
static struct str
evidence_unlabel(struct str line)
{
	if (!str_starts(line, STR("**")))
		return line;
	struct str inner = str_cut(line, 2, line.size);
	size_t end = str_find(inner, STR("**"));
	if (end == SIZE_MAX)
		return line;
	struct str label = str_cut(inner, 0, end);
	struct str rest = evidence_trim(str_cut(inner, end + 2, inner.size));
	if (str_ends(label, STR(":")))
		return rest.size ? rest : line;
	if (!str_starts(rest, STR(":")))
		return line;
	rest = evidence_trim(str_cut(rest, 1, rest.size));
	return rest.size ? rest : line;
}

/* Without the brackets, emphasis and quotes around it. */
static struct str
evidence_unwrap(struct str text)
{
	static const char wrapping[] = "*_~`\"'[](){}<>";
	struct str before;
	do {
		before = text;
		while (text.size && evidence_is_in(text.data[0], wrapping))
			text = str_cut(text, 1, text.size);
		while (text.size && evidence_is_in(text.data[text.size - 1], wrapping))
			text = str_cut(text, 0, text.size - 1);
		text = evidence_trim(text);
	} while (text.size != before.size);
	return text;
}

static bool
evidence_starts_fold(struct str text, struct str word)
{
	return text.size >= word.size && str_equal_fold(str_cut(text, 0, word.size), word);
}

/* What may follow the word: nothing, "(who)", closing marks, stops, or ':' and anything. */
static bool
evidence_is_closed(struct str rest)
{
	if (str_starts(rest, STR("("))) {
		size_t end = str_find_byte(rest, ')');
		rest = end == SIZE_MAX ? STR("") : str_cut(rest, end + 1, rest.size);
	}
	rest = evidence_trim(rest);
	while (rest.size && evidence_is_in(rest.data[0], "*_~`\"'])}>"))
		rest = str_cut(rest, 1, rest.size);
	rest = evidence_trim(rest);
	return rest.size == 0 || rest.data[0] == ':' || evidence_is_only(rest, ".!? ") ||
	       str_is(rest, "\xe2\x80\xa6");
}

static bool
evidence_is_placeholder_words(struct str line)
{
	static const char *const words[] = {
		"todo",
		"tbd",
		"tbc",
		"fixme",
		"xxx",
		"n/a",
		"to be written",
		"to be determined",
		"to be defined",
		"to be confirmed",
		"to be completed",
		"more information needed",
	};
	line = evidence_unwrap(line);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct str word = str_of(words[i]);
		if (evidence_starts_fold(line, word) &&
		    evidence_is_closed(str_cut(line, word.size, line.size)))
			return true;
	}
	return false;
}

static bool
evidence_is_placeholder_line(struct str line)
{
	line = evidence_unlist(line);
	return evidence_is_placeholder_words(line) ||
	       evidence_is_placeholder_words(evidence_unlabel(line));
}

/* Leave out comments that begin a line; what follows one on its line is looked at. False when
 * nothing is left of the line. */
static bool
evidence_uncomment(struct str *line, bool *in_comment)
{
	for (;;) {
		if (!*in_comment && !str_starts(*line, STR("<!--")))
			return line->size > 0;
		size_t end = str_find(*line, STR("-->"));
		*in_comment = end == SIZE_MAX;
		if (*in_comment)
			return false;
		*line = evidence_trim(str_cut(*line, end + 3, line->size));
	}
}

bool
evidence_is_placeholder(struct str text)
{
	bool in_comment = false;
	bool said = false;
	struct str line;
	while (str_line(&text, &line)) {
		line = evidence_trim(line);
		if (line.size == 0)
			continue;
		said = true;
		if (!evidence_uncomment(&line, &in_comment) || evidence_is_heading(line))
			continue;
		if (!evidence_is_placeholder_line(line) && !evidence_is_underlined(text))
			return false;
	}
	return said;
}

static enum emptiness
evidence_of_string(struct str text)
{
	if (evidence_trim(text).size == 0)
		return EMPTINESS_EMPTY;
	return evidence_is_placeholder(text) ? EMPTINESS_PLACEHOLDER : EMPTINESS_FILLED;
}

/* Fold one more leaf or branch in: filled beats placeholder beats empty. */
static enum emptiness
evidence_join(enum emptiness so_far, enum emptiness more)
{
	if (so_far == EMPTINESS_FILLED || more == EMPTINESS_FILLED)
		return EMPTINESS_FILLED;
	return more == EMPTINESS_PLACEHOLDER ? more : so_far;
}

enum emptiness
evidence_emptiness(const struct value *value)
{
	enum emptiness emptiness = EMPTINESS_EMPTY;
	if (!value || value->type == VALUE_NULL)
		return EMPTINESS_MISSING;
	if (value->type == VALUE_STRING)
		return evidence_of_string(value->string);
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++)
			emptiness =
				evidence_join(emptiness, evidence_emptiness(&value->list.items[i]));
		return emptiness;
	}
	if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count; i++)
			emptiness = evidence_join(emptiness,
						  evidence_emptiness(&value->map.members[i].value));
		return emptiness;
	}
	return EMPTINESS_FILLED;
}

const char *
evidence_emptiness_text(enum emptiness emptiness)
{
	switch (emptiness) {
	case EMPTINESS_MISSING:
		return "missing";
	case EMPTINESS_EMPTY:
		return "empty";
	case EMPTINESS_PLACEHOLDER:
		return "a placeholder";
	case EMPTINESS_FILLED:
		break;
	}
	return "";
}
