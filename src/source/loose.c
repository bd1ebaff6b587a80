/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading loose objects. In: an id, or the beginning of one. Out: type, size and bytes.
 *
 * The one thing to know: a stream that ends early is an error as soon as there is nothing more to
 * read, what follows the stream is one, and the bytes are hashed: a damaged object never stands in
 * for the one that was asked for. Nothing is written; packs are read by libgit2.
 */
#include "source/loose.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#if __has_include(<git2/sys/errors.h>) /* since 1.8 */
#include <git2/sys/errors.h>
#endif
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/limits.h"
#include "source/oid.h"
#include "source/sha1.h"

enum {
	HEADER_BYTES = 32,       /* "commit 18446744073709551615" and its NUL fit */
	INPUT_BYTES = 16 * 1024, /* read at once */
	OTHER_BYTES = 128 << 20, /* of a tree, commit or tag: a tree of millions of files */
	REST_HEX = OID_HEX - 2,  /* of the name, after the folder's two digits */
};

struct loose {
	git_odb_backend backend;
	char *folder;
	size_t blob_limit;
};

struct reading {
	int file;
	z_stream stream;
	bool ended;
	unsigned char input[INPUT_BYTES];
	/* After the header has been read. */
	git_object_t type;
	size_t size;
	char header[HEADER_BYTES];
	size_t header_size; /* with its NUL */
	size_t head_size;   /* bytes in `header`: what follows the NUL belongs to the object */
};

static int
failed(const char *what)
{
	git_error_set_str(GIT_ERROR_ODB, what);
	return -1;
}

static int
damaged(const char *what)
{
	char text[96];

	snprintf(text, sizeof text, "the loose object is damaged: %s", what);
	return failed(text);
}

static const char *
path_of(const struct loose *loose, const git_oid *id, char *out, size_t size)
{
	char hex[OID_HEX + 1] = "";

	git_oid_fmt(hex, id);
	snprintf(out, size, "%s/%.2s/%s", loose->folder, hex, hex + 2);
	return out;
}

/* ---- the stream ---- */

static ssize_t
read_again(int file, void *bytes, size_t size)
{
	ssize_t got;

	do
		got = read(file, bytes, size);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Fill `out` as far as the stream goes; *size becomes what was filled. */
static int
inflate_some(struct reading *reading, void *out, size_t *size)
{
	z_stream *stream = &reading->stream;
	size_t wanted = *size, done = 0;

	while (done < wanted && !reading->ended) {
		size_t part = wanted - done < 1 << 30 ? wanted - done : 1 << 30;
		ssize_t got = 0;
		int result;

		if (stream->avail_in == 0) {
			got = read_again(reading->file, reading->input, sizeof reading->input);
			if (got < 0)
				return failed("a loose object cannot be read");
			stream->next_in = reading->input;
			stream->avail_in = (uInt)got;
			if (got == 0)
				return damaged("it is cut short");
		}
		stream->next_out = (unsigned char *)out + done;
		stream->avail_out = (uInt)part;
		result = inflate(stream, Z_NO_FLUSH);
		if (result != Z_OK && result != Z_STREAM_END)
			return damaged("its stream is broken");
		done += part - stream->avail_out;
		reading->ended = result == Z_STREAM_END;
	}
	*size = done;
	return 0;
}

/* Nothing may follow, neither in the stream nor behind it. */
static int
check_end(struct reading *reading)
{
	unsigned char byte;
	size_t size = 1;

	if (inflate_some(reading, &byte, &size) != 0)
		return -1;
	if (size > 0)
		return damaged("it is longer than it says");
	if (reading->stream.avail_in > 0 || read_again(reading->file, &byte, 1) != 0)
		return damaged("something follows it");
	return 0;
}

static int
parse_size(const char *text, size_t *out)
{
	uint64_t size = 0;

	if (*text == '\0' || (text[0] == '0' && text[1] != '\0'))
		return damaged("its header has no size");
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || size > (SIZE_MAX - 9) / 10)
			return damaged("its header has no size");
		size = size * 10 + (uint64_t)(*text - '0');
	}
	*out = (size_t)size;
	return 0;
}

/* "blob 12" and a NUL. */
static int
read_header(struct reading *reading)
{
	char *end, *blank;

	reading->head_size = sizeof reading->header;
	if (inflate_some(reading, reading->header, &reading->head_size) != 0)
		return -1;
	end = memchr(reading->header, '\0', reading->head_size);
	blank = end ? memchr(reading->header, ' ', (size_t)(end - reading->header)) : NULL;
	if (!blank)
		return damaged("it has no header");
	*blank = '\0';
	reading->type = git_object_string2type(reading->header);
	*blank = ' ';
	if (!git_object_typeisloose(reading->type))
		return damaged("its type is unknown");
	reading->header_size = (size_t)(end - reading->header) + 1;
	return parse_size(blank + 1, &reading->size);
}

