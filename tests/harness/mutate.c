/* SPDX-License-Identifier: Apache-2.0
 *
 * The sites of mutate.h: the linker lays them side by side in one section, so that a site's number
 * is its index there. Writes what scripts/mutate asks for by the environment.
 *
 * An error has to be made in an arena that the code at hand uses, since arenas count errors. The
 * linker leads calls of the arena's functions through here (--wrap), so that the last one used by
 * each thread is known.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "harness/mutate.h"

enum {
	SITES_MAX = 8192
};

/* Made by the linker; weak, since a program of few rooms may hold no site. */
extern const struct mutate_site __start_mutate_sites[] __attribute__((weak));
extern const struct mutate_site __stop_mutate_sites[] __attribute__((weak));

static _Thread_local struct arena *last_arena;
static atomic_bool run_through[SITES_MAX];
static atomic_bool led_error[SITES_MAX];

static long
site_number(const struct mutate_site *site)
{
	return (long)(site - __start_mutate_sites);
}

static bool
is_chosen(const char *variable, const struct mutate_site *site)
{
	const char *chosen = getenv(variable);
	return chosen && strtol(chosen, NULL, 10) == site_number(site);
}

/* Before main: a list was asked for. */
__attribute__((constructor)) static void
write_list(void)
{
	const char *path = getenv("GOVLINT_MUTATE_LIST");
	if (__stop_mutate_sites - __start_mutate_sites > SITES_MAX)
		abort();
	if (!path)
		return;
	FILE *list = fopen(path, "w");
	if (!list)
		exit(3);
	const struct mutate_site *site = __start_mutate_sites;
	for (; site < __stop_mutate_sites; site++)
		fprintf(list, "%ld %s:%ld\n", site_number(site), site->file, site->line);
	exit(fclose(list) == 0 ? 0 : 3);
}

/* Once for each site. One write to a file opened for appending: whole lines, from all threads. */
static void
note(atomic_bool noted[SITES_MAX], const struct mutate_site *site, const char *what)
{
	const char *path = getenv("GOVLINT_MUTATE_REACHED");
	if (!path || atomic_exchange(&noted[site_number(site)], true))
		return;
	int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
	char line[64];
	int size = snprintf(line, sizeof line, "%ld%s\n", site_number(site), what);
	if (file < 0 || write(file, line, (size_t)size) != size)
		abort();
	close(file);
}

struct err *
mutate_raise(const struct mutate_site *site)
{
	note(run_through, site, "");
	if (!last_arena || !is_chosen("GOVLINT_MUTATE_RAISE", site))
		return NULL;
	return err_new(last_arena, "an error made up at %s:%ld", site->file, site->line);
}

bool
mutate_drops(const struct mutate_site *site)
{
	note(led_error, site, " error");
	return is_chosen("GOVLINT_MUTATE_DROP", site);
}

void *
__real_arena_alloc(struct arena *arena, size_t size);
void *
__wrap_arena_alloc(struct arena *arena, size_t size);
void *
__wrap_arena_alloc(struct arena *arena, size_t size)
{
	last_arena = arena;
	return __real_arena_alloc(arena, size);
}

char *
__real_arena_copy(struct arena *arena, const void *bytes, size_t size);
char *
__wrap_arena_copy(struct arena *arena, const void *bytes, size_t size);
char *
__wrap_arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	last_arena = arena;
	return __real_arena_copy(arena, bytes, size);
}

char *
__wrap_arena_print(struct arena *arena, const char *format, ...);
char *
__wrap_arena_print(struct arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	last_arena = arena;
	char *text = arena_vprint(arena, format, values);
	va_end(values);
	return text;
}

void *
__real_arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);
void *
__wrap_arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);
void *
__wrap_arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
	last_arena = arena;
	return __real_arena_grow(arena, array, count, capacity, size);
}

/* What is given back cannot take an error any more. */
void
__real_arena_free(struct arena *arena);
void
__wrap_arena_free(struct arena *arena);
void
__wrap_arena_free(struct arena *arena)
{
	if (last_arena == arena)
		last_arena = NULL;
	__real_arena_free(arena);
}
