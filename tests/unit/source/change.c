/* SPDX-License-Identifier: Apache-2.0
 *
 * The changed set and the judged tree of --staged, --rev and --diff.
 */
#include "unit/source/shell.h"

#include "source/rename.h"

static struct err *
open_with_policy(struct box *box, enum source_mode mode, const char *rev, const char *policy_ref)
{
	struct source_request request = box_request(box, mode, ".", rev);

	request.policy_ref = policy_ref;
	source_close(&box->source);
	return source_open(&request, box->arena, &box->source);
}

TEST(source_change, compares_the_index_with_head)
{
	struct box box = box_make_repository();

	sh(&box, "echo new >new; echo more >>card.md; git rm -q data/a.csv; git add .;"
		 "chmod +x data/b.csv; git add data/b.csv; echo later >>card.md; echo no >no");
	if (box_open(&box, SOURCE_STAGED, ".", NULL)) {
		CHECK_STR(box_changes(&box), "M card.md D data/a.csv M data/b.csv A new");
		CHECK_STR(box_list(&box, box.source.judged), "card.md# data/b.csv# new#");
		CHECK_STR(box_text(&box, "card.md"), "card\nmore\n");
		CHECK_STR(box.source.judged->source, "staged");
		CHECK_INT((int64_t)box.source.judged->base.size, 40);
		CHECK_STR(box_commits(&box), "");
		CHECK(box.source.trusted == box.source.judged);
	}
	box_remove(&box);
}

TEST(source_change, takes_everything_as_added_before_the_first_commit)
{
	struct box box = box_make();

	sh(&box, "git init -q .; echo a >a; echo b >b; git add a; git add -N b");
	if (box_open(&box, SOURCE_STAGED, ".", NULL)) {
		CHECK_STR(box_changes(&box), "A a");
		CHECK_STR(box_list(&box, box.source.judged), "a#");
	}
	box_remove(&box);
}

TEST(source_change, has_no_changed_set_for_a_revision)
{
	struct box box = box_make_repository();

	sh(&box, "git tag -am tag v1; git rm -q card.md; git commit -qm two; echo free >free");
	if (box_open(&box, SOURCE_REV, ".", "v1")) {
		CHECK_STR(box_list(&box, box.source.judged), "card.md# data/a.csv# data/b.csv#");
		CHECK(box_changes(&box) == NULL);
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	}
	if (box_open(&box, SOURCE_REV, ".", "main"))
		CHECK_STR(box_list(&box, box.source.judged), "data/a.csv# data/b.csv#");
	CHECK_ERR(box_try(&box, SOURCE_REV, ".", "nowhere"), "'nowhere' is not in this clone");
	CHECK_ERR(box_try(&box, SOURCE_REV, ".", ""), "empty");
	CHECK_ERR(box_try(&box, SOURCE_REV, ".", "HEAD:data"), "is no commit");
	box_remove(&box);
}

TEST(source_change, finds_renames_by_equal_and_by_similar_bytes)
{
	struct box box = box_make();

	sh(&box,
	   "git init -q .; mkdir a b; seq 100 >a/similar; seq 200 300 >a/same; echo x >a/few;"
	   ">a/empty; git add .; git commit -qm one; git mv a/same b/same; git mv a/similar "
	   "b/other; seq 90 >b/other; git mv a/few b/few; echo y >b/few; git mv a/empty b/empty;"
	   "git add .; git commit -qm two");
	if (box_open(&box, SOURCE_DIFF, ".", "HEAD^"))
		CHECK_STR(box_changes(&box), "D a/empty D a/few A b/empty A b/few "
					     "R a/similar>b/other R a/same>b/same");
	box_remove(&box);
}

TEST(source_change, scores_like_git)
{
	struct arena *arena = test_arena();

	CHECK_INT(rename_score(arena, STR("a\nb\nc\n"), STR("a\nb\nc\n")), 100);
	CHECK_INT(rename_score(arena, STR("a\nb\nc\nd\n"), STR("d\na\n")), 50);
	CHECK_INT(rename_score(arena, STR("a\na\na\na\n"), STR("a\n")), 25);
	CHECK_INT(rename_score(arena, STR(""), STR("")), 0);
	CHECK_INT(rename_score(arena, STR("a"), STR("b")), 0);
}

