/* SPDX-License-Identifier: Apache-2.0
 *
 * The reports that people read, whole.
 */
#include "made.h"

#define LAST                                                                                       \
	"undecided: 2 errors, 0 warnings, 0 notes in 1 file; 3 artifacts, 1 rule, 3 planned, 2 "   \
	"judged, 1 not verified (1 blocking), 0 not applicable; 1 waived, 0 baselined, 0 hidden "  \
	"by the diff, 0 ignored, 0 rules wait for the pull request\n"

TEST(report_text, shows_frames_reasons_and_help)
{
	CHECK_STR(told(make_result(), "text", &plain),
		  "error[dataset/plain-pii]: column 'contact' holds 2 unencrypted email values\n"
		  " --> data/users.csv:2:4\n"
		  "  |\n"
		  "2 | id,contact\n"
		  "  |    ^^^^\n"
		  "  = why: Art. 32 asks for it.\n"
		  "  = law: gdpr art-32\n"
		  "  = help: Mask the column.\n"
		  "          Or drop it.\n"
		  "\n"
		  "error[dataset/plain-pii]: column 'contact' holds 2 unencrypted email values\n"
		  " --> data/users.csv:9:1\n"
		  "  = system: SYS-001\n"
		  "  = help: Mask the column.\n"
		  "\n"
		  "not verified[dataset/plain-pii]: cannot read the file\n"
		  " --> data/users.csv:2:4\n"
		  "\n"
		  "note: no govlint.yaml\n" LAST);
}

TEST(report_text, quiet_leaves_out_all_but_findings_and_the_last_line)
{
	struct made *made = make_result();
	struct report_style style = {.utf8 = true, .quiet = true};

	made->result.findings.count = 0;
	CHECK_STR(told(made, "text", &style), LAST);
	CHECK_STR(told(made, "concise", &style), LAST);
}

TEST(report_text, shows_what_is_waived_when_asked)
{
	struct made *made = make_result();
	struct report_style style = {.utf8 = true, .show_waived = true};

	made->result.findings.items = &made->findings[2];
	made->result.findings.count = 1;
	made->result.note_count = 0;
	CHECK_STR(told(made, "text", &style),
		  "error[dataset/plain-pii] (waived): column 'contact' holds 2 unencrypted email "
		  "values\n"
		  " --> data/users.csv:2:4\n"
		  "  = why: Art. 32 asks for it.\n"
		  "  = law: gdpr art-32\n"
		  "  = waived: legacy (approved by CISO, until 2027-03-31)\n"
		  "  = help: Mask the column.\n"
		  "          Or drop it.\n"
		  "\n" LAST);
}

TEST(report_text, shows_errors_with_their_line_and_what_mends_them)
{
	struct made *made = make_result();
	struct err *err = err_new(made->run, "unknown key 'polices'");
	struct err *more = err_new(made->run, "unknown rule 'a/b'");

	err = err_help(err_at(err, "govlint.yaml", 12, 1), "did you mean 'policies'?");
	err->end_column = 8;
	err->excerpt = STR("polices: [x]");
	made->result.errors = err_wrap(made->run, err_join(err, more), "the base does not load");
	err_settle(made->result.errors);
	made->result.findings.count = 0;
	made->result.note_count = 0;
	CHECK_STR(told(made, "text", &plain),
		  "govlint.yaml:12:1: error: the base does not load: unknown key 'polices'\n"
		  "   |\n"
		  "12 | polices: [x]\n"
		  "   | ^^^^^^^\n"
		  "help: did you mean 'policies'?\n"
		  "error: the base does not load: unknown rule 'a/b'\n" LAST);
	CHECK_STR(told(made, "concise", &plain),
		  "govlint.yaml:12:1: error: the base does not load: unknown key 'polices'\n"
		  "help: did you mean 'policies'?\n"
		  "error: the base does not load: unknown rule 'a/b'\n" LAST);
}

