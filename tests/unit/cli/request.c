/* SPDX-License-Identifier: Apache-2.0
 *
 * What the engine is asked: files of the runner by their text, files of the repository by name.
 */
#include "made.h"

static struct engine_request
asked(const char *path, enum option_id option, const char *value, struct err **err)
{
	struct arena *run = test_arena();
	struct cli_environment environment = {.has_now = true, .processors = 4};
	struct arguments *arguments = arena_alloc(run, sizeof *arguments);
	struct session session = {.environment = &environment,
				  .arguments = arguments,
				  .limits = limits_default,
				  .run = run};
	struct engine_request request;

	arguments->command = &cmd_check;
	arguments->words = arena_array(run, 1, sizeof(char *));
	arguments->words[arguments->word_count++] = path;
	arguments->options[option].values = arena_array(run, 1, sizeof(char *));
	arguments->options[option].values[arguments->options[option].count++] = value;
	*err = request_check(&session, &request);
	if (!*err)
		*err = request_read(&session, &request);
	return request;
}

static const char *
make_repository(void)
{
	const char *folder = fresh_folder();

	CHECK(mkdir(arena_print(test_arena(), "%s/.git", folder), 0700) == 0);
	put_file(folder, "house.yaml", "pack: inside\n");
	return folder;
}

TEST(cli_request, passes_files_of_the_repository_by_name)
{
	const char *repository = make_repository();
	const char *file = arena_print(test_arena(), "%s/house.yaml", repository);
	struct err *err;
	struct engine_request request = asked(repository, OPTION_policy, file, &err);

	CHECK_OK(err);
	CHECK_STR(request.policy.policies[0], "./house.yaml");
	CHECK_INT((int64_t)request.policy.policy_text_count, 0);
	request = asked(repository, OPTION_config, file, &err);
	CHECK_OK(err);
	CHECK_STR(request.policy.config, "house.yaml");
	CHECK_SLICE(request.policy.config_text, NULL);
	request = asked(repository, OPTION_reviews, file, &err);
	CHECK_OK(err);
	CHECK_STR(request.reviews_path, "house.yaml");
	CHECK_SLICE(request.reviews_text, NULL);
}

TEST(cli_request, passes_files_of_the_runner_by_their_text)
{
	const char *repository = make_repository();
	const char *file = put_file(fresh_folder(), "out.yaml", "pack: outside\n");
	struct err *err;
	struct engine_request request = asked(repository, OPTION_policy, file, &err);

	CHECK_OK(err);
	CHECK_STR(request.policy.policies[0], file);
	CHECK_INT((int64_t)request.policy.policy_text_count, 1);
	CHECK_STR(request.policy.policy_texts[0].path, file);
	CHECK_SLICE(request.policy.policy_texts[0].text, "pack: outside\n");
	request = asked(repository, OPTION_config, file, &err);
	CHECK_OK(err);
	CHECK_SLICE(request.policy.config_text, "pack: outside\n");
	request = asked(repository, OPTION_reviews, "/no/such/file", &err);
	CHECK_ERR(err, "/no/such/file");
}

TEST(cli_request, takes_a_plain_word_for_the_name_of_a_pack)
{
	struct err *err;
	struct engine_request request =
		asked(make_repository(), OPTION_policy, "ai-baseline", &err);

	CHECK_OK(err);
	CHECK_STR(request.policy.policies[0], "ai-baseline");
	CHECK_INT((int64_t)request.jobs, 4);
	CHECK_INT(request.fail_on, SEVERITY_ERROR);
}

TEST(cli_request, takes_no_rules_of_the_repository_from_the_disk_when_another_tree_judges)
{
	struct arena *run = test_arena();
	const char *repository = make_repository();
	const char *words[2] = {repository, "HEAD"};
	struct cli_environment environment = {.has_now = true};
	struct arguments arguments = {.command = &cmd_check, .words = words, .word_count = 1};
	struct session session = {.environment = &environment,
				  .arguments = &arguments,
				  .limits = limits_default,
				  .run = run};
	struct engine_request request;

	arguments.options[OPTION_rules] = (struct given){.values = words, .count = 1};
	arguments.options[OPTION_diff] = (struct given){.values = words + 1, .count = 1};
	CHECK_OK(request_check(&session, &request));
	CHECK_ERR(request_read(&session, &request), "is a folder of the repository");
}
