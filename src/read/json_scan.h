/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON text → tokens, strictly by RFC 8259, without memory and without recursion. The text is
 * borrowed; a token is a range of it. A problem is plain data: who scans decides whether it is an
 * error (a file) or an answer ("this is no JSON").
 *
 *	struct json_scan scan = json_scan(text, limits->tree_depth);
 *	while (json_next(&scan, &token) && token.kind != JSON_END) …
 *	if (scan.problem) …
 */
#ifndef GOVLINT_READ_JSON_SCAN_H
#define GOVLINT_READ_JSON_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum json_kind {
	JSON_NULL,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_LIST,
	JSON_LIST_END,
	JSON_MAP,
	JSON_MAP_END,
	JSON_KEY,
	JSON_END, /* one value, and nothing but blanks after it */
};

struct json_token {
	enum json_kind kind;
	size_t start; /* strings and keys: their quotes included */
	size_t end;
	bool escaped; /* the string holds backslashes */
};

enum {
	JSON_DEEPEST = 1024
};

struct json_scan {
	struct str text;
	size_t at;
	size_t depth;
	size_t deepest;
	uint64_t maps[JSON_DEEPEST / 64]; /* bit n: level n is a map */
	int expected;                     /* what may come next (json_scan.c) */
	const char *problem;              /* what is wrong, or NULL */
	const char *help;
	size_t problem_at;
	bool cut_off;  /* the problem is that the text ends */
	bool too_deep; /* the problem is the budget */
};

/* `deepest` levels of nesting are taken, at most JSON_DEEPEST. The text must be valid UTF-8. */
struct json_scan
json_scan(struct str text, size_t deepest);

/* The next token; false when there is a problem, then and ever after. */
bool
json_next(struct json_scan *scan, struct json_token *token);

/* Four hex digits at `at` as a number, or -1. */
int32_t
json_unit(struct str text, size_t at);

/* The text of a string token (quotes included in `raw`) without quotes and escapes; writes at most
 * raw.size bytes. "\u0000" becomes a NUL that counts. */
struct str
json_unescape(struct str raw, char *out);

#endif
