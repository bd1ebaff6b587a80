/* SPDX-License-Identifier: Apache-2.0
 *
 * The working tree: what is listed, from where its bytes come, and what is refused.
 */
#include "unit/source/shell.h"

#include <sys/stat.h>

TEST(source_worktree, lists_tracked_and_untracked_files_in_the_order_of_bytes)
{
	struct box box = box_make_repository();

	sh(&box, "echo new >new.md; mkdir -p a-b a; echo 1 >a-b/x; echo 2 >a/x; echo 3 >a.x");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  "a-b/x+ a.x+ a/x+ card.md data/a.csv data/b.csv new.md+");
	CHECK_STR(box.source.judged->source, "worktree");
	CHECK_INT((int64_t)box.source.judged->head.size, 40);
	CHECK(box.source.trusted == box.source.judged);
	CHECK(box_changes(&box) == NULL);
	box_remove(&box);
}

TEST(source_worktree, ignores_by_the_files_of_the_tree_alone)
{
	struct box box = box_make_repository();

	sh(&box, "echo '*.log' >.gitignore; echo '!keep.log' >data/.gitignore;"
		 "echo '*.md' >.git/info/exclude; echo '*.txt' >outside;"
		 "git config core.excludesFile \"$PWD/outside\";"
		 "touch x.log data/keep.log data/y.log z.txt free.md");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitignore+ card.md data/.gitignore+ data/a.csv data/b.csv "
			  "data/keep.log+ free.md+ outside+ z.txt+");
	box_remove(&box);
}

TEST(source_worktree, never_ignores_what_is_tracked)
{
	struct box box = box_make_repository();

	sh(&box, "echo data >.gitignore; echo 3 >data/c.csv; mkdir data/deep; echo 4 >data/deep/d");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitignore+ card.md data/a.csv data/b.csv");
	box_remove(&box);
}

TEST(source_worktree, ignores_by_files_above_the_root)
{
	struct box box = box_make_repository();

	sh(&box, "echo '*.tmp' >.gitignore; touch data/govlint.yaml data/x.tmp data/y");
	if (box_open(&box, SOURCE_WORKTREE, "data", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "a.csv b.csv govlint.yaml+ y+");
	sh(&box, "echo /data >>.gitignore");
	if (box_open(&box, SOURCE_WORKTREE, "data", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "a.csv b.csv");
	box_remove(&box);
}

TEST(source_worktree, lists_as_git_does_on_a_generated_tree)
{
	struct box box = box_make();

	sh(&box,
	   "git init -q .; mkdir -p a/b/c d/e build/x deep/er/still 'sp ace/in'\n"
	   "for d in . a a/b a/b/c d d/e build build/x deep deep/er deep/er/still 'sp ace' "
	   "'sp ace/in'; do\n"
	   "  for n in f.txt f.log keep.log .hidden 'we ird' TODO '#hash' '!bang' x.o y.tar.gz; "
	   "do\n"
	   "    echo \"$d\" >\"$d/$n\"; done; done\n"
	   "printf '%s\\n' '*.log' '!keep.log' '/build/' 'd/e' '**/still' '\\#hash' '\\!bang'"
	   " 'we?ird' '*.[oa]' 'sp ace/in/*' '!sp ace/in/TODO' '# comment' '' 'trailing   '"
	   " >.gitignore\n"
	   "printf '%s\\n' '/f.txt' '!f.log' 'c/' '*' '!.hidden' >a/b/.gitignore\n"
	   "printf 'x.o\\r\\n*.gz\\n!/TODO\\n' >deep/.gitignore\n"
	   "git add -f build/x/f.log a/b/c/f.txt d/e/x.o; git add a; git commit -qm one\n"
	   "git ls-files -co --exclude-per-directory=.gitignore -z | sort -zu | tr '\\0' '\\n'"
	   " >../$(basename $PWD).want");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		struct entries entries = {0};
		FILE *want = fopen(arena_print(box.arena, "%s.want", box.folder), "r");
		char line[256];
		size_t i = 0;

		CHECK_OK(box.source.judged->backend->list(box.source.judged, box.arena, &entries));
		while (CHECK(want) && fgets(line, sizeof line, want)) {
			line[strcspn(line, "\n")] = '\0';
			if (!CHECK(i < entries.count) ||
			    !CHECK_SLICE(entries.items[i++].path, line))
				break;
		}
		CHECK_INT((int64_t)i, (int64_t)entries.count);
		CHECK(i > 30);
		fclose(want);
	}
	sh(&box, "rm ../$(basename $PWD).want");
	box_remove(&box);
}

TEST(source_worktree, judges_a_missing_tracked_file_by_its_blob)
{
	struct box box = box_make_repository();

	sh(&box, "rm -r data; rm card.md");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "card.md# data/a.csv# data/b.csv#");
		CHECK_STR(box_text(&box, "data/b.csv"), "id\n2\n");
		CHECK_INT((int64_t)box_entry(&box, box.source.judged, "card.md")->size, 5);
	}
	box_remove(&box);
}

