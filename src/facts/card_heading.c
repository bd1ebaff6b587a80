/* SPDX-License-Identifier: Apache-2.0
 *
 * What a heading of a card means. In: its words, in lower case and joined by one blank. Out: fields.
 * First as it is written, then by its words: "Known failure modes and errors" is about failure
 * modes, "Limitations and failure modes" about both. Each part between "and", "or" and "with" has to
 * be a spelling of the field as a whole, words that add nothing ("known", "of the model") and the
 * plural aside; so "Training" is no more than it was.
 *
 * The one thing to know: a noun may be shared. In "Training and evaluation data" the first part is
 * "training data"; in "Training data and procedure" the second is "training procedure".
 */
#include "facts/card.h"

enum {
	WORDS_MAX = 16, /* a longer heading is a sentence */
	HEADING_MAX = 256,
};

struct words {
	struct str items[WORDS_MAX];
	size_t count;
};

static bool
is_among(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_is(word, *words))
			return true;
	return false;
}

/* Words that a heading may have beside those it is told by, by their first letter: a page can have a
 * hundred thousand headings, each of which is compared with every spelling. */
static bool
adds_nothing(struct str word)
{
	static const char *const fillers[26][7] = {
		['a' - 'a'] = {"a", "an", "any", "all"},
		['c' - 'a'] = {"common", "current"},
		['d' - 'a'] = {"detected"},
		['e' - 'a'] = {"expected", "existing"},
		['f' - 'a'] = {"for"},
		['i' - 'a'] = {"its", "in", "important", "identified"},
		['k' - 'a'] = {"known", "key"},
		['m' - 'a'] = {"model", "models", "main"},
		['n' - 'a'] = {"notable"},
		['o' - 'a'] = {"of", "our", "observed", "other", "overview"},
		['p' - 'a'] = {"possible", "potential", "primary"},
		['r' - 'a'] = {"reported", "remaining"},
		['s' - 'a'] = {"section"},
		['t' - 'a'] = {"the", "this", "these", "typical"},
	};
	unsigned letter = word.size > 0 ? (unsigned)((unsigned char)word.data[0] - 'a') : 26;

	return letter < 26 && is_among(word, fillers[letter]);
}

static bool
joins(struct str word)
{
	static const char *const joining[] = {"and", "or", "with", "plus", NULL};

	return is_among(word, joining);
}

/* One byte, or two, longer by the plural's "s" or "es". Neither is empty. */
static bool
same_word(struct str a, struct str b)
{
	struct str longer = a.size > b.size ? a : b;
	struct str shorter = a.size > b.size ? b : a;
	struct str rest = str_cut(longer, shorter.size, longer.size);

	return a.data[0] == b.data[0] && str_starts(longer, shorter) &&
	       (rest.size == 0 || (shorter.size > 2 && (str_is(rest, "s") || str_is(rest, "es"))));
}

/* Whether a spelling (of a field's name: between underscores) has these words, beside those that add
 * nothing. */
static bool
is_spelled(struct str spelling, char between, const struct words *words)
{
	struct str word;
	size_t at = 0;

	while (str_split(&spelling, between, &word)) {
		if (word.size == 0 || adds_nothing(word))
			continue;
		if (at == words->count || !same_word(word, words->items[at]))
			return false;
		at++;
	}
	return at > 0 && at == words->count;
}

static const char *
by_words(const struct kind *kind, const struct card_shape *shape, const struct words *words)
{
	if (words->count == 0)
		return NULL;
	for (const struct card_name *row = shape->headings; row->written; row++)
		if (is_spelled(str_of(row->written), ' ', words))
			return row->field;
	for (const struct fact_def *def = kind->facts; def->name; def++)
		if (def->key && is_spelled(str_of(def->name), '_', words))
			return def->name;
	return NULL;
}

/* A field's own name with blanks for underscores. */
static bool
is_field(struct str name, const char *field)
{
	struct str text = str_of(field);

	if (name.size != text.size)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (name.data[i] != (text.data[i] == '_' ? ' ' : text.data[i]))
			return false;
	return true;
}

static const char *
as_written(const struct kind *kind, const struct card_shape *shape, struct str name)
{
	for (const struct card_name *row = shape->headings; row->written; row++)
		if (str_is(name, row->written))
			return row->field;
	for (const struct fact_def *def = kind->facts; def->name; def++)
		if (def->key && is_field(name, def->name))
			return def->name;
	return NULL;
}

/* The parts of a heading between joining words; how many there are. */
static size_t
split_parts(struct str heading, struct words parts[CARD_FIELDS])
{
	struct str word;
	size_t count = 1;

	parts[0].count = 0;
	while (str_split(&heading, ' ', &word)) {
		struct words *part = &parts[count - 1];
		bool comma = str_ends(word, STR(","));

		word = str_cut(word, 0, word.size - comma);
		if (word.size > 0 && !joins(word) && !adds_nothing(word) && part->count < WORDS_MAX)
			part->items[part->count++] = word;
		if (part->count == 0 || (!comma && !joins(word)))
			continue;
		if (count == CARD_FIELDS)
			break;
		parts[count++].count = 0;
	}
	return count;
}

/* What one part means: a single word first with the noun it shares with its neighbours. */
static const char *
part_means(const struct kind *kind, const struct card_shape *shape, const struct words *parts,
	   size_t count, size_t at)
{
	const struct words *part = &parts[at];
	const struct words *last = &parts[count - 1];
	const char *field = NULL;

	if (part->count == 1 && at + 1 < count && last->count > 1)
		field = by_words(
			kind, shape,
			&(struct words){.items = {part->items[0], last->items[last->count - 1]},
					.count = 2});
	if (!field && part->count == 1 && at > 0 && parts[0].count > 1)
		field = by_words(
			kind, shape,
			&(struct words){.items = {parts[0].items[0], part->items[0]}, .count = 2});
	return field ? field : by_words(kind, shape, part);
}

size_t
card_heading(const struct kind *kind, const struct card_shape *shape, struct str heading,
	     const char *fields[CARD_FIELDS])
{
	struct words parts[CARD_FIELDS];
	char bare[HEADING_MAX];
	size_t size = 0;
	size_t count;
	size_t found = 0;

	for (size_t i = 0; i < heading.size && size < sizeof bare; i++)
		if (heading.data[i] != ',')
			bare[size++] = heading.data[i];
	fields[0] = as_written(kind, shape, str_make(bare, size));
	if (fields[0])
		return 1;
	count = split_parts(heading, parts);
	for (size_t i = 0; i < count; i++) {
		const char *field = part_means(kind, shape, parts, count, i);

		if (field)
			fields[found++] = field;
	}
	return found;
}
