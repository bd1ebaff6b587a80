/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong. In: the plan and the artifacts. Out: findings, items that could not be verified,
 * and the counts that the verdict rests on. A piece of work is one artifact with all items it
 * stands in, so that its facts are computed once; pieces run on several threads and are joined in
 * the order of the index, so the outcome does not depend on their number.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/pool.h"
#include "check/check.h"
#include "engine/worker.h"
#include "facts/facts.h"
#include "settle/settle.h"
#include "weigh/weigh.h"

enum {
	HEAVY_PART = 8, /* of file_bytes */
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
	struct rules *rules;   /* by kind, ended by a row without one */
	const bool *of_duties; /* by rule of the plan: whether a duty depends on it */
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

static void
judge_item(struct worker *worker, struct outcome *outcome, struct item *item)
{
	size_t first = item->findings->count;
	int64_t start = stats_now(worker->stats);
	enum trace_end end = worker_judge(worker, item);

	outcome->planned += end != TRACE_NOT_APPLICABLE;
	outcome->judged += end == TRACE_JUDGED;
	outcome->not_verified += end == TRACE_NOT_VERIFIED;
	outcome->not_applicable += end == TRACE_NOT_APPLICABLE;
	worker_note(worker, item, first, end, start);
}

/* What the change does not touch, or PATH leaves out, is no finding of this run. But where a duty depends
 * on the rule, nobody may say that it is met without having looked. */
static void
judge_unseen(const struct judging *judging, struct worker *worker, struct outcome *outcome,
	     const struct item *hidden)
{
	struct item item = *hidden;

	if (!judging->of_duties[item.planned - judging->corridor->plan.rules])
		return;
	item.findings = &outcome->unseen;
	item.trace = NULL;
	worker_judge(worker, &item);
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

/* A duty that depends on an item is touched where the item is, also when nothing is found any more. */
static void
note_touched(const struct judging *judging, struct worker *worker, struct outcome *outcome,
	     const struct item *item)
{
	struct findings *touched = &outcome->touched;

	if (!judging->corridor->change ||
	    !judging->of_duties[item->planned - judging->corridor->plan.rules])
		return;
	touched->items = arena_grow(&worker->run, touched->items, touched->count,
				    &touched->capacity, sizeof *touched->items);
	touched->items[touched->count++] = (struct finding){
		.rule = item->planned->rule->id,
		.about = item->artifact,
		.system = check_system(item),
	};
}

/* One rule on one artifact: once, or once for each system that claims it. */
static void
judge_rule(const struct judging *judging, struct worker *worker, struct outcome *outcome,
	   const struct planned_rule *planned, struct artifact *artifact)
{
	bool in_scope = corridor_in_scope(judging->corridor, artifact);
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
		};

		if (!in_scope) {
			judge_unseen(judging, worker, outcome, &item);
			continue;
		}
		item.trace = new_trace(judging, worker, outcome, planned, artifact, systems[i]);
		if (corridor_touched(judging->corridor, rule, artifact, systems[i])) {
			note_touched(judging, worker, outcome, &item);
			judge_item(worker, outcome, &item);
			continue;
		}
		outcome->hidden++;
		worker_note(worker, &item, outcome->findings.count, TRACE_HIDDEN,
			    stats_now(worker->stats));
		judge_unseen(judging, worker, outcome, &item);
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
		if (corridor->plan.duty_count == 0)
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
	atomic_fetch_add(judging->found, judging->outcomes[index].findings.count +
						 judging->outcomes[index].unseen.count);
	if (err_lost(&worker->scratch) == 0)
		arena_reset(&worker->scratch);
}

static void
append(struct arena *run, struct findings *all, const struct findings *more)
{
	for (size_t i = 0; i < more->count; i++) {
		all->items = arena_grow(run, all->items, all->count, &all->capacity,
					sizeof(struct finding));
		all->items[all->count++] = more->items[i];
	}
}

/* What duties are weighed by beside the findings that are shown. */
struct beside {
	struct findings unseen;
	struct findings touched;
};

static void
join(struct corridor *corridor, struct beside *beside, const struct outcome *outcome)
{
	struct summary *summary = &corridor->result->summary;
	struct traces *traces = &corridor->result->traces;

	summary->planned += outcome->planned;
	summary->judged += outcome->judged;
	summary->not_verified += outcome->not_verified;
	summary->not_applicable += outcome->not_applicable;
	summary->hidden_by_diff += outcome->hidden;
	append(corridor->run, &corridor->result->findings, &outcome->findings);
	append(corridor->run, &beside->unseen, &outcome->unseen);
	append(corridor->run, &beside->touched, &outcome->touched);
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
judge_from(struct corridor *corridor, struct rules *rules, const bool *of_duties, size_t first,
	   struct beside *beside)
{
	size_t count = corridor->index.count - first;
	size_t jobs = corridor->request->jobs ? corridor->request->jobs : 1;
	pthread_mutex_t heavy = PTHREAD_MUTEX_INITIALIZER;
	atomic_size_t found = corridor->result->findings.count;
	struct judging judging = {
		.corridor = corridor,
		.rules = rules,
		.of_duties = of_duties,
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
			join(corridor, beside, &judging.outcomes[i]);
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

static bool *
rules_of_duties(const struct corridor *corridor)
{
	const struct plan *plan = &corridor->plan;
	bool *of_duties = arena_array(corridor->run, plan->rule_count, sizeof *of_duties);

	for (size_t i = 0; i < plan->duty_count; i++)
		for (size_t n = 0; n < plan->duties[i].rule_count; n++) {
			const struct planned_rule *rule = plan_rule(plan, plan->duties[i].rules[n]);

			if (rule)
				of_duties[rule - plan->rules] = true;
		}
	return of_duties;
}

/* Nothing is said of duties by what a failing machine kept back: the next run may read it. */
static struct err *
refuse_failures(const struct corridor *corridor, const struct findings *unseen)
{
	for (size_t i = 0; i < unseen->count; i++) {
		const struct finding *finding = &unseen->items[i];

		if (finding->not_verified && finding->never_waived)
			return err_new(corridor->run, "%.*s, which systems depend on: %.*s",
				       STR_ARG(finding->path), STR_ARG(finding->message));
	}
	return NULL;
}

/* What systems owe, by what is open: findings that nothing excuses, those that are not shown among them. */
static struct err *
weigh_duties(struct corridor *corridor, const struct beside *beside)
{
	struct result *result = corridor->result;
	size_t shown = result->findings.count;
	struct findings trial;
	struct err *err;

	TRY(refuse_failures(corridor, &beside->unseen));
	append(corridor->run, &result->findings, &beside->unseen);
	err = corridor_suppressions(corridor);
	if (!err)
		err = corridor_blobs(corridor);
	trial = settle_trial(result, corridor->run);
	result->findings.count = shown;
	TRY(err);
	return weigh(&corridor->view, &trial, &beside->touched);
}

/* What systems owe depends on what was found: it is judged last. */
struct err *
corridor_judge(struct corridor *corridor)
{
	size_t count = corridor->index.count;
	struct rules *rules = rules_by_kind(corridor);
	const bool *of_duties = rules_of_duties(corridor);
	struct beside beside = {0};

	for (size_t i = 0; i < count; i++)
		corridor->result->summary.artifacts +=
			!corridor->index.artifacts[i]->kind->about_rules &&
			corridor_in_scope(corridor, corridor->index.artifacts[i]);
	TRY(judge_from(corridor, rules, of_duties, 0, &beside));
	if (corridor->plan.duty_count > 0)
		TRY(weigh_duties(corridor, &beside));
	if (corridor->index.count > count)
		TRY(judge_from(corridor, rules, of_duties, count, &beside));
	return corridor_count_rules(corridor);
}
