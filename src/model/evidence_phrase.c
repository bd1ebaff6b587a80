/* SPDX-License-Identifier: Apache-2.0
 *
 * A line in, whether its words are a phrase that stands for what is still to be written out.
 *
 * The line is taken as words: what is no letter and no digit stands between them, so that "T.B.D.",
 * "n / a" and "To-do" are "t b d", "n a" and "to do". What stands behind a ':' or in parentheses
 * says for whom or until when. The one thing to know: a phrase has to be the whole line; a sentence
 * that begins like one says something.
 */
#include "model/evidence_phrase.h"

#include "base/utf8.h"
#include "model/evidence.h"
#include "model/evidence_answer.h"

enum {
	WORDS_MAX = 12,
	TASK_WORDS = 8,
	LINE_MAX = 200, /* bytes; a longer line is a sentence */
};

struct phrase {
	struct str words[WORDS_MAX];
	size_t count;
	bool bracketed; /* the whole line stands in brackets or braces */
};

/* Without the pictures and marks before it. */
static struct str
phrase_shown(struct str line)
{
	for (size_t at = 0, next = 0; at < line.size; at = next) {
		if ((unsigned char)line.data[at] < 0x80 && line.data[at] != ' ')
			return str_cut(line, at, line.size);
		if (!evidence_is_mark(utf8_next(line, &next)))
			return str_cut(line, at, line.size);
	}
	return line;
}

/* The text of a link that is the whole line, else the line. */
static struct str
phrase_of_link(struct str line)
{
	size_t close = str_find(line, STR("]("));

	if (!str_starts(line, STR("[")) || !str_ends(line, STR(")")) || close == SIZE_MAX)
		return line;
	return str_cut(line, 1, close);
}

/* The most usual case of what evidence_is_mark denies. */
static inline bool
phrase_is_letter(uint32_t point)
{
	return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
}

/* The words up to a ':' or a parenthesis; false when there are too many. */
static bool
phrase_split(struct str line, struct phrase *out)
{
	size_t start = SIZE_MAX;

	out->count = 0;
	for (size_t at = 0, next; at <= line.size; at = next) {
		uint32_t point = at < line.size ? (unsigned char)line.data[at] : ' ';

		next = at + 1;
		if (point >= 0x80) {
			next = at;
			point = utf8_next(line, &next);
		}
		if (phrase_is_letter(point) || !evidence_is_mark(point)) {
			start = start == SIZE_MAX ? at : start;
			continue;
		}
		if (start != SIZE_MAX && out->count == WORDS_MAX)
			return false;
		if (start != SIZE_MAX)
			out->words[out->count++] = str_cut(line, start, at);
		start = SIZE_MAX;
		if (out->count > 0 && (point == ':' || point == '('))
			break;
	}
	return out->count > 0;
}

static bool
phrase_word_is(const struct phrase *phrase, size_t at, const char *word)
{
	return at < phrase->count && str_equal_fold(phrase->words[at], str_of(word));
}

static bool
phrase_word_among(const struct phrase *phrase, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (phrase_word_is(phrase, at, *words))
			return true;
	return false;
}

/* Whether the words are exactly these. */
static bool
phrase_is(const struct phrase *phrase, const char *words)
{
	struct str rest = str_of(words);
	struct str word;
	size_t at = 0;

	/* Letters differ by one bit: most phrases are not looked at any further. */
	if ((phrase->words[0].data[0] | 0x20) != words[0])
		return false;
	while (str_split(&rest, ' ', &word))
		if (at >= phrase->count || !str_equal_fold(phrase->words[at++], word))
			return false;
	return at == phrase->count;
}

static bool
phrase_is_fixed(const struct phrase *phrase)
{
	static const char *const fixed[] = {
		"t b d",
		"t b c",
		"t b a",
		"t o d o",
		"to do",
		"n a",
		"nil",
		"null",
		"none yet",
		"more info needed",
		"more info required",
		"more information required",
		"information needed",
		"fill in",
		"fill me in",
		"fill this in",
		"fill out",
		"placeholder",
		"placeholder text",
		"pending",
		"pending review",
		"pending approval",
		"pending legal review",
		"pending confirmation",
		"to follow",
		"to come",
		"coming soon",
		"wip",
		"work in progress",
		"in progress",
		"under construction",
		"forthcoming",
		"tk",
		"string",
		NULL,
	};

	for (const char *const *one = fixed; *one; one++)
		if (phrase_is(phrase, *one))
			return true;
	return false;
}

