/* SPDX-License-Identifier: Apache-2.0
 *
 * Buffered output: text goes in, bytes leave through a descriptor or stay in memory.
 *
 * The one thing to know: the first failed write is kept in `failed` and ends all writing, so that
 * callers print freely and ask once, in out_close. A broken pipe is a failure like any other where
 * the process ignores SIGPIPE, which is for the program to arrange. Descriptors are not closed.
 */
#include "base/out.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

enum {
	OUT_BUFFER = 64 * 1024
};

void
out_to_fd(struct out *out, struct arena *arena, int fd, const char *name)
{
	*out = (struct out){.arena = arena, .name = name, .fd = fd};
	out->data = arena_alloc(arena, OUT_BUFFER);
	out->capacity = OUT_BUFFER;
}

void
out_to_memory(struct out *out, struct arena *arena)
{
	*out = (struct out){.arena = arena, .name = "memory", .fd = -1};
}

/* Write all of it, however many calls that takes. */
static void
out_write(struct out *out, const char *data, size_t size)
{
	while (size && !out->failed) {
		ssize_t wrote = write(out->fd, data, size);
		if (wrote > 0) {
			data += wrote;
			size -= (size_t)wrote;
		} else if (wrote == 0) {
			out->failed = EIO;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd wait = {.fd = out->fd, .events = POLLOUT};
			if (poll(&wait, 1, -1) < 0 && errno != EINTR)
				out->failed = errno;
		} else if (errno != EINTR) {
			out->failed = errno;
		}
	}
}

static void
out_flush(struct out *out)
{
	if (out->fd >= 0) {
		out_write(out, out->data, out->size);
		out->size = 0;
	}
}

/* Make room for `size` bytes behind what is buffered. */
static void
out_reserve(struct out *out, size_t size)
{
	if (size <= out->capacity - out->size)
		return;
	out_flush(out);
	if (size > out->capacity - out->size)
		out->data =
			arena_grow(out->arena, out->data, out->size + size - 1, &out->capacity, 1);
}

void
out_add(struct out *out, struct str text)
{
	if (!text.size || out->failed)
		return;
	out->written += text.size;
	if (out->fd >= 0 && text.size > out->capacity - out->size) {
		out_flush(out);
		if (text.size >= out->capacity) {
			out_write(out, text.data, text.size);
			return;
		}
	}
	out_reserve(out, text.size);
	memcpy(out->data + out->size, text.data, text.size);
	out->size += text.size;
}

void
out_text(struct out *out, const char *text)
{
	out_add(out, str_of(text));
}

void
out_byte(struct out *out, char byte)
{
	out_add(out, str_make(&byte, 1));
}

void
out_print(struct out *out, const char *format, ...)
{
	if (out->failed)
		return;
	va_list values;
	va_start(values, format);
	int size = vsnprintf(NULL, 0, format, values);
	va_end(values);
	if (size < 0) {
		out->failed = errno ? errno : EOVERFLOW;
		return;
	}
	out_reserve(out, (size_t)size + 1);
	va_start(values, format);
	vsnprintf(out->data + out->size, (size_t)size + 1, format, values);
	va_end(values);
	out->size += (size_t)size;
	out->written += (size_t)size;
}

struct err *
out_close(struct out *out)
{
	if (!out->failed)
		out_flush(out);
	if (!out->failed)
		return NULL;
	return err_of_system(out->arena, out->failed, "writing %s", out->name);
}

struct str
out_str(const struct out *out)
{
	return str_make(out->data ? out->data : "", out->size);
}
