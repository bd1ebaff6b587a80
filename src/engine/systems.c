/* SPDX-License-Identifier: Apache-2.0
 *
 * What the report tells about systems, vendors and incidents: which run, which version, whose they are,
 * what risk they carry, what is late. In: the artifacts. Out: lists in the shape of the json format.
 * A fact that cannot be known is null here; that it cannot is told by the items that needed it.
 */
#include "base/arena.h"
#include "engine/corridor.h"
#include "facts/facts.h"

/* A name in the report, and the fact it comes from. */
struct member {
	const char *name;
	const char *fact;
};

/* The members of one system, in order. */
static const struct member members[] = {
	{"id", "id"},
	{"name", "name"},
	{"owner_team", "owner_team"},
	{"stage", "stage"},
	{"deployment_date", "deployment_date"},
	{"model_version", "model_version"},
	{"incident_contact", "incident_contact"},
	{"regulatory_scope", "regulatory_scope"},
	{"risk_score", "risk_score"},
	{"risk_score_max", "risk_score_max"},
	{"risk_tier", "risk_tier"},
	{"declared_tier", "declared_tier"},
	{"last_review", "last_review"},
	{"review_due", "review_due"},
	{0},
};

static const struct member vendor_members[] = {
	{"name", "name"},         {"score", "score"},
	{"tier", "tier"},         {"recommendation", "recommendation"},
	{"approved", "approved"}, {0},
};

static const struct member control_members[] = {
	{"id", "id"}, {"status", "status"}, {"evidence", "evidence"}, {0}};

static const struct member gate_names[] = {
	{"id", "id"}, {"name", "title"}, {"verdict", "verdict"}, {0}};

static const struct member gate_members[] = {
	{"blocking", "blocking"},
	{"missing_artifacts", "missing_artifacts"},
	{"missing_approvals", "missing_approvals"},
	{"failed_tests", "failed_tests"},
	{0},
};

static const struct member gap_members[] = {
	{"requirement", "id"},
	{"article", "article"},
	{"status", "status"},
	{"applies_from", "applies_from"},
	{0},
};

static struct value
fact_or_null(struct corridor *corridor, struct artifact *system, const char *name)
{
	size_t fact = facts_index(system->kind, str_of(name));
	const struct value *value = NULL;
	struct err *err;

	if (fact == REF_WHOLE)
		return value_null();
	err = facts_get(&corridor->view, system, fact, &value);
	if (err) {
		err_settle(err);
		return value_null();
	}
	return value ? *value : value_null();
}

static void
set_members(struct corridor *corridor, struct artifact *artifact, const struct member *rows,
	    struct value *map)
{
	for (; rows->name; rows++)
		value_set(corridor->run, map, rows->name,
			  fact_or_null(corridor, artifact, rows->fact));
}

static void
add_gate(struct corridor *corridor, struct artifact *gate, struct value *out)
{
	struct value *map = value_add(corridor->run, out, value_map());
	struct value owner = fact_or_null(corridor, gate, "remediation_owner");
	struct value due = fact_or_null(corridor, gate, "remediation_due");
	struct value plan = value_map();

	set_members(corridor, gate, gate_names, map);
	value_set(corridor->run, map, "judged_at",
		  value_text(date_text(corridor->run, corridor->plan.now)));
	set_members(corridor, gate, gate_members, map);
	value_set(corridor->run, &plan, "owner", owner);
	value_set(corridor->run, &plan, "due", due);
	value_set(corridor->run, map, "remediation",
		  owner.type == VALUE_NULL && due.type == VALUE_NULL ? value_null() : plan);
}

/* ---- frameworks ---- */

struct framework {
	struct str name;
	int64_t applicable;
	int64_t met;
	int64_t manual;
	struct value gaps;
};

static struct framework *
framework_named(struct framework *all, size_t *count, struct str name)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(all[i].name, name))
			return &all[i];
	all[*count] = (struct framework){.name = name, .gaps = value_list()};
	return &all[(*count)++];
}

static struct value
missing_ids(struct corridor *corridor, struct artifact *requirement)
{
	struct value missing = fact_or_null(corridor, requirement, "missing");
	struct value ids = value_list();

	for (size_t i = 0; missing.type == VALUE_LIST && i < missing.list.count; i++) {
		const struct value *id = value_get(&missing.list.items[i], STR("id"));

		value_add(corridor->run, &ids, id ? *id : value_null());
	}
	return ids;
}

static void
count_requirement(struct corridor *corridor, struct artifact *requirement,
		  struct framework *framework)
{
	struct value status = fact_or_null(corridor, requirement, "status");
	struct value manual = fact_or_null(corridor, requirement, "manual");
	struct value *gap;

	if (manual.type == VALUE_BOOL && manual.boolean) {
		framework->manual++;
		return;
	}
	if (str_is(value_string(&status), "not_applicable"))
		return;
	framework->applicable++;
	if (str_is(value_string(&status), "met")) {
		framework->met++;
		return;
	}
	gap = value_add(corridor->run, &framework->gaps, value_map());
	set_members(corridor, requirement, gap_members, gap);
	value_set(corridor->run, gap, "missing", missing_ids(corridor, requirement));
}

