/* SPDX-License-Identifier: Apache-2.0
 *
 * What counts. In: a result as the judging left it. Out: the same with waivers applied, findings in
 * order and identified, everything counted, and a verdict. The one thing to know: the verdict is
 * set back to "undecided" first and only settle_decide moves it. Judges nothing itself.
 */
#include "base/arena.h"
#include "base/buf.h"
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

/* A longer list of what is weakened is cut. */
#define NOTE_BYTES 4000

void
settle_note(struct result *result, struct arena *run, struct str note)
{
	struct str *notes = arena_array(run, result->note_count + 1, sizeof *notes);

	for (size_t i = 0; i < result->note_count; i++)
		notes[i] = result->notes[i];
	notes[result->note_count++] = note;
	result->notes = notes;
}

/* Who did not choose a policy is told which one judged. */
static void
note_missing_config(struct result *result, struct arena *run)
{
	const struct plan *plan = result->plan;
	struct buf text;

	if (!plan || plan->has_config || plan->pack_count == 0)
		return;
	buf_init(&text, run, SIZE_MAX);
	buf_print(&text, "there is no govlint.yaml%s: ",
		  str_is(str_of(result->run.source), "diff") ? " in the base" : "");
	for (size_t i = 0; i < plan->pack_count; i++)
		buf_print(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARG(plan->packs[i].name));
	buf_add(&text, plan->pack_count == 1 ? STR(" judges") : STR(" judge"));
	settle_note(result, run, buf_str(&text));
}

/* Who judges by less than the packs ask says so in every run. */
static void
note_weakened(struct result *result, struct arena *run)
{
	const struct plan *plan = result->plan;
	struct buf text;
	bool any = false;

	if (!plan || plan->rules_weakened == 0)
		return;
	buf_init(&text, run, NOTE_BYTES);
	buf_print(&text, "%.*s asks less than the packs: ", STR_ARG(plan->config_path));
	for (size_t i = 0; i < plan->rule_count; i++)
		for (size_t n = 0; n < plan->rules[i].weakened_count; n++) {
			buf_print(&text, "%s%.*s of %.*s", any ? ", " : "",
				  STR_ARG(plan->rules[i].weakened[n]),
				  STR_ARG(plan->rules[i].rule->id));
			any = true;
		}
	settle_note(result, run, buf_str(&text));
}

/* What excuses findings, in the order in which it comes first. */
static void
excuse(struct result *result, struct arena *run)
{
	settle_waive(result, run);
	settle_suppress(result, run);
	settle_order(&result->findings);
	settle_identify(&result->findings, run);
	settle_baseline(result, run);
}

static struct baseline *
copy_baseline(const struct baseline *baseline, struct arena *run)
{
	struct baseline *copy;

	if (!baseline)
		return NULL;
	copy = arena_alloc(run, sizeof *copy);
	*copy = *baseline;
	copy->items = arena_array(run, baseline->count, sizeof *copy->items);
	for (size_t i = 0; i < baseline->count; i++)
		copy->items[i] = baseline->items[i];
	return copy;
}

struct findings
settle_trial(const struct result *result, struct arena *run)
{
	struct result trial = *result;
	size_t count = result->findings.count;

	trial.baseline = copy_baseline(result->baseline, run);
	trial.findings.capacity = count;
	trial.findings.items = arena_array(run, count, sizeof *trial.findings.items);
	for (size_t i = 0; i < count; i++)
		trial.findings.items[i] = result->findings.items[i];
	excuse(&trial, run);
	return trial.findings;
}

void
settle(struct result *result, struct arena *run)
{
	result->verdict = VERDICT_UNDECIDED;
	excuse(result, run);
	settle_count(result);
	note_missing_config(result, run);
	note_weakened(result, run);
	settle_decide(result, run);
}
