/* SPDX-License-Identifier: Apache-2.0
 *
 * Text before a number → whether it names the number. In: a text and where the number starts. Out: how
 * one of the detector's header words stands right before it. What turns the meaning of a column's name
 * (detect_header) turns it here, too: "phone_id=" names no telephone number.
 */
#include "detect/announced.h"

#include "detect/detect.h"
#include "detect/header.h"
#include "detect/token.h"

enum {
	GAP_MAX = 8,   /* bytes between a name and its value: "\": \"" with escapes */
	NAME_MAX = 32, /* bytes of the name that are looked at */
	WORD_MAX = 7,  /* letters of a word that is looked up before all else */
};

static bool
is_in(struct str set, char byte)
{
	return str_find_byte(set, byte) < set.size;
}

/* The name that ends before `end`, from the start of a word. */
static struct str
name_before(struct str text, size_t end)
{
	size_t start = end;

	while (start > 0 && end - start < NAME_MAX &&
	       (token_is_word(text.data[start - 1]) ||
		(unsigned char)text.data[start - 1] >= 0x80 ||
		is_in(STR(" -."), text.data[start - 1])))
		start--;
	/* "TEL;TYPE=CELL:", as in vCards (RFC 6350 §6.4.1). */
	if (start > 4 && str_equal_fold(str_cut(text, start - 5, start), STR("type=")))
		while (start > 0 && end - start < NAME_MAX && text.data[start - 1] != '\n')
			start--;
	while (start > 0 && start < end && token_is_word(text.data[start - 1]))
		start++;
	/* "</phone>" ends one. */
	return str_cut(text, start > 0 && text.data[start - 1] == '/' ? end : start, end);
}

static char
small(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool
is_lettered(char byte)
{
	return token_is_letter(byte) || (unsigned char)byte >= 0x80;
}

/* The last word of a text, as far as it is looked at. */
static struct str
last_word(struct str text)
{
	size_t end = text.size;
	size_t start;

	while (end > 0 && !is_lettered(text.data[end - 1]))
		end--;
	for (start = end; start > 0 && end - start < NAME_MAX && is_lettered(text.data[start - 1]);)
		start--;
	return str_cut(text, start, end);
}

static bool
is_filler(struct str word)
{
	static const char *const fillers[] = {"number", "num", "no", "nr", "is", "was", NULL};

	for (const char *const *filler = fillers; *filler; filler++)
		if (str_equal_fold(word, str_of(*filler)))
			return true;
	return false;
}

/* Without the words that may stand between a name and its number. */
static struct str
without_fillers(struct str name)
{
	struct str last = last_word(name);

	while (is_filler(last)) {
		name = str_cut(name, 0, (size_t)(last.data - name.data));
		last = last_word(name);
	}
	return name;
}

/* Whether the last word before the number begins as a header word does, or one as it: most text is let go
 * here. Of long words the end may be one. */
static bool
may_name(const struct detector *detector, struct str last)
{
	if (last.size > WORD_MAX)
		return true;
	for (const char *const *word = detector->header; *word; word++) {
		size_t i = 0;

		while (i < last.size && (*word)[i] && small(last.data[i]) == (*word)[i])
			i++;
		if (i == last.size || !(*word)[i])
			return last.size > 0;
	}
	return false;
}

enum announced
announced_by(const struct detector *detector, struct str text, size_t at)
{
	enum announced how = ANNOUNCED_AS_WORD;
	size_t end = at;
	struct str name;
	struct str bare;
	struct str last;

	while (end > 0 && at - end < GAP_MAX && is_in(STR(" \t:=>\"'\\.#(["), text.data[end - 1])) {
		end--;
		if (is_in(STR(":=>\"'"), text.data[end]))
			how = ANNOUNCED_AS_NAME;
	}
	if (end == at || end == 0)
		return NOT_ANNOUNCED;
	last = last_word(str_cut(text, 0, end));
	if (!may_name(detector, last) && !is_filler(last))
		return NOT_ANNOUNCED;
	name = name_before(text, end);
	bare = without_fillers(name);
	/* In a vCard a type stands behind the name. */
	if (is_in(name, '='))
		return detect_header(detector, name) == DETECT_NAMED ? how : NOT_ANNOUNCED;
	if (detect_header(detector, name) != DETECT_NAMED ||
	    (!header_ends(detector, bare) && !header_ends(detector, name)))
		return NOT_ANNOUNCED;
	return how;
}
