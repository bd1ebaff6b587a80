/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "facts/codeowners.h"
#include "facts/mailmap.h"
#include "facts/people.h"
#include "harness/test.h"
#include "model/login.h"
#include "tree.h"

#define HEAD   "1111111111111111111111111111111111111111"
#define OLDER  "2222222222222222222222222222222222222222"
#define OTHER  "3333333333333333333333333333333333333333"
#define ABSENT "4444444444444444444444444444444444444444"

static struct tree *
change(struct changed *paths, size_t count)
{
	struct tree *tree = tree_new(test_arena());

	tree->change = (struct change){
		.base = STR("0000000000000000000000000000000000000000"),
		.head = STR(HEAD),
		.paths = paths,
		.path_count = count,
	};
	tree->view.change = &tree->change;
	return tree;
}

static const char *
fact(struct tree *tree, const char *name)
{
	if (tree->index.count == 0)
		CHECK_OK(tree_gather(tree));
	return tree_show(tree, tree_fact(tree, "change", ".", name));
}

static const char *
owners(const char *codeowners, const char *path)
{
	struct tree *tree = tree_new(test_arena());
	struct codeowners parsed;
	const struct codeowners_line *line;
	const char *shown = "";

	CHECK_OK(codeowners_parse(&parsed, tree->arena, str_of(codeowners)));
	line = codeowners_of(&parsed, tree->arena, str_of(path));
	for (size_t i = 0; line && i < line->count; i++)
		shown = arena_print(tree->arena, "%s%s%.*s", shown, *shown ? " " : "",
				    STR_ARG(line->owners[i]));
	return line ? shown : NULL;
}

TEST(facts_change, the_last_matching_line_owns)
{
	const char *text = "# who owns what\n"
			   "*       @all @org/everyone\n"
			   "*.md    docs@corp-mail.com # inline\n"
			   "/models/ @ml\n"
			   "models/free/\n"
			   "docs/*  @writers\n"
			   "apps/   @apps\n"
			   "**/logs @logs\n"
			   "my\\ file @blank\n";

	CHECK_STR(owners(text, "a.c"), "@all @org/everyone");
	CHECK_STR(owners(text, "deep/a.md"), "docs@corp-mail.com");
	CHECK_STR(owners(text, "models/x/m.onnx"), "@ml");
	CHECK_STR(owners(text, "other/models/m.onnx"), "@all @org/everyone");
	CHECK_STR(owners(text, "models/free/m.onnx"), "");
	CHECK_STR(owners(text, "docs/a.txt"), "@writers");
	CHECK_STR(owners(text, "docs/deep/a.txt"), "@all @org/everyone");
	CHECK_STR(owners(text, "x/apps/y/z"), "@apps");
	CHECK_STR(owners(text, "x/logs/z"), "@logs");
	CHECK_STR(owners(text, "my file"), "@blank");
	CHECK_STR(owners("", "a"), NULL);
	CHECK_STR(owners("/b @x\n", "a"), NULL);
}

TEST(facts_change, lines_that_github_refuses_own_nothing)
{
	CHECK_STR(owners("* @a\n!x @b\n", "x"), "@a");
	CHECK_STR(owners("* @a\n[xy] @b\n", "x"), "@a");
	CHECK_STR(owners("* @a\nx b\n", "x"), "@a");
	CHECK_STR(owners("* @a\nx @b c\n", "x"), "@a");
	CHECK_STR(owners("* @a\nx @\n", "x"), "@a");
	CHECK_STR(owners("\xef\xbb\xbf* @a\r\n", "x"), "@a");
	CHECK_STR(owners("   \n\t\n#\n", "x"), NULL);
}

TEST(facts_change, owners_come_from_the_first_file_of_the_base)
{
	struct changed paths[] = {{.path = STR("a.c"), .old_path = STR("a.c")}};
	struct tree *tree = change(paths, 1);
	struct entries trusted = {arena_array(tree->arena, 1, sizeof(struct entry)), 1};

	tree_file(tree, "CODEOWNERS", "* @head\n");
	trusted.items[0] = *tree_file(tree, "docs/CODEOWNERS", "* @base\n");
	tree->view.trusted_entries = &trusted;
	CHECK_STR(fact(tree, "paths"),
		  "{path: a.c, type: added, old_path: a.c, kinds: [], owners: [@base], "
		  "owners_known: true}");
	tree = change(paths, 1);
	tree_file(tree, ".github/CODEOWNERS", "* @github\n");
	tree_file(tree, "CODEOWNERS", "* @root\n");
	CHECK(strstr(fact(tree, "paths"), "@github") != NULL);
	tree = change(paths, 1);
	CHECK(strstr(fact(tree, "paths"), "owners_known: false") != NULL);
}