TEST(source_worktree, judges_what_the_disk_does_not_count_for_by_its_blob)
{
	struct box box = box_make_repository();

	sh(&box, "git update-index --skip-worktree card.md; git update-index --assume-unchanged "
		 "data/a.csv; echo other >card.md; echo other >data/a.csv");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "card.md# data/a.csv# data/b.csv");
		CHECK_STR(box_text(&box, "card.md"), "card\n");
		CHECK_STR(box_text(&box, "data/a.csv"), "id\n1\n");
	}
	box_remove(&box);
}

TEST(source_worktree, judges_a_sparse_checkout_by_blobs)
{
	struct box box = box_make_repository();

	sh(&box, "git sparse-checkout set --no-cone --no-sparse-index card.md");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv# data/b.csv#");
	box_remove(&box);
}

TEST(source_worktree, names_what_stands_where_a_file_is_tracked)
{
	struct box box = box_make_repository();

	sh(&box, "rm card.md data/a.csv data/b.csv; mkfifo card.md; mkdir data/a.csv;"
		 "echo 1 >data/a.csv/in; ln -s ../../etc data/b.csv; mkfifo free");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		const struct entry *entry;
		struct str text;

		CHECK_STR(box_list(&box, box.source.judged),
			  "card.md! data/a.csv! data/a.csv/in+ data/b.csv@ free!");
		entry = box_entry(&box, box.source.judged, "card.md");
		CHECK(entry->obstacle && entry->tracked);
		CHECK_ERR(box_read(&box, box.source.judged, entry, &text), "not a regular file");
		entry = box_entry(&box, box.source.judged, "data/a.csv");
		CHECK_STR(entry->obstacle, "a folder where git tracks a file");
		entry = box_entry(&box, box.source.judged, "data/b.csv");
		CHECK_SLICE(entry->target, "../../etc");
		CHECK_ERR(box_read(&box, box.source.judged, entry, &text), "not followed");
	}
	box_remove(&box);
}

TEST(source_worktree, does_not_follow_a_folder_that_became_a_link)
{
	struct box box = box_make_repository();

	sh(&box, "mkdir ../$(basename $PWD).other; echo no >../$(basename $PWD).other/a.csv;"
		 "rm -r data; ln -s ../$(basename $PWD).other data");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged),
			  "card.md data@ data/a.csv# data/b.csv#");
		CHECK_STR(box_text(&box, "data/a.csv"), "id\n1\n");
	}
	sh(&box, "rm -r ../$(basename $PWD).other");
	box_remove(&box);
}

TEST(source_worktree, takes_any_byte_in_a_name)
{
	struct box box = box_make_repository();
	struct entries entries = {0};

	sh(&box, "git rm -qr .; printf x >\"$(printf 'new\\nline')\"; printf y >\"$(printf "
		 "'\\001\\033[31m')\"; printf z >\"$(printf 'bad\\377\\376')\"; git add .;"
		 "printf w >\"$(printf 'free\\377')\"");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_OK(box.source.judged->backend->list(box.source.judged, box.arena, &entries));
		if (CHECK_INT((int64_t)entries.count, 4)) {
			CHECK_SLICE(entries.items[0].path, "\001\033[31m");
			CHECK_SLICE(entries.items[1].path, "bad\377\376");
			CHECK_SLICE(entries.items[2].path, "free\377");
			CHECK_SLICE(entries.items[3].path, "new\nline");
		}
		CHECK_STR(box_text(&box, "new\nline"), "x");
		CHECK_STR(box_text(&box, "bad\377\376"), "z");
	}
	if (box_open(&box, SOURCE_STAGED, ".", NULL)) {
		CHECK_STR(box_text(&box, "\001\033[31m"), "y");
		CHECK_STR(box_text(&box, "bad\377\376"), "z");
	}
	box_remove(&box);
}

