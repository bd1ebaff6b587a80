/* SPDX-License-Identifier: Apache-2.0
 *
 * Object ids: bytes, hex, and the id that bytes in memory or a file would have as a blob. SHA-1 alone;
 * an id of another size is never made here.
 */
#include "source/oid.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hex.h"
#include "source/sha1.h"

enum {
	PIECE = 16 * 1024, /* of a file, read at once */
};

struct oid
oid_make(const unsigned char *bytes)
{
	struct oid id = {.size = OID_BYTES};

	memcpy(id.bytes, bytes, OID_BYTES);
	return id;
}

bool
oid_parse(struct str text, struct oid *out)
{
	struct oid id = {.size = OID_BYTES};

	if (text.size != OID_HEX)
		return false;
	for (size_t i = 0; i < OID_BYTES; i++) {
		int high = hex_digit(text.data[2 * i]);
		int low = hex_digit(text.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id.bytes[i] = (unsigned char)(high << 4 | low);
	}
	*out = id;
	return true;
}

struct str
oid_hex(struct arena *arena, const struct oid *id)
{
	static const char digits[] = "0123456789abcdef";
	char *text;

	if (id->size == 0)
		return (struct str){0};
	text = arena_alloc(arena, 2 * (size_t)id->size + 1);
	for (size_t i = 0; i < id->size; i++) {
		text[2 * i] = digits[id->bytes[i] >> 4];
		text[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	return str_make(text, 2 * (size_t)id->size);
}

bool
oid_equal(const struct oid *a, const struct oid *b)
{
	return a->size > 0 && a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

struct str
oid_key(const struct oid *id)
{
	return str_make((const char *)id->bytes, id->size);
}

static void
start_blob(struct sha1 *sha1, uint64_t bytes)
{
	char header[32];
	int size = snprintf(header, sizeof header, "blob %llu", (unsigned long long)bytes);

	sha1_start(sha1);
	sha1_add(sha1, header, (size_t)size + 1); /* the NUL is part of it */
}

struct oid
oid_of_blob(struct str text)
{
	struct sha1 sha1;
	unsigned char digest[SHA1_BYTES];

	start_blob(&sha1, text.size);
	sha1_add(&sha1, text.data, text.size);
	sha1_end(&sha1, digest);
	return oid_make(digest);
}

struct err *
oid_of_file(struct oid *out, struct arena *arena, int fd, const char *name)
{
	struct sha1 sha1;
	unsigned char digest[SHA1_BYTES];
	char piece[PIECE];
	struct stat status;
	uint64_t size = 0;
	ssize_t got;

	*out = (struct oid){0};
	if (fstat(fd, &status) != 0)
		return err_of_system(arena, errno, "looking at %s", name);
	start_blob(&sha1, (uint64_t)status.st_size);
	while ((got = read(fd, piece, sizeof piece)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_of_system(arena, errno, "reading %s", name);
		sha1_add(&sha1, piece, (size_t)got);
		size += (uint64_t)got;
	}
	sha1_end(&sha1, digest);
	if (size == (uint64_t)status.st_size)
		*out = oid_make(digest);
	return NULL;
}
