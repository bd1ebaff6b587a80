/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether something written says anything: text or a value goes in, the kind of emptiness comes
 * out.
 *
 * A text is a placeholder when every line beyond headings, rules and comments is one: a word as TODO
 * or N/A, alone or followed by ':' and what is to be done, in brackets, emphasis, quotes or a list. So is a line without a word: marks, tags, a template, a label or a
 * list marker with nothing behind it, a table's header. The one thing to know: the word has to
 * stand alone; "Todo-list application" and "No N/A rows" are real text. A text of headings alone
 * says nothing either.
 */
#include "model/evidence.h"

#include <math.h>

#include "base/utf8.h"
#include "model/evidence_markup.h"
#include "model/evidence_phrase.h"
#include "model/value.h"

/* Blank to the eye, beside what utf8_is_unsafe knows: Unicode's White_Space, and Braille's blank. */
bool
evidence_is_blank(uint32_t point)
{
	if (point < 0x80)
		return point <= ' ' || point == 0x7f;
	return utf8_is_unsafe(point) || point == 0xa0 || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200a) || point == 0x202f || point == 0x205f ||
	       point == 0x2800 || point == 0x3000;
}

/* The blocks of Unicode that hold marks alone; what is between them, and a byte that is no UTF-8,
 * may be a letter. */
bool
evidence_is_mark(uint32_t point)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} marks[] = {
		{0x80, 0xa9},       {0xab, 0xb1},     {0xb4, 0xb4},     {0xb6, 0xb8},
		{0xbb, 0xbb},       {0xbf, 0xbf},     {0x300, 0x36f},   {0xe000, 0xf8ff},
		{0xfffc, 0xfffc},   {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2000, 0x2069},
		{0x20a0, 0x20ff},   {0x2190, 0x245f}, {0x2500, 0x2bff}, {0x2e00, 0x2e7f},
		{0x3000, 0x3004},   {0x3008, 0x3020}, {0xfe00, 0xfe6f}, {0xff01, 0xff0f},
		{0xff1a, 0xff20},   {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0x1f000, 0x1f0ff},
		{0x1f200, 0x1faff},
	};
	if (point < 0x80)
		return !((point >= '0' && point <= '9') ||
			 ((point | 0x20) >= 'a' && (point | 0x20) <= 'z'));
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (point >= marks[i].first && point <= marks[i].last)
			return true;
	return evidence_is_blank(point);
}

