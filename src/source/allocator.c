/* SPDX-License-Identifier: Apache-2.0
 *
 * libgit2's allocator made of base/demand.h. In: sizes, and the source lines that ask, which nobody
 * wants to know. Out: memory, never NULL for a size that a repository may need.
 *
 * The one thing to know: libgit2 takes the table for the whole process and has no way to hand a
 * context to it. Versions before 1.7 want nine functions, later ones three.
 */
#include "source/allocator.h"

#include <git2/sys/alloc.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/demand.h"
#include "source/git.h"

static void *
take(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return demand_memory(NULL, size);
}

static void *
take_more(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return demand_memory(old, size);
}

#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7

/* A product that does not fit is a size that nobody gets. */
static size_t
times(size_t count, size_t size)
{
	return size && count > SIZE_MAX / size ? SIZE_MAX : count * size;
}

static void *
take_array(size_t count, size_t size, const char *file, int line)
{
	return take(times(count, size), file, line);
}

static void *
take_longer_array(void *old, size_t count, size_t size, const char *file, int line)
{
	return take_more(old, times(count, size), file, line);
}

static void *
take_zeroed(size_t count, size_t size, const char *file, int line)
{
	void *memory = take(times(count, size), file, line);

	if (memory)
		memset(memory, 0, count * size);
	return memory;
}

/* Exactly `size` bytes of a text, and a NUL. */
static char *
copy_bytes(const char *text, size_t size, const char *file, int line)
{
	char *copy = take(size < SIZE_MAX ? size + 1 : size, file, line);

	if (!copy)
		return NULL;
	memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

static char *
copy_text(const char *text, const char *file, int line)
{
	return copy_bytes(text, strlen(text), file, line);
}

static char *
copy_start(const char *text, size_t most, const char *file, int line)
{
	const char *end = memchr(text, '\0', most);

	return copy_bytes(text, end ? (size_t)(end - text) : most, file, line);
}

#endif

void
allocator_install(const struct exhausted *exhausted)
{
	git_allocator allocator = {
		.gmalloc = take,
		.grealloc = take_more,
		.gfree = demand_free,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
		.gmallocarray = take_array,
		.greallocarray = take_longer_array,
		.gcalloc = take_zeroed,
		.gstrdup = copy_text,
		.gstrndup = copy_start,
		.gsubstrdup = copy_bytes,
#endif
	};

	if (exhausted && exhausted->ends)
		git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
