/* SPDX-License-Identifier: Apache-2.0
 *
 * Baselines: which findings an entry knows, and everything that it must not. The entries are made from
 * the fingerprints of the findings that they are meant for.
 */
#include "made.h"

static char old_blob[] = "00000000000000000000000000000000000000aa";

static enum verdict
settled(struct made *made)
{
	settle(&made->result, made->run);
	CHECK_INT((int64_t)err_lost(made->run), 0);
	return made->result.verdict;
}

static struct finding *
add_known(struct made *made, const char *subject)
{
	return add_finding(made, SEVERITY_ERROR, subject);
}

/* An entry as it would be written for a finding with this ordinal. */
static struct baseline_entry *
add_entry(struct made *made, const struct finding *finding, size_t ordinal)
{
	struct baseline *baseline = made->result.baseline;
	struct baseline_entry *entry;
	char *print = arena_alloc(made->run, 65);

	if (!baseline) {
		baseline = made->result.baseline = arena_alloc(made->run, sizeof *baseline);
		*baseline = (struct baseline){"known.json",
					      arena_array(made->run, 9, sizeof *entry), 0};
	}
	settle_fingerprint(finding, ordinal, print);
	entry = &baseline->items[baseline->count++];
	*entry = (struct baseline_entry){
		.fingerprint = str_of(print),
		.rule = finding->rule,
		.path = finding->path,
		.system = finding->system,
		.subject = finding->subject,
		.blob = str_of(old_blob),
		.place = {.line = 4, .column = 5},
	};
	return entry;
}

TEST(settle_baseline, knows_a_finding_wherever_its_line_went)
{
	struct made *made = make_result();

	add_entry(made, add_known(made, "contact"), 0);
	made->result.findings.items[0].place.line = 700;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.baseline, 1);
	CHECK_INT((int64_t)made->result.summary.open_errors, 0);
	CHECK(made->result.baseline->items[0].met);
}

TEST(settle_baseline, leaves_a_second_equal_finding_open)
{
	struct made *made = make_result();

	add_entry(made, add_known(made, "contact"), 0);
	add_known(made, "contact")->place.line = 9;
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.summary.baseline, 1);
	CHECK_INT((int64_t)made->result.summary.open_errors, 1);
}

TEST(settle_baseline, knows_nothing_else)
{
	static const struct finding rows[] = {
		{.rule = STR("dataset/other"),
		 .path = STR("data/users.csv"),
		 .subject = STR("contact")},
		{.rule = STR("dataset/plain-pii"),
		 .path = STR("data/users.csv.bak"),
		 .subject = STR("contact")},
		{.rule = STR("dataset/plain-pii"),
		 .path = STR("data/users.csv"),
		 .subject = STR("phone")},
		{.rule = STR("dataset/plain-pii"),
		 .path = STR("data/users.csv"),
		 .subject = STR("contact"),
		 .system = STR("SYS-001")},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct made *made = make_result();

		add_known(made, "contact");
		add_entry(made, &rows[i], 0);
		CHECK_INT(settled(made), VERDICT_FAIL);
		CHECK_INT((int64_t)made->result.summary.baseline, 0);
	}
}

TEST(settle_baseline, never_knows_what_is_not_verified)
{
	struct made *made = make_result();
	struct finding *finding = add_known(made, NULL);

	add_entry(made, finding, 0);
	finding->not_verified = true;
	made->result.summary.judged = 0;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_INT((int64_t)made->result.summary.baseline, 0);
	CHECK_INT((int64_t)made->result.note_count, 0);
}

TEST(settle_baseline, never_knows_the_rest_that_is_not_shown)
{
	struct made *made = make_result();
	struct finding *finding = add_known(made, "more");

	add_entry(made, finding, 0);
	finding->rest = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_baseline, never_knows_what_is_said_of_waivers)
{
	struct made *made = make_result();
	const struct finding *own;

	add_known(made, "contact");
	add_waiver(made, "2026-01-01");
	settled(made);
	own = find_own(made, "waiver/expired");
	CHECK(own != NULL);
	add_entry(made, own, 0);
	made->result.findings.count = 1;
	CHECK_INT(settled(made), VERDICT_FAIL);
	own = find_own(made, "waiver/expired");
	CHECK(own && own->state == FINDING_OPEN);
	made->result.findings.count = 1;
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_baseline, never_knows_rules_of_a_change)
{
	struct made *made = make_result();
	struct finding *finding = add_known(made, NULL);

	made->plan.rule_count = 2;
	finding->rule = made->rules[1].id;
	finding->planned = &made->planned[1];
	add_entry(made, finding, 0);
	CHECK_INT(settled(made), VERDICT_FAIL);
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_baseline, is_refused_where_it_says_one_thing_and_hides_another)
{
	struct made *made = make_result();

	add_entry(made, add_known(made, "contact"), 0)->path = STR("data/harmless.csv");
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "that of another finding");
	CHECK_INT(made->result.findings.items[0].state, FINDING_OPEN);
}