TEST(facts_change, owners_that_cannot_be_read_are_unknown)
{
	struct changed paths[] = {{.path = STR("a.c"), .old_path = STR("a.c")}};
	struct tree *tree = change(paths, 1);

	tree_file(tree, "CODEOWNERS", "* @a\n");
	tree->failing = "CODEOWNERS";
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "change", ".", "paths"), "on fire");
	tree = change(paths, 1);
	tree_link(tree, "CODEOWNERS", "elsewhere");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "change", ".", "paths"), "CODEOWNERS");
}

TEST(facts_change, a_rename_changes_both_paths)
{
	struct changed paths[] = {
		{.type = CHANGE_RENAMED, .path = STR("b"), .old_path = STR("models/a")},
		{.type = CHANGE_DELETED, .path = STR("c"), .old_path = STR("c")},
	};
	struct tree *tree = change(paths, 2);

	tree_file(tree, "CODEOWNERS", "/models/ @ml\n");
	CHECK_STR(
		fact(tree, "paths"),
		"{path: b, type: renamed, old_path: models/a, kinds: [], owners: [], owners_known: "
		"true}, "
		"{path: c, type: deleted, old_path: c, kinds: [], owners: [], owners_known: true}, "
		"{path: models/a, type: deleted, old_path: models/a, kinds: [], owners: [@ml], "
		"owners_known: true}");
}

TEST(facts_change, contributors_are_all_who_had_a_hand_in_it)
{
	struct tree *tree = change(NULL, 0);
	struct commit commits[] = {
		{
			.author = {STR("Ann Bell"), STR("ann@corp-mail.com")},
			.committer = {STR("GitHub"), STR("noreply@github.com")},
			.message = STR("Do it\n\nCo-authored-by: Raj <RAJ@corp-mail.com>\n"
				       "co-authored-by: Bot <12+robo@users.noreply.github.com>\n"
				       "Co-authored-by: nobody\n"),
		},
		{
			.author = {STR("Ann"), STR("ANN@corp-mail.com")},
			.committer = {STR("Carl"), STR("carl@users.noreply.github.com")},
			.message = STR("More"),
		},
	};

	tree->change.commits = commits;
	tree->change.commit_count = 2;
	tree->view.author = STR("annbell");
	CHECK_STR(fact(tree, "contributors"),
		  "{name: null, email: null, login: annbell}, "
		  "{name: Ann Bell, email: ann@corp-mail.com, login: null}, "
		  "{name: Raj, email: RAJ@corp-mail.com, login: null}, "
		  "{name: Bot, email: 12+robo@users.noreply.github.com, login: robo}, "
		  "{name: nobody, email: nobody, login: null}, "
		  "{name: Carl, email: carl@users.noreply.github.com, login: carl}");
	CHECK_STR(fact(tree, "author"), "annbell");
}

/* git-interpret-trailers(1): blanks before the colon and values that go on in the next line. */
TEST(facts_change, co_authors_are_found_however_they_are_written)
{
	struct tree *tree = change(NULL, 0);
	struct commit commit = {
		.message =
			STR("Do it\n\nCo-authored-by : A <a@x.org>\nco-authored-by:\n B <b@x.org>\n"
			    "Co-Authored-By: C <c@x.org>, D <d@x.org>\r\n\tE <e@x.org>\n"
			    "Co-authored-by nobody <f@x.org>\nCo-authored-by: open <g@x.org\n"
			    "Co-authored-by:"),
	};

	tree->change.commits = &commit;
	tree->change.commit_count = 1;
	CHECK_STR(fact(tree, "contributors"),
		  "{name: A, email: a@x.org, login: null}, {name: B, email: b@x.org, login: null}, "
		  "{name: C, email: c@x.org, login: null}, {name: D, email: d@x.org, login: null}, "
		  "{name: E, email: e@x.org, login: null}, "
		  "{name: open <g@x.org, email: open <g@x.org, login: null}");
}

TEST(facts_change, mailmap_and_roles_say_who_an_address_is)
{
	struct tree *tree = change(NULL, 0);
	struct holder holder = {.github = STR("annb"), .email = STR("Ann@corp-mail.com")};
	struct role role = {.name = STR("CISO"), .holders = &holder, .holder_count = 1};
	struct commit commit = {
		.author = {STR("x"), STR("old@home.net")},
		.committer = {STR("x"), STR("old@home.net")},
	};

	tree_file(tree, ".mailmap", "# people\nAnn Bell <ann@corp-mail.com> <OLD@home.net>\n");
	tree->plan.roles = &role;
	tree->plan.role_count = 1;
	tree->change.commits = &commit;
	tree->change.commit_count = 1;
	CHECK_STR(fact(tree, "contributors"),
		  "{name: Ann Bell, email: ann@corp-mail.com, login: annb}");
}

