/* SPDX-License-Identifier: Apache-2.0
 *
 * Text of strangers on its way into reports: no control, bidi or invisible character and no command
 * of a CI runner comes out, JSON reads back as what went in, and a reference leads to the path it
 * was made of.
 */
#include "fuzz/reading.h"
#include "report/internal.h"
#include "report/sarif_text.h"

static void
is_harmless(struct str text)
{
	size_t start = 0;
	HOLDS(utf8_invalid(text) == SIZE_MAX);
	for (size_t at = 0; at < text.size;)
		HOLDS(!utf8_is_unsafe(utf8_next(text, &at)));
	while (start < text.size && text.data[start] == ' ')
		start++;
	HOLDS(!str_starts(str_cut(text, start, text.size), STR("::")));
	HOLDS(str_find(text, STR("##[")) == SIZE_MAX);
	HOLDS(str_find(text, STR("##vso[")) == SIZE_MAX);
}

/* What JSON reads is what was written, but for bytes that are no UTF-8. */
static void
json_reads_back(struct arena *arena, struct str text)
{
	struct value value;
	struct out out;
	out_to_memory(&out, arena);
	json_string(&out, text);
	struct str written = out_str(&out);
	HOLDS(utf8_invalid(written) == SIZE_MAX);
	for (size_t i = 0; i < written.size; i++)
		HOLDS((unsigned char)written.data[i] >= ' ' && written.data[i] != 0x7f);
	HOLDS(str_find(written, STR("##[")) == SIZE_MAX);
	if (utf8_invalid(text) != SIZE_MAX || str_find_byte(text, '\0') != SIZE_MAX)
		return;
	struct err *err = read_json_text("a", written, &limits_default, arena, &value);
	HOLDS(!err);
	HOLDS(value.type == VALUE_STRING && str_equal(value.string, text));
}

static int
hex(char digit)
{
	return digit <= '9' ? digit - '0' : digit - 'A' + 10;
}

static void
uri_leads_back(struct arena *arena, struct str path)
{
	struct str uri = sarif_uri(arena, STR(""), path);
	char *decoded = arena_alloc(arena, uri.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < uri.size; i++) {
		unsigned char byte = (unsigned char)uri.data[i];
		HOLDS(byte > ' ' && byte < 0x7f && byte != '#' && byte != '?' && byte != '"');
		if (byte != '%') {
			decoded[size++] = (char)byte;
			continue;
		}
		decoded[size++] = (char)(hex(uri.data[i + 1]) << 4 | hex(uri.data[i + 2]));
		i += 2;
	}
	HOLDS(str_equal(str_make(decoded, size), path));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct report_style ascii = {.utf8 = false};
	struct str text = str_make((const char *)data, size);
	struct arena *arena = reading_arena();
	struct out out;
	if (size > 4096)
		return 0;
	out_to_memory(&out, arena);
	report_safe(&out, text);
	is_harmless(out_str(&out));
	out_to_memory(&out, arena);
	show(&out, &ascii, text);
	is_harmless(out_str(&out));
	for (size_t i = 0; i < out_str(&out).size; i++)
		HOLDS((unsigned char)out_str(&out).data[i] < 0x80);
	is_harmless(sarif_shown(arena, text));
	HOLDS(str_find(sarif_shown(arena, text), STR("[](")) == SIZE_MAX ||
	      str_find(sarif_shown(arena, text), STR("\\[](")) != SIZE_MAX);
	json_reads_back(arena, text);
	uri_leads_back(arena, text);
	return 0;
}
