/* SPDX-License-Identifier: Apache-2.0
 *
 * The kind `incident`: a record in governance/incidents/. Its facts are its fields as they are written,
 * and what follows from them by the tables of packs: steps that were taken too late, or not yet and it is
 * late already, and how much of each framework's time is left.
 *
 * The one thing to know: at the limit is in time, a second more is not. A severity that no pack knows, a
 * time without an offset and a step before the discovery are no answers: nothing is computed from them.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/fields.h"
#include "facts/registry.h"
#include "facts/written.h"
#include "model/rank.h"

#define MINUTE 60
#define HOUR   3600

static const char *const paths[] = {
	"governance/incidents/**/*.yaml",
	"governance/incidents/**/*.yml",
	"governance/incidents/**/*.json",
	NULL,
};

static const struct register_form form = {
	.kind = "incident",
	.file = "record of an incident",
	.key = "id",
	.key_of = "the id of an incident",
	.advice = "each incident has an id of its own",
	.subjects = true,
};

/* In the order of enum incident_step. */
static const char *const step_names[] = {"triage", "containment", "leadership", NULL};

/* The fields that say when. */
static const char *const step_fields[STEP_COUNT] = {
	[STEP_TRIAGE] = "triage_completed_at",
	[STEP_CONTAINMENT] = "containment_achieved_at",
	[STEP_LEADERSHIP] = "leadership_notified_at",
};

static const struct fact_def breach_fields[] = {
	{.name = "step",
	 .type = FACT_STRING,
	 .summary = "triage, containment or leadership",
	 .values = step_names,
	 .subject = true},
	{.name = "limit", .type = FACT_STRING, .summary = "how soon it was to be taken"},
	{.name = "minutes", .type = FACT_NUMBER, .summary = "how long it took, or takes so far"},
	{.name = "taken", .type = FACT_BOOL, .summary = "whether it has been taken"},
	{0},
};

static const struct fact_def clock_fields[] = {
	{.name = "article",
	 .type = FACT_STRING,
	 .summary = "the framework and where it says so",
	 .subject = true},
	{.name = "framework", .type = FACT_STRING, .summary = "who wants to be told"},
	{.name = "due", .type = FACT_STRING, .summary = "until when"},
	{.name = "notified", .type = FACT_BOOL, .summary = "whether the notice was sent"},
	{.name = "late", .type = FACT_BOOL, .summary = "whether it was sent too late, or is late"},
	{.name = "hours_remaining",
	 .type = FACT_NUMBER,
	 .summary = "what is left, 0 when overdue, null when notified"},
	{.name = "hours_late", .type = FACT_NUMBER, .summary = "how much too late, 0 when in time"},
	{0},
};

static struct err *
compute_fields(struct view *view, struct artifact *artifact)
{
	(void)view;
	fields_set(artifact, artifact->record);
	return NULL;
}

static struct err *
compute_unknown(struct view *view, struct artifact *artifact)
{
	facts_set(artifact, "unknown_keys",
		  fields_unknown(view, artifact->kind, NULL, NULL, artifact->record));
	return NULL;
}

/* ---- times ---- */

struct moment {
	bool given;
	struct date date;
};

/* A time that the record says; *out is not given where it says none. */
static struct err *
moment_of(struct view *view, const struct artifact *artifact, const char *field, struct moment *out)
{
	const struct value *value = value_get(artifact->record, str_of(field));

	*out = (struct moment){0};
	if (!value || value->type == VALUE_NULL)
		return NULL;
	if (!date_parse(value_string(value), &out->date) || out->date.form != DATE_TIME)
		return err_help(err_new(view->scratch, "%s of %.*s is no time with an offset",
					field, STR_ARG(artifact->id)),
				"2026-03-01T09:30:00Z, or +01:00 in place of Z");
	out->given = true;
	return NULL;
}

