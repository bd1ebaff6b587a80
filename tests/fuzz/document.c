/* SPDX-License-Identifier: Apache-2.0
 *
 * Any bytes under any name: the first line of the input is the name, the rest the file. Whatever is
 * chosen, it is one document or one error, and the error names the file.
 */
#include "fuzz/reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct str name = str_cut(text, 0, str_find_byte(text, '\n'));
	struct str rest = str_cut(text, name.size + 1, size);
	struct limits tight = reading_tight();
	struct document document;
	if (size > 4096 || str_find_byte(name, '\0') != SIZE_MAX)
		return 0;
	char path[256];
	snprintf(path, sizeof path, "%.*s", (int)(name.size < 255 ? name.size : 255), name.data);
	name.size = strlen(path);
	reading_is_stable(path, rest, &limits_default);
	if (!reading_is_chosen(text))
		return 0;
	reading_is_stable(path, rest, &tight);
	struct arena *arena = reading_arena();
	for (size_t i = 0; read_formats[i]; i++) {
		struct input *input = pieces_of(arena, path, rest, 3);
		struct buf out;
		buf_init(&out, arena, SIZE_MAX / 4);
		struct err *err =
			read_as(read_formats[i], input, &limits_default, arena, &document);
		if (err)
			HOLDS(err->path && str_equal(str_of(err->path), name));
		show_document(&out, err, &document);
	}
	HOLDS(err_lost(arena) == 0);
	return 0;
}