TEST(report_text, says_first_that_a_change_concerned_no_rule)
{
	struct made *made = make_result();

	made->result = (struct result){.verdict = VERDICT_PASS,
				       .run = {.source = "diff"},
				       .summary = {.artifacts = 12, .rules = 11},
				       .fail_on = SEVERITY_ERROR};
	CHECK_STR(told(made, "text", &plain),
		  "pass: no rule concerns this change (11 rules, 12 artifacts in the tree); 0 "
		  "errors, 0 warnings, 0 notes in 0 files; 12 artifacts, 11 rules, 0 planned, 0 "
		  "judged, 0 not verified, 0 not applicable; 0 waived, 0 baselined, 0 hidden by "
		  "the diff, 0 ignored, 0 rules wait for the pull request\n");
	made->result.run.source = "worktree";
	CHECK(strstr(told(made, "text", &plain), "pass: nothing was judged; ") != NULL);
}

TEST(report_concise, is_one_line_for_each_finding)
{
	CHECK_STR(told(make_result(), "concise", &plain),
		  "data/users.csv:2:4: error: column 'contact' holds 2 unencrypted email values "
		  "[dataset/plain-pii]\n"
		  "data/users.csv:9:1: error: SYS-001: column 'contact' holds 2 unencrypted email "
		  "values [dataset/plain-pii]\n"
		  "data/users.csv:2:4: not verified: cannot read the file [dataset/plain-pii]\n"
		  "note: no govlint.yaml\n" LAST);
}

TEST(report_text, has_colours_only_when_told)
{
	struct report_style style = {.utf8 = true, .colour = true};

	CHECK(strstr(told(make_result(), "text", &style), "\x1b[1;31merror[") != NULL);
	CHECK(strchr(told(make_result(), "text", &plain), '\x1b') == NULL);
	CHECK(strchr(told(make_result(), "json", &style), '\x1b') == NULL);
}

TEST(report_text, wraps_on_terminals_only)
{
	struct made *made = make_result();
	struct report_style style = {.utf8 = true, .width = 50};

	made->result.findings.count = 1;
	CHECK(strstr(told(made, "text", &style),
		     "error[dataset/plain-pii]: column 'contact' holds\n"
		     "    2 unencrypted email values\n") != NULL);
	CHECK(strstr(told(made, "text", &style), "= help: Mask the column. Or drop it.\n") != NULL);
}

/* What a runner of a CI would take for a command: "::" at the start of a line, blanks aside, or
 * "##[" or "##vso[" anywhere. */
static bool
gives_command(const char *text)
{
	struct str rest = str_of(text), line;

	if (strstr(text, "##[") || strstr(text, "##vso["))
		return true;
	while (str_line(&rest, &line))
		if (str_starts(str_trim(line), STR("::")))
			return true;
	return false;
}

TEST(report_text, lets_no_text_give_a_command_to_a_ci)
{
	static const char *const formats[] = {"text", "concise", "json"};
	static const struct str evil[] = {
		STR("::error::x"),
		STR("\n::error::x"),
		STR(" ::add-mask::x"),
		STR("##[error]x"),
		STR("x\r::stop::"),
		STR(":"),
		STR("##"),
		STR("::"),
		STR("\u2028::error"),
		STR("\v::x\f##[a]"),
		STR("##vso[task.x]"),
	};

	for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
		struct made *made = make_result();
		struct report_style style = {.utf8 = true, .show_waived = true, .verbose = true};

		for (int n = 0; n < 4; n++) {
			struct finding *finding = &made->findings[n];

			finding->path = finding->message = finding->help = evil[i];
			finding->system = finding->subject = finding->excerpt = evil[i];
		}
		made->rule.why = made->law.pack = made->law.requirement = evil[i];
		made->waiver.reason = made->waiver.approved_by = evil[i];
		made->pack.name = made->pack.from = made->notes[0] = evil[i];
		made->result.summary.selected_nothing = made->notes;
		made->result.summary.selected_nothing_count = 1;
		made->result.errors = err_at(err_new(made->run, "%.*s", STR_ARG(evil[i])),
					     str_copy(made->run, evil[i]), 1, 1);
		made->result.errors->excerpt = evil[i];
		made->result.errors = err_help(made->result.errors, "%.*s", STR_ARG(evil[i]));
		err_settle(made->result.errors);
		for (int f = 0; f < 3; f++)
			CHECK(!gives_command(told(made, formats[f], &style)));
	}
}
