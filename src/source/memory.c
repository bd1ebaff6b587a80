/* SPDX-License-Identifier: Apache-2.0
 *
 * Files and commits in memory as a repository, for the examples inside rules and for tests. The
 * judged tree is what the history wrote with the given files written over it; ids of blobs are
 * git's own, ids of commits count up.
 *
 * The one thing to know: commits only write files. A file that is to be deleted by a change stands
 * in `before` and not in `files`. Not thread-safe to build, safe to read.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/input.h"
#include "source/oid.h"
#include "source/rename.h"
#include "source/source.h"

struct memory_item {
	struct str path;
	struct str text;
	struct oid id;
};

struct memory_tree {
	struct memory_item *items; /* sorted by path, unique */
	size_t count;
	size_t capacity;
};

struct memory {
	struct repository repository; /* first */
	struct memory_tree tree;
	struct memory_tree before;
	bool has_change;
	const struct memory_commit *history;
	struct memory_tree *after; /* the tree each commit left */
	size_t history_count;
};

static struct memory *
memory_of(struct repository *self)
{
	return (struct memory *)self;
}

/* ---- trees ---- */

static size_t
first_not_before(const struct memory_tree *tree, struct str path)
{
	size_t low = 0, high = tree->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(tree->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct memory_item *
find(const struct memory_tree *tree, struct str path)
{
	size_t at = first_not_before(tree, path);

	return at < tree->count && str_equal(tree->items[at].path, path) ? &tree->items[at] : NULL;
}

static struct err *
check_path(struct arena *run, struct str path)
{
	struct str rest = path, name;
	bool good = path.size > 0;

	while (good && str_split(&rest, '/', &name))
		good = listing_name(name);
	return good ? NULL : err_new(run, "'%.*s' is no path of a file", STR_ARG(path));
}

static struct err *
write_file(struct memory_tree *tree, struct arena *run, const struct memory_file *file)
{
	size_t at = first_not_before(tree, file->path);

	TRY(check_path(run, file->path));
	if (at == tree->count || !str_equal(tree->items[at].path, file->path)) {
		tree->items = arena_grow(run, tree->items, tree->count, &tree->capacity,
					 sizeof *tree->items);
		memmove(tree->items + at + 1, tree->items + at,
			(tree->count - at) * sizeof *tree->items);
		tree->count++;
	}
	tree->items[at] = (struct memory_item){
		.path = file->path,
		.text = file->text.data ? file->text : STR(""),
	};
	tree->items[at].id = oid_of_blob(tree->items[at].text);
	return NULL;
}

static struct err *
write_files(struct memory_tree *tree, struct arena *run, const struct memory_file *files,
	    size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(write_file(tree, run, &files[i]));
	return NULL;
}

static struct memory_tree
copy_tree(struct arena *run, const struct memory_tree *tree)
{
	struct memory_tree copy = {
		.items = arena_array(run, tree->count + 1, sizeof *tree->items),
		.count = tree->count,
		.capacity = tree->count + 1,
	};

	if (tree->count > 0)
		memcpy(copy.items, tree->items, tree->count * sizeof *tree->items);
	return copy;
}

/* ---- ids of commits ---- */

static struct str
commit_id(struct arena *arena, size_t number)
{
	return str_of(arena_print(arena, "%040zu", number));
}

/* A commit's tree by its id, NULL when there is no such commit. 0 is the base. */
static const struct memory_tree *
tree_at(const struct memory *memory, struct str commit)
{
	int64_t number;

	if (str_equal_fold(commit, STR("head")))
		return &memory->tree;
	if (str_equal_fold(commit, STR("base")))
		return &memory->before;
	if (!str_to_int64(commit, &number) &&
	    !(commit.size == OID_HEX && str_to_int64(str_cut(commit, 22, OID_HEX), &number)))
		return NULL;
	if (number == 0 && memory->has_change)
		return &memory->before;
	if (number < 1 || (size_t)number > memory->history_count)
		return number == 1 && memory->history_count == 0 ? &memory->tree : NULL;
	return &memory->after[number - 1];
}

static struct commit *
describe(const struct memory *memory, size_t at, struct arena *arena)
{
	const struct memory_commit *from = &memory->history[at];
	struct commit *commit = arena_alloc(arena, sizeof *commit);

	*commit = (struct commit){
		.id = commit_id(arena, at + 1),
		.author = from->author,
		.committer = from->author,
		.author_time = from->time,
		.commit_time = from->time,
		.message = from->message.data ? from->message : STR(""),
		.parents = at > 0 || memory->has_change,
	};
	return commit;
}

/* ---- the vtable ---- */

static struct entry
entry_of(const struct memory_item *item)
{
	return (struct entry){
		.path = item->path,
		.tracked = true,
		.from_blob = true,
		.size = item->text.size,
		.blob = item->id,
	};
}

static struct err *
memory_list(struct repository *self, struct arena *run, struct entries *out)
{
	const struct memory_tree *tree = &memory_of(self)->tree;

	*out = (struct entries){
		.items = arena_array(run, tree->count + 1, sizeof *out->items),
		.count = tree->count,
	};
	for (size_t i = 0; i < tree->count; i++)
		out->items[i] = entry_of(&tree->items[i]);
	return NULL;
}

static struct err *
memory_open(struct repository *self, const struct entry *entry, struct arena *scratch,
	    struct input **out)
{
	const struct memory_item *item = find(&memory_of(self)->tree, entry->path);

	*out = NULL;
	if (!item)
		return err_new(scratch, "reading %.*s: no such file", STR_ARG(entry->path));
	*out = input_of(scratch, str_copy(scratch, entry->path), item->text);
	return NULL;
}

static struct listing
listing_of(struct arena *run, const struct memory_tree *tree)
{
	struct listing listing = {
		.items = arena_array(run, tree->count + 1, sizeof *listing.items),
		.count = tree->count,
	};

	for (size_t i = 0; i < tree->count; i++)
		listing.items[i] = (struct listed){
			.path = tree->items[i].path,
			.mode = MODE_FILE | 0644,
			.id = tree->items[i].id,
		};
	return listing;
}

static struct err *
text_of(void *context, struct arena *arena, const struct oid *id, struct str path, size_t limit,
	struct str *out, bool *found)
{
	const struct memory *memory = context;
	const struct memory_tree *sides[] = {&memory->before, &memory->tree};

	(void)arena;
	*found = false;
	for (size_t i = 0; i < 2; i++) {
		const struct memory_item *item = find(sides[i], path);

		if (item && item->text.size <= limit && oid_equal(&item->id, id)) {
			*out = item->text;
			*found = true;
		}
	}
	return NULL;
}

static struct err *
memory_changed(struct repository *self, struct arena *run, const struct change **out)
{
	struct memory *memory = memory_of(self);
	struct rename_texts texts = {.text = text_of, .context = memory};
	struct listing old_side, new_side;
	struct change *change;
	struct deltas deltas;

	*out = NULL;
	if (!memory->has_change)
		return NULL;
	change = arena_alloc(run, sizeof *change);
	old_side = listing_of(run, &memory->before);
	new_side = listing_of(run, &memory->tree);
	listing_compare(run, &old_side, &new_side, &deltas);
	TRY(rename_changes(&deltas, &texts, run, &change->paths, &change->path_count));
	change->base = memory->repository.base;
	change->head = memory->repository.head;
	change->commits = arena_array(run, memory->history_count + 1, sizeof *change->commits);
	for (size_t i = memory->history_count; i-- > 0;)
		change->commits[change->commit_count++] = *describe(memory, i, run);
	*out = change;
	return NULL;
}

/* The blob of a path after a commit; NULL: it was not there. */
static const struct oid *
blob_after(const struct memory *memory, size_t at, struct str path)
{
	const struct memory_item *item = find(&memory->after[at], path);

	return item ? &item->id : NULL;
}

static struct err *
memory_first_seen(struct repository *self, struct str path, struct arena *arena,
		  struct commit **out)
{
	const struct memory *memory = memory_of(self);

	*out = NULL;
	for (size_t i = 0; !*out && i < memory->history_count; i++)
		if (blob_after(memory, i, path))
			*out = describe(memory, i, arena);
	return NULL;
}

static struct err *
memory_last_changed(struct repository *self, struct str path, struct arena *arena,
		    struct commit **out)
{
	const struct memory *memory = memory_of(self);

	*out = NULL;
	for (size_t i = memory->history_count; !*out && i-- > 0;) {
		const struct oid *now = blob_after(memory, i, path);
		const struct memory_item *base = find(&memory->before, path);
		const struct oid *before = i > 0  ? blob_after(memory, i - 1, path)
					   : base ? &base->id
						  : NULL;

		if (now && !(before && oid_equal(now, before)))
			*out = describe(memory, i, arena);
	}
	return NULL;
}

static bool
has_line(struct str text, struct str line)
{
	struct str next;

	while (str_line(&text, &next))
		if (str_equal(next, line))
			return true;
	return false;
}

static struct str
line_of(struct str text, uint32_t number)
{
	struct str line = {0};

	for (uint32_t i = 0; i < number; i++)
		if (!str_line(&text, &line))
			return (struct str){0};
	return line;
}

/* The oldest of the latest commits that all hold the line's text: enough for examples. */
static struct err *
memory_blame(struct repository *self, struct str path, uint32_t line, struct arena *arena,
	     struct blame_line *out)
{
	const struct memory *memory = memory_of(self);
	const struct memory_item *item = find(&memory->tree, path);
	struct str text = item ? line_of(item->text, line) : (struct str){0};
	size_t at = SIZE_MAX;

	*out = (struct blame_line){0};
	if (!text.data)
		return err_new(arena, "%.*s has no line %u", STR_ARG(path), line);
	for (size_t i = memory->history_count; i-- > 0; at = i) {
		const struct memory_item *then = find(&memory->after[i], path);

		if (!then || !has_line(then->text, text))
			break;
	}
	item = find(&memory->before, path);
	if (at == SIZE_MAX || (at == 0 && item && has_line(item->text, text)))
		return NULL;
	*out = (struct blame_line){
		.commit = commit_id(arena, at + 1),
		.author = memory->history[at].author,
		.time = memory->history[at].time,
	};
	return NULL;
}

static struct err *
memory_entry_at(struct repository *self, struct str commit, struct str path, struct arena *arena,
		struct entry *out, bool *found, bool *known)
{
	const struct memory_tree *tree = tree_at(memory_of(self), commit);
	const struct memory_item *item = tree ? find(tree, path) : NULL;

	(void)arena;
	*known = tree != NULL;
	*found = item != NULL;
	if (item)
		*out = entry_of(item);
	return NULL;
}

static void
memory_close(struct repository *self)
{
	(void)self;
}

static const struct repository_backend source_memory_backend = {
	.name = "memory",
	.list = memory_list,
	.open = memory_open,
	.changed = memory_changed,
	.first_seen = memory_first_seen,
	.last_changed = memory_last_changed,
	.blame = memory_blame,
	.entry_at = memory_entry_at,
	.close = memory_close,
};

/* ---- building ---- */

static struct err *
write_history(struct memory *memory, struct arena *run, const struct memory_request *request)
{
	struct memory_tree tree = copy_tree(run, &memory->before);

	memory->history = request->history;
	memory->history_count = request->history_count;
	memory->after = arena_array(run, request->history_count + 1, sizeof *memory->after);
	for (size_t i = 0; i < request->history_count; i++) {
		const struct memory_commit *commit = &request->history[i];

		TRY(write_files(&tree, run, commit->files, commit->count));
		TRY(write_files(&memory->tree, run, commit->files, commit->count));
		memory->after[i] = copy_tree(run, &tree);
	}
	return NULL;
}

static struct err *
fill(struct memory *memory, struct arena *run, const struct memory_request *request)
{
	memory->repository.backend = &source_memory_backend;
	memory->repository.source = request->has_change ? "diff" : "worktree";
	memory->has_change = request->has_change;
	TRY(write_files(&memory->before, run, request->before, request->before_count));
	TRY(write_history(memory, run, request));
	TRY(write_files(&memory->tree, run, request->files, request->count));
	/* The last commit is head, and head is what is judged. */
	if (request->has_change && request->history_count > 0)
		memory->after[request->history_count - 1] = memory->tree;
	if (request->has_change)
		memory->repository.base = commit_id(run, 0);
	if (request->has_change || request->history_count > 0)
		memory->repository.head =
			commit_id(run, request->history_count > 0 ? request->history_count : 1);
	return NULL;
}

struct err *
source_memory(const struct memory_request *request, struct arena *run, struct source *out)
{
	struct memory *memory = arena_alloc(run, sizeof *memory);
	struct memory *base;

	*out = (struct source){.root = STR(""), .root_path = STR(""), .narrow = STR("")};
	TRY(fill(memory, run, request));
	out->judged = &memory->repository;
	out->trusted = out->judged;
	if (!request->has_change)
		return NULL;
	base = arena_alloc(run, sizeof *base);
	base->repository = memory->repository;
	base->repository.source = "rev";
	base->repository.head = memory->repository.base;
	base->tree = memory->before;
	base->before = memory->before;
	out->trusted = &base->repository;
	return NULL;
}
