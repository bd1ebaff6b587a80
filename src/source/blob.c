/* SPDX-License-Identifier: Apache-2.0
 *
 * What git calls the bytes of a file. In: an entry. Out: the id of its blob in hex; where the disk has
 * something that git has not seen yet, its bytes are read in pieces and named as git would.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "model/input.h"
#include "source/oid.h"
#include "source/sha1.h"
#include "source/source.h"

enum {
	PIECE = 64 * 1024,
};

/* The size stands before the bytes, so that it must be true. */
static struct err *
name_bytes(struct input *input, struct arena *arena, struct str *out)
{
	char *piece = arena_alloc(arena, PIECE);
	unsigned char digest[SHA1_BYTES];
	char header[32];
	int size = snprintf(header, sizeof header, "blob %" PRIu64, input->size);
	uint64_t total = 0;
	struct sha1 sha1;
	struct oid id;
	size_t got;

	sha1_start(&sha1);
	sha1_add(&sha1, header, (size_t)size + 1); /* the NUL is part of it */
	do {
		TRY(input_read(input, piece, PIECE, &got));
		sha1_add(&sha1, piece, got);
		total += got;
	} while (got > 0);
	if (total != input->size)
		return err_new(arena, "%s changed while it was read", input->name);
	sha1_end(&sha1, digest);
	id = oid_make(digest);
	*out = oid_hex(arena, &id);
	return NULL;
}

struct err *
source_blob(struct repository *repository, const struct entry *entry, struct arena *arena,
	    struct str *out)
{
	struct input *input = NULL;
	struct err *err;

	*out = oid_hex(arena, &entry->blob);
	if (out->size > 0)
		return NULL;
	TRY(repository->backend->open(repository, entry, arena, &input));
	err = name_bytes(input, arena, out);
	input_close(input);
	return err;
}
