/* SPDX-License-Identifier: Apache-2.0
 *
 * One duty of one system. In: its items weighed, and the open findings of its rules. Out: an artifact
 * with the state as facts.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "facts/facts.h"
#include "model/rank.h"
#include "weigh/internal.h"

enum {
	REASON_BYTES = 4096, /* bounds one message, not what is weighed */
};

static const char *const names[] = {
	[STATUS_NOT_VERIFIED] = "not_verified",
	[STATUS_NOT_MET] = "not_met",
	[STATUS_EXPIRED] = "expired",
	[STATUS_NOT_EVIDENCED] = "not_evidenced",
	[STATUS_NOT_APPLICABLE] = "not_applicable",
	[STATUS_MET] = "met",
};

/* What came of a duty. */
struct weighed {
	struct weighed_item
		*items; /* one for each item, then one for each rule that is in the way */
	size_t count;
	enum status status;
	struct str path; /* the first that proves something */
	struct place place;
};

/* ---- all of it ---- */

static void
take(struct weighed *weighed, const struct weighed_item *one)
{
	weighed->items[weighed->count++] = *one;
	if (one->status < weighed->status)
		weighed->status = one->status;
	if (one->path.size > 0 && !weighed->path.data) {
		weighed->path = one->path;
		weighed->place = one->place;
	}
}

/* All items not applicable: the duty is not; some: the others decide. */
static enum status
status_of(const struct weighed *weighed)
{
	for (size_t i = 0; weighed->status == STATUS_NOT_APPLICABLE && i < weighed->count; i++)
		if (weighed->items[i].status == STATUS_MET)
			return STATUS_MET;
	return weighed->status;
}

void
weigh_reads(struct weighing *weighing, struct str path)
{
	if (path.size == 0)
		return;
	weighing->reads = arena_grow(weighing->view->run, weighing->reads, weighing->read_count,
				     &weighing->read_capacity, sizeof *weighing->reads);
	weighing->reads[weighing->read_count++] = path;
}

static void
weigh_items(struct weighing *weighing, const struct duty *duty, struct weighed *out)
{
	struct arena *run = weighing->view->run;
	size_t most = duty->item_count + duty->rule_count;

	*out = (struct weighed){.status = STATUS_MET};
	out->items = arena_array(run, most, sizeof *out->items);
	for (size_t i = 0; i < duty->item_count; i++) {
		struct weighed_item one;

		evidence_weigh(weighing, &duty->items[i], &one);
		take(out, &one);
	}
	for (size_t i = 0; i < duty->rule_count; i++) {
		struct str path;
		struct weighed_item one = rule_weigh(weighing, duty->rules[i], &path);

		weigh_reads(weighing, path);
		take(out, &one);
	}
	if (duty->type == DUTY_REQUIREMENT && duty->coverage == COVERAGE_MANUAL && most == 0)
		out->status = STATUS_NOT_EVIDENCED;
	out->status = status_of(out);
}

static bool
is_missing(const struct weighed_item *item)
{
	return item->status < STATUS_NOT_APPLICABLE;
}

static struct str
item_name(const struct weighed_item *item)
{
	return item->item ? item->item->id : STR("rules");
}

static struct value
list_missing(struct arena *run, const struct weighed *weighed)
{
	struct value list = value_list();

	for (size_t i = 0; i < weighed->count; i++) {
		const struct weighed_item *item = &weighed->items[i];
		struct value *element;

		if (!is_missing(item))
			continue;
		element = value_add(run, &list, value_map());
		element->place = item->place;
		value_set(run, element, "id", value_str(item_name(item)));
		value_set(run, element, "status", value_text(names[item->status]));
		value_set(run, element, "reason", value_str(item->reason));
		value_set(run, element, "line", value_int(item->place.line));
		value_set(run, element, "column", value_int(item->place.column));
	}
	return list;
}

/* "bias_testing: it has no 'date'; …" */
static struct value
reason_of(struct arena *run, const struct duty *duty, const struct weighed *weighed)
{
	struct buf text;

	buf_init(&text, run, REASON_BYTES);
	for (size_t i = 0; i < weighed->count; i++) {
		const struct weighed_item *item = &weighed->items[i];

		if (!is_missing(item))
			continue;
		buf_add(&text, text.size > 0 ? STR("; ") : STR(""));
		if (item->item && !str_equal(item->item->id, duty->id))
			buf_print(&text, "%.*s: ", STR_ARG(item->item->id));
		buf_add(&text, item->reason);
	}
	if (text.size == 0 && weighed->status < STATUS_NOT_APPLICABLE)
		buf_add(&text, STR("only a person can judge it"));
	return text.size > 0 ? value_str(buf_str(&text)) : value_null();
}

static struct value
text_or_null(struct str text)
{
	return text.size > 0 ? value_str(text) : value_null();
}

