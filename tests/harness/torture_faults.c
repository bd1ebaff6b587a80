/* SPDX-License-Identifier: Apache-2.0
 *
 * Preloaded into the program: stands before the calls that can fail, counts them from main on, and
 * makes those fail that the plan (torture.h) names.
 *
 * The one thing to know: what was asked for is not done when a call fails, except that close does
 * close. Calls inside the C library do not come through here, its calls of malloc do. Needs the
 * GNU C library for the allocator behind malloc.
 */
#define _GNU_SOURCE /* RTLD_NEXT */

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/torture.h"

static struct torture_plan *plan;
static atomic_bool armed;
static const char *program_start; /* of the program in memory */
static const char *program_end;

/* Count a call; whether it is to fail, errno being set then. */
static bool
fails(enum torture_kind kind)
{
	if (!atomic_load_explicit(&armed, memory_order_relaxed))
		return false;
	long number = atomic_fetch_add(&plan->calls[kind], 1) + 1;
	if (kind != plan->kind)
		return false;
	if (!(plan->how == TORTURE_ONCE && number == plan->at) &&
	    !(plan->how == TORTURE_ONWARD && number >= plan->at))
		return false;
	atomic_fetch_add(&plan->met, 1);
	errno = plan->number;
	return true;
}

/* Whether the program itself calls, not a library: libgit2 takes a short or interrupted read of a
 * pack for a damaged one. */
static bool
is_own(const void *caller)
{
	return (const char *)caller >= program_start && (const char *)caller < program_end;
}

/* Of every two calls of a kind the first. */
static bool
interrupted(enum torture_kind kind, const void *caller)
{
	if (!atomic_load_explicit(&armed, memory_order_relaxed) ||
	    plan->how != TORTURE_INTERRUPTED || !is_own(caller) ||
	    atomic_load(&plan->calls[kind]) % 2 == 0)
		return false;
	atomic_fetch_add(&plan->met, 1);
	errno = EINTR;
	return true;
}

/* How much of `size` a read or write may move. */
static size_t
shortened(size_t size, const void *caller)
{
	if (!atomic_load_explicit(&armed, memory_order_relaxed) || plan->how != TORTURE_SHORT ||
	    !is_own(caller))
		return size;
	size_t piece = 1 + (size_t)atomic_fetch_add(&plan->met, 1) % 13;
	return piece < size ? piece : size;
}

