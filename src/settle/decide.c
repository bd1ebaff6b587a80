/* SPDX-License-Identifier: Apache-2.0
 *
 * The counts and the verdict. In: a result with its findings settled. Out: the summary and one of
 * pass, fail, undecided.
 *
 * The one thing to know: everything here is a reason not to pass. "Pass" is what is left when the
 * policy loaded, at least one rule judges, there was something to judge, every planned item came
 * back judged or not verified, no error was met, and nothing open is at or above --fail-on. An
 * undecided run is undecided whatever it found. Each reason adds an error that says what to do,
 * save open items that are not verified: those speak for themselves.
 */
#include "base/arena.h"
#include "settle/internal.h"

static void
count_finding(struct result *result, const struct finding *finding)
{
	struct summary *summary = &result->summary;

	if (finding->not_verified)
		summary->not_verified++;
	if (finding->state == FINDING_WAIVED)
		summary->waived++;
	else if (finding->state == FINDING_BASELINE)
		summary->baseline++;
	else if (finding->not_verified)
		summary->not_verified_open += settle_blocks(result, finding->severity);
	else if (finding->severity == SEVERITY_NOTE)
		summary->open_notes++;
	else if (finding->severity == SEVERITY_WARNING)
		summary->open_warnings++;
	else
		summary->open_errors++;
}

/* Items that are not verified are counted from the list, not as announced: an item that is in one
 * of the two only leaves planned ≠ judged + not verified. */
void
settle_count(struct result *result)
{
	struct summary *summary = &result->summary;
	struct str last = {0};

	summary->rules = result->plan ? result->plan->rule_count : 0;
	summary->not_verified = summary->not_verified_open = 0;
	summary->open_errors = summary->open_warnings = summary->open_notes = 0;
	summary->waived = summary->baseline = summary->files_with_findings = 0;
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		count_finding(result, finding);
		if (finding->state == FINDING_OPEN && !finding->not_verified &&
		    !(last.data && str_equal(last, finding->path))) {
			summary->files_with_findings++;
			last = finding->path;
		}
	}
}

/* Settled at once: the verdict answers for it. */
void
settle_undecided(struct result *result, struct err *reason)
{
	result->errors = err_join(result->errors, reason);
	err_settle(reason);
}

/* A kind is "ungoverned" when it is there without anybody governing anything: change, commit. */
static bool
only_changes_judged(const struct plan *plan)
{
	for (size_t i = 0; i < plan->rule_count; i++)
		if (!plan->rules[i].rule->kind->ungoverned)
			return false;
	return plan->rule_count > 0;
}

/* A tree without anything governed is a wrong path more often than a clean one. */
static void
look_for_governed(struct result *result, struct arena *run)
{
	const struct plan *plan = result->plan;

	if (result->summary.governed > 0 || plan->may_be_empty || only_changes_judged(plan))
		return;
	settle_undecided(
		result,
		err_help(err_new(run, "nothing to judge: no governed artifact in the tree"),
			 "`govlint list kinds` shows what files are recognised by; "
			 "`may_be_empty: true` in govlint.yaml says that there may be none"));
}

/* Nothing planned is fine where there is a reason: the change touches nothing, `when` said no, no
 * artifact of the rules' kinds, rules that wait for a change. What is left is a PATH that took all
 * of it away. */
static void
look_for_planned(struct result *result, struct arena *run)
{
	const struct summary *summary = &result->summary;
	struct str narrow = result->run.narrow;

	if (summary->planned > 0 || settle_has_changed_set(result) || summary->not_applicable > 0 ||
	    summary->governed == 0)
		return;
	if (summary->waiting_for_change + summary->selected_nothing_count >= summary->rules)
		return;
	settle_undecided(result,
			 err_help(err_new(run, "nothing to judge: no rule concerns anything%s%.*s",
					  narrow.size > 0 ? " in " : "", STR_ARG(narrow)),
				  "`govlint facts` shows the artifacts of the tree, "
				  "`govlint list rules` what each rule judges"));
}

static void
look_at_counts(struct result *result, struct arena *run)
{
	const struct summary *summary = &result->summary;

	if (summary->planned == summary->judged + summary->not_verified)
		return;
	settle_undecided(
		result,
		err_help(err_new(run, "%zu items were planned, but %zu judged and %zu not verified",
				 summary->planned, summary->judged, summary->not_verified),
			 "this is a defect of govlint: please report it"));
}

static void
look_for_doubt(struct result *result, struct arena *run)
{
	if (!result->plan) {
		if (!result->errors)
			settle_undecided(result, err_new(run, "no policy was loaded"));
		return;
	}
	if (result->errors)
		return;
	if (result->plan->rule_count == 0) {
		settle_undecided(
			result,
			err_help(err_new(run, "no rule to judge by"),
				 "name a pack in `policies:` of govlint.yaml or with --policy; "
				 "`govlint list packs` shows the built-in ones"));
		return;
	}
	look_at_counts(result, run);
	look_for_governed(result, run);
	look_for_planned(result, run);
}

static size_t
blocking(const struct result *result)
{
	size_t count = 0;

	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		count += finding->state == FINDING_OPEN && !finding->not_verified &&
			 settle_blocks(result, finding->severity);
	}
	return count;
}

void
settle_decide(struct result *result, struct arena *run)
{
	result->verdict = VERDICT_UNDECIDED;
	look_for_doubt(result, run);
	if (!result->plan || result->errors || result->summary.not_verified_open > 0)
		return;
	result->verdict = blocking(result) > 0 ? VERDICT_FAIL : VERDICT_PASS;
}
