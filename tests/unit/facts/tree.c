/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree in memory that the tests of facts/ judge.
 */
#include "tree.h"

#include <string.h>

#include "base/sha256.h"
#include "harness/test.h"
#include "model/input.h"

struct tree_input {
	struct input input;
	struct tree *tree;
	struct str rest;
	bool fails;
};

static struct err *
read_piece(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct tree_input *input = (struct tree_input *)self;
	size_t most = input->tree->piece;

	*got = input->rest.size < size ? input->rest.size : size;
	if (most > 0 && *got > most)
		*got = most;
	if (*got == 0 && input->fails)
		return err_new(self->arena, "the disk is on fire");
	if (*got > 0)
		memcpy(buffer, input->rest.data, *got);
	input->rest = str_cut(input->rest, *got, input->rest.size);
	return NULL;
}

static struct err *
open_entry(struct repository *self, const struct entry *entry, struct arena *scratch,
	   struct input **out)
{
	struct tree *tree = (struct tree *)((char *)self - offsetof(struct tree, repository));
	struct tree_input *input = arena_alloc(scratch, sizeof *input);
	size_t number = (size_t)(entry->size >> 32);

	input->input = (struct input){
		.read = read_piece,
		.arena = scratch,
		.name = str_copy(scratch, entry->path),
		.size = tree->sizes[number],
	};
	input->tree = tree;
	input->rest = str_make(tree->texts[number], tree->sizes[number]);
	input->fails = tree->failing && str_is(entry->path, tree->failing);
	*out = &input->input;
	return NULL;
}

static void
set_blob(struct entry *entry, const char *text)
{
	struct sha256 state;

	sha256_init(&state);
	sha256_add(&state, str_of(text));
	sha256_end(&state, entry->blob.bytes);
	entry->blob.size = 32;
}

static struct err *
entry_at(struct repository *self, struct str commit, struct str path, struct arena *arena,
	 struct entry *out, bool *found, bool *known)
{
	struct tree *tree = (struct tree *)((char *)self - offsetof(struct tree, repository));

	*found = false;
	*known = false;
	if (str_is(commit, "0000000000000000000000000000000000000bad"))
		return err_new(arena, "the commit is damaged");
	for (size_t i = 0; i < tree->commit_count; i++) {
		const struct tree_commit *row = &tree->commits[i];

		if (!str_is(commit, row->id))
			continue;
		*known = true;
		if (!str_is(path, row->path) || !row->text)
			continue;
		*found = true;
		*out = (struct entry){.path = path, .executable = row->executable};
		set_blob(out, row->text);
	}
	return NULL;
}

static const struct repository_backend backend = {
	.name = "tree",
	.open = open_entry,
	.entry_at = entry_at,
};

struct tree *
tree_new(struct arena *arena)
{
	struct tree *tree = arena_alloc(arena, sizeof *tree);

	tree->arena = arena;
	tree->scratch = test_arena();
	tree->repository.backend = &backend;
	tree->entries.items = arena_array(arena, 64, sizeof(struct entry));
	tree->limits = limits_default;
	map_init(&tree->index.by_path, arena);
	tree->view = (struct view){
		.repository = &tree->repository,
		.trusted = &tree->repository,
		.entries = &tree->entries,
		.trusted_entries = &tree->entries,
		.plan = &tree->plan,
		.limits = &tree->limits,
		.index = &tree->index,
		.run = arena,
		.scratch = tree->scratch,
		.fact = facts_get,
	};
	return tree;
}

/* Entries stay sorted; `size` holds the number of the text in its upper half. */
static struct entry *
insert(struct tree *tree, struct entry entry)
{
	size_t at = tree->entries.count++;

	while (at > 0 && str_compare(tree->entries.items[at - 1].path, entry.path) > 0) {
		tree->entries.items[at] = tree->entries.items[at - 1];
		at--;
	}
	tree->entries.items[at] = entry;
	return &tree->entries.items[at];
}

struct entry *
tree_bytes(struct tree *tree, const char *path, const char *bytes, size_t size)
{
	size_t number = tree->entries.count;

	tree->texts[number] = bytes;
	tree->sizes[number] = size;
	return insert(tree, (struct entry){.path = str_of(path),
					   .type = ENTRY_FILE,
					   .tracked = true,
					   .size = (uint64_t)number << 32 | size});
}

