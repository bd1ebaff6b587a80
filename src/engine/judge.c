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
	bool late; /* nobody looked at it: the run's time was over */
};

struct worker {
	struct arena run;
	struct arena scratch;
	struct view view;
};

struct judging {
	const struct corridor *corridor;
	struct worker *workers;
	struct outcome *outcomes; /* by index of the artifact */
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

static struct str
system_of(const struct item *item)
{
	if (item->system)
		return item->system->id;
	return item->artifact->record ? item->artifact->id : (struct str){0};
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
		.machine_failed = err_is_machines(err),
		.rule = item->planned->rule->id,
		.planned = item->planned,
		.severity = item->planned->severity,
		.path = item->artifact->path,
		.place = place_of(item->artifact, err),
		.system = system_of(item),
		.message = str_of(err_text(&worker->run, err)),
		.help = err->help ? str_of(arena_print(&worker->run, "%s", err->help))
				  : (struct str){0},
	};
	outcome->not_verified++;
	err_settle(err);
}

static struct err *
judge(struct item *item, bool *applies)
{
	const struct rule *rule = item->planned->rule;

	TRY(check_predicate(item, &rule->when, NULL, applies));
	if (*applies)
		TRY(check_node(item, &rule->check));
	return NULL;
}

static void
judge_item(struct worker *worker, struct outcome *outcome, struct item *item)
{
	struct arena_mark mark = arena_mark(&worker->scratch);
	size_t lost = err_lost(&worker->scratch) + err_lost(&worker->run);
	bool applies = false;
	struct err *err;

	err = judge(item, &applies);
	if (!err && err_lost(&worker->scratch) + err_lost(&worker->run) > lost)
		err = err_new(&worker->scratch, "an error was met and not reported");
	if (err) {
		outcome->planned++;
		not_verified(worker, outcome, item, err);
	} else if (applies) {
		check_report_rest(item);
		outcome->planned++;
		outcome->judged++;
	} else {
		outcome->not_applicable++;
	}
	arena_rewind(&worker->scratch, mark);
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
		};

		if (corridor_touched(judging->corridor, rule, artifact, systems[i]))
			judge_item(worker, outcome, &item);
		else
			outcome->hidden++;
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

static void
judge_artifact(void *context, size_t number, size_t index)
{
	const struct judging *judging = context;
	const struct corridor *corridor = judging->corridor;
	struct worker *worker = &judging->workers[number];
	struct artifact *artifact = corridor->index.artifacts[index];

	if (!corridor_in_scope(corridor, artifact))
		return;
	if (atomic_load(judging->found) > limits_of(corridor)->all_findings)
		return;
	if (view_is_late(&worker->view)) {
		judging->outcomes[index].late = true;
		return;
	}
	if (is_heavy(corridor, artifact))
		pthread_mutex_lock(judging->heavy);
	for (size_t i = 0; i < corridor->plan.rule_count; i++)
		if (corridor->plan.rules[i].rule->kind == artifact->kind)
			judge_rule(judging, worker, &judging->outcomes[index],
				   &corridor->plan.rules[i], artifact);
	if (is_heavy(corridor, artifact))
		pthread_mutex_unlock(judging->heavy);
	atomic_fetch_add(judging->found, judging->outcomes[index].findings.count);
	if (err_lost(&worker->scratch) == 0)
		arena_reset(&worker->scratch);
}

static void
join(struct corridor *corridor, const struct outcome *outcome)
{
	struct summary *summary = &corridor->result->summary;
	struct findings *all = &corridor->result->findings;

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
}

