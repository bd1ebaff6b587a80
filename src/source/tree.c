/* SPDX-License-Identifier: Apache-2.0
 *
 * Tree objects → listings and differences.
 *
 * The one thing to know: a tree is a stranger's bytes. Names are checked, order too, depth and
 * number are bounded, so that a "git bomb" of a dozen trees that unfold to 10^10 paths ends at the
 * budget. A comparison goes down both sides at once and enters only folders whose ids differ.
 */
#include "source/tree.h"

#include "source/git.h"
#include "source/oid.h"

struct lister {
	struct store *store;
	struct arena *arena; /* of the paths */
	struct arena *items;
	const char *where;
	struct listing *out;
	size_t folders;
};

static struct err *
open_tree(struct store *store, struct arena *arena, const struct oid *id, git_tree **out)
{
	git_oid key = store_oid(id);
	int failed = git_tree_lookup(out, store->repository, &key);

	if (failed == GIT_ENOTFOUND && git_odb_exists(store->odb, &key) != 1)
		return store_missing(store, arena, id, "reading a folder");
	if (failed)
		return store_error(arena, "reading the folder %s", oid_hex(arena, id).data);
	return NULL;
}

static uint32_t
mode_of(const git_tree_entry *entry)
{
	return (uint32_t)git_tree_entry_filemode_raw(entry);
}

static bool
is_folder(const git_tree_entry *entry)
{
	return (mode_of(entry) & MODE_TYPE) == MODE_FOLDER;
}

static struct err *
check_folder(struct arena *arena, const struct limits *limits, const char *where, struct str folder,
	     size_t depth)
{
	if (depth > limits->folder_depth)
		return limits_met(err_new(arena,
					  "%s nests folders deeper than folder_depth (%zu) allows",
					  where, limits->folder_depth),
				  "folder_depth");
	if (folder.size > limits->path_bytes)
		return limits_met(err_new(arena,
					  "%s holds a path longer than path_bytes (%zu) allows",
					  where, limits->path_bytes),
				  "path_bytes");
	return NULL;
}

/* ---- flattening ---- */

static struct err *
list_folder(struct lister *lister, const struct oid *id, struct str folder, size_t depth);

static struct err *
list_entry(struct lister *lister, const git_tree_entry *entry, struct str folder, size_t depth)
{
	struct str name = str_of(git_tree_entry_name(entry));
	struct oid id = oid_make(git_tree_entry_id(entry)->id);
	struct str path;

	if (!listing_name(name))
		return err_new(lister->arena, "%s holds '%.*s' in '%.*s', which is no name",
			       lister->where, STR_ARG(name), STR_ARG(folder));
	path = str_join_path(lister->arena, folder, name);
	if (is_folder(entry))
		return list_folder(lister, &id, path, depth + 1);
	return listing_add(lister->out, lister->items, lister->arena,
			   (struct listed){.path = path, .mode = mode_of(entry), .id = id},
			   lister->where, lister->store->limits);
}

static struct err *
list_folder(struct lister *lister, const struct oid *id, struct str folder, size_t depth)
{
	const struct limits *limits = lister->store->limits;
	struct err *err = NULL;
	git_tree *tree;

	TRY(check_folder(lister->arena, limits, lister->where, folder, depth));
	if (lister->folders++ >= limits->entries)
		return limits_met(err_new(lister->arena,
					  "%s holds more folders than entries (%zu) allows",
					  lister->where, limits->entries),
				  "entries");
	TRY(open_tree(lister->store, lister->arena, id, &tree));
	for (size_t i = 0; !err && i < git_tree_entrycount(tree); i++)
		err = list_entry(lister, git_tree_entry_byindex(tree, i), folder, depth);
	git_tree_free(tree);
	return err;
}

struct err *
tree_list(struct store *store, struct arena *arena, struct arena *items, const struct oid *tree,
	  struct listing *out)
{
	struct lister lister = {.store = store, .arena = arena, .items = items, .out = out};

	*out = (struct listing){0};
	if (tree->size == 0)
		return NULL;
	lister.where = arena_print(arena, "the tree %s", oid_hex(arena, tree).data);
	return list_folder(&lister, tree, STR(""), 0);
}

