/* SPDX-License-Identifier: Apache-2.0
 *
 * The subset of regular expressions that policies may use: a pattern goes in, the first thing that
 * is outside comes out, with its offset in bytes.
 *
 * The one thing to know: this is a list of what is allowed, never of what is not. Whatever a later
 * PCRE2 learns behind "(?", "(*" or a backslash stays refused. It knows only where quotes and
 * classes begin and end; whether the pattern is well-formed is for PCRE2 to say.
 */
#include "base/regex_subset.h"

#include <string.h>

struct regex_scan {
	struct str pattern;
	size_t at;
	bool in_class;
	size_t class_start; /* the first member: a ']' there is itself */
};

static char
scan_byte(const struct regex_scan *scan, size_t ahead)
{
	size_t at = scan->at + ahead;
	return at < scan->pattern.size ? scan->pattern.data[at] : '\0';
}

static bool
scan_is_one_of(char byte, const char *set)
{
	return byte != '\0' && strchr(set, byte);
}

/* \Q … \E: everything inside is itself. */
static const char *
scan_quote(struct regex_scan *scan)
{
	size_t start = scan->at + 2;
	struct str rest = str_cut(scan->pattern, start, scan->pattern.size);
	size_t end = str_find(rest, STR("\\E"));
	scan->at = end == SIZE_MAX ? scan->pattern.size : start + end + 2;
	return NULL;
}

/* "\p{Lu}", "\p{Greek}", "\pL"; not what PCRE2 alone knows: "\p{L&}", "\p{Xan}", "\p{Any}". */
static bool
scan_is_property(const struct regex_scan *scan)
{
	if (scan_byte(scan, 2) != '{')
		return true;
	size_t at = scan_byte(scan, 3) == '^' ? 4 : 3;
	char first = scan_byte(scan, at);
	size_t letters = 0;
	while (scan_byte(scan, at) == '_' ||
	       ((scan_byte(scan, at) | 0x20) >= 'a' && (scan_byte(scan, at) | 0x20) <= 'z')) {
		at++;
		letters++;
	}
	return scan_byte(scan, at) == '}' && letters > 0 && !(first == 'X' && letters == 3);
}

static const char *
scan_escape(struct regex_scan *scan)
{
	char letter = scan_byte(scan, 1);
	if (letter == 'Q')
		return scan_quote(scan);
	if (letter >= '1' && letter <= '9')
		return scan->in_class ? "octal escapes begin with '\\0'"
				      : "back-references are not allowed";
	if (letter == 'k' || letter == 'g')
		return "back-references and subroutine calls are not allowed";
	bool is_letter = (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
	if (is_letter &&
	    !scan_is_one_of(letter, scan->in_class ? "dDsSwWaftnrpPx" : "dDsSwWaftnrpPxAzbB"))
		return "this escape is not allowed";
	if ((letter == 'p' || letter == 'P') && !scan_is_property(scan))
		return "this property is not allowed";
	scan->at += 2;
	return NULL;
}

/* "?P<", "?<" and a name; flags and ':' or ')'. */
static const char *
scan_group(struct regex_scan *scan)
{
	size_t at = 2;
	if (scan_byte(scan, at) == 'P' && scan_byte(scan, at + 1) != '<')
		return "back-references and subroutine calls are not allowed";
	if (scan_byte(scan, at) == 'P')
		at++;
	if (scan_byte(scan, at) == '<') {
		if (scan_is_one_of(scan_byte(scan, at + 1), "=!*"))
			return "look-around is not allowed";
		scan->at += at + 1;
		return NULL;
	}
	if (scan_is_one_of(scan_byte(scan, at), "=!*"))
		return "look-around is not allowed";
	if (scan_byte(scan, at) == '>')
		return "atomic groups are not allowed";
	if (scan_byte(scan, at) == '(')
		return "conditions are not allowed";
	if (scan_byte(scan, at) == 'C')
		return "callouts are not allowed";
	if (scan_is_one_of(scan_byte(scan, at), "R&+0123456789"))
		return "recursion and subroutine calls are not allowed";
	while (scan_is_one_of(scan_byte(scan, at), "imsU-"))
		at++;
	if (!scan_is_one_of(scan_byte(scan, at), ":)"))
		return "this kind of group is not allowed";
	scan->at += at + 1;
	return NULL;
}

static const char *
scan_open(struct regex_scan *scan)
{
	if (scan_byte(scan, 1) == '*')
		return "verbs are not allowed";
	if (scan_byte(scan, 1) == '?')
		return scan_group(scan);
	scan->at++;
	return NULL;
}

/* Whether "{2}", "{2,}" or "{2,3}" stands at hand; *size is how long it is. */
static bool
scan_is_repeat(const struct regex_scan *scan, size_t *size)
{
	size_t at = 1;
	size_t digits = 0;
	for (; scan_is_one_of(scan_byte(scan, at), "0123456789"); at++)
		digits++;
	if (digits == 0)
		return false;
	if (scan_byte(scan, at) == ',')
		at++;
	while (scan_is_one_of(scan_byte(scan, at), "0123456789"))
		at++;
	*size = at + 1;
	return scan_byte(scan, at) == '}';
}

static const char *
scan_repeat(struct regex_scan *scan)
{
	size_t size = 1;
	if (scan_byte(scan, 0) == '{' && !scan_is_repeat(scan, &size)) {
		scan->at++;
		return NULL;
	}
	scan->at += size;
	if (scan_byte(scan, 0) == '+')
		return "possessive repetition is not allowed";
	if (scan_byte(scan, 0) == '?')
		scan->at++;
	return NULL;
}

static const char *
scan_class(struct regex_scan *scan)
{
	char byte = scan_byte(scan, 0);
	if (byte == '\\')
		return scan_escape(scan);
	if (byte == ']' && scan->at != scan->class_start) {
		scan->in_class = false;
	} else if (byte == '[' && scan_byte(scan, 1) == ':') {
		struct str rest = str_cut(scan->pattern, scan->at + 2, scan->pattern.size);
		size_t end = str_find(rest, STR(":]"));
		size_t letters = 0;
		while (letters < rest.size &&
		       (scan_is_one_of(rest.data[letters], "^") ||
			(rest.data[letters] >= 'a' && rest.data[letters] <= 'z')))
			letters++;
		if (end != SIZE_MAX && end == letters)
			scan->at += end + 3;
		else if (str_starts(rest, STR("<:]")) || str_starts(rest, STR(">:]")))
			return "look-around is not allowed";
	}
	scan->at++;
	return NULL;
}

static const char *
scan_one(struct regex_scan *scan)
{
	if (scan->in_class)
		return scan_class(scan);
	switch (scan_byte(scan, 0)) {
	case '\\':
		return scan_escape(scan);
	case '(':
		return scan_open(scan);
	case '[':
		scan->in_class = true;
		scan->at += scan_byte(scan, 1) == '^' ? 2 : 1;
		scan->class_start = scan->at;
		return NULL;
	case '*':
	case '+':
	case '?':
	case '{':
		return scan_repeat(scan);
	default:
		scan->at++;
		return NULL;
	}
}

const char *
regex_outside_subset(struct str pattern, size_t *offset)
{
	struct regex_scan scan = {.pattern = pattern};
	while (scan.at < pattern.size) {
		*offset = scan.at;
		const char *why = scan_one(&scan);
		if (why)
			return why;
	}
	return NULL;
}
