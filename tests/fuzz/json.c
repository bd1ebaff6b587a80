/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON: literals stand at their places, each is the same value when read by itself, and nothing is
 * taken that has anything behind it.
 */
#include "fuzz/reading.h"

/* A scalar's literal by itself says the same. */
static void
json_again(struct arena *arena, const struct value *value)
{
	struct value again;
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++)
			json_again(arena, &value->list.items[i]);
	} else if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count; i++)
			json_again(arena, &value->map.members[i].value);
	} else {
		HOLDS(!read_json_text("a", value->literal, &limits_default, arena, &again));
		HOLDS(value_equal(value, &again));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	struct value value;
	if (size > 4096)
		return 0;
	reading_is_stable("a.json", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.json", text, &tight);
	struct arena *arena = reading_arena();
	struct err *err = read_json_text("a", text, &limits_default, arena, &value);
	if (!err && reading_has_places(text)) {
		reading_tree_places(text, &value);
		json_again(arena, &value);
		char *longer = arena_print(arena, "%.*s]", STR_ARG(text));
		struct value other;
		struct err *refused = read_json_text("a", str_make(longer, size + 1),
						     &limits_default, arena, &other);
		HOLDS(refused);
		err_settle(refused);
	}
	err_settle(err);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