TEST(source_change, judges_head_where_base_is_its_ancestor)
{
	struct box box = box_make_repository();

	sh(&box,
	   "echo marker >govlint.yaml; git add .; git commit -qm base; git checkout -qb "
	   "topic; echo x >x; git add x; git commit -qm first; git rm -q card.md govlint.yaml;"
	   "git commit -qm second");
	if (box_open(&box, SOURCE_DIFF, ".", "main..topic")) {
		CHECK_STR(box_list(&box, box.source.judged), "data/a.csv# data/b.csv# x#");
		CHECK_STR(box_changes(&box), "D card.md D govlint.yaml A x");
		CHECK_STR(box_commits(&box), "second first");
		CHECK_STR(box_list(&box, box.source.trusted),
			  "card.md# data/a.csv# data/b.csv# govlint.yaml#");
		CHECK(box.source.marker_found);
		CHECK_STR(box.source.judged->source, "diff");
		CHECK_STR(box.source.judged->backend->name, "commit");
	}
	if (box_open(&box, SOURCE_DIFF, ".", "main"))
		CHECK_STR(box_changes(&box), "D card.md D govlint.yaml A x");
	if (box_open(&box, SOURCE_DIFF, ".", "topic..topic"))
		CHECK_STR(box_changes(&box), "");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "..topic"), "names no base");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "main..nope"), "'nope' is not in this clone");
	box_remove(&box);
}

TEST(source_change, judges_the_merge_where_base_is_ahead)
{
	struct box box = box_make_repository();

	sh(&box, "seq 20 >list; git add .; git commit -qm base; git checkout -qb topic;"
		 "sed -i 's/^2$/two/' list; echo t >topic; git add .; git commit -qm topic;"
		 "git checkout -q main; sed -i 's/^19$/nineteen/' list; echo m >main; git rm -q "
		 "card.md; git add .; git commit -qm main; git checkout -q topic;"
		 "find .git/objects | sort >../$(basename $PWD).before");
	if (box_open(&box, SOURCE_DIFF, ".", "main...topic")) {
		struct commit *commit = NULL;
		struct repository *judged = box.source.judged;
		struct blame_line blame;

		CHECK_STR(judged->backend->name, "merge");
		CHECK_STR(box_list(&box, judged), "data/a.csv# data/b.csv# list# main# topic#");
		CHECK_STR(box_changes(&box), "M list A topic");
		CHECK_STR(box_commits(&box), "topic");
		CHECK_STR(box_text(&box, "list"),
			  "1\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n"
			  "nineteen\n20\n");
		CHECK_INT((int64_t)box.source.note_count, 1);
		CHECK_OK(judged->backend->last_changed(judged, STR("main"), box.arena, &commit));
		CHECK(commit && str_is(str_trim(commit->message), "main"));
		CHECK_OK(judged->backend->blame(judged, STR("list"), 19, box.arena, &blame));
		CHECK_SLICE(blame.commit, commit ? commit->id.data : "");
	}
	sh(&box, "find .git/objects | sort | cmp - ../$(basename $PWD).before;"
		 "rm ../$(basename $PWD).before");
	box_remove(&box);
}

TEST(source_change, refuses_a_merge_with_conflicts)
{
	struct box box = box_make_repository();

	sh(&box, "git checkout -qb topic; echo t >card.md; git rm -q data/a.csv; git commit -qam "
		 "topic; git checkout -q main; echo m >card.md; echo 9 >>data/a.csv;"
		 "git commit -qam main");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "main..topic"),
		  "conflicts in card.md, data/a.csv");
	box_remove(&box);
}

