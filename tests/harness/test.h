/* SPDX-License-Identifier: Apache-2.0
 *
 * Unit tests without registration: the build finds every `TEST(` at the start of a line under
 * tests/unit/<room>/ and makes it a test of its own, run in its own process. A failed CHECK is
 * printed and the test goes on; it fails at its end.
 *
 *	TEST(base_str, trims_blanks_at_both_ends)
 *	{
 *		CHECK_SLICE(str_trim(STR(" a b\n")), "a b");
 *	}
 */
#ifndef GOVLINT_TESTS_HARNESS_TEST_H
#define GOVLINT_TESTS_HARNESS_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct test {
	const char *name; /* "base_str.trims_blanks_at_both_ends" */
	void (*run)(void);
};

/* Written by the build; ended by a row without a name. */
extern const struct test tests[];

#define TEST(suite, name)                                                                          \
	void test_##suite##__##name(void);                                                         \
	void test_##suite##__##name(void)

/* A fresh arena, freed after the test. When memory runs out, the test fails. */
struct arena *
test_arena(void);

/* Give the test up as not possible here (ctest says "skipped"). Does not return. */
__attribute__((noreturn)) void
test_skip(const char *why);

#define CHECK(condition) test_check((condition), #condition, __FILE__, __LINE__)

#define CHECK_INT(got, want) test_check_int((got), (want), #got, __FILE__, __LINE__)

/* Two NUL-terminated texts; NULL equals only NULL. */
#define CHECK_STR(got, want) test_check_str((got), (want), #got, __FILE__, __LINE__)

/* A slice against a NUL-terminated text; want NULL: the slice must be none. */
#define CHECK_SLICE(got, want) test_check_slice((got), (want), #got, __FILE__, __LINE__)

/* There is an error and its message (causes included) holds `substring`; settles it. */
#define CHECK_ERR(err, substring) test_check_err((err), (substring), #err, __FILE__, __LINE__)

/* There is no error; one that is there is printed and settled. */
#define CHECK_OK(err) test_check_ok((err), #err, __FILE__, __LINE__)

/* What the macros call; each returns whether it held. */
bool
test_check(bool held, const char *what, const char *file, int line);

bool
test_check_int(int64_t got, int64_t want, const char *what, const char *file, int line);

bool
test_check_str(const char *got, const char *want, const char *what, const char *file, int line);

bool
test_check_slice(struct str got, const char *want, const char *what, const char *file, int line);

bool
test_check_err(struct err *got, const char *substring, const char *what, const char *file,
	       int line);

bool
test_check_ok(struct err *got, const char *what, const char *file, int line);

#endif