/* ---- looking into ---- */

static struct err *
find_name(struct store *store, struct arena *arena, struct str name, struct listed *at, bool *found)
{
	const git_tree_entry *entry;
	git_tree *tree;

	TRY(open_tree(store, arena, &at->id, &tree));
	entry = git_tree_entry_byname(tree, str_copy(arena, name));
	*found = entry != NULL;
	if (entry) {
		at->mode = mode_of(entry);
		at->id = oid_make(git_tree_entry_id(entry)->id);
	}
	git_tree_free(tree);
	return NULL;
}

struct err *
tree_find(struct store *store, struct arena *arena, const struct oid *tree, struct str path,
	  struct listed *out, bool *found)
{
	struct str rest = path;
	struct str name;

	*out = (struct listed){.path = path, .mode = MODE_FOLDER, .id = *tree};
	*found = tree->size > 0;
	while (*found && rest.size > 0 && str_split(&rest, '/', &name)) {
		if ((out->mode & MODE_TYPE) != MODE_FOLDER)
			*found = false;
		else
			TRY(find_name(store, arena, name, out, found));
	}
	return NULL;
}

/* ---- comparing ---- */

/* One of the two trees, which may be none. */
struct side {
	git_tree *tree;
	size_t at;
	size_t count;
};

struct comparer {
	struct store *store;
	struct arena *arena;
	struct deltas *out;
	size_t folders;
	size_t path_bytes; /* of all that differs */
};

static void
add_delta(struct arena *arena, struct deltas *out, struct delta delta)
{
	out->items = arena_grow(arena, out->items, out->count, &out->capacity, sizeof delta);
	out->items[out->count++] = delta;
}

/* Legacy group-writable modes are the same file. */
static uint32_t
plain_mode(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE ? mode & (MODE_TYPE | MODE_EXECUTABLE) : mode;
}

static bool
same_mode(uint32_t a, uint32_t b)
{
	return plain_mode(a) == plain_mode(b);
}

/* The order of git's trees: a folder sorts as if its name ended in '/'. */
static int
order_of(const git_tree_entry *a, const git_tree_entry *b)
{
	struct str left = str_of(git_tree_entry_name(a));
	struct str right = str_of(git_tree_entry_name(b));
	size_t size = left.size < right.size ? left.size : right.size;
	int order = str_compare(str_cut(left, 0, size), str_cut(right, 0, size));
	char left_end, right_end;

	if (order != 0)
		return order;
	left_end = left.size > size ? left.data[size] : is_folder(a) ? '/' : '\0';
	right_end = right.size > size ? right.data[size] : is_folder(b) ? '/' : '\0';
	if (left_end != right_end)
		return (unsigned char)left_end < (unsigned char)right_end ? -1 : 1;
	return left.size < right.size ? -1 : left.size > right.size;
}

static struct err *
open_side(struct comparer *comparer, const struct oid *id, struct side *out)
{
	*out = (struct side){0};
	if (id->size == 0)
		return NULL;
	TRY(open_tree(comparer->store, comparer->arena, id, &out->tree));
	out->count = git_tree_entrycount(out->tree);
	return NULL;
}

static struct err *
compare_folders(struct comparer *comparer, const struct oid *old_id, const struct oid *new_id,
		struct str folder, size_t depth);