TEST(settle_baseline, comes_after_waivers)
{
	struct made *made = make_result();

	add_entry(made, add_known(made, "contact"), 0);
	add_waiver(made, "2027-03-31");
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.waived, 1);
	CHECK_INT((int64_t)made->result.summary.baseline, 0);
	CHECK_INT((int64_t)made->result.note_count, 0);
}

/* ---- renames ---- */

static struct made *
renamed(const char *new_path)
{
	struct made *made = make_result();
	struct finding *finding = add_known(made, "contact");

	add_entry(made, finding, 0)->gone = true;
	finding->path = str_of(new_path);
	finding->blob = str_of(old_blob);
	return made;
}

TEST(settle_baseline, follows_a_file_renamed_as_it_is)
{
	struct made *made = renamed("data/people.csv");

	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.baseline, 1);
	CHECK_INT((int64_t)made->result.note_count, 0);
}

TEST(settle_baseline, follows_nothing_else)
{
	struct made *made = renamed("data/people.csv");

	made->result.baseline->items[0].gone = false;
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = renamed("data/people.csv");
	made->result.findings.items[0].blob = STR("00000000000000000000000000000000000000bb");
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = renamed("data/people.csv");
	made->result.findings.items[0].blob = (struct str){0};
	made->result.baseline->items[0].blob = (struct str){0};
	CHECK_INT(settled(made), VERDICT_FAIL);
	made = renamed("data/people.csv");
	made->result.findings.items[0].subject = STR("phone");
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_baseline, follows_to_one_of_two_copies)
{
	struct made *made = renamed("data/people.csv");
	struct finding *copy = add_known(made, "contact");

	copy->path = STR("data/others.csv");
	copy->blob = str_of(old_blob);
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.summary.baseline, 1);
	CHECK_INT((int64_t)made->result.summary.open_errors, 1);
}

TEST(settle_baseline, follows_each_of_two_equal_files_once)
{
	struct made *made = renamed("data/people.csv");
	struct finding *other = add_known(made, "contact");

	other->path = STR("data/old.csv");
	add_entry(made, other, 0)->gone = true;
	other->path = STR("data/others.csv");
	other->blob = str_of(old_blob);
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.baseline, 2);
}

TEST(settle_baseline, follows_ordinals)
{
	struct made *made = renamed("data/people.csv");
	struct finding *second = add_known(made, "contact");

	second->path = STR("data/people.csv");
	second->place.line = 5;
	second->blob = str_of(old_blob);
	CHECK_INT(settled(made), VERDICT_FAIL);
	CHECK_INT((int64_t)made->result.summary.baseline, 1);
}

/* ---- what nothing met ---- */

TEST(settle_baseline, tells_entries_that_nothing_met)
{
	struct made *made = make_result();
	struct finding *finding = add_known(made, "contact");

	add_entry(made, finding, 0);
	add_entry(made, finding, 1);
	made->result.findings.count = 0;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.note_count, 1);
	CHECK_SLICE(made->result.notes[0],
		    "2 entries of known.json are no longer found: write it again with "
		    "--write-baseline");
}

TEST(settle_baseline, tells_nothing_of_what_was_not_looked_for)
{
	static const char *const sources[] = {"diff", "staged"};

	for (size_t i = 0; i < 4; i++) {
		struct made *made = make_result();
		struct baseline_entry *entry = add_entry(made, add_known(made, "contact"), 0);

		made->result.findings.count = 0;
		if (i < 2)
			made->result.run.source = sources[i];
		else if (i == 2)
			made->result.run.narrow = STR("models");
		else
			entry->rule = STR("dataset/off");
		CHECK_INT(settled(made), VERDICT_PASS);
		CHECK_INT((int64_t)made->result.note_count, 0);
	}
}

/* ---- making one ---- */

TEST(settle_baseline, takes_in_all_that_is_open)
{
	struct made *made = make_result();

	add_known(made, "contact");
	add_finding(made, SEVERITY_WARNING, "phone");
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_PASS);
	CHECK_INT((int64_t)made->result.summary.baseline, 2);
}

TEST(settle_baseline, takes_in_no_text_that_json_would_change)
{
	struct made *made = make_result();

	add_known(made, "contact")->path = STR("data/\xff.csv");
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_FAIL);
}

TEST(settle_baseline, is_not_made_of_a_part_of_the_tree)
{
	struct made *made = make_result();

	add_known(made, "contact");
	made->result.run.narrow = STR("data");
	made->result.makes_baseline = true;
	CHECK_INT(settled(made), VERDICT_UNDECIDED);
	CHECK_ERR(made->result.errors, "of the whole tree");
}