static struct artifact *
add_artifact(struct weighing *weighing, const struct duty *duty)
{
	struct artifact *system = weighing->system;
	struct view *view = weighing->view;
	const struct kind *kind = facts_kind(str_of(duty_kind(duty->type)));
	struct artifact *artifact = facts_add(view, kind, system->entry, NULL);
	struct artifact_list *systems = &artifact->related[0];

	artifact->id =
		str_of(arena_print(view->run, "%.*s/%.*s", STR_ARG(system->id), STR_ARG(duty->id)));
	artifact->index = view->index->count - 1;
	/* Two laws have an article of one name; a control or gate has its own. */
	artifact->subject = duty->type == DUTY_REQUIREMENT
				    ? str_join_path(view->run, duty->pack, duty->id)
				    : duty->id;
	artifact->owner = system;
	artifact->text = system->text;
	artifact->place = system->place;
	systems->items = arena_array(view->run, 1, sizeof(struct artifact *));
	systems->items[systems->count++] = system;
	facts_set(artifact, "id", value_str(duty->id));
	facts_set(artifact, "title", value_str(duty->title));
	return artifact;
}

static struct artifact *
add_weighed(struct weighing *weighing, const struct duty *duty, const struct weighed *weighed)
{
	struct arena *run = weighing->view->run;
	struct artifact *artifact = add_artifact(weighing, duty);

	if (weighed->place.line > 0)
		artifact->place = weighed->place;
	artifact->reads = weighing->reads;
	artifact->read_count = weighing->read_count;
	artifact->touched = weighing->is_touched;
	facts_set(artifact, "missing", list_missing(run, weighed));
	facts_set(artifact, "reason", reason_of(run, duty, weighed));
	return artifact;
}

/* ---- controls and requirements ---- */

static void
weigh_control(struct weighing *weighing, const struct duty *duty)
{
	struct weighed weighed;
	struct artifact *artifact;

	weigh_items(weighing, duty, &weighed);
	artifact = add_weighed(weighing, duty, &weighed);
	facts_set(artifact, "status", value_text(names[weighed.status]));
	facts_set(artifact, "evidence",
		  weighed.status == STATUS_MET ? text_or_null(weighed.path) : value_null());
}

static void
weigh_requirement(struct weighing *weighing, const struct duty *duty)
{
	struct date now = weighing->view->plan->now;
	struct weighed weighed;
	struct artifact *artifact;

	weigh_items(weighing, duty, &weighed);
	artifact = add_weighed(weighing, duty, &weighed);
	facts_set(artifact, "status", value_text(names[weighed.status]));
	facts_set(artifact, "framework", value_str(duty->framework));
	facts_set(artifact, "pack", value_str(duty->pack));
	facts_set(artifact, "article", text_or_null(duty->article));
	facts_set(artifact, "manual", value_bool(duty->coverage == COVERAGE_MANUAL));
	facts_set(artifact, "upcoming",
		  value_bool(duty->has_applies_from &&
			     date_days(duty->applies_from) > date_days(now)));
	facts_set(artifact, "applies_from", text_or_null(duty->applies_from_text));
}

/* ---- gates ---- */

enum outcome {
	OUTCOME_APPROVED,
	OUTCOME_NOT_REQUIRED,
	OUTCOME_BLOCKED,
	OUTCOME_REMEDIATION,
};

/* What the world calls the outcomes; packs say which gate can have which. */
static const struct {
	const char *status;
	const char *verdict;
} verdicts[] = {
	[OUTCOME_APPROVED] = {"approved", "APPROVED"},
	[OUTCOME_NOT_REQUIRED] = {"not_required",
				  "APPROVED (gate not required for this risk tier)"},
	[OUTCOME_BLOCKED] = {"blocked", "BLOCKED - resolve all gaps before proceeding"},
	[OUTCOME_REMEDIATION] = {"remediation", "PROCEED WITH REMEDIATION PLAN"},
};

static struct value
names_of_type(struct arena *run, const struct weighed *weighed, enum item_type type)
{
	struct value list = value_list();

	for (size_t i = 0; i < weighed->count; i++)
		if (weighed->items[i].item && weighed->items[i].item->type == type &&
		    is_missing(&weighed->items[i]))
			value_add(run, &list, value_str(weighed->items[i].item->id));
	return list;
}

/* Whether the system stands at or past the gate; unknown where its stage is none. */
static void
set_reached(struct weighing *weighing, const struct duty *duty, struct artifact *artifact)
{
	struct view *view = weighing->view;
	const struct value *stage = value_get(weighing->system->record, STR("stage"));
	size_t at = stage ? plan_rank(view->plan, FACT_STAGE, value_string(stage)) : SIZE_MAX;

	if (at == SIZE_MAX)
		facts_set_unknown(view, artifact, "reached",
				  err_new(view->scratch, "the stage of %.*s is %s",
					  STR_ARG(weighing->system->id),
					  stage ? "none of the stages" : "not given"));
	else
		facts_set(artifact, "reached",
			  value_bool(at >= plan_rank(view->plan, FACT_STAGE, duty->to)));
}