/* When it was discovered, which all steps are counted from. */
static struct err *
discovery_of(struct view *view, const struct artifact *artifact, struct date *out)
{
	struct moment moment;

	TRY(moment_of(view, artifact, "discovered_at", &moment));
	if (!moment.given)
		return err_new(view->scratch, "discovered_at of %.*s is missing",
			       STR_ARG(artifact->id));
	if (date_compare(moment.date, view->plan->now) > 0)
		return err_new(view->scratch, "discovered_at of %.*s is in the future",
			       STR_ARG(artifact->id));
	*out = moment.date;
	return NULL;
}

static double
seconds_between(struct date from, struct date to)
{
	return (double)(to.seconds - from.seconds) +
	       ((double)to.nanoseconds - (double)from.nanoseconds) / 1e9;
}

/* How often a unit fits between, in hundredths: to be read, not to be judged by. */
static struct value
told(struct date from, struct date to, int unit)
{
	double hundredths = seconds_between(from, to) * 100 / unit;

	return value_double((double)(int64_t)(hundredths + 0.5) / 100);
}

/* When a step was taken: not before the discovery. */
static struct err *
step_taken(struct view *view, const struct artifact *artifact, const char *field,
	   struct date discovery, struct moment *out)
{
	TRY(moment_of(view, artifact, field, out));
	if (out->given && date_compare(out->date, discovery) < 0)
		return err_new(view->scratch, "%s of %.*s is before the discovery", field,
			       STR_ARG(artifact->id));
	if (out->given && date_compare(out->date, view->plan->now) > 0)
		return err_new(view->scratch, "%s of %.*s is in the future", field,
			       STR_ARG(artifact->id));
	return NULL;
}

/* ---- steps ---- */

static struct err *
no_severity(struct view *view, const struct artifact *artifact, const struct value *severity)
{
	struct ranked_words words = plan_words(view->plan, FACT_SEVERITY);
	struct suggest suggest;
	struct str best;

	if (words.count == 0)
		return err_help(err_new(view->scratch,
					"no selected pack says how soon incidents are dealt with"),
				"select a pack with 'incidents', such as ai-baseline");
	if (!severity || severity->type != VALUE_STRING)
		return err_new(view->scratch, "the severity of %.*s is %s", STR_ARG(artifact->id),
			       severity ? value_type_name(severity->type) : "missing");
	suggest_init(&suggest, severity->string);
	for (size_t i = 0; i < words.count; i++)
		suggest_name(&suggest, words.items[i]);
	best = suggest_best(&suggest);
	return err_new(view->scratch, "the severity of %.*s is '%.*s', which is none%s",
		       STR_ARG(artifact->id), STR_ARG(str_cut(severity->string, 0, 100)),
		       best.data
			       ? arena_print(view->scratch, ": did you mean '%.*s'?", STR_ARG(best))
			       : "");
}

static struct err *
severity_of(struct view *view, const struct artifact *artifact,
	    const struct incident_severity **out)
{
	const struct incident_tables *tables = &view->plan->incidents;
	const struct value *severity = value_get(artifact->record, STR("severity"));

	for (size_t i = 0; i < tables->severity_count; i++)
		if (str_equal(tables->severities[i].name, value_string(severity))) {
			*out = &tables->severities[i];
			return NULL;
		}
	return no_severity(view, artifact, severity);
}

static struct err *
judge_step(struct view *view, const struct artifact *artifact, enum incident_step step,
	   const struct incident_limit *limit, struct date discovery, struct value *breaches)
{
	struct moment taken;
	struct date end;
	struct value *row;

	TRY(step_taken(view, artifact, step_fields[step], discovery, &taken));
	end = taken.given ? taken.date : view->plan->now;
	if (!limit->given || date_compare(end, date_add(discovery, limit->within)) <= 0)
		return NULL;
	row = value_add(view->scratch, breaches, value_map());
	value_set(view->scratch, row, "step", value_text(step_names[step]));
	value_set(view->scratch, row, "limit", value_str(limit->text));
	value_set(view->scratch, row, "minutes", told(discovery, end, MINUTE));
	value_set(view->scratch, row, "taken", value_bool(taken.given));
	return NULL;
}

