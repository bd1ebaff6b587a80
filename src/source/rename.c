/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding renames among what was added and deleted. First by equal ids (an equal name wins), then
 * by similarity: a text is cut into lines (at most 64 bytes each), and what both have in common by
 * count is set against the larger one; from half on, the best pairs are renames. This is git's own
 * measure (diffcore-delta.c).
 *
 * The one thing to know: everything is bounded. Where there are too many or too large files to
 * compare, they stay one deleted and one added file, which protects both paths just as well.
 * Empty files are never renames of each other, nor are links and submodules.
 */
#include "source/rename.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "source/oid.h"

enum {
	SCORE_ENOUGH = 50,
	CHUNK_BYTES = 64,
	CANDIDATES = 500,                /* files of either side compared by content */
	TEXT_BYTES = 4 * 1024 * 1024,    /* of one file */
	ALL_BYTES = 128 * 1024 * 1024,   /* of all */
	COMPARISONS = 200 * 1000 * 1000, /* of chunks, over all pairs */
};

/* How many bytes a text has in chunks of one hash. */
struct chunk {
	uint64_t hash;
	uint64_t bytes;
};

struct candidate {
	struct delta *delta;
	struct chunk *chunks;
	size_t chunk_count;
	size_t size;
	bool known; /* the text could be had */
};

struct pair {
	unsigned score;
	size_t old_at;
	size_t new_at;
};

struct search {
	struct arena scratch;
	const struct rename_texts *texts;
	struct delta **old_sides; /* deleted files … */
	size_t old_count;
	struct delta **new_sides; /* … and added ones */
	size_t new_count;
	struct delta **origin; /* by delta number of the added side: the deleted one */
	bool *gone;            /* by delta number: the deleted side of a rename */
	struct delta *first;
	size_t bytes;
};

/* ---- texts as chunks ---- */

static int
by_hash(const void *a, const void *b)
{
	const struct chunk *left = a, *right = b;

	return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static size_t
merge_equal(struct chunk *chunks, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && chunks[kept - 1].hash == chunks[i].hash)
			chunks[kept - 1].bytes += chunks[i].bytes;
		else
			chunks[kept++] = chunks[i];
	}
	return kept;
}

/* FNV-1a over lines or 64 bytes, whichever ends first. */
static struct chunk *
chunks_of(struct arena *arena, struct str text, size_t *count)
{
	struct chunk *chunks = NULL;
	size_t capacity = 0, at = 0;

	*count = 0;
	while (at < text.size) {
		struct chunk chunk = {.hash = 0xcbf29ce484222325ULL};

		while (at < text.size && chunk.bytes < CHUNK_BYTES) {
			unsigned char byte = (unsigned char)text.data[at++];

			chunk.hash = (chunk.hash ^ byte) * 0x100000001b3ULL;
			chunk.bytes++;
			if (byte == '\n')
				break;
		}
		chunks = arena_grow(arena, chunks, *count, &capacity, sizeof chunk);
		chunks[(*count)++] = chunk;
	}
	if (*count > 0)
		qsort(chunks, *count, sizeof *chunks, by_hash);
	*count = merge_equal(chunks, *count);
	return chunks;
}

static unsigned
score_of(const struct candidate *a, const struct candidate *b)
{
	size_t larger = a->size > b->size ? a->size : b->size;
	uint64_t shared = 0;
	size_t i = 0, j = 0;

	while (i < a->chunk_count && j < b->chunk_count) {
		const struct chunk *left = &a->chunks[i], *right = &b->chunks[j];

		if (left->hash == right->hash)
			shared += left->bytes < right->bytes ? left->bytes : right->bytes;
		i += left->hash <= right->hash;
		j += left->hash >= right->hash;
	}
	return larger == 0 ? 0 : (unsigned)(shared * 100 / larger);
}

unsigned
rename_score(struct arena *arena, struct str a, struct str b)
{
	struct candidate left = {.size = a.size}, right = {.size = b.size};

	left.chunks = chunks_of(arena, a, &left.chunk_count);
	right.chunks = chunks_of(arena, b, &right.chunk_count);
	return score_of(&left, &right);
}

/* ---- pairs ---- */

