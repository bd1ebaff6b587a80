/* SPDX-License-Identifier: Apache-2.0
 *
 * gitformat-index(5), versions 2, 3 and 4 with SHA-1: bytes → a listing. Checked: the signature,
 * every length, the order of names, the checksum (unless it is all zero: index.skipHash). Extensions
 * that a reader may skip are skipped; a split or sparse index is an error that says what mends it.
 *
 * The one thing to know: a conflict has up to three elements of one path; the listing holds the
 * path once, marked. Nothing is written, and no file of the working tree is looked at.
 */
#define _XOPEN_SOURCE 700 /* realpath(3) */

#include "source/index_file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/oid.h"
#include "source/sha1.h"

enum {
	HEADER_BYTES = 12,
	FIXED_BYTES = 62, /* of an element, before its extended flags and name */
	FLAG_ASSUME_UNCHANGED = 0x8000,
	FLAG_EXTENDED = 0x4000,
	FLAG_STAGE = 0x3000,
	FLAG_SKIP_WORKTREE = 0x4000, /* these two in the extended flags */
	FLAG_INTENT_TO_ADD = 0x2000,
	TICK = 20 * 1000 * 1000, /* ns: file systems stamp times by the clock's tick */
};

struct reader {
	struct str bytes; /* without the checksum */
	size_t at;
	uint32_t version;
	struct str last; /* the path before: version 4 writes only what differs */
	struct arena *arena;
	const struct limits *limits;
};

static struct err *
damaged(const struct reader *reader, const char *what)
{
	return err_help(err_new(reader->arena, "the index is damaged: %s", what),
			"write a new one: remove .git/index, then git reset");
}