static int
open_object(const struct loose *loose, const git_oid *id, struct reading *reading)
{
	char path[4096 + OID_HEX + 4];
	struct stat status;

	memset(&reading->stream, 0, sizeof reading->stream);
	reading->ended = false;
	reading->file = open(path_of(loose, id, path, sizeof path),
			     O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (reading->file < 0 && file_is_absence(errno))
		return GIT_ENOTFOUND;
	if (reading->file < 0)
		return failed("a loose object cannot be opened");
	if (fstat(reading->file, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(reading->file);
		return failed("a loose object is not a regular file");
	}
	if (inflateInit(&reading->stream) != Z_OK) {
		close(reading->file);
		return failed("starting zlib");
	}
	return 0;
}

static void
close_object(struct reading *reading)
{
	inflateEnd(&reading->stream);
	close(reading->file);
}

/* ---- objects ---- */

static int
check_id(const struct reading *reading, const void *bytes, const git_oid *id)
{
	unsigned char digest[SHA1_BYTES];
	struct sha1 sha1;

	sha1_start(&sha1);
	sha1_add(&sha1, reading->header, reading->header_size);
	sha1_add(&sha1, bytes, reading->size);
	sha1_end(&sha1, digest);
	return memcmp(digest, id->id, sizeof digest) == 0 ? 0
							  : damaged("its bytes have another id");
}

static int
read_body(struct reading *reading, char *out, const git_oid *id)
{
	size_t have = reading->head_size - reading->header_size, rest;

	if (have > reading->size)
		return damaged("it is longer than it says");
	rest = reading->size - have;
	memcpy(out, reading->header + reading->header_size, have);
	if (inflate_some(reading, out + have, &rest) != 0)
		return -1;
	if (have + rest != reading->size)
		return damaged("it is shorter than it says");
	if (check_end(reading) != 0)
		return -1;
	return check_id(reading, out, id);
}

static int
read_open(struct loose *loose, struct reading *reading, const git_oid *id, void **out)
{
	bool is_blob;
	char *bytes;

	if (read_header(reading) != 0)
		return -1;
	is_blob = reading->type == GIT_OBJECT_BLOB;
	if (reading->size > (is_blob ? loose->blob_limit : OTHER_BYTES))
		return failed("a loose object is larger than any that is read");
	bytes = git_odb_backend_data_alloc(&loose->backend, reading->size + 1);
	if (!bytes)
		return -1;
	bytes[reading->size] = '\0';
	if (read_body(reading, bytes, id) != 0) {
		git_odb_backend_data_free(&loose->backend, bytes);
		return -1;
	}
	*out = bytes;
	return 0;
}

static int
loose_read(void **out, size_t *size, git_object_t *type, git_odb_backend *self, const git_oid *id)
{
	struct loose *loose = (struct loose *)self;
	struct reading reading;
	int result = open_object(loose, id, &reading);

	if (result != 0)
		return result;
	result = read_open(loose, &reading, id, out);
	*size = reading.size;
	*type = reading.type;
	close_object(&reading);
	return result;
}

static int
loose_read_header(size_t *size, git_object_t *type, git_odb_backend *self, const git_oid *id)
{
	struct reading reading;
	int result = open_object((struct loose *)self, id, &reading);

	if (result != 0)
		return result;
	result = read_header(&reading);
	*size = reading.size;
	*type = reading.type;
	close_object(&reading);
	return result;
}

static int
loose_exists(git_odb_backend *self, const git_oid *id)
{
	char path[4096 + OID_HEX + 4];
	struct stat status;

	return lstat(path_of((struct loose *)self, id, path, sizeof path), &status) == 0;
}

/* The one object whose id begins with the first `digits` of `start`. */
static int
find_prefix(git_oid *out, DIR *folder, const git_oid *start, size_t digits)
{
	char hex[OID_HEX + 1] = "";
	struct dirent *name;
	size_t count = 0;

	git_oid_fmt(hex, start);
	for (errno = 0; (name = readdir(folder)); errno = 0) {
		git_oid id;

		if (strlen(name->d_name) != REST_HEX)
			continue;
		memcpy(hex + 2, name->d_name, REST_HEX);
		if (git_oid_fromstr(&id, hex) != 0 || git_oid_ncmp(&id, start, digits) != 0)
			continue;
		*out = id;
		count++;
	}
	if (errno != 0)
		return failed("a folder of loose objects cannot be listed");
	return count == 0 ? GIT_ENOTFOUND : count == 1 ? 0 : GIT_EAMBIGUOUS;
}

static int
loose_exists_prefix(git_oid *out, git_odb_backend *self, const git_oid *start, size_t digits)
{
	struct loose *loose = (struct loose *)self;
	char path[4096 + OID_HEX + 4];
	DIR *folder;
	int result;

	path_of(loose, start, path, sizeof path);
	*strrchr(path, '/') = '\0';
	folder = opendir(path);
	if (!folder)
		return file_is_absence(errno) ? GIT_ENOTFOUND
					      : failed("a folder of loose objects cannot be read");
	result = find_prefix(out, folder, start, digits);
	closedir(folder);
	return result;
}

static int
loose_read_prefix(git_oid *found, void **out, size_t *size, git_object_t *type,
		  git_odb_backend *self, const git_oid *start, size_t digits)
{
	int result = loose_exists_prefix(found, self, start, digits);

	return result != 0 ? result : loose_read(out, size, type, self, found);
}

/* The arena has it. */
static void
loose_free(git_odb_backend *self)
{
	(void)self;
}

git_odb_backend *
loose_new(struct arena *arena, const char *folder, const struct limits *limits)
{
	struct loose *loose = arena_alloc(arena, sizeof *loose);

	loose->folder = arena_print(arena, "%s", folder);
	loose->blob_limit = limits->file_bytes;
	loose->backend = (git_odb_backend){
		.version = GIT_ODB_BACKEND_VERSION,
		.read = loose_read,
		.read_prefix = loose_read_prefix,
		.read_header = loose_read_header,
		.exists = loose_exists,
		.exists_prefix = loose_exists_prefix,
		.free = loose_free,
	};
	return &loose->backend;
}
