/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-1 as RFC 3174 §6.1 states it, with the message schedule kept in a ring of sixteen words.
 * Bytes in, digest out. Does not look for collisions (git's own hash does).
 */
#include "source/sha1.h"

#include <string.h>

static uint32_t
rotate(uint32_t word, unsigned by)
{
	return word << by | word >> (32 - by);
}

static uint32_t
load(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The word of step t: the block's own at first, then mixed from four earlier ones. */
static uint32_t
schedule(uint32_t ring[16], unsigned t, const unsigned char *block)
{
	uint32_t word;

	if (t < 16)
		word = load(block + 4 * t);
	else
		word = rotate(ring[(t + 13) & 15] ^ ring[(t + 8) & 15] ^ ring[(t + 2) & 15] ^
				      ring[t & 15],
			      1);
	ring[t & 15] = word;
	return word;
}

#define STEP(function, constant)                                                                   \
	do {                                                                                       \
		uint32_t sum =                                                                     \
			rotate(a, 5) + (function) + e + (constant) + schedule(ring, t, block);     \
		e = d;                                                                             \
		d = c;                                                                             \
		c = rotate(b, 30);                                                                 \
		b = a;                                                                             \
		a = sum;                                                                           \
	} while (0)

static void
take_block(uint32_t state[5], const unsigned char *block)
{
	uint32_t ring[16];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
	unsigned t;

	for (t = 0; t < 20; t++)
		STEP((b & c) | (~b & d), 0x5a827999U);
	for (; t < 40; t++)
		STEP(b ^ c ^ d, 0x6ed9eba1U);
	for (; t < 60; t++)
		STEP((b & c) | (b & d) | (c & d), 0x8f1bbcdcU);
	for (; t < 80; t++)
		STEP(b ^ c ^ d, 0xca62c1d6U);
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

void
sha1_start(struct sha1 *sha1)
{
	*sha1 = (struct sha1){
		.state = {0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U, 0xc3d2e1f0U},
	};
}

void
sha1_add(struct sha1 *sha1, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	size_t filled = (size_t)(sha1->total % SHA1_BLOCK);

	sha1->total += size;
	if (filled > 0 && size > 0) {
		size_t part = SHA1_BLOCK - filled < size ? SHA1_BLOCK - filled : size;

		memcpy(sha1->block + filled, at, part);
		at += part;
		size -= part;
		if (filled + part < SHA1_BLOCK)
			return;
		take_block(sha1->state, sha1->block);
	}
	for (; size >= SHA1_BLOCK; at += SHA1_BLOCK, size -= SHA1_BLOCK)
		take_block(sha1->state, at);
	if (size > 0)
		memcpy(sha1->block, at, size);
}

void
sha1_end(struct sha1 *sha1, unsigned char out[SHA1_BYTES])
{
	static const unsigned char padding[SHA1_BLOCK] = {0x80};
	uint64_t bits = sha1->total * 8;
	size_t filled = (size_t)(sha1->total % SHA1_BLOCK);
	unsigned char length[8];

	for (unsigned i = 0; i < 8; i++)
		length[i] = (unsigned char)(bits >> (56 - 8 * i));
	sha1_add(sha1, padding, filled < 56 ? 56 - filled : 120 - filled);
	sha1_add(sha1, length, sizeof length);
	for (unsigned i = 0; i < SHA1_BYTES; i++)
		out[i] = (unsigned char)(sha1->state[i / 4] >> (24 - 8 * (i % 4)));
}
