/* SPDX-License-Identifier: Apache-2.0
 *
 * The index file, read without libgit2, which needs fifty times as long for it and refuses one
 * that was written with index.skipHash.
 *
 *	struct index_file index;
 *	TRY(index_read(&index, run, location.git_folder, "index", limits));
 */
#ifndef GOVLINT_SOURCE_INDEX_FILE_H
#define GOVLINT_SOURCE_INDEX_FILE_H

#include "source/listing.h"

struct stat;

struct index_file {
	struct listing listing;
	bool exists;
	int64_t mtime;       /* of the file itself, ns: later changes are not known to it */
	struct str conflict; /* a path that is not merged, or none */
};

/* Which file of the git folder is meant: "index", or the one that GIT_INDEX_FILE (`hook`, or NULL) tells
 * the hooks of a git command will be committed (`git commit -a` fills "index.lock"). *other: one that
 * is not in the git folder. */
const char *
index_name(struct arena *run, struct str git_folder, const char *hook, bool *other);

/* A missing file is an empty index, unless git said that it is there. */
struct err *
index_read(struct index_file *out, struct arena *run, struct str git_folder, const char *name,
	   const struct limits *limits) MUST_USE;

/* As index_read, from bytes in memory, which must outlive the listing. */
struct err *
index_parse(struct index_file *out, struct arena *run, struct str bytes,
	    const struct limits *limits) MUST_USE;

/* Whether what `status` tells of the file on the disk proves that it holds the bytes of the item. */
bool
index_is_clean(const struct index_file *index, const struct listed *item,
	       const struct stat *status);

#endif
