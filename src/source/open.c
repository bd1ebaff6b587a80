/* SPDX-License-Identifier: Apache-2.0
 *
 * The request → what is judged and what is trusted. Finds the repository, resolves revisions,
 * relates base and head, finds the root, and hands out one or two snapshots of it.
 *
 * The one thing to know: nothing is listed or read here but what the choice needs, and libgit2 is
 * not started for a working tree.
 */
#include "source/source.h"

#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/ancestry.h"
#include "source/bare.h"
#include "source/git.h"
#include "source/head.h"
#include "source/index_file.h"
#include "source/merge.h"
#include "source/oid.h"
#include "source/root.h"
#include "source/snapshot.h"
#include "source/tree.h"

enum {
	NOTES = 8,
};

struct opening {
	const struct source_request *request;
	struct arena *run;
	struct source *out;
	struct location *location;
	struct store *store;
	struct index_file *index;
	struct oid head; /* of the clone; size 0: no commit yet */
	struct snapshot *judged;
	struct snapshot *trusted;
	const char **notes;
};

static void
note(struct opening *opening, const char *text)
{
	if (!opening->notes)
		opening->notes = arena_array(opening->run, NOTES, sizeof *opening->notes);
	if (opening->out->note_count < NOTES)
		opening->notes[opening->out->note_count++] = text;
	opening->out->notes = opening->notes;
}

static struct snapshot *
new_snapshot(struct opening *opening, const struct repository_backend *backend, const char *source)
{
	struct snapshot *snapshot = arena_alloc(opening->run, sizeof *snapshot);

	*snapshot = (struct snapshot){
		.repository = {.backend = backend, .source = source},
		.location = opening->location,
		.limits = opening->request->limits,
		.root = STR(""),
		.folder = -1,
		.sizes = true,
	};
	if (opening->store)
		snapshot->store = store_share(opening->store);
	return snapshot;
}

/* ---- revisions: the store is entered ---- */

static struct err *
tree_of(struct opening *opening, const struct oid *commit, struct oid *tree)
{
	struct store_commit found;

	*tree = (struct oid){0};
	if (commit->size == 0)
		return NULL;
	TRY(store_commit(opening->store, opening->run, commit, &found));
	*tree = found.tree;
	return NULL;
}

static struct err *
resolve(struct opening *opening, const char *revision, struct oid *out)
{
	if (opening->head.size == 0 && str_is(str_cut(str_of(revision), 0, 4), "HEAD"))
		return err_help(err_new(opening->run,
					"the revision '%s' does not exist: there is no "
					"commit yet",
					revision),
				"check the working tree, or --staged");
	return store_revision(opening->store, opening->run, revision, out);
}

static struct err *
set_commit(struct opening *opening, struct snapshot *snapshot, const struct oid *commit)
{
	snapshot->commit = *commit;
	snapshot->repository.head = oid_hex(opening->run, commit);
	return tree_of(opening, commit, &snapshot->tree);
}

static struct err *
open_revision(struct opening *opening, const char *revision)
{
	struct oid commit;

	TRY(resolve(opening, revision, &commit));
	opening->judged = new_snapshot(opening, &source_commit, "rev");
	return set_commit(opening, opening->judged, &commit);
}

static struct err *
open_staged(struct opening *opening)
{
	struct snapshot *judged = new_snapshot(opening, &source_index, "staged");

	opening->judged = judged;
	if (opening->index->conflict.data)
		return err_help(err_new(opening->run, "the index has conflicts: %.*s is not merged",
					STR_ARG(opening->index->conflict)),
				"solve them and git add the files");
	judged->index = opening->index;
	judged->commit = opening->head;
	judged->has_change = true;
	judged->repository.base = oid_hex(opening->run, &opening->head);
	return tree_of(opening, &opening->head, &judged->old_tree);
}

/* "BASE", "BASE..", "BASE..HEAD" and, meaning the same here, "BASE...HEAD". */
static struct err *
split_range(struct opening *opening, const char **base, const char **head)
{
	struct str text = str_of(opening->request->rev);
	size_t dots = text.data ? str_find(text, STR("..")) : SIZE_MAX;
	struct str rest = dots == SIZE_MAX ? STR("") : str_cut(text, dots + 2, text.size);

	if (rest.size > 0 && rest.data[0] == '.')
		rest = str_cut(rest, 1, rest.size);
	*base = str_copy(opening->run, dots == SIZE_MAX ? text : str_cut(text, 0, dots));
	*head = rest.size == 0 ? "HEAD" : str_copy(opening->run, rest);
	if ((*base)[0] == '\0')
		return err_help(err_new(opening->run, "--diff names no base"),
				"name it: --diff origin/main or --diff BASE..HEAD");
	return NULL;
}

static struct err *
no_merge_base(struct opening *opening, const char *base, const char *head)
{
	struct err *err = err_new(opening->run, "%s and %s have no common commit%s", base, head,
				  store_is_shallow(opening->store) ? " in this shallow clone" : "");

	if (store_is_shallow(opening->store))
		return err_help(err,
				"fetch the history: fetch-depth: 0 in actions/checkout, or git "
				"fetch --unshallow; with fetch-depth: 2 compare with HEAD^1");
	return err_help(err, "name a base that the change comes from");
}

