/* SPDX-License-Identifier: Apache-2.0
 *
 * What SARIF wants of texts: names, descriptions, messages and references, from any bytes. The one
 * thing to know: a message is read as text with links, so that "[words](where)" of a repository
 * must not become one.
 */
#include "report/sarif_text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "report/internal.h"

enum {
	SARIF_TEXT = 1024,         /* characters of a description */
	SARIF_MESSAGE = 16 * 1024, /* bytes of a message */
};

/* Text of the repository that a person will read: nothing in it is a link or a control. */
struct str
sarif_shown(struct arena *arena, struct str text)
{
	struct buf safe;
	struct out out;
	struct str written;

	out_to_memory(&out, arena);
	report_safe(&out, text);
	written = out_str(&out);
	/* "[words](where)" would be a link. */
	if (str_find(written, STR("](")) == SIZE_MAX)
		return written;
	buf_init(&safe, arena, SARIF_MESSAGE);
	for (size_t i = 0; i < written.size; i++) {
		if (written.data[i] == '[')
			buf_add(&safe, STR("\\"));
		buf_add(&safe, str_cut(written, i, i + 1));
	}
	return buf_str(&safe);
}

/* Cut to what a description may hold. */
struct str
sarif_described(struct str text)
{
	size_t at = 0;

	text = str_trim(text);
	for (size_t points = 0; at < text.size && points < SARIF_TEXT; points++)
		utf8_next(text, &at);
	return str_cut(text, 0, at);
}

/* "dataset/plain-pii" → "DatasetPlainPii": what services show as a name. */
struct str
sarif_name(struct arena *arena, struct str id)
{
	char *name = arena_alloc(arena, id.size + 1);
	size_t size = 0;
	bool first = true;

	for (size_t i = 0; i < id.size; i++) {
		char byte = id.data[i];

		if (byte == '/' || byte == '-' || byte == '_') {
			first = true;
			continue;
		}
		name[size++] =
			first && byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
		first = false;
	}
	return str_make(name, size);
}

/* The bytes of a path as a relative reference (RFC 3986): what is no unreserved character of a
 * segment is encoded, byte by byte, so that any name of a file has one. */
struct str
sarif_uri(struct arena *arena, struct str root, struct str path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str whole = str_join_path(arena, root, path);
	char *uri = arena_alloc(arena, 3 * whole.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < whole.size; i++) {
		unsigned char byte = (unsigned char)whole.data[i];
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			     (byte >= '0' && byte <= '9') || byte == '/' || byte == '-' ||
			     byte == '.' || byte == '_' || byte == '~';

		if (plain) {
			uri[size++] = (char)byte;
			continue;
		}
		uri[size++] = '%';
		uri[size++] = hex[byte >> 4];
		uri[size++] = hex[byte & 15];
	}
	return str_make(uri, size);
}