/* Whichever of the two addresses govlint.yaml knows, it is the person's. */
TEST(facts_change, a_person_goes_by_both_addresses)
{
	struct tree *tree = change(NULL, 0);
	struct holder holders[] = {
		{.github = STR("annb"), .email = STR("old@home.net")},
		{.github = STR("raj"), .email = STR("RAJ@old.example")},
	};
	struct role role = {.name = STR("CISO"), .holders = holders, .holder_count = 2};
	struct commit commit = {
		.author = {STR("x"), STR("old@home.net")},
		.committer = {STR("y"), STR("raj@new.example")},
		.message = STR("Do it\n\nCo-authored-by: Mo <mo@old.example>\n"),
	};

	tree_file(tree, ".mailmap",
		  "Ann Bell <ann@corp-mail.com> <OLD@home.net>\n"
		  "<raj@new.example> <raj@old.example>\n<mo@new.example> <mo@old.example>\n");
	tree->plan.roles = &role;
	tree->plan.role_count = 1;
	tree->change.commits = &commit;
	tree->change.commit_count = 1;
	CHECK_STR(fact(tree, "contributors"),
		  "{name: Ann Bell, email: ann@corp-mail.com, login: annb}, "
		  "{name: y, email: raj@new.example, login: raj}, "
		  "{name: Mo, email: mo@new.example, login: null}, "
		  "{name: Mo, email: mo@old.example, login: null}");
}

TEST(facts_change, mailmap_prefers_rows_with_a_name)
{
	struct arena *arena = test_arena();
	struct mailmap mailmap;
	struct person person;

	mailmap_parse(&mailmap, arena,
		      STR("Proper <p@x.org> Commit <c@x.org>\n<any@x.org> <c@x.org>\n"
			  "Only Name <n@x.org>\nbroken\n<>\n"));
	person = mailmap_resolve(&mailmap, (struct person){STR("commit"), STR("C@x.org")});
	CHECK_SLICE(person.email, "p@x.org");
	person = mailmap_resolve(&mailmap, (struct person){STR("else"), STR("c@x.org")});
	CHECK_SLICE(person.email, "any@x.org");
	CHECK_SLICE(person.name, "else");
	person = mailmap_resolve(&mailmap, (struct person){STR("else"), STR("n@x.org")});
	CHECK_SLICE(person.name, "Only Name");
	CHECK_SLICE(person.email, "n@x.org");
}

TEST(facts_change, noreply_addresses_tell_the_login)
{
	CHECK_SLICE(login_of_noreply(STR("1+ann@users.noreply.github.com")), "ann");
	CHECK_SLICE(login_of_noreply(STR("ann@USERS.noreply.github.com")), "ann");
	CHECK_SLICE(login_of_noreply(STR("ann@github.com")), NULL);
	CHECK_SLICE(login_of_noreply(STR("@users.noreply.github.com")), NULL);
	CHECK_SLICE(login_of_noreply(STR("ann@users.noreply.github.com.evil.org")), NULL);
}

/* Two changed paths; in OLDER the first stood as it does now, in OTHER neither. */
static struct tree *
reviewed(const struct review *reviews, size_t count)
{
	static struct changed paths[] = {
		{.type = CHANGE_MODIFIED, .path = {"a", 1}, .old_path = {"a", 1}},
		{.type = CHANGE_DELETED, .path = {"b", 1}, .old_path = {"b", 1}},
	};
	static struct holder holders[] = {
		{.github = {"Carol", 5}},
		{.email = {"7+dave@users.noreply.github.com", 31}},
		{.github = {" @Zoe ", 6}},
	};
	static struct role role = {
		.name = {"Product owner", 13}, .holders = holders, .holder_count = 3};
	static struct str members[] = {{"@erin", 5}};
	static struct team team = {.name = {"ml", 2}, .members = members, .member_count = 1};
	struct tree *tree = change(paths, 2);

	tree->plan.roles = &role;
	tree->plan.role_count = 1;
	tree->plan.teams = &team;
	tree->plan.team_count = 1;
	tree_at(tree, HEAD, "a", "new");
	tree_at(tree, HEAD, "b", NULL);
	tree_at(tree, OLDER, "a", "new");
	tree_at(tree, OLDER, "b", "still there");
	tree_at(tree, OTHER, "a", "old");
	tree_at(tree, OTHER, "b", "still there");
	tree->view.reviews = reviews;
	tree->view.review_count = count;
	tree->view.has_reviews = true;
	return tree;
}

