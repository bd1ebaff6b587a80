/* SPDX-License-Identifier: Apache-2.0
 *
 * Who a finding is, from run to run. In: an ordered list of findings. Out: a fingerprint for each,
 * made of the rule, the path, the system, the subject and the ordinal among findings equal in these
 * four, and of nothing else: a line that moves or a message that is reworded changes no identity.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/sha256.h"
#include "settle/internal.h"

/* Lengths are 8 bytes, most significant first, on every machine. */
static void
put_number(uint64_t number, char out[8])
{
	for (int i = 0; i < 8; i++)
		out[i] = (char)(unsigned char)(number >> (56 - 8 * i));
}

static void
hash_text(struct sha256 *state, struct str text)
{
	char size[8];

	put_number(text.size, size);
	sha256_add(state, str_make(size, sizeof size));
	sha256_add(state, text);
}

void
settle_fingerprint(const struct finding *finding, size_t ordinal, char out[65])
{
	unsigned char digest[SHA256_SIZE];
	struct sha256 state;
	char number[8];

	sha256_init(&state);
	hash_text(&state, finding->rule);
	hash_text(&state, finding->path);
	hash_text(&state, finding->system);
	hash_text(&state, finding->subject);
	put_number(ordinal, number);
	sha256_add(&state, str_make(number, sizeof number));
	sha256_end(&state, digest);
	sha256_hex(digest, out);
}

/* Rule, path, system and subject as one key, with their lengths. */
static struct str
key_of(struct arena *run, const struct finding *finding)
{
	struct str parts[] = {finding->rule, finding->path, finding->system, finding->subject};
	size_t size = 0;
	char *key, *at;

	for (size_t i = 0; i < 4; i++)
		size += 8 + parts[i].size;
	at = key = arena_alloc(run, size);
	for (size_t i = 0; i < 4; i++) {
		put_number(parts[i].size, at);
		if (parts[i].size > 0)
			memcpy(at + 8, parts[i].data, parts[i].size);
		at += 8 + parts[i].size;
	}
	return str_make(key, size);
}

void
settle_identify(struct findings *findings, struct arena *run)
{
	struct map seen;

	map_init(&seen, run);
	for (size_t i = 0; i < findings->count; i++) {
		struct str key = key_of(run, &findings->items[i]);
		size_t *ordinal = map_get(&seen, key);

		if (!ordinal) {
			ordinal = arena_alloc(run, sizeof *ordinal);
			map_put(&seen, key, ordinal);
		}
		findings->items[i].ordinal = (*ordinal)++;
		settle_fingerprint(&findings->items[i], findings->items[i].ordinal,
				   findings->items[i].fingerprint);
	}
}
