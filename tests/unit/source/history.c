/* SPDX-License-Identifier: Apache-2.0
 *
 * first_seen, last_changed, blame and entry_at on real histories.
 */
#include "unit/source/shell.h"

static const char *
subject(struct box *box, struct err *err, const struct commit *commit)
{
	if (!CHECK_OK(err))
		return "error";
	return commit ? str_copy(box->arena, str_trim(commit->message)) : "none";
}

static const char *
first_seen(struct box *box, const char *path)
{
	struct repository *judged = box->source.judged;
	struct commit *commit = NULL;
	struct err *err = judged->backend->first_seen(judged, str_of(path), box->arena, &commit);

	return subject(box, err, commit);
}

static const char *
last_changed(struct box *box, const char *path)
{
	struct repository *judged = box->source.judged;
	struct commit *commit = NULL;
	struct err *err = judged->backend->last_changed(judged, str_of(path), box->arena, &commit);

	return subject(box, err, commit);
}

/* The subject of the commit that last touched a line; "none" while it is not committed. */
static const char *
blamed(struct box *box, const char *path, uint32_t line)
{
	struct repository *judged = box->source.judged;
	struct blame_line blame = {0};

	if (!CHECK_OK(judged->backend->blame(judged, str_of(path), line, box->arena, &blame)))
		return "error";
	if (!blame.commit.data)
		return "none";
	CHECK_SLICE(blame.author.email, "ann@corp-mail.com");
	sh(box, arena_print(box->arena, "git log -1 --format=%%s %.*s >.git/subject",
			    STR_ARG(blame.commit)));
	char text[64] = "";
	FILE *file = fopen(box_path(box, ".git/subject"), "r");
	if (CHECK(file && fgets(text, sizeof text, file)))
		fclose(file);
	return str_copy(box->arena, str_trim(str_of(text)));
}

static struct box
make_history(void)
{
	struct box box = box_make();

	sh(&box,
	   "git init -q .\n"
	   "c() { n=$((${n:-1767225600} + 100)); git add -A; GIT_COMMITTER_DATE=\"@$n +0000\" "
	   "git commit -q --allow-empty -m $1; }\n"
	   "seq 20 >list; echo card >card; c one; sed -i 's/^5$/five/' list; c two; mkdir d; git "
	   "mv list d/moved; c three; sed -i '1i zero' d/moved; c four; git rm -q card; c five; "
	   "echo card >card; c six; chmod +x card; c seven; echo free >free");
	return box;
}

TEST(source_history, finds_the_commit_that_first_held_a_path)
{
	struct box box = make_history();

	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(first_seen(&box, "d/moved"), "one");
		CHECK_STR(first_seen(&box, "card"), "six");
		CHECK_STR(first_seen(&box, "free"), "none");
		CHECK_STR(first_seen(&box, "list"), "none");
	}
	box_remove(&box);
}

TEST(source_history, finds_the_commit_that_last_changed_the_bytes)
{
	struct box box = make_history();

	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(last_changed(&box, "d/moved"), "four");
		CHECK_STR(last_changed(&box, "card"), "six");
		CHECK_STR(last_changed(&box, "free"), "none");
		CHECK_STR(last_changed(&box, "d"), "four");
	}
	if (box_open(&box, SOURCE_REV, ".", "HEAD~4"))
		CHECK_STR(last_changed(&box, "d/moved"), "three");
	box_remove(&box);
}

