/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of read/: bytes → document. Readers know nothing of rules; they hand out slices, places
 * and literal text, and say exactly what they could not read. Content decides over the name: UTF-16
 * is converted, a zip named .csv is a zip, a Git LFS pointer or a git-crypt blob is an error that
 * says that the content is not here.
 *
 * Errors of documents may concern somebody's data and never quote it; the readers of texts that
 * people write (read_yaml_text, read_json_text, front matter) show the source line.
 *
 *	TRY(read_document(input, limits, scratch, &document));
 *	switch (document.shape) …
 */
#ifndef GOVLINT_READ_READ_H
#define GOVLINT_READ_READ_H

#include "model/document.h"
#include "model/input.h"
#include "model/limits.h"

/* Bytes that a format has at a fixed offset. */
struct magic {
	size_t offset;
	const char *bytes; /* NULL in the row that ends a table */
	size_t size;
	bool letters; /* the bytes could start a text: believed only when the file is none */
};

/* What a comment of a format looks like. */
enum comment_syntax {
	COMMENTS_NONE,
	COMMENTS_OF_YAML,   /* # */
	COMMENTS_OF_MARKUP, /* <!-- -->; in front matter # */
	COMMENTS_OF_TEXT,   /* lines that start with # or // */
};

struct format {
	const char *name;
	const char *summary;
	const char *const *endings; /* ".csv" …, NULL at the end */
	const struct magic *magics; /* NULL: text, known by its ending */
	enum shape shape;
	enum comment_syntax comments;
	/* Text formats get UTF-8 without a byte order mark, whatever the file has. NULL: recognised,
	 * but this build cannot read it: not verified, never skipped. */
	struct err *(*read)(struct input *input, const struct limits *limits, struct arena *arena,
			    struct document *out);
};

/* All formats, ended by NULL. */
extern const struct format *const read_formats[];

/* The format of a file by its name and first bytes; NULL when it is none of them. */
const struct format *
read_format(struct str path, struct str head);

/* "users.csv.bak" → "users.csv"; so for copies that editors and people leave (~, .old, .1 …). */
struct str
read_original(struct str path);

const struct format *
read_format_named(struct str name);

/* Look at the first bytes, choose the format, read. The document lives in `arena`; streams pull
 * from `input` until they end, so it must stay open. Content with no known format is read as text
 * when it is text, else an error. An empty file is an empty document of its ending's format; for
 * YAML that is null, for JSON an error. */
struct err *
read_document(struct input *input, const struct limits *limits, struct arena *arena,
	      struct document *out) MUST_USE;

/* Read as one format, whatever the content looks like. */
struct err *
read_as(const struct format *format, struct input *input, const struct limits *limits,
	struct arena *arena, struct document *out) MUST_USE;

/* A YAML text (one document, no tags, no merge keys, aliases refused) as a value with places. An
 * empty text is null. Literals and most strings are slices of `text`, which must outlive them.
 * Errors carry path, line, column and the source line. */
struct err *
read_yaml_text(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	       struct value *out) MUST_USE;

/* As read_yaml_text for a file that may hold several documents (`---`): a list of them. */
struct err *
read_yaml_all(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	      struct value *out) MUST_USE;

/* One JSON value; numbers beyond 64 bits are doubles that keep their literal. Slices as above. */
struct err *
read_json_text(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	       struct value *out) MUST_USE;

/* A comment that begins with a word and a colon. */
struct comment {
	struct str text; /* between its marks, trimmed */
	uint32_t line;
	uint32_t column; /* of its mark */
	bool alone;      /* nothing else stands in the line */
	bool open;       /* Markup: it does not start and end in this line */
	bool doubtful;   /* the file cannot be read: it may be part of a value */
	struct str whole;
	/* The line it stands in; alone there, the next one in which none stands alone; 0: there is none. */
	uint32_t speaks_of;
	struct str spoken;
};

struct comments {
	struct str
		text; /* the file as UTF-8 without a byte order mark; all else are slices of it */
	struct comment *items;
	size_t count;
	bool more; /* there are more than were asked for */
};

/* The comments of a file that begin with `word` (lower case; any case is found) and a colon: at most
 * `most`. None in formats without comments; a file above record_bytes is an error. */
struct err *
read_comments(struct input *input, struct str word, size_t most, const struct limits *limits,
	      struct arena *arena, struct comments *out) MUST_USE;

/* The line `number` (1-based) of a text, without its line end and byte order mark. */
struct str
read_line(struct str text, uint32_t number);

#endif
