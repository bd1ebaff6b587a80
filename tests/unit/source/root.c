/* SPDX-License-Identifier: Apache-2.0
 *
 * From a path to a repository, a root and a part of it; and which repositories are refused.
 */
#include "unit/source/shell.h"

#include "source/locate.h"

TEST(source_root, is_the_nearest_folder_with_the_marker)
{
	struct box box = box_make_repository();

	sh(&box, "mkdir -p a/b/c; touch a/govlint.yaml a/b/c/file");
	if (box_open(&box, SOURCE_WORKTREE, "a/b/c", NULL)) {
		CHECK_SLICE(box.source.root, "a");
		CHECK_SLICE(box.source.narrow, "b/c");
		CHECK(box.source.marker_found && box.source.is_git);
		CHECK_SLICE(box.source.root_path, box_path(&box, "a"));
	}
	if (box_open(&box, SOURCE_WORKTREE, "a/b/c/file", NULL))
		CHECK_SLICE(box.source.narrow, "b/c/file");
	if (box_open(&box, SOURCE_WORKTREE, "data/a.csv", NULL)) {
		CHECK_SLICE(box.source.root, "");
		CHECK_SLICE(box.source.narrow, "data/a.csv");
		CHECK(!box.source.marker_found);
	}
	if (box_open(&box, SOURCE_WORKTREE, "a//b/../b/./c/", NULL))
		CHECK_SLICE(box.source.narrow, "b/c");
	box_remove(&box);
}

TEST(source_root, is_sought_in_the_tree_that_is_trusted)
{
	struct box box = box_make_repository();

	sh(&box, "touch govlint.yaml; git add .; git commit -qm base; touch data/govlint.yaml;"
		 "git add .; git commit -qm head");
	if (box_open(&box, SOURCE_DIFF, "data", "HEAD^")) {
		CHECK_SLICE(box.source.root, "");
		CHECK_SLICE(box.source.narrow, "data");
	}
	if (box_open(&box, SOURCE_REV, "data", "HEAD"))
		CHECK_SLICE(box.source.root, "data");
	sh(&box, "git rm -q --cached data/govlint.yaml");
	if (box_open(&box, SOURCE_STAGED, "data", NULL))
		CHECK_SLICE(box.source.root, "");
	if (box_open(&box, SOURCE_WORKTREE, "data", NULL))
		CHECK_SLICE(box.source.root, "data");
	box_remove(&box);
}

TEST(source_root, of_a_plain_folder_is_the_path_itself)
{
	struct box box = box_make();

	sh(&box, "mkdir sub; touch govlint.yaml sub/a sub/b");
	if (box_open(&box, SOURCE_WORKTREE, "sub", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "a+ b+");
		CHECK(!box.source.marker_found);
	}
	if (box_open(&box, SOURCE_WORKTREE, "sub/a", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "a+ b+");
		CHECK_SLICE(box.source.narrow, "a");
	}
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK(box.source.marker_found);
	box_remove(&box);
}

TEST(source_root, refuses_a_missing_path)
{
	struct box box = box_make_repository();

	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "nowhere", NULL), "nowhere does not exist");
	CHECK_ERR(box_try(&box, SOURCE_REV, "data/c.csv", "HEAD"), "data/c.csv does not exist");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "card.md/x", NULL), "is a file");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "no/../x", NULL), "does not exist");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, ".git", NULL), "git's own folder");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, ".git/refs", NULL), "git's own folder");
	sh(&box, "rm -r data");
	if (box_open(&box, SOURCE_WORKTREE, "data/a.csv", NULL))
		CHECK_SLICE(box.source.narrow, "data/a.csv");
	if (box_open(&box, SOURCE_REV, "data", "HEAD"))
		CHECK_SLICE(box.source.narrow, "data");
	sh(&box, "mkfifo fifo");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "fifo", NULL), "neither a file nor a folder");
	box_remove(&box);
}

TEST(source_root, follows_links_of_the_user_and_none_inside)
{
	struct box box = box_make();

	sh(&box, "mkdir real; cd real; git init -q .; touch a; ln -s ../other out; ln -s a in;"
		 "mkdir ../other; touch ../other/b; cd ..; ln -s real link");
	if (box_open(&box, SOURCE_WORKTREE, "link", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "a+ in@ out@");
		CHECK_SLICE(box.source.root_path, box_path(&box, "real"));
	}
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "real/out", NULL), "a link inside a repository");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "link/in", NULL), "a link inside a repository");
	sh(&box, "ln -s nothing dangling");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "dangling", NULL), "following the link");
	box_remove(&box);
}

