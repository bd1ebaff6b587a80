/* SPDX-License-Identifier: Apache-2.0
 *
 * Waivers: which findings they hide, until when, and what is said about them. "Now" is
 * 2026-11-21T12:00:00Z.
 */
#include "made.h"

static enum verdict
settled(struct made *made)
{
	settle(&made->result, made->run);
	CHECK_INT((int64_t)err_lost(made->run), 0);
	return made->result.verdict;
}

TEST(settle_waive, hides_its_rule_at_its_path)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "contact");
	add_waiver(made, "2027-03-31");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
	CHECK_INT((int64_t)made->result.findings.count, 1);
	CHECK_INT(made->result.findings.items[0].state, FINDING_WAIVED);
	CHECK(made->result.findings.items[0].waiver == &made->waivers[0]);
}

TEST(settle_waive, hides_nothing_else)
{
	static const struct {
		struct str rule, path, subject, system;
	} rows[] = {
		{STR("dataset/other"), STR("data/users.csv"), {0}, {0}},
		{STR("dataset/plain-pi"), STR("data/users.csv"), {0}, {0}},
		{STR("dataset/plain-pii"), STR("data/users.csv.gz"), {0}, {0}},
		{STR("dataset/plain-pii"), STR("data/*.csv"), {0}, {0}},
		{STR("dataset/plain-pii"), STR("data"), {0}, {0}},
		{STR("dataset/plain-pii"), STR("DATA/users.csv"), {0}, {0}},
		{STR("dataset/plain-pii"), STR("data/users.csv"), STR("phone"), {0}},
		{STR("dataset/plain-pii"), STR("data/users.csv"), {0}, STR("SYS-001")},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();
		struct waiver *waiver = add_waiver(made, "2027-03-31");

		add_finding(made, SEVERITY_ERROR, "contact");
		waiver->rule = rows[i].rule;
		waiver->path = rows[i].path;
		waiver->subject = rows[i].subject;
		waiver->system = rows[i].system;
		CHECK_INT(settled(made), VERDICT_FAIL);
		CHECK_INT((int64_t)made->result.summary.waived, 0);
	}
}

TEST(settle_waive, with_a_subject_does_not_hide_an_unreadable_file)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, NULL)->not_verified = true;
	made->result.summary.judged = 0;
	add_waiver(made, "2027-03-31")->subject = STR("contact");
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK(!find_own(made, "waiver/unused"));
}

TEST(settle_waive, does_not_excuse_a_machine_that_failed)
{
	for (int failed = 0; failed <= 1; failed++) {
		struct made *made = make_result();
		struct finding *finding = add_finding(made, SEVERITY_ERROR, NULL);

		finding->not_verified = true;
		finding->never_waived = failed;
		made->result.summary.judged = 0;
		made->result.summary.not_verified = 1;
		add_waiver(made, "2027-03-31");
		CHECK_INT(settled(made), failed ? VERDICT_UNDECIDED : VERDICT_PASS);
	}
}

