/* SPDX-License-Identifier: Apache-2.0
 *
 * Colours and line breaks: the only bytes of a report that depend on where it is shown. In: text
 * and a style. Out: the same text with SGR sequences (ECMA-48 §8.3.117) and, on a terminal, broken
 * between words. Whether there are colours is decided elsewhere.
 */
#include "base/utf8.h"
#include "report/internal.h"

static const char *const codes[] = {
	[PAINT_NONE] = "",           [PAINT_ERROR] = "\x1b[1;31m", [PAINT_WARNING] = "\x1b[1;33m",
	[PAINT_NOTE] = "\x1b[1;36m", [PAINT_PLACE] = "\x1b[34m",   [PAINT_STRONG] = "\x1b[1m",
	[PAINT_GOOD] = "\x1b[1;32m",
};

void
paint_start(struct out *out, const struct report_style *style, enum paint paint)
{
	if (style->colour)
		out_text(out, codes[paint]);
}

void
paint_end(struct out *out, const struct report_style *style, enum paint paint)
{
	if (style->colour && paint != PAINT_NONE)
		out_text(out, "\x1b[0m");
}

enum paint
paint_severity(enum severity severity)
{
	switch (severity) {
	case SEVERITY_WARNING:
		return PAINT_WARNING;
	case SEVERITY_NOTE:
		return PAINT_NOTE;
	case SEVERITY_ERROR:
	case SEVERITY_OFF:
		break;
	}
	return PAINT_ERROR;
}

static size_t
measure(const struct report_style *style, struct str word)
{
	struct safe safe = {.ascii = !style->utf8, .started = true};
	size_t cells = 0;

	for (size_t offset = 0; offset < word.size;)
		cells += safe_next(&safe, word, &offset);
	return cells;
}

static void
break_line(struct out *out, size_t indent)
{
	out_byte(out, '\n');
	for (size_t i = 0; i < indent; i++)
		out_byte(out, ' ');
}

void
wrap(struct out *out, const struct report_style *style, struct str text, size_t column,
     size_t indent)
{
	size_t width = style->width > 0 ? (size_t)style->width : 0;
	struct str rest = text, word;
	bool first = true;

	if (width < indent + 20) {
		show(out, style, text);
		return;
	}
	while (str_split(&rest, ' ', &word)) {
		size_t cells = measure(style, word);

		if (!first && column + 1 + cells >= width) {
			break_line(out, indent);
			column = indent;
		} else if (!first) {
			out_byte(out, ' ');
			column++;
		}
		show(out, style, word);
		column += cells;
		first = false;
	}
}
