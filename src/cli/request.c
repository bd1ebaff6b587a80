/* SPDX-License-Identifier: Apache-2.0
 *
 * Options → what the engine is asked. In: the arguments. Out: a request, with the texts of files
 * that stand outside the repository; those inside go by their name. First what is wrong in the
 * words themselves (wrong usage), then what is wrong with the files they name (cannot decide).
 */
#include "base/arena.h"
#include "base/file.h"
#include "cli/files.h"
#include "expr/expr.h"

static struct err *
choose_mode(struct session *session, struct engine_request *request)
{
	static const struct {
		enum option_id option;
		enum source_mode mode;
	} modes[] = {
		{OPTION_staged, SOURCE_STAGED},
		{OPTION_rev, SOURCE_REV},
		{OPTION_diff, SOURCE_DIFF},
	};
	const char *chosen = NULL;

	request->source.mode = SOURCE_WORKTREE;
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		const char *name = options[modes[i].option].name;

		if (!option_given(session->arguments, modes[i].option))
			continue;
		if (chosen)
			return err_help(err_new(session->run,
						"'--%s' and '--%s' exclude each other", chosen,
						name),
					"one run judges one tree");
		chosen = name;
		request->source.mode = modes[i].mode;
		request->source.rev = option_value(session->arguments, modes[i].option);
	}
	if (request->source.mode == SOURCE_STAGED) {
		request->source.rev = NULL;
		request->source.hook_index = session->environment->index_file;
	}
	return NULL;
}

static struct err *
choose_time(struct session *session, struct engine_request *request)
{
	const char *now = option_value(session->arguments, OPTION_now);
	struct date date;

	request->policy.now = session->environment->now;
	if (!now) {
		if (session->environment->has_now)
			return NULL;
		return err_help(err_new(session->run, "the time is not known"),
				"--now 2026-11-21T12:00:00Z");
	}
	if (!date_parse(str_of(now), &date) || date.form != DATE_TIME)
		return err_help(err_new(session->run, "'--now' cannot be '%s'", now),
				"it is a time with an offset (RFC 3339), "
				"like 2026-11-21T12:00:00Z");
	request->policy.now = date;
	return NULL;
}

static struct err *
choose_jobs(struct session *session, struct engine_request *request)
{
	const struct cli_environment *environment = session->environment;
	const char *jobs = option_value(session->arguments, OPTION_jobs);
	int64_t number = (int64_t)environment->processors;

	if (jobs && (!str_to_int64(str_of(jobs), &number) || number < 1 || number > 256))
		return err_help(err_new(session->run, "'--jobs' cannot be '%s'", jobs),
				"it is a number from 1 to 256");
	if (number < 1)
		number = 1;
	request->jobs = (size_t)number;
	if (environment->jobs_most > 0 && request->jobs > environment->jobs_most)
		request->jobs = environment->jobs_most;
	return NULL;
}

static struct err *
choose_loudness(struct session *session)
{
	if (!option_given(session->arguments, OPTION_quiet) ||
	    !option_given(session->arguments, OPTION_verbose))
		return NULL;
	return err_help(err_new(session->run, "'--quiet' and '--verbose' exclude each other"),
			"give one of them");
}

/* What a part of the tree or of the rules does not find would be missing from it. */
static struct err *
choose_baseline(struct session *session, struct engine_request *request)
{
	static const enum option_id parts[] = {OPTION_diff, OPTION_staged, OPTION_select,
					       OPTION_ignore};

	request->makes_baseline = option_given(session->arguments, OPTION_write_baseline);
	for (size_t i = 0; request->makes_baseline && i < sizeof parts / sizeof parts[0]; i++)
		if (option_given(session->arguments, parts[i]))
			return err_help(err_new(session->run,
						"'--write-baseline' and '--%s' exclude each other",
						options[parts[i]].name),
					"a baseline is of the whole tree and of all rules");
	return NULL;
}

struct err *
request_check(struct session *session, struct engine_request *request)
{
	const struct arguments *arguments = session->arguments;
	const char *fail_on = option_value(arguments, OPTION_fail_on);
	struct err *errors = NULL;

	*request = (struct engine_request){
		.source = {.path = arguments->word_count > 0 ? arguments->words[0] : ".",
			   .policy_ref = option_value(arguments, OPTION_policy_ref),
			   .marker = STR(POLICY_CONFIG),
			   .limits = &session->limits,
			   .confine = session->environment->confine,
			   .confine_required = option_given(arguments, OPTION_require_sandbox),
			   .beside = EXPR_ZONES},
		.policy = {.limits = &session->limits,
			   .select = arguments->options[OPTION_select].values,
			   .select_count = arguments->options[OPTION_select].count,
			   .ignore = arguments->options[OPTION_ignore].values,
			   .ignore_count = arguments->options[OPTION_ignore].count},
		.author = str_of(option_value(arguments, OPTION_author)),
		.fail_on = SEVERITY_ERROR,
		.trace = option_value(arguments, OPTION_trace),
		.stats = option_given(arguments, OPTION_stats),
		.stopwatch = session->environment->stopwatch,
		.clock = session->environment->clock,
		.exhausted = session->environment->exhausted,
	};
	errors = err_join(errors, choose_mode(session, request));
	errors = err_join(errors, choose_time(session, request));
	errors = err_join(errors, choose_jobs(session, request));
	errors = err_join(errors, choose_loudness(session));
	errors = err_join(errors, choose_baseline(session, request));
	if (fail_on && !severity_parse(str_of(fail_on), false, &request->fail_on))
		errors = err_join(errors,
				  err_new(session->run, "'--fail-on' cannot be '%s'", fail_on));
	return errors;
}

