/* SPDX-License-Identifier: Apache-2.0
 *
 * What counts. In: a result as the judging left it. Out: the same with waivers applied, findings in
 * order and identified, everything counted, and a verdict. The one thing to know: the verdict is
 * set back to "undecided" first and only settle_decide moves it. Judges nothing itself.
 */
#include "settle/internal.h"

bool
settle_has_changed_set(const struct result *result)
{
	struct str source = str_of(result->run.source);

	return str_is(source, "diff") || str_is(source, "staged");
}

bool
settle_blocks(const struct result *result, enum severity severity)
{
	if (severity <= SEVERITY_OFF || severity > SEVERITY_ERROR)
		return true;
	return severity >= result->fail_on;
}

void
settle(struct result *result, struct arena *run)
{
	result->verdict = VERDICT_UNDECIDED;
	settle_waive(result, run);
	settle_order(&result->findings);
	settle_identify(&result->findings, run);
	settle_count(result);
	settle_decide(result, run);
}
