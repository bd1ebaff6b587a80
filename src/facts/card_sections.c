/* SPDX-License-Identifier: Apache-2.0
 *
 * What a Markdown card says under its headings. In: the sections of a document. Out: fields: the
 * text under a heading that means one, with what stands under its subheadings; and "**Key:** value"
 * lines whose key means one.
 *
 * The one thing to know: only text counts. A section whose lines are all blank or placeholders has
 * the first placeholder as its value, so that a template that nobody filled in stays empty.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "facts/card.h"
#include "facts/facts.h"
#include "model/evidence.h"

enum {
	NAME_BYTES = 256,     /* a longer heading means no field */
	HEADING_BYTES = 4096, /* with its markup */
};

struct name {
	char text[NAME_BYTES];
	size_t size;
};

static char
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* How much of a heading at `at` is markup: tags, the address of a link, "{#id}". */
static size_t
markup(struct str text, size_t at)
{
	struct str rest = str_cut(text, at, text.size);
	char last = text.data[at] == '<' ? '>' : text.data[at] == '{' ? '}' : ')';
	size_t end;

	if (last == ')' && !str_starts(rest, STR("](")))
		return 0;
	end = str_find_byte(rest, last);
	return end == SIZE_MAX ? 0 : end + 1;
}

static void
add_word(struct name *name, const char *word)
{
	if (name->size > 0 && name->text[name->size - 1] != ' ')
		name->text[name->size++] = ' ';
	while (*word)
		name->text[name->size++] = *word++;
}

/* Lower case, words joined by one space, without numbering, marks, markup and emphasis. Commas stay
 * behind their word; "&" is "and". */
static struct str
normalise(struct str text, struct name *name)
{
	size_t start = 0;

	name->size = 0;
	text = str_cut(text, 0, HEADING_BYTES);
	for (size_t at = 0; at < text.size && name->size + 8 < NAME_BYTES;) {
		size_t from = at;
		size_t skip = markup(text, at);
		uint32_t point = skip ? ' ' : utf8_next(text, &at);

		at += skip;
		if (point == '\'')
			continue;
		if (point == ',' && name->size > 0 && name->text[name->size - 1] != ' ')
			name->text[name->size++] = ',';
		if (point == '&' || point == '/' || point == '+')
			add_word(name, "and");
		if (!evidence_is_mark(point)) {
			for (; from < at; from++)
				name->text[name->size++] = lower(text.data[from]);
		} else if (name->size > 0 && name->text[name->size - 1] != ' ') {
			name->text[name->size++] = ' ';
		}
	}
	while (name->size > 0 && name->text[name->size - 1] == ' ')
		name->size--;
	/* "1.2 Uses" → "uses" */
	while (start < name->size &&
	       ((name->text[start] >= '0' && name->text[start] <= '9') || name->text[start] == ' '))
		start++;
	if (start > 0 && start < name->size && name->text[start - 1] != ' ')
		start = 0;
	return str_make(name->text + start, name->size - start);
}

/* The fields that a heading or key means: often one; "Limitations and failure modes" means two.
 * Facts that are no fields of a card have no spelling here: their names are never headings of one. */
static size_t
fields_of(const struct kind *kind, const struct card_shape *shape, struct str text,
	  const char *fields[CARD_FIELDS])
{
	struct name buffer;

	return card_heading(kind, shape, normalise(text, &buffer), fields);
}

static struct str
without_marker(struct str line)
{
	line = str_trim(line);
	while (line.size > 0 && (line.data[0] == '-' || line.data[0] == '*' ||
				 line.data[0] == '+' || line.data[0] == '>'))
		line = str_trim(str_cut(line, 1, line.size));
	return line;
}

static bool
is_rule(struct str line)
{
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] != '-' && line.data[i] != '*' && line.data[i] != '_' &&
		    line.data[i] != '=' && line.data[i] != '|' && line.data[i] != ' ' &&
		    line.data[i] != ':')
			return false;
	return true;
}

/* The text if it says anything; else the first line that is a placeholder by itself, or "". */
static struct str
said(struct str text)
{
	struct str rest = text;
	struct str line;
	bool blank = true;

	if (!evidence_is_placeholder(text))
		return text;
	while (str_line(&rest, &line)) {
		struct str bare = without_marker(line);

		if (bare.size == 0 || is_rule(bare))
			continue;
		if (evidence_is_placeholder(bare))
			return bare;
		blank = false;
	}
	return blank ? STR("") : text;
}

static int64_t
level_of(const struct value *section)
{
	const struct value *level = value_get(section, STR("level"));

	return level && level->type == VALUE_INT ? level->integer : 0;
}

/* The text of section `at` and of those beneath it that mean no field of their own. */
static struct value
text_of(struct view *view, const struct kind *kind, const struct card_shape *shape,
	const struct value *sections, size_t at)
{
	const struct value *section = &sections->list.items[at];
	const struct value *own = value_get(section, STR("text"));
	struct value text = value_null();
	const char *fields[CARD_FIELDS];
	struct buf all;

	buf_init(&all, view->scratch, view->limits->record_bytes);
	buf_add(&all, value_string(own));
	for (size_t i = at + 1; i < sections->list.count; i++) {
		const struct value *below = &sections->list.items[i];

		if (level_of(below) <= level_of(section) ||
		    fields_of(kind, shape, value_string(value_get(below, STR("heading"))), fields) >
			    0)
			break;
		buf_byte(&all, '\n');
		buf_add(&all, value_string(value_get(below, STR("text"))));
	}
	text = value_str(str_trim(said(str_dup(view->scratch, buf_str(&all)))));
	text.place = own ? own->place : section->place;
	return text;
}