/* A rule whose kind has no artifact in the whole tree: what that means is the rule's to say. */
static struct err *
select_nothing(struct corridor *corridor, const struct planned_rule *planned)
{
	struct summary *summary = &corridor->result->summary;
	const struct rule *rule = planned->rule;

	summary->selected_nothing[summary->selected_nothing_count++] = rule->id;
	if (rule->on_empty == ON_EMPTY_FAIL)
		return err_help(err_new(corridor->run, "rule %.*s found no artifact of kind %s",
					STR_ARG(rule->id), rule->kind->name),
				"on_empty: pass in the rule says that there may be none");
	if (rule->on_empty == ON_EMPTY_WARN) {
		struct findings *all = &corridor->result->findings;

		all->items = arena_grow(corridor->run, all->items, all->count, &all->capacity,
					sizeof(struct finding));
		all->items[all->count++] = (struct finding){
			.rule = rule->id,
			.planned = planned,
			.severity = SEVERITY_WARNING,
			.path = corridor->plan.config_path.data ? corridor->plan.config_path
								: STR(POLICY_CONFIG),
			.place = {1, 1, 1, 1},
			.message = str_of(arena_print(corridor->run,
						      "no artifact of kind %s was found",
						      rule->kind->name)),
			.help = rule->fix,
		};
	}
	return NULL;
}

static bool
kind_has_artifact(const struct corridor *corridor, const struct kind *kind)
{
	for (size_t i = 0; i < corridor->index.count; i++)
		if (corridor->index.artifacts[i]->kind == kind)
			return true;
	return false;
}

static struct err *
count_rules(struct corridor *corridor)
{
	struct summary *summary = &corridor->result->summary;
	const struct plan *plan = &corridor->plan;
	struct err *errors = NULL;

	summary->rules = plan->rule_count;
	summary->selected_nothing =
		arena_array(corridor->run, plan->rule_count, sizeof(struct str));
	for (size_t i = 0; i < plan->rule_count; i++) {
		const struct planned_rule *planned = &plan->rules[i];

		if (planned->rule->kind->ungoverned && !corridor->view.change)
			summary->waiting_for_change++;
		else if (!kind_has_artifact(corridor, planned->rule->kind))
			errors = err_join(errors, select_nothing(corridor, planned));
	}
	return errors;
}

/* Work that was left undone is an error of the run: nobody knows what it would have shown. */
static struct err *
check_time(const struct corridor *corridor, const struct outcome *outcomes)
{
	size_t late = 0;

	for (size_t i = 0; i < corridor->index.count; i++)
		late += outcomes[i].late;
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
}

struct err *
corridor_judge(struct corridor *corridor)
{
	size_t count = corridor->index.count;
	size_t jobs = corridor->request->jobs ? corridor->request->jobs : 1;
	pthread_mutex_t heavy = PTHREAD_MUTEX_INITIALIZER;
	atomic_size_t found = 0;
	struct judging judging = {.corridor = corridor, .heavy = &heavy, .found = &found};
	size_t lost = 0;

	if (jobs > count)
		jobs = count ? count : 1;
	judging.workers = arena_array(corridor->run, jobs, sizeof(struct worker));
	judging.outcomes = arena_array(corridor->run, count, sizeof(struct outcome));
	for (size_t i = 0; i < jobs; i++)
		start(corridor, &judging.workers[i]);
	pool_run(jobs, count, judge_artifact, &judging);
	for (size_t i = 0; i < count; i++)
		corridor->result->summary.artifacts +=
			corridor_in_scope(corridor, corridor->index.artifacts[i]);
	if (found <= limits_of(corridor)->all_findings)
		for (size_t i = 0; i < count; i++)
			join(corridor, &judging.outcomes[i]);
	for (size_t i = 0; i < jobs; i++) {
		lost += err_lost(&judging.workers[i].run) + err_lost(&judging.workers[i].scratch);
		arena_adopt(corridor->run, &judging.workers[i].run);
		arena_free(&judging.workers[i].scratch);
	}
	TRY(check_crowd(corridor, found));
	TRY(check_time(corridor, judging.outcomes));
	TRY(count_rules(corridor));
	if (lost > 0)
		return err_new(corridor->run, "%zu errors were met and not reported", lost);
	return NULL;
}
