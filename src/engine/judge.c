/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong. In: the plan and the artifacts. Out: findings, items that could not be verified,
 * and the counts that the verdict rests on. A piece of work is one artifact with all items it
 * stands in, so that its facts are computed once; pieces run on several threads and are joined in
 * the order of the index, so the outcome does not depend on their number.
 *
 * The one thing to know: an item counts as judged only when its check returned without an error
 * and no error was dropped on the way; everything else is "not verified".
 */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/pool.h"
#include "check/check.h"
#include "engine/corridor.h"
#include "facts/facts.h"
#include "settle/settle.h"
#include "weigh/weigh.h"

enum {
	HEAVY_PART = 8, /* of file_bytes */
};

/* What came of one artifact. */
struct outcome {
	struct findings findings;
	size_t planned;
	size_t judged;
	size_t not_verified;
	size_t not_applicable;
	size_t hidden;
	struct traces traces; /* of the rule that is traced */
	bool late;            /* the run's time was over before it was judged to its end */
};

struct worker {
	struct arena run;
	struct arena scratch;
	struct view view;
	struct stats *stats;       /* of the run, for its stopwatch; NULL: nobody asks */
	struct stats_rule *counts; /* what this thread saw, by rule of the plan */
};

/* The rules that judge a kind, in the order of the plan: thousands are not passed over for each
 * artifact that they do not concern. */
struct rules {
	const struct kind *kind;
	const struct planned_rule **items;
	size_t count;
};

struct judging {
	const struct corridor *corridor;
	struct rules *rules; /* by kind, ended by a row without one */
	struct worker *workers;
	size_t first; /* artifact of this pass */
	size_t count;
	struct outcome *outcomes; /* of these */
	pthread_mutex_t *heavy;
	atomic_size_t *found; /* findings of all that is judged so far */
};

bool
corridor_in_scope(const struct corridor *corridor, const struct artifact *artifact)
{
	struct str narrow = corridor->source.narrow;

	return narrow.size == 0 || artifact->kind->ungoverned ||
	       str_equal(artifact->path, narrow) ||
	       (artifact->path.size > narrow.size && artifact->path.data[narrow.size] == '/' &&
		str_starts(artifact->path, narrow));
}

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
not_verified(struct worker *worker, struct outcome *outcome, const struct item *item,
	     struct err *err)
{
	struct findings *findings = &outcome->findings;
	struct finding *finding;