static bool
phrase_is_number(struct str word)
{
	for (size_t i = 0; i < word.size; i++)
		if (word.data[i] < '0' || word.data[i] > '9')
			return false;
	return true;
}

/* "to be decided", "to be discussed with legal"; "to be used by recruiters" says something. */
static bool
phrase_is_to_be(const struct phrase *phrase)
{
	static const char *const verbs[] = {
		"added",      "agreed",    "announced", "assessed",   "clarified", "completed",
		"confirmed",  "decided",   "defined",   "determined", "discussed", "done",
		"documented", "evaluated", "filled",    "finalised",  "finalized", "provided",
		"reviewed",   "specified", "supplied",  "updated",    "written",   NULL};
	static const char *const links[] = {"after", "at",   "before", "by",   "in",
					    "later", "on",   "once",   "soon", "until",
					    "when",  "with", NULL};

	return phrase_word_is(phrase, 0, "to") && phrase_word_is(phrase, 1, "be") &&
	       phrase_word_among(phrase, 2, verbs) &&
	       (phrase->count == 3 ||
		(phrase->count <= TASK_WORDS && phrase_word_among(phrase, 3, links)));
}

static bool
phrase_is_not_yet(const struct phrase *phrase)
{
	static const char *const verbs[] = {
		"assessed",  "available",  "complete",   "completed", "decided",   "defined",
		"described", "determined", "documented", "done",      "evaluated", "filled",
		"known",     "provided",   "specified",  "written",   NULL};

	return phrase->count == 3 && phrase_word_is(phrase, 0, "not") &&
	       phrase_word_is(phrase, 1, "yet") && phrase_word_among(phrase, 2, verbs);
}

/* "[insert results here]", "your text here", "{failure modes}", "TODO-123". */
static bool
phrase_is_slot(const struct phrase *phrase)
{
	static const char *const asking[] = {"add",  "describe", "enter",   "fill", "insert",
					     "list", "provide",  "replace", "type", "write",
					     "your", "specify",  NULL};
	static const char *const tickets[] = {"todo", "tbd", "tbc", "fixme", NULL};
	bool here = phrase_word_is(phrase, phrase->count - 1, "here");

	if (phrase->count == 2 && phrase_word_among(phrase, 0, tickets) &&
	    phrase_is_number(phrase->words[1]))
		return true;
	return (phrase->bracketed || here) && phrase->count > 1 &&
	       phrase_word_among(phrase, 0, asking);
}

/* "[^1]", "[TOC]": what is made into something else, and says nothing by itself. */
static bool
phrase_is_mark(struct str line)
{
	if (str_starts(line, STR("[^")) && str_find_byte(line, ']') == line.size - 1)
		return true;
	return str_equal_fold(line, STR("[TOC]")) || str_equal_fold(line, STR("[[_TOC_]]")) ||
	       str_equal_fold(line, STR("{:toc}"));
}

static bool
phrase_is_template(struct str line)
{
	return str_starts(line, STR("{")) && str_find_byte(line, '}') == line.size - 1 &&
	       str_find_byte(line, '"') == SIZE_MAX && str_find_byte(line, ':') == SIZE_MAX;
}

static bool
phrase_has_word(struct str line, const char *words)
{
	struct str word;

	while (str_split(&line, ' ', &word))
		for (struct str rest = str_of(words), one; str_split(&rest, '|', &one);)
			if (str_equal_fold(word, one))
				return true;
	return false;
}

/* The printers' text; an English sentence about it says something. */
static bool
phrase_is_filler(struct str line)
{
	return str_equal_fold(str_cut(line, 0, 5), STR("lorem")) &&
	       str_equal_fold(str_cut(line, 6, 11), STR("ipsum")) &&
	       !phrase_has_word(line, "is|are|was|were|the");
}

/* "$FAILURE_MODES", "%FAILURE%", "@@FAILURE@@": a name that a program should have replaced. */
static bool
phrase_is_variable(struct str line)
{
	size_t start = 0;
	size_t end = line.size;

	while (start < end && str_find_byte(STR("$%@#="), line.data[start]) != SIZE_MAX)
		start++;
	while (end > start && str_find_byte(STR("$%@#="), line.data[end - 1]) != SIZE_MAX)
		end--;
	if (start == 0 || start == end || (end == line.size && line.data[0] != '$'))
		return false;
	for (size_t i = start; i < end; i++)
		if (line.data[i] != '_' && !phrase_is_letter((unsigned char)line.data[i]))
			return false;
	return true;
}

