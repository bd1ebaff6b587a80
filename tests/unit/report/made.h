/* SPDX-License-Identifier: Apache-2.0
 *
 * A settled result made by hand: a finding with its line, one without, a waived one, an item that
 * is not verified.
 */
#ifndef GOVLINT_TESTS_REPORT_MADE_H
#define GOVLINT_TESTS_REPORT_MADE_H

#include <string.h>

#include "base/out.h"
#include "harness/test.h"
#include "report/report.h"

struct made {
	struct arena *run;
	struct kind dataset;
	struct rule rule;
	struct requirement_ref law;
	struct planned_rule planned;
	struct planned_pack pack;
	struct waiver waiver;
	struct plan plan;
	struct finding findings[4];
	struct str notes[1];
	struct result result;
};

static const struct report_style plain = {.utf8 = true};

__attribute__((unused)) static struct made *
make_result(void)
{
	struct arena *run = test_arena();
	struct made *made = arena_alloc(run, sizeof *made);
	struct finding base = {
		.rule = STR("dataset/plain-pii"),
		.planned = &made->planned,
		.severity = SEVERITY_ERROR,
		.path = STR("data/users.csv"),
		.place = {.line = 2, .column = 4, .end_line = 2, .end_column = 8},
		.subject = STR("contact"),
		.message = STR("column 'contact' holds 2 unencrypted email values"),
		.help = STR("Mask the column.\nOr drop it.\n"),
	};

	*made = (struct made){
		.run = run,
		.dataset = {.name = "dataset"},
		.rule = {.id = STR("dataset/plain-pii"),
			 .why = STR("Art. 32 asks for it. Second sentence.\n"),
			 .kind = &made->dataset},
		.law = {.pack = STR("gdpr"), .requirement = STR("art-32")},
		.planned = {.rule = &made->rule,
			    .severity = SEVERITY_ERROR,
			    .maps_to = &made->law,
			    .maps_to_count = 1},
		.pack = {.name = STR("ai-baseline"), .from = STR("built-in"), .digest = "sha256:0"},
		.waiver = {.reason = STR("legacy"),
			   .approved_by = STR("CISO"),
			   .until_text = STR("2027-03-31"),
			   .place = {.line = 7, .column = 5}},
		.plan = {.packs = &made->pack, .pack_count = 1, .rule_count = 1},
		.notes = {STR("no govlint.yaml")},
		.result = {.verdict = VERDICT_UNDECIDED,
			   .run = {.source = "worktree"},
			   .summary = {.artifacts = 3,
				       .rules = 1,
				       .planned = 3,
				       .judged = 2,
				       .not_verified = 1,
				       .not_verified_open = 1,
				       .open_errors = 2,
				       .waived = 1,
				       .governed = 3,
				       .files_with_findings = 1},
			   .fail_on = SEVERITY_ERROR,
			   .note_count = 1},
	};
	for (int i = 0; i < 4; i++) {
		made->findings[i] = base;
		memset(made->findings[i].fingerprint, 'a' + i, 64);
	}
	made->findings[0].excerpt = STR("id,contact");
	made->findings[1].place = (struct place){.line = 9, .column = 1};
	made->findings[1].system = STR("SYS-001");
	made->findings[2].state = FINDING_WAIVED;
	made->findings[2].waiver = &made->waiver;
	made->findings[3].not_verified = true;
	made->findings[3].subject = (struct str){0};
	made->findings[3].message = STR("cannot read the file");
	made->findings[3].help = (struct str){0};
	made->result.plan = &made->plan;
	made->result.notes = made->notes;
	made->result.findings = (struct findings){.items = made->findings, .count = 4};
	date_parse(STR("2026-11-21T12:00:00Z"), &made->result.run.now);
	return made;
}

/* The report as one NUL-terminated text. */
__attribute__((unused)) static const char *
told(const struct made *made, const char *format, const struct report_style *style)
{
	struct out out;

	out_to_memory(&out, made->run);
	report_named(str_of(format))->write(&made->result, style, &out);
	return str_copy(made->run, out_str(&out));
}

#endif