TEST(settle_waive, applies_on_its_last_day_in_utc)
{
	static const struct {
		const char *now;
		enum verdict verdict;
	} rows[] = {
		{"2026-11-21T23:59:59Z", VERDICT_PASS},
		{"2026-11-22T00:00:00Z", VERDICT_FAIL},
		{"2026-11-22T00:30:00+01:00", VERDICT_PASS},
		{"2026-11-21T23:30:00-01:00", VERDICT_FAIL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();

		add_finding(made, SEVERITY_ERROR, "contact");
		add_waiver(made, "2026-11-21");
		CHECK(date_parse(str_of(rows[i].now), &made->plan.now));
		CHECK_INT(settled(made), rows[i].verdict);
		CHECK((find_own(made, "waiver/expired") != NULL) ==
		      (rows[i].verdict == VERDICT_FAIL));
	}
}

TEST(settle_waive, that_is_expired_is_an_error_even_with_nothing_to_hide)
{
	struct made *made = make_result();
	const struct finding *own;

	add_waiver(made, "2026-11-20");
	CHECK_INT(settled(made), VERDICT_FAIL);
	own = find_own(made, "waiver/expired");
	CHECK(own != NULL);
	CHECK_SLICE(own->path, "govlint.yaml");
	CHECK_INT(own->place.line, 7);
	CHECK_INT(own->place.column, 5);
	CHECK_INT(own->severity, SEVERITY_ERROR);
	CHECK(!find_own(made, "waiver/unused"));
}

TEST(settle_waive, that_hides_nothing_is_a_warning)
{
	struct made *made = make_result();

	add_waiver(made, "2027-11-20");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK(find_own(made, "waiver/unused") != NULL);
	CHECK_INT((int64_t)made->result.summary.open_warnings, 1);
}

TEST(settle_waive, is_called_unused_only_when_it_was_looked_for)
{
	struct made *made = make_result();

	add_waiver(made, "2027-11-20");
	made->result.run.source = "diff";
	settled(made);
	CHECK(!find_own(made, "waiver/unused"));
	made = make_result();
	add_waiver(made, "2027-11-20");
	made->result.run.narrow = STR("models");
	settled(made);
	CHECK(!find_own(made, "waiver/unused"));
	made = make_result();
	add_waiver(made, "2027-11-20");
	made->result.run.narrow = STR("data");
	settled(made);
	CHECK(find_own(made, "waiver/unused") != NULL);
	made = make_result();
	add_waiver(made, "2027-11-20")->rule = STR("model/missing-card");
	settled(made);
	CHECK(!find_own(made, "waiver/unused"));
	made = make_result();
	add_waiver(made, "2027-11-20");
	made->result.errors = err_new(made->run, "cannot read");
	err_settle(made->result.errors);
	settled(made);
	CHECK(!find_own(made, "waiver/unused"));
}

TEST(settle_waive, of_the_base_does_not_block_the_change_that_renews_it)
{
	struct made *made = make_result();

	add_waiver(made, "2026-01-01");
	made->result.run.source = "diff";
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.hidden_by_diff, 1);
	made = make_result();
	add_finding(made, SEVERITY_ERROR, "contact");
	add_waiver(made, "2026-01-01");
	made->result.run.source = "diff";
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK(find_own(made, "waiver/expired") != NULL);
}

TEST(settle_waive, that_hides_several_subjects_or_systems_is_over_broad)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "contact");
	add_finding(made, SEVERITY_ERROR, "phone");
	add_waiver(made, "2027-11-20");
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK(find_own(made, "waiver/over-broad") != NULL);
	made = make_result();
	add_finding(made, SEVERITY_ERROR, "contact")->system = STR("SYS-001");
	add_finding(made, SEVERITY_ERROR, "contact")->system = STR("SYS-002");
	add_waiver(made, "2027-11-20")->subject = STR("contact");
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK(find_own(made, "waiver/over-broad") != NULL);
	made = make_result();
	add_finding(made, SEVERITY_ERROR, "contact");
	add_finding(made, SEVERITY_ERROR, "contact");
	add_waiver(made, "2027-11-20");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK(!find_own(made, "waiver/over-broad"));
}

TEST(settle_waive, that_ends_within_thirty_days_is_announced)
{
	static const struct {
		const char *until, *message;
	} rows[] = {
		{"2026-11-21", "in 0 days"},
		{"2026-11-22", "in 1 day:"},
		{"2026-12-21", "in 30 days"},
		{"2026-12-22", NULL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();
		const struct finding *own;

		add_finding(made, SEVERITY_ERROR, "contact");
		add_waiver(made, rows[i].until);
		CHECK_INT(settled(made), VERDICT_PASS);
		own = find_own(made, "waiver/expiring");
		CHECK((own != NULL) == (rows[i].message != NULL));
		if (own && rows[i].message)
			CHECK(str_find(own->message, str_of(rows[i].message)) != SIZE_MAX);
	}
}

TEST(settle_waive, the_narrowest_that_applies_is_named)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "contact");
	add_waiver(made, "2027-11-20");
	add_waiver(made, "2027-11-20")->subject = STR("contact");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK(made->result.findings.items[0].waiver == &made->waivers[1]);
	CHECK(!find_own(made, "waiver/unused"));
}

TEST(settle_waive, an_expired_one_leaves_the_finding_to_a_valid_one)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "contact");
	add_waiver(made, "2026-11-20");
	add_waiver(made, "2027-11-20");
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
	CHECK_INT((int64_t)made->result.summary.open_errors, 1);
}

TEST(settle_waive, cannot_hide_what_is_said_about_waivers)
{
	struct made *made = make_result();
	struct waiver *waiver;

	add_waiver(made, "2026-11-20");
	waiver = add_waiver(made, "2027-11-20");
	waiver->rule = STR("waiver/expired");
	waiver->path = STR("govlint.yaml");
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_waive, does_not_believe_a_state_it_did_not_set)
{
	struct made *made = make_result();

	add_finding(made, SEVERITY_ERROR, "contact")->state = FINDING_WAIVED;
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = make_result();
	add_finding(made, SEVERITY_ERROR, "contact")->state = FINDING_BASELINE;
	CHECK_INT(settled(made), VERDICT_FAIL);
}
