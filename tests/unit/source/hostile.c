/* SPDX-License-Identifier: Apache-2.0
 *
 * Repositories that somebody made on purpose: nothing may run, hang, loop or lead out, and damage
 * is named.
 */
#include "unit/source/shell.h"

#include <pthread.h>

#include "source/oid.h"

/* A hang ends the test by this signal. */
static void
hurry(void)
{
	alarm(20);
}

TEST(source_hostile, follows_no_include_of_the_configuration)
{
	struct box box = box_make_repository();

	hurry();
	sh(&box, "mkfifo fifo .git/fifo; git config include.path \"$PWD/fifo\"; printf "
		 "'[includeIf \"gitdir:**\"]\\n\\tpath = fifo\\n[include]\\npath=config\\n' "
		 ">>.git/config");
	if (box_open(&box, SOURCE_REV, ".", "HEAD"))
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	if (box_open(&box, SOURCE_DIFF, ".", "main..main"))
		CHECK_STR(box_changes(&box), "");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv fifo!");
	box_remove(&box);
}

TEST(source_hostile, opens_no_fifo)
{
	static const char *const places[] = {"config",       "HEAD",
					     "index",        "packed-refs",
					     "shallow",      "refs/heads/main",
					     "refs/heads/x", "objects/info/alternates",
					     "objects/aa/x", "objects/pack/pack-1.idx"};
	struct box box = box_make_repository();

	hurry();
	sh(&box, "cp -r .git saved; mkdir -p .git/objects/aa");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct err *err;

		sh(&box, arena_print(box.arena,
				     "rm -rf .git; cp -r saved .git; f=.git/%s; mkdir -p $(dirname "
				     "$f); rm -f $f; mkfifo $f",
				     places[i]));
		err = box_try(&box, SOURCE_STAGED, ".", NULL);
		CHECK_ERR(err, "not a regular file");
	}
	box_remove(&box);
}

TEST(source_hostile, runs_no_command_of_the_configuration)
{
	struct box box = box_make_repository();

	sh(&box,
	   "for k in core.fsmonitor core.pager core.editor core.sshCommand diff.external "
	   "merge.x.driver filter.x.clean filter.x.smudge filter.x.process; do git config $k "
	   "\"touch '$PWD/canary'\"; done; git config merge.default x; echo '* filter=x merge=x "
	   "diff=x' >.git/info/attributes; mkdir -p .git/hooks; printf '#!/bin/sh\\ntouch "
	   "canary' >.git/hooks/post-checkout; chmod +x .git/hooks/*; git -c core.fsmonitor= "
	   "branch topic; rm -f canary");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK_STR(box_list(&box, box.source.judged), "card.md data/a.csv data/b.csv");
	if (box_open(&box, SOURCE_STAGED, ".", NULL))
		CHECK_STR(box_changes(&box), "");
	sh(&box, "test ! -e canary");
	box_remove(&box);
}

TEST(source_hostile, asks_no_attributes_while_merging)
{
	struct box box = box_make_repository();

	hurry();
	sh(&box,
	   "i=0; p=a; while [ $i -lt 130 ]; do p=\"$p*a\"; i=$((i+1)); done; echo \"$p merge=x\" "
	   ">.git/info/attributes; git checkout -qb topic; echo t >t; git add -f t; git commit "
	   "-qm t; git checkout -q main; echo m >m; git add m; git commit -qm m");
	if (box_open(&box, SOURCE_DIFF, ".", "main..topic"))
		CHECK_STR(box_list(&box, box.source.judged),
			  "card.md# data/a.csv# data/b.csv# m# t#");
	box_remove(&box);
}

TEST(source_hostile, matches_hostile_ignore_rules_in_time)
{
	struct box box = box_make_repository();

	hurry();
	sh(&box, "p=; i=0; while [ $i -lt 130 ]; do p=\"$p*a\"; i=$((i+1)); done; echo \"${p}b\" "
		 ">.gitignore; echo \"${p}b filter=x\" >.gitattributes; n=$(printf 'a%.0s' $(seq "
		 "200)); touch $n");
	if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
		CHECK(box_entry(&box, box.source.judged, "card.md") != NULL);
	box_remove(&box);
}

