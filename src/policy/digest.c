/* SPDX-License-Identifier: Apache-2.0
 *
 * What a pack was, to the byte. In: a pack and the rules it names. Out: SHA-256 over its text and
 * theirs, each with path and size before it, the rules in the order of their ids. Two runs with the
 * same digest asked the same of the repository, the team's own settings aside.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "policy/shelf.h"

static void
add_text(struct sha256 *state, struct arena *run, const struct loader *loader)
{
	sha256_add(state, str_of(arena_print(run, "%s %zu\n", loader->path, loader->text.size)));
	sha256_add(state, loader->text);
}

static int
by_id(const void *a, const void *b)
{
	const struct shelf_rule *const *left = a, *const *right = b;

	return str_compare((*left)->id, (*right)->id);
}

void
digest_pack(struct making *making, const struct pack *pack, char out[72])
{
	unsigned char digest[SHA256_SIZE];
	struct sha256 state;
	size_t count = 0;
	struct shelf_rule **rules =
		arena_array(making->run, pack->settings.count + 1, sizeof(struct shelf_rule *));

	for (size_t i = 0; i < pack->settings.count; i++) {
		struct shelf_rule *shelf = shelf_find(making, pack->settings.items[i].rule);

		if (shelf)
			rules[count++] = shelf;
	}
	qsort(rules, count, sizeof(struct shelf_rule *), by_id);
	sha256_init(&state);
	add_text(&state, making->run, pack->loader);
	for (size_t i = 0; i < count; i++)
		add_text(&state, making->run, rules[i]->loader);
	sha256_end(&state, digest);
	memcpy(out, "sha256:", 7);
	sha256_hex(digest, out + 7);
}