static bool
is_file(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE;
}

static void
marry(struct search *search, struct delta *old_side, struct delta *new_side)
{
	search->origin[new_side - search->first] = old_side;
	search->gone[old_side - search->first] = true;
}

static bool
is_free(const struct search *search, const struct delta *delta)
{
	size_t at = (size_t)(delta - search->first);

	return !search->gone[at] && !search->origin[at];
}

static bool
is_empty(const struct oid *id)
{
	static const unsigned char empty[OID_BYTES] = {0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6,
						       0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77, 0x5a,
						       0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91};

	return memcmp(id->bytes, empty, OID_BYTES) == 0;
}

/* Deleted files of one id, in the order of their paths. */
struct same {
	struct delta *delta;
	struct same *next;
};

/* The one of the same bytes to take: one of the same name, else the first. */
static struct delta *
choose_same(const struct search *search, const struct same *list, struct str path)
{
	struct delta *chosen = NULL;
	size_t looked = 0;

	/* A thousand copies of one file: the first will do. */
	for (; list && looked < CANDIDATES; list = list->next, looked++) {
		if (!is_free(search, list->delta))
			continue;
		if (str_equal(str_name(list->delta->path), str_name(path)))
			return list->delta;
		if (!chosen)
			chosen = list->delta;
	}
	return chosen;
}

static void
marry_equal(struct search *search)
{
	struct map by_id;

	map_init(&by_id, &search->scratch);
	for (size_t i = search->old_count; i-- > 0;) {
		struct same *same = arena_alloc(&search->scratch, sizeof *same);
		struct str key = oid_key(&search->old_sides[i]->old_id);

		same->delta = search->old_sides[i];
		same->next = map_get(&by_id, key);
		map_put(&by_id, key, same);
	}
	for (size_t i = 0; i < search->new_count; i++) {
		struct delta *new_side = search->new_sides[i];
		struct delta *old_side = choose_same(
			search, map_get(&by_id, oid_key(&new_side->new_id)), new_side->path);

		if (old_side)
			marry(search, old_side, new_side);
	}
}

static struct err *
load(struct search *search, struct candidate *out, const struct oid *id)
{
	struct str text;

	if (search->bytes > ALL_BYTES)
		return NULL;
	TRY(search->texts->text(search->texts->context, &search->scratch, id, out->delta->path,
				TEXT_BYTES, &text, &out->known));
	if (!out->known)
		return NULL;
	search->bytes += text.size;
	out->size = text.size;
	out->chunks = chunks_of(&search->scratch, text, &out->chunk_count);
	return NULL;
}

/* Those still alone; none when they are too many. */
static struct candidate *
candidates_of(struct search *search, struct delta **sides, size_t side_count, size_t *count)
{
	struct candidate *out = arena_array(&search->scratch, side_count + 1, sizeof *out);

	*count = 0;
	for (size_t i = 0; i < side_count; i++)
		if (is_free(search, sides[i]))
			out[(*count)++].delta = sides[i];
	if (*count > CANDIDATES)
		*count = 0;
	return out;
}

static bool
may_be_similar(const struct candidate *a, const struct candidate *b)
{
	size_t smaller = a->size < b->size ? a->size : b->size;
	size_t larger = a->size < b->size ? b->size : a->size;

	return a->known && b->known && smaller * 100 >= larger * SCORE_ENOUGH;
}

static int
best_first(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;

	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	if (left->old_at != right->old_at)
		return left->old_at < right->old_at ? -1 : 1;
	return left->new_at < right->new_at ? -1 : left->new_at > right->new_at;
}

static struct pair *
find_pairs(struct search *search, const struct candidate *old_side, size_t old_count,
	   const struct candidate *new_side, size_t new_count, size_t *count)
{
	struct pair *pairs = NULL;
	size_t capacity = 0, compared = 0;

	*count = 0;
	for (size_t i = 0; i < old_count; i++) {
		for (size_t j = 0; j < new_count && compared < COMPARISONS; j++) {
			struct pair pair = {.old_at = i, .new_at = j};

			if (!may_be_similar(&old_side[i], &new_side[j]))
				continue;
			compared += old_side[i].chunk_count + new_side[j].chunk_count;
			pair.score = score_of(&old_side[i], &new_side[j]);
			if (pair.score < SCORE_ENOUGH)
				continue;
			pairs = arena_grow(&search->scratch, pairs, *count, &capacity, sizeof pair);
			pairs[(*count)++] = pair;
		}
	}
	if (*count > 0)
		qsort(pairs, *count, sizeof *pairs, best_first);
	return pairs;
}

