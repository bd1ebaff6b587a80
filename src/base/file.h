/* SPDX-License-Identifier: Apache-2.0
 *
 * Files beneath a folder, opened so that a hostile tree cannot lead elsewhere: never through a
 * link, regular files only, without blocking on a FIFO, without becoming a controlling terminal.
 *
 *	int folder = -1;
 *	TRY(file_open_folder(&folder, scratch, path));
 *	TRY(file_open_beneath(&fd, scratch, folder, STR("data/a.csv"), &status));
 */
#ifndef GOVLINT_BASE_FILE_H
#define GOVLINT_BASE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/str.h"

/* Open a folder that the user named (links in its path are followed). */
struct err *
file_open_folder(int *out, struct arena *arena, const char *path) MUST_USE;

/* Open a regular file beneath `folder` for reading, following no link in any part of `path`;
 * `status` may be NULL. A missing file is an error like any other: file_missing tells it apart. */
struct err *
file_open_beneath(int *out, struct arena *arena, int folder, struct str path,
		  struct stat *status) MUST_USE;

/* Write a new file beneath `folder`, with the folders it needs, through no link. What exists is left
 * as it is: *exists is then true, and nothing was written. Half a file is none. */
struct err *
file_write_new(struct arena *arena, int folder, struct str path, struct str text,
	       bool *exists) MUST_USE;

/* Whether an error of this room says that there is no such file. */
bool
file_missing(const struct err *err);

/* Whether an errno says that there is nothing by that name; any other tells nothing of it. */
bool
file_is_absence(int number);

/* Open a file that the user named, wherever it is (links followed, regular files only). */
struct err *
file_open(int *out, struct arena *arena, const char *path, struct stat *status) MUST_USE;

/* Read to the end; more than `limit` bytes is an error, and so is a file that changes its size
 * meanwhile. The text lives in `arena`. Closes fd, whatever happens. */
struct err *
file_read(struct str *out, struct arena *arena, int fd, size_t limit, const char *name) MUST_USE;

/* Read a file that the user named, whole. */
struct err *
file_read_path(struct str *out, struct arena *arena, const char *path, size_t limit) MUST_USE;

#endif
