/* SPDX-License-Identifier: Apache-2.0
 *
 * Bracket expressions as git's wildmatch reads them: a pattern and a byte go in, yes or no out.
 *
 * The one thing to know: one walk serves both questions, where the class ends and what it takes,
 * so that they cannot disagree. A ']' that comes first is a member, '\' quotes, a '-' that comes
 * first or last is itself, "[:name" without ":]" is a '['. Names are ASCII whatever the locale.
 */
#include "base/glob_class.h"

struct glob_class {
	struct str pattern;
	size_t at;
	unsigned char byte;   /* asked for */
	unsigned char before; /* the member that a '-' would start a range from; 0 = none */
	bool taken;
};

static bool
glob_between(unsigned char byte, unsigned char first, unsigned char last)
{
	return byte >= first && byte <= last;
}

static bool
glob_is_alpha(unsigned char byte)
{
	return glob_between(byte | 0x20, 'a', 'z');
}

static bool
glob_is_digit(unsigned char byte)
{
	return glob_between(byte, '0', '9');
}

/* Whether the named class has `byte`: 1 yes, 0 no, -1 there is no such class. git takes neither VT
 * nor FF for space. */
static int
glob_named(struct str name, unsigned char byte)
{
	bool is_alnum = glob_is_alpha(byte) || glob_is_digit(byte);
	bool is_graph = glob_between(byte, 0x21, 0x7e);
	const struct {
		const char *name;
		bool has;
	} classes[] = {
		{"alnum", is_alnum},
		{"alpha", glob_is_alpha(byte)},
		{"blank", byte == ' ' || byte == '\t'},
		{"cntrl", byte < 0x20 || byte == 0x7f},
		{"digit", glob_is_digit(byte)},
		{"graph", is_graph},
		{"lower", glob_between(byte, 'a', 'z')},
		{"print", glob_between(byte, 0x20, 0x7e)},
		{"punct", is_graph && !is_alnum},
		{"space", byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'},
		{"upper", glob_between(byte, 'A', 'Z')},
		{"xdigit", glob_is_digit(byte) || glob_between(byte | 0x20, 'a', 'f')},
	};
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		if (str_is(name, classes[i].name))
			return classes[i].has;
	}
	return -1;
}

/* The byte at `at`, or 0 behind the end: patterns hold no NUL. */
static unsigned char
glob_byte(struct str pattern, size_t at)
{
	return at < pattern.size ? (unsigned char)pattern.data[at] : 0;
}

/* A '\' and what it quotes, or a plain byte; false at the end of the pattern. */
static bool
glob_class_byte(struct glob_class *class, unsigned char *out)
{
	if (glob_byte(class->pattern, class->at) == '\\')
		class->at++;
	*out = glob_byte(class->pattern, class->at);
	class->at++;
	return *out != 0;
}

/* "[:name:]" at hand; false when the name is unknown or the pattern ends. */
static bool
glob_class_named(struct glob_class *class)
{
	size_t start = class->at + 2;
	struct str rest = str_cut(class->pattern, start, class->pattern.size);
	size_t size = str_find_byte(rest, ']');
	if (size == SIZE_MAX)
		return false;
	if (size == 0 || rest.data[size - 1] != ':') {
		class->taken |= class->byte == '[';
		class->before = '[';
		class->at++;
		return true;
	}
	int has = glob_named(str_cut(rest, 0, size - 1), class->byte);
	class->taken |= has == 1;
	class->before = 0;
	class->at = start + size + 1;
	return has >= 0;
}

static bool
glob_class_member(struct glob_class *class)
{
	unsigned char here = glob_byte(class->pattern, class->at);
	unsigned char next = glob_byte(class->pattern, class->at + 1);
	unsigned char member;
	if (here == '-' && class->before && next && next != ']') {
		class->at++;
		if (!glob_class_byte(class, &member))
			return false;
		class->taken |= glob_between(class->byte, class->before, member);
		class->before = 0;
		return true;
	}
	if (here == '[' && next == ':')
		return glob_class_named(class);
	if (!glob_class_byte(class, &member))
		return false;
	class->taken |= class->byte == member;
	class->before = member;
	return true;
}

/* Walk the whole class; returns where it ends. */
static size_t
glob_class_walk(struct str pattern, size_t at, unsigned char byte, bool *has)
{
	unsigned char sign = glob_byte(pattern, at + 1);
	bool negated = sign == '!' || sign == '^';
	struct glob_class class = {
		.pattern = pattern,
		.at = at + (negated ? 2 : 1),
		.byte = byte,
	};
	do {
		if (!glob_class_member(&class))
			return SIZE_MAX;
	} while (glob_byte(pattern, class.at) != ']');
	*has = class.taken != negated;
	return class.at + 1;
}

size_t
glob_class_end(struct str pattern, size_t at)
{
	bool has;
	return glob_class_walk(pattern, at, 0, &has);
}

bool
glob_class_has(struct str pattern, size_t at, char byte)
{
	bool has = false;
	return glob_class_walk(pattern, at, (unsigned char)byte, &has) != SIZE_MAX && has;
}
