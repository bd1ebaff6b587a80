/* SPDX-License-Identifier: Apache-2.0
 *
 * The truth table of the verdict: every way not to pass, one at a time, and the documented ways to
 * pass with nothing judged.
 */
#include "made.h"

static enum verdict
settled(struct made *made)
{
	settle(&made->result, made->run);
	CHECK_INT((int64_t)err_lost(made->run), 0);
	return made->result.verdict;
}

/* The findings made by add_finding are items that the counts must know. */
static struct made *
with_not_verified(enum severity severity)
{
	struct made *made = make_result();

	add_finding(made, severity, NULL)->not_verified = true;
	made->result.summary.judged = 0;
	return made;
}

TEST(settle_decide, passes_what_is_judged_and_clean)
{
	struct made *made = make_result();

	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.rules, 1);
	CHECK(made->result.errors == NULL);
}

TEST(settle_decide, does_not_trust_the_verdict_it_is_given)
{
	struct made *made = make_result();

	made->result.verdict = VERDICT_PASS;
	made->result.summary.judged = 0;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
}

TEST(settle_decide, fails_on_open_findings_at_or_above_fail_on)
{
	static const struct {
		enum severity severity, fail_on;
		enum verdict verdict;
	} rows[] = {
		{SEVERITY_ERROR, SEVERITY_ERROR, VERDICT_FAIL},
		{SEVERITY_WARNING, SEVERITY_ERROR, VERDICT_PASS},
		{SEVERITY_NOTE, SEVERITY_ERROR, VERDICT_PASS},
		{SEVERITY_ERROR, SEVERITY_WARNING, VERDICT_FAIL},
		{SEVERITY_WARNING, SEVERITY_WARNING, VERDICT_FAIL},
		{SEVERITY_NOTE, SEVERITY_WARNING, VERDICT_PASS},
		{SEVERITY_NOTE, SEVERITY_NOTE, VERDICT_FAIL},
		{SEVERITY_OFF, SEVERITY_ERROR, VERDICT_FAIL},
		{SEVERITY_NOTE, SEVERITY_OFF, VERDICT_FAIL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();

		add_finding(made, rows[i].severity, NULL);
		made->result.fail_on = rows[i].fail_on;
		CHECK_INT(settled(made), rows[i].verdict);
	}
}

TEST(settle_decide, is_undecided_on_open_items_not_verified)
{
	struct made *made = with_not_verified(SEVERITY_ERROR);

	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_INT((int64_t)made->result.summary.not_verified, 1);
	CHECK_INT((int64_t)made->result.summary.not_verified_open, 1);
	made = with_not_verified(SEVERITY_WARNING);
	made->result.fail_on = SEVERITY_WARNING;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
}

TEST(settle_decide, passes_items_not_verified_below_fail_on_or_waived)
{
	struct made *made = with_not_verified(SEVERITY_WARNING);

	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.not_verified, 1);
	CHECK_INT((int64_t)made->result.summary.not_verified_open, 0);
	made = with_not_verified(SEVERITY_ERROR);
	add_waiver(made, "2027-11-21");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.not_verified, 1);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
}

TEST(settle_decide, lets_undecided_win_over_fail)
{
	struct made *made = with_not_verified(SEVERITY_ERROR);

	add_finding(made, SEVERITY_ERROR, "contact");
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_INT((int64_t)made->result.summary.open_errors, 1);
}

TEST(settle_decide, is_undecided_on_any_error)
{
	struct made *made = make_result();

	made->result.errors = err_new(made->run, "cannot read the registry");
	err_settle(made->result.errors);
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_INT((int64_t)count_errors(made), 1);
}

TEST(settle_decide, is_undecided_without_a_plan_or_rules)
{
	struct made *made = make_result();

	made->result.plan = NULL;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "no policy was loaded");
	made = make_result();
	made->plan.rule_count = 0;
	made->plan.may_be_empty = true;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "no rule to judge by");
}

