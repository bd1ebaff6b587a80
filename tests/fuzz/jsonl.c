/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON Lines: each cell stands where its place says, and a file of one line says what the JSON
 * reader says.
 */
#include "fuzz/reading.h"

static void
jsonl_cell(struct str text, const struct cell *cell)
{
	reading_is_valid(cell->text);
	size_t at = reading_offset(text, cell->line, cell->column, true);
	HOLDS(at != SIZE_MAX && at < text.size);
	struct str rest = str_cut(text, at, text.size);
	if (cell->type == VALUE_STRING)
		HOLDS(rest.data[0] == '"');
	else if (cell->type == VALUE_NULL)
		HOLDS(str_starts(rest, STR("null")));
	else
		HOLDS(str_starts(rest, cell->text));
}

static size_t
jsonl_scalars(const struct value *value)
{
	size_t count = 0;
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++)
			count += jsonl_scalars(&value->list.items[i]);
	} else if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count; i++)
			count += jsonl_scalars(&value->map.members[i].value);
	} else {
		count = 1;
	}
	return count;
}

/* Where the JSON reader takes the one line, the line reader takes it, with as many scalars. */
static void
jsonl_agrees(struct arena *arena, struct str text, struct err *err, const struct record *record)
{
	struct value value;
	if (str_find_byte(text, '\n') != SIZE_MAX)
		return;
	struct err *other = read_json_text("a", text, &limits_default, arena, &value);
	if (!other && !err && !record->end)
		HOLDS(record->count == jsonl_scalars(&value));
	if (err)
		HOLDS(other || str_find(str_of(err->message), STR("longer than 1024")) != SIZE_MAX);
	err_settle(other);
}

static void
jsonl_places(struct arena *arena, struct str text)
{
	struct document document;
	struct record record;
	struct input *input = input_of(arena, "a.jsonl", text);
	const struct format *jsonl = read_format_named(STR("jsonl"));
	struct err *err = read_as(jsonl, input, &limits_default, arena, &document);
	for (bool first = true; !err; first = false) {
		err = document.records->next(document.records, &record);
		if (first)
			jsonl_agrees(arena, text, err, &record);
		if (err || record.end)
			break;
		for (size_t i = 0; i < record.count; i++) {
			HOLDS(record.cells[i].field < document.records->field_count);
			jsonl_cell(text, &record.cells[i]);
		}
	}
	err_settle(err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	if (size > 4096)
		return 0;
	reading_is_stable("a.jsonl", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.jsonl", text, &tight);
	struct arena *arena = reading_arena();
	if (reading_has_places(text))
		jsonl_places(arena, text);
	return 0;
}