TEST(source_history, blames_a_line_through_changes_and_renames)
{
	struct box box = make_history();

	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(blamed(&box, "d/moved", 1), "four");
		CHECK_STR(blamed(&box, "d/moved", 2), "one");
		CHECK_STR(blamed(&box, "d/moved", 6), "two");
		CHECK_STR(blamed(&box, "d/moved", 21), "one");
	}
	sh(&box, "sed -i -e 2d -e 's/^9$/nine/' -e '$a last' d/moved");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		struct repository *judged = box.source.judged;
		struct blame_line blame;

		CHECK_STR(blamed(&box, "d/moved", 1), "four");
		CHECK_STR(blamed(&box, "d/moved", 2), "one");
		CHECK_STR(blamed(&box, "d/moved", 5), "two");
		CHECK_STR(blamed(&box, "d/moved", 9), "none");
		CHECK_STR(blamed(&box, "d/moved", 21), "none");
		CHECK_STR(blamed(&box, "free", 1), "none");
		CHECK_ERR(judged->backend->blame(judged, STR("d/moved"), 22, box.arena, &blame),
			  "has no line 22");
		CHECK_ERR(judged->backend->blame(judged, STR("d/moved"), 0, box.arena, &blame),
			  "has no line 0");
		CHECK_ERR(judged->backend->blame(judged, STR("no"), 1, box.arena, &blame), "no");
	}
	sh(&box, "git add .");
	if (box_open(&box, SOURCE_STAGED, ".", NULL)) {
		CHECK_STR(blamed(&box, "d/moved", 9), "none");
		CHECK_STR(blamed(&box, "d/moved", 5), "two");
	}
	box_remove(&box);
}

TEST(source_history, follows_the_side_of_a_merge_that_explains_the_file)
{
	struct box box = box_make_repository();

	sh(&box,
	   "c() { n=$((${n:-1767225600} + 100)); git add -A; GIT_COMMITTER_DATE=\"@$n +0000\" "
	   "git commit -q -m $1; }\n"
	   "git checkout -qb side; echo s >>card.md; c side; echo new >new; c new; git checkout "
	   "-q main; echo m >>data/a.csv; c main; git merge -q --no-ff -m merge side; git "
	   "checkout -qb other; sed -i '1i top' card.md; c other; git checkout -q main; echo end "
	   ">>card.md; c end; git merge -q --no-ff -m both other");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		CHECK_STR(first_seen(&box, "new"), "new");
		CHECK_STR(last_changed(&box, "new"), "new");
		CHECK_STR(last_changed(&box, "data/a.csv"), "main");
		CHECK_STR(last_changed(&box, "card.md"), "both");
		CHECK_STR(first_seen(&box, "card.md"), "one");
		CHECK_STR(blamed(&box, "card.md", 1), "other");
		CHECK_STR(blamed(&box, "card.md", 2), "one");
		CHECK_STR(blamed(&box, "card.md", 3), "side");
		CHECK_STR(blamed(&box, "card.md", 4), "end");
	}
	box_remove(&box);
}

TEST(source_history, speaks_of_paths_beneath_the_root)
{
	struct box box = make_history();

	sh(&box, "touch d/govlint.yaml");
	if (box_open(&box, SOURCE_WORKTREE, "d", NULL)) {
		CHECK_STR(first_seen(&box, "moved"), "one");
		CHECK_STR(last_changed(&box, "moved"), "four");
		CHECK_STR(blamed(&box, "moved", 6), "two");
		CHECK_STR(last_changed(&box, "d/moved"), "none");
	}
	box_remove(&box);
}

TEST(source_history, says_so_where_a_shallow_clone_ends)
{
	struct box box = make_history();
	struct commit *commit;
	struct blame_line blame;

	sh(&box, "git clone -q --depth 2 file://$PWD clone");
	if (box_open(&box, SOURCE_WORKTREE, "clone", NULL)) {
		struct repository *judged = box.source.judged;

		CHECK_ERR(judged->backend->first_seen(judged, STR("d/moved"), box.arena, &commit),
			  "ends at a shallow commit");
		CHECK_ERR(judged->backend->last_changed(judged, STR("d/moved"), box.arena, &commit),
			  "ends at a shallow commit");
		CHECK_ERR(judged->backend->blame(judged, STR("d/moved"), 1, box.arena, &blame),
			  "ends at a shallow commit");
	}
	box_remove(&box);
}

