/* SPDX-License-Identifier: Apache-2.0
 *
 * One item: a rule on an artifact. In: the item. Out: its findings, or one that says why it could not be
 * verified.
 *
 * The one thing to know: an item counts as judged only when its check returned without an error
 * and no error was dropped on the way; everything else is "not verified".
 */
#include "engine/worker.h"

#include "base/arena.h"

/* The place that the error knows, when it speaks of the artifact's own file. */
static struct place
place_of(const struct artifact *artifact, const struct err *err)
{
	if (err->line > 0 && err->path && str_is(artifact->path, err->path))
		return (struct place){err->line, err->column ? err->column : 1, err->line,
				      err->end_column};
	if (artifact->place.line > 0)
		return artifact->place;
	return (struct place){1, 1, 1, 1};
}

static void
not_verified(struct worker *worker, const struct item *item, struct err *err)
{
	struct findings *findings = item->findings;
	struct finding *finding;

	findings->items = arena_grow(&worker->run, findings->items, findings->count,
				     &findings->capacity, sizeof(struct finding));
	finding = &findings->items[findings->count++];
	*finding = (struct finding){
		.not_verified = true,
		.never_waived = err_is_machines(err),
		.rule = item->planned->rule->id,
		.planned = item->planned,
		.about = item->artifact,
		.severity = item->planned->severity,
		.path = item->artifact->path,
		.place = place_of(item->artifact, err),
		.system = check_system(item),
		.subject = item->artifact->subject,
		.message = str_of(err_text(&worker->run, err)),
		.help = err->help ? str_of(arena_print(&worker->run, "%s", err->help))
				  : (struct str){0},
	};
	err_settle(err);
}

static struct err *
judge_when(struct item *item, bool *applies)
{
	const struct predicate *when = &item->planned->rule->when;
	struct trace *trace = when->count > 0 || when->expr ? item->trace : NULL;
	size_t line = trace_open(trace, "when");
	struct err *err = check_predicate(item, when, NULL, applies);

	trace_close(trace, line, err ? TRACE_UNKNOWN : *applies ? TRACE_HOLDS : TRACE_FAILS);
	return err;
}

static struct err *
judge(struct item *item, bool *applies)
{
	TRY(judge_when(item, applies));
	if (*applies)
		TRY(check_node(item, &item->planned->rule->check));
	return NULL;
}

void
worker_note(struct worker *worker, const struct item *item, size_t first, enum trace_end end,
	    int64_t start)
{
	struct stats_rule *counts = worker->counts;

	for (size_t i = first; item->trace && i < item->findings->count; i++)
		item->findings->items[i].trace = item->trace;
	if (item->trace)
		item->trace->end = end;
	if (!counts)
		return;
	counts += item->planned - item->view->plan->rules;
	counts->planned += end == TRACE_JUDGED || end == TRACE_NOT_VERIFIED;
	counts->judged += end == TRACE_JUDGED;
	counts->not_verified += end == TRACE_NOT_VERIFIED;
	counts->not_applicable += end == TRACE_NOT_APPLICABLE;
	counts->hidden += end == TRACE_HIDDEN;
	counts->nanoseconds += stats_now(worker->stats) - start;
}

enum trace_end
worker_judge(struct worker *worker, struct item *item)
{
	struct arena_mark mark = arena_mark(&worker->scratch);
	size_t lost = err_lost(&worker->scratch) + err_lost(&worker->run);
	bool applies = false;
	struct err *err = judge(item, &applies);

	if (!err && err_lost(&worker->scratch) + err_lost(&worker->run) > lost)
		err = err_new(&worker->scratch, "an error was met and not reported");
	if (err)
		not_verified(worker, item, err);
	else if (applies)
		check_report_rest(item);
	arena_rewind(&worker->scratch, mark);
	return err ? TRACE_NOT_VERIFIED : applies ? TRACE_JUDGED : TRACE_NOT_APPLICABLE;
}