/* "**Key:** value", "- **Key**: value": one field on one line. */
static bool
key_and_value(struct str line, struct str *key, struct str *value)
{
	size_t close;

	line = str_trim(line);
	while (line.size > 1 && (line.data[0] == '-' || line.data[0] == '+' ||
				 (line.data[0] == '*' && line.data[1] != '*')))
		line = str_trim(str_cut(line, 1, line.size));
	if (!str_starts(line, STR("**")))
		return false;
	line = str_cut(line, 2, line.size);
	close = str_find(line, STR("**"));
	if (close == SIZE_MAX)
		return false;
	*key = str_trim(str_cut(line, 0, close));
	*value = str_trim(str_cut(line, close + 2, line.size));
	if (str_ends(*key, STR(":")))
		return true;
	if (!str_starts(*value, STR(":")))
		return false;
	*value = str_trim(str_cut(*value, 1, value->size));
	return true;
}

/* Where code is in a section's text: between fences, or indented below a blank line outside of a
 * list. */
struct code {
	char fence;
	bool in_list;
	bool after_blank;
};

static bool
is_code(struct code *code, struct str line)
{
	struct str bare = str_trim(line);
	bool indented = str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
	bool fence = str_starts(bare, STR("```")) || str_starts(bare, STR("~~~"));

	if (code->fence || fence) {
		if (!code->fence)
			code->fence = bare.data[0];
		else if (fence && bare.data[0] == code->fence)
			code->fence = '\0';
		return true;
	}
	if (bare.size == 0) {
		code->after_blank = true;
		return false;
	}
	if (indented && code->after_blank && !code->in_list)
		return true;
	if (!indented)
		code->in_list = bare.size > 1 && bare.data[1] == ' ' &&
				(bare.data[0] == '-' || bare.data[0] == '*' || bare.data[0] == '+');
	code->after_blank = false;
	return false;
}

static void
add_lines(struct view *view, const struct kind *kind, const struct card_shape *shape,
	  const struct value *text, struct value *fields)
{
	struct str rest = value_string(text);
	struct str line;
	struct str key;
	struct str written;
	struct code code = {.after_blank = true};

	for (uint32_t number = text->place.line; str_line(&rest, &line); number++) {
		const char *meant[CARD_FIELDS];
		struct value value;
		size_t count;

		if (is_code(&code, line) || !key_and_value(line, &key, &written))
			continue;
		count = fields_of(kind, shape, key, meant);
		value = value_str(written);
		value.place = (struct place){.line = number, .column = 1};
		for (size_t i = 0; i < count; i++)
			card_fill(view, fields, meant[i], value);
	}
}

/* "Model Card for Screener" → "Screener" */
static struct str
title(struct str heading)
{
	static const char *const prefixes[] = {"model card for ", "model card of ", "model card: ",
					       "model card - ",   "model: ",        NULL};

	for (const char *const *prefix = prefixes; *prefix; prefix++) {
		struct str start = str_of(*prefix);

		if (heading.size > start.size &&
		    str_equal_fold(str_cut(heading, 0, start.size), start))
			return str_trim(str_cut(heading, start.size, heading.size));
	}
	return str_equal_fold(heading, STR("model card")) ? STR("") : heading;
}

static void
add_section(struct view *view, const struct kind *kind, const struct card_shape *shape,
	    const struct value *sections, size_t at, struct card *card)
{
	const struct value *section = &sections->list.items[at];
	const struct value *heading = value_get(section, STR("heading"));
	const struct value *text = value_get(section, STR("text"));
	const char *fields[CARD_FIELDS];
	size_t count = fields_of(kind, shape, value_string(heading), fields);

	for (size_t i = 0; i < count; i++)
		card_fill(view, &card->fields, fields[i], text_of(view, kind, shape, sections, at));
	if (count == 0 && shape->title && level_of(section) == 1 &&
	    title(value_string(heading)).size > 0) {
		struct value name = value_str(title(value_string(heading)));

		name.place = heading->place;
		card->titled = card->titled || !value_get(&card->fields, str_of(shape->title));
		card_fill(view, &card->fields, shape->title, name);
	}
	if (text)
		add_lines(view, kind, shape, text, &card->fields);
}

struct err *
card_sections(struct view *view, const struct kind *kind, const struct card_shape *shape,
	      const struct value *tree, struct card *card)
{
	const struct value *sections = value_get(tree, STR("sections"));

	if (!sections || sections->type != VALUE_LIST)
		return err_new(view->scratch, "the document has no sections");
	for (size_t i = 0; i < sections->list.count; i++)
		add_section(view, kind, shape, sections, i, card);
	return NULL;
}
