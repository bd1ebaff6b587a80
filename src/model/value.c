/* SPDX-License-Identifier: Apache-2.0
 *
 * Values: made, looked up, compared, copied. What goes in and comes out is plain data in arenas;
 * how a value reads in a message is in value_show.c.
 *
 * The one thing to know: integers and doubles compare by their exact values, never by rounding one
 * to the other: 2^53 + 1 is not 9007199254740992.0. Functions recurse once for each level of
 * nesting, which readers bound (limits.tree_depth).
 */
#include "model/value.h"

#include <math.h>

#include "base/arena.h"

static const char *const value_type_names[] = {
	[VALUE_NULL] = "null",     [VALUE_BOOL] = "bool",     [VALUE_INT] = "int",
	[VALUE_DOUBLE] = "number", [VALUE_STRING] = "string", [VALUE_LIST] = "list",
	[VALUE_MAP] = "map",
};

const char *
value_type_name(enum value_type type)
{
	size_t count = sizeof value_type_names / sizeof value_type_names[0];
	return (size_t)type < count ? value_type_names[type] : "unknown";
}

const struct value_member *
value_member(const struct value *map, struct str key)
{
	if (!map || map->type != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < map->map.count; i++) {
		if (str_equal(map->map.members[i].key, key))
			return &map->map.members[i];
	}
	return NULL;
}

const struct value *
value_get(const struct value *map, struct str key)
{
	const struct value_member *member = value_member(map, key);
	return member ? &member->value : NULL;
}

const struct value *
value_path(const struct value *map, struct str path)
{
	struct str key;
	while (map && str_split(&path, '.', &key))
		map = value_get(map, key);
	return map;
}

struct str
value_string(const struct value *value)
{
	return value && value->type == VALUE_STRING ? value->string : (struct str){0};
}

static int
value_sign(bool more, bool less)
{
	return (int)more - (int)less;
}

/* -1, 0, 1; 2 for NaN. Every double from -2^63 to below 2^63 has an integer part that fits. */
static int
value_order_int_double(int64_t integer, double real)
{
	if (isnan(real))
		return 2;
	if (real >= 9223372036854775808.0)
		return -1;
	if (real < -9223372036854775808.0)
		return 1;
	int64_t whole = (int64_t)real;
	if (integer != whole)
		return value_sign(integer > whole, integer < whole);
	double fraction = real - (double)whole;
	return value_sign(fraction<0, fraction> 0);
}

static bool
value_is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_DOUBLE;
}

static int
value_order_numbers(const struct value *a, const struct value *b)
{
	if (a->type == VALUE_INT && b->type == VALUE_INT)
		return value_sign(a->integer > b->integer, a->integer < b->integer);
	if (a->type == VALUE_INT)
		return value_order_int_double(a->integer, b->real);
	if (b->type == VALUE_INT) {
		int order = value_order_int_double(b->integer, a->real);
		return order == 2 ? 2 : -order;
	}
	if (isnan(a->real) || isnan(b->real))
		return 2;
	return value_sign(a->real > b->real, a->real < b->real);
}

int
value_order(const struct value *a, const struct value *b)
{
	if (!a || !b)
		return 2;
	if (value_is_number(a) && value_is_number(b))
		return value_order_numbers(a, b);
	if (a->type == VALUE_STRING && b->type == VALUE_STRING)
		return str_compare(a->string, b->string);
	return 2;
}

static bool
value_equal_lists(const struct value_list *a, const struct value_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!value_equal(&a->items[i], &b->items[i]))
			return false;
	}
	return true;
}

/* The order of keys does not matter; looking at the same position first makes the usual case,
 * maps written in the same order, linear. */
static bool
value_equal_maps(const struct value *a, const struct value *b)
{
	if (a->map.count != b->map.count)
		return false;
	for (size_t i = 0; i < a->map.count; i++) {
		const struct value_member *mine = &a->map.members[i];
		const struct value_member *other = &b->map.members[i];
		if (!str_equal(mine->key, other->key))
			other = value_member(b, mine->key);
		if (!other || !value_equal(&mine->value, &other->value))
			return false;
	}
	return true;
}

