/* SPDX-License-Identifier: Apache-2.0
 *
 * Parts of a page of `govlint explain`: a title, headings, indented text. In: texts. Out: the same
 * made safe and laid out.
 */
#include "cli/page.h"
#include "base/arena.h"
#include "base/out.h"

static void
put_bold(struct session *session, bool on)
{
	if (session->style.colour)
		out_text(session->output, on ? "\x1b[1m" : "\x1b[0m");
}

void
page_title(struct session *session, struct str name, const char *what, struct str title)
{
	put_bold(session, true);
	report_safe(session->output, name);
	put_bold(session, false);
	out_print(session->output, " (%s)\n", what);
	if (title.size == 0)
		return;
	report_safe(session->output, title);
	out_byte(session->output, '\n');
}

void
page_heading(struct session *session, const char *heading)
{
	out_byte(session->output, '\n');
	put_bold(session, true);
	out_text(session->output, heading);
	put_bold(session, false);
	out_byte(session->output, '\n');
}

void
page_text(struct session *session, struct str text)
{
	struct str rest = text, line;

	while (rest.size > 0 &&
	       (rest.data[rest.size - 1] == '\n' || rest.data[rest.size - 1] == ' '))
		rest.size--;
	while (str_line(&rest, &line)) {
		if (line.size > 0)
			out_text(session->output, "  ");
		report_safe(session->output, line);
		out_byte(session->output, '\n');
	}
}