static struct err *
compute_breaches(struct view *view, struct artifact *artifact)
{
	const struct incident_severity *severity = NULL;
	struct value breaches = value_list();
	struct date discovery;

	TRY(severity_of(view, artifact, &severity));
	TRY(discovery_of(view, artifact, &discovery));
	for (int step = 0; step < STEP_COUNT; step++)
		TRY(judge_step(view, artifact, (enum incident_step)step, &severity->limits[step],
			       discovery, &breaches));
	facts_set(artifact, "breaches", breaches);
	return NULL;
}

static struct err *
compute_durations(struct view *view, struct artifact *artifact)
{
	struct moment triage, containment;
	struct date discovery;

	TRY(discovery_of(view, artifact, &discovery));
	TRY(step_taken(view, artifact, step_fields[STEP_TRIAGE], discovery, &triage));
	TRY(step_taken(view, artifact, step_fields[STEP_CONTAINMENT], discovery, &containment));
	facts_set(artifact, "minutes_to_triage",
		  triage.given ? told(discovery, triage.date, MINUTE) : value_null());
	facts_set(artifact, "hours_to_containment",
		  containment.given ? told(discovery, containment.date, HOUR) : value_null());
	return NULL;
}

/* ---- clocks ---- */

/* Hours to one decimal, 0 where there are none. */
static double
hours(double seconds)
{
	double tenths = seconds > 0 ? seconds * 10 / HOUR : 0;

	return (double)(int64_t)(tenths + 0.5) / 10;
}

static void
add_clock(struct view *view, const struct incident_clock *clock, struct date aware,
	  const struct moment *notified, struct value *out)
{
	struct date due = date_add(aware, clock->within);
	struct date end = notified->given ? notified->date : view->plan->now;
	struct value *row = value_add(view->scratch, out, value_map());
	struct str name = str_of(arena_print(view->scratch, "%.*s %.*s", STR_ARG(clock->framework),
					     STR_ARG(clock->article)));

	value_set(view->scratch, row, "article", value_str(name));
	value_set(view->scratch, row, "framework", value_str(clock->framework));
	value_set(view->scratch, row, "due", value_text(date_text(view->scratch, due)));
	value_set(view->scratch, row, "notified", value_bool(notified->given));
	value_set(view->scratch, row, "late", value_bool(date_compare(end, due) > 0));
	value_set(view->scratch, row, "hours_remaining",
		  notified->given ? value_null() : value_double(hours(seconds_between(end, due))));
	value_set(view->scratch, row, "hours_late", value_double(hours(seconds_between(due, end))));
}

static struct err *
compute_clocks(struct view *view, struct artifact *artifact)
{
	const struct incident_tables *tables = &view->plan->incidents;
	struct value list = value_list();
	struct moment aware, notified;
	struct date discovery;

	if (tables->clock_count == 0)
		return err_help(err_new(view->scratch, "no selected pack says who has to be told"),
				"select a pack whose 'incidents' have 'clocks'");
	TRY(discovery_of(view, artifact, &discovery));
	TRY(step_taken(view, artifact, "aware_at", discovery, &aware));
	TRY(step_taken(view, artifact, "notification_sent_at", discovery, &notified));
	for (size_t i = 0; i < tables->clock_count; i++) {
		const struct incident_clock *clock = &tables->clocks[i];
		bool runs;

		TRY(written_holds(
			view, artifact, &clock->when,
			arena_print(view->scratch, "the clock of %.*s", STR_ARG(clock->article)),
			false, &runs));
		if (runs)
			add_clock(view, clock, aware.given ? aware.date : discovery, &notified,
				  &list);
	}
	facts_set(artifact, "clocks", list);
	return NULL;
}

