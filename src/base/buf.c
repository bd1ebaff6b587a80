/* SPDX-License-Identifier: Apache-2.0
 *
 * A growing text: pieces go in, one slice comes out. The one thing to know: it never holds part of
 * a piece; what does not fit within the limit sets `full` and is left out whole, and so is all that
 * follows. It does not end with a NUL.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

void
buf_init(struct buf *buf, struct arena *arena, size_t limit)
{
	*buf = (struct buf){.arena = arena, .limit = limit};
}

/* Make room for `more` bytes. */
static bool
buf_reserve(struct buf *buf, size_t more)
{
	if (buf->full || more > buf->limit - buf->size) {
		buf->full = true;
		return false;
	}
	size_t needed = buf->size + more;
	if (needed > buf->capacity)
		buf->data = arena_grow(buf->arena, buf->data, needed - 1, &buf->capacity, 1);
	return true;
}

void
buf_add(struct buf *buf, struct str text)
{
	if (!text.size || !buf_reserve(buf, text.size))
		return;
	memcpy(buf->data + buf->size, text.data, text.size);
	buf->size += text.size;
}

void
buf_byte(struct buf *buf, char byte)
{
	if (buf_reserve(buf, 1))
		buf->data[buf->size++] = byte;
}

void
buf_print(struct buf *buf, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int size = vsnprintf(NULL, 0, format, values);
	va_end(values);
	/* vsnprintf ends with a NUL, which needs room but does not count. */
	if (size < 0 || (size_t)size > buf->limit - buf->size || !buf_reserve(buf, 0)) {
		buf->full = true;
		return;
	}
	buf->data = arena_grow(buf->arena, buf->data, buf->size + (size_t)size, &buf->capacity, 1);
	va_start(values, format);
	vsnprintf(buf->data + buf->size, (size_t)size + 1, format, values);
	va_end(values);
	buf->size += (size_t)size;
}

struct str
buf_str(const struct buf *buf)
{
	return str_make(buf->data ? buf->data : "", buf->size);
}

void
buf_clear(struct buf *buf)
{
	buf->size = 0;
	buf->full = false;
}
