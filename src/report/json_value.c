/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON (RFC 8259) as reports write it. In: strings and values. Out: ASCII control characters
 * escaped, strict UTF-8, members in their order, the same bytes for the same value.
 *
 * The one thing to know: a byte that is no UTF-8 (a file name may hold one) becomes the four
 * characters \xff in the string, since JSON has no way to say it; invisible and bidi characters
 * become \u escapes, and "##[" and "##vso[", which CI runners take for commands, are broken by one.
 */
#include <inttypes.h>
#include <math.h>

#include "base/utf8.h"
#include "model/value.h"
#include "report/internal.h"

static void
put_escape(struct out *out, uint32_t point)
{
	if (point >= 0x10000) {
		put_escape(out, 0xd800 + ((point - 0x10000) >> 10));
		put_escape(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
		return;
	}
	out_print(out, "\\u%04" PRIx32, point);
}

static void
put_point(struct out *out, uint32_t point, struct str bytes)
{
	switch (point) {
	case '"':
		out_text(out, "\\\"");
		break;
	case '\\':
		out_text(out, "\\\\");
		break;
	case '\n':
		out_text(out, "\\n");
		break;
	case '\r':
		out_text(out, "\\r");
		break;
	case '\t':
		out_text(out, "\\t");
		break;
	default:
		if (utf8_is_unsafe(point))
			put_escape(out, point);
		else
			out_add(out, bytes);
	}
}

void
json_string(struct out *out, struct str text)
{
	int command = 0;

	if (!text.data) {
		out_text(out, "null");
		return;
	}
	out_byte(out, '"');
	for (size_t offset = 0; offset < text.size;) {
		size_t start = offset;
		uint32_t point = utf8_next(text, &offset);

		if (point == 0xfffd && offset - start == 1)
			out_print(out, "\\\\x%02x", (unsigned char)text.data[start]);
		else if (point == '[' && command >= SAFE_COMMAND)
			put_escape(out, point);
		else
			put_point(out, point, str_cut(text, start, offset));
		command = safe_command(command, point);
	}
	out_byte(out, '"');
}

/* A negative indent: all on one line. */
static int
deeper(int indent)
{
	return indent < 0 ? indent : indent + 2;
}

static void
put_line(struct out *out, int indent)
{
	if (indent < 0)
		return;
	out_byte(out, '\n');
	for (int i = 0; i < indent; i++)
		out_byte(out, ' ');
}

/* JSON has no NaN and no infinity: unknown is null. */
static void
put_double(struct out *out, double real)
{
	struct value plain = value_double(real);

	if (isnan(real) || isinf(real))
		out_text(out, "null");
	else
		out_add(out, value_show(out->arena, &plain, 64));
}

static void
put_list(struct out *out, const struct value_list *list, int indent)
{
	if (list->count == 0) {
		out_text(out, "[]");
		return;
	}
	out_byte(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		out_text(out, i == 0 ? "" : indent < 0 ? ", " : ",");
		put_line(out, deeper(indent));
		report_json_value(out, &list->items[i], deeper(indent));
	}
	put_line(out, indent);
	out_byte(out, ']');
}

void
report_json_members(struct out *out, const struct value_map *map, int indent)
{
	for (size_t i = 0; i < map->count; i++) {
		out_text(out, i == 0 ? "" : indent < 0 ? ", " : ",");
		put_line(out, indent);
		json_string(out, map->members[i].key.data ? map->members[i].key : STR(""));
		out_text(out, ": ");
		report_json_value(out, &map->members[i].value, indent);
	}
}

static void
put_map(struct out *out, const struct value_map *map, int indent)
{
	if (map->count == 0) {
		out_text(out, "{}");
		return;
	}
	out_byte(out, '{');
	report_json_members(out, map, deeper(indent));
	put_line(out, indent);
	out_byte(out, '}');
}

/* Recursion is as deep as the value, which readers bound (limits.tree_depth). */
void
report_json_value(struct out *out, const struct value *value, int indent)
{
	switch (value->type) {
	case VALUE_NULL:
		out_text(out, "null");
		break;
	case VALUE_BOOL:
		out_text(out, value->boolean ? "true" : "false");
		break;
	case VALUE_INT:
		out_print(out, "%" PRId64, value->integer);
		break;
	case VALUE_DOUBLE:
		put_double(out, value->real);
		break;
	case VALUE_STRING:
		json_string(out, value->string.data ? value->string : STR(""));
		break;
	case VALUE_LIST:
		put_list(out, &value->list, indent);
		break;
	case VALUE_MAP:
		put_map(out, &value->map, indent);
		break;
	}
}
