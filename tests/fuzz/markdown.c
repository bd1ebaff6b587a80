/* SPDX-License-Identifier: Apache-2.0
 *
 * Markdown: sections come in the order of the page, say no more than it does, and headings stand
 * where their places say.
 */
#include "fuzz/reading.h"

static void
markdown_sections(struct str text, const struct value *sections)
{
	int64_t before = 0;
	size_t total = 0;
	for (size_t i = 0; i < sections->list.count; i++) {
		const struct value *section = &sections->list.items[i];
		const struct value *heading = value_get(section, STR("heading"));
		struct str body = value_string(value_get(section, STR("text")));
		int64_t line = value_get(section, STR("line"))->integer;
		int64_t level = value_get(section, STR("level"))->integer;
		HOLDS(line > before && level >= 0 && level <= 6);
		HOLDS(level > 0 || i == 0);
		HOLDS(reading_offset(text, heading->place.line, heading->place.column, false) !=
		      SIZE_MAX);
		reading_is_valid(heading->string);
		reading_is_valid(body);
		total += heading->string.size + body.size;
		before = line;
	}
	HOLDS(total <= text.size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	struct document document;
	if (size > 4096)
		return 0;
	reading_is_stable("a.md", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.md", text, &tight);
	struct arena *arena = reading_arena();
	struct input *input = input_of(arena, "a.md", text);
	struct err *err = read_document(input, &limits_default, arena, &document);
	if (!err && reading_has_places(text))
		markdown_sections(text, value_get(&document.tree, STR("sections")));
	err_settle(err);
	return 0;
}