TEST(source_root, reads_head_of_a_bare_repository)
{
	struct box box = box_make_repository();

	sh(&box, "git clone -q --bare . ../$(basename $PWD).bare; git init -q --bare "
		 "../$(basename $PWD).none; git clone -q --bare . bare.git");
	if (box_open(&box, SOURCE_WORKTREE, arena_print(box.arena, "../%s.bare", box.folder + 5),
		     NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "card.md# data/a.csv# data/b.csv#");
		CHECK_STR(box_text(&box, "card.md"), "card\n");
		CHECK_INT((int64_t)box.source.note_count, 1);
	}
	CHECK_ERR(box_try(&box, SOURCE_STAGED, arena_print(box.arena, "../%s.bare", box.folder + 5),
			  NULL),
		  "no index");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE,
			  arena_print(box.arena, "../%s.none", box.folder + 5), NULL),
		  "has no commit");
	/* Within a working tree it is data. */
	if (box_open(&box, SOURCE_WORKTREE, "bare.git", NULL))
		CHECK_SLICE(box.source.narrow, "bare.git");
	sh(&box, "rm -r ../$(basename $PWD).*e");
	box_remove(&box);
}

TEST(source_root, takes_a_detached_head_and_packed_references)
{
	struct box box = box_make_repository();

	sh(&box, "git pack-refs --all; git rev-parse HEAD >id");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_SLICE(box.source.judged->head,
			    str_copy(box.arena, str_trim(str_of(box_text(&box, "id")))));
	sh(&box, "git checkout -q --detach");
	if (box_open(&box, SOURCE_DIFF, ".", "main"))
		CHECK_STR(box_changes(&box), "");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_INT((int64_t)box.source.judged->head.size, 40);
	box_remove(&box);
}

TEST(source_root, follows_a_git_file_only_where_it_belongs)
{
	struct box box = box_make_repository();

	sh(&box, "git worktree add -q ../$(basename $PWD).tree; mkdir stolen; cp "
		 "../$(basename $PWD).tree/.git stolen/.git; mkdir odd; echo 'gitdir: ../.git' "
		 ">odd/.git; mkdir loop; echo 'gitdir: .' >loop/.git; mkdir text; echo hello "
		 ">text/.git; mkdir link; ln -s ../.git link/.git; mkdir empty; mkdir empty/.git");
	if (box_open(&box, SOURCE_WORKTREE, arena_print(box.arena, "../%s.tree", box.folder + 5),
		     NULL)) {
		struct commit *commit = NULL;

		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv");
		CHECK_OK(box.source.judged->backend->last_changed(box.source.judged, STR("card.md"),
								  box.arena, &commit));
		CHECK(commit != NULL);
	}
	if (box_open(&box, SOURCE_DIFF, arena_print(box.arena, "../%s.tree", box.folder + 5),
		     "main"))
		CHECK_STR(box_changes(&box), "");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "stolen", NULL), "does not point back");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "odd", NULL), "does not point back");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "loop", NULL), "does not point back");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "text", NULL), "does not begin with 'gitdir: '");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "link", NULL), "is a link");
	CHECK_ERR(box_try(&box, SOURCE_WORKTREE, "empty", NULL), "is no git repository");
	sh(&box, "rm -r ../$(basename $PWD).tree");
	box_remove(&box);
}

TEST(source_root, ignores_environment_and_core_worktree)
{
	struct box box = box_make_repository();

	sh(&box, "mkdir ../$(basename $PWD).else; git config core.worktree "
		 "\"$PWD/../$(basename $PWD).else\"");
	setenv("GIT_DIR", "/nowhere", 1);
	setenv("GIT_WORK_TREE", "/nowhere", 1);
	setenv("GIT_INDEX_FILE", "/nowhere", 1);
	setenv("GIT_OBJECT_DIRECTORY", "/nowhere", 1);
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv");
	if (box_open(&box, SOURCE_REV, ".", "HEAD"))
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	unsetenv("GIT_OBJECT_DIRECTORY");
	sh(&box, "rm -r ../$(basename $PWD).else");
	box_remove(&box);
}

TEST(source_root, reads_a_repository_of_another_user)
{
	struct box box = box_make_repository();

	if (getuid() != 0) {
		box_remove(&box);
		test_skip("changing owners needs root");
	}
	sh(&box, "chown -R 1234:1234 .");
	if (box_open(&box, SOURCE_REV, ".", "HEAD"))
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	box_remove(&box);
}

TEST(source_root, cuts_a_path_below_a_folder)
{
	CHECK_SLICE(locate_below(STR("/a"), STR("/a/b/c")), "b/c");
	CHECK_SLICE(locate_below(STR("/a"), STR("/a")), "");
	CHECK_SLICE(locate_below(STR("/"), STR("/a")), "a");
	CHECK_SLICE(locate_below(STR("/"), STR("/")), "");
}
