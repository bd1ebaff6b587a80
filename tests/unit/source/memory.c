/* SPDX-License-Identifier: Apache-2.0
 *
 * The repository in memory that serves the examples inside rules.
 */
#include "unit/source/shell.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct box
make(const struct memory_request *request)
{
	struct box box = {.arena = test_arena()};

	CHECK_OK(source_memory(request, box.arena, &box.source));
	return box;
}

TEST(source_memory, lists_files_in_order_and_reads_them)
{
	const struct memory_file files[] = {
		{STR("b/c"), STR("two")},
		{STR("a"), STR("one")},
		{STR("b.x"), STR("")},
	};
	struct box box = make(&(struct memory_request){.files = files, .count = COUNT(files)});

	CHECK_STR(box_list(&box, box.source.judged), "a# b.x# b/c#");
	CHECK_STR(box_text(&box, "b/c"), "two");
	CHECK_STR(box_text(&box, "b.x"), "");
	CHECK(box_changes(&box) == NULL);
	CHECK(box.source.trusted == box.source.judged);
	CHECK_STR(box.source.judged->source, "worktree");
	/* git hash-object of "one" */
	CHECK_INT(box_entry(&box, box.source.judged, "a")->blob.bytes[0], 0x43);
	CHECK_INT(box_entry(&box, box.source.judged, "a")->blob.bytes[19], 0x63);
	source_close(&box.source);
}

TEST(source_memory, refuses_paths_that_lead_elsewhere)
{
	static const char *const paths[] = {"", "/a", "a//b", "../a", "a/./b", ".git/config", "a/"};

	for (size_t i = 0; i < COUNT(paths); i++) {
		const struct memory_file file = {str_of(paths[i]), STR("x")};
		struct source source;

		CHECK_ERR(source_memory(&(struct memory_request){.files = &file, .count = 1},
					test_arena(), &source),
			  "is no path of a file");
	}
}

TEST(source_memory, compares_with_the_tree_before)
{
	const struct memory_file before[] = {
		{STR("gone"), STR("g")},
		{STR("old"), STR("some bytes\n")},
		{STR("same"), STR("s")},
		{STR("text"), STR("t")},
	};
	const struct memory_file files[] = {
		{STR("new"), STR("some bytes\n")},
		{STR("same"), STR("s")},
		{STR("text"), STR("other")},
		{STR("added"), STR("a")},
	};
	struct box box = make(&(struct memory_request){
		.files = files,
		.count = COUNT(files),
		.before = before,
		.before_count = COUNT(before),
		.has_change = true,
	});
	struct entry entry;
	bool found, known;

	CHECK_STR(box_changes(&box), "A added D gone R old>new M text");
	CHECK_STR(box_list(&box, box.source.trusted), "gone# old# same# text#");
	CHECK_STR(box.source.judged->source, "diff");
	CHECK_OK(box.source.judged->backend->entry_at(box.source.judged, STR("base"), STR("gone"),
						      box.arena, &entry, &found, &known));
	CHECK(found && known);
	CHECK_OK(box.source.judged->backend->entry_at(box.source.judged, STR("head"), STR("gone"),
						      box.arena, &entry, &found, &known));
	CHECK(!found && known);
	CHECK_OK(box.source.judged->backend->entry_at(box.source.judged, box.source.judged->head,
						      STR("new"), box.arena, &entry, &found,
						      &known));
	CHECK(found && known);
	source_close(&box.source);
}

TEST(source_memory, tells_its_history)
{
	const struct memory_file first[] = {{STR("a"), STR("1\n2\n")}, {STR("b"), STR("b")}};
	const struct memory_file second[] = {{STR("a"), STR("1\n3\n")}};
	const struct memory_file third[] = {{STR("c"), STR("c")}};
	const struct memory_commit history[] = {
		{{STR("Ann"), STR("ann@corp-mail.com")}, 100, STR("one"), first, COUNT(first)},
		{{STR("Bob"), STR("bob@corp-mail.com")}, 200, STR("two"), second, COUNT(second)},
		{{STR("Ann"), STR("ann@corp-mail.com")}, 300, STR("three"), third, COUNT(third)},
	};
	struct box box = make(&(struct memory_request){.history = history, .history_count = 3});
	struct repository *judged = box.source.judged;
	struct commit *commit = NULL;
	struct blame_line blame;
	struct entry entry;
	bool found, known;

	CHECK_STR(box_list(&box, judged), "a# b# c#");
	CHECK_OK(judged->backend->first_seen(judged, STR("a"), box.arena, &commit));
	CHECK_SLICE(commit->message, "one");
	CHECK_OK(judged->backend->last_changed(judged, STR("a"), box.arena, &commit));
	CHECK_SLICE(commit->id, "0000000000000000000000000000000000000002");
	CHECK_OK(judged->backend->last_changed(judged, STR("no"), box.arena, &commit));
	CHECK(commit == NULL);
	CHECK_OK(judged->backend->blame(judged, STR("a"), 1, box.arena, &blame));
	CHECK_SLICE(blame.author.name, "Ann");
	CHECK_OK(judged->backend->blame(judged, STR("a"), 2, box.arena, &blame));
	CHECK_SLICE(blame.author.name, "Bob");
	CHECK_ERR(judged->backend->blame(judged, STR("a"), 3, box.arena, &blame), "no line 3");
	CHECK_OK(judged->backend->entry_at(judged, STR("1"), STR("c"), box.arena, &entry, &found,
					   &known));
	CHECK(!found && known);
	CHECK_OK(judged->backend->entry_at(judged, STR("4"), STR("c"), box.arena, &entry, &found,
					   &known));
	CHECK(!found && !known);
	CHECK_SLICE(judged->head, "0000000000000000000000000000000000000003");
	source_close(&box.source);
}

TEST(source_memory, takes_its_history_as_the_commits_of_a_change)
{
	const struct memory_file before[] = {{STR("a"), STR("1")}};
	const struct memory_file first[] = {{STR("b"), STR("1")}};
	const struct memory_file files[] = {{STR("a"), STR("2")}};
	const struct memory_commit history[] = {
		{{STR("Ann"), STR("ann@corp-mail.com")}, 100, STR("one"), first, COUNT(first)},
		{{STR("Bob"), STR("bob@corp-mail.com")}, 200, STR("two"), NULL, 0},
	};
	struct box box = make(&(struct memory_request){
		.files = files,
		.count = 1,
		.before = before,
		.before_count = 1,
		.has_change = true,
		.history = history,
		.history_count = 2,
	});
	struct entry entry;
	bool found, known;

	CHECK_STR(box_changes(&box), "M a A b");
	CHECK_STR(box_commits(&box), "two one");
	CHECK_OK(box.source.judged->backend->entry_at(
		box.source.judged, STR("0000000000000000000000000000000000000001"), STR("a"),
		box.arena, &entry, &found, &known));
	CHECK(found && known && entry.size == 1);
	source_close(&box.source);
}