/* Judge head itself where base is its ancestor, else their merge. */
static struct err *
choose_tree(struct opening *opening, const struct ancestry *ancestry, const char *base)
{
	struct snapshot *judged = opening->judged;
	bool renames;

	if (oid_equal(&ancestry->merge_base, &judged->base))
		return NULL;
	judged->repository.backend = &source_merge;
	judged->other = judged->base;
	note(opening,
	     arena_print(opening->run,
			 "%s has commits that the change lacks: their merge is judged", base));
	TRY(merge_tree(judged, opening->run, ancestry, &renames));
	if (!renames)
		note(opening,
		     "more came and went than rename_bytes and merge_lines allow: the merge "
		     "follows no renames (--limit NAME=N raises them)");
	return NULL;
}

static struct err *
open_diff(struct opening *opening)
{
	struct snapshot *judged = new_snapshot(opening, &source_commit, "diff");
	struct ancestry ancestry;
	const char *base, *head;
	struct oid commit;

	opening->judged = judged;
	TRY(split_range(opening, &base, &head));
	TRY(resolve(opening, base, &judged->base));
	TRY(resolve(opening, head, &commit));
	TRY(set_commit(opening, judged, &commit));
	judged->new_tree = judged->tree;
	judged->has_change = true;
	judged->repository.base = oid_hex(opening->run, &judged->base);
	TRY(ancestry_relate(opening->store, opening->run, &judged->base, &commit, &ancestry));
	if (ancestry.merge_bases == 0)
		return no_merge_base(opening, base, head);
	judged->merge_base = ancestry.merge_base;
	TRY(tree_of(opening, &ancestry.merge_base, &judged->old_tree));
	TRY(choose_tree(opening, &ancestry, base));
	if (opening->request->policy_ref)
		return NULL;
	opening->trusted = new_snapshot(opening, &source_commit, "rev");
	opening->trusted->sizes = false;
	return set_commit(opening, opening->trusted, &judged->base);
}

static struct err *
open_policy_ref(struct opening *opening)
{
	struct oid commit;

	if (!opening->request->policy_ref)
		return NULL;
	TRY(resolve(opening, opening->request->policy_ref, &commit));
	opening->trusted = new_snapshot(opening, &source_commit, "rev");
	opening->trusted->sizes = false;
	return set_commit(opening, opening->trusted, &commit);
}

/* ---- modes ---- */

static struct err *
open_worktree(struct opening *opening)
{
	struct snapshot *judged = new_snapshot(opening, &source_worktree, "worktree");

	opening->judged = judged;
	judged->index = opening->index;
	judged->commit = opening->head;
	judged->repository.head = oid_hex(opening->run, &opening->head);
	if (opening->index && opening->index->conflict.data)
		note(opening,
		     arena_print(opening->run, "%.*s is not merged: the disk is judged, not a side",
				 STR_ARG(opening->index->conflict)));
	return NULL;
}

static struct err *
open_bare(struct opening *opening)
{
	TRY(bare_check(opening->run, opening->location->git_folder));
	if (opening->head.size == 0)
		return err_new(opening->run, "the bare repository %.*s has no commit",
			       STR_ARG(opening->location->top));
	note(opening, "a bare repository: the tree of HEAD is judged");
	return open_revision(opening, "HEAD");
}

static struct err *
open_mode(struct opening *opening)
{
	switch (opening->request->mode) {
	case SOURCE_WORKTREE:
		return opening->location->is_bare ? open_bare(opening) : open_worktree(opening);
	case SOURCE_STAGED:
		if (opening->location->is_bare)
			return err_new(opening->run, "a bare repository has no index to check");
		return open_staged(opening);
	case SOURCE_REV:
		return open_revision(opening, opening->request->rev ? opening->request->rev : "");
	case SOURCE_DIFF:
		return open_diff(opening);
	}
	return err_new(opening->run, "the mode is not known");
}

static bool
needs_objects(const struct opening *opening)
{
	return opening->request->mode != SOURCE_WORKTREE || opening->request->policy_ref ||
	       opening->location->is_bare;
}

/* The index that is judged; one that lies elsewhere is out of reach once the sandbox is closed. */
static struct err *
read_index(struct opening *opening)
{
	const struct location *location = opening->location;
	const char *hook = opening->request->hook_index;
	bool other = false;
	const char *name = index_name(opening->run, location->git_folder, hook, &other);

	if (other)
		return err_help(err_new(opening->run,
					"what would be committed cannot be judged: GIT_INDEX_FILE "
					"names %s, which is not in %.*s",
					hook, STR_ARG(location->git_folder)),
				"unset GIT_INDEX_FILE, or let it name a file in that folder");
	opening->index = arena_alloc(opening->run, sizeof *opening->index);
	return index_read(opening->index, opening->run, location->git_folder, name,
			  opening->request->limits);
}

