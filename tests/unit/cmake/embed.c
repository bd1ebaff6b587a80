/* SPDX-License-Identifier: Apache-2.0
 *
 * What cmake/embed.c made of rules/ and policies/: the files, in order, examples apart, every line
 * where it was.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "harness/test.h"
#include "policy/policy.h"

/* The file a row was made from, as it stands in the sources. */
static struct str
original(struct arena *arena, const char *path)
{
	enum {
		LIMIT = 1 << 20
	};
	int file = open(arena_print(arena, "%s/../%s", GOVLINT_TESTS, path), O_RDONLY);
	char *text = arena_alloc(arena, LIMIT);
	ssize_t size = file < 0 ? -1 : read(file, text, LIMIT);
	CHECK(size >= 0 && size < LIMIT);
	close(file);
	return str_make(text, size < 0 ? 0 : (size_t)size);
}

TEST(embed_files, are_sorted_by_path_and_end_with_a_row_without_one)
{
	CHECK(builtin_file_count > 0);
	for (size_t i = 1; i < builtin_file_count; i++)
		CHECK(strcmp(builtin_files[i - 1].path, builtin_files[i].path) < 0);
	CHECK(builtin_files[builtin_file_count].path == NULL);
}

TEST(embed_files, keep_every_byte_with_examples_last)
{
	struct arena *arena = test_arena();
	for (size_t i = 0; i < builtin_file_count; i++) {
		const struct builtin_file *file = &builtin_files[i];
		struct str whole = original(arena, file->path);
		CHECK(str_starts(whole, file->text));
		if (!file->examples.data)
			CHECK_INT(file->text.size, whole.size);
		else
			CHECK(str_equal(str_cut(whole, file->text.size, whole.size),
					file->examples));
	}
}

TEST(embed_files, hold_no_examples_in_the_text_of_a_rule)
{
	for (size_t i = 0; i < builtin_file_count; i++) {
		const struct builtin_file *file = &builtin_files[i];
		if (strncmp(file->path, "rules/", 6) != 0) {
			CHECK(file->examples.data == NULL);
			continue;
		}
		CHECK(str_starts(file->examples, STR("examples:")));
		CHECK(str_find(file->text, STR("\nexamples:")) == SIZE_MAX);
	}
}