/* One name: on the old side, the new side or both; both are then of the same sort. */
static struct err *
compare_entries(struct comparer *comparer, const git_tree_entry *old_entry,
		const git_tree_entry *new_entry, struct str folder, size_t depth)
{
	const struct limits *limits = comparer->store->limits;
	const git_tree_entry *one = new_entry ? new_entry : old_entry;
	struct str name = str_of(git_tree_entry_name(one));
	struct delta delta = {0};

	if (old_entry)
		delta.old_id = oid_make(git_tree_entry_id(old_entry)->id);
	if (new_entry)
		delta.new_id = oid_make(git_tree_entry_id(new_entry)->id);
	if (old_entry && new_entry && oid_equal(&delta.old_id, &delta.new_id) &&
	    same_mode(mode_of(old_entry), mode_of(new_entry)))
		return NULL;
	if (!listing_name(name))
		return err_new(comparer->arena, "a tree holds '%.*s' in '%.*s', which is no name",
			       STR_ARG(name), STR_ARG(folder));
	delta.path = str_join_path(comparer->arena, folder, name);
	if (is_folder(one))
		return compare_folders(comparer, &delta.old_id, &delta.new_id, delta.path,
				       depth + 1);
	delta.old_mode = old_entry ? mode_of(old_entry) : 0;
	delta.new_mode = new_entry ? mode_of(new_entry) : 0;
	if (comparer->out->count >= limits->entries)
		return limits_met(err_new(comparer->arena, "more changed than entries (%zu) allows",
					  limits->entries),
				  "entries");
	comparer->path_bytes += delta.path.size;
	if (comparer->path_bytes > limits->paths_bytes)
		return limits_met(err_new(comparer->arena,
					  "the paths that changed are longer than paths_bytes "
					  "(%zu) allows",
					  limits->paths_bytes),
				  "paths_bytes");
	add_delta(comparer->arena, comparer->out, delta);
	return NULL;
}

static struct err *
compare_sides(struct comparer *comparer, struct side *old_side, struct side *new_side,
	      struct str folder, size_t depth)
{
	while (old_side->at < old_side->count || new_side->at < new_side->count) {
		const git_tree_entry *a = NULL, *b = NULL;
		int order;

		if (old_side->at < old_side->count)
			a = git_tree_entry_byindex(old_side->tree, old_side->at);
		if (new_side->at < new_side->count)
			b = git_tree_entry_byindex(new_side->tree, new_side->at);
		order = !a ? 1 : !b ? -1 : order_of(a, b);
		old_side->at += order <= 0;
		new_side->at += order >= 0;
		TRY(compare_entries(comparer, order <= 0 ? a : NULL, order >= 0 ? b : NULL, folder,
				    depth));
	}
	return NULL;
}

static struct err *
compare_folders(struct comparer *comparer, const struct oid *old_id, const struct oid *new_id,
		struct str folder, size_t depth)
{
	const struct limits *limits = comparer->store->limits;
	struct side old_side = {0}, new_side = {0};
	struct err *err;

	TRY(check_folder(comparer->arena, limits, "a tree", folder, depth));
	if (comparer->folders++ >= limits->entries)
		return limits_met(err_new(comparer->arena,
					  "more folders changed than entries (%zu) allows",
					  limits->entries),
				  "entries");
	err = open_side(comparer, old_id, &old_side);
	if (!err)
		err = open_side(comparer, new_id, &new_side);
	if (!err)
		err = compare_sides(comparer, &old_side, &new_side, folder, depth);
	git_tree_free(old_side.tree);
	git_tree_free(new_side.tree);
	return err;
}

struct err *
tree_compare(struct store *store, struct arena *arena, const struct oid *old_tree,
	     const struct oid *new_tree, struct deltas *out)
{
	struct comparer comparer = {.store = store, .arena = arena, .out = out};

	*out = (struct deltas){0};
	if (oid_equal(old_tree, new_tree) || (old_tree->size == 0 && new_tree->size == 0))
		return NULL;
	return compare_folders(&comparer, old_tree, new_tree, STR(""), 0);
}

void
listing_compare(struct arena *arena, const struct listing *old_side, const struct listing *new_side,
		struct deltas *out)
{
	size_t i = 0, j = 0;

	*out = (struct deltas){0};
	while (i < old_side->count || j < new_side->count) {
		const struct listed *a = i < old_side->count ? &old_side->items[i] : NULL;
		const struct listed *b = j < new_side->count ? &new_side->items[j] : NULL;
		int order = !a ? 1 : !b ? -1 : str_compare(a->path, b->path);
		struct delta delta = {.path = order <= 0 ? a->path : b->path};

		if (order <= 0) {
			delta.old_mode = a->mode;
			delta.old_id = a->id;
			i++;
		}
		if (order >= 0) {
			delta.new_mode = b->mode;
			delta.new_id = b->id;
			j++;
		}
		if (order != 0 || !oid_equal(&a->id, &b->id) || !same_mode(a->mode, b->mode))
			add_delta(arena, out, delta);
	}
}