/* The function that would be called without this library. */
#define REAL(name)                                                                                 \
	static __typeof__(name) *real;                                                             \
	if (!real)                                                                                 \
	real = (__typeof__(name) *)(__extension__(void *) dlsym(RTLD_NEXT, #name))

#define CALLER __builtin_return_address(0)

/* Names that mean the same where all offsets have 64 bits. */
#define ALSO(other, name) __asm__(".globl " #other "\n.set " #other ", " #name)

/* ---- Memory ---------------------------------------------------------------------------------- */

void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t count, size_t size);
void *
__libc_realloc(void *memory, size_t size);
void *
__libc_memalign(size_t alignment, size_t size);

void *
malloc(size_t size)
{
	return fails(TORTURE_MEMORY) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(TORTURE_MEMORY) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return fails(TORTURE_MEMORY) ? NULL : __libc_realloc(memory, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return fails(TORTURE_MEMORY) ? NULL : __libc_memalign(alignment, size);
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	if (fails(TORTURE_MEMORY))
		return ENOMEM;
	*memory = __libc_memalign(alignment, size);
	return *memory ? 0 : ENOMEM;
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
	       void *argument)
{
	REAL(pthread_create);
	return fails(TORTURE_THREAD) ? EAGAIN : real(thread, attributes, start, argument);
}

void *
mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
	REAL(mmap);
	return fails(TORTURE_MAP) ? MAP_FAILED : real(address, size, protection, flags, fd, offset);
}
ALSO(mmap64, mmap);

/* ---- Paths ----------------------------------------------------------------------------------- */

static mode_t
mode_of(int flags, va_list more)
{
	return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(more, unsigned) : 0;
}

int
open(const char *path, int flags, ...)
{
	REAL(open);
	va_list more;
	va_start(more, flags);
	mode_t mode = mode_of(flags, more);
	va_end(more);
	return fails(TORTURE_OPEN) ? -1 : real(path, flags, mode);
}
ALSO(open64, open);
ALSO(__open_2, open);
ALSO(__open64_2, open);

int
openat(int folder, const char *path, int flags, ...)
{
	REAL(openat);
	va_list more;
	va_start(more, flags);
	mode_t mode = mode_of(flags, more);
	va_end(more);
	return fails(TORTURE_OPEN) ? -1 : real(folder, path, flags, mode);
}
ALSO(openat64, openat);
ALSO(__openat_2, openat);
ALSO(__openat64_2, openat);

/* Of the calls by number only the one that opens. */
long
syscall(long number, ...)
{
	REAL(syscall);
	long words[6];
	va_list more;
	va_start(more, number);
	for (int i = 0; i < 6; i++)
		words[i] = va_arg(more, long);
	va_end(more);
	if (number == SYS_openat2 && fails(TORTURE_OPEN))
		return -1;
	return real(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

DIR *
opendir(const char *path)
{
	REAL(opendir);
	return fails(TORTURE_OPEN) ? NULL : real(path);
}

DIR *
fdopendir(int fd)
{
	REAL(fdopendir);
	return fails(TORTURE_OPEN) ? NULL : real(fd);
}

struct dirent *
readdir(DIR *folder)
{
	REAL(readdir);
	return fails(TORTURE_LIST) ? NULL : real(folder);
}
ALSO(readdir64, readdir);

int
stat(const char *path, struct stat *status)
{
	REAL(stat);
	return fails(TORTURE_LOOK) ? -1 : real(path, status);
}
ALSO(stat64, stat);

int
lstat(const char *path, struct stat *status)
{
	REAL(lstat);
	return fails(TORTURE_LOOK) ? -1 : real(path, status);
}
ALSO(lstat64, lstat);

int
fstat(int fd, struct stat *status)
{
	REAL(fstat);
	return fails(TORTURE_LOOK) ? -1 : real(fd, status);
}
ALSO(fstat64, fstat);

int
fstatat(int folder, const char *path, struct stat *status, int flags)
{
	REAL(fstatat);
	return fails(TORTURE_LOOK) ? -1 : real(folder, path, status, flags);
}
ALSO(fstatat64, fstatat);

int
access(const char *path, int mode)
{
	REAL(access);
	return fails(TORTURE_LOOK) ? -1 : real(path, mode);
}

ssize_t
readlink(const char *path, char *target, size_t size)
{
	REAL(readlink);
	return fails(TORTURE_LOOK) ? -1 : real(path, target, size);
}

ssize_t
readlinkat(int folder, const char *path, char *target, size_t size)
{
	REAL(readlinkat);
	return fails(TORTURE_LOOK) ? -1 : real(folder, path, target, size);
}

char *
realpath(const char *path, char *resolved)
{
	REAL(realpath);
	return fails(TORTURE_LOOK) ? NULL : real(path, resolved);
}
ALSO(__realpath_chk, realpath);

char *
getcwd(char *path, size_t size)
{
	REAL(getcwd);
	return fails(TORTURE_LOOK) ? NULL : real(path, size);
}

/* ---- Bytes ----------------------------------------------------------------------------------- */

ssize_t
read(int fd, void *bytes, size_t size)
{
	REAL(read);
	if (fails(TORTURE_READ) || interrupted(TORTURE_READ, CALLER))
		return -1;
	return real(fd, bytes, shortened(size, CALLER));
}
ALSO(__read_chk, read);

ssize_t
pread(int fd, void *bytes, size_t size, off_t offset)
{
	REAL(pread);
	if (fails(TORTURE_READ) || interrupted(TORTURE_READ, CALLER))
		return -1;
	return real(fd, bytes, shortened(size, CALLER), offset);
}
ALSO(pread64, pread);
ALSO(__pread_chk, pread);
ALSO(__pread64_chk, pread);

ssize_t
write(int fd, const void *bytes, size_t size)
{
	REAL(write);
	if (fails(TORTURE_WRITE) || interrupted(TORTURE_WRITE, CALLER))
		return -1;
	return real(fd, bytes, shortened(size, CALLER));
}

int
ftruncate(int fd, off_t size)
{
	REAL(ftruncate);
	return fails(TORTURE_WRITE) ? -1 : real(fd, size);
}
ALSO(ftruncate64, ftruncate);

int
close(int fd)
{
	REAL(close);
	bool failing = fails(TORTURE_CLOSE);
	int number = errno;
	int code = real(fd);
	if (!failing)
		return code;
	errno = number;
	return -1;
}

int
closedir(DIR *folder)
{
	REAL(closedir);
	bool failing = fails(TORTURE_CLOSE);
	int number = errno;
	int code = real(folder);
	if (!failing)
		return code;
	errno = number;
	return -1;
}

/* ---- From main to its end -------------------------------------------------------------------- */

/* The program is the first that the loader tells of. */
static int
take_program(struct dl_phdr_info *object, size_t size, void *context)
{
	(void)size;
	(void)context;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];
		const char *start = (const char *)(object->dlpi_addr + part->p_vaddr);
		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X))
			continue;
		program_start = start;
		program_end = start + part->p_memsz;
	}
	return 1;
}

static int (*real_main)(int count, char **words, char **environment);

static int
armed_main(int count, char **words, char **environment)
{
	atomic_store(&armed, plan != NULL);
	int code = real_main(count, words, environment);
	atomic_store(&armed, false);
	return code;
}

int
__libc_start_main(int (*start)(int, char **, char **), int count, char **words, void (*init)(void),
		  void (*fini)(void), void (*loader_fini)(void), void *stack_end);
int
__libc_start_main(int (*start)(int, char **, char **), int count, char **words, void (*init)(void),
		  void (*fini)(void), void (*loader_fini)(void), void *stack_end)
{
	REAL(__libc_start_main);
	const char *path = getenv(TORTURE_PLAN);
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd >= 0) {
		void *page = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		plan = page == MAP_FAILED ? NULL : page;
		close(fd);
	}
	dl_iterate_phdr(take_program, NULL);
	real_main = start;
	return real(armed_main, count, words, init, fini, loader_fini, stack_end);
}
