/* SPDX-License-Identifier: Apache-2.0
 *
 * Text that somebody else wrote, made fit to be shown. In: any bytes. Out: valid UTF-8 on one line
 * without control, bidi or invisible characters, which are written as \x1b or \u{202e}; a byte that
 * is no UTF-8 is written as \xff.
 *
 * The one thing to know: a CI runner takes a line that starts with "::" (blanks in front do not
 * matter) or holds "##[" anywhere for a command to it, others "##vso[" or "##teamcity[". A colon that
 * starts a text, and a bracket after two hashes and letters or none, are therefore written as \x3a and
 * \x5b: visible, and no command any more. Source: actions/runner, ActionCommand.TryParseV2 and TryParse;
 * microsoft/azure-pipelines-agent, Command.TryParse.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/internal.h"

static size_t
escape(struct safe *safe, const char *text)
{
	if (safe->out)
		out_text(safe->out, text);
	return strlen(text);
}

static size_t
escape_point(struct safe *safe, uint32_t point)
{
	char text[16];

	switch (point) {
	case '\n':
		return escape(safe, "\\n");
	case '\r':
		return escape(safe, "\\r");
	case '\t':
		return escape(safe, "\\t");
	default:
		snprintf(text, sizeof text, point < 0x80 ? "\\x%02" PRIx32 : "\\u{%" PRIx32 "}",
			 point);
		return escape(safe, text);
	}
}

/* Whether the character would complete a command of the runner. */
static bool
is_command(const struct safe *safe, uint32_t point)
{
	return (point == ':' && !safe->started) || (point == '[' && safe->command >= SAFE_COMMAND);
}

int
safe_command(int state, uint32_t point)
{
	bool letter = (point | 0x20) >= 'a' && (point | 0x20) <= 'z';

	if (point == '#')
		return state == 1 || state == SAFE_COMMAND ? SAFE_COMMAND : 1;
	return letter && state >= SAFE_COMMAND ? SAFE_COMMAND + 1 : 0;
}

static void
remember(struct safe *safe, uint32_t point)
{
	if (point != ' ')
		safe->started = true;
	safe->command = safe_command(safe->command, point);
}

size_t
safe_next(struct safe *safe, struct str text, size_t *offset)
{
	size_t start = *offset;
	uint32_t point = utf8_next(text, offset);
	bool command = is_command(safe, point);
	char byte[8];

	remember(safe, point);
	if (point == 0xfffd && *offset - start == 1) {
		snprintf(byte, sizeof byte, "\\x%02x", (unsigned char)text.data[start]);
		return escape(safe, byte);
	}
	if (utf8_is_unsafe(point) || command || (safe->ascii && point >= 0x80))
		return escape_point(safe, point);
	if (safe->out)
		out_add(safe->out, str_cut(text, start, *offset));
	return (size_t)utf8_width(point);
}

static void
write_safe(struct out *out, bool ascii, struct str text)
{
	struct safe safe = {.out = out, .ascii = ascii};

	for (size_t offset = 0; offset < text.size;)
		safe_next(&safe, text, &offset);
}

void
report_safe(struct out *out, struct str text)
{
	write_safe(out, false, text);
}

void
show(struct out *out, const struct report_style *style, struct str text)
{
	write_safe(out, !style->utf8, text);
}