static struct err *
open_git(struct opening *opening)
{
	struct location *location = opening->location;
	struct err *err;

	opening->store = store_new(opening->run, location, opening->request->limits);
	TRY(head_read(&opening->head, opening->run, location));
	if (!location->is_bare &&
	    (opening->request->mode == SOURCE_WORKTREE || opening->request->mode == SOURCE_STAGED))
		TRY(read_index(opening));
	if (!needs_objects(opening))
		return open_worktree(opening);
	TRY(store_enter(opening->store, opening->run));
	err = open_mode(opening);
	if (!err)
		err = open_policy_ref(opening);
	store_leave(opening->store);
	return err;
}

static struct err *
open_folder(struct opening *opening)
{
	if (opening->request->mode != SOURCE_WORKTREE || opening->request->policy_ref)
		return err_help(err_new(opening->run, "%.*s is not in a git repository",
					STR_ARG(opening->location->top)),
				"name a path inside one, or leave out --staged, --rev, --diff and "
				"--policy-ref");
	return open_worktree(opening);
}

/* ---- root and path ---- */

static struct err *
find_root(struct opening *opening, struct root *root)
{
	const struct snapshot *config = opening->trusted ? opening->trusted : opening->judged;
	struct root_search search = {
		.location = opening->location,
		.store = opening->store,
		.marker = opening->request->marker,
		.tree = config->tree.size > 0 ? &config->tree : NULL,
		.index = config->index,
		.disk = config->repository.backend == &source_worktree,
	};

	return root_find(&search, opening->run, root);
}

/* Whether the judged tree holds a path that the disk does not. */
static struct err *
is_judged(struct opening *opening, struct str path, bool *found)
{
	const struct snapshot *judged = opening->judged;
	struct listed item;
	struct err *err;

	*found = false;
	if (judged->index)
		*found = listing_find(&judged->index->listing, path) ||
			 listing_has_folder(&judged->index->listing, path);
	if (judged->index || judged->tree.size == 0)
		return NULL;
	TRY(store_enter(opening->store, opening->run));
	err = tree_find(opening->store, opening->run, &judged->tree, path, &item, found);
	store_leave(opening->store);
	return err;
}

static struct err *
check_path(struct opening *opening)
{
	bool found = true;

	if (opening->location->missing.size > 0)
		TRY(is_judged(opening, opening->location->inside, &found));
	return found ? NULL
		     : err_new(opening->run, "the path %s does not exist", opening->request->path);
}

static void
set_root(struct snapshot *snapshot, struct str root)
{
	snapshot->root = root;
	snapshot->repository.root = root;
}

static struct err *
settle_root(struct opening *opening)
{
	struct location *location = opening->location;
	struct source *out = opening->out;
	struct root root;

	TRY(check_path(opening));
	TRY(find_root(opening, &root));
	out->root = root.folder;
	out->narrow = root.narrow;
	out->marker_found = root.found;
	out->root_path = root.folder.size == 0
				 ? location->top
				 : str_join_path(opening->run, location->top, root.folder);
	set_root(opening->judged, root.folder);
	if (opening->trusted)
		set_root(opening->trusted, root.folder);
	if (opening->judged->repository.backend != &source_worktree)
		return NULL;
	return file_open_folder(&opening->judged->folder, opening->run,
				str_copy(opening->run, out->root_path));
}

static bool
is_folder(const char *path)
{
	struct stat found;

	return path && stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* From here on nothing but the repository is read, and the folder beside it. */
static struct err *
confine(struct opening *opening)
{
	const struct source_request *request = opening->request;
	const struct location *location = opening->location;
	const char *folders[4] = {str_copy(opening->run, location->top)};
	size_t count = 1;

	if (!request->confine)
		return NULL;
	if (location->is_git) {
		folders[count++] = str_copy(opening->run, location->git_folder);
		folders[count++] = str_copy(opening->run, location->common_folder);
	}
	if (is_folder(request->beside))
		folders[count++] = request->beside;
	return request->confine(folders, count, request->confine_required, opening->run);
}

static struct err *
open_all(struct opening *opening)
{
	TRY(locate(opening->location, opening->run, opening->request->path));
	TRY(confine(opening));
	opening->out->is_git = opening->location->is_git;
	opening->out->git_folder = opening->location->git_folder;
	opening->out->common_folder = opening->location->common_folder;
	if (opening->location->is_git)
		TRY(open_git(opening));
	else
		TRY(open_folder(opening));
	return settle_root(opening);
}

struct err *
source_open(const struct source_request *request, struct arena *run, struct source *out)
{
	struct opening opening = {
		.request = request,
		.run = run,
		.out = out,
		.location = arena_alloc(run, sizeof(struct location)),
	};
	struct err *err;

	*out = (struct source){0};
	err = open_all(&opening);
	store_release(opening.store); /* the snapshots have their own share */
	if (opening.judged)
		out->judged = &opening.judged->repository;
	out->trusted = opening.trusted ? &opening.trusted->repository : out->judged;
	if (err)
		source_close(out);
	return err;
}

void
source_close(struct source *source)
{
	if (source->trusted && source->trusted != source->judged)
		source->trusted->backend->close(source->trusted);
	if (source->judged)
		source->judged->backend->close(source->judged);
	source->judged = NULL;
	source->trusted = NULL;
}
