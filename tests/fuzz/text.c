/* SPDX-License-Identifier: Apache-2.0
 *
 * Plain text: pieces stand where their places say, and put together they are the text.
 */
#include "fuzz/reading.h"

/* Pieces and the line ends between them cover every byte. */
static void
text_covers(struct arena *arena, struct str text, const struct limits *limits)
{
	struct document document;
	struct text_line line;
	size_t at = 0;
	struct input *input = input_of(arena, "a.txt", text);
	struct err *err = read_document(input, limits, arena, &document);
	while (!err) {
		err = document.text->next(document.text, &line);
		if (err || line.end)
			break;
		if (!line.continued && at > 0) {
			HOLDS(text.data[at] == '\r' || text.data[at] == '\n');
			at += 1 + (text.data[at] == '\r' && at + 1 < text.size &&
				   text.data[at + 1] == '\n');
		} else if (!line.continued && line.line == 2) {
			at += 1 + str_starts(text, STR("\r\n"));
		}
		HOLDS(at == reading_offset(text, line.line, line.column, false));
		HOLDS(str_starts(str_cut(text, at, text.size), line.text));
		HOLDS(line.text.size <= limits->line_bytes);
		at += line.text.size;
	}
	if (!err)
		HOLDS(text.size - at <= 2);
	err_settle(err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct limits tight = reading_tight();
	if (size > 4096)
		return 0;
	reading_is_stable("a.txt", text, &limits_default);
	if (reading_is_chosen(text))
		reading_is_stable("a.txt", text, &tight);
	struct arena *arena = reading_arena();
	if (reading_has_places(text)) {
		text_covers(arena, text, &tight);
		text_covers(arena, text, &limits_default);
	}
	return 0;
}
