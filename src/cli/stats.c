/* SPDX-License-Identifier: Apache-2.0
 *
 * What `--stats` tells. In: the counts and times of a run. Out: tables on the error output: rules,
 * kinds, steps. Counts are the same at any number of threads; times are not, and stand nowhere else.
 */
#include "model/stats.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/out.h"
#include "cli/outputs.h"
#include "cli/page.h"

static void
set_count(struct session *session, struct value *row, const char *name, size_t count)
{
	value_set(session->run, row, name, value_int((int64_t)count));
}

static void
set_time(struct session *session, struct value *row, int64_t nanoseconds)
{
	value_set(session->run, row, "ms",
		  value_text(arena_print(session->run, "%" PRId64 ".%03" PRId64,
					 nanoseconds / 1000000, nanoseconds / 1000 % 1000)));
}

/* Findings of a rule, waived ones too. */
static size_t
count_findings(const struct result *result, const struct planned_rule *planned)
{
	size_t count = 0;

	for (size_t i = 0; i < result->findings.count; i++)
		count += result->findings.items[i].planned == planned &&
			 !result->findings.items[i].not_verified;
	return count;
}

static void
print_rules(struct session *session, const struct result *result)
{
	static const char *const columns[] = {"rule",     "planned",      "judged",
					      "findings", "not verified", "not applicable",
					      "hidden",   "ms",           NULL};
	struct value rows = value_list();

	for (size_t i = 0; result->stats->rules && i < result->plan->rule_count; i++) {
		const struct stats_rule *rule = &result->stats->rules[i];
		struct value *row = value_add(session->run, &rows, value_map());

		value_set(session->run, row, "rule", value_str(result->plan->rules[i].rule->id));
		set_count(session, row, "planned", rule->planned);
		set_count(session, row, "judged", rule->judged);
		set_count(session, row, "findings",
			  count_findings(result, &result->plan->rules[i]));
		set_count(session, row, "not verified", rule->not_verified);
		set_count(session, row, "not applicable", rule->not_applicable);
		set_count(session, row, "hidden", rule->hidden);
		set_time(session, row, rule->nanoseconds);
	}
	table_print(session, session->error, columns, &rows);
}

static void
print_kinds(struct session *session, const struct stats *stats)
{
	static const char *const columns[] = {"kind", "artifacts", NULL};
	struct value rows = value_list();

	for (size_t i = 0; i < stats->kind_count; i++) {
		struct value *row = value_add(session->run, &rows, value_map());

		value_set(session->run, row, "kind", value_text(stats->kinds[i].kind->name));
		set_count(session, row, "artifacts", stats->kinds[i].artifacts);
	}
	out_byte(session->error, '\n');
	table_print(session, session->error, columns, &rows);
}

static void
print_steps(struct session *session, const struct stats *stats)
{
	static const char *const columns[] = {"step", "ms", NULL};
	struct value rows = value_list();

	for (size_t i = 0; i < stats->lap_count; i++) {
		struct value *row = value_add(session->run, &rows, value_map());

		value_set(session->run, row, "step", value_text(stats->laps[i].name));
		set_time(session, row, stats->laps[i].nanoseconds);
	}
	out_byte(session->error, '\n');
	table_print(session, session->error, columns, &rows);
}

void
stats_print(struct session *session, const struct result *result)
{
	const struct stats *stats = result->stats;

	if (!stats)
		return;
	out_text(session->error, "stats\n");
	if (stats->rules)
		print_rules(session, result);
	if (stats->rules)
		print_kinds(session, stats);
	print_steps(session, stats);
	out_print(session->error, "\n%zu files opened for facts, %" PRIu64 " bytes read\n",
		  atomic_load(&stats->reads.files), (uint64_t)atomic_load(&stats->reads.bytes));
}
