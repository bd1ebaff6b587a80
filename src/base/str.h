/* SPDX-License-Identifier: Apache-2.0
 *
 * Slices: a pointer and a size into bytes that somebody else keeps. Not NUL-terminated, any byte
 * allowed. A slice with `data == NULL` is "none"; one of size 0 with data is "empty". What every
 * loop over a text does stands here to be inlined.
 *
 *	struct str name = str_of("card.yaml");
 *	if (str_ends(name, STR(".yaml")))
 *		printf("%.*s", STR_ARG(name));
 */
#ifndef GOVLINT_BASE_STR_H
#define GOVLINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *data;
	size_t size;
};

#define STR(literal) ((struct str){.data = (literal), .size = sizeof(literal) - 1})
/* For "%.*s", whose precision is an int. */
#define STR_ARG(text)                                                                              \
	(int)((text).size > 0x7fffffff ? 0x7fffffff : (text).size), (text).data ? (text).data : ""

/* The slice of a NUL-terminated text; NULL gives "none". */
static inline struct str
str_of(const char *text)
{
	return (struct str){.data = text, .size = text ? strlen(text) : 0};
}

static inline struct str
str_make(const char *data, size_t size)
{
	return (struct str){.data = data, .size = size};
}

/* A NUL-terminated copy. */
char *
str_copy(struct arena *arena, struct str text);

struct str
str_dup(struct arena *arena, struct str text);

static inline bool
str_equal(struct str a, struct str b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool
str_is(struct str a, const char *text);

/* Equal when ASCII letters fold. */
bool
str_equal_fold(struct str a, struct str b);

/* -1, 0 or 1 in byte order. */
int
str_compare(struct str a, struct str b);

static inline bool
str_starts(struct str text, struct str prefix)
{
	return text.size >= prefix.size &&
	       (prefix.size == 0 || memcmp(text.data, prefix.data, prefix.size) == 0);
}

bool
str_ends(struct str text, struct str suffix);

bool
str_ends_fold(struct str text, struct str suffix);

/* The place of the first `needle`, or SIZE_MAX. */
size_t
str_find(struct str text, struct str needle);

size_t
str_find_byte(struct str text, char byte);

size_t
str_find_last(struct str text, char byte);

/* Bytes from `start` to before `end`, both clamped to the text. */
static inline struct str
str_cut(struct str text, size_t start, size_t end)
{
	if (end > text.size)
		end = text.size;
	if (start > end)
		start = end;
	return (struct str){.data = text.data ? text.data + start : NULL, .size = end - start};
}

/* Without the ASCII blanks (space, tab, CR, LF, VT, FF) at both ends. */
struct str
str_trim(struct str text);

/* Take what stands before the next `separator` off the front of `rest`; false when rest is none. */
bool
str_split(struct str *rest, char separator, struct str *part);

/* Take the next line off the front of `rest`, without its LF or CR LF; false at the end. */
bool
str_line(struct str *rest, struct str *line);

/* ASCII lower case. */
struct str
str_lower(struct arena *arena, struct str text);

/* The whole text as a decimal integer; false when it is none or does not fit. */
bool
str_to_int64(struct str text, int64_t *out);

/* The whole text as a JSON number (no hex, no blanks, finite); false otherwise. Ignores the locale. */
bool
str_to_double(struct str text, double *out);

enum {
	STR_DOUBLE = 32, /* room for one as text */
};

/* A finite number in the fewest digits, of 15 to 17, that read as the same; ignores the locale. */
struct str
str_from_double(char room[STR_DOUBLE], double number);

/* Path helpers: both parts of "a/b/c" → "a/b" and "c"; the folder of a name without '/' is "". */
struct str
str_folder(struct str path);

struct str
str_name(struct str path);

/* "a/b" + "c" → "a/b/c"; an empty folder gives "c". Always a copy. */
struct str
str_join_path(struct arena *arena, struct str folder, struct str name);

#endif
