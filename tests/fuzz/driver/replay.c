/* SPDX-License-Identifier: Apache-2.0
 *
 * Feeds files to a fuzz target without libFuzzer, so that its corpus is an ordinary test. Input:
 * files and folders (not what lies deeper). Each text stands alone in a block of exactly its size,
 * so that the sanitizers see a read one past its end. A corpus without a file is a failure.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fail(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(2);
}

static void
replay_file(const char *path, size_t size)
{
	uint8_t *data = malloc(size ? size : 1);
	FILE *stream = fopen(path, "rb");
	if (!data || !stream || fread(data, 1, size, stream) != size)
		fail(path);
	fclose(stream);
	/* Said before, so that a crash names its input. */
	printf("%s (%zu bytes)\n", path, size);
	fflush(stdout);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

static size_t
replay(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		fail(path);
	if (S_ISREG(status.st_mode)) {
		replay_file(path, (size_t)status.st_size);
		return 1;
	}
	DIR *folder = opendir(path);
	if (!folder)
		fail(path);
	size_t count = 0;
	for (struct dirent *entry; (entry = readdir(folder));) {
		char file[4096];
		snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && stat(file, &status) == 0 &&
		    S_ISREG(status.st_mode)) {
			replay_file(file, (size_t)status.st_size);
			count++;
		}
	}
	closedir(folder);
	return count;
}

int
main(int argc, char **argv)
{
	size_t count = 0;
	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%zu inputs replayed\n", count);
	return count > 0 ? 0 : 1;
}