TEST(settle_decide, is_undecided_when_the_counts_do_not_add_up)
{
	static const struct {
		size_t planned, judged;
	} rows[] = {{2, 1}, {1, 2}, {1, 0}, {0, 1}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();

		made->result.summary.planned = rows[i].planned;
		made->result.summary.judged = rows[i].judged;
		CHECK_INT(settled(made), VERDICT_UNDECIDED);
		CHECK_ERR(made->result.errors, "items were planned");
	}
}

TEST(settle_decide, counts_not_verified_by_the_list_not_as_announced)
{
	struct made *made = make_result();

	made->result.summary.planned = 2;
	made->result.summary.not_verified = 1;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_INT((int64_t)made->result.summary.not_verified, 0);
}

static struct made *
with_empty_tree(void)
{
	struct made *made = make_result();

	made->result.summary = (struct summary){0};
	return made;
}

TEST(settle_decide, is_undecided_on_a_tree_without_governed_artifacts)
{
	struct made *made = with_empty_tree();

	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "no governed artifact");
	made = with_empty_tree();
	made->result.run.source = "diff";
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
}

TEST(settle_decide, passes_an_empty_tree_that_may_be_empty)
{
	struct made *made = with_empty_tree();

	made->plan.may_be_empty = true;
	CHECK_INT(settled(made), VERDICT_PASS);
}

TEST(settle_decide, passes_when_all_rules_wait_for_a_change)
{
	struct made *made = with_empty_tree();

	made->plan.rules = &made->planned[1];
	made->result.summary.waiting_for_change = 1;
	CHECK_INT(settled(made), VERDICT_PASS);
	made = with_empty_tree();
	made->plan.rule_count = 2;
	made->result.summary.waiting_for_change = 1;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
}

TEST(settle_decide, passes_a_change_that_concerns_no_rule)
{
	static const char *const sources[] = {"diff", "staged"};

	for (size_t i = 0; i < 2; i++) {
		struct made *made = make_result();

		made->result.run.source = sources[i];
		made->result.summary.planned = made->result.summary.judged = 0;
		CHECK_INT(settled(made), VERDICT_PASS);
	}
}

TEST(settle_decide, is_undecided_when_nothing_is_planned_without_a_reason)
{
	struct made *made = make_result();

	made->result.summary.planned = made->result.summary.judged = 0;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "no rule concerns anything");
	made = make_result();
	made->result.summary.planned = made->result.summary.judged = 0;
	made->result.run.narrow = STR("docs");
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "in docs");
}

TEST(settle_decide, passes_what_was_found_not_applicable_or_absent)
{
	struct made *made = make_result();

	made->result.summary.planned = made->result.summary.judged = 0;
	made->result.summary.not_applicable = 1;
	CHECK_INT(settled(made), VERDICT_PASS);
	made = make_result();
	made->result.summary.planned = made->result.summary.judged = 0;
	made->result.summary.selected_nothing_count = 1;
	CHECK_INT(settled(made), VERDICT_PASS);
}

TEST(settle_decide, counts_by_severity_and_by_file)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "a");
	add_finding(made, SEVERITY_WARNING, "b");
	add_finding(made, SEVERITY_NOTE, "c");
	add_finding(made, SEVERITY_NOTE, "d")->path = STR("data/other.csv");
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.summary.open_errors, 1);
	CHECK_INT((int64_t)made->result.summary.open_warnings, 1);
	CHECK_INT((int64_t)made->result.summary.open_notes, 2);
	CHECK_INT((int64_t)made->result.summary.files_with_findings, 2);
}

TEST(settle_decide, tells_who_judges_when_nobody_chose)
{
	struct made *made = make_result();
	struct planned_pack pack = {.name = STR("ai-baseline")};

	made->plan.packs = &pack;
	made->plan.pack_count = 1;
	settled(made);
	CHECK_INT((int64_t)made->result.note_count, 1);
	CHECK_SLICE(made->result.notes[0], "there is no govlint.yaml: ai-baseline judges");
	made->plan.has_config = true;
	made->result.note_count = 0;
	settled(made);
	CHECK_INT((int64_t)made->result.note_count, 0);
}
