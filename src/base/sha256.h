/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 (FIPS 180-4).
 *
 *	struct sha256 state;
 *	sha256_init(&state);
 *	sha256_add(&state, text);
 *	sha256_end(&state, digest);
 */
#ifndef GOVLINT_BASE_SHA256_H
#define GOVLINT_BASE_SHA256_H

#include <stdint.h>

#include "base/str.h"

#define SHA256_SIZE 32

struct sha256 {
	uint32_t words[8];
	uint64_t size;
	unsigned char block[64];
};

void
sha256_init(struct sha256 *state);

void
sha256_add(struct sha256 *state, struct str text);

void
sha256_end(struct sha256 *state, unsigned char digest[SHA256_SIZE]);

/* 64 lower-case hex digits and a NUL. */
void
sha256_hex(const unsigned char digest[SHA256_SIZE], char out[2 * SHA256_SIZE + 1]);

/* 64 hex digits of either case and nothing else. */
bool
sha256_parse(struct str hex, unsigned char out[SHA256_SIZE]);

#endif
