/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML: literals stand at their places, one document reads the same alone and among several, and
 * whatever happens libyaml's memory is given back (the leak check of the sanitizer).
 */
#include "fuzz/reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	struct value one;
	struct value all;
	if (size > 4096)
		return 0;
	reading_is_stable("a.yaml", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.yaml", text, &tight);
	struct arena *arena = reading_arena();
	struct err *err = read_yaml_text("a", text, &limits_default, arena, &one);
	struct err *other = read_yaml_all("a", text, &limits_default, arena, &all);
	if (!err) {
		HOLDS(!other && all.list.count <= 1);
		if (all.list.count == 1 && one.type != VALUE_DOUBLE)
			HOLDS(one.type == VALUE_NULL || one.type == VALUE_LIST ||
			      one.type == VALUE_MAP || value_equal(&one, &all.list.items[0]));
		if (reading_has_places(text))
			reading_tree_places(text, &one);
	}
	err_settle(err);
	err_settle(other);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
