/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading folders. In: a descriptor of the root and what is tracked beneath it. Out: what is
 * found, told in the order of paths (but for folders that stand for themselves).
 *
 * The one thing to know: what is tracked is never ignored, so an ignored folder is entered when
 * something tracked lies in it, and then only that counts. Each folder is opened from the one
 * above without following links, so a tree that changes meanwhile cannot lead out of the root.
 * Ignore rules are read once per folder; the user's own and .git/info/exclude are not read.
 */
#define _DEFAULT_SOURCE /* d_type, without which every name costs an lstat */

#include "source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/nested.h"

enum {
	FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
};

enum name_type {
	NAME_FILE,
	NAME_LINK,
	NAME_FOLDER,
	NAME_OTHER,
};

struct name {
	struct str path; /* relative to the top */
	const char *text;
	enum name_type type;
};

/* Whether nothing untracked counts in a folder. Asked only where something untracked is met. */
enum ignored {
	IGNORED_UNKNOWN,
	IGNORED_NO,
	IGNORED_YES,
};

struct folder {
	DIR *stream;
	int descriptor;
	struct str path;
	size_t depth;
	struct folder *above; /* NULL: the root */
	enum ignored ignored;
	size_t ignore_count; /* the rules that speak of the folder itself */
	bool has_git;
	struct name *names;
	size_t count;
	size_t capacity;
};

static struct err *
folder_failed(struct walk *walk, const char *doing, struct str path)
{
	int number = errno;

	return err_of_system(walk->arena, number, "%s the folder '%.*s'", doing, STR_ARG(path));
}

/* ---- names ---- */

static enum name_type
type_of_mode(mode_t mode)
{
	return S_ISREG(mode)   ? NAME_FILE
	       : S_ISLNK(mode) ? NAME_LINK
	       : S_ISDIR(mode) ? NAME_FOLDER
			       : NAME_OTHER;
}