/* A link that leads nowhere says what its text says; one that leads somewhere says where. */
static bool
phrase_leads_nowhere(struct str line)
{
	return str_find(line, STR("](")) == SIZE_MAX || str_ends(line, STR("]()")) ||
	       str_ends(line, STR("](#)"));
}

/* "[link]()", "[here](#)" */
static bool
phrase_is_dead_link(struct str line)
{
	size_t close = str_find(line, STR("]("));

	return str_starts(line, STR("[")) && close != SIZE_MAX && phrase_leads_nowhere(line) &&
	       str_find_byte(str_cut(line, 0, close), ' ') == SIZE_MAX;
}

/* "(optional)", "[none]": notes of a form, when brackets set them apart. */
static bool
phrase_is_note(struct str line, const struct phrase *phrase)
{
	static const char *const notes[] = {"email",       "e mail",   "name",     "contact",
					    "date",        "team",     "optional", "required",
					    "mandatory",   "none",     "if any",   "if applicable",
					    "recommended", "if known", "describe", NULL};
	bool enclosed =
		phrase->bracketed || (str_starts(line, STR("(")) && str_ends(line, STR(")")));

	for (const char *const *note = notes; enclosed && *note; note++)
		if (phrase_is(phrase, *note))
			return true;
	return false;
}

/* "Details: TBD": of one label, whatever it is, what has to be said is still to come. */
static bool
phrase_is_label_of(struct str line)
{
	size_t colon = str_find_byte(line, ':');
	struct str label = str_cut(line, 0, colon);
	struct str rest = str_trim(str_cut(line, colon, line.size));
	size_t blanks = 0;

	for (size_t i = 0; i < label.size; i++)
		blanks += label.data[i] == ' ';
	rest = str_trim(str_cut(rest, 1, rest.size));
	while (rest.size > 0 && str_find_byte(STR(".!"), rest.data[rest.size - 1]) != SIZE_MAX)
		rest.size--;
	return colon != SIZE_MAX && blanks <= 2 &&
	       (str_equal_fold(rest, STR("tbd")) || str_equal_fold(rest, STR("tbc")) ||
		str_equal_fold(rest, STR("todo")) || str_equal_fold(rest, STR("fixme")));
}

/* "~~struck out~~" */
static bool
phrase_is_struck_out(struct str line)
{
	struct str inner = str_cut(line, 2, line.size - 2);

	return line.size > 4 && str_starts(line, STR("~~")) && str_ends(line, STR("~~")) &&
	       str_find(inner, STR("~~")) == SIZE_MAX;
}

bool
evidence_is_phrase(struct str line)
{
	struct phrase phrase = {0};

	line = phrase_shown(line);
	if (phrase_is_filler(line))
		return true;
	if (line.size == 0 || line.size > LINE_MAX)
		return false;
	if (phrase_is_mark(line) || phrase_is_template(line) || phrase_is_variable(line) ||
	    phrase_is_struck_out(line) || phrase_is_label_of(line) || phrase_is_dead_link(line))
		return true;
	phrase.bracketed = line.size > 1 && (line.data[0] == '[' || line.data[0] == '{') &&
			   (line.data[line.size - 1] == ']' || line.data[line.size - 1] == '}');
	if (str_starts(line, STR("![")))
		line = str_cut(line, 1, line.size);
	if (phrase_leads_nowhere(line) && evidence_answers_nothing(phrase_of_link(line)))
		return true;
	if (!phrase_split(phrase_of_link(line), &phrase))
		return false;
	if (phrase.count == 1 && str_starts(line, STR("[")) &&
	    str_find(line, STR("](")) != SIZE_MAX &&
	    (phrase_word_is(&phrase, 0, "todo") || phrase_word_is(&phrase, 0, "tbd")))
		return true;
	return phrase_is_note(line, &phrase) || phrase_is_fixed(&phrase) ||
	       phrase_is_to_be(&phrase) || phrase_is_not_yet(&phrase) || phrase_is_slot(&phrase);
}
