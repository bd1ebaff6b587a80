/* SPDX-License-Identifier: Apache-2.0
 *
 * One rule that a duty depends on. In: its open findings, wherever they are, and what is not there to be
 * judged. Out: whether anything of it stands in the way of the system.
 *
 * The one thing to know: no finding is good news only where everything was looked at. A rule that does not
 * judge, waits for a change, or asks of a vendor that nobody knows, leaves the duty not verified.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "weigh/internal.h"

/* Whether a finding concerns the system: it is said of it, or of what it claims. What no relation ties to
 * systems (a policy, a change) concerns all of them. */
static bool
concerns(const struct weighing *weighing, const struct finding *finding)
{
	const struct artifact *about = finding->about;
	const struct relation *relation;
	bool tied = false;

	if (finding->system.size > 0)
		return str_equal(finding->system, weighing->system->id);
	for (size_t n = 0; about && (relation = facts_relation(about->kind, n)); n++) {
		if (!str_is(STR("system"), relation->to))
			continue;
		tied = true;
		for (size_t i = 0; i < about->related[n].count; i++)
			if (about->related[n].items[i] == weighing->system)
				return true;
	}
	return !tied;
}

/* Whether the change touches anything of the system that the rule looks at. */
static bool
is_touched(const struct weighing *weighing, struct str rule)
{
	const struct open_rule *touched = map_get(&weighing->touched, rule);

	for (size_t i = 0; touched && i < touched->count; i++)
		if (concerns(weighing, touched->items[i]))
			return true;
	return false;
}

/* Whether the rule says of the tree that it holds nothing to judge. */
static bool
misses_its_kind(const struct weighing *weighing, const struct rule *rule)
{
	size_t number = 0;

	while (facts_kinds[number] != rule->kind)
		number++;
	return rule->on_empty == ON_EMPTY_WARN && !weighing->there[number];
}

/* A vendor that the system lists and no register knows; none: all are known. */
static struct str
unknown_vendor(const struct weighing *weighing)
{
	const struct value *vendors = value_get(weighing->system->record, STR("vendors"));
	size_t listed = vendors && vendors->type == VALUE_LIST   ? vendors->list.count
			: vendors && vendors->type != VALUE_NULL ? 1
								 : 0;

	for (size_t i = 0; i < listed; i++) {
		const struct value *entry =
			vendors->type == VALUE_LIST ? &vendors->list.items[i] : vendors;

		if (!facts_vendor_named(weighing->view, entry))
			return value_show(weighing->view->run, entry, 100);
	}
	return (struct str){0};
}

/* What stands in the way of one rule: an open finding, or that it does not judge. */
struct weighed_item
rule_weigh(struct weighing *weighing, struct str rule, struct str *path)
{
	const struct planned_rule *planned = plan_rule(weighing->view->plan, rule);
	const struct open_rule *open = map_get(&weighing->open, rule);
	struct weighed_item out = {.status = STATUS_MET};

	*path = (struct str){0};
	if (!planned || (planned->rule->kind->ungoverned && !weighing->view->change)) {
		out.status = STATUS_NOT_VERIFIED;
		out.reason = str_of(arena_print(weighing->view->run,
						planned ? "rule %.*s waits for the pull request"
							: "rule %.*s does not judge",
						STR_ARG(rule)));
		return out;
	}
	weighing->is_touched |= is_touched(weighing, rule);
	if (misses_its_kind(weighing, planned->rule)) {
		out.status = STATUS_NOT_MET;
		out.reason = str_of(arena_print(weighing->view->run,
						"an open finding: there is no %s (%.*s)",
						planned->rule->kind->name, STR_ARG(rule)));
		return out;
	}
	if (str_is(STR("vendor"), planned->rule->kind->name)) {
		struct str vendor = unknown_vendor(weighing);

		if (vendor.size > 0) {
			out.status = STATUS_NOT_VERIFIED;
			out.reason = str_of(arena_print(weighing->view->run,
							"vendor '%.*s' is in no register (%.*s)",
							STR_ARG(vendor), STR_ARG(rule)));
			return out;
		}
	}
	for (size_t i = 0; open && i < open->count && out.status == STATUS_MET; i++) {
		const struct finding *finding = open->items[i];

		if (!concerns(weighing, finding))
			continue;
		*path = finding->path;
		out.status = finding->not_verified ? STATUS_NOT_VERIFIED : STATUS_NOT_MET;
		out.reason = str_of(
			arena_print(weighing->view->run, "%s: %.*s (%.*s)",
				    finding->not_verified ? "not verified" : "an open finding",
				    STR_ARG(finding->path), STR_ARG(rule)));
	}
	return out;
}
