/* SPDX-License-Identifier: Apache-2.0
 *
 * Waivers: what somebody took responsibility for. In: findings and items that are not verified, and
 * the waivers of the plan. Out: the waiver of each that one applies to.
 *
 * The one thing to know: a waiver applies only to its own rule at exactly its own path, and never
 * after its last day, which is a day of UTC. A subject or system that it names must be the one of
 * the finding; where it names none it applies to all of them, and several of them make it over-broad,
 * which is an error of its own. An item that could not be read because the machine failed is excused
 * by none, since the next run may find something there, nor are the findings that were not shown. What is
 * wrong with the waivers themselves is in audit.c.
 */
#include "settle/waive.h"
#include "base/arena.h"
#include "base/map.h"

bool
waiver_expired(const struct waiver *waiver, struct date now)
{
	return date_days(now) > date_days(waiver->until);
}

static bool
same_or_any(struct str wanted, struct str got)
{
	return wanted.size == 0 || str_equal(wanted, got);
}

bool
waiver_matches(const struct waiver *waiver, const struct finding *finding)
{
	return str_equal(waiver->rule, finding->rule) && str_equal(waiver->path, finding->path) &&
	       same_or_any(waiver->subject, finding->subject) &&
	       same_or_any(waiver->system, finding->system);
}

static int
narrowness(const struct waiver *waiver)
{
	return (waiver->subject.size > 0) + (waiver->system.size > 0);
}

/* Note that `use` met this finding, for the judgement of the waiver itself. */
static void
meet(struct waiver_use *use, const struct finding *finding)
{
	if (use->matched == 0) {
		use->subject = finding->subject;
		use->system = finding->system;
	}
	use->many_subjects |= !str_equal(use->subject, finding->subject);
	use->many_systems |= !str_equal(use->system, finding->system);
	use->matched++;
}

/* The narrowest waiver that applies hides the finding; all that apply count as used. */
static void
waive(struct finding *finding, struct waiver_use *first, struct date now)
{
	for (struct waiver_use *use = first; use; use = use->next) {
		const struct waiver *waiver = use->waiver;

		if (!waiver_matches(waiver, finding))
			continue;
		meet(use, finding);
		if (waiver_expired(waiver, now) || finding->never_waived)
			continue;
		if (!finding->waiver || narrowness(waiver) > narrowness(finding->waiver))
			finding->waiver = waiver;
	}
	if (finding->waiver)
		finding->state = FINDING_WAIVED;
}

/* The uses of each path's waivers as a list in the order of the file. */
static void
index_by_path(struct waiver_use *uses, size_t count, struct map *by_path)
{
	for (size_t i = count; i-- > 0;) {
		uses[i].next = map_get(by_path, uses[i].waiver->path);
		map_put(by_path, uses[i].waiver->path, &uses[i]);
	}
}

/* NULL where there are no waivers. */
static struct waiver_use *
apply(struct result *result, struct arena *run)
{
	const struct plan *plan = result->plan;
	struct findings *findings = &result->findings;
	struct waiver_use *uses;
	struct map by_path;

	for (size_t i = 0; i < findings->count; i++) {
		findings->items[i].state = FINDING_OPEN;
		findings->items[i].waiver = NULL;
	}
	if (!plan || plan->waiver_count == 0)
		return NULL;
	uses = arena_array(run, plan->waiver_count, sizeof *uses);
	for (size_t i = 0; i < plan->waiver_count; i++)
		uses[i].waiver = &plan->waivers[i];
	map_init(&by_path, run);
	index_by_path(uses, plan->waiver_count, &by_path);
	for (size_t i = 0; i < findings->count; i++)
		waive(&findings->items[i], map_get(&by_path, findings->items[i].path), plan->now);
	return uses;
}

void
settle_waive(struct result *result, struct arena *run)
{
	struct waiver_use *uses = apply(result, run);

	if (uses)
		waiver_audit(result, run, uses, result->plan->waiver_count);
}
