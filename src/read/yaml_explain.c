/* SPDX-License-Identifier: Apache-2.0
 *
 * libyaml's complaint → an error. In: its words, where it stopped, the text. Out: the error with what
 * mends it, at the place that is wrong. libyaml stops where it cannot go on; of a quote or bracket
 * that is never closed that is some lines below, so those are looked for.
 */
#include "read/yaml_explain.h"

#include "base/utf8.h"

static const struct advice {
	const char *problem;
	const char *help;
} advices[] = {
	{"found character that cannot start any token",
	 "indent with spaces, not tabs; quote texts that start with one of @ ` % & * ! |"},
	{"found a tab character", "indent with spaces, not tabs"},
	{"mapping values are not allowed", "quote a text that holds ': '; check the indentation"},
	{"did not find expected key", "the keys of one map start in one column"},
	{"did not find expected '-'", "the elements of one list start in one column"},
	{"could not find expected ':'", "a key is followed by ':' and a space"},
	{"did not find expected ',' or ']'", "close the list with ']'"},
	{"did not find expected ',' or '}'", "close the map with '}'"},
	{"found unexpected end of stream", "close the quote"},
	{"found unknown escape character",
	 "in double quotes a backslash is written \\\\; single quotes take it as it is"},
	{"did not find expected <document start>", "a value ends before this line"},
	{"block sequence entries are not allowed", "start the list in a line of its own"},
};

/* Brackets within brackets that are kept account of. */
#define OPEN_MOST 16

/* A text while quotes and brackets are looked for. */
struct quotes {
	struct str text;
	size_t at;
	uint32_t line;
	size_t start;                 /* of the line */
	size_t indent;                /* of the line */
	struct place open[OPEN_MOST]; /* brackets */
	size_t open_count;
};

static void
measure(struct quotes *quotes)
{
	quotes->start = quotes->at;
	quotes->indent = 0;
	while (quotes->start + quotes->indent < quotes->text.size &&
	       quotes->text.data[quotes->start + quotes->indent] == ' ')
		quotes->indent++;
}

static void
next_line(struct quotes *quotes)
{
	size_t end = str_find_byte(str_cut(quotes->text, quotes->at, quotes->text.size), '\n');

	quotes->at = end == SIZE_MAX ? quotes->text.size : quotes->at + end + 1;
	quotes->line++;
	measure(quotes);
}

/* Whether a value can begin here: at the start of a line, behind "- ", ": ", or in a list or map. */
static bool
may_begin(const struct quotes *quotes)
{
	struct str before = str_cut(quotes->text, quotes->start, quotes->at);
	bool spaced = before.size > 0 && before.data[before.size - 1] == ' ';
	char last;

	before = str_trim(before);
	if (before.size == 0)
		return true;
	last = before.data[before.size - 1];
	return last == '[' || last == '{' || last == ',' ||
	       (spaced && (last == ':' || last == '-' || last == '?'));
}

/* Go behind the quote that closes; the line of it, 0: there is none. */
static uint32_t
close_quote(struct quotes *quotes)
{
	char quote = quotes->text.data[quotes->at++];

	while (quotes->at < quotes->text.size) {
		char byte = quotes->text.data[quotes->at];
		bool twice = quote == '\'' && quotes->at + 1 < quotes->text.size &&
			     quotes->text.data[quotes->at + 1] == quote;

		if (byte == '\n') {
			next_line(quotes);
			continue;
		}
		quotes->at++;
		if ((byte == '\\' && quote == '"') || (byte == quote && twice))
			quotes->at += quotes->at < quotes->text.size &&
				      quotes->text.data[quotes->at] != '\n';
		else if (byte == quote)
			return quotes->line;
	}
	return 0;
}

/* Go over a comment, or the lines of a text that a line with '|' or '>' at its end begins. */
static bool
skip(struct quotes *quotes)
{
	size_t indent = quotes->indent;
	char byte = quotes->text.data[quotes->at];
	bool begins = may_begin(quotes);

	if (byte == '\n' || (byte == '#' && (quotes->at == quotes->start ||
					     quotes->text.data[quotes->at - 1] == ' '))) {
		next_line(quotes);
		return true;
	}
	if (!begins || (byte != '|' && byte != '>'))
		return false;
	do
		next_line(quotes);
	while (quotes->at < quotes->text.size &&
	       (quotes->indent > indent ||
		quotes->text.data[quotes->start + quotes->indent] == '\n'));
	return true;
}

static struct place
here(const struct quotes *quotes)
{
	struct str before = str_cut(quotes->text, quotes->start, quotes->at);

	return (struct place){.line = quotes->line, .column = (uint32_t)utf8_count(before) + 1};
}

static void
count_bracket(struct quotes *quotes, char byte)
{
	if ((byte == '[' || byte == '{') && may_begin(quotes)) {
		if (quotes->open_count < OPEN_MOST)
			quotes->open[quotes->open_count++] = here(quotes);
	} else if ((byte == ']' || byte == '}') && quotes->open_count > 0) {
		quotes->open_count--;
	}
}

/* The quote that is closed in the line where libyaml stopped, or never, but not in its own line. On
 * the way brackets are counted. */
static bool
find_open_quote(struct quotes *quotes, uint32_t stopped, struct place *out)
{
	quotes->line = 1;
	measure(quotes);
	while (quotes->at < quotes->text.size && quotes->line <= stopped) {
		char byte = quotes->text.data[quotes->at];
		struct place place = here(quotes);
		uint32_t closed;

		if (skip(quotes))
			continue;
		if ((byte != '"' && byte != '\'') || !may_begin(quotes)) {
			count_bracket(quotes, byte);
			quotes->at++;
			continue;
		}
		closed = close_quote(quotes);
		if (closed == 0 || (closed == stopped && place.line < stopped)) {
			*out = place;
			return true;
		}
	}
	return false;
}

/* Where what stands in brackets began, as libyaml says, or as they were counted. */
static struct place
bracket_of(const struct tree *tree, const struct yaml_trouble *trouble, const struct quotes *quotes)
{
	struct place place = trouble->at;

	if (!str_is(str_of(trouble->context), "while parsing a flow node"))
		return trouble->began;
	if (quotes->open_count > 0) {
		place = quotes->open[quotes->open_count - 1];
		place.line += tree->lines_before;
	}
	return place;
}

static struct err *
advise(struct err *err, const char *problem)
{
	for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (str_starts(str_of(problem), str_of(advices[i].problem)))
			return err_help(err, "%s", advices[i].help);
	return err;
}

struct err *
yaml_explain(const struct tree *tree, const struct yaml_trouble *trouble)
{
	const char *problem = trouble->problem;
	const char *context = trouble->context;
	struct quotes quotes = {.text = tree->text};
	struct place place = trouble->at;
	struct place began;

	place.end_column = 0;
	if (find_open_quote(&quotes, place.line - tree->lines_before, &began)) {
		began.line += tree->lines_before;
		return err_help(tree_error(tree, began,
					   "the quote that begins here is not closed in its line: "
					   "%s in line %u",
					   problem, place.line),
				"close the quote");
	}
	began = bracket_of(tree, trouble, &quotes);
	began.end_column = 0;
	if (str_starts(str_of(context), STR("while parsing a flow")) && began.line < place.line)
		return advise(tree_error(tree, began,
					 "what begins here is not closed: %s in line %u", problem,
					 place.line),
			      problem);
	return advise(tree_error(tree, place, "%s%s%s", problem, *context ? " " : "", context),
		      problem);
}
