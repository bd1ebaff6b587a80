/* SPDX-License-Identifier: Apache-2.0
 *
 * The block structure of Markdown (CommonMark 0.31 §3 to §5), line by line: which line is a heading
 * of the document itself, and which lines belong together. Headings inside quotes, lists, code
 * and comments are none of the document; a line of HTML that is one heading is.
 *
 *	struct markdown_blocks blocks = {0};
 *	struct markdown_line line = markdown_line(&blocks, text);
 *	if (line.kind == MARKDOWN_HEADING) …
 */
#ifndef GOVLINT_READ_MARKDOWN_BLOCK_H
#define GOVLINT_READ_MARKDOWN_BLOCK_H

#include "base/str.h"

enum markdown_kind {
	MARKDOWN_BODY,
	MARKDOWN_HEADING,   /* "## Title", "<h2>Title</h2>" */
	MARKDOWN_UNDERLINE, /* the lines of the run before are a heading */
};

/* What the lines of one run are. */
enum markdown_leaf {
	MARKDOWN_NONE,
	MARKDOWN_PARAGRAPH,
	MARKDOWN_TABLE,
	MARKDOWN_FENCE,
	MARKDOWN_HTML,
};

struct markdown_line {
	enum markdown_kind kind;
	int level;          /* of a heading */
	struct str heading; /* MARKDOWN_HEADING: its text, a slice of the line */
	enum markdown_leaf leaf;
	size_t run; /* lines with the same number belong together */
};

enum {
	/* Deeper nesting of quotes and lists is taken as text. */
	MARKDOWN_DEEPEST = 64
};

struct markdown_container {
	bool quote;
	bool bare;    /* an item that has nothing in its first line */
	size_t width; /* of an item: columns that its lines are indented */
};

struct markdown_blocks {
	struct markdown_container containers[MARKDOWN_DEEPEST];
	size_t depth;
	enum markdown_leaf leaf;
	size_t run;
	char fence; /* '`' or '~' */
	size_t fence_size;
	size_t cells; /* a table would have in the last line of text */
	int html;     /* which of the seven kinds of HTML block */
	bool hidden;  /* a comment in it is still open */
};

struct markdown_line
markdown_line(struct markdown_blocks *blocks, struct str line);

#endif