static bool
evidence_is_wordless(struct str text)
{
	for (size_t at = 0; at < text.size;) {
		size_t start = at;
		uint32_t point = utf8_next(text, &at);
		/* Written out, U+FFFD is what is left of a letter; a byte that is none may be one. */
		if (!evidence_is_mark(point) && !(point == 0xfffd && at - start == 3))
			return false;
	}
	return true;
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

/* The list markers and quotes before a line: "- ", "* ", "+ ", "1. ", "2) ", "> ", "[ ] ";
 * also with nothing behind them. */
static struct str
evidence_unlist(struct str line)
{
	for (;;) {
		size_t digits = 0;
		while (digits < line.size && line.data[digits] >= '0' && line.data[digits] <= '9')
			digits++;
		size_t size = 0;
		if (digits && digits < line.size && evidence_is_in(line.data[digits], ".)") &&
		    (digits + 1 == line.size || line.data[digits + 1] == ' '))
			size = digits + 1;
		else if (line.size >= 2 && evidence_is_in(line.data[0], "-*+>") &&
			 line.data[1] == ' ')
			size = 2;
		else if (line.size >= 3 && line.data[0] == '[' && line.data[2] == ']' &&
			 (line.size == 3 || line.data[3] == ' ') &&
			 evidence_is_in(line.data[1], " xX"))
			size = 3;
		if (size == 0)
			return line;
		line = evidence_trim(str_cut(line, size, line.size));
	}
}

/* "**Developed by:** rest" → "rest": a label in bold, as card templates have them. */
static struct str
evidence_unlabel(struct str line)
{
	struct str bold = str_starts(line, STR("__")) ? STR("__") : STR("**");
	if (!str_starts(line, bold))
		return line;
	struct str inner = str_cut(line, 2, line.size);
	size_t end = str_find(inner, bold);
	if (end == SIZE_MAX)
		return line;
	struct str label = str_cut(inner, 0, end);
	struct str rest = evidence_trim(str_cut(inner, end + 2, inner.size));
	if (str_ends(label, STR(":")))
		return rest;
	if (!str_starts(rest, STR(":")))
		return line;
	return evidence_trim(str_cut(rest, 1, rest.size));
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

/* After the word, a blank and a mark: what is still to be done; "by" and at most three words: who
 * does it. */
static bool
evidence_is_task(struct str rest)
{
	static const char *const marks[] = {"-", "/", "\xe2\x80\x93", "\xe2\x80\x94"};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(rest, str_of(marks[i])))
			return true;
	size_t words = 0;
	bool by = evidence_starts_fold(rest, STR("by "));
	for (struct str word; by && str_split(&rest, ' ', &word);)
		words += word.size > 0;
	return by && words <= 4;
}

/* What may follow the word: nothing, "(who)", closing marks, stops, or ':', ',' or ';' and
 * anything. */
static bool
evidence_is_closed(struct str rest)
{
	if (str_starts(rest, STR("("))) {
		size_t end = str_find_byte(rest, ')');
		rest = end == SIZE_MAX ? STR("") : str_cut(rest, end + 1, rest.size);
	}
	struct str trimmed = evidence_trim(rest);
	if (trimmed.data != rest.data && evidence_is_task(trimmed))
		return true;
	rest = trimmed;
	while (rest.size && evidence_is_in(rest.data[0], "*_~`\"'])}>"))
		rest = str_cut(rest, 1, rest.size);
	rest = evidence_trim(rest);
	return rest.size == 0 || evidence_is_in(rest.data[0], ":,;") ||
	       str_starts(rest, STR("\xe2\x80\x94")) || evidence_is_wordless(rest);
}

/* "TBD tables are misread": what follows the word is a sentence about such things. "FIXME this is wrong"
 * is none of them. */
static bool
evidence_is_sentence(struct str rest)
{
	static const char *const verbs[] = {"is", "are", "was", "were"};
	static const char *const pointing[] = {"this", "that", "what", "how",  "why",  "who",
					       "the",  "it",   "when", "once", "until"};
	struct str word;

	for (bool first = true; str_split(&rest, ' ', &word); first = false) {
		for (size_t i = 0; first && i < sizeof pointing / sizeof pointing[0]; i++)
			if (str_equal_fold(word, str_of(pointing[i])))
				return false;
		for (size_t i = 0; !first && i < sizeof verbs / sizeof verbs[0]; i++)
			if (str_equal_fold(word, str_of(verbs[i])))
				return true;
	}
	return false;
}

/* "TODO write this", "tbd in spring": what is still to be done stands behind the word without a mark.
 * "TODO list manager" and "Todo app" speak of lists of tasks. */
static bool
evidence_is_reminder(struct str word, struct str rest)
{
	static const char *const lists[] = {"list",        "lists",        "app",   "apps",
					    "application", "applications", "items", "item",
					    "manager",     "planner"};
	struct str trimmed = evidence_trim(rest);
	struct str next;
	if (!str_is(word, "todo") && evidence_is_sentence(trimmed))
		return false;
	if (!evidence_is_in(word.data[0], "tf") || str_find_byte(word, ' ') != SIZE_MAX ||
	    trimmed.size == 0 || trimmed.data == rest.data)
		return false;
	if (!str_is(word, "todo"))
		return true;
	str_split(&trimmed, ' ', &next);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		if (str_equal_fold(next, str_of(lists[i])))
			return false;
	return true;
}

/* "XXX" and longer. */
static bool
evidence_is_crossed_out(struct str line)
{
	return line.size >= 3 && evidence_is_only(line, "xX");
}

static bool
evidence_is_placeholder_words(struct str line)
{
	static const char *const words[] = {"todo",
					    "tbd",
					    "tbc",
					    "tba",
					    "fixme",
					    "xxx",
					    "n/a",
					    "to be written",
					    "to be determined",
					    "to be defined",
					    "to be confirmed",
					    "to be completed",
					    "to be added",
					    "to be announced",
					    "more information needed"};
	if (evidence_is_phrase(line))
		return true;
	while (line.size && evidence_is_in(line.data[0], "#/"))
		line = str_cut(line, 1, line.size);
	line = evidence_unwrap(evidence_trim(line));
	if (evidence_is_wordless(line) || evidence_is_crossed_out(line))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		/* Letters differ by one bit: most words are not measured. */
		if ((line.data[0] | 0x20) != words[i][0])
			continue;
		struct str word = str_of(words[i]);
		if (!evidence_starts_fold(line, word))
			continue;
		struct str rest = str_cut(line, word.size, line.size);
		/* "TBD/TBD" */
		while (str_starts(rest, STR("/")) &&
		       evidence_starts_fold(str_cut(rest, 1, rest.size), word))
			rest = str_cut(rest, 1 + word.size, rest.size);
		if (evidence_is_closed(rest) || evidence_is_reminder(word, rest))
			return true;
	}
	return false;
}