TEST(source_hostile, refuses_what_it_cannot_read)
{
	static const struct {
		const char *script;
		const char *message;
	} cases[] = {
		{"git config core.repositoryformatversion 1; git config extensions.objectFormat "
		 "sha256",
		 "names its objects by sha256"},
		{"git config core.repositoryformatversion 1; git config extensions.refStorage "
		 "reftable",
		 "keeps its references as reftable"},
		{"git config extensions.somethingNew true", "extension 'somethingnew'"},
		{"git config core.repositoryformatversion 2", "format version"},
		{"git update-index --split-index", "the index is split"},
		{"git sparse-checkout init --cone --sparse-index", "the index is sparse"},
		{"printf x >>.git/index", "the index is damaged"},
		{">.git/index", "the index is damaged"},
		{"head -c 100 .git/index >i; mv i .git/index", "the index is damaged"},
		{"printf '\\001' | dd of=.git/index bs=1 seek=80 conv=notrunc status=none",
		 "the index is damaged"},
		{">.git/HEAD", "the reference HEAD is damaged"},
		{"echo 'ref: ../../etc/passwd' >.git/HEAD", "the reference HEAD is damaged"},
		{"echo junk >.git/refs/heads/main", "refs/heads/main is damaged"},
		{"echo 'ref: refs/heads/main' >.git/refs/heads/main", "too many"},
		{"rm .git/HEAD", "is no git repository"},
		{"rm -r .git/objects", "is no git repository"},
	};
	struct box box = box_make_repository();

	sh(&box, "cp -rp .git ../$(basename $PWD).saved");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		sh(&box, "rm -rf .git; cp -rp ../$(basename $PWD).saved .git");
		sh(&box, cases[i].script);
		CHECK_ERR(box_try(&box, SOURCE_WORKTREE, ".", NULL), cases[i].message);
		CHECK_ERR(box_try(&box, SOURCE_STAGED, ".", NULL), cases[i].message);
	}
	sh(&box, "rm -r ../$(basename $PWD).saved");
	box_remove(&box);
}

TEST(source_hostile, names_missing_objects)
{
	struct box box = box_make_repository();
	struct str text;

	sh(&box, "f() { echo $1 | sed 's|^..|&/|'; }\n rm .git/objects/$(f $(git rev-parse "
		 "HEAD:card.md)); rm data/a.csv");
	if (box_open(&box, SOURCE_REV, ".", "HEAD")) {
		const struct entry *entry = box_entry(&box, box.source.judged, "card.md");

		CHECK(entry && entry->obstacle);
		CHECK_ERR(box_read(&box, box.source.judged, entry, &text), "not in this clone");
	}
	sh(&box, "f() { echo $1 | sed 's|^..|&/|'; }\n rm .git/objects/$(f $(git rev-parse "
		 "HEAD:data))");
	if (box_open(&box, SOURCE_REV, ".", "HEAD")) {
		struct entries entries;

		CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
			  "is missing from the repository");
	}
	sh(&box, "f() { echo $1 | sed 's|^..|&/|'; }\n rm .git/objects/$(f $(git rev-parse HEAD))");
	CHECK_ERR(box_try(&box, SOURCE_REV, ".", "HEAD"), "is missing from the repository");
	box_remove(&box);
}

TEST(source_hostile, reads_a_partial_clone_as_far_as_it_goes)
{
	struct box box = box_make_repository();

	sh(&box, "git config uploadpack.allowFilter true; git clone -q --filter=blob:none "
		 "--no-checkout file://$PWD clone");
	if (box_open(&box, SOURCE_REV, "clone", "HEAD")) {
		const struct entry *entry = box_entry(&box, box.source.judged, "card.md");

		CHECK(entry && entry->obstacle && strstr(entry->obstacle, "partial"));
	}
	box_remove(&box);
}

/* A commit `bad` whose tree holds card.md's blob under these names, written as they are. */
static void
commit_names(struct box *box, const char *const *names, size_t count)
{
	struct oid id;
	char hex[OID_HEX + 2] = "";
	FILE *file;

	sh(box, "git rev-parse HEAD:card.md >id");
	file = fopen(box_path(box, "id"), "r");
	CHECK(fgets(hex, sizeof hex, file) && oid_parse(str_make(hex, OID_HEX), &id));
	fclose(file);
	file = fopen(box_path(box, "tree"), "w");
	for (size_t i = 0; i < count; i++) {
		fprintf(file, "100644 %s", names[i]);
		fputc('\0', file);
		fwrite(id.bytes, 1, OID_BYTES, file);
	}
	fclose(file);
	sh(box, "t=$(git hash-object -t tree -w --literally tree); git update-ref refs/heads/bad "
		"$(git commit-tree -m bad $t)");
}

TEST(source_hostile, refuses_names_that_lead_elsewhere)
{
	static const char *const names[] = {"..", ".", ".git", ".GIT", "a/b", "/etc"};
	struct box box = box_make_repository();

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct entries entries;

		commit_names(&box, &names[i], 1);
		if (box_open(&box, SOURCE_REV, ".", "bad"))
			CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena,
								   &entries),
				  "is no name");
	}
	box_remove(&box);
}

TEST(source_hostile, refuses_a_tree_out_of_order)
{
	static const char *const names[][2] = {{"b", "a"}, {"a", "a"}};
	struct box box = box_make_repository();
	struct entries entries;

	for (size_t i = 0; i < 2; i++) {
		commit_names(&box, names[i], 2);
		if (box_open(&box, SOURCE_REV, ".", "bad"))
			CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena,
								   &entries),
				  "out of order");
	}
	box_remove(&box);
}

