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
	size_t without; /* rules that have no example */
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

static struct err *
run_rule(struct session *session, const struct memory_text *file, struct counts *counts)
{
	struct example_report report = {.failures = value_list()};

	TRY(engine_examples(file->path, file->text, &session->limits,
			    session->environment->exhausted, session->run, &report));
	counts->rules++;
	counts->examples += report.run;
	counts->failed += report.failed;
	counts->without += report.run == 0;
	for (size_t i = 0; i < report.failures.list.count; i++) {
		report_safe(session->output, report.failures.list.items[i].string);
		out_byte(session->output, '\n');
	}
	if (session->style.verbose) {
		report_safe(session->output, str_of(file->path));
		out_print(session->output, ": %zu examples, %zu failed\n", report.run,
			  report.failed);
	}
	return NULL;
}

static void
put_counts(struct session *session, const struct counts *counts, const char *verdict)
{
	out_print(session->output,
		  "%s: %zu %s of %zu %s run, %zu failed; %zu %s without examples\n", verdict,
		  counts->examples, counts->examples == 1 ? "example" : "examples", counts->rules,
		  counts->rules == 1 ? "rule" : "rules", counts->failed, counts->without,
		  counts->without == 1 ? "rule" : "rules");
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
		       "1 when an example fails.",
	.words_most = SIZE_MAX,
	.run = run_test,
};