/* False when the name is gone meanwhile. */
static bool
type_of(const struct folder *folder, const struct dirent *name, enum name_type *out)
{
	struct stat status;

	switch (name->d_type) {
	case DT_REG:
		*out = NAME_FILE;
		return true;
	case DT_LNK:
		*out = NAME_LINK;
		return true;
	case DT_DIR:
		*out = NAME_FOLDER;
		return true;
	case DT_UNKNOWN: /* a file system that does not tell */
		if (fstatat(folder->descriptor, name->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
			return false; /* errno says whether it is gone */
		*out = type_of_mode(status.st_mode);
		return true;
	default:
		*out = NAME_OTHER;
		return true;
	}
}

/* The order of git's trees, in which the paths beneath come out sorted. */
static int
by_path(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	size_t size = left->path.size < right->path.size ? left->path.size : right->path.size;
	int order = memcmp(left->path.data, right->path.data, size);
	unsigned char left_end, right_end;

	if (order != 0)
		return order;
	left_end = left->path.size > size      ? (unsigned char)left->path.data[size]
		   : left->type == NAME_FOLDER ? '/'
					       : 0;
	right_end = right->path.size > size      ? (unsigned char)right->path.data[size]
		    : right->type == NAME_FOLDER ? '/'
						 : 0;
	return left_end < right_end ? -1 : left_end > right_end;
}

static struct err *
add_name(struct walk *walk, struct folder *folder, const struct dirent *entry)
{
	struct name name = {0};
	char *path;
	size_t above = folder->path.size == 0 ? 0 : folder->path.size + 1;
	size_t size = strlen(entry->d_name);

	if (!type_of(folder, entry, &name.type))
		return file_is_absence(errno) ? NULL
					      : folder_failed(walk, "looking into", folder->path);
	if (above + size > walk->limits->path_bytes)
		return limits_met(err_new(walk->arena,
					  "a path in '%.*s' is longer than path_bytes (%zu) allows",
					  STR_ARG(folder->path), walk->limits->path_bytes),
				  "path_bytes");
	/* Paths of entries outlive the walk; those of ignored names are the price. */
	path = arena_alloc(walk->arena, above + size + 1);
	if (above > 0) {
		memcpy(path, folder->path.data, folder->path.size);
		path[folder->path.size] = '/';
	}
	memcpy(path + above, entry->d_name, size);
	name.path = str_make(path, above + size);
	name.text = path + above;
	folder->names = arena_grow(&walk->names, folder->names, folder->count, &folder->capacity,
				   sizeof name);
	folder->names[folder->count++] = name;
	return NULL;
}

static struct err *
read_names(struct walk *walk, struct folder *folder)
{
	struct dirent *entry;

	for (errno = 0; (entry = readdir(folder->stream)); errno = 0) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (strcmp(entry->d_name, ".git") == 0) {
			folder->has_git = true;
			if (!walk->plain) /* git takes nothing of that name */
				continue;
		}
		if (folder->count >= walk->limits->entries)
			return limits_met(err_new(walk->arena,
						  "'%.*s' holds more than entries (%zu) allows",
						  STR_ARG(folder->path), walk->limits->entries),
					  "entries");
		TRY(add_name(walk, folder, entry));
	}
	if (errno != 0)
		return folder_failed(walk, "reading", folder->path);
	if (folder->count > 0)
		qsort(folder->names, folder->count, sizeof *folder->names, by_path);
	return NULL;
}

/* ---- rules ---- */

static const struct name *
find_name(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (folder->names[i].text[0] == '.' && strcmp(folder->names[i].text, name) == 0)
			return &folder->names[i];
	return NULL;
}

/* As rules_read for a folder whose names are known; what git tracks and the disk lacks is asked
 * for: .gitattributes always, .gitignore where the disk does not count. */
static struct err *
find_rules(struct walk *walk, const struct folder *folder, const char *name, bool when_missing,
	   struct str *text)
{
	const struct name *on_disk = find_name(folder, name);
	const struct listed *item;

	*text = (struct str){0};
	if (on_disk)
		return on_disk->type != NAME_FILE ? NULL
						  : rules_read(&walk->rules, folder->descriptor,
							       folder->path, name, text);
	if (walk->tracked->count == 0 || !walk->absent)
		return NULL;
	item = listing_find(walk->tracked, str_join_path(&walk->names, folder->path, str_of(name)));
	if (!item || (item->mode & MODE_TYPE) != MODE_FILE || item->only_intended ||
	    !(when_missing || item->trust_index))
		return NULL;
	return walk->absent(walk, item, text);
}

static struct err *
load_rules(struct walk *walk, const struct folder *folder)
{
	struct str text;

	if (walk->plain)
		return NULL;
	TRY(find_rules(walk, folder, ".gitignore", false, &text));
	if (text.data)
		rules_add_ignore(&walk->rules, folder->path, text);
	if (walk->tracked->count == 0 && walk->rules.attribute_count == 0 && !walk->absent)
		return NULL;
	TRY(find_rules(walk, folder, ".gitattributes", true, &text));
	if (text.data)
		TRY(rules_add_attributes(&walk->rules, folder->path, text));
	return NULL;
}

/* ---- telling ---- */

/* Paths come nearly in the order of the index: look at the next one first. */
static size_t
find_tracked(struct walk *walk, struct str path)
{
	const struct listing *tracked = walk->tracked;
	size_t at = walk->cursor;

	if (at >= tracked->count || !str_equal(tracked->items[at].path, path))
		at = listing_first(tracked, path);
	if (at >= tracked->count || !str_equal(tracked->items[at].path, path)) {
		walk->cursor = at;
		return SIZE_MAX;
	}
	walk->cursor = at + 1;
	return at;
}

static struct err *
tell(struct walk *walk, const struct folder *folder, const struct name *name, enum walk_type type,
     size_t tracked)
{
	struct walk_found found = {
		.type = type,
		.path = name->path,
		.name = name->text,
		.folder = folder->descriptor,
		.tracked = tracked,
	};

	if (++walk->found > walk->limits->entries)
		return limits_met(err_new(walk->arena,
					  "the tree holds more than entries (%zu) allows",
					  walk->limits->entries),
				  "entries");
	walk->path_bytes += name->path.size;
	if (walk->path_bytes > walk->limits->paths_bytes)
		return limits_met(
			err_new(walk->arena,
				"the tree's paths are longer than paths_bytes (%zu) allows",
				walk->limits->paths_bytes),
			"paths_bytes");
	if (type == WALK_FILE)
		found.filter = rules_filter(&walk->rules, name->path);
	return walk->take(walk, &found);
}

static bool
is_submodule(const struct walk *walk, size_t tracked)
{
	return tracked != SIZE_MAX &&
	       (walk->tracked->items[tracked].mode & MODE_TYPE) == MODE_SUBMODULE;
}

static bool
is_ignored_folder(const struct walk *walk, struct folder *folder)
{
	if (folder->ignored == IGNORED_UNKNOWN)
		folder->ignored = is_ignored_folder(walk, folder->above) ||
						  rules_ignore(&walk->rules, folder->ignore_count,
							       folder->path, true)
					  ? IGNORED_YES
					  : IGNORED_NO;
	return folder->ignored == IGNORED_YES;
}

static bool
is_ignored(const struct walk *walk, struct folder *folder, const struct name *name)
{
	return is_ignored_folder(walk, folder) ||
	       rules_ignore(&walk->rules, walk->rules.ignore_count, name->path,
			    name->type == NAME_FOLDER);
}

static struct err *
enter(struct walk *walk, struct folder *above, const struct name *name);

static struct err *
take_folder(struct walk *walk, struct folder *folder, const struct name *name)
{
	size_t at = listing_first(walk->tracked, name->path);

	if (at < walk->tracked->count && str_equal(walk->tracked->items[at].path, name->path) &&
	    is_submodule(walk, at))
		return tell(walk, folder, name, WALK_REPOSITORY, at);
	if (!listing_has_folder(walk->tracked, name->path) && is_ignored(walk, folder, name))
		return NULL;
	return enter(walk, folder, name);
}

static struct err *
take_name(struct walk *walk, struct folder *folder, const struct name *name)
{
	size_t tracked;

	if (name->type == NAME_FOLDER)
		return take_folder(walk, folder, name);
	tracked = find_tracked(walk, name->path);
	if (tracked == SIZE_MAX && is_ignored(walk, folder, name))
		return NULL;
	return tell(walk, folder, name,
		    name->type == NAME_FILE   ? WALK_FILE
		    : name->type == NAME_LINK ? WALK_LINK
					      : WALK_OTHER,
		    tracked);
}

static struct err *
take_names(struct walk *walk, struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		TRY(take_name(walk, folder, &folder->names[i]));
	return NULL;
}

static struct err *
read_folder(struct walk *walk, const struct name *name, struct folder *folder)
{
	struct rules *rules = &walk->rules;
	size_t ignore_count = rules->ignore_count, attribute_count = rules->attribute_count;
	bool repository = false;

	TRY(read_names(walk, folder));
	if (folder->has_git && folder->depth > 0)
		TRY(nested_is_repository(walk->arena, folder->descriptor, &repository));
	/* Git adds what lies in a repository over files that it tracks: it is judged like the rest. */
	if (repository && !listing_has_folder(walk->tracked, folder->path))
		return tell(walk, folder->above, name, WALK_REPOSITORY, SIZE_MAX);
	TRY(load_rules(walk, folder));
	TRY(take_names(walk, folder));
	rules->ignore_count = ignore_count;
	rules->attribute_count = attribute_count;
	return NULL;
}

static struct err *
enter(struct walk *walk, struct folder *above, const struct name *name)
{
	struct arena_mark mark = arena_mark(&walk->names);
	struct folder folder = {
		.path = name->path,
		.depth = above->depth + 1,
		.above = above,
		.ignore_count = walk->rules.ignore_count,
	};
	struct err *err;

	if (folder.depth > walk->limits->folder_depth)
		return limits_met(err_new(walk->arena,
					  "'%.*s' is nested deeper than folder_depth (%zu) allows",
					  STR_ARG(name->path), walk->limits->folder_depth),
				  "folder_depth");
	folder.descriptor = openat(above->descriptor, name->text, FOLDER_FLAGS);
	if (folder.descriptor < 0)
		return folder_failed(walk, "opening", name->path);
	folder.stream = fdopendir(folder.descriptor);
	if (!folder.stream) {
		err = folder_failed(walk, "opening", name->path);
		close(folder.descriptor);
		return err;
	}
	err = read_folder(walk, name, &folder);
	closedir(folder.stream);
	arena_rewind(&walk->names, mark);
	return err;
}

/* ---- the root ---- */

/* The rules of the folders above the root, and whether they ignore it. */
static struct err *
load_above(struct walk *walk, struct str top, struct str root, enum ignored *ignored)
{
	struct rules *rules = &walk->rules;
	struct str folder = STR(""), rest = root, part, text;
	int descriptor = -1;
	struct err *err = NULL;

	*ignored = IGNORED_NO;
	while (!err && rest.size > 0 && str_split(&rest, '/', &part)) {
		char *path = arena_print(walk->arena, "%.*s/%.*s", STR_ARG(top), STR_ARG(folder));

		TRY(file_open_folder(&descriptor, walk->arena, path));
		err = rules_read(rules, descriptor, folder, ".gitignore", &text);
		if (!err && text.data)
			rules_add_ignore(rules, folder, text);
		if (!err)
			err = rules_read(rules, descriptor, folder, ".gitattributes", &text);
		if (!err && text.data)
			err = rules_add_attributes(rules, folder, text);
		close(descriptor);
		folder = str_join_path(walk->arena, folder, part);
		if (rules_ignore(rules, rules->ignore_count, folder, true))
			*ignored = IGNORED_YES;
	}
	return err;
}

static struct err *
walk_root(struct walk *walk, struct str top, struct str root, int descriptor)
{
	struct folder folder = {.path = root};
	struct err *err;
	int copy;

	TRY(load_above(walk, top, root, &folder.ignored));
	copy = openat(descriptor, ".", FOLDER_FLAGS);
	folder.stream = copy < 0 ? NULL : fdopendir(copy);
	folder.descriptor = copy;
	if (!folder.stream) {
		err = folder_failed(walk, "opening", root);
		if (copy >= 0)
			close(copy);
		return err;
	}
	err = read_folder(walk, NULL, &folder);
	closedir(folder.stream);
	return err;
}

struct err *
walk_disk(struct walk *walk, struct str top, struct str root, int descriptor)
{
	struct err *err;

	walk->rules = (struct rules){
		.arena = walk->arena,
		.file_limit = walk->limits->policy_bytes,
	};
	arena_init(&walk->names, walk->arena->exhausted);
	err = walk_root(walk, top, root, descriptor);
	arena_free(&walk->names);
	return err;
}