TEST(source_change, merges_criss_cross_histories)
{
	struct box box = box_make_repository();

	sh(&box, "git checkout -qb a; echo a >a; git add .; git commit -qm a1; git checkout -qb b "
		 "main; echo b >b; git add .; git commit -qm b1; git tag b1; git merge -q -m b2 a;"
		 "git checkout -q a; git merge -q -m a2 b1; echo aa >>a; git commit -qam a3;"
		 "git checkout -q b; echo bb >>b; git commit -qam b3");
	if (box_open(&box, SOURCE_DIFF, ".", "a..b")) {
		CHECK_STR(box_text(&box, "a"), "a\naa\n");
		CHECK_STR(box_text(&box, "b"), "b\nbb\n");
		CHECK_STR(box_commits(&box), "b3 b2");
	}
	box_remove(&box);
}

TEST(source_change, needs_a_common_commit)
{
	struct box box = box_make_repository();

	sh(&box, "git checkout -q --orphan other; git commit -qm other");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "main..other"), "no common commit");
	box_remove(&box);
}

TEST(source_change, works_in_a_clone_of_depth_two)
{
	struct box box = box_make_repository();

	/* As actions/checkout leaves a pull request: the merge of head into base, depth 2. */
	sh(&box,
	   "git checkout -qb topic; echo t >t; git add .; git commit -qm t1; echo u >u;"
	   "git add .; git commit -qm t2; git checkout -q main; echo m >m; git add .; git "
	   "commit -qm m1; git merge -q --no-ff -m merge topic;"
	   "git clone -q --depth 2 file://$PWD clone; git clone -q --depth 1 file://$PWD one");
	if (box_open(&box, SOURCE_DIFF, "clone", "HEAD^1")) {
		const struct change *change = NULL;

		CHECK_STR(box_changes(&box), "A t A u");
		CHECK_STR(box_commits(&box), "merge t2");
		CHECK_OK(
			box.source.judged->backend->changed(box.source.judged, box.arena, &change));
		CHECK(change && change->truncated);
		CHECK_STR(box_text(&box, "u"), "u\n");
	}
	CHECK_ERR(box_try(&box, SOURCE_DIFF, "clone", "HEAD^1^2"), "not in this clone");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, "clone", "HEAD^1..HEAD^2"), "no common commit in this "
									 "shallow clone");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, "one", "HEAD^1"), "'HEAD^1' is not in this clone");
	box_remove(&box);
}

TEST(source_change, says_how_to_fetch_what_a_shallow_clone_lacks)
{
	struct box box = box_make_repository();
	struct err *err;

	sh(&box, "echo 2 >>card.md; git commit -qam two; git clone -q --depth 1 file://$PWD one");
	err = box_try(&box, SOURCE_DIFF, "one", "HEAD^1");
	if (CHECK(err) && CHECK(err->help))
		CHECK(strstr(err->help, "fetch-depth: 2") != NULL);
	err_settle(err);
	box_remove(&box);
}

TEST(source_change, is_complete_where_the_clone_holds_all_commits)
{
	struct box box = box_make_repository();
	const struct change *change = NULL;

	sh(&box, "git checkout -qb topic; for i in 1 2 3; do echo $i >t; git add .; git commit -qm "
		 "t$i; done; git checkout -q main; git merge -q --no-ff -m merge topic;"
		 "git clone -q --depth 5 file://$PWD clone");
	if (box_open(&box, SOURCE_DIFF, "clone", "HEAD^1")) {
		CHECK_OK(
			box.source.judged->backend->changed(box.source.judged, box.arena, &change));
		CHECK(change && !change->truncated);
		CHECK_STR(box_commits(&box), "merge t3 t2 t1");
	}
	box_remove(&box);
}