/* What one review comes to: "covers | why_not". */
static const char *
approval(struct review review)
{
	struct tree *tree = reviewed(&review, 1);
	const struct value *list;

	CHECK_OK(tree_gather(tree));
	list = tree_fact(tree, "change", ".", "approvals");
	if (list->list.count != 1)
		return "";
	return arena_print(tree->arena, "%s | %s",
			   tree_show(tree, value_get(&list->list.items[0], STR("covers"))),
			   tree_show(tree, value_get(&list->list.items[0], STR("why_not"))));
}

static struct review
given(const char *by, const char *state, const char *commit, int64_t at)
{
	return (struct review){.user = str_of(by),
			       .state = str_of(state),
			       .commit = str_of(commit),
			       .submitted = at};
}

TEST(facts_change, an_approval_covers_what_still_stands_as_it_was)
{
	CHECK_STR(approval(given("carol", "APPROVED", HEAD, 1)), "a, b | null");
	CHECK_STR(approval(given("carol", "approved", OLDER, 1)), "a | null");
	CHECK_STR(approval(given("carol", "APPROVED", OTHER, 1)),
		  "[] | it was given for commit 333333333333, and every path changed after it");
	CHECK_STR(approval(given("carol", "APPROVED", ABSENT, 1)),
		  "[] | commit 444444444444, which it was given for, is not in the clone");
	CHECK_STR(approval(given("carol", "APPROVED", NULL, 1)), "[] | it names no commit");
	CHECK_STR(approval(given("carol", "APPROVED", "main", 1)),
		  "[] | the commit it names is no commit id");
	CHECK_STR(approval(given(NULL, "APPROVED", HEAD, 1)), "[] | its giver's account is gone");
	CHECK_STR(approval(given("dave", "APPROVED", OLDER, 1)), "a | null");
	CHECK_STR(approval(given("@ERIN", "APPROVED", OLDER, 1)), "a | null");
	CHECK_STR(approval(given("zoe", "APPROVED", OLDER, 1)), "a | null");
	CHECK_STR(approval(given("mallory", "APPROVED", HEAD, 1)),
		  "[] | its giver is named by no role, team or CODEOWNERS");
	CHECK_STR(approval(given("carol", "COMMENTED", HEAD, 1)), "");
	CHECK_STR(approval(given("carol", "DISMISSED", HEAD, 1)), "[] | it was dismissed");
	CHECK_STR(approval(given("carol", "CHANGES_REQUESTED", HEAD, 1)),
		  "[] | it asks for changes");
}

TEST(facts_change, the_last_word_by_time_decides)
{
	struct review reviews[] = {
		given("carol", "CHANGES_REQUESTED", HEAD, 30), given("Carol", "APPROVED", HEAD, 10),
		given("carol", "COMMENTED", HEAD, 40),         given("dave", "APPROVED", OTHER, 10),
		given("dave", "APPROVED", HEAD, 20),           given("erin", "APPROVED", HEAD, 5),
		given("erin", "DISMISSED", HEAD, 5),
	};
	struct tree *tree = reviewed(reviews, sizeof reviews / sizeof reviews[0]);
	const struct value *list;

	CHECK_OK(tree_gather(tree));
	list = tree_fact(tree, "change", ".", "approvals");
	CHECK_INT(list->list.count, 3);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *one = &list->list.items[i];
		struct str by = value_string(value_get(one, STR("by")));
		struct str state = value_string(value_get(one, STR("state")));

		if (str_equal_fold(by, STR("carol")))
			CHECK_SLICE(state, "changes_requested");
		else if (str_is(by, "dave"))
			CHECK_SLICE(state, "approved");
		else
			CHECK_SLICE(state, "dismissed");
	}
}

TEST(facts_change, a_mode_that_changed_is_a_change)
{
	struct review review = given("carol", "APPROVED", OLDER, 1);
	struct tree *tree = reviewed(&review, 1);

	tree->commits[2].executable = true;
	CHECK(strstr(fact(tree, "approvals"), "every path changed") != NULL);
}

TEST(facts_change, what_cannot_be_compared_is_unknown)
{
	struct review review =
		given("carol", "APPROVED", "0000000000000000000000000000000000000bad", 1);
	struct tree *tree = reviewed(&review, 1);

	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "change", ".", "approvals"), "damaged");
	review = given("carol", "APPROVED", OLDER, 1);
	tree = reviewed(&review, 1);
	tree->change.head = STR(ABSENT);
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "change", ".", "approvals"), "head of the change");
}

TEST(facts_change, nobody_approved_where_nobody_reviewed)
{
	struct tree *tree = reviewed(NULL, 0);

	CHECK_STR(fact(tree, "approvals"), "[]");
	CHECK_STR(fact(tree, "head"), HEAD);
}