TEST(source_worktree, works_before_the_first_commit)
{
	struct box box = box_make();

	sh(&box, "git init -q .; echo a >a; echo b >b; git add a");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		struct commit *commit = NULL;

		CHECK_STR(box_list(&box, box.source.judged), "a b+");
		CHECK(box.source.judged->head.data == NULL);
		CHECK_OK(box.source.judged->backend->first_seen(box.source.judged, STR("a"),
								box.arena, &commit));
		CHECK(commit == NULL);
	}
	CHECK_ERR(box_try(&box, SOURCE_REV, ".", "HEAD"), "no commit yet");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "HEAD"), "no commit yet");
	box_remove(&box);
}

TEST(source_worktree, reads_a_plain_folder)
{
	struct box box = box_make();

	sh(&box, "mkdir -p sub/.hidden; echo '*.log' >.gitignore; touch a.log b sub/c "
		 "sub/.hidden/d sub/e.log; ln -s b link; mkfifo fifo");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitignore+ a.log+ b+ fifo! link@ sub/.hidden/d+ sub/c+ sub/e.log+");
		CHECK(!box.source.is_git);
	}
	CHECK_ERR(box_try(&box, SOURCE_STAGED, ".", NULL), "not in a git repository");
	CHECK_ERR(box_try(&box, SOURCE_DIFF, ".", "HEAD^"), "not in a git repository");
	box_remove(&box);
}

TEST(source_worktree, names_submodules_and_nested_repositories)
{
	struct box box = box_make_repository();

	sh(&box, "git clone -q . ../$(basename $PWD).sub; git submodule add -q "
		 "$PWD/../$(basename $PWD).sub modules/sub; git commit -qm sub;"
		 "mkdir nested; cd nested; git init -q .; echo 1 >in; cd ..;"
		 "git worktree add -q tree; mkdir fake; mkdir fake/.git; echo 1 >fake/in");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitmodules card.md data/a.csv data/b.csv fake/in+ modules/sub/ "
			  "nested/ tree/");
	if (box_open(&box, SOURCE_WORKTREE, "modules/sub", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv");
	if (box_open(&box, SOURCE_REV, ".", "HEAD")) {
		struct str text;

		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitmodules# card.md# data/a.csv# data/b.csv# modules/sub/");
		CHECK_ERR(box_read(&box, box.source.judged,
				   box_entry(&box, box.source.judged, "modules/sub"), &text),
			  "submodule");
	}
	if (box_open(&box, SOURCE_WORKTREE, "tree", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitmodules card.md data/a.csv data/b.csv modules/sub/");
		CHECK_INT((int64_t)box.source.judged->head.size, 40);
	}
	sh(&box, "rm -rf ../$(basename $PWD).sub");
	box_remove(&box);
}

TEST(source_worktree, judges_filtered_files_by_their_blobs)
{
	struct box box = box_make();

	sh(&box, "git init -q .; git config filter.turn.clean 'tr a-z b-za'; git config "
		 "filter.turn.smudge 'tr b-za a-z'; mkdir data open\n"
		 "printf '[attr]secret filter=turn\\ndata/** secret\\nopen/*.txt -filter\\n'"
		 " >.gitattributes; echo 'b.txt !filter' >data/.gitattributes\n"
		 "for f in data/a.txt data/b.txt data/c.txt open/a.txt; do echo abc >$f; done\n"
		 "sleep 0.1; git add .; git commit -qm one; echo abcd >data/c.txt; echo abc "
		 ">data/new.txt");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitattributes data/.gitattributes# data/a.txt# data/b.txt "
			  "data/c.txt? data/new.txt? open/a.txt");
		CHECK_STR(box_text(&box, "data/a.txt"), "bcd\n");
		CHECK_STR(box_text(&box, "data/b.txt"), "abc\n");
	}
	box_remove(&box);
}