/* Whether the day by which it was to be mended is over. */
static bool
is_overdue(const struct weighing *weighing, const struct value *due)
{
	struct date date;

	return date_parse(value_string(due), &date) &&
	       date_days(date) < date_days(weighing->view->plan->now);
}

static void
set_remediation(struct weighing *weighing, const struct duty *duty, struct artifact *artifact)
{
	const struct value *plan =
		value_get(value_get(weighing->system->record, STR("remediation")), duty->id);

	facts_set(artifact, "remediation_owner",
		  text_or_null(value_string(value_get(plan, STR("owner")))));
	facts_set(artifact, "remediation_due",
		  text_or_null(value_string(value_get(plan, STR("due")))));
	facts_set(artifact, "remediation_overdue",
		  value_bool(is_overdue(weighing, value_get(plan, STR("due")))));
}

static void
weigh_gate(struct weighing *weighing, const struct duty *duty)
{
	struct arena *run = weighing->view->run;
	bool required = duty_is_owed(duty, weighing->tier);
	struct weighed weighed = {.status = STATUS_MET};
	struct artifact *artifact;
	enum outcome outcome = OUTCOME_APPROVED;

	if (required)
		weigh_items(weighing, duty, &weighed);
	if (!required)
		outcome = OUTCOME_NOT_REQUIRED;
	else if (weighed.status < STATUS_NOT_APPLICABLE)
		outcome = duty->blocking ? OUTCOME_BLOCKED : OUTCOME_REMEDIATION;
	artifact = add_weighed(weighing, duty, &weighed);
	facts_set(artifact, "status", value_text(verdicts[outcome].status));
	facts_set(artifact, "verdict", value_text(verdicts[outcome].verdict));
	facts_set(artifact, "from", value_str(duty->from));
	facts_set(artifact, "to", value_str(duty->to));
	facts_set(artifact, "blocking", value_bool(duty->blocking));
	facts_set(artifact, "missing_artifacts", names_of_type(run, &weighed, ITEM_DOCUMENT));
	facts_set(artifact, "missing_approvals", names_of_type(run, &weighed, ITEM_APPROVAL));
	facts_set(artifact, "failed_tests", names_of_type(run, &weighed, ITEM_TEST));
	set_reached(weighing, duty, artifact);
	set_remediation(weighing, duty, artifact);
}

/* ---- which ---- */

/* What a system owes is unknown: one artifact of each kind says so, all of whose facts are. */
static void
add_unknown(struct weighing *weighing, const struct duty *duty, struct err *reason)
{
	struct artifact *artifact;

	if (weighing->told[duty->type])
		return;
	weighing->told[duty->type] = true;
	artifact = add_artifact(weighing, duty);
	artifact->subject = (struct str){0};
	for (size_t i = 0; artifact->kind->facts[i].name; i++)
		facts_set_unknown(weighing->view, artifact, artifact->kind->facts[i].name,
				  err_move(weighing->view->scratch, reason));
}

static struct err *
applies(struct weighing *weighing, const struct duty *duty, bool *out)
{
	struct date now = weighing->view->plan->now;
	bool named = false;

	*out = false;
	TRY(scope_names(weighing, duty, &named));
	if (!named || !(weighing->no_tier || duty_is_owed(duty, weighing->tier)))
		return NULL;
	if (duty->has_adopted_on && date_days(duty->adopted_on) > date_days(now))
		return NULL;
	return weigh_holds(weighing, &duty->when, out);
}

static void
weigh_applying(struct weighing *weighing, const struct duty *duty)
{
	bool is = false;
	struct err *err = applies(weighing, duty, &is);

	if (err || (is && weighing->no_tier))
		add_unknown(weighing, duty, err ? err : weighing->no_tier);
	else if (is)
		weigh_requirement(weighing, duty);
	err_settle(err);
}

void
duty_weigh(struct weighing *weighing, const struct duty *duty)
{
	weighing->reads = NULL;
	weighing->is_touched = false;
	weighing->read_count = weighing->read_capacity = 0;
	switch (duty->type) {
	case DUTY_CONTROL:
		if (weighing->no_tier)
			add_unknown(weighing, duty, weighing->no_tier);
		else if (duty_is_owed(duty, weighing->tier))
			weigh_control(weighing, duty);
		break;
	case DUTY_GATE:
		if (weighing->no_tier)
			add_unknown(weighing, duty, weighing->no_tier);
		else
			weigh_gate(weighing, duty);
		break;
	default:
		weigh_applying(weighing, duty);
	}
}
