/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments that excuse findings: what they hide, and everything that they must not.
 */
#include "made.h"

static enum verdict
settled(struct made *made)
{
	settle(&made->result, made->run);
	CHECK_INT((int64_t)err_lost(made->run), 0);
	return made->result.verdict;
}

/* A finding in line 3 of data/users.csv, and a comment that speaks of it. */
static struct made *
excused(void)
{
	struct made *made = make_result();
	struct suppressions *all = &made->result.suppressions;

	made->rules[0].allows_inline = true;
	add_finding(made, SEVERITY_ERROR, "contact")->place.line = 3;
	all->items = arena_array(made->run, 4, sizeof *all->items);
	all->items[all->count++] = (struct suppression){
		.waiver = {.in_file = true,
			   .rule = STR("dataset/plain-pii"),
			   .path = STR("data/users.csv"),
			   .reason = STR("the help desk is public"),
			   .place = {.line = 2, .column = 1}},
		.line = 3,
	};
	return made;
}

static struct suppression *
comment(struct made *made)
{
	return &made->result.suppressions.items[0];
}

TEST(settle_suppress, hides_its_rule_in_its_line)
{
	struct made *made = excused();

	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
	CHECK_INT((int64_t)made->result.findings.count, 1);
	CHECK(made->result.findings.items[0].waiver == &comment(made)->waiver);
}

TEST(settle_suppress, hides_nothing_else)
{
	struct made *made = excused();

	made->rules[0].allows_inline = false;
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = excused();
	made->result.findings.items[0].place.line = 2;
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = excused();
	made->result.findings.items[0].path = STR("data/users2.csv");
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = excused();
	comment(made)->waiver.rule = STR("dataset/plain");
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = excused();
	comment(made)->line = made->result.findings.items[0].place.line = 0;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_suppress, hides_nothing_that_is_not_verified)
{
	struct made *made = excused();

	made->result.findings.items[0].not_verified = true;
	made->result.summary.judged = 0;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK(!find_own(made, "suppression/unused"));
}

TEST(settle_suppress, hides_nothing_that_stands_for_more)
{
	struct made *made = excused();

	made->result.findings.items[0].rest = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_suppress, hides_nothing_where_it_is_wrong)
{
	struct made *made = excused();
	const struct finding *own;

	comment(made)->wrong = "the comment names no rule";
	CHECK_INT(settled(made), VERDICT_FAIL);
	own = find_own(made, "suppression/invalid");
	CHECK(own && own->place.line == 2 && own->severity == SEVERITY_ERROR);
	CHECK_INT((int64_t)made->result.summary.open_errors, 2);
}

TEST(settle_suppress, hides_nothing_before_the_merge)
{
	struct made *made = excused();

	comment(made)->arrives = true;
	made->result.run.source = "diff";
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.note_count, 1);
	CHECK_INT((int64_t)made->result.findings.count, 1);
}

TEST(settle_suppress, is_an_error_over_several_subjects)
{
	struct made *made = excused();

	add_finding(made, SEVERITY_ERROR, "phone")->place.line = 3;
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK(find_own(made, "suppression/invalid") != NULL);
	made = excused();
	add_finding(made, SEVERITY_ERROR, "contact")->place.line = 3;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.waived, 2);
}

TEST(settle_suppress, is_hidden_by_nothing_itself)
{
	struct made *made = excused();
	struct waiver *waiver = add_waiver(made, "2027-01-01");

	comment(made)->wrong = "the comment names no rule";
	waiver->rule = STR("suppression/invalid");
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK(find_own(made, "suppression/invalid")->state == FINDING_OPEN);
}

TEST(settle_suppress, comes_after_waivers_and_before_the_baseline)
{
	struct made *made = excused();
	struct waiver *waiver = add_waiver(made, "2027-12-01");

	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK(made->result.findings.items[0].waiver == waiver);
	CHECK(!find_own(made, "suppression/unused"));
	made = excused();
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
	CHECK_INT((int64_t)made->result.summary.baseline, 0);
}

TEST(settle_suppress, is_unused_where_nothing_was_found)
{
	struct made *made = excused();

	made->result.findings.count = 0;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK(find_own(made, "suppression/unused") != NULL);
	CHECK_INT((int64_t)made->result.summary.open_warnings, 1);
}

TEST(settle_suppress, is_not_unused_where_nobody_looked)
{
	for (int i = 0; i < 4; i++) {
		struct made *made = excused();

		made->result.findings.count = 0;
		if (i == 0)
			made->result.run.source = "diff";
		else if (i == 1)
			made->result.run.narrow = STR("models");
		else if (i == 2)
			comment(made)->waiver.rule = STR("dataset/off");
		else
			made->result.run.source = "staged";
		CHECK_INT(settled(made), VERDICT_PASS);
		CHECK(!find_own(made, "suppression/unused"));
	}
}
