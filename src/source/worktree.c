/* SPDX-License-Identifier: Apache-2.0
 *
 * The working tree as a repository: what lies on the disk beneath the root, set against what the
 * index tracks; also a plain folder, for which nothing is tracked. Bytes come from the disk, or
 * from the index's blob where the disk does not have them or does not count.
 *
 * The one thing to know: a file under a git filter (git-crypt, LFS) is judged by its blob, because
 * what lies on the disk is not what is committed. Filters are never run; so a filtered file that
 * changed since it was added, or was never added, cannot be judged and says so. Line-end and
 * encoding conversions are not applied: the bytes on the disk are judged.
 */
#define _XOPEN_SOURCE 700 /* st_mtim */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/input.h"
#include "source/git.h"
#include "source/index_file.h"
#include "source/oid.h"
#include "source/snapshot.h"
#include "source/walk.h"

enum {
	LINK_BYTES = 4096,
};

struct collector {
	struct snapshot *snapshot;
	struct arena *run;
	struct listing tracked;
	bool *seen; /* of tracked: found on the disk */
	struct entry *items;
	size_t count;
	size_t capacity;
	struct str absent; /* a folder known not to be there */
};

/* ---- entries ---- */

static struct entry *
add(struct collector *collector, struct entry entry)
{
	collector->items = arena_grow(collector->run, collector->items, collector->count,
				      &collector->capacity, sizeof entry);
	collector->items[collector->count] = entry;
	return &collector->items[collector->count++];
}

static struct str
cut_root(const struct collector *collector, struct str path)
{
	size_t root = collector->snapshot->root.size;

	return root == 0 ? path : str_cut(path, root + 1, path.size);
}

/* Whether the disk holds the blob's own bytes, which no filter made. Of a file that may not be read, or
 * is longer than a blob may be, nobody knows. */
static struct err *
is_blob(struct collector *collector, const struct walk_found *found, const struct listed *item,
	bool *out)
{
	struct stat status;
	struct oid id = {0};
	int fd = -1;
	struct err *err =
		file_open_beneath(&fd, collector->run, found->folder, str_of(found->name), &status);

	*out = false;
	if (err && err->number == EACCES) {
		err_settle(err);
		return NULL;
	}
	TRY(err);
	if ((uint64_t)status.st_size <= collector->snapshot->limits->file_bytes)
		err = oid_of_file(&id, collector->run, fd, str_copy(collector->run, found->path));
	close(fd);
	*out = oid_equal(&id, &item->id);
	return err;
}

/* A file that goes through a filter: its blob where the disk is as the index left it, or is the blob
 * itself. Anything else on the disk only the filter could compare with it. */
static struct err *
take_filtered(struct collector *collector, const struct walk_found *found, struct entry *entry,
	      const struct listed *item, const struct stat *status)
{
	bool known = item && !item->only_intended && !item->unmerged;
	bool same = known && index_is_clean(collector->snapshot->index, item, status);

	if (known && !same)
		TRY(is_blob(collector, found, item, &same));
	if (same)
		*entry = listing_entry(item, collector->snapshot->root);
	else
		entry->obstacle = arena_print(
			collector->run,
			"the git filter '%.*s' decides what would be committed, and %s: git add it",
			STR_ARG(found->filter),
			known  ? "the index does not tell that the file is as it was added"
			: item ? "the file is not merged or only announced"
			       : "the file was not added yet");
	return NULL;
}