bool
value_equal(const struct value *a, const struct value *b)
{
	if (!a || !b)
		return false;
	if (value_is_number(a) && value_is_number(b))
		return value_order_numbers(a, b) == 0;
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case VALUE_NULL:
		return true;
	case VALUE_BOOL:
		return a->boolean == b->boolean;
	case VALUE_STRING:
		return str_equal(a->string, b->string);
	case VALUE_LIST:
		return value_equal_lists(&a->list, &b->list);
	case VALUE_MAP:
		return value_equal_maps(a, b);
	case VALUE_INT:
	case VALUE_DOUBLE:
		break;
	}
	return false;
}

struct value
value_null(void)
{
	return (struct value){.type = VALUE_NULL};
}

struct value
value_bool(bool boolean)
{
	return (struct value){.type = VALUE_BOOL, .boolean = boolean};
}

struct value
value_int(int64_t integer)
{
	return (struct value){.type = VALUE_INT, .integer = integer};
}

struct value
value_double(double real)
{
	return (struct value){.type = VALUE_DOUBLE, .real = real};
}

struct value
value_str(struct str string)
{
	return (struct value){.type = VALUE_STRING, .string = string};
}

struct value
value_text(const char *string)
{
	return value_str(str_of(string));
}

struct value
value_list(void)
{
	return (struct value){.type = VALUE_LIST};
}

struct value
value_map(void)
{
	return (struct value){.type = VALUE_MAP};
}

void
value_reserve(struct arena *arena, struct value *value, size_t count)
{
	if (count == 0)
		return;
	if (value->type == VALUE_LIST) {
		value->list.items = arena_array(arena, count, sizeof *value->list.items);
		value->list.capacity = count;
	} else if (value->type == VALUE_MAP) {
		value->map.members = arena_array(arena, count, sizeof *value->map.members);
		value->map.capacity = count;
	}
}

struct value *
value_add(struct arena *arena, struct value *list, struct value item)
{
	struct value_list *items = &list->list;
	items->items = arena_grow(arena, items->items, items->count, &items->capacity,
				  sizeof *items->items);
	items->items[items->count] = item;
	return &items->items[items->count++];
}

struct value *
value_set_str(struct arena *arena, struct value *map, struct str key, struct value item)
{
	struct value_map *members = &map->map;
	members->members = arena_grow(arena, members->members, members->count, &members->capacity,
				      sizeof *members->members);
	struct value_member *member = &members->members[members->count++];
	*member = (struct value_member){.key = key, .value = item};
	return &member->value;
}

struct value *
value_set(struct arena *arena, struct value *map, const char *key, struct value item)
{
	return value_set_str(arena, map, str_of(key), item);
}

struct value
value_copy(struct arena *arena, const struct value *value)
{
	struct value copy = *value;
	copy.literal = str_dup(arena, value->literal);
	if (value->type == VALUE_STRING) {
		copy.string = str_dup(arena, value->string);
	} else if (value->type == VALUE_LIST) {
		size_t count = value->list.count;
		copy.list.items = arena_array(arena, count, sizeof *copy.list.items);
		copy.list.capacity = count;
		for (size_t i = 0; i < count; i++)
			copy.list.items[i] = value_copy(arena, &value->list.items[i]);
	} else if (value->type == VALUE_MAP) {
		size_t count = value->map.count;
		copy.map.members = arena_array(arena, count, sizeof *copy.map.members);
		copy.map.capacity = count;
		for (size_t i = 0; i < count; i++) {
			const struct value_member *member = &value->map.members[i];
			copy.map.members[i] = (struct value_member){
				.key = str_dup(arena, member->key),
				.key_place = member->key_place,
				.value = value_copy(arena, &member->value),
			};
		}
	}
	return copy;
}
