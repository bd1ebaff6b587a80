/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML: literals stand at their places, one document reads the same alone and among several, and
 * whatever happens libyaml's memory is given back (the leak check of the sanitizer).
 */
#include "fuzz/reading.h"

/* Read as the only document and as one of several: the same. */
static void
yaml_agrees(struct arena *arena, struct str text, const struct value *one)
{
	struct value all;
	struct err *err = read_yaml_all("a", text, &limits_default, arena, &all);

	HOLDS(!err && all.list.count <= 1);
	if (all.list.count == 1 && one->type != VALUE_DOUBLE)
		HOLDS(one->type == VALUE_NULL || one->type == VALUE_LIST ||
		      one->type == VALUE_MAP || value_equal(one, &all.list.items[0]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	struct value one;
	if (size > 4096)
		return 0;
	if (reading_is_chosen(text)) {
		reading_is_stable("a.yaml", text, &limits_default);
		reading_is_stable("a.yaml", text, &tight);
	}
	struct arena *arena = reading_arena();
	struct err *err = read_yaml_text("a", text, &limits_default, arena, &one);
	if (!err && reading_is_chosen(text))
		yaml_agrees(arena, text, &one);
	if (!err && reading_has_places(text))
		reading_tree_places(text, &one);
	err_settle(err);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