/* Size and time alone prove nothing of bytes that only a filter could compare. */
TEST(source_worktree, trusts_no_filtered_file_that_may_have_changed)
{
	struct box box = box_make();

	sh(&box, "git init -q .; echo '*.txt filter=turn' >.gitattributes\n"
		 "for f in old racy same held; do echo abc >$f.txt; done\n"
		 "touch -d 2020-01-01 old.txt same.txt held.txt; sleep 0.1\n"
		 "git add .; git commit -qm one; touch -r old.txt time\n"
		 "for f in old held; do echo xyz >$f.txt; touch -r time $f.txt; done; rm time\n"
		 "echo xyz >racy.txt; touch -r .git/index racy.txt");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitattributes held.txt? old.txt? racy.txt? same.txt#");
	sh(&box, "git read-tree HEAD");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged),
			  ".gitattributes held.txt? old.txt? racy.txt? same.txt#");
	box_remove(&box);
}

TEST(source_worktree, knows_the_blob_of_a_clean_file)
{
	struct box box = box_make_repository();

	sh(&box, "touch -d '2020-01-01' card.md data/a.csv; sleep 0.1; git update-index --refresh;"
		 "echo changed >data/b.csv; chmod +x card.md");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_INT(box_entry(&box, box.source.judged, "data/a.csv")->blob.size, 20);
		CHECK_INT(box_entry(&box, box.source.judged, "data/b.csv")->blob.size, 0);
		CHECK(box_entry(&box, box.source.judged, "card.md")->executable);
	}
	box_remove(&box);
}

TEST(source_worktree, notices_a_file_that_changes_while_it_is_read)
{
	struct box box = box_make_repository();
	struct repository *judged;
	struct input *input;
	char piece[4];
	size_t got;

	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		judged = box.source.judged;
		CHECK_OK(judged->backend->open(judged, box_entry(&box, judged, "data/a.csv"),
					       box.arena, &input));
		CHECK_OK(input_read(input, piece, sizeof piece, &got));
		CHECK_INT((int64_t)got, 4);
		sh(&box, "sleep 0.05; printf 'id\\n9\\n' >data/a.csv");
		CHECK_OK(input_read(input, piece, sizeof piece, &got));
		CHECK_ERR(input_read(input, piece, sizeof piece, &got), "changed while");
		input_close(input);
	}
	box_remove(&box);
}

TEST(source_worktree, judges_the_disk_of_a_file_in_conflict_once)
{
	struct box box = box_make_repository();

	sh(&box, "git checkout -qb side; echo side >card.md; git commit -qam side; git checkout -q "
		 "main; echo main >card.md; git commit -qam main; git merge side && exit 1; true");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv");
		CHECK_INT((int64_t)box.source.note_count, 1);
	}
	CHECK_ERR(box_try(&box, SOURCE_STAGED, ".", NULL), "card.md is not merged");
	box_remove(&box);
}

TEST(source_worktree, lists_no_conflict_that_the_disk_does_not_show)
{
	struct box box = box_make_repository();
	struct entries entries;

	sh(&box,
	   "git checkout -qb side; echo side >card.md; git commit -qam side; git checkout -q "
	   "main; echo main >card.md; git commit -qam main; git merge side && exit 1; rm card.md");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
			  "card.md is not merged");
	box_remove(&box);
}

TEST(source_worktree, stops_at_its_budgets)
{
	struct box box = box_make_repository();
	struct limits limits = limits_default;
	struct source_request request = box_request(&box, SOURCE_WORKTREE, ".", NULL);
	struct entries entries;

	sh(&box, "mkdir -p 1/2/3/4/5; touch 1/2/3/4/5/x");
	request.limits = &limits;
	limits.folder_depth = 4;
	CHECK_OK(source_open(&request, box.arena, &box.source));
	CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
		  "folder_depth (4) allows");
	limits.folder_depth = 6;
	limits.entries = 3;
	CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
		  "entries (3) allows");
	limits.entries = 100;
	limits.path_bytes = 9;
	CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
		  "path_bytes (9) allows");
	box_remove(&box);
}

TEST(source_worktree, lists_ten_thousand_files)
{
	struct box box = box_make();
	struct entries entries = {0};

	sh(&box, "git init -q .; for i in $(seq 100); do mkdir d$i; (cd d$i; touch $(seq 100)); "
		 "done; git add .; git commit -qm one");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_OK(box.source.judged->backend->list(box.source.judged, box.arena, &entries));
		CHECK_INT((int64_t)entries.count, 10000);
	}
	box_remove(&box);
}
