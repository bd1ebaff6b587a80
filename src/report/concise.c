/* SPDX-License-Identifier: Apache-2.0
 *
 * One line for each finding in the shape that compilers print and editors understand. In: a result.
 * Out: `path:line:col: severity: message [rule]`, errors in the same shape, the last line.
 */
#include "report/internal.h"

static void
put_finding(struct out *out, const struct report_style *style, const struct finding *finding)
{
	enum paint paint = paint_severity(finding->severity);

	show_place(out, style, finding->path, &finding->place);
	out_text(out, ": ");
	paint_start(out, style, paint);
	if (finding->state == FINDING_WAIVED)
		out_text(out, "waived ");
	else if (finding->state == FINDING_BASELINE)
		out_text(out, "baselined ");
	out_text(out, finding->not_verified ? "not verified" : severity_name(finding->severity));
	paint_end(out, style, paint);
	out_text(out, ": ");
	if (finding->system.size > 0) {
		show(out, style, finding->system);
		out_text(out, ": ");
	}
	show(out, style, finding->message);
	out_text(out, " [");
	show(out, style, finding->rule);
	out_text(out, "]\n");
}

static void
write_concise(const struct result *result, const struct report_style *style, struct out *out)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		if (finding->state == FINDING_OPEN || style->show_waived)
			put_finding(out, style, finding);
	}
	show_errors(out, style, result->errors, false);
	for (size_t i = 0; !style->quiet && i < result->note_count; i++) {
		out_text(out, "note: ");
		show(out, style, result->notes[i]);
		out_byte(out, '\n');
	}
	show_summary(out, style, result);
}

const struct report report_concise = {
	.name = "concise",
	.summary = "one line for each finding, as compilers print them",
	.write = write_concise,
};