/* A row of a table whose cells all say nothing. */
static bool
evidence_is_placeholder_row(struct str line)
{
	struct str cell;
	while (str_split(&line, '|', &cell))
		if (!evidence_is_placeholder_words(evidence_trim(cell)))
			return false;
	return true;
}

static bool
evidence_is_placeholder_line(struct str line, bool in_table)
{
	line = evidence_unlist(line);
	if (in_table || str_starts(line, STR("|")))
		return evidence_is_placeholder_row(line);
	return str_ends(line, STR(":")) || evidence_is_link_definition(line) ||
	       evidence_is_placeholder_words(line) ||
	       evidence_is_placeholder_words(evidence_unlabel(line));
}

/* Whether the next line makes a table's header of the one before: "|---|:-:|". */
static bool
evidence_is_header(struct str line, struct str rest)
{
	struct str next;
	if (str_find_byte(line, '|') == SIZE_MAX || !str_line(&rest, &next))
		return false;
	next = evidence_trim(next);
	return str_find_byte(next, '-') != SIZE_MAX && evidence_is_only(next, "|:- \t");
}

static struct str
evidence_fence(struct str line)
{
	if (str_starts(line, STR("```")))
		return STR("```");
	return str_starts(line, STR("~~~")) ? STR("~~~") : (struct str){0};
}

/* A pass over one text. */
struct evidence_pass {
	struct evidence_markup markup;
	struct str fence; /* of the code at hand; no data: none */
	bool in_table;
};

/* Whether a line that is not blank says nothing; `rest` is what follows it. */
static bool
evidence_says_nothing(struct evidence_pass *pass, struct str line, struct str rest)
{
	struct str fence = evidence_fence(line);
	if (pass->fence.data) {
		if (!fence.data || !str_equal(fence, pass->fence))
			return evidence_is_placeholder_words(line);
		pass->fence = (struct str){0};
		return true;
	}
	/* "```TODO```" is code in one line. */
	if (fence.data && !pass->markup.hidden_until &&
	    str_find(str_cut(line, fence.size, line.size), fence) == SIZE_MAX) {
		pass->fence = fence;
		return true;
	}
	line = evidence_seen(&pass->markup, line);
	struct str item = evidence_unlist(line);
	if (item.size != line.size)
		line = evidence_seen(&pass->markup, item);
	if (line.size == 0 || evidence_is_heading(line))
		return true;
	if (evidence_is_header(line, rest)) {
		pass->in_table = true;
		return true;
	}
	return evidence_is_placeholder_line(line, pass->in_table) || evidence_is_underlined(rest);
}

bool
evidence_is_placeholder(struct str text)
{
	struct evidence_pass pass = {0};
	bool said = false;
	struct str line;
	while (str_line(&text, &line)) {
		line = evidence_trim(line);
		if (line.size == 0) {
			pass.in_table = false;
			continue;
		}
		said = true;
		if (!evidence_says_nothing(&pass, line, text))
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
		for (size_t i = 0; i < value->list.count && emptiness != EMPTINESS_FILLED; i++)
			emptiness =
				evidence_join(emptiness, evidence_emptiness(&value->list.items[i]));
		return emptiness;
	}
	if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count && emptiness != EMPTINESS_FILLED; i++)
			emptiness = evidence_join(emptiness,
						  evidence_emptiness(&value->map.members[i].value));
		return emptiness;
	}
	if (value->type == VALUE_DOUBLE && !isfinite(value->real))
		return EMPTINESS_EMPTY;
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
