/* SPDX-License-Identifier: Apache-2.0
 *
 * Keeping, comparing and restoring the files of a test case's folder. Small trees: everything is
 * held in memory, and paths are sought one after the other. Trouble of any kind ends the program,
 * for then nothing can be said about what is tested.
 */
#define _GNU_SOURCE /* nftw's actions */

#include "harness/torture_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LARGEST_KEPT = 1024 * 1024, /* what is larger is known by size and time, and not restored */
	MOST_ENTRIES = 4000,        /* a folder with more is not watched */
};

/* nftw takes no context. */
static struct tree *walked;

static _Noreturn void
give_up(const char *what)
{
	fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
	exit(99);
}

static void *
grown(void *memory, size_t size)
{
	void *larger = realloc(memory, size ? size : 1);
	if (!larger)
		give_up("keeping files");
	return larger;
}

static void
take_file(struct tree_entry *entry)
{
	entry->size = 0;
	int fd = open(entry->path, O_RDONLY | O_NONBLOCK);
	if (fd < 0) {
		entry->mode = 0; /* unreadable: compared by its name only */
		return;
	}
	for (;;) {
		entry->bytes = grown(entry->bytes, entry->size + 65537);
		ssize_t got = read(fd, entry->bytes + entry->size, 65536);
		if (got < 0)
			give_up(entry->path);
		if (got == 0)
			break;
		entry->size += (size_t)got;
	}
	entry->bytes[entry->size] = '\0';
	close(fd);
}

static void
take_link(struct tree_entry *entry)
{
	char target[4096];
	ssize_t size = readlink(entry->path, target, sizeof target - 1);
	if (size < 0)
		give_up(entry->path);
	target[size] = '\0';
	entry->bytes = memcpy(grown(NULL, (size_t)size + 1), target, (size_t)size + 1);
	entry->size = (size_t)size;
}

static void
tree_drop_last(struct tree *tree)
{
	struct tree_entry *last = &tree->entries[--tree->count];
	free(last->path);
	free(last->bytes);
}

static int
take(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)type;
	(void)walk;
	if (walked->count >= MOST_ENTRIES)
		return 1;
	if (walked->count == walked->capacity) {
		walked->capacity = walked->capacity * 2 + 64;
		walked->entries =
			grown(walked->entries, walked->capacity * sizeof *walked->entries);
	}
	struct tree_entry *entry = &walked->entries[walked->count++];
	*entry = (struct tree_entry){.mode = status->st_mode};
	entry->path = strcpy(grown(NULL, strlen(path) + 1), path);
	entry->size = (size_t)status->st_size;
	entry->changed = status->st_mtim;
	if (S_ISREG(status->st_mode) && status->st_size <= LARGEST_KEPT)
		take_file(entry);
	else if (S_ISLNK(status->st_mode))
		take_link(entry);
	if (entry->bytes && entry->size == 0)
		tree_drop_last(walked);
	return 0;
}

void
tree_keep(struct tree *tree, const char *folder)
{
	walked = tree;
	size_t count = tree->count;
	int stopped = nftw(folder, take, 16, FTW_PHYS);
	if (stopped < 0)
		give_up(folder);
	while (stopped > 0 && tree->count > count)
		tree_drop_last(tree);
}

const struct tree_entry *
tree_find(const struct tree *tree, const char *path)
{
	for (size_t i = 0; i < tree->count; i++)
		if (strcmp(tree->entries[i].path, path) == 0)
			return &tree->entries[i];
	return NULL;
}

bool
tree_same(const struct tree_entry *left, const struct tree_entry *right)
{
	if (left->mode != right->mode || !left->bytes != !right->bytes)
		return false;
	if (left->bytes)
		return left->size == right->size &&
		       memcmp(left->bytes, right->bytes, left->size) == 0;
	return !S_ISREG(left->mode) ||
	       (left->size == right->size && left->changed.tv_sec == right->changed.tv_sec &&
		left->changed.tv_nsec == right->changed.tv_nsec);
}

/* How many of the kept entries stand beneath the folder. */
static size_t
count_beneath(const struct tree *tree, const char *folder)
{
	size_t size = strlen(folder);
	size_t count = 0;
	for (size_t i = 0; i < tree->count; i++) {
		const char *path = tree->entries[i].path;
		count += strncmp(path, folder, size) == 0 &&
			 (path[size] == '/' || path[size] == '\0');
	}
	return count;
}

bool
tree_differs(const struct tree *tree, const char *folder)
{
	struct tree now = {0};
	tree_keep(&now, folder);
	bool differs = now.count != count_beneath(tree, folder);
	for (size_t i = 0; i < now.count && !differs; i++) {
		const struct tree_entry *was = tree_find(tree, now.entries[i].path);
		differs = !was || !tree_same(was, &now.entries[i]);
	}
	tree_free(&now);
	return differs;
}

/* Whether an entry, or none, is as the tree has it. */
static bool
is_in(const struct tree *tree, const char *path, const struct tree_entry *entry)
{
	const struct tree_entry *other = tree_find(tree, path);
	return entry ? other && tree_same(other, entry) : !other;
}

bool
tree_strays(const struct tree *before, const struct tree *after, const char *folder)
{
	struct tree now = {0};
	bool strays = false;
	tree_keep(&now, folder);
	for (size_t i = 0; i < now.count; i++) {
		const char *path = now.entries[i].path;
		strays |= !is_in(before, path, &now.entries[i]) &&
			  is_in(before, path, tree_find(after, path));
	}
	for (size_t i = 0; i < before->count; i++) {
		struct tree one = {.entries = &before->entries[i], .count = 1};
		strays |= count_beneath(&one, folder) && !tree_find(&now, one.entries->path) &&
			  tree_find(after, one.entries->path);
	}
	tree_free(&now);
	return strays;
}

static void
write_again(const struct tree_entry *entry)
{
	if (!S_ISREG(entry->mode) || !entry->bytes)
		return;
	remove(entry->path); /* which may be a link now */
	int fd = open(entry->path, O_WRONLY | O_CREAT | O_EXCL, entry->mode & 0777);
	if (fd < 0 || write(fd, entry->bytes, entry->size) != (ssize_t)entry->size)
		give_up(entry->path);
	close(fd);
}

void
tree_restore(const struct tree *tree, const char *folder)
{
	struct tree now = {0};
	tree_keep(&now, folder);
	/* What a folder holds comes after it: from the last to the first. */
	for (size_t i = now.count; i-- > 0;)
		if (!tree_find(tree, now.entries[i].path) && remove(now.entries[i].path) != 0)
			give_up(now.entries[i].path);
	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_entry *entry = &tree->entries[i];
		const struct tree_entry *is = tree_find(&now, entry->path);
		if (count_beneath(&(struct tree){.entries = (struct tree_entry *)entry, .count = 1},
				  folder) &&
		    (!is || !tree_same(is, entry)))
			write_again(entry);
	}
	tree_free(&now);
}

void
tree_free(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		free(tree->entries[i].path);
		free(tree->entries[i].bytes);
	}
	free(tree->entries);
	*tree = (struct tree){0};
}
