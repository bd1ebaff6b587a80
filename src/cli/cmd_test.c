/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples inside rules, run. In: rule files or folders; without any, the rules that are built
 * in and the team's own. Out: each failed example on a line, then the counts. Rules whose examples
 * were never run prove nothing: none at all is "cannot decide".
 */
#include "base/arena.h"
#include "base/out.h"
#include "cli/files.h"
#include "cli/page.h"

struct counts {
	size_t rules;
	size_t examples;
	size_t failed;
	size_t points; /* what their examples could reach … */
	size_t gaps;   /* … and did not */
};

static struct err *
collect(struct session *session, struct memory_text **texts, size_t *count)
{
	const struct arguments *arguments = session->arguments;
	struct err *errors = NULL;
	size_t capacity = 0;

	if (arguments->word_count == 0)
		return known_rule_texts(session, texts, count, &capacity);
	for (size_t i = 0; i < arguments->word_count; i++)
		errors = err_join(
			errors, files_below(session, arguments->words[i], texts, count, &capacity));
	return errors;
}

static void
put_lines(struct session *session, const struct value *lines)
{
	for (size_t i = 0; i < lines->list.count; i++) {
		report_safe(session->output, lines->list.items[i].string);
		out_byte(session->output, '\n');
	}
}

static struct err *
run_rule(struct session *session, const struct memory_text *file, struct counts *counts)
{
	const struct example_request request = {
		.path = file->path,
		.text = file->text,
		.root = path_exists(file->path) ? root_above(session->run, file->path) : NULL,
		.limits = &session->limits,
		.exhausted = session->environment->exhausted,
	};
	struct example_report report;
	struct err *err = engine_examples(&request, session->run, &report);

	counts->rules += report.run > 0;
	counts->examples += report.run;
	counts->failed += report.failed;
	counts->points += report.points;
	counts->gaps += report.gaps.list.count;
	put_lines(session, &report.failures);
	if (option_given(session->arguments, OPTION_coverage)) {
		put_lines(session, &report.gaps);
		put_lines(session, &report.empty);
	}
	if (session->style.verbose) {
		report_safe(session->output, str_of(file->path));
		out_print(session->output, ": %zu examples, %zu failed\n", report.run,
			  report.failed);
	}
	return err;
}

static void
put_counts(struct session *session, const struct counts *counts, const char *verdict)
{
	if (option_given(session->arguments, OPTION_coverage))
		out_print(session->output, "coverage: %zu of %zu reached\n",
			  counts->points - counts->gaps, counts->points);
	out_print(session->output, "%s: %zu %s of %zu %s run, %zu failed\n", verdict,
		  counts->examples, counts->examples == 1 ? "example" : "examples", counts->rules,
		  counts->rules == 1 ? "rule" : "rules", counts->failed);
}

static int
run_test(struct session *session)
{
	struct memory_text *texts = NULL;
	struct counts counts = {0};
	size_t count = 0;
	struct err *err;

	err = collect(session, &texts, &count);
	for (size_t i = 0; i < count; i++)
		err = err_join(err, run_rule(session, &texts[i], &counts));
	if (!err && counts.examples == 0)
		err = err_new(session->run, "there are no examples to run");
	put_counts(session, &counts, err ? "undecided" : counts.failed > 0 ? "fail" : "pass");
	if (err)
		return cannot_do(session, err);
	return counts.failed > 0 ? EXIT_FAIL : EXIT_PASS;
}

const struct command cmd_test = {
	.name = "test",
	.words = "[PATH...]",
	.summary = "run the examples inside rules",
	.description = "Runs the examples of the rule files at or below each PATH; without one, "
		       "those of the rules\nthat are built in and of governance/rules. Exits with "
		       "1 when an example fails, with 2\nwhen a rule or what an example is made of "
		       "is wrong, or a rule has no example that finds and\nno other that does not.",
	.words_most = SIZE_MAX,
	.run = run_test,
};