TEST(source_change, is_not_misled_by_dates)
{
	struct box box = box_make_repository();

	sh(&box,
	   "d() { GIT_COMMITTER_DATE=\"@$1 +0000\" git commit -q --allow-empty -m $2; }\n"
	   "d 1000 m1; d 2000000000 m2; d 50 m3; git checkout -qb topic; d 10 t1; d 3000000000 "
	   "t2; d 20 t3; git checkout -q main; d 5 m4; d 4000000000 m5");
	if (box_open(&box, SOURCE_DIFF, ".", "main..topic")) {
		const struct change *change = NULL;

		CHECK_OK(
			box.source.judged->backend->changed(box.source.judged, box.arena, &change));
		CHECK_INT((int64_t)change->commit_count, 3);
		CHECK_STR(box_commits(&box), "t2 t3 t1");
	}
	box_remove(&box);
}

TEST(source_change, takes_the_policy_from_another_revision)
{
	struct box box = box_make_repository();

	sh(&box, "git branch policy; git rm -q card.md; git commit -qm two; echo x >x");
	CHECK_OK(open_with_policy(&box, SOURCE_WORKTREE, NULL, "policy"));
	CHECK_STR(box_list(&box, box.source.judged), "data/a.csv data/b.csv x+");
	CHECK_STR(box_list(&box, box.source.trusted), "card.md# data/a.csv# data/b.csv#");
	CHECK_OK(open_with_policy(&box, SOURCE_DIFF, "HEAD", "policy"));
	CHECK_STR(box_list(&box, box.source.trusted), "card.md# data/a.csv# data/b.csv#");
	CHECK_OK(open_with_policy(&box, SOURCE_STAGED, NULL, "policy"));
	CHECK_STR(box_list(&box, box.source.trusted), "card.md# data/a.csv# data/b.csv#");
	CHECK_ERR(open_with_policy(&box, SOURCE_WORKTREE, NULL, "no"), "'no' is not in this clone");
	box_remove(&box);
}

TEST(source_change, sees_only_what_is_beneath_the_root)
{
	struct box box = box_make_repository();

	sh(&box,
	   "echo x >data/govlint.yaml; git add .; git commit -qm base; git mv card.md data/;"
	   "git mv data/a.csv a.csv; echo 1 >>data/b.csv; git commit -qam head; echo y >data/y;"
	   "git add .");
	if (box_open(&box, SOURCE_DIFF, "data", "HEAD^")) {
		CHECK_SLICE(box.source.root, "data");
		CHECK_STR(box_changes(&box), "D a.csv M b.csv A card.md");
		CHECK_STR(box_list(&box, box.source.judged), "b.csv# card.md# govlint.yaml#");
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	}
	if (box_open(&box, SOURCE_STAGED, "data", NULL)) {
		CHECK_STR(box_changes(&box), "A y");
		CHECK_STR(box_list(&box, box.source.judged), "b.csv# card.md# govlint.yaml# y#");
		CHECK_STR(box_text(&box, "y"), "y\n");
	}
	box_remove(&box);
}

TEST(source_change, tells_a_file_that_became_a_folder)
{
	struct box box = box_make_repository();

	sh(&box, "git rm -q card.md; mkdir card.md; echo 1 >card.md/in; echo 2 >card.md.x;"
		 "git add .; git commit -qm two");
	if (box_open(&box, SOURCE_DIFF, ".", "HEAD^"))
		CHECK_STR(box_changes(&box), "D card.md A card.md.x A card.md/in");
	box_remove(&box);
}

TEST(source_change, works_with_links_and_modes)
{
	struct box box = box_make_repository();

	sh(&box, "ln -s data/a.csv link; git add .; git commit -qm two; rm link; echo text >link;"
		 "chmod +x card.md; git add .; git commit -qm three; ln -sf ../out out; git add .");
	if (box_open(&box, SOURCE_REV, ".", "HEAD^"))
		CHECK_SLICE(box_entry(&box, box.source.judged, "link")->target, "data/a.csv");
	if (box_open(&box, SOURCE_DIFF, ".", "HEAD^"))
		CHECK_STR(box_changes(&box), "M card.md M link");
	if (box_open(&box, SOURCE_STAGED, ".", NULL)) {
		CHECK_SLICE(box_entry(&box, box.source.judged, "out")->target, "../out");
		CHECK(box_entry(&box, box.source.judged, "card.md")->executable);
	}
	box_remove(&box);
}
