/* SPDX-License-Identifier: Apache-2.0
 *
 * A text that grows, told its maximum when it is born. Sticky: once something did not fit, `full`
 * is set, later additions do nothing, and the caller asks once at the end.
 *
 *	struct buf text;
 *	buf_init(&text, scratch, 1 << 20);
 *	buf_add(&text, STR("key: "));
 *	buf_print(&text, "%zu", count);
 *	if (text.full) …
 */
#ifndef GOVLINT_BASE_BUF_H
#define GOVLINT_BASE_BUF_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

struct buf {
	struct arena *arena;
	char *data;
	size_t size;
	size_t capacity;
	size_t limit;
	bool full;
};

void
buf_init(struct buf *buf, struct arena *arena, size_t limit);

void
buf_add(struct buf *buf, struct str text);

void
buf_byte(struct buf *buf, char byte);

void
buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was collected; stays valid until the next addition. */
struct str
buf_str(const struct buf *buf);

/* Forget the text, keep the memory. */
void
buf_clear(struct buf *buf);

#endif
