/* SPDX-License-Identifier: Apache-2.0
 *
 * HTML in Markdown: where its blocks start and end, and comments, which no reader of the page sees
 * and which therefore say nothing.
 */
#ifndef GOVLINT_READ_MARKDOWN_HTML_H
#define GOVLINT_READ_MARKDOWN_HTML_H

#include "base/str.h"

/* The kind (1 to 7, CommonMark §4.6) of HTML block that starts with `text` (indentation removed);
 * 0: none. The seventh cannot interrupt a paragraph. */
int
markdown_html_starts(struct str text, bool in_paragraph);

/* Whether a block of this kind ends with this line. Kinds 6 and 7 end at a blank line instead. */
bool
markdown_html_ends(int kind, struct str text);

/* The level of a line that is one heading in HTML, "<h2 align=…>Title</h2>", and what stands between
 * its tags; 0 when it is none. */
int
markdown_html_heading(struct str text, struct str *heading);

/* Whether a comment is open behind a line of HTML that starts with one open, or not. */
bool
markdown_html_hides(struct str text, bool hidden);

/* Remove comments from `size` bytes, in place; returns what is left. In running text a comment has
 * to be closed and code spans are as they stand; in a block of HTML an open comment goes on. */
size_t
markdown_strip(char *text, size_t size, bool html);

#endif