TEST(source_hostile, stops_at_a_tree_that_unfolds_for_ever)
{
	struct box box = box_make_repository();
	struct source_request request = box_request(&box, SOURCE_REV, ".", "bomb");
	struct limits limits = limits_default;
	struct entries entries;

	hurry();
	sh(&box,
	   "o=$(git rev-parse HEAD:card.md); k=blob; m=100644; for l in 1 2 3 4 5 6 7 8 9 10; do "
	   "o=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '%s %s %s\\t%s\\n' $m $k $o $n; done | "
	   "git mktree); k=tree; m=040000; done; git update-ref refs/heads/bomb $(git "
	   "commit-tree -m bomb $o)");
	limits.entries = 50000;
	request.limits = &limits;
	CHECK_OK(source_open(&request, box.arena, &box.source));
	CHECK_ERR(box.source.judged->backend->list(box.source.judged, box.arena, &entries),
		  "entries (50000) allows");
	box_remove(&box);
}

TEST(source_hostile, looks_at_the_size_before_reading)
{
	struct box box = box_make_repository();
	struct source_request request = box_request(&box, SOURCE_REV, ".", "HEAD");
	struct limits limits = limits_default;
	struct str text;

	limits.file_bytes = 4;
	request.limits = &limits;
	CHECK_OK(source_open(&request, box.arena, &box.source));
	CHECK_ERR(box_read(&box, box.source.judged, box_entry(&box, box.source.judged, "card.md"),
			   &text),
		  "above the budget of 4");
	box_remove(&box);
}

TEST(source_hostile, ignores_replaced_objects)
{
	struct box box = box_make_repository();

	sh(&box, "b=$(echo other | git hash-object -w --stdin); git replace $(git rev-parse "
		 "HEAD:card.md) $b; test \"$(git show HEAD:card.md)\" = other");
	if (box_open(&box, SOURCE_REV, ".", "HEAD"))
		CHECK_STR(box_text(&box, "card.md"), "card\n");
	box_remove(&box);
}

TEST(source_hostile, reads_every_version_of_the_index)
{
	static const char *const scripts[] = {
		"git update-index --index-version 2",
		"git update-index --index-version 3; git update-index --skip-worktree card.md; git "
		"update-index --no-skip-worktree card.md",
		"git update-index --index-version 4",
		"git config index.skipHash true; git config feature.manyFiles true; git "
		"update-index "
		"--force-write-index; touch x; git add x; git rm -q --cached x; rm x",
		"printf '\\0%.0s' $(seq 20) | dd of=.git/index bs=1 seek=$(($(stat -c %s "
		".git/index) - "
		"20)) conv=notrunc status=none",
	};
	struct box box = box_make_repository();

	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		sh(&box, scripts[i]);
		if (box_open(&box, SOURCE_WORKTREE, ".", NULL))
			CHECK_STR(box_list(&box, box.source.judged),
				  "card.md data/a.csv data/b.csv");
		if (box_open(&box, SOURCE_STAGED, ".", NULL))
			CHECK_STR(box_changes(&box), "");
	}
	box_remove(&box);
}

struct reader {
	struct repository *judged;
	const struct entries *entries;
	struct arena arena;
	size_t failed;
};

static void *
read_entries(void *context)
{
	struct reader *reader = context;

	for (int round = 0; round < 5; round++)
		for (size_t i = 0; i < reader->entries->count; i++) {
			struct input *input;
			struct str text = {0};
			struct err *err = reader->judged->backend->open(
				reader->judged, &reader->entries->items[i], &reader->arena, &input);

			if (!err) {
				err = input_all(input, &reader->arena, 1000, &text);
				input_close(input);
			}
			reader->failed += err != NULL || text.size == 0;
			err_settle(err);
		}
	return NULL;
}

TEST(source_hostile, is_read_by_several_threads_at_once)
{
	struct box box = box_make_repository();
	struct reader readers[4] = {0};
	struct entries entries = {0};
	pthread_t threads[4];

	sh(&box, "seq 50 | split -l 1 - many; git add .; git commit -qm many");
	if (box_open(&box, SOURCE_REV, ".", "HEAD")) {
		CHECK_OK(box.source.judged->backend->list(box.source.judged, box.arena, &entries));
		CHECK_INT((int64_t)entries.count, 53);
		for (size_t i = 0; i < 4; i++) {
			readers[i].judged = box.source.judged;
			readers[i].entries = &entries;
			arena_init(&readers[i].arena, box.arena->exhausted);
			CHECK(pthread_create(&threads[i], NULL, read_entries, &readers[i]) == 0);
		}
		for (size_t i = 0; i < 4; i++) {
			pthread_join(threads[i], NULL);
			CHECK_INT((int64_t)readers[i].failed, 0);
			arena_free(&readers[i].arena);
		}
	}
	box_remove(&box);
}
