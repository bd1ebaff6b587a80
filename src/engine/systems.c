/* SPDX-License-Identifier: Apache-2.0
 *
 * What the report tells about systems: which run, which version, whose they are, what risk they
 * carry. In: the system artifacts. Out: result.systems in the shape of the json format. A fact that
 * cannot be known is null here; that it cannot is told by the items that needed it.
 */
#include "base/arena.h"
#include "engine/corridor.h"
#include "facts/facts.h"

/* The members of one system, in order: the name in the report, the fact it comes from. A row
 * without a fact is a list that no rule of this version fills. */
static const struct {
	const char *name;
	const char *fact;
} members[] = {
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
	{"controls", NULL},
	{"gates", NULL},
	{"frameworks", NULL},
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

struct err *
corridor_systems(struct corridor *corridor)
{
	const struct kind *kind = facts_kind(STR("system"));

	for (size_t i = 0; i < corridor->index.count; i++) {
		struct artifact *artifact = corridor->index.artifacts[i];
		struct value *system;

		if (artifact->kind != kind)
			continue;
		system = value_add(corridor->run, &corridor->result->systems, value_map());
		for (size_t n = 0; n < sizeof members / sizeof members[0]; n++)
			value_set(corridor->run, system, members[n].name,
				  members[n].fact
					  ? fact_or_null(corridor, artifact, members[n].fact)
					  : value_list());
	}
	return NULL;
}