static const struct fact_def facts[] = {
	{.name = "id",
	 .key = "id",
	 .type = FACT_STRING,
	 .summary = "the incident's own name",
	 .required = true,
	 .compute = compute_fields},
	{.name = "type",
	 .key = "type",
	 .type = FACT_STRING,
	 .filling = FILLING_NAME,
	 .summary = "what kind of incident it is",
	 .words = WORDS_INCIDENT_TYPES,
	 .compute = compute_fields},
	FIELD("system_id", FACT_STRING, NAME, "the system that it happened in"),
	FIELD("severity", FACT_SEVERITY, ANYTHING, "how bad it is"),
	FIELD("detected_by", FACT_STRING, NAME, "user_report, monitoring, red_team or external"),
	FIELD("discovered_at", FACT_DATE, ANYTHING, "when it was found"),
	FIELD("aware_at", FACT_DATE, ANYTHING, "since when it is known that people are affected"),
	FIELD("triage_completed_at", FACT_DATE, ANYTHING, "when it was looked at"),
	FIELD("containment_achieved_at", FACT_DATE, ANYTHING, "when it was contained"),
	FIELD("leadership_notified_at", FACT_DATE, ANYTHING, "when leadership was told"),
	FIELD("notification_sent_at", FACT_DATE, ANYTHING, "when the authority was told"),
	FIELD("resolved_at", FACT_DATE, ANYTHING, "when it was over"),
	FIELD("description", FACT_STRING, WORDS, "what happened"),
	FIELD("affected_users_estimate", FACT_NUMBER, ANYTHING, "how many people it touched"),
	FIELD("eu_residents_affected", FACT_BOOL, ANYTHING,
	      "whether people in the EU are among them"),
	FIELD("personal_data_exposed", FACT_BOOL, ANYTHING, "whether personal data got out"),
	FIELD("regulatory_notification_required", FACT_BOOL, ANYTHING,
	      "whether an authority has to be told"),
	FIELD("serious_incident", FACT_BOOL, ANYTHING, "whether it is one by the AI Act"),
	FIELD("death", FACT_BOOL, ANYTHING, "whether somebody died"),
	FIELD("widespread_or_critical_infrastructure", FACT_BOOL, ANYTHING,
	      "whether it is widespread, or hit what many depend on"),
	FIELD("root_cause", FACT_ANY, WORDS, "why it happened"),
	FIELD("attack_vector", FACT_ANY, WORDS, "how somebody got in"),
	FIELD("post_incident_review", FACT_STRING, ANYTHING, "the path of what was learnt"),
	FIELD("new_test", FACT_STRING, ANYTHING, "the path of the test that would have found it"),
	FIELD("control_change", FACT_STRING, ANYTHING, "the path of what was changed for good"),
	{.name = "minutes_to_triage",
	 .type = FACT_NUMBER,
	 .summary = "from the discovery; null until then",
	 .compute = compute_durations},
	{.name = "hours_to_containment",
	 .type = FACT_NUMBER,
	 .summary = "from the discovery; null until then",
	 .compute = compute_durations},
	{.name = "breaches",
	 .type = FACT_LIST,
	 .summary = "the steps that were taken too late, or are late",
	 .fields = breach_fields,
	 .required = true,
	 .compute = compute_breaches},
	{.name = "clocks",
	 .type = FACT_LIST,
	 .summary = "who has to be told until when",
	 .fields = clock_fields,
	 .required = true,
	 .compute = compute_clocks},
	{.name = "unknown_keys",
	 .type = FACT_LIST,
	 .summary = "keys of the record nobody reads",
	 .fields = content_unknown_fields,
	 .required = true,
	 .compute = compute_unknown},
	{0},
};

static struct err *
expand(struct view *view, const struct entry *entry)
{
	return registry_expand(view, entry, &form);
}

const struct kind facts_incident = {
	.name = "incident",
	.summary = "an incident, as a record in governance/incidents/",
	.paths = paths,
	.facts = facts,
	.has_tree = true,
	.expand = expand,
};
