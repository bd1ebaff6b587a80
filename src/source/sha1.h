/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-1 (RFC 3174) for what git hashes that way: the checksum of the index and the ids of blobs.
 * Names and detects accidental damage; nothing here relies on it against a forger.
 *
 *	struct sha1 sha1;
 *	sha1_start(&sha1);
 *	sha1_add(&sha1, bytes, size);
 *	sha1_end(&sha1, digest);
 */
#ifndef GOVLINT_SOURCE_SHA1_H
#define GOVLINT_SOURCE_SHA1_H

#include <stddef.h>
#include <stdint.h>

enum {
	SHA1_BYTES = 20,
	SHA1_BLOCK = 64,
};

struct sha1 {
	uint32_t state[5];
	uint64_t total; /* bytes taken */
	unsigned char block[SHA1_BLOCK];
};

void
sha1_start(struct sha1 *sha1);

void
sha1_add(struct sha1 *sha1, const void *bytes, size_t size);

void
sha1_end(struct sha1 *sha1, unsigned char out[SHA1_BYTES]);

#endif