static uint32_t
word_at(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t
half_at(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return (uint32_t)at[0] << 8 | at[1];
}

static struct err *
check_sum(const struct reader *reader, const char *sum)
{
	static const unsigned char none[SHA1_BYTES];
	unsigned char digest[SHA1_BYTES];
	struct sha1 sha1;

	if (memcmp(sum, none, SHA1_BYTES) == 0)
		return NULL;
	sha1_start(&sha1);
	sha1_add(&sha1, reader->bytes.data, reader->bytes.size);
	sha1_end(&sha1, digest);
	if (memcmp(sum, digest, SHA1_BYTES) != 0)
		return damaged(reader, "its checksum is not that of its bytes");
	return NULL;
}

/* gitformat-pack(5), "offset encoding": how many bytes of the last path to drop. */
static struct err *
read_offset(struct reader *reader, size_t *out)
{
	size_t value = 0;
	unsigned char byte;

	for (unsigned i = 0;; i++) {
		if (reader->at >= reader->bytes.size || i == 4)
			return damaged(reader, "a name's length has no end");
		byte = (unsigned char)reader->bytes.data[reader->at++];
		value = (i > 0 ? value + 1 : 0) << 7 | (byte & 0x7f);
		if (!(byte & 0x80))
			break;
	}
	*out = value;
	return NULL;
}

/* Version 4: the start of the last path and what follows it, up to a NUL. */
static struct err *
read_short_path(struct reader *reader, struct str *path)
{
	size_t drop = 0, keep, end;
	struct str rest;
	char *text;

	TRY(read_offset(reader, &drop));
	if (drop > reader->last.size)
		return damaged(reader, "a name is shorter than nothing");
	keep = reader->last.size - drop;
	rest = str_cut(reader->bytes, reader->at, reader->bytes.size);
	end = str_find_byte(rest, '\0');
	if (end == SIZE_MAX)
		return damaged(reader, "a name has no end");
	if (keep + end > reader->limits->path_bytes)
		return limits_met(err_new(reader->arena,
					  "the index holds a path longer than path_bytes (%zu) "
					  "allows",
					  reader->limits->path_bytes),
				  "path_bytes");
	text = arena_alloc(reader->arena, keep + end + 1);
	if (keep > 0)
		memcpy(text, reader->last.data, keep);
	memcpy(text + keep, rest.data, end);
	*path = str_make(text, keep + end);
	reader->at += end + 1;
	return NULL;
}

/* Versions 2 and 3: the path, padded with one to eight NULs. */
static struct err *
read_padded_path(struct reader *reader, size_t start, struct str *path)
{
	struct str rest = str_cut(reader->bytes, reader->at, reader->bytes.size);
	size_t size = str_find_byte(rest, '\0');
	size_t whole;

	if (size == SIZE_MAX)
		return damaged(reader, "a name has no end");
	*path = str_cut(rest, 0, size);
	whole = (reader->at + size - start + 8) & ~(size_t)7;
	if (whole > reader->bytes.size - start)
		return damaged(reader, "it ends within an element");
	reader->at = start + whole;
	return NULL;
}

static struct err *
read_element(struct reader *reader, struct listed *out, unsigned *stage)
{
	size_t start = reader->at;
	const char *bytes = reader->bytes.data + start;
	uint32_t flags, extended = 0;

	if (reader->bytes.size - start < FIXED_BYTES + 2)
		return damaged(reader, "it ends within an element");
	flags = half_at(bytes + 60);
	reader->at += FIXED_BYTES;
	if (flags & FLAG_EXTENDED) {
		if (reader->version < 3)
			return damaged(reader, "an element has flags of a later version");
		extended = half_at(bytes + 62);
		reader->at += 2;
	}
	*out = (struct listed){
		.mode = word_at(bytes + 24),
		.id = oid_make((const unsigned char *)bytes + 40),
		.stat = {.ctime = word_at(bytes),
			 .ctime_nanoseconds = word_at(bytes + 4),
			 .mtime = word_at(bytes + 8),
			 .mtime_nanoseconds = word_at(bytes + 12),
			 .size = word_at(bytes + 36)},
		.trust_index = !(flags & FLAG_STAGE) &&
			       ((flags & FLAG_ASSUME_UNCHANGED) || (extended & FLAG_SKIP_WORKTREE)),
		.only_intended = (extended & FLAG_INTENT_TO_ADD) != 0,
		.unmerged = (flags & FLAG_STAGE) != 0,
	};
	*stage = (flags & FLAG_STAGE) >> 12;
	if (reader->version == 4)
		TRY(read_short_path(reader, &out->path));
	else
		TRY(read_padded_path(reader, start, &out->path));
	reader->last = out->path;
	return NULL;
}

static struct err *
split(const struct reader *reader)
{
	return err_help(err_new(reader->arena, "the index is split"),
			"join it: git update-index --no-split-index");
}

static struct err *
sparse(const struct reader *reader)
{
	return err_help(err_new(reader->arena, "the index is sparse"),
			"expand it: git sparse-checkout reapply --no-sparse-index");
}

/* What stands for more than itself is met before the extension that explains it. */
static struct err *
check_whole(const struct reader *reader, const struct listed *item)
{
	if (item->path.size == 0)
		return split(reader);
	return (item->mode & MODE_TYPE) == MODE_FOLDER ? sparse(reader) : NULL;
}

static struct err *
read_elements(struct reader *reader, uint32_t count, struct index_file *out)
{
	struct listing *listing = &out->listing;
	unsigned stage = 0, last_stage = 0;

	/* Each takes 64 bytes at least (version 4: one more than its fixed part). */
	if (count > reader->bytes.size / FIXED_BYTES)
		return damaged(reader, "it counts more elements than it can hold");
	if (count > reader->limits->entries)
		return limits_met(err_new(reader->arena,
					  "the index holds more than entries (%zu) allows",
					  reader->limits->entries),
				  "entries");
	listing->capacity = count + 1;
	listing->items = arena_array(reader->arena, listing->capacity, sizeof(struct listed));
	for (uint32_t i = 0; i < count; i++) {
		struct listed item;
		bool again;

		TRY(read_element(reader, &item, &stage));
		TRY(check_whole(reader, &item));
		again = listing->count > 0 && stage > last_stage && last_stage > 0 &&
			str_equal(listing->items[listing->count - 1].path, item.path);
		last_stage = stage;
		if (stage > 0 && !out->conflict.data)
			out->conflict = item.path;
		if (!again)
			TRY(listing_add(listing, reader->arena, reader->arena, item, "the index",
					reader->limits));
	}
	return NULL;
}

/* Extensions in capitals may be skipped; of the others only the two of sparse and split indexes
 * exist. */
static struct err *
check_extensions(struct reader *reader)
{
	while (reader->bytes.size - reader->at >= 8) {
		struct str name = str_cut(reader->bytes, reader->at, reader->at + 4);
		uint32_t size = word_at(reader->bytes.data + reader->at + 4);

		reader->at += 8;
		if (size > reader->bytes.size - reader->at)
			return damaged(reader, "an extension is longer than the file");
		reader->at += size;
		if (str_is(name, "link"))
			return split(reader);
		if (str_is(name, "sdir"))
			return sparse(reader);
		if (name.data[0] < 'A' || name.data[0] > 'Z')
			return err_new(reader->arena,
				       "the index needs the extension '%.*s', not known here",
				       STR_ARG(name));
	}
	return reader->at == reader->bytes.size ? NULL : damaged(reader, "it has bytes too many");
}

struct err *
index_parse(struct index_file *out, struct arena *run, struct str bytes,
	    const struct limits *limits)
{
	struct reader reader = {.arena = run, .limits = limits, .at = HEADER_BYTES};

	*out = (struct index_file){.exists = true};
	if (bytes.size < HEADER_BYTES + SHA1_BYTES || !str_starts(bytes, STR("DIRC")))
		return damaged(&reader, "it does not begin like one");
	reader.bytes = str_cut(bytes, 0, bytes.size - SHA1_BYTES);
	reader.version = word_at(bytes.data + 4);
	if (reader.version < 2 || reader.version > 4)
		return err_new(run, "the index has version %u, not known here", reader.version);
	TRY(check_sum(&reader, bytes.data + reader.bytes.size));
	TRY(read_elements(&reader, word_at(bytes.data + 8), out));
	return check_extensions(&reader);
}

const char *
index_name(struct arena *run, struct str git_folder, const char *hook, bool *other)
{
	struct str path = str_of(hook ? hook : "");
	struct str folder = str_folder(path);
	char real[PATH_MAX];

	*other = false;
	if (path.size == 0)
		return "index";
	/* Where it lies cannot be told: it is taken at its word, and must then be there. */
	*other = realpath(folder.size > 0 ? str_copy(run, folder) : ".", real)
			 ? !str_equal(str_of(real), git_folder)
			 : file_is_absence(errno);
	return *other ? "index" : str_copy(run, str_name(path));
}

struct err *
index_read(struct index_file *out, struct arena *run, struct str git_folder, const char *name,
	   const struct limits *limits)
{
	char *path = arena_print(run, "%.*s/%s", STR_ARG(git_folder), name);
	struct stat status;
	struct str bytes;
	int fd = -1;
	struct err *err = file_open(&fd, run, path, &status);

	*out = (struct index_file){0};
	if (file_missing(err) && strcmp(name, "index") == 0) {
		err_settle(err);
		return NULL;
	}
	TRY(err);
	TRY(limits_named(file_read(&bytes, run, fd, limits->index_bytes, path), "index_bytes"));
	err = index_parse(out, run, bytes, limits);
	if (err)
		return err_wrap(run, err, "reading %s", path);
	out->mtime = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
	return NULL;
}

static bool
same_time(uint32_t seconds, uint32_t nanoseconds, struct timespec time)
{
	return seconds == (uint32_t)time.tv_sec &&
	       (nanoseconds == 0 || nanoseconds == (uint32_t)time.tv_nsec);
}

static bool
is_before(struct timespec time, int64_t index, bool whole_seconds)
{
	if (whole_seconds)
		return time.tv_sec < index / 1000000000;
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec + TICK < index;
}

/* Nothing changed, and so long before the index was written that a later change would have another
 * time (gitformat-index: "racy git"). */
bool
index_is_clean(const struct index_file *index, const struct listed *item, const struct stat *status)
{
	return !item->only_intended && !item->unmerged && (item->mode & MODE_TYPE) == MODE_FILE &&
	       item->stat.size == (uint32_t)status->st_size &&
	       same_time(item->stat.mtime, item->stat.mtime_nanoseconds, status->st_mtim) &&
	       same_time(item->stat.ctime, item->stat.ctime_nanoseconds, status->st_ctim) &&
	       is_before(status->st_mtim, index->mtime, item->stat.mtime_nanoseconds == 0) &&
	       is_before(status->st_ctim, index->mtime, item->stat.ctime_nanoseconds == 0);
}