/* One decimal, half to even; everything where nothing applies. */
static double
percentage(int64_t met, int64_t applicable)
{
	int64_t tenths, rest;

	if (applicable == 0)
		return 100.0;
	tenths = 1000 * met / applicable;
	rest = 2 * (1000 * met % applicable);
	if (rest > applicable || (rest == applicable && tenths % 2 == 1))
		tenths++;
	return (double)tenths / 10.0;
}

static struct value
framework_value(struct arena *run, const struct framework *framework)
{
	struct value map = value_map();

	value_set(run, &map, "framework", value_str(framework->name));
	value_set(run, &map, "applicable", value_int(framework->applicable));
	value_set(run, &map, "met", value_int(framework->met));
	value_set(run, &map, "manual", value_int(framework->manual));
	value_set(run, &map, "percentage",
		  value_double(percentage(framework->met, framework->applicable)));
	value_set(run, &map, "coverage",
		  value_text(framework->manual > 0 ? "partial" : "complete"));
	value_set(run, &map, "gaps", framework->gaps);
	return map;
}

/* ---- all ---- */

/* What a system owes stands together, behind everything else, in the order of systems. */
static void
add_duties(struct corridor *corridor, const struct artifact *system, size_t *at, struct value *out)
{
	struct value controls = value_list(), gates = value_list(), frameworks = value_list();
	struct framework *all =
		arena_array(corridor->run, corridor->plan.duty_count + 1, sizeof *all);
	size_t count = 0;

	for (; *at < corridor->index.count && corridor->index.artifacts[*at]->owner == system;
	     ++*at) {
		struct artifact *duty = corridor->index.artifacts[*at];
		struct value name = fact_or_null(corridor, duty, "framework");

		if (str_is(STR("control"), duty->kind->name))
			set_members(corridor, duty, control_members,
				    value_add(corridor->run, &controls, value_map()));
		else if (str_is(STR("gate"), duty->kind->name))
			add_gate(corridor, duty, &gates);
		else if (name.type == VALUE_STRING)
			count_requirement(corridor, duty,
					  framework_named(all, &count, name.string));
	}
	for (size_t i = 0; i < count; i++)
		value_add(corridor->run, &frameworks, framework_value(corridor->run, &all[i]));
	value_set(corridor->run, out, "controls", controls);
	value_set(corridor->run, out, "gates", gates);
	value_set(corridor->run, out, "frameworks", frameworks);
}

static const struct member incident_members[] = {
	{"id", "id"},
	{"type", "type"},
	{"system", "system_id"},
	{"severity", "severity"},
	{"breaches", "breaches"},
	{"minutes_to_triage", "minutes_to_triage"},
	{"hours_to_containment", "hours_to_containment"},
	{"clocks", "clocks"},
	{0},
};

/* Points are how a pack counts; people are told the issue and how bad it is. */
static struct value
issues_of(struct corridor *corridor, struct artifact *vendor)
{
	struct value all = fact_or_null(corridor, vendor, "issues"), list = value_list();

	for (size_t i = 0; all.type == VALUE_LIST && i < all.list.count; i++) {
		struct value *row = value_add(corridor->run, &list, value_map());

		value_set(corridor->run, row, "issue",
			  *value_get(&all.list.items[i], STR("issue")));
		value_set(corridor->run, row, "severity",
			  *value_get(&all.list.items[i], STR("severity")));
	}
	return list;
}

static void
add_vendor(struct corridor *corridor, struct artifact *vendor)
{
	struct value *map = value_add(corridor->run, &corridor->result->vendors, value_map());

	set_members(corridor, vendor, vendor_members, map);
	value_set(corridor->run, map, "issues", issues_of(corridor, vendor));
}

static void
add_system(struct corridor *corridor, struct artifact *artifact, size_t *at)
{
	struct value *system = value_add(corridor->run, &corridor->result->systems, value_map());

	set_members(corridor, artifact, members, system);
	add_duties(corridor, artifact, at, system);
}

struct err *
corridor_tell(struct corridor *corridor)
{
	size_t at = 0;

	while (at < corridor->index.count && !corridor->index.artifacts[at]->owner)
		at++;
	for (size_t i = 0; i < corridor->index.count; i++) {
		struct artifact *artifact = corridor->index.artifacts[i];

		if (str_is(STR("system"), artifact->kind->name))
			add_system(corridor, artifact, &at);
		else if (str_is(STR("vendor"), artifact->kind->name))
			add_vendor(corridor, artifact);
		else if (str_is(STR("incident"), artifact->kind->name))
			set_members(corridor, artifact, incident_members,
				    value_add(corridor->run, &corridor->result->incidents,
					      value_map()));
	}
	return NULL;
}