struct entry *
tree_file(struct tree *tree, const char *path, const char *text)
{
	return tree_bytes(tree, path, text, strlen(text));
}

struct entry *
tree_link(struct tree *tree, const char *path, const char *target)
{
	return insert(tree, (struct entry){.path = str_of(path),
					   .type = ENTRY_LINK,
					   .tracked = true,
					   .target = str_of(target)});
}

void
tree_at(struct tree *tree, const char *commit, const char *path, const char *text)
{
	tree->commits[tree->commit_count++] =
		(struct tree_commit){.id = commit, .path = path, .text = text};
}

static struct score_dimension
dimension(struct arena *arena, const char *name, const char *high, int64_t points, const char *low)
{
	struct score_dimension made = {.name = str_of(name), .count = 2, .max = points};

	made.names = arena_array(arena, 2, sizeof *made.names);
	made.points = arena_array(arena, 2, sizeof *made.points);
	made.names[0] = str_of(high);
	made.names[1] = str_of(low);
	made.points[0] = points;
	made.points[1] = 1;
	return made;
}

void
tree_risk(struct tree *tree)
{
	static const struct score_tier tiers[] = {
		{.name = {"high", 4}, .from = 6},
		{.name = {"medium", 6}, .from = 4},
		{.name = {"low", 3}, .from = 0},
	};
	static const struct str names[] = {{"low", 3}, {"medium", 6}, {"high", 4}};
	struct score *score = arena_alloc(tree->arena, sizeof *score);

	score->dimensions = arena_array(tree->arena, 2, sizeof *score->dimensions);
	score->dimensions[0] = dimension(tree->arena, "decision_impact", "employment", 5, "small");
	score->dimensions[1] = dimension(tree->arena, "human_oversight", "none", 4, "full");
	score->dimension_count = 2;
	score->tiers = arena_array(tree->arena, 3, sizeof *score->tiers);
	memcpy(score->tiers, tiers, sizeof tiers);
	score->names = arena_array(tree->arena, 3, sizeof *score->names);
	memcpy(score->names, names, sizeof names);
	score->tier_count = 3;
	score->max = 9;
	tree->plan.risk = score;
}

struct err *
tree_gather(struct tree *tree)
{
	return facts_gather(&tree->view, &tree->ignored);
}

struct artifact *
tree_artifact(struct tree *tree, const char *kind, const char *id)
{
	for (size_t i = 0; i < tree->index.count; i++)
		if (str_is(tree->index.artifacts[i]->id, id) &&
		    strcmp(tree->index.artifacts[i]->kind->name, kind) == 0)
			return tree->index.artifacts[i];
	return NULL;
}

const struct value *
tree_fact(struct tree *tree, const char *kind, const char *id, const char *fact)
{
	struct artifact *artifact = tree_artifact(tree, kind, id);
	const struct value *value = NULL;

	if (!test_check(artifact != NULL, id, __FILE__, __LINE__))
		return NULL;
	CHECK_OK(facts_get(&tree->view, artifact, facts_index(artifact->kind, str_of(fact)),
			   &value));
	CHECK_INT(err_lost(tree->scratch), 0);
	return value;
}

struct err *
tree_unknown(struct tree *tree, const char *kind, const char *id, const char *fact)
{
	struct artifact *artifact = tree_artifact(tree, kind, id);
	const struct value *value = NULL;
	struct err *err;

	if (!test_check(artifact != NULL, id, __FILE__, __LINE__))
		return NULL;
	err = facts_get(&tree->view, artifact, facts_index(artifact->kind, str_of(fact)), &value);
	CHECK(value == NULL);
	return err;
}

const char *
tree_related(struct tree *tree, const char *kind, const char *id, const char *root)
{
	struct artifact *artifact = tree_artifact(tree, kind, id);
	const struct relation *relation;

	if (!test_check(artifact != NULL, id, __FILE__, __LINE__))
		return NULL;
	for (size_t n = 0; (relation = facts_relation(artifact->kind, n)); n++)
		if (strcmp(relation->root, root) == 0)
			return artifact->related[n].count > 0
				       ? str_copy(tree->arena, artifact->related[n].items[0]->id)
				       : "";
	return NULL;
}

const char *
tree_show(struct tree *tree, const struct value *value)
{
	return value ? str_copy(tree->arena, value_show(tree->arena, value, 4000)) : NULL;
}
