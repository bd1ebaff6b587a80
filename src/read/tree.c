/* SPDX-License-Identifier: Apache-2.0
 *
 * Text and places in, errors and unique keys out: the common ground of yaml, json and markdown.
 *
 * The one thing to know: a duplicate key is an error with both places, because two readers of the
 * same file could otherwise disagree about what it says.
 */
#include "read/tree.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/read.h"

enum {
	/* A longer line, minified JSON for one, helps nobody in a terminal. */
	TREE_EXCERPT = 400,
	/* Up to here comparing all keys is faster than hashing them. */
	TREE_SMALL_MAP = 12,
};

void
cursor_init(struct cursor *cursor, struct str text)
{
	*cursor = (struct cursor){.text = text, .line = 1, .column = 1};
}

/* Steps over the bytes that are a column each. */
static void
cursor_skip_plain(struct cursor *cursor, size_t offset)
{
	const unsigned char *data = (const unsigned char *)cursor->text.data;
	size_t at = cursor->offset;
	while (at < offset && data[at] >= ' ' && data[at] < 0x80)
		at++;
	cursor->column = bytes_add(cursor->column, at - cursor->offset);
	cursor->offset = at;
}

void
cursor_to(struct cursor *cursor, size_t offset)
{
	const char *data = cursor->text.data;
	for (;;) {
		cursor_skip_plain(cursor, offset);
		if (cursor->offset >= offset)
			return;
		unsigned char byte = (unsigned char)data[cursor->offset];
		bool paired = byte == '\r' && cursor->offset + 1 < cursor->text.size &&
			      data[cursor->offset + 1] == '\n';
		if (byte == '\n' || (byte == '\r' && !paired)) {
			cursor->offset++;
			cursor->line = bytes_add(cursor->line, 1);
			cursor->column = 1;
		} else if (byte < 0x80) {
			cursor->offset++;
			cursor->column = bytes_add(cursor->column, 1);
		} else {
			utf8_next(cursor->text, &cursor->offset);
			cursor->column = bytes_add(cursor->column, 1);
		}
	}
}

static struct str
tree_excerpt(const struct tree *tree, uint32_t line)
{
	if (!tree->show || line <= tree->lines_before)
		return (struct str){0};
	struct str found = read_line(tree->text, line - tree->lines_before);
	bool shown = found.size <= TREE_EXCERPT && utf8_invalid(found) == SIZE_MAX;
	return shown ? str_dup(tree->arena, found) : (struct str){0};
}

struct err *
tree_error(const struct tree *tree, struct place place, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	const char *message = arena_vprint(tree->arena, format, values);
	va_end(values);
	struct err *err =
		err_at(err_new(tree->arena, "%s", message), tree->path, place.line, place.column);
	if (place.end_line == place.line)
		err->end_column = place.end_column;
	err->excerpt = tree_excerpt(tree, place.line);
	return err;
}

struct err *
tree_error_offset(const struct tree *tree, size_t offset, const char *message)
{
	struct cursor cursor;
	cursor_init(&cursor, tree->text);
	cursor_to(&cursor, offset);
	struct place place = {.line = cursor.line + tree->lines_before, .column = cursor.column};
	return tree_error(tree, place, "%s", message);
}

static struct err *
tree_is_utf8(const struct tree *tree)
{
	size_t invalid = utf8_invalid(tree->text);
	if (invalid == SIZE_MAX)
		return NULL;
	bool utf16 =
		str_starts(tree->text, STR("\xff\xfe")) || str_starts(tree->text, STR("\xfe\xff"));
	const char *problem = utf16 ? "the text is UTF-16, not UTF-8" : "a byte is not valid UTF-8";
	return err_help(tree_error_offset(tree, invalid, problem), "save the file as UTF-8");
}

struct err *
tree_take(struct tree *tree, struct str text)
{
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_cut(text, 3, text.size);
	tree->text = text.data ? text : STR("");
	size_t limit = tree->limits->record_bytes;
	if (text.size > limit)
		return err_at(
			limits_met(err_new(tree->arena,
					   "the text takes %zu bytes, more than record_bytes (%zu) "
					   "allows",
					   text.size, limit),
				   "record_bytes"),
			tree->path, 0, 0);
	return tree_is_utf8(tree);
}

struct err *
tree_count(struct tree *tree, size_t depth, struct place place)
{
	if (depth > tree->limits->tree_depth)
		return limits_met(tree_error(tree, place,
					     "nested deeper than tree_depth (%zu) allows",
					     tree->limits->tree_depth),
				  "tree_depth");
	if (++tree->nodes > tree->limits->tree_nodes)
		return limits_met(tree_error(tree, place,
					     "more values than tree_nodes (%zu) allows",
					     tree->limits->tree_nodes),
				  "tree_nodes");
	return NULL;
}

static struct value_member *
tree_find(struct tree *tree, struct tree_map *map, struct str key)
{
	struct value_map *members = &map->value->map;
	if (!map->hashed && members->count < TREE_SMALL_MAP) {
		for (size_t i = 0; i < members->count; i++) {
			if (str_equal(members->members[i].key, key))
				return &members->members[i];
		}
		return NULL;
	}
	if (!map->hashed) {
		map_init(&map->seen, tree->arena);
		for (size_t i = 0; i < members->count; i++)
			map_put(&map->seen, members->members[i].key, map->value);
		map->hashed = true;
	}
	size_t index = map_index(&map->seen, key);
	return index == SIZE_MAX ? NULL : &members->members[index];
}

static struct err *
tree_duplicate(const struct tree *tree, const struct value_member *first, struct place place,
	       struct str key)
{
	struct err *err;
	if (tree->show)
		err = tree_error(tree, place, "key '%.*s' is used twice, first in line %u",
				 STR_ARG(key), first->key_place.line);
	else
		err = tree_error(tree, place, "a key is used twice, first in line %u",
				 first->key_place.line);
	return err_help(err, "remove or rename one of the two (line %u, column %u and here)",
			first->key_place.line, first->key_place.column);
}

struct err *
tree_add(struct tree *tree, struct tree_map *map, struct str key, struct place place,
	 struct value **out)
{
	struct value_member *first = tree_find(tree, map, key);
	if (first)
		return tree_duplicate(tree, first, place, key);
	struct value_map *members = &map->value->map;
	members->members = arena_grow(tree->arena, members->members, members->count,
				      &members->capacity, sizeof *members->members);
	struct value_member *member = &members->members[members->count++];
	*member = (struct value_member){.key = key, .key_place = place};
	if (map->hashed)
		map_put(&map->seen, key, map->value);
	*out = &member->value;
	return NULL;
}
