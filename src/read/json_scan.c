/* SPDX-License-Identifier: Apache-2.0
 *
 * Text in, tokens or one problem out: the grammar of RFC 8259 as a small machine.
 *
 * The one thing to know: `expected` is the whole state between two tokens, and one bit for each
 * level tells maps from lists; so nesting costs no stack. Refused on purpose: anything after the
 * value, leading zeros, NaN, single quotes, comments, trailing commas, lone surrogates. What keys
 * mean (duplicates) is not judged here.
 */
#include "read/json_scan.h"

#include <string.h>

#include "base/hex.h"

enum json_expected {
	EXPECT_VALUE,
	EXPECT_VALUE_OR_END, /* after '[' */
	EXPECT_KEY,
	EXPECT_KEY_OR_END,   /* after '{' */
	EXPECT_COMMA_OR_END, /* after an element */
	EXPECT_NOTHING,
};

static const char json_no_value[] = "this is no JSON value";
static const char json_no_value_help[] =
	"text needs double quotes; JSON knows true, false and null, and no NaN";

struct json_scan
json_scan(struct str text, size_t deepest)
{
	return (struct json_scan){
		.text = text,
		.deepest = deepest < JSON_DEEPEST ? deepest : JSON_DEEPEST,
		.expected = EXPECT_VALUE,
	};
}

static bool
json_fail(struct json_scan *scan, size_t at, const char *problem, const char *help)
{
	scan->problem = problem;
	scan->help = help;
	scan->problem_at = at;
	return false;
}

static bool
json_cut(struct json_scan *scan, const char *problem)
{
	scan->cut_off = true;
	return json_fail(scan, scan->text.size, problem, NULL);
}

static int
json_byte(const struct json_scan *scan, size_t at)
{
	return at < scan->text.size ? (unsigned char)scan->text.data[at] : -1;
}

static bool
json_is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

static bool
json_skip_digits(struct json_scan *scan)
{
	size_t start = scan->at;
	while (json_is_digit(json_byte(scan, scan->at)))
		scan->at++;
	return scan->at > start;
}

static bool
json_want_digits(struct json_scan *scan, const char *problem)
{
	if (json_skip_digits(scan))
		return true;
	if (scan->at == scan->text.size)
		return json_cut(scan, problem);
	return json_fail(scan, scan->at, problem, NULL);
}

static bool
json_number(struct json_scan *scan)
{
	size_t start = scan->at;
	if (json_byte(scan, scan->at) == '-')
		scan->at++;
	size_t first = scan->at;
	if (!json_want_digits(scan, "a number needs digits"))
		return false;
	if (scan->text.data[first] == '0' && scan->at > first + 1)
		return json_fail(scan, start, "a number starts with a zero",
				 "quote it when the zero matters, else drop it");
	if (json_byte(scan, scan->at) == '.') {
		scan->at++;
		if (!json_want_digits(scan, "a number needs digits after its point"))
			return false;
	}
	int byte = json_byte(scan, scan->at);
	if (byte != 'e' && byte != 'E')
		return true;
	scan->at++;
	byte = json_byte(scan, scan->at);
	if (byte == '+' || byte == '-')
		scan->at++;
	return json_want_digits(scan, "a number needs digits in its exponent");
}

/* Whether the text ends inside what could have become a second half. */
static bool
json_may_be_low(struct str rest)
{
	static const char start[] = "\\u";
	if (rest.size >= 6)
		return false;
	for (size_t at = 0; at < rest.size; at++) {
		bool fits = at < 2 ? rest.data[at] == start[at] : hex_digit(rest.data[at]) >= 0;
		if (!fits)
			return false;
	}
	return true;
}

