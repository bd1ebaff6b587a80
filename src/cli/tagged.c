/* SPDX-License-Identifier: Apache-2.0
 *
 * {"int": "1"} and values of expressions, both ways. Numbers are written as text, as they may not fit
 * into what a reader of JSON makes of a number.
 */
#include "cli/tagged.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"

static const char digits_64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static struct str
to_base64(struct arena *arena, struct str bytes)
{
	char *text = arena_alloc(arena, (bytes.size + 2) / 3 * 4 + 1);
	size_t at = 0;

	for (size_t i = 0; i < bytes.size; i += 3) {
		uint32_t three = 0;

		for (size_t k = 0; k < 3; k++)
			three = three << 8 |
				(i + k < bytes.size ? (unsigned char)bytes.data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			text[at++] =
				i + k > bytes.size ? '=' : digits_64[three >> (18 - 6 * k) & 63];
	}
	return str_make(text, at);
}

static bool
from_base64(struct arena *arena, struct str text, struct str *out)
{
	char *bytes = arena_alloc(arena, text.size + 1);
	uint32_t held = 0;
	unsigned bits = 0;
	size_t size = 0;

	while (text.size > 0 && text.data[text.size - 1] == '=')
		text.size--;
	for (size_t i = 0; i < text.size; i++) {
		const char *digit = text.data[i] ? strchr(digits_64, text.data[i]) : NULL;

		if (!digit)
			return false;
		held = (held << 6 | (uint32_t)(digit - digits_64)) & 0xffffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[size++] = (char)(held >> bits);
		}
	}
	*out = str_make(bytes, size);
	return true;
}

/* The fewest digits that read as the same number, with a point or an exponent. */
static struct str
double_text(struct arena *arena, double real)
{
	char room[STR_DOUBLE];

	if (isnan(real))
		return STR("NaN");
	if (isinf(real))
		return real > 0 ? STR("Infinity") : STR("-Infinity");
	if (real > -1e16 && real < 1e16 && (double)(int64_t)real == real)
		return str_of(arena_print(arena, "%.1f", real));
	return str_dup(arena, str_from_double(room, real));
}

static struct value
tag(struct arena *arena, const char *name, struct value value)
{
	struct value map = value_map();

	value_set(arena, &map, name, value);
	return map;
}

static struct value
tagged_container(struct arena *arena, const struct expr_value *value)
{
	struct value list = value_list();

	for (size_t i = 0; i < expr_count(value); i++) {
		struct value pair = value_list();
		struct expr_value item;

		if (value->type == EXPR_LIST) {
			item = expr_item(value, i);
			value_add(arena, &list, tagged_show(arena, &item));
			continue;
		}
		item = expr_key(value, i);
		value_add(arena, &pair, tagged_show(arena, &item));
		item = expr_held(value, i);
		value_add(arena, &pair, tagged_show(arena, &item));
		value_add(arena, &list, pair);
	}
	return list;
}

struct value
tagged_show(struct arena *arena, const struct expr_value *value)
{
	switch (value->type) {
	case EXPR_BOOL:
		return tag(arena, "bool", value_bool(value->boolean));
	case EXPR_INT:
		return tag(arena, "int",
			   value_text(arena_print(arena, "%" PRId64, value->integer)));
	case EXPR_UINT:
		return tag(arena, "uint",
			   value_text(arena_print(arena, "%" PRIu64, value->natural)));
	case EXPR_DOUBLE:
		return tag(arena, "double", value_str(double_text(arena, value->real)));
	case EXPR_STRING:
		return tag(arena, "string", value_str(value->text));
	case EXPR_BYTES:
		return tag(arena, "bytes", value_str(to_base64(arena, value->text)));
	case EXPR_LIST:
		return tag(arena, "list", tagged_container(arena, value));
	case EXPR_MAP:
		return tag(arena, "map", tagged_container(arena, value));
	case EXPR_TIMESTAMP:
		return tag(arena, "timestamp", value_str(expr_time_text(arena, value)));
	case EXPR_DURATION:
		return tag(arena, "duration", value_str(expr_time_text(arena, value)));
	case EXPR_TYPE:
		return tag(arena, "type", value_text(expr_type_name(value->denoted)));
	default:
		return tag(arena, "null", value_null());
	}
}

static struct str
key_text(struct arena *arena, const struct expr_value *key)
{
	switch (key->type) {
	case EXPR_STRING:
		return key->text;
	case EXPR_BOOL:
		return key->boolean ? STR("true") : STR("false");
	case EXPR_UINT:
		return str_of(arena_print(arena, "%" PRIu64, key->natural));
	default:
		return str_of(arena_print(arena, "%" PRId64, key->integer));
	}
}

