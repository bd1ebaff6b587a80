/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking at reports without the program's own readers: a JSON scanner that knows where a document
 * ends and no more, and what the last line of a text says.
 */
#include "harness/torture_report.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEEPEST = 64,
};

static const char *
skip_space(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

/* Behind the string that begins here, or NULL. */
static const char *
skip_string(const char *at)
{
	if (*at != '"')
		return NULL;
	for (at++; *at != '"'; at++) {
		if (*at == '\\')
			at++;
		if ((unsigned char)*at < 0x20)
			return NULL;
	}
	return at + 1;
}

/* Behind the number or name that begins here, or NULL. */
static const char *
skip_word(const char *at)
{
	static const char *const names[] = {"true", "false", "null"};
	char *end;
	for (size_t i = 0; i < 3; i++)
		if (strncmp(at, names[i], strlen(names[i])) == 0)
			return at + strlen(names[i]);
	if (*at != '-' && !isdigit((unsigned char)*at))
		return NULL;
	strtod(at, &end);
	return end;
}

static const char *
skip_value(const char *at, int depth);

/* Behind the members of a list or map, its end included, or NULL. */
static const char *
skip_members(const char *at, char last, int depth)
{
	at = skip_space(at + 1);
	if (*at == last)
		return at + 1;
	for (;;) {
		if (last == '}') {
			at = skip_string(at);
			at = at ? skip_space(at) : NULL;
			if (!at || *at != ':')
				return NULL;
			at = skip_space(at + 1);
		}
		at = skip_value(at, depth + 1);
		if (!at)
			return NULL;
		at = skip_space(at);
		if (*at == last)
			return at + 1;
		if (*at != ',')
			return NULL;
		at = skip_space(at + 1);
	}
}

static const char *
skip_value(const char *at, int depth)
{
	if (depth > DEEPEST)
		return NULL;
	switch (*at) {
	case '{':
		return skip_members(at, '}', depth);
	case '[':
		return skip_members(at, ']', depth);
	case '"':
		return skip_string(at);
	default:
		return skip_word(at);
	}
}

static bool
is_json(const char *text)
{
	return *text == '{' || *text == '[';
}

static const char *
last_line(const char *text)
{
	size_t size = strlen(text);
	while (size > 1 && text[size - 2] != '\n')
		size--;
	return size > 0 ? text + size - 1 : text;
}

bool
report_is_whole(const char *said, const char *like)
{
	if (is_json(like)) {
		const char *end = is_json(said) ? skip_value(said, 0) : NULL;
		return end && *skip_space(end) == '\0';
	}
	const char *ours = last_line(said);
	const char *theirs = last_line(like);
	size_t word = strcspn(theirs, " \n");
	return strncmp(ours, theirs, word) == 0 && strchr(ours, '\n') != NULL;
}

bool
report_is_sarif(const char *said)
{
	return is_json(said) && strstr(said, "/sarif-");
}

long
report_not_verified(const char *said)
{
	static const char name[] = "\"not_verified\": ";
	static const char words[] = " not verified,";
	const char *at = strstr(said, name);
	if (is_json(said))
		return at ? strtol(at + strlen(name), NULL, 10) : 0;
	said = last_line(said);
	at = strstr(said, words);
	while (at && at > said && isdigit((unsigned char)at[-1]))
		at--;
	return at ? strtol(at, NULL, 10) : 0;
}
