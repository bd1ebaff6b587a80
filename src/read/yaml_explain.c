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

/* A place in the text; its column is counted once it is told. */
struct spot {
	size_t at;
	size_t start; /* of the line */
	uint32_t line;
};

/* A text while quotes and brackets are looked for. Every byte is looked at a fixed number of times. */
struct quotes {
	struct str text;
	struct spot now;
	size_t indent;               /* of the line */
	struct spot open[OPEN_MOST]; /* brackets */
	size_t open_count;
};

/* The byte there; NUL behind the end. */
static char
byte_at(const struct quotes *quotes, size_t at)
{
	return at < quotes->text.size ? quotes->text.data[at] : '\0';
}

static bool
at_end(const struct quotes *quotes)
{
	return quotes->now.at >= quotes->text.size;
}

static void
begin_line(struct quotes *quotes, size_t start)
{
	quotes->now = (struct spot){.at = start, .start = start, .line = quotes->now.line + 1};
	quotes->indent = 0;
	while (byte_at(quotes, start + quotes->indent) == ' ')
		quotes->indent++;
}

static void
next_line(struct quotes *quotes)
{
	struct str rest = str_cut(quotes->text, quotes->now.at, quotes->text.size);
	size_t end = str_find_byte(rest, '\n');

	begin_line(quotes, end == SIZE_MAX ? quotes->text.size : quotes->now.at + end + 1);
}

/* Whether a value can begin here: at the start of a line, behind "- ", ": ", or in a list or map. */
static bool
may_begin(const struct quotes *quotes)
{
	size_t at = quotes->now.at;
	bool spaced;
	char last;

	while (at > quotes->now.start && quotes->text.data[at - 1] == ' ')
		at--;
	if (at == quotes->now.start)
		return true;
	spaced = at < quotes->now.at;
	last = quotes->text.data[at - 1];
	return last == '[' || last == '{' || last == ',' ||
	       (spaced && (last == ':' || last == '-' || last == '?'));
}

/* Go behind the quote that closes; the line of it, 0: there is none. */
static uint32_t
close_quote(struct quotes *quotes)
{
	char quote = byte_at(quotes, quotes->now.at++);

	while (!at_end(quotes)) {
		char byte = byte_at(quotes, quotes->now.at);
		char next = byte_at(quotes, quotes->now.at + 1);

		if (byte == '\n')
			next_line(quotes);
		else if ((quote == '"' && byte == '\\' && next != '\n') ||
			 (quote == '\'' && byte == quote && next == quote))
			quotes->now.at += 2;
		else if (quotes->now.at++, byte == quote)
			return quotes->now.line;
	}
	return 0;
}

/* Go over the lines of a text that a line with '|' or '>' begins. */
static void
skip_text(struct quotes *quotes)
{
	size_t indent = quotes->indent;

	do
		next_line(quotes);
	while (!at_end(quotes) && (quotes->indent > indent ||
				   byte_at(quotes, quotes->now.start + quotes->indent) == '\n'));
}

/* Go over the end of a line, a comment or such a text. */
static bool
skip(struct quotes *quotes, char byte)
{
	size_t at = quotes->now.at;

	if (byte == '\n' ||
	    (byte == '#' && (at == quotes->now.start || byte_at(quotes, at - 1) == ' ')))
		next_line(quotes);
	else if ((byte == '|' || byte == '>') && may_begin(quotes))
		skip_text(quotes);
	else
		return false;
	return true;
}

static void
count_bracket(struct quotes *quotes, char byte)
{
	if ((byte == '[' || byte == '{') && may_begin(quotes)) {
		if (quotes->open_count < OPEN_MOST)
			quotes->open[quotes->open_count++] = quotes->now;
	} else if ((byte == ']' || byte == '}') && quotes->open_count > 0) {
		quotes->open_count--;
	}
}

/* Whether something stands behind a quote that cannot: what is quoted was meant to end before. */
static bool
has_rest(const struct quotes *quotes)
{
	size_t at = quotes->now.at;

	/* Without a space in front it begins no comment, though libyaml takes it for one. */
	if (byte_at(quotes, at) == '#')
		return true;
	while (byte_at(quotes, at) == ' ')
		at++;
	return str_find_byte(STR(",]}:#\r\n"), byte_at(quotes, at)) == SIZE_MAX &&
	       at < quotes->text.size;
}

/* The quote that is closed in a later line and then followed by something, or where libyaml stopped,
 * or never. On the way brackets are counted. */
static bool
find_open_quote(struct quotes *quotes, uint32_t stopped, struct spot *out)
{
	begin_line(quotes, 0);
	while (!at_end(quotes) && quotes->now.line <= stopped) {
		char byte = byte_at(quotes, quotes->now.at);
		uint32_t closed;

		*out = quotes->now;
		if (skip(quotes, byte))
			continue;
		if ((byte != '"' && byte != '\'') || !may_begin(quotes)) {
			count_bracket(quotes, byte);
			quotes->now.at++;
			continue;
		}
		closed = close_quote(quotes);
		if (closed == 0 || (closed > out->line && (closed == stopped || has_rest(quotes))))
			return true;
	}
	return false;
}

static struct place
place_of(const struct tree *tree, const struct spot *spot)
{
	struct str before = str_cut(tree->text, spot->start, spot->at);

	return (struct place){
		.line = spot->line + tree->lines_before,
		.column = (uint32_t)utf8_count(before) + 1,
	};
}

/* What is wrong before a quote begins is not wrong because of it. */
static bool
is_before(const struct place *place, struct place quote)
{
	return place->line < quote.line ||
	       (place->line == quote.line && place->column < quote.column);
}

/* Where what stands in brackets began, as libyaml says, or as they were counted. */
static struct place
bracket_of(const struct tree *tree, const struct yaml_trouble *trouble, const struct quotes *quotes)
{
	if (!str_is(str_of(trouble->context), "while parsing a flow node"))
		return trouble->began;
	return quotes->open_count > 0 ? place_of(tree, &quotes->open[quotes->open_count - 1])
				      : trouble->at;
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
	struct spot quote;

	place.end_column = 0;
	if (find_open_quote(&quotes, place.line - tree->lines_before, &quote) &&
	    !is_before(&place, place_of(tree, &quote)))
		return err_help(tree_error(tree, place_of(tree, &quote),
					   "the quote that begins here is not closed in its line: "
					   "%s in line %u",
					   problem, place.line),
				"close the quote");
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