/* After "\u" at `at`. */
static bool
json_escape_unicode(struct json_scan *scan)
{
	size_t at = scan->at;
	int32_t unit = json_unit(scan->text, at);
	if (unit < 0 && scan->text.size - at < 4)
		return json_cut(scan, "the text ends inside an escape");
	if (unit < 0)
		return json_fail(scan, at, "\\u is not followed by four hex digits", NULL);
	scan->at = at + 4;
	if (unit < 0xd800 || unit > 0xdfff)
		return true;
	int32_t low = -1;
	if (json_byte(scan, at + 4) == '\\' && json_byte(scan, at + 5) == 'u')
		low = json_unit(scan->text, at + 6);
	if (unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
		scan->at = at + 10;
		return true;
	}
	if (unit <= 0xdbff && json_may_be_low(str_cut(scan->text, at + 4, scan->text.size)))
		return json_cut(scan, "the text ends inside a surrogate pair");
	return json_fail(scan, at, "a surrogate stands alone",
			 "write the character itself, or both halves of the pair");
}

static bool
json_escape(struct json_scan *scan)
{
	int byte = json_byte(scan, scan->at + 1);
	if (byte < 0)
		return json_cut(scan, "the text ends inside a string");
	if (byte == 'u') {
		scan->at += 2;
		return json_escape_unicode(scan);
	}
	if (!strchr("\"\\/bfnrt", byte) || byte == 0)
		return json_fail(scan, scan->at, "JSON has no such escape",
				 "a backslash itself is written \\\\");
	scan->at += 2;
	return true;
}

#define JSON_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* On to the next quote, backslash or control character, eight bytes at a time. */
static size_t
json_plain(struct str text, size_t at)
{
	for (; at + 8 <= text.size; at += 8) {
		uint64_t word;
		memcpy(&word, text.data + at, sizeof word);
		uint64_t quote = word ^ JSON_EACH('"');
		uint64_t slash = word ^ JSON_EACH('\\');
		uint64_t found = ((quote - JSON_EACH(1)) & ~quote) |
				 ((slash - JSON_EACH(1)) & ~slash) |
				 ((word - JSON_EACH(0x20)) & ~word);
		if (found & JSON_EACH(0x80))
			break;
	}
	while (at < text.size) {
		unsigned char byte = (unsigned char)text.data[at];
		if (byte == '"' || byte == '\\' || byte < 0x20)
			break;
		at++;
	}
	return at;
}

static bool
json_string(struct json_scan *scan, struct json_token *token)
{
	scan->at++;
	for (;;) {
		scan->at = json_plain(scan->text, scan->at);
		int byte = json_byte(scan, scan->at);
		if (byte < 0)
			return json_cut(scan, "the text ends inside a string");
		if (byte == '"')
			break;
		if (byte != '\\')
			return json_fail(scan, scan->at, "a string holds a raw control character",
					 "write \\n, \\t or \\u00XX");
		token->escaped = true;
		if (!json_escape(scan))
			return false;
	}
	scan->at++;
	return true;
}

static bool
json_word(struct json_scan *scan, struct str word)
{
	struct str rest = str_cut(scan->text, scan->at, scan->text.size);
	if (str_starts(rest, word)) {
		scan->at += word.size;
		return true;
	}
	if (rest.size < word.size && str_starts(word, rest))
		return json_cut(scan, "the text ends inside a word");
	return json_fail(scan, scan->at, json_no_value, json_no_value_help);
}

static void
json_skip_blanks(struct json_scan *scan)
{
	for (;;) {
		int byte = json_byte(scan, scan->at);
		if (byte != ' ' && byte != '\n' && byte != '\t' && byte != '\r')
			return;
		scan->at++;
	}
}

static bool
json_in_map(const struct json_scan *scan)
{
	size_t level = scan->depth - 1;
	return scan->maps[level / 64] >> (level % 64) & 1;
}

static void
json_after_value(struct json_scan *scan)
{
	scan->expected = scan->depth ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
}

static bool
json_open(struct json_scan *scan, bool map)
{
	if (scan->depth >= scan->deepest) {
		scan->too_deep = true;
		return json_fail(scan, scan->at,
				 "nested deeper than tree_depth allows (--limit "
				 "tree_depth=N raises it)",
				 NULL);
	}
	size_t level = scan->depth++;
	uint64_t bit = UINT64_C(1) << (level % 64);
	if (map)
		scan->maps[level / 64] |= bit;
	else
		scan->maps[level / 64] &= ~bit;
	scan->at++;
	scan->expected = map ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
	return true;
}

static bool
json_close(struct json_scan *scan, struct json_token *token)
{
	token->kind = json_in_map(scan) ? JSON_MAP_END : JSON_LIST_END;
	scan->at++;
	scan->depth--;
	json_after_value(scan);
	return true;
}