static struct err *
take_file(struct collector *collector, const struct walk_found *found, const struct listed *item)
{
	struct entry entry = {.path = cut_root(collector, found->path), .tracked = item != NULL};
	struct stat status;

	if (item && item->trust_index && !item->only_intended) {
		add(collector, listing_entry(item, collector->snapshot->root));
		return NULL;
	}
	if (fstatat(found->folder, found->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return err_of_system(collector->run, errno, "looking at %.*s",
				     STR_ARG(found->path));
	if (!S_ISREG(status.st_mode))
		return err_new(collector->run, "%.*s changed while the tree was listed",
			       STR_ARG(found->path));
	entry.size = (uint64_t)status.st_size;
	entry.executable = (status.st_mode & S_IXUSR) != 0;
	if (found->filter.data)
		TRY(take_filtered(collector, found, &entry, item, &status));
	else if (item && index_is_clean(collector->snapshot->index, item, &status))
		entry.blob = item->id;
	add(collector, entry);
	return NULL;
}

static struct err *
take_link(struct collector *collector, const struct walk_found *found, const struct listed *item)
{
	char target[LINK_BYTES];
	ssize_t size = readlinkat(found->folder, found->name, target, sizeof target);
	struct entry *entry;

	if (size < 0)
		return err_of_system(collector->run, errno, "reading the link %.*s",
				     STR_ARG(found->path));
	entry = add(collector,
		    (struct entry){
			    .path = cut_root(collector, found->path),
			    .type = ENTRY_LINK,
			    .tracked = item != NULL,
			    .target = str_dup(collector->run, str_make(target, (size_t)size)),
		    });
	if ((size_t)size == sizeof target)
		entry->obstacle = "the link's target is longer than a path may be";
	return NULL;
}

static void
take_other(struct collector *collector, struct str path, bool tracked, const char *obstacle)
{
	add(collector, (struct entry){
			       .path = cut_root(collector, path),
			       .type = ENTRY_OTHER,
			       .tracked = tracked,
			       .obstacle = obstacle,
		       });
}

static void
take_repository(struct collector *collector, const struct walk_found *found,
		const struct listed *item)
{
	struct entry entry = {
		.path = cut_root(collector, found->path),
		.type = ENTRY_SUBMODULE,
		.tracked = item != NULL,
	};

	if (item)
		entry.blob = item->id;
	add(collector, entry);
}

static struct err *
take(struct walk *walk, const struct walk_found *found)
{
	struct collector *collector = walk->context;
	const struct listed *item = NULL;

	if (found->tracked != SIZE_MAX) {
		item = &collector->tracked.items[found->tracked];
		collector->seen[found->tracked] = true;
	}
	switch (found->type) {
	case WALK_FILE:
		return take_file(collector, found, item);
	case WALK_LINK:
		return take_link(collector, found, item);
	case WALK_REPOSITORY:
		take_repository(collector, found, item);
		return NULL;
	case WALK_OTHER:
		break;
	}
	take_other(collector, found->path, item != NULL, "not a regular file");
	return NULL;
}

/* ---- tracked, and not found on the disk ---- */

enum presence {
	ABSENT,
	FOLDER,
	SOMETHING,
	UNKNOWN, /* errno says why */
};

/* Links are not followed: what is tracked beneath one is not on the disk, nor is what has a name
 * that the disk cannot have. */
static enum presence
look(struct collector *collector, struct str path)
{
	int root = collector->snapshot->folder;
	struct stat status;

	for (size_t i = 1; i <= path.size; i++) {
		struct str part = str_cut(path, 0, i);

		if (i < path.size && path.data[i] != '/')
			continue;
		if (str_equal(part, collector->absent))
			return ABSENT;
		if (fstatat(root, str_copy(collector->run, part), &status, AT_SYMLINK_NOFOLLOW) !=
		    0) {
			if (!file_is_absence(errno) && errno != ENAMETOOLONG)
				return UNKNOWN;
		} else if (i == path.size || S_ISDIR(status.st_mode)) {
			continue;
		}
		if (i < path.size)
			collector->absent = part;
		return ABSENT;
	}
	return S_ISDIR(status.st_mode) ? FOLDER : SOMETHING;
}

static struct err *
take_absent(struct collector *collector, const struct listed *item)
{
	struct entry entry = listing_entry(item, collector->snapshot->root);
	enum presence presence;

	if (item->unmerged)
		return err_help(err_new(collector->run,
					"%.*s is not merged, and no file on the disk says what "
					"becomes of it",
					STR_ARG(entry.path)),
				"solve the conflict: git add what is to stay, or git rm it");
	if (entry.type == ENTRY_SUBMODULE) {
		entry.from_blob = false;
		add(collector, entry);
		return NULL;
	}
	if (item->trust_index && !item->only_intended) {
		add(collector, entry);
		return NULL;
	}
	presence = look(collector, entry.path);
	if (presence == FOLDER)
		take_other(collector, item->path, true, "a folder where git tracks a file");
	else if (presence == UNKNOWN)
		return err_of_system(collector->run, errno, "looking at %.*s", STR_ARG(entry.path));
	else if (presence == SOMETHING)
		return err_new(collector->run, "%.*s changed while the tree was listed",
			       STR_ARG(entry.path));
	else if (!item->only_intended)
		add(collector, entry);
	return NULL;
}

/* ---- the vtable ---- */

static int
by_path(const void *a, const void *b)
{
	return str_compare(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

static void
sort(struct collector *collector)
{
	for (size_t i = 1; i < collector->count; i++)
		if (by_path(&collector->items[i - 1], &collector->items[i]) >= 0) {
			qsort(collector->items, collector->count, sizeof *collector->items,
			      by_path);
			return;
		}
}

static struct err *
text_of_absent(struct walk *walk, const struct listed *item, struct str *text)
{
	struct collector *collector = walk->context;
	struct store *store = collector->snapshot->store;
	struct err *err;

	TRY(store_enter(store, walk->arena));
	err = limits_named(store_text(store, walk->arena, &item->id, item->path,
				      walk->limits->policy_bytes, text),
			   "policy_bytes");
	store_leave(store);
	return err;
}

static struct err *
worktree_list(struct repository *self, struct arena *run, struct entries *out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct collector collector = {.snapshot = snapshot, .run = run};
	struct walk walk = {
		.arena = run,
		.limits = snapshot->limits,
		.tracked = &collector.tracked,
		.take = take,
		.absent = snapshot->store ? text_of_absent : NULL,
		.context = &collector,
		.plain = !snapshot->location->is_git,
	};

	if (snapshot->index)
		collector.tracked = listing_part(&snapshot->index->listing, snapshot->root);
	collector.seen = arena_array(run, collector.tracked.count + 1, sizeof(bool));
	TRY(walk_disk(&walk, snapshot->location->top, snapshot->root, snapshot->folder));
	for (size_t i = 0; i < collector.tracked.count; i++)
		if (!collector.seen[i])
			TRY(take_absent(&collector, &collector.tracked.items[i]));
	sort(&collector);
	if (snapshot->store)
		TRY(snapshot_complete(snapshot, run, collector.items, collector.count));
	*out = (struct entries){.items = collector.items, .count = collector.count};
	return NULL;
}

struct disk_input {
	struct input input; /* first */
	int fd;
	struct stat status; /* when it was opened */
	uint64_t total;
};

static bool
is_unchanged(const struct disk_input *input)
{
	struct stat now;

	return fstat(input->fd, &now) == 0 && now.st_size == input->status.st_size &&
	       now.st_mtim.tv_sec == input->status.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == input->status.st_mtim.tv_nsec &&
	       input->total == (uint64_t)now.st_size;
}

/* Neither version was read: no waiver excuses it. */
static struct err *
changed_meanwhile(struct input *self)
{
	struct err *err = err_new(self->arena, "%s changed while it was read", self->name);

	err->number = EAGAIN;
	return err_help(err, "run again when nothing writes to it");
}

static struct err *
disk_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct disk_input *input = (struct disk_input *)self;
	ssize_t bytes;

	*got = 0;
	do
		bytes = read(input->fd, buffer, size);
	while (bytes < 0 && errno == EINTR);
	if (bytes < 0)
		return err_of_system(self->arena, errno, "reading %s", self->name);
	*got = (size_t)bytes;
	input->total += (uint64_t)bytes;
	return bytes == 0 && !is_unchanged(input) ? changed_meanwhile(self) : NULL;
}

static void
disk_close(struct input *self)
{
	struct disk_input *input = (struct disk_input *)self;

	if (input->fd >= 0)
		close(input->fd);
	input->fd = -1;
}

static struct err *
worktree_open(struct repository *self, const struct entry *entry, struct arena *scratch,
	      struct input **out)
{
	struct snapshot *snapshot = snapshot_of(self);
	struct disk_input *input;

	*out = NULL;
	TRY(snapshot_refuse(entry, scratch));
	if (entry->from_blob)
		return snapshot_open_blob(snapshot, entry, scratch, out);
	input = arena_alloc(scratch, sizeof *input);
	TRY(file_open_beneath(&input->fd, scratch, snapshot->folder, entry->path, &input->status));
	input->input = (struct input){
		.read = disk_read,
		.close = disk_close,
		.arena = scratch,
		.name = str_copy(scratch, entry->path),
		.size = (uint64_t)input->status.st_size,
	};
	*out = &input->input;
	return NULL;
}

static struct err *
worktree_bytes(struct snapshot *snapshot, struct str path, struct arena *arena, struct str *out)
{
	size_t limit = snapshot->limits->record_bytes;
	const struct listed *item = NULL;
	int fd = -1;
	struct err *err = file_open_beneath(&fd, arena, snapshot->folder, path, NULL);

	if (!err)
		return file_read(out, arena, fd, limit, str_copy(arena, path));
	if (snapshot->index)
		item = listing_find(&snapshot->index->listing,
				    snapshot_path(snapshot, arena, path));
	if (!item || !file_missing(err))
		return err;
	err_settle(err);
	TRY(store_enter(snapshot->store, arena));
	err = store_text(snapshot->store, arena, &item->id, path, limit, out);
	store_leave(snapshot->store);
	return err;
}

static struct err *
worktree_text(struct snapshot *snapshot, struct str path, struct arena *arena, struct str *out)
{
	return limits_named(worktree_bytes(snapshot, path, arena, out), "record_bytes");
}

static struct err *
worktree_blame(struct repository *self, struct str path, uint32_t line, struct arena *arena,
	       struct blame_line *out)
{
	struct str text;

	TRY(worktree_text(snapshot_of(self), path, arena, &text));
	return blame_line(snapshot_of(self), path, text, line, arena, out);
}

const struct repository_backend source_worktree = {
	.name = "worktree",
	.list = worktree_list,
	.open = worktree_open,
	.changed = change_find,
	.first_seen = history_first_seen,
	.last_changed = history_last_changed,
	.blame = worktree_blame,
	.entry_at = history_entry_at,
	.close = snapshot_close,
};
