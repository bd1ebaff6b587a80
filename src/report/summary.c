/* SPDX-License-Identifier: Apache-2.0
 *
 * The last line of every report that people read: the verdict and every count, also those that are
 * zero, so that nothing is hidden by not being mentioned. In: a result. Out: one line.
 */
#include "report/internal.h"

static void
put_count(struct out *out, size_t count, const char *one, const char *many)
{
	out_print(out, "%zu %s", count, count == 1 ? one : many);
}

/* A pass with nothing judged says so first. */
static void
put_reason(struct out *out, const struct result *result)
{
	const struct summary *summary = &result->summary;
	struct str source = str_of(result->run.source);

	if (result->verdict != VERDICT_PASS || summary->planned > 0)
		return;
	if (str_is(source, "diff") || str_is(source, "staged")) {
		out_text(out, "no rule concerns this change (");
		put_count(out, summary->rules, "rule", "rules");
		out_text(out, ", ");
		put_count(out, summary->artifacts, "artifact", "artifacts");
		out_text(out, " in the tree); ");
		return;
	}
	out_text(out, "nothing was judged; ");
}

static void
put_findings(struct out *out, const struct summary *summary)
{
	put_count(out, summary->open_errors, "error", "errors");
	out_text(out, ", ");
	put_count(out, summary->open_warnings, "warning", "warnings");
	out_text(out, ", ");
	put_count(out, summary->open_notes, "note", "notes");
	out_text(out, " in ");
	put_count(out, summary->files_with_findings, "file", "files");
}

/* " (2 off, 1 weakened)" */
static void
put_lenience(struct out *out, const struct plan *plan)
{
	if (!plan || (plan->rules_off == 0 && plan->rules_weakened == 0))
		return;
	out_text(out, " (");
	if (plan->rules_off > 0)
		out_print(out, "%zu off", plan->rules_off);
	if (plan->rules_weakened > 0)
		out_print(out, "%s%zu weakened", plan->rules_off > 0 ? ", " : "",
			  plan->rules_weakened);
	out_byte(out, ')');
}

static void
put_items(struct out *out, const struct result *result)
{
	const struct summary *summary = &result->summary;

	put_count(out, summary->artifacts, "artifact", "artifacts");
	out_text(out, ", ");
	put_count(out, summary->rules, "rule", "rules");
	put_lenience(out, result->plan);
	out_print(out, ", %zu planned, %zu judged, %zu not verified", summary->planned,
		  summary->judged, summary->not_verified);
	if (summary->not_verified_open > 0)
		out_print(out, " (%zu blocking)", summary->not_verified_open);
	out_print(out, ", %zu not applicable", summary->not_applicable);
}

static void
put_hidden(struct out *out, const struct summary *summary)
{
	out_print(out, "%zu waived, %zu baselined, %zu hidden by the diff, %zu ignored, ",
		  summary->waived, summary->baseline, summary->hidden_by_diff, summary->ignored);
	if (summary->waiting_for_change == 1)
		out_text(out, "1 rule waits for the pull request");
	else
		out_print(out, "%zu rules wait for the pull request", summary->waiting_for_change);
}

static enum paint
paint_verdict(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_PASS:
		return PAINT_GOOD;
	case VERDICT_UNDECIDED:
	case VERDICT_FAIL:
		break;
	}
	return PAINT_ERROR;
}

void
show_summary(struct out *out, const struct report_style *style, const struct result *result)
{
	enum paint paint = paint_verdict(result->verdict);

	paint_start(out, style, paint);
	out_text(out, verdict_name(result->verdict));
	paint_end(out, style, paint);
	out_text(out, ": ");
	put_reason(out, result);
	put_findings(out, &result->summary);
	out_text(out, "; ");
	put_items(out, result);
	out_text(out, "; ");
	put_hidden(out, &result->summary);
	out_byte(out, '\n');
}