static bool
json_scalar(struct json_scan *scan, struct json_token *token, int byte)
{
	json_after_value(scan);
	switch (byte) {
	case '"':
		token->kind = JSON_STRING;
		return json_string(scan, token);
	case 'n':
		token->kind = JSON_NULL;
		return json_word(scan, STR("null"));
	case 't':
		token->kind = JSON_TRUE;
		return json_word(scan, STR("true"));
	case 'f':
		token->kind = JSON_FALSE;
		return json_word(scan, STR("false"));
	default:
		token->kind = JSON_NUMBER;
		if (byte == '-' || json_is_digit(byte))
			return json_number(scan);
		return json_fail(scan, scan->at, json_no_value, json_no_value_help);
	}
}

static bool
json_value(struct json_scan *scan, struct json_token *token)
{
	int byte = json_byte(scan, scan->at);
	if (byte < 0)
		return json_cut(scan, "the text ends where a value should stand");
	if (byte == '{' || byte == '[') {
		token->kind = byte == '{' ? JSON_MAP : JSON_LIST;
		return json_open(scan, byte == '{');
	}
	if (byte == ']' || byte == '}' || byte == ',' || byte == ':')
		return json_fail(scan, scan->at, "a value is missing",
				 "JSON takes no comma after the last element");
	return json_scalar(scan, token, byte);
}

static bool
json_key(struct json_scan *scan, struct json_token *token)
{
	int byte = json_byte(scan, scan->at);
	if (byte < 0)
		return json_cut(scan, "the text ends where a key should stand");
	if (byte != '"')
		return json_fail(scan, scan->at, "a key in double quotes is missing",
				 "JSON takes no comma after the last element");
	token->kind = JSON_KEY;
	if (!json_string(scan, token))
		return false;
	token->end = scan->at;
	json_skip_blanks(scan);
	byte = json_byte(scan, scan->at);
	if (byte < 0)
		return json_cut(scan, "the text ends after a key");
	if (byte != ':')
		return json_fail(scan, scan->at, "':' is missing after a key", NULL);
	scan->at++;
	scan->expected = EXPECT_VALUE;
	return true;
}

/* ',' or the end of what is open. */
static bool
json_comma(struct json_scan *scan, struct json_token *token)
{
	int byte = json_byte(scan, scan->at);
	bool map = json_in_map(scan);
	if (byte < 0)
		return json_cut(scan, map ? "'}' is missing" : "']' is missing");
	if (byte == (map ? '}' : ']'))
		return json_close(scan, token);
	if (byte != ',')
		return json_fail(scan, scan->at,
				 map ? "',' or '}' is missing" : "',' or ']' is missing", NULL);
	scan->at++;
	scan->expected = map ? EXPECT_KEY : EXPECT_VALUE;
	json_skip_blanks(scan);
	token->start = scan->at;
	return map ? json_key(scan, token) : json_value(scan, token);
}

static bool
json_step(struct json_scan *scan, struct json_token *token)
{
	int byte = json_byte(scan, scan->at);
	switch ((enum json_expected)scan->expected) {
	case EXPECT_VALUE:
		return json_value(scan, token);
	case EXPECT_VALUE_OR_END:
		return byte == ']' ? json_close(scan, token) : json_value(scan, token);
	case EXPECT_KEY:
		return json_key(scan, token);
	case EXPECT_KEY_OR_END:
		return byte == '}' ? json_close(scan, token) : json_key(scan, token);
	case EXPECT_COMMA_OR_END:
		return json_comma(scan, token);
	case EXPECT_NOTHING:
		break;
	}
	token->kind = JSON_END;
	if (byte < 0)
		return true;
	return json_fail(scan, scan->at, "something follows the value",
			 "a JSON document is one value");
}

bool
json_next(struct json_scan *scan, struct json_token *token)
{
	if (scan->problem)
		return false;
	json_skip_blanks(scan);
	*token = (struct json_token){.start = scan->at};
	if (!json_step(scan, token))
		return false;
	if (token->end == 0)
		token->end = scan->at;
	return true;
}
