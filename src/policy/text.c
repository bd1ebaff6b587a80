/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy's text → a tree. In: bytes of a rule, pack or configuration. Out: the YAML tree with
 * places. What a reviewer cannot see must not be in a policy: control characters, bidi controls and
 * other invisibles are refused here, before anything is parsed, as is text that is no UTF-8.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "policy/strict.h"
#include "read/read.h"

/* The place of a byte. */
static struct place
place_at(struct str text, size_t offset)
{
	struct place place = {.line = 1};
	size_t start = 0;

	for (size_t i = 0; i < offset; i++)
		if (text.data[i] == '\n') {
			place.line++;
			start = i + 1;
		}
	place.column = (uint32_t)utf8_count(str_cut(text, start, offset)) + 1;
	place.end_line = place.line;
	place.end_column = place.column + 1;
	return place;
}

static bool
is_blank(uint32_t point)
{
	return point == '\n' || point == '\r' || point == '\t';
}

/* Which of its two looks the sign before it has, U+FE0E or U+FE0F, changes the meaning of no word. */
static bool
is_look(uint32_t before, uint32_t point)
{
	return (point == 0xfe0e || point == 0xfe0f) && before >= 0x2010 && !utf8_is_unsafe(before);
}

/* The first character that must not be there, or SIZE_MAX. */
static size_t
first_unsafe(struct str text, uint32_t *out)
{
	size_t next = 0;
	uint32_t before = 0;

	for (; next < text.size; before = *out) {
		size_t offset = next;
		unsigned char byte = (unsigned char)text.data[next];

		/* Nearly all of a policy is printable ASCII. */
		if (byte >= 0x20 && byte < 0x7f) {
			next++;
			*out = byte;
			continue;
		}
		*out = utf8_next(text, &next);
		if (offset == 0 && *out == 0xfeff)
			continue;
		if (utf8_is_unsafe(*out) && !is_blank(*out) && !is_look(before, *out))
			return offset;
	}
	return SIZE_MAX;
}

static bool
is_readable(struct loader *loader)
{
	size_t bad;
	uint32_t point = 0;

	if (loader->text.size > loader->limits->policy_bytes) {
		problem(loader, (struct place){0}, NULL,
			"%zu bytes are more than policy_bytes (%zu) allows (--limit policy_bytes=N "
			"raises "
			"it)",
			loader->text.size, loader->limits->policy_bytes);
		return false;
	}
	bad = utf8_invalid(loader->text);
	if (bad != SIZE_MAX) {
		problem(loader, place_at(loader->text, bad), NULL, "the text is not UTF-8");
		return false;
	}
	bad = first_unsafe(loader->text, &point);
	if (bad != SIZE_MAX) {
		problem(loader, place_at(loader->text, bad),
			"in double quotes it can be written as an escape",
			"invisible character U+%04X in a policy", (unsigned)point);
		return false;
	}
	return true;
}

bool
loader_read(struct loader *loader, bool several, struct value *out)
{
	struct err *err;

	*out = value_null();
	if (!is_readable(loader))
		return false;
	err = (several ? read_yaml_all : read_yaml_text)(loader->path, loader->text, loader->limits,
							 loader->run, out);
	problems_take(loader->problems, err);
	return !err;
}
