/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 as FIPS 180-4 §6.2 writes it: bytes go in, in pieces of any size, 32 bytes come out. In
 * portable C; a state is used once, from sha256_init to sha256_end.
 */
#include "base/sha256.h"

#include <string.h>

#include "base/hex.h"

/* FIPS 180-4 §4.2.2 */
static const uint32_t sha256_constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

static uint32_t
sha256_rotate(uint32_t word, int bits)
{
	return word >> bits | word << (32 - bits);
}

static void
sha256_schedule(uint32_t words[64], const unsigned char *block)
{
	for (int i = 0; i < 16; i++)
		words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
			   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < 64; i++) {
		uint32_t a = words[i - 15];
		uint32_t b = words[i - 2];
		words[i] = words[i - 16] + words[i - 7] +
			   (sha256_rotate(a, 7) ^ sha256_rotate(a, 18) ^ a >> 3) +
			   (sha256_rotate(b, 17) ^ sha256_rotate(b, 19) ^ b >> 10);
	}
}

static void
sha256_block(struct sha256 *state, const unsigned char *block)
{
	uint32_t words[64];
	uint32_t v[8];
	sha256_schedule(words, block);
	memcpy(v, state->words, sizeof v);
	for (int i = 0; i < 64; i++) {
		uint32_t sum1 =
			sha256_rotate(v[4], 6) ^ sha256_rotate(v[4], 11) ^ sha256_rotate(v[4], 25);
		uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t first = v[7] + sum1 + choice + sha256_constants[i] + words[i];
		uint32_t sum0 =
			sha256_rotate(v[0], 2) ^ sha256_rotate(v[0], 13) ^ sha256_rotate(v[0], 22);
		uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		v[7] = v[6];
		v[6] = v[5];
		v[5] = v[4];
		v[4] = v[3] + first;
		v[3] = v[2];
		v[2] = v[1];
		v[1] = v[0];
		v[0] = first + sum0 + majority;
	}
	for (int i = 0; i < 8; i++)
		state->words[i] += v[i];
}

void
sha256_init(struct sha256 *state)
{
	*state = (struct sha256){
		.words = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
			  0x1f83d9ab, 0x5be0cd19},
	};
}

void
sha256_add(struct sha256 *state, struct str text)
{
	size_t held = state->size % sizeof state->block;
	state->size += text.size;
	while (text.size) {
		if (held == 0 && text.size >= sizeof state->block) {
			sha256_block(state, (const unsigned char *)text.data);
			text = str_cut(text, sizeof state->block, text.size);
			continue;
		}
		size_t taken = sizeof state->block - held;
		if (taken > text.size)
			taken = text.size;
		memcpy(state->block + held, text.data, taken);
		text = str_cut(text, taken, text.size);
		held += taken;
		if (held == sizeof state->block) {
			sha256_block(state, state->block);
			held = 0;
		}
	}
}

void
sha256_end(struct sha256 *state, unsigned char digest[SHA256_SIZE])
{
	/* A one bit, zeros up to 56 bytes of a block, the size in bits (FIPS 180-4 §5.1.1). */
	static const char padding[64] = {(char)0x80};
	uint64_t bits = state->size * 8;
	size_t held = state->size % sizeof state->block;
	char size[8];
	for (int i = 0; i < 8; i++)
		size[i] = (char)(bits >> (56 - 8 * i));
	sha256_add(state, str_make(padding, held < 56 ? 56 - held : 120 - held));
	sha256_add(state, str_make(size, sizeof size));
	for (int i = 0; i < SHA256_SIZE; i++)
		digest[i] = (unsigned char)(state->words[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256_hex(const unsigned char digest[SHA256_SIZE], char out[2 * SHA256_SIZE + 1])
{
	static const char digits[] = "0123456789abcdef";
	for (int i = 0; i < SHA256_SIZE; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 0xf];
	}
	out[2 * SHA256_SIZE] = '\0';
}

bool
sha256_parse(struct str hex, unsigned char out[SHA256_SIZE])
{
	if (hex.size != 2 * SHA256_SIZE)
		return false;
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		int high = hex_digit(hex.data[2 * i]);
		int low = hex_digit(hex.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