static struct err *
marry_similar(struct search *search)
{
	struct candidate *old_side, *new_side;
	size_t old_count, new_count, count;
	struct pair *pairs;

	old_side = candidates_of(search, search->old_sides, search->old_count, &old_count);
	new_side = candidates_of(search, search->new_sides, search->new_count, &new_count);
	if (old_count == 0 || new_count == 0)
		return NULL;
	for (size_t i = 0; i < old_count; i++)
		TRY(load(search, &old_side[i], &old_side[i].delta->old_id));
	for (size_t i = 0; i < new_count; i++)
		TRY(load(search, &new_side[i], &new_side[i].delta->new_id));
	pairs = find_pairs(search, old_side, old_count, new_side, new_count, &count);
	for (size_t i = 0; i < count; i++) {
		struct delta *from = old_side[pairs[i].old_at].delta;
		struct delta *to = new_side[pairs[i].new_at].delta;

		if (is_free(search, from) && is_free(search, to))
			marry(search, from, to);
	}
	return NULL;
}

/* ---- the changed set ---- */

static void
sort_out(struct search *search, const struct deltas *deltas)
{
	search->first = deltas->items;
	search->old_sides =
		arena_array(&search->scratch, deltas->count + 1, sizeof(struct delta *));
	search->new_sides =
		arena_array(&search->scratch, deltas->count + 1, sizeof(struct delta *));
	search->origin = arena_array(&search->scratch, deltas->count + 1, sizeof(struct delta *));
	search->gone = arena_array(&search->scratch, deltas->count + 1, sizeof(bool));
	for (size_t i = 0; i < deltas->count; i++) {
		struct delta *delta = &deltas->items[i];

		if (is_file(delta->old_mode) && delta->new_mode == 0 && !is_empty(&delta->old_id))
			search->old_sides[search->old_count++] = delta;
		if (is_file(delta->new_mode) && delta->old_mode == 0 && !is_empty(&delta->new_id))
			search->new_sides[search->new_count++] = delta;
	}
}

static struct changed
changed_of(const struct delta *delta, const struct delta *origin)
{
	struct changed changed = {
		.type = delta->old_mode == 0   ? CHANGE_ADDED
			: delta->new_mode == 0 ? CHANGE_DELETED
					       : CHANGE_MODIFIED,
		.path = delta->path,
		.old_path = delta->path,
		.old_blob = delta->old_id,
		.new_blob = delta->new_id,
	};

	if (origin) {
		changed.type = CHANGE_RENAMED;
		changed.old_path = origin->path;
		changed.old_blob = origin->old_id;
	}
	return changed;
}

static int
by_path(const void *a, const void *b)
{
	return str_compare(((const struct changed *)a)->path, ((const struct changed *)b)->path);
}

static struct err *
search_renames(struct search *search)
{
	if (search->old_count == 0 || search->new_count == 0)
		return NULL;
	marry_equal(search);
	return marry_similar(search);
}

struct err *
rename_changes(const struct deltas *deltas, const struct rename_texts *texts, struct arena *run,
	       struct changed **out, size_t *count)
{
	struct search search = {.texts = texts};
	struct err *err;

	arena_init(&search.scratch, run->exhausted);
	sort_out(&search, deltas);
	err = search_renames(&search);
	*count = 0;
	*out = arena_array(run, deltas->count + 1, sizeof **out);
	for (size_t i = 0; !err && i < deltas->count; i++)
		if (!search.gone[i])
			(*out)[(*count)++] = changed_of(&deltas->items[i], search.origin[i]);
	if (*count > 0)
		qsort(*out, *count, sizeof **out, by_path);
	if (err)
		err = err_move(run, err);
	arena_free(&search.scratch);
	return err;
}
