/* SPDX-License-Identifier: Apache-2.0
 *
 * How a value reads in a message: on one line, no longer than asked for, cut between code points.
 *
 * Scalars read as written where they were; a number that was computed reads as the shortest
 * decimal that gives it back. Blanks that would break the line become spaces; making text safe for
 * a terminal is up to who prints it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/value.h"

static const struct str value_ellipsis = {.data = "\xe2\x80\xa6", .size = 3};

/* Takes pieces until one does not fit; keeps what fits of it, for the cut is made at the end. */
static void
value_show_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.size && !out->full; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		buf_byte(out, byte < 0x20 || byte == 0x7f ? ' ' : (char)byte);
	}
}

static void
value_show_double(struct buf *out, double real)
{
	if (isnan(real) || isinf(real)) {
		value_show_text(out, isnan(real) ? STR("nan")
				     : real < 0  ? STR("-inf")
						 : STR("inf"));
		return;
	}
	char room[STR_DOUBLE];
	value_show_text(out, str_from_double(room, real));
}

static void
value_show_any(struct buf *out, const struct value *value, bool nested);

static void
value_show_list(struct buf *out, const struct value_list *list, bool nested)
{
	if (nested || list->count == 0)
		value_show_text(out, STR("["));
	for (size_t i = 0; i < list->count && !out->full; i++) {
		if (i)
			value_show_text(out, STR(", "));
		value_show_any(out, &list->items[i], true);
	}
	if (nested || list->count == 0)
		value_show_text(out, STR("]"));
}

static void
value_show_map(struct buf *out, const struct value_map *map)
{
	value_show_text(out, STR("{"));
	for (size_t i = 0; i < map->count && !out->full; i++) {
		if (i)
			value_show_text(out, STR(", "));
		value_show_text(out, map->members[i].key);
		value_show_text(out, STR(": "));
		value_show_any(out, &map->members[i].value, true);
	}
	value_show_text(out, STR("}"));
}

static void
value_show_any(struct buf *out, const struct value *value, bool nested)
{
	bool is_scalar = value->type != VALUE_LIST && value->type != VALUE_MAP;
	if (is_scalar && value->type != VALUE_STRING && value->literal.size) {
		value_show_text(out, value->literal);
		return;
	}
	switch (value->type) {
	case VALUE_NULL:
		value_show_text(out, STR("null"));
		break;
	case VALUE_BOOL:
		value_show_text(out, value->boolean ? STR("true") : STR("false"));
		break;
	case VALUE_INT:
		buf_print(out, "%lld", (long long)value->integer);
		break;
	case VALUE_DOUBLE:
		value_show_double(out, value->real);
		break;
	case VALUE_STRING:
		value_show_text(out, value->string);
		break;
	case VALUE_LIST:
		value_show_list(out, &value->list, nested);
		break;
	case VALUE_MAP:
		value_show_map(out, &value->map);
		break;
	}
}

/* The longest beginning of at most `size` bytes that does not end inside a code point. */
static struct str
value_show_cut(struct str text, size_t size)
{
	while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xc0) == 0x80)
		size--;
	return str_cut(text, 0, size);
}

struct str
value_show(struct arena *arena, const struct value *value, size_t limit)
{
	if (!value)
		return str_cut(STR("null"), 0, limit);
	struct buf out;
	/* One byte more than may be shown, to see where a code point ends. */
	buf_init(&out, arena, limit < SIZE_MAX ? limit + 1 : limit);
	value_show_any(&out, value, false);
	struct str text = buf_str(&out);
	if (!out.full && text.size <= limit)
		return text;
	if (limit < value_ellipsis.size)
		return STR("");
	struct buf cut;
	buf_init(&cut, arena, limit);
	buf_add(&cut, value_show_cut(text, limit - value_ellipsis.size));
	buf_add(&cut, value_ellipsis);
	return buf_str(&cut);
}
