/* SPDX-License-Identifier: Apache-2.0
 *
 * A command line run in memory, and a folder for the files it names.
 */
#ifndef GOVLINT_TESTS_CLI_MADE_H
#define GOVLINT_TESTS_CLI_MADE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "harness/test.h"

#define WORDS_MOST 16

struct ran {
	int code;
	const char *output;
	const char *error;
};

/* Run words that stand in one text, separated by blanks; `clock` tells how long it takes. */
__attribute__((unused)) static struct ran
ran_by(const char *line, int64_t (*clock)(void))
{
	struct arena *run = test_arena();
	const char *words[WORDS_MOST];
	struct str rest = str_of(line), word;
	struct out output, error;
	struct cli_environment environment = {
		.arguments = words,
		.now = {.form = DATE_TIME},
		.has_now = true,
		.utf8 = true,
		.processors = 1,
		.clock = clock,
		.exhausted = run->exhausted,
		.output = &output,
		.error = &error,
	};
	struct ran ran;

	while (rest.size > 0 && str_split(&rest, ' ', &word))
		words[environment.argument_count++] = str_copy(run, word);
	out_to_memory(&output, run);
	out_to_memory(&error, run);
	ran.code = cli_run(&environment, run);
	ran.output = str_copy(run, out_str(&output));
	ran.error = str_copy(run, out_str(&error));
	return ran;
}

__attribute__((unused)) static struct ran
ran(const char *line)
{
	return ran_by(line, NULL);
}

__attribute__((unused)) static bool
holds(const char *text, const char *part)
{
	bool held = strstr(text, part) != NULL;

	if (!held)
		printf("  \"%s\" is not in \"%s\"\n", part, text);
	return held;
}

/* A fresh folder below the temporary one, by its real name. */
__attribute__((unused)) static const char *
fresh_folder(void)
{
	struct arena *run = test_arena();
	char *name = arena_print(run, "/tmp/govlint-cli-XXXXXX");

	CHECK(mkdtemp(name) != NULL);
	return name;
}

__attribute__((unused)) static const char *
put_file(const char *folder, const char *name, const char *text)
{
	const char *path = arena_print(test_arena(), "%s/%s", folder, name);
	FILE *file = fopen(path, "w");

	CHECK(file != NULL);
	if (file) {
		fputs(text, file);
		fclose(file);
	}
	return path;
}

#endif
