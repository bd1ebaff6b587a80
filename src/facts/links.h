/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a link in the tree leads. Links are resolved over the list of entries, never over the disk.
 *
 *	switch (links_follow(view->entries, entry, scratch, &target)) …
 */
#ifndef GOVLINT_FACTS_LINKS_H
#define GOVLINT_FACTS_LINKS_H

#include "model/repository.h"

enum link_end {
	LINK_FILE,   /* *out is what it leads to */
	LINK_FOLDER, /* inside the tree: its files stand there under their own paths */
	LINK_OUT,    /* absolute, or above the root */
	LINK_LOST,   /* to nothing that is in the tree, or in a circle */
};

enum link_end
links_follow(const struct entries *entries, const struct entry *link, struct arena *scratch,
	     const struct entry **out);

/* The same, as the path of the file or folder. */
enum link_end
links_resolve(const struct entries *entries, const struct entry *link, struct arena *scratch,
	      struct str *out);

/* The path that a file of the repository writes for another, counted from the root: links on the way
 * followed, a link at its end kept, "." and ".." resolved; none when it is absolute or leads out. */
struct str
links_path(const struct entries *entries, struct arena *arena, struct str written);

/* Whether some entry stands beneath the folder. */
bool
links_is_folder(const struct entries *entries, struct str path);

/* Where the entries beneath a folder begin, if there are any; "" is the root. */
size_t
links_first_beneath(const struct entries *entries, struct str folder);

bool
links_is_beneath(struct str path, struct str folder);

#endif