struct value
plain_show(struct arena *arena, const struct expr_value *value)
{
	struct value out;

	switch (value->type) {
	case EXPR_BOOL:
		return value_bool(value->boolean);
	case EXPR_INT:
		return value_int(value->integer);
	case EXPR_UINT:
		return value->natural <= INT64_MAX ? value_int((int64_t)value->natural)
						   : value_double((double)value->natural);
	case EXPR_DOUBLE:
		return value_double(value->real);
	case EXPR_STRING:
		return value_str(value->text);
	case EXPR_BYTES:
		return value_str(to_base64(arena, value->text));
	case EXPR_TIMESTAMP:
	case EXPR_DURATION:
		return value_str(expr_time_text(arena, value));
	case EXPR_TYPE:
		return value_text(expr_type_name(value->denoted));
	case EXPR_LIST:
	case EXPR_MAP:
		break;
	default:
		return value_null();
	}
	out = value->type == EXPR_LIST ? value_list() : value_map();
	for (size_t i = 0; i < expr_count(value); i++) {
		struct expr_value item =
			value->type == EXPR_LIST ? expr_item(value, i) : expr_held(value, i);
		struct value shown = plain_show(arena, &item);

		if (value->type == EXPR_LIST) {
			value_add(arena, &out, shown);
			continue;
		}
		item = expr_key(value, i);
		value_set(arena, &out, str_copy(arena, key_text(arena, &item)), shown);
	}
	return out;
}

/* ---- reading ---- */

static struct err *
read_items(struct arena *arena, const struct value *list, bool pairs, struct expr_value *out)
{
	size_t count = list->type == VALUE_LIST ? list->list.count : 0;
	struct expr_value *items = arena_array(arena, 2 * count + 1, sizeof *items);

	if (list->type != VALUE_LIST)
		return err_new(arena, "a tagged list or map holds no list");
	out->count = (uint32_t)(pairs ? 2 * count : count);
	out->items = items;
	for (size_t i = 0; i < count; i++) {
		const struct value *item = &list->list.items[i];

		if (!pairs) {
			TRY(tagged_read(arena, item, &items[i]));
			continue;
		}
		if (item->type != VALUE_LIST || item->list.count != 2)
			return err_new(arena, "a tagged map holds pairs of key and value");
		TRY(tagged_read(arena, &item->list.items[0], &items[2 * i]));
		TRY(tagged_read(arena, &item->list.items[1], &items[2 * i + 1]));
	}
	return NULL;
}

/* What is written as text is read as the language reads it. */
static struct err *
read_text(struct arena *arena, const char *function, struct str text, struct expr_value *out)
{
	struct expr_request request = {
		.text = str_of(arena_print(arena, "%s(r'%.*s')", function, STR_ARG(text)))};
	const struct expr *expr;

	if (str_find_byte(text, '\'') != SIZE_MAX)
		return err_new(arena, "'%.*s' is no %s", STR_ARG(text), function);
	TRY(expr_compile(&request, arena, &expr));
	return expr_evaluate(expr, NULL, arena, out);
}

struct err *
tagged_read(struct arena *arena, const struct value *tagged, struct expr_value *out)
{
	static const char *const by_text[] = {"int",       "uint",     "double",
					      "timestamp", "duration", NULL};
	const struct value_member *member = tagged->type == VALUE_MAP && tagged->map.count == 1
						    ? &tagged->map.members[0]
						    : NULL;
	struct str text;

	*out = (struct expr_value){.type = EXPR_NULL};
	if (!member)
		return err_new(arena, "a tagged value is a map of one key, its type");
	text = value_string(&member->value);
	for (size_t i = 0; by_text[i]; i++)
		if (str_is(member->key, by_text[i]))
			return read_text(arena, by_text[i], text, out);
	if (str_is(member->key, "null"))
		return NULL;
	if (str_is(member->key, "list") || str_is(member->key, "map")) {
		out->type = str_is(member->key, "list") ? EXPR_LIST : EXPR_MAP;
		return read_items(arena, &member->value, out->type == EXPR_MAP, out);
	}
	if (str_is(member->key, "bool") && member->value.type == VALUE_BOOL) {
		*out = (struct expr_value){.type = EXPR_BOOL, .boolean = member->value.boolean};
		return NULL;
	}
	if (str_is(member->key, "string") || str_is(member->key, "bytes")) {
		out->type = str_is(member->key, "string") ? EXPR_STRING : EXPR_BYTES;
		out->text = text;
		if (out->type == EXPR_BYTES && !from_base64(arena, text, &out->text))
			return err_new(arena, "the bytes are no base64");
		return NULL;
	}
	return err_new(arena, "'%.*s' is no type of a tagged value", STR_ARG(member->key));
}
