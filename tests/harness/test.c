/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs one unit test by name, or all. Exit: 0 held, 1 failed, 2 no such test, 77 not possible here.
 * The state below belongs to the harness: one test runs at a time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/test.h"

enum {
	EXIT_FAILED = 1,
	EXIT_UNKNOWN = 2,
	EXIT_SKIPPED = 77,
	ARENA_MAX = 64
};

static bool failed;
static struct arena arenas[ARENA_MAX];
static size_t arena_count;

static __attribute__((noreturn)) void
leave(const struct exhausted *self)
{
	(void)self;
	puts("failed: memory ran out");
	exit(EXIT_FAILED);
}

struct arena *
test_arena(void)
{
	static const struct exhausted exhausted = {.leave = leave};
	if (arena_count == ARENA_MAX) {
		printf("failed: more than %d arenas in one test\n", ARENA_MAX);
		exit(EXIT_FAILED);
	}
	struct arena *arena = &arenas[arena_count++];
	arena_init(arena, &exhausted);
	return arena;
}

void
test_skip(const char *why)
{
	printf("skipped: %s\n", why);
	exit(EXIT_SKIPPED);
}

/* Bytes as a C literal, so that a stray NUL or CR shows. */
static void
print_bytes(const char *label, struct str text)
{
	printf("  %s ", label);
	if (!text.data) {
		puts("none");
		return;
	}
	putchar('"');
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte == '\n')
			fputs("\\n", stdout);
		else if (byte == '\t')
			fputs("\\t", stdout);
		else if (byte == '"' || byte == '\\')
			printf("\\%c", byte);
		else if (byte < 0x20 || byte == 0x7f)
			printf("\\x%02x", byte);
		else
			putchar(byte);
	}
	puts("\"");
}

static void
print_failure(const char *what, const char *file, int line)
{
	failed = true;
	printf("%s:%d: failed: %s\n", file, line, what);
}

/* None where there is no text; base/str.c must not be trusted to say so. */
static struct str
slice_of(const char *text)
{
	return (struct str){.data = text, .size = text ? strlen(text) : 0};
}

bool
test_check(bool held, const char *what, const char *file, int line)
{
	if (!held)
		print_failure(what, file, line);
	return held;
}

bool
test_check_int(int64_t got, int64_t want, const char *what, const char *file, int line)
{
	if (got == want)
		return true;
	print_failure(what, file, line);
	printf("  got:  %" PRId64 "\n  want: %" PRId64 "\n", got, want);
	return false;
}

bool
test_check_slice(struct str got, const char *want, const char *what, const char *file, int line)
{
	struct str expected = slice_of(want);
	bool same = !got.data == !want && got.size == expected.size &&
		    (got.size == 0 || memcmp(got.data, want, got.size) == 0);
	if (same)
		return true;
	print_failure(what, file, line);
	print_bytes("got: ", got);
	print_bytes("want:", expected);
	return false;
}

bool
test_check_str(const char *got, const char *want, const char *what, const char *file, int line)
{
	return test_check_slice(slice_of(got), want, what, file, line);
}

bool
test_check_err(struct err *got, const char *substring, const char *what, const char *file, int line)
{
	if (!got) {
		print_failure(what, file, line);
		puts("  got no error");
		return false;
	}
	const char *text = err_text(test_arena(), got);
	err_settle(got);
	if (strstr(text, substring))
		return true;
	print_failure(what, file, line);
	print_bytes("got:    ", slice_of(text));
	print_bytes("without:", slice_of(substring));
	return false;
}

bool
test_check_ok(struct err *got, const char *what, const char *file, int line)
{
	if (!got)
		return true;
	print_failure(what, file, line);
	printf("  got the error: %s\n", err_text(test_arena(), got));
	err_settle(got);
	return false;
}

static int
run(const struct test *test)
{
	failed = false;
	if (!test->run)
		test_skip("left out of this build");
	test->run();
	for (size_t i = 0; i < arena_count; i++)
		arena_free(&arenas[i]);
	arena_count = 0;
	if (failed)
		printf("%s failed\n", test->name);
	return failed ? EXIT_FAILED : 0;
}

int
main(int argc, char **argv)
{
	int outcome = argc > 1 ? EXIT_UNKNOWN : 0;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (const struct test *test = tests; test->name; test++) {
		if (argc > 1 && strcmp(argv[1], test->name) != 0)
			continue;
		int result = run(test);
		outcome = argc > 1 || outcome == 0 ? result : outcome;
	}
	if (outcome == EXIT_UNKNOWN)
		printf("no test is called %s\n", argv[1]);
	return outcome;
}