TEST(source_history, tells_what_stood_at_a_path)
{
	struct box box = make_history();
	struct entry entry = {0};
	bool found, known;

	sh(&box, "git rev-parse HEAD~4 HEAD~2 >ids");
	if (box_open(&box, SOURCE_REV, ".", "HEAD")) {
		struct repository *judged = box.source.judged;
		FILE *file = fopen(box_path(&box, "ids"), "r");
		char three[64] = "", five[64] = "";
		struct str commit;

		CHECK(file && fgets(three, sizeof three, file) && fgets(five, sizeof five, file));
		fclose(file);
		commit = str_make(three, 40);
		CHECK_OK(judged->backend->entry_at(judged, commit, STR("card"), box.arena, &entry,
						   &found, &known));
		CHECK(found && known && entry.type == ENTRY_FILE && entry.blob.size == 20);
		CHECK_INT((int64_t)entry.size, 5);
		CHECK(!entry.executable);
		CHECK_OK(judged->backend->entry_at(judged, commit, STR("d"), box.arena, &entry,
						   &found, &known));
		CHECK(found && entry.type == ENTRY_OTHER && entry.obstacle);
		CHECK_OK(judged->backend->entry_at(judged, str_make(five, 40), STR("card"),
						   box.arena, &entry, &found, &known));
		CHECK(!found && known);
		CHECK_OK(judged->backend->entry_at(judged,
						   STR("0123456789012345678901234567890123456789"),
						   STR("card"), box.arena, &entry, &found, &known));
		CHECK(!found && !known);
		CHECK_OK(judged->backend->entry_at(judged, STR("HEAD"), STR("card"), box.arena,
						   &entry, &found, &known));
		CHECK(!known);
	}
	box_remove(&box);
}

TEST(source_history, is_none_without_git)
{
	struct box box = box_make();
	struct entry entry;
	bool found, known;

	sh(&box, "echo a >a");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		struct repository *judged = box.source.judged;

		CHECK_STR(first_seen(&box, "a"), "none");
		CHECK_STR(last_changed(&box, "a"), "none");
		CHECK_STR(blamed(&box, "a", 1), "none");
		CHECK_OK(judged->backend->entry_at(judged,
						   STR("0123456789012345678901234567890123456789"),
						   STR("a"), box.arena, &entry, &found, &known));
		CHECK(!found && !known);
	}
	box_remove(&box);
}

TEST(source_history, agrees_with_git_on_its_own_answers)
{
	struct box box = box_make();

	sh(&box,
	   "git init -q .; n=1767225600; i=0\n"
	   "c() { n=$((n + 100)); git add -A; GIT_COMMITTER_DATE=\"@$n +0000\" git commit -q "
	   "--allow-empty -m $1; }\n"
	   "seq 40 >f; c start\n"
	   "while [ $i -lt 24 ]; do i=$((i+1)); case $((i % 6)) in\n"
	   "0) git checkout -q main 2>/dev/null || :; git merge -q --no-ff -m merge$i -X theirs "
	   "side$((i - 3)) ;;\n"
	   "3) git checkout -qb side$i ;;\n"
	   "*) sed -i \"$((i * 7 % 40 + 1))s/.*/change $i/\" f; c c$i ;; esac; done\n"
	   "for l in $(seq 40); do git blame --root -s -l -L $l,$l f | cut -c1-40; done "
	   ">../$(basename $PWD).want");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL)) {
		struct repository *judged = box.source.judged;
		FILE *want = fopen(arena_print(box.arena, "%s.want", box.folder), "r");
		char line[64];

		for (uint32_t i = 1; CHECK(want) && fgets(line, sizeof line, want); i++) {
			struct blame_line blame = {0};

			line[strcspn(line, "\n")] = '\0';
			CHECK_OK(judged->backend->blame(judged, STR("f"), i, box.arena, &blame));
			CHECK_SLICE(blame.commit, line);
		}
		fclose(want);
	}
	sh(&box, "rm ../$(basename $PWD).want");
	box_remove(&box);
}
