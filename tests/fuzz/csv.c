/* SPDX-License-Identifier: Apache-2.0
 *
 * Separated values: each cell stands where its place says, and none is lost.
 */
#include "fuzz/reading.h"

/* An unquoted cell is the text at its place; a quoted one starts there with its quote. */
static void
csv_cell(struct str text, const struct cell *cell)
{
	reading_is_valid(cell->text);
	size_t at = reading_offset(text, cell->line, cell->column, false);
	HOLDS(at != SIZE_MAX);
	if (cell->quoted)
		HOLDS(at < text.size && text.data[at] == '"');
	else
		HOLDS(str_starts(str_cut(text, at, text.size), cell->text));
}

static void
csv_places(struct arena *arena, struct str text)
{
	struct document document;
	struct record record;
	struct input *input = input_of(arena, "a.csv", text);
	const struct format *csv = read_format_named(STR("csv"));
	struct err *err = read_as(csv, input, &limits_default, arena, &document);
	while (!err) {
		err = document.records->next(document.records, &record);
		if (err || record.end)
			break;
		HOLDS(record.count > 0);
		for (size_t i = 0; i < record.count; i++) {
			HOLDS(record.cells[i].field == i && i < document.records->field_count);
			csv_cell(text, &record.cells[i]);
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
	reading_is_stable("a.csv", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.tsv", text, &tight);
	struct arena *arena = reading_arena();
	if (reading_has_places(text))
		csv_places(arena, text);
	return 0;
}
