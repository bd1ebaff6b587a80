/* SPDX-License-Identifier: Apache-2.0
 *
 * Which files are the repository's own, and so come from the tree that is trusted.
 */
#include "made.h"

/* repo/.git/, repo/govlint.yaml, repo/sub/, repo/out → ../elsewhere/, elsewhere/file */
static const char *
make_repository(const char **outside)
{
	struct arena *run = test_arena();
	const char *folder = fresh_folder();
	const char *repository = arena_print(run, "%s/repo", folder);

	*outside = arena_print(run, "%s/elsewhere", folder);
	CHECK(mkdir(repository, 0700) == 0);
	CHECK(mkdir(*outside, 0700) == 0);
	CHECK(mkdir(arena_print(run, "%s/.git", repository), 0700) == 0);
	CHECK(mkdir(arena_print(run, "%s/sub", repository), 0700) == 0);
	CHECK(symlink("../elsewhere", arena_print(run, "%s/out", repository)) == 0);
	put_file(repository, "govlint.yaml", "govlint: 1\n");
	put_file(*outside, "file", "x");
	CHECK(symlink("../elsewhere/file", arena_print(run, "%s/link", repository)) == 0);
	return repository;
}

static enum whereabouts
where(const char *start, const char *folder, const char *name, const char **inside)
{
	struct arena *run = test_arena();

	return whereabouts(run, start, arena_print(run, "%s/%s", folder, name), inside);
}

TEST(cli_inside, takes_a_file_of_the_tree_for_the_repositorys)
{
	const char *outside, *inside;
	const char *repository = make_repository(&outside);

	CHECK_INT(where(repository, repository, "sub/x.yaml", &inside), WHERE_INSIDE);
	CHECK_STR(inside, "sub/x.yaml");
	CHECK_INT(where(repository, repository, "sub/../a.yaml", &inside), WHERE_INSIDE);
	CHECK_STR(inside, "a.yaml");
	CHECK_INT(where(repository, repository, "nowhere/x.yaml", &inside), WHERE_INSIDE);
}

TEST(cli_inside, takes_a_link_out_of_the_tree_for_the_repositorys)
{
	const char *outside, *inside;
	const char *repository = make_repository(&outside);

	CHECK_INT(where(repository, repository, "link", &inside), WHERE_INSIDE);
	CHECK_STR(inside, "link");
	CHECK_INT(where(repository, repository, "out/file", &inside), WHERE_INSIDE);
	CHECK_STR(inside, "out/file");
}

TEST(cli_inside, takes_files_elsewhere_and_in_git_for_the_runners)
{
	const char *outside, *inside;
	const char *repository = make_repository(&outside);

	CHECK_INT(where(repository, outside, "file", &inside), WHERE_OUTSIDE);
	CHECK_INT(where(repository, repository, "../elsewhere/file", &inside), WHERE_OUTSIDE);
	CHECK_INT(where(repository, repository, ".git/reviews.json", &inside), WHERE_OUTSIDE);
	CHECK_INT(where(outside, outside, "file", &inside), WHERE_OUTSIDE);
}

TEST(cli_inside, names_files_from_the_root_and_refuses_those_above_it)
{
	struct arena *run = test_arena();
	const char *outside, *inside;
	const char *repository = make_repository(&outside);
	const char *root = arena_print(run, "%s/sub", repository);

	put_file(root, "govlint.yaml", "govlint: 1\n");
	CHECK_INT(where(root, root, "x.yaml", &inside), WHERE_INSIDE);
	CHECK_STR(inside, "x.yaml");
	CHECK_INT(where(root, repository, "x.yaml", &inside), WHERE_ABOVE);
	CHECK_STR(root_above(run, root), root);
	CHECK_STR(root_above(run, repository), repository);
	CHECK(root_above(run, outside) == NULL);
}
