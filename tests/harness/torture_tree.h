/* SPDX-License-Identifier: Apache-2.0
 *
 * The files beneath some folders, kept in memory, so that a run that writes can be judged by what
 * it wrote, and be made undone. Empty files count as none: the shell of a case makes them, too, for
 * the output of another program in a pipe.
 *
 *	struct tree before = {0};
 *	tree_keep(&before, "work/repo");
 *	…
 *	if (tree_differs(&before, "work/repo"))
 *		tree_restore(&before, "work/repo");
 */
#ifndef GOVLINT_HARNESS_TORTURE_TREE_H
#define GOVLINT_HARNESS_TORTURE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct tree_entry {
	char *path;
	char *bytes; /* of a file, of a link where it leads, and a NUL; else NULL */
	size_t size;
	unsigned mode;
	struct timespec changed;
};

struct tree {
	struct tree_entry *entries;
	size_t count;
	size_t capacity;
};

/* Take in all that is beneath the folder. */
void
tree_keep(struct tree *tree, const char *folder);

/* The entry with this path, or NULL. */
const struct tree_entry *
tree_find(const struct tree *tree, const char *path);

bool
tree_same(const struct tree_entry *left, const struct tree_entry *right);

/* Whether something beneath the folder is not as it was kept. */
bool
tree_differs(const struct tree *tree, const char *folder);

/* Whether something beneath the folder is not as before, and is not what makes the difference
 * between before and after either. */
bool
tree_strays(const struct tree *before, const struct tree *after, const char *folder);

/* Make it as it was kept: remove what is new, write what is changed or gone. Folders that are gone
 * are not made again. */
void
tree_restore(const struct tree *tree, const char *folder);

void
tree_free(struct tree *tree);

#endif