/* A file that the command line names: its text when it is the runner's, else its name in the
 * root. */
static struct err *
take_file(struct session *session, const struct engine_request *request, const char *file,
	  size_t limit, const char *budget, const char **name, struct str *text)
{
	const char *inside;

	*name = file;
	switch (whereabouts(session->run, request->source.path, file, &inside)) {
	case WHERE_INSIDE:
		*name = inside;
		return NULL;
	case WHERE_ABOVE:
		return err_help(err_new(session->run,
					"%s is in the repository, but not below its root", file),
				"the root is the folder of " POLICY_CONFIG
				"; files of the repository are read from there");
	case WHERE_OUTSIDE:
		break;
	}
	struct err *err;

	err = limits_named(file_read_path(text, session->run, file, limit), budget);
	if (err && !err->help && !path_exists(file))
		err = err_help(err, "the path is taken from the folder that govlint is started in");
	return err;
}

static bool
is_file_name(const char *policy)
{
	struct str text = str_of(policy);

	return str_find_byte(text, '/') < text.size || str_ends(text, STR(".yaml")) ||
	       str_ends(text, STR(".yml"));
}

static struct err *
take_policies(struct session *session, struct engine_request *request)
{
	const struct given *given = &session->arguments->options[OPTION_policy];
	struct memory_text *texts = arena_array(session->run, given->count + 1, sizeof *texts);
	const char **names = arena_array(session->run, given->count + 1, sizeof *names);
	struct err *errors = NULL;

	request->policy.policies = names;
	request->policy.policy_count = given->count;
	request->policy.policy_texts = texts;
	for (size_t i = 0; i < given->count; i++) {
		struct str text = {0};

		names[i] = given->values[i];
		if (!is_file_name(names[i]))
			continue;
		errors = err_join(errors, take_file(session, request, given->values[i],
						    session->limits.policy_bytes, "policy_bytes",
						    &names[i], &text));
		if (text.data)
			texts[request->policy.policy_text_count++] =
				(struct memory_text){.path = names[i], .text = text};
		else
			names[i] = arena_print(session->run, "./%s", names[i]);
	}
	return errors;
}

/* Rules of the repository itself come from the tree that is trusted, by governance/rules; a folder
 * given here is read as it stands on the disk, which is that tree only when the working tree is
 * judged. */
static struct err *
take_rules(struct session *session, struct engine_request *request)
{
	const struct given *given = &session->arguments->options[OPTION_rules];
	struct memory_text *texts = NULL;
	size_t count = 0, capacity = 0;
	struct err *errors = NULL;
	const char *inside;

	for (size_t i = 0; i < given->count; i++) {
		const char *folder = given->values[i];
		enum whereabouts where =
			whereabouts(session->run, request->source.path, folder, &inside);

		if (where != WHERE_OUTSIDE &&
		    (request->source.mode != SOURCE_WORKTREE || request->source.policy_ref)) {
			errors = err_join(
				errors,
				err_help(
					err_new(session->run,
						"--rules %s is a folder of the repository", folder),
					"rules of the repository are read from governance/rules of "
					"the revision that is trusted; --rules takes others"));
			continue;
		}
		errors = err_join(errors, files_below(session, folder, &texts, &count, &capacity));
	}
	request->policy.rules = texts;
	request->policy.rules_count = count;
	return errors;
}

/* What is there is told by its digest, so it does not matter where it stands. */
static struct err *
take_cache(struct session *session, struct engine_request *request)
{
	const char *folder = option_value(session->arguments, OPTION_policy_cache);
	struct memory_text *texts = NULL;
	size_t count = 0, capacity = 0;
	struct str clean = str_of(folder);

	if (!folder)
		return NULL;
	while (clean.size > 1 && str_ends(clean, STR("/")))
		clean.size--;
	request->policy.cache_folder = str_copy(session->run, clean);
	if (path_exists(folder) && !path_is_folder(folder))
		return err_new(session->run, "--policy-cache %s is no folder", folder);
	TRY(files_below(session, folder, &texts, &count, &capacity));
	request->policy.cache = texts;
	request->policy.cache_count = count;
	return NULL;
}

static struct err *
take_baseline(struct session *session, struct engine_request *request, const char *file)
{
	struct err *err =
		take_file(session, request, file, session->limits.record_bytes, "record_bytes",
			  &request->baseline_path, &request->baseline_text);

	if (!err || path_exists(file))
		return err;
	return err_help(err, "--write-baseline writes it; the path is taken from the folder that "
			     "govlint is started in");
}

struct err *
request_read(struct session *session, struct engine_request *request)
{
	const struct arguments *arguments = session->arguments;
	const char *config = option_value(arguments, OPTION_config);
	const char *reviews = option_value(arguments, OPTION_reviews);
	const char *baseline = option_value(arguments, OPTION_baseline);
	struct err *errors = NULL;

	if (config)
		errors = err_join(errors,
				  take_file(session, request, config, session->limits.policy_bytes,
					    "policy_bytes", &request->policy.config,
					    &request->policy.config_text));
	if (reviews)
		errors =
			err_join(errors, take_file(session, request, reviews,
						   session->limits.record_bytes, "record_bytes",
						   &request->reviews_path, &request->reviews_text));
	if (baseline && !request->makes_baseline)
		errors = err_join(errors, take_baseline(session, request, baseline));
	errors = err_join(errors, take_policies(session, request));
	errors = err_join(errors, take_rules(session, request));
	errors = err_join(errors, take_cache(session, request));
	return errors;
}