	findings->items = arena_grow(&worker->run, findings->items, findings->count,
				     &findings->capacity, sizeof(struct finding));
	finding = &findings->items[findings->count++];
	*finding = (struct finding){
		.not_verified = true,
		.never_waived = err_is_machines(err),
		.rule = item->planned->rule->id,
		.planned = item->planned,
		.severity = item->planned->severity,
		.path = item->artifact->path,
		.place = place_of(item->artifact, err),
		.system = check_system(item),
		.subject = item->artifact->subject,
		.message = str_of(err_text(&worker->run, err)),
		.help = err->help ? str_of(arena_print(&worker->run, "%s", err->help))
				  : (struct str){0},
	};
	outcome->not_verified++;
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

/* What an item came to, for its trace and for the counts of its rule. */
static void
note_end(struct worker *worker, const struct item *item, size_t first, enum trace_end end,
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

static void
judge_item(struct worker *worker, struct outcome *outcome, struct item *item)
{
	struct arena_mark mark = arena_mark(&worker->scratch);
	size_t lost = err_lost(&worker->scratch) + err_lost(&worker->run);
	size_t first = item->findings->count;
	int64_t start = stats_now(worker->stats);
	enum trace_end end = TRACE_NOT_APPLICABLE;
	bool applies = false;
	struct err *err;

	err = judge(item, &applies);
	if (!err && err_lost(&worker->scratch) + err_lost(&worker->run) > lost)
		err = err_new(&worker->scratch, "an error was met and not reported");
	if (err) {
		end = TRACE_NOT_VERIFIED;
		outcome->planned++;
		not_verified(worker, outcome, item, err);
	} else if (applies) {
		end = TRACE_JUDGED;
		check_report_rest(item);
		outcome->planned++;
		outcome->judged++;
	} else {
		outcome->not_applicable++;
	}
	note_end(worker, item, first, end, start);
	arena_rewind(&worker->scratch, mark);
}

/* The trace of an item of the rule that is traced; NULL for all others. */
static struct trace *
new_trace(const struct judging *judging, struct worker *worker, struct outcome *outcome,
	  const struct planned_rule *planned, const struct artifact *artifact,
	  const struct artifact *system)
{
	struct traces *traces = &outcome->traces;

	if (judging->corridor->result->traced != planned)
		return NULL;
	traces->items = arena_grow(&worker->run, traces->items, traces->count, &traces->capacity,
				   sizeof *traces->items);
	return traces->items[traces->count++] = trace_new(&worker->run, artifact, system);
}

/* One rule on one artifact: once, or once for each system that claims it. */
static void
judge_rule(const struct judging *judging, struct worker *worker, struct outcome *outcome,
	   const struct planned_rule *planned, struct artifact *artifact)
{
	const struct rule *rule = planned->rule;
	struct artifact *none[] = {NULL};
	struct artifact **systems = none;
	size_t count = 1;
	const struct relation *relation;

	for (size_t n = 0; rule->reads_system && (relation = facts_relation(rule->kind, n)); n++)
		if (str_is(STR("system"), relation->root) && artifact->related[n].count > 0) {
			systems = artifact->related[n].items;
			count = artifact->related[n].count;
		}
	for (size_t i = 0; i < count; i++) {
		struct item item = {
			.view = &worker->view,
			.planned = planned,
			.artifact = artifact,
			.system = systems[i],
			.findings = &outcome->findings,
			.trace = new_trace(judging, worker, outcome, planned, artifact, systems[i]),
		};

		if (corridor_touched(judging->corridor, rule, artifact, systems[i])) {
			judge_item(worker, outcome, &item);
		} else {
			outcome->hidden++;
			note_end(worker, &item, outcome->findings.count, TRACE_HIDDEN,
				 stats_now(worker->stats));
		}
	}
}

/* Git's objects are held whole while they are read: of the largest, one at a time, or their memory
 * would be multiplied by the number of threads. */
static bool
is_heavy(const struct corridor *corridor, const struct artifact *artifact)
{
	return artifact->entry && artifact->entry->from_blob &&
	       artifact->entry->size > limits_of(corridor)->file_bytes / HEAVY_PART;
}

/* An artifact that PATH leaves out is told of, for it may be the one that was looked for. */
static void
trace_outside(const struct judging *judging, struct worker *worker, size_t index)
{
	const struct artifact *artifact = judging->corridor->index.artifacts[index];
	const struct planned_rule *traced = judging->corridor->result->traced;

	if (traced && traced->rule->kind == artifact->kind)
		new_trace(judging, worker, &judging->outcomes[index], traced, artifact, NULL)->end =
			TRACE_OUTSIDE;
}

static void
judge_artifact(void *context, size_t number, size_t index)
{
	const struct judging *judging = context;
	const struct corridor *corridor = judging->corridor;
	struct worker *worker = &judging->workers[number];
	struct artifact *artifact = corridor->index.artifacts[judging->first + index];
	const struct rules *rules = judging->rules;

	if (!corridor_in_scope(corridor, artifact)) {
		trace_outside(judging, worker, index);
		return;
	}
	if (atomic_load(judging->found) > limits_of(corridor)->all_findings)
		return;
	if (view_is_late(&worker->view)) {
		judging->outcomes[index].late = true;
		return;
	}
	if (is_heavy(corridor, artifact))
		pthread_mutex_lock(judging->heavy);
	while (rules->kind && rules->kind != artifact->kind)
		rules++;
	for (size_t i = 0; i < rules->count; i++)
		judge_rule(judging, worker, &judging->outcomes[index], rules->items[i], artifact);
	if (is_heavy(corridor, artifact))
		pthread_mutex_unlock(judging->heavy);
	/* What one artifact took may be all there was: nobody passes by having taken longer. */
	judging->outcomes[index].late = view_is_late(&worker->view);
	atomic_fetch_add(judging->found, judging->outcomes[index].findings.count);
	if (err_lost(&worker->scratch) == 0)
		arena_reset(&worker->scratch);
}

static void
join(struct corridor *corridor, const struct outcome *outcome)
{
	struct summary *summary = &corridor->result->summary;
	struct findings *all = &corridor->result->findings;
	struct traces *traces = &corridor->result->traces;

	summary->planned += outcome->planned;
	summary->judged += outcome->judged;
	summary->not_verified += outcome->not_verified;
	summary->not_applicable += outcome->not_applicable;
	summary->hidden_by_diff += outcome->hidden;
	for (size_t i = 0; i < outcome->findings.count; i++) {
		all->items = arena_grow(corridor->run, all->items, all->count, &all->capacity,
					sizeof(struct finding));
		all->items[all->count++] = outcome->findings.items[i];
	}
	for (size_t i = 0; i < outcome->traces.count; i++) {
		traces->items = arena_grow(corridor->run, traces->items, traces->count,
					   &traces->capacity, sizeof *traces->items);
		outcome->traces.items[i]->number = traces->count;
		traces->items[traces->count++] = outcome->traces.items[i];
	}
}

/* Work that was left undone is an error of the run: nobody knows what it would have shown. */
static struct err *
check_time(const struct corridor *corridor, const struct judging *judging)
{
	size_t late = 0;

	for (size_t i = 0; i < judging->count; i++)
		late += judging->outcomes[i].late;
	if (late == 0)
		return NULL;
	return limits_met(err_new(corridor->run,
				  "the run takes longer than seconds (%zu) allows: %zu %s not "
				  "judged",
				  limits_of(corridor)->seconds, late,
				  late == 1 ? "artifact was" : "artifacts were"),
			  "seconds");
}

/* What was found before the bound was met depends on the threads: none of it is told. */
static struct err *
check_crowd(const struct corridor *corridor, size_t found)
{
	size_t most = limits_of(corridor)->all_findings;

	if (found <= most)
		return NULL;
	return limits_met(err_new(corridor->run,
				  "there is more to find than all_findings (%zu) allows", most),
			  "all_findings");
}

static void
start(const struct corridor *corridor, struct worker *worker)
{
	arena_init(&worker->run, corridor->request->exhausted);
	arena_init(&worker->scratch, corridor->request->exhausted);
	worker->view = corridor->view;
	worker->view.run = &worker->run;
	worker->view.scratch = &worker->scratch;
	worker->stats = corridor->result->stats;
	if (worker->stats)
		worker->counts = arena_array(&worker->run, corridor->plan.rule_count,
					     sizeof *worker->counts);
}

/* What the threads saw of each rule, together. */
static void
add_counts(struct stats *stats, const struct plan *plan, const struct worker *worker)
{
	for (size_t i = 0; stats && i < plan->rule_count; i++) {
		struct stats_rule *sum = &stats->rules[i];
		const struct stats_rule *part = &worker->counts[i];

		sum->planned += part->planned;
		sum->judged += part->judged;
		sum->not_verified += part->not_verified;
		sum->not_applicable += part->not_applicable;
		sum->hidden += part->hidden;
		sum->nanoseconds += part->nanoseconds;
	}
}

static struct rules *
rules_by_kind(struct corridor *corridor)
{
	const struct plan *plan = &corridor->plan;
	struct rules *rules;
	size_t kinds = 0;

	while (facts_kinds[kinds])
		kinds++;
	rules = arena_array(corridor->run, kinds + 1, sizeof *rules);
	for (size_t i = 0; i < kinds; i++) {
		rules[i].kind = facts_kinds[i];
		rules[i].items =
			arena_array(corridor->run, plan->rule_count, sizeof *rules[i].items);
		for (size_t n = 0; n < plan->rule_count; n++)
			if (plan->rules[n].rule->kind == rules[i].kind)
				rules[i].items[rules[i].count++] = &plan->rules[n];
	}
	return rules;
}

/* One pass: the artifacts from `first` on. */
static struct err *
judge_from(struct corridor *corridor, struct rules *rules, size_t first)
{
	size_t count = corridor->index.count - first;
	size_t jobs = corridor->request->jobs ? corridor->request->jobs : 1;
	pthread_mutex_t heavy = PTHREAD_MUTEX_INITIALIZER;
	atomic_size_t found = corridor->result->findings.count;
	struct judging judging = {
		.corridor = corridor,
		.rules = rules,
		.first = first,
		.count = count,
		.heavy = &heavy,
		.found = &found,
	};
	size_t lost = 0;

	if (jobs > count)
		jobs = count ? count : 1;
	judging.workers = arena_array(corridor->run, jobs, sizeof(struct worker));
	judging.outcomes = arena_array(corridor->run, count, sizeof(struct outcome));
	for (size_t i = 0; i < jobs; i++)
		start(corridor, &judging.workers[i]);
	pool_run(jobs, count, judge_artifact, &judging);
	if (found <= limits_of(corridor)->all_findings)
		for (size_t i = 0; i < count; i++)
			join(corridor, &judging.outcomes[i]);
	for (size_t i = 0; i < jobs; i++) {
		lost += err_lost(&judging.workers[i].run) + err_lost(&judging.workers[i].scratch);
		add_counts(corridor->result->stats, &corridor->plan, &judging.workers[i]);
		arena_adopt(corridor->run, &judging.workers[i].run);
		arena_free(&judging.workers[i].scratch);
	}
	TRY(check_crowd(corridor, found));
	TRY(check_time(corridor, &judging));
	if (lost > 0)
		return err_new(corridor->run, "%zu errors were met and not reported", lost);
	return NULL;
}

/* What systems owe depends on what was found: it is judged last. */
struct err *
corridor_judge(struct corridor *corridor)
{
	size_t count = corridor->index.count;
	struct rules *rules = rules_by_kind(corridor);

	for (size_t i = 0; i < count; i++)
		corridor->result->summary.artifacts +=
			!corridor->index.artifacts[i]->kind->about_rules &&
			corridor_in_scope(corridor, corridor->index.artifacts[i]);
	TRY(judge_from(corridor, rules, 0));
	if (corridor->plan.duty_count > 0) {
		settle_excuse(corridor->result, corridor->run);
		TRY(weigh(&corridor->view, &corridor->result->findings));
	}
	if (corridor->index.count > count)
		TRY(judge_from(corridor, rules, count));
	return corridor_count_rules(corridor);
}
